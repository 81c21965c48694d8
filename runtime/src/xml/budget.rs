//! [`Budget`]: the memory that a body may be given for what holds its values.
//!
//! An element of seven bytes, `<item/>`, can stand for a structure of two thousand. Text can not: it takes about as much memory as
//! it is long, so only lists, maps and boxes are counted. They are when they grow, and what is dropped later, because a member
//! repeats, stays counted; a body that is what it says it is stays far below.

use super::Error;

/// Times the length of the body.
const TIMES: usize = 12;
/// For whatever is short: 32 MiB.
const ALWAYS: usize = 32 << 20;
/// The most bytes of a value for which containers get room for four at first.
pub(super) const LARGE: usize = 1024;

/// How much is left of what a body may be given.
#[derive(Debug)]
pub(super) struct Budget {
    body: usize,
    left: usize,
}

impl Budget {
    /// The budget of a body of this length.
    pub(super) fn of(body: usize) -> Self {
        Self { body, left: Self::whole(body) }
    }

    fn whole(body: usize) -> usize {
        body.saturating_mul(TIMES).saturating_add(ALWAYS)
    }

    /// Counts a container which is full at `capacity` values of `size` bytes, and is about to get room for more: the
    /// capacity that it gets.
    ///
    /// # Errors
    ///
    /// There is not so much left. While the values move, the old place is there besides the new one, so both have to fit.
    #[inline(never)]
    pub(super) fn grow(&mut self, capacity: usize, size: usize, at: usize) -> Result<usize, Error> {
        // What `Vec` does; `HashMap` is close enough.
        let least = if size > LARGE { 1 } else { 4 };
        let grown = capacity.saturating_mul(2).max(least);
        self.take(grown.saturating_mul(size), at)?;
        self.left = self.left.saturating_add(capacity.saturating_mul(size));
        Ok(grown)
    }

    /// Counts bytes of memory.
    ///
    /// # Errors
    ///
    /// There are not so many left.
    pub(super) fn take(&mut self, bytes: usize, at: usize) -> Result<(), Error> {
        match self.left.checked_sub(bytes) {
            Some(left) => self.left = left,
            None => return Err(self.exceeded(bytes, at)),
        }
        Ok(())
    }

    #[cold]
    fn exceeded(&self, bytes: usize, at: usize) -> Error {
        let Self { body, left } = self;
        let whole = Self::whole(*body);
        Error::new(
            format!(
                "too many values: they would take {bytes} bytes of memory more, and of the {whole} bytes that the values of a \
                 response of {body} bytes may take, {left} are left; ask for fewer values at a time"
            ),
            at,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_grows_is_counted_once_and_has_to_fit_twice() {
        let mut budget = Budget { body: 0, left: 1000 };
        let mut left = |capacity, size| budget.grow(capacity, size, 0).ok().map(|_| budget.left);
        assert_eq!(left(0, 100), Some(600), "room for four");
        assert_eq!(left(0, 2000), None);
        assert_eq!(left(4, 50), Some(400), "four more");
        assert_eq!(left(4, 50), Some(200));
        assert_eq!(left(4, 50), None, "old and new do not fit, though the difference would");
        assert_eq!(left(usize::MAX, usize::MAX), None);
        assert_eq!(left(0, 0), Some(200));
    }

    #[test]
    fn one_large_value_needs_no_room_for_others() {
        let mut budget = Budget { body: 0, left: 4999 };
        assert!(budget.grow(0, 5000, 0).is_err());
        assert!(budget.grow(0, 4999, 0).is_ok());
    }

    #[test]
    fn the_error_says_how_much_and_what_to_do() {
        let error = Budget { body: 7, left: 80 }.take(96, 5).map_err(|error| error.to_string());
        let text = "too many values: they would take 96 bytes of memory more, and of the 33554516 bytes that the values of a \
            response of 7 bytes may take, 80 are left; ask for fewer values at a time (at byte 5)";
        assert_eq!(error, Err(text.to_owned()));
    }
}
