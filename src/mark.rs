//! Marks: what is known again by its content. The same bytes have the same mark.
//!
//! Start at [`Mark::of`]; a mark of several things is made with a [`Marker`]. A mark is XXH3 of 128 bits
//! (<https://github.com/Cyan4973/xxHash>): all that a site reads and writes is marked in each build, and a hash that
//! also withstands forgers took a twentieth of it. Nobody gains by forging one: marks tell what has changed.

use std::fmt;
use std::io::{self, Read};

use twox_hash::XxHash3_128;

/// Shown as 32 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Mark(u128);

impl Mark {
    pub fn of(bytes: &[u8]) -> Mark {
        Mark(XxHash3_128::oneshot(bytes))
    }

    /// From what [`fmt::Display`] shows.
    pub fn parse(digits: &str) -> Option<Mark> {
        let is_plain = digits.len() == 32 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        if is_plain { u128::from_str_radix(digits, 16).ok().map(Mark) } else { None }
    }

    /// Eight digits: enough to tell one state of a file from another.
    pub fn short(self) -> String {
        format!("{:08x}", self.0 >> 96)
    }

    pub fn bytes(self) -> [u8; 16] {
        self.0.to_le_bytes()
    }

    /// A number that is spread evenly.
    pub fn number(self) -> u64 {
        self.0 as u64
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // By hand: a large site shows many, and padding a number takes longer.
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut shown = [0; 32];
        for (pair, byte) in shown.chunks_exact_mut(2).zip(self.0.to_be_bytes()) {
            pair.copy_from_slice(&[DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
        }
        out.write_str(std::str::from_utf8(&shown).unwrap_or_default())
    }
}

impl fmt::Debug for Mark {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

/// Makes one mark of several things, in their order.
#[derive(Default)]
pub struct Marker(XxHash3_128);

impl Marker {
    /// A part of them. Parts run into one another: where that could mislead, add their lengths.
    pub fn add(&mut self, bytes: &[u8]) -> &mut Self {
        self.0.write(bytes);
        self
    }

    pub fn add_mark(&mut self, mark: Mark) -> &mut Self {
        self.add(&mark.bytes())
    }

    /// All that can be read, and how many bytes that was.
    pub fn add_all(&mut self, mut from: impl Read) -> io::Result<u64> {
        let mut buffer = vec![0; 64 * 1024];
        let mut count = 0;
        loop {
            match from.read(&mut buffer) {
                Ok(0) => return Ok(count),
                Ok(read) => {
                    self.add(&buffer[..read]);
                    count += read as u64;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    pub fn mark(&self) -> Mark {
        Mark(self.0.finish_128())
    }
}
