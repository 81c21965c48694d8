//! Values for inputs: each call gives the next one of its kind, so that neighbours differ and awkward ones come everywhere.

use aws_smithy_types::{Blob, DateTime};

/// Which members are set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Mode {
    All,
    Nothing,
    /// Each member with a chance of so many percent; lists of no to three elements.
    Some(u64),
    /// All, with dates outside of what the wire format can say.
    Wild,
}

pub struct Values {
    mode: Mode,
    count: usize,
    random: Random,
    depth: usize,
}

/// A generator of numbers that is the same in every build (xorshift).
#[derive(Clone)]
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % bound.max(1)
    }
}

const TEXTS: &[&str] = &[
    "vpc-0a1b2c3d",
    "",
    " a b ",
    "&=+%?#/:;,@",
    "Grüße 日本 🦀",
    "line\r\n\ttab",
    "\"quoted\" 'single' <xml/> `back` \\",
    "~-._*!()[]{}|^$",
    "\0\u{7f}\u{85}\u{feff}",
    "%41",
    "true",
    "0",
];
const INTEGERS: &[i64] = &[0, 1, -1, i32::MAX as i64, i32::MIN as i64, 42];
const LONGS: &[i64] = &[0, i64::MAX, i64::MIN, 1 << 53, -7];
const DOUBLES: &[f64] = &[
    0.0,
    -0.0,
    0.1,
    1.0,
    1e300,
    -1.5e-300,
    123456789.123,
    f64::NAN,
    f64::INFINITY,
    f64::NEG_INFINITY,
    1e16,
    1e15,
    1e-7,
    f64::MIN_POSITIVE,
];
const TIMES: &[(i64, u32)] = &[
    (0, 0),
    (1, 500_000_000),
    (1_234_567_890, 123_456_789),
    (-1, 999_999_999),
    (253_402_300_799, 999_999_999),
    (-62_135_596_800, 0),
    (951_782_400, 1_000),
    (951_782_400, 999),
];
const BLOBS: &[&[u8]] = &[b"", b"\0", b"hello world", &[255, 254, 253, 252]];

impl Values {
    pub fn new(mode: Mode, seed: usize) -> Self {
        Self { mode, count: seed, random: Random::new(seed as u64 + 1), depth: 0 }
    }

    fn next<T: Copy>(&mut self, all: &[T]) -> T {
        self.count += 1;
        all[self.count % all.len()]
    }

    fn set(&mut self) -> bool {
        match self.mode {
            Mode::All | Mode::Wild => true,
            Mode::Nothing => false,
            Mode::Some(percent) => (self.random.below(100) as u64) < percent,
        }
    }

    pub fn string_value(&mut self) -> String {
        self.next(TEXTS).to_owned()
    }
    pub fn boolean_value(&mut self) -> bool {
        self.next(&[true, false, true])
    }
    pub fn integer_value(&mut self) -> i32 {
        self.next(INTEGERS) as i32
    }
    pub fn long_value(&mut self) -> i64 {
        self.next(LONGS)
    }
    pub fn double_value(&mut self) -> f64 {
        self.next(DOUBLES)
    }
    #[allow(dead_code, reason = "EC2 has no float in a request")]
    pub fn float_value(&mut self) -> f32 {
        self.next(DOUBLES) as f32
    }
    pub fn timestamp_value(&mut self) -> DateTime {
        let (seconds, nanos) =
            if self.mode == Mode::Wild { (253_402_300_800, 0) } else { self.next(TIMES) };
        DateTime::from_secs_and_nanos(seconds, nanos)
    }
    pub fn blob_value(&mut self) -> Blob {
        Blob::new(self.next(BLOBS))
    }
    pub fn one_of(&mut self, known: &[&'static str]) -> &'static str {
        self.count += 1;
        match self.count % (known.len() + 3) {
            n if n < known.len() => known[n],
            n if n == known.len() => "of a later version & more",
            n if n == known.len() + 1 => "",
            _ => "Ünknown",
        }
    }

    pub fn string(&mut self) -> Option<String> {
        self.set().then(|| self.string_value())
    }
    pub fn boolean(&mut self) -> Option<bool> {
        self.set().then(|| self.boolean_value())
    }
    pub fn integer(&mut self) -> Option<i32> {
        self.set().then(|| self.integer_value())
    }
    pub fn long(&mut self) -> Option<i64> {
        self.set().then(|| self.long_value())
    }
    pub fn double(&mut self) -> Option<f64> {
        self.set().then(|| self.double_value())
    }
    #[allow(dead_code, reason = "EC2 has no float in a request")]
    pub fn float(&mut self) -> Option<f32> {
        self.set().then(|| self.float_value())
    }
    pub fn timestamp(&mut self) -> Option<DateTime> {
        self.set().then(|| self.timestamp_value())
    }
    pub fn blob(&mut self) -> Option<Blob> {
        self.set().then(|| self.blob_value())
    }
    pub fn variant(&mut self, known: &[&'static str]) -> Option<&'static str> {
        self.set().then(|| self.one_of(known))
    }

    pub fn some<T>(&mut self, make: fn(&mut Self) -> T) -> Option<T> {
        self.set().then(|| make(self))
    }

    pub fn list<T>(&mut self, make: fn(&mut Self) -> T) -> Option<Vec<T>> {
        if !self.set() {
            return None;
        }
        let length = match self.mode {
            Mode::Some(_) => self.random.below(4),
            _ if self.depth > 2 => 1,
            _ => 2,
        };
        self.depth += 1;
        let list = (0..length).map(|_| make(self)).collect();
        self.depth -= 1;
        Some(list)
    }
}
