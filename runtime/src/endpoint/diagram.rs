//! Endpoint rules as a decision diagram: a table of steps, and the loop that walks it. What the
//! conditions and the results are is code of the generated crate; here they are only numbers.
//!
//! Source: [`endpointBdd` trait](https://smithy.io/2.0/additional-specs/rules-engine/specification.html#smithy-rules-endpointbdd-trait).

/// A condition, and what comes after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    condition: usize,
    yes: Next,
    no: Next,
}

impl Step {
    /// Asks for a condition, by its number, and goes on to `yes` if it holds, else to `no`.
    pub const fn new(condition: usize, yes: Next, no: Next) -> Self {
        Self { condition, yes, no }
    }
}

/// Where a step leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// To another step, further down in the table.
    Step(usize),
    /// To a result, by its number.
    Result(usize),
    /// To no result: the rules have no answer.
    NoMatch,
}

/// The number of the result that `steps` lead to, from the first of them; `None` if they lead
/// to none.
///
/// `holds` says whether a condition holds, or `None` if it cannot be told, which ends the walk.
/// A step that leads back, or out of the table, ends it too, so every walk comes to an end.
///
/// ```
/// use tinsmith_runtime::endpoint::diagram::{Next, Step, walk};
///
/// let steps = [
///     Step::new(0, Next::Step(1), Next::Result(0)),
///     Step::new(1, Next::Result(1), Next::NoMatch),
/// ];
/// assert_eq!(walk(&steps, |_| Some(true)), Some(1));
/// assert_eq!(walk(&steps, |_| Some(false)), Some(0));
/// assert_eq!(walk(&steps, |condition| Some(condition == 0)), None);
/// ```
pub fn walk(steps: &[Step], mut holds: impl FnMut(usize) -> Option<bool>) -> Option<usize> {
    let mut at = 0;
    loop {
        let step = steps.get(at)?;
        match if holds(step.condition)? { step.yes } else { step.no } {
            Next::Step(next) if next > at => at = next,
            Next::Step(_) | Next::NoMatch => return None,
            Next::Result(result) => return Some(result),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_ends_on_any_table() {
        let back = [Step::new(0, Next::Step(0), Next::Step(7))];
        assert_eq!(walk(&back, |_| Some(true)), None);
        assert_eq!(walk(&back, |_| Some(false)), None);
        assert_eq!(walk(&[], |_| Some(true)), None);
    }

    #[test]
    fn what_cannot_be_told_ends_the_walk() {
        let steps = [Step::new(3, Next::Result(0), Next::Result(1))];
        let mut asked = Vec::new();
        let result = walk(&steps, |condition| {
            asked.push(condition);
            None
        });
        assert_eq!((result, asked), (None, vec![3]));
    }
}
