//! Pagination: tokens, page sizes and items, right in the output or in a structure of it.

use serde_json::{Map, json};

use super::operations::Draft;
use super::structures::Members;
use super::{Builder, Kind};
use crate::models::names::Use;

impl Builder<'_, '_> {
    pub(super) fn paginated(&mut self, draft: &mut Draft) {
        let string = self.string();
        let token = self.member_of(&mut draft.input, string, Map::new(), usize::MAX);
        let mut page = json!({"inputToken": token});
        if self.sometimes()
            && let Some(number) = self.target(|target| target.kind == Kind::Number)
        {
            let size = self.member_of(&mut draft.input, number, Map::new(), usize::MAX);
            page["pageSize"] = json!(size);
        }
        let list = self.target(|target| matches!(target.kind, Kind::List(_)));
        let (mut inner, prefix) = if self.sometimes() {
            (Some(Members::default()), self.id(Use::Type))
        } else {
            (None, String::new())
        };
        let holder = inner.as_mut().unwrap_or(&mut draft.output);
        let next = self.member_of(holder, string, Map::new(), usize::MAX);
        let items = list.map(|list| self.member_of(holder, list, Map::new(), usize::MAX));
        let path = match inner {
            None => String::new(),
            Some(members) => {
                self.built.put(&prefix, json!({"type": "structure", "members": members.json}));
                self.built.fields.insert(prefix.clone(), members.fields);
                let at = self.add(prefix, Kind::Structure, false);
                let name = self.member_of(&mut draft.output, at, Map::new(), usize::MAX);
                format!("{name}.")
            }
        };
        page["outputToken"] = json!(format!("{path}{next}"));
        if let Some(items) = items.filter(|_| self.random.below(4) > 0) {
            page["items"] = json!(format!("{path}{items}"));
        }
        draft.traits.insert("smithy.api#paginated".to_owned(), page);
    }
}
