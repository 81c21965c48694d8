//! What is written for people alone.

use super::{Context, Found, sentence};
use crate::diff::delta::{Delta, What};
use crate::model::traits::{DOCUMENTATION, EXAMPLES, EXTERNAL_DOCUMENTATION, TITLE};

pub(super) fn find(delta: &Delta<'_>, context: &Context<'_>) -> Option<Found> {
    let What::Trait(id) = delta.what else { return None };
    let is_text = [DOCUMENTATION, EXAMPLES, EXTERNAL_DOCUMENTATION, TITLE].contains(&id);
    is_text.then(|| Found::new("documentation", sentence(delta, context)))
}
