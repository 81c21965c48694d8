//! How a cursor reads what holds other values: structures, unions, lists and maps.
//!
//! A value that its type does not describe in full is read by a function that it is given with: items of a list may
//! be lists in elements of another name, say, or timestamps in another format.

use std::collections::HashMap;
use std::hash::Hash;

use super::Cursor;
use crate::xml::budget::LARGE;
use crate::xml::{Error, Structure, Union, Value, scan};

/// The most bytes of a value for which a list gets room for four at first, as `Vec` does by itself. Most lists of structures have one
/// element, and for three that do not come an allocator has to look for a large place: a fifth of the time of a response with many.
const SMALL: usize = 128;

impl<'x> Cursor<'x> {
    /// Reads the element into `slot` with `read`, over what was there.
    ///
    /// # Errors
    ///
    /// Those of `read`.
    #[inline]
    pub fn read_with<V>(
        &mut self,
        slot: &mut Option<V>,
        read: impl Fn(&mut Self) -> Result<V, Error>,
    ) -> Result<(), Error> {
        *slot = Some(read(self)?);
        Ok(())
    }

    /// Reads the element into `slot`, which is boxed since its type holds itself, over what was there.
    ///
    /// # Errors
    ///
    /// Those of [`boxed`](Cursor::boxed).
    #[inline]
    pub fn read_boxed<V: Value>(&mut self, slot: &mut Option<Box<V>>) -> Result<(), Error> {
        self.read_with(slot, Self::boxed)
    }

    /// Reads the element as a value that is boxed since its type holds itself.
    ///
    /// # Errors
    ///
    /// The element does not hold such a value, or there are too many for the length of the body.
    pub fn boxed<V: Value>(&mut self) -> Result<Box<V>, Error> {
        self.budget.take(size_of::<V>(), self.element.content)?;
        V::read_boxed(self)
    }

    /// Reads a list whose elements are the children called `item`, over what was there.
    ///
    /// # Errors
    ///
    /// An element of the list does not hold such a value, or the nesting is too deep.
    #[inline]
    pub fn list<V: Value>(&mut self, slot: &mut Option<Vec<V>>, item: &str) -> Result<(), Error> {
        *slot = Some(Vec::new());
        match slot {
            Some(list) => self.each(item, list),
            None => Ok(()),
        }
    }

    /// Reads the element as one more element of a flattened list.
    ///
    /// # Errors
    ///
    /// The element does not hold such a value.
    #[inline]
    pub fn flat_list<V: Value>(&mut self, slot: &mut Option<Vec<V>>) -> Result<(), Error> {
        V::read_onto(self, slot.get_or_insert_with(Vec::new))
    }

    /// Reads the element with `read` as one more element of a flattened list.
    ///
    /// # Errors
    ///
    /// Those of `read`.
    #[inline]
    pub fn flat_list_with<V>(
        &mut self,
        slot: &mut Option<Vec<V>>,
        read: impl Fn(&mut Self) -> Result<V, Error>,
    ) -> Result<(), Error> {
        Collect { list: slot.get_or_insert_with(Vec::new), read }.next(self)
    }

    /// Reads the element as one more entry of a flattened map; see [`entries`](Cursor::entries).
    ///
    /// # Errors
    ///
    /// Those of `read`, or when the element lacks a key or a value.
    pub fn flat_entry<K: Value + Eq + Hash, V>(
        &mut self,
        slot: &mut Option<HashMap<K, V>>,
        key: &str,
        value: &str,
        read: impl Fn(&mut Self) -> Result<V, Error>,
    ) -> Result<(), Error> {
        let (key, value) = self.entry(key, value, read)?;
        self.insert(slot.get_or_insert_with(HashMap::new), key, value)
    }

    /// Reads the element's children into a structure, one by one.
    ///
    /// # Errors
    ///
    /// A child cannot be read, or the nesting is too deep.
    pub fn structure(&mut self, value: &mut dyn Structure) -> Result<(), Error> {
        self.nest()?;
        let mut scope = self.element;
        while self.next_child(&mut scope)? {
            let tag = self.tag();
            if let Err(error) = value.child(tag, self).and_then(|()| self.skip()) {
                return Err(error.within(tag));
            }
        }
        self.element = scope;
        self.nesting -= 1;
        value.correct();
        Ok(())
    }

    /// Reads a union: the child that the element has says which variant it is.
    ///
    /// # Errors
    ///
    /// A child cannot be read, there is none, or there are several of different variants, or the nesting is too deep.
    pub fn union<U: Union>(&mut self) -> Result<U, Error> {
        self.nest()?;
        let mut scope = self.element;
        let mut value: Option<U> = None;
        while self.next_child(&mut scope)? {
            let tag = self.tag();
            let variant = value.as_ref().map(std::mem::discriminant);
            let read = match U::child(value.take(), tag, self)
                .and_then(|read| self.skip().map(|()| read))
            {
                Ok(read) => read,
                Err(error) => return Err(error.within(tag)),
            };
            if variant.is_some_and(|variant| variant != std::mem::discriminant(&read)) {
                return Err(self.fault("mixed variants of a union"));
            }
            value = Some(read);
        }
        self.element = scope;
        self.nesting -= 1;
        value.ok_or_else(|| self.fault("expected a variant of a union, found none"))
    }

    /// Reads a list whose elements are the children called `item`.
    ///
    /// # Errors
    ///
    /// Those of `read`, or when the nesting is too deep.
    pub fn items<V>(
        &mut self,
        item: &str,
        read: impl Fn(&mut Self) -> Result<V, Error>,
    ) -> Result<Vec<V>, Error> {
        let mut list = Vec::new();
        self.each(item, &mut Collect { list: &mut list, read })?;
        Ok(list)
    }

    /// Reads each child called `item`. The loop is compiled once, here, for all types of items.
    fn each(&mut self, item: &str, items: &mut dyn Items<'x>) -> Result<(), Error> {
        self.nest()?;
        let mut scope = self.element;
        while self.next_child(&mut scope)? {
            if scan::same(self.tag(), item) {
                items.next(self).map_err(|error| error.within(item))?;
            }
            self.skip()?;
        }
        self.element = scope;
        self.nesting -= 1;
        Ok(())
    }

    /// Reads a map whose entries are the children called `entry`, each with a child called `key` and one called `value`.
    ///
    /// # Errors
    ///
    /// Those of `read`, when an entry lacks a key or a value, or when the nesting is too deep.
    pub fn entries<K: Value + Eq + Hash, V>(
        &mut self,
        entry: &str,
        key: &str,
        value: &str,
        read: impl Fn(&mut Self) -> Result<V, Error>,
    ) -> Result<HashMap<K, V>, Error> {
        let mut entries = HashMap::new();
        self.each(entry, &mut Associate { entries: &mut entries, key, value, read })?;
        Ok(entries)
    }

    /// Makes room for one more value in a list, which may not grow beyond what the body is given.
    #[inline]
    pub(in crate::xml) fn room<V>(&mut self, list: &mut Vec<V>) -> Result<(), Error> {
        match self.growth(list.len(), size_of::<V>()) {
            Ok(0) => {}
            Ok(more) => list.reserve_exact(more),
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// By how many values of that size a list of `len` grows before it takes one more, which is taken from the budget. Lists are
    /// empty at first and grow by this alone, so their length says whether they are full.
    #[inline(never)]
    fn growth(&mut self, len: usize, size: usize) -> Result<usize, Error> {
        let full = match len {
            0 => true,
            1 => size > SMALL,
            2 => size > LARGE,
            _ => len >= 4 && len.is_power_of_two(),
        };
        if !full {
            return Ok(0);
        }
        if len == 0 && size > SMALL {
            self.budget.take(size, self.element.content)?;
            return Ok(1);
        }
        let grown = self.budget.grow(len, size, self.element.content)?;
        Ok(grown - len)
    }

    /// Inserts into a map, which may not grow beyond what the body is given.
    fn insert<K: Eq + Hash, V>(
        &mut self,
        map: &mut HashMap<K, V>,
        key: K,
        value: V,
    ) -> Result<(), Error> {
        if map.len() == map.capacity() {
            // A byte of its own, and an eighth of the places stays empty.
            let size = size_of::<(K, V)>() + 1;
            self.budget.grow(map.len(), size + size / 7, self.element.content)?;
        }
        map.insert(key, value);
        Ok(())
    }

    fn entry<K: Value, V>(
        &mut self,
        key: &str,
        value: &str,
        read: impl Fn(&mut Self) -> Result<V, Error>,
    ) -> Result<(K, V), Error> {
        let mut scope = self.element;
        let (mut found_key, mut found_value) = (None, None);
        while self.next_child(&mut scope)? {
            let tag = self.tag();
            let result = if scan::same(tag, key) {
                K::read(self).map(|read| found_key = Some(read))
            } else if scan::same(tag, value) {
                read(self).map(|read| found_value = Some(read))
            } else {
                Ok(())
            };
            if let Err(error) = result.and_then(|()| self.skip()) {
                return Err(error.within(tag));
            }
        }
        self.element = scope;
        match (found_key, found_value) {
            (Some(key), Some(value)) => Ok((key, value)),
            (None, _) => Err(self.fault("an entry of a map has no key")),
            (_, None) => Err(self.fault("an entry of a map has no value")),
        }
    }
}

/// Where the children of an element go, one by one.
trait Items<'x> {
    fn next(&mut self, x: &mut Cursor<'x>) -> Result<(), Error>;
}

impl<'x, V: Value> Items<'x> for Vec<V> {
    fn next(&mut self, x: &mut Cursor<'x>) -> Result<(), Error> {
        V::read_onto(x, self)
    }
}

/// A list whose items are read by a function.
struct Collect<'a, V, F> {
    list: &'a mut Vec<V>,
    read: F,
}

impl<'x, V, F: Fn(&mut Cursor<'x>) -> Result<V, Error>> Items<'x> for Collect<'_, V, F> {
    fn next(&mut self, x: &mut Cursor<'x>) -> Result<(), Error> {
        x.room(self.list)?;
        self.list.push((self.read)(x)?);
        Ok(())
    }
}

/// A map whose entries have a key and a value of these names.
struct Associate<'a, K, V, F> {
    entries: &'a mut HashMap<K, V>,
    key: &'a str,
    value: &'a str,
    read: F,
}

impl<'x, K: Value + Eq + Hash, V, F: Fn(&mut Cursor<'x>) -> Result<V, Error>> Items<'x>
    for Associate<'_, K, V, F>
{
    fn next(&mut self, x: &mut Cursor<'x>) -> Result<(), Error> {
        let (key, value) = x.entry(self.key, self.value, &self.read)?;
        x.insert(self.entries, key, value)
    }
}
