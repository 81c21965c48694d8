//! Where the reader is. Places cost nothing while there is no fault: they live on the stack, each
//! pointing to the one that encloses it, and are written out only for a fault.

use crate::ShapeId;

/// A value that is being read.
pub(super) struct At<'p> {
    parent: Option<&'p At<'p>>,
    step: Step<'p>,
    /// How many objects and arrays enclose it.
    pub(super) depth: usize,
}

#[derive(Clone, Copy)]
enum Step<'p> {
    Root,
    Key(&'p str, usize),
    Index(usize),
}

impl<'p> At<'p> {
    pub(super) const ROOT: At<'static> = At { parent: None, step: Step::Root, depth: 0 };

    /// The value of an entry: its key, and how many entries are before it.
    pub(super) fn key(&'p self, key: &'p str, ordinal: usize) -> At<'p> {
        self.child(Step::Key(key, ordinal))
    }

    /// An element.
    pub(super) fn index(&'p self, index: usize) -> At<'p> {
        self.child(Step::Index(index))
    }

    fn child(&'p self, step: Step<'p>) -> At<'p> {
        At { parent: Some(self), step, depth: self.depth + 1 }
    }

    /// The key, if this is the value of an entry.
    pub(super) fn name(&self) -> Option<&'p str> {
        match self.step {
            Step::Key(key, _) => Some(key),
            Step::Root | Step::Index(_) => None,
        }
    }

    /// From the root to here.
    fn steps(&self) -> Vec<Step<'_>> {
        let places = std::iter::successors(Some(self), |place| place.parent);
        let mut steps: Vec<_> = places.map(|place| place.step).collect();
        steps.pop();
        steps.reverse();
        steps
    }

    pub(super) fn way(&self) -> Vec<usize> {
        let ordinal = |step: Step<'_>| match step {
            Step::Root => 0,
            Step::Key(_, ordinal) | Step::Index(ordinal) => ordinal,
        };
        self.steps().into_iter().map(ordinal).collect()
    }

    pub(super) fn pointer(&self) -> String {
        let mut pointer = String::new();
        for step in self.steps() {
            pointer.push('/');
            match step {
                Step::Root => {}
                Step::Key(key, _) => {
                    pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
                }
                Step::Index(index) => pointer.push_str(&index.to_string()),
            }
        }
        pointer
    }

    /// The shape or member that this is in, if its id is valid.
    pub(super) fn shape(&self) -> Option<ShapeId> {
        let steps = self.steps();
        let mut keys = steps.iter().map_while(|step| match step {
            Step::Key(key, _) => Some(*key),
            Step::Root | Step::Index(_) => None,
        });
        if keys.next() != Some("shapes") {
            return None;
        }
        let shape = ShapeId::parse(keys.next()?).ok()?;
        let member = match keys.next() {
            Some("members") => keys.next(),
            Some(key @ ("member" | "key" | "value")) => Some(key),
            _ => None,
        };
        match member.map(|member| shape.with_member(member)) {
            Some(Ok(member)) => Some(member),
            _ => Some(shape),
        }
    }
}
