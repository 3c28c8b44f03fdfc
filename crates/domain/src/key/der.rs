//! The little of DER (X.690 §10) in which a public key is written.

pub(super) const INTEGER: u8 = 0x02;
pub(super) const BIT_STRING: u8 = 0x03;
pub(super) const OBJECT_IDENTIFIER: u8 = 0x06;
pub(super) const SEQUENCE: u8 = 0x30;

/// The value NULL, whole.
pub(super) const NULL: &[u8] = &[0x05, 0x00];

/// Values one after the other, of which some may have been read.
pub(super) struct Values<'a>(pub(super) &'a [u8]);

impl<'a> Values<'a> {
    /// The contents of the next value, if it has this `tag`.
    pub(super) fn next(&mut self, tag: u8) -> Option<&'a [u8]> {
        let (_, rest) = self.0.split_first().filter(|(first, _)| **first == tag)?;
        let (length, rest) = length(rest)?;
        let (contents, rest) = rest.split_at_checked(length)?;
        self.0 = rest;
        Some(contents)
    }

    /// The same if nothing follows it.
    pub(super) fn last(mut self, tag: u8) -> Option<&'a [u8]> {
        self.next(tag).filter(|_| self.0.is_empty())
    }
}

/// A length in its only form, the shortest, and what follows it. No key that is accepted here has
/// 64 KiB.
fn length(bytes: &[u8]) -> Option<(usize, &[u8])> {
    match bytes {
        [length @ 0..=0x7f, rest @ ..] | [0x81, length @ 0x80..=0xff, rest @ ..] => {
            Some((usize::from(*length), rest))
        }
        [0x82, high @ 1..=0xff, low, rest @ ..] => {
            Some((usize::from(u16::from_be_bytes([*high, *low])), rest))
        }
        _ => None,
    }
}

/// The bytes of a positive INTEGER with these `contents`, without the zero that keeps the sign.
pub(super) fn positive(contents: &[u8]) -> Option<&[u8]> {
    match contents {
        [0, number @ ..] if number.first().is_some_and(|first| *first >= 0x80) => Some(number),
        [1..=0x7f, ..] => Some(contents),
        _ => None,
    }
}

/// A value with this `tag`.
pub(super) fn value(tag: u8, contents: &[u8]) -> Vec<u8> {
    let [.., high, low] = contents.len().to_be_bytes();
    let head: &[u8] = match (high, low) {
        (0, 0..=0x7f) => &[tag, low],
        (0, _) => &[tag, 0x81, low],
        _ => &[tag, 0x82, high, low],
    };
    [head, contents].concat()
}

/// A positive INTEGER of these bytes.
pub(super) fn integer(number: &[u8]) -> Vec<u8> {
    let sign: &[u8] = if number.first().is_some_and(|first| *first >= 0x80) { &[0] } else { &[] };
    value(INTEGER, &[sign, number].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_as_they_are_written() {
        for length in [0, 1, 0x7f, 0x80, 0xff, 0x100, 0xffff] {
            let contents = vec![7; length];
            let written = value(SEQUENCE, &contents);
            assert_eq!(Values(&written).last(SEQUENCE), Some(contents.as_slice()), "{length}");
            assert_eq!(Values(&written).last(INTEGER), None);
            let followed = [written.as_slice(), &[0]].concat();
            assert_eq!(Values(&followed).last(SEQUENCE), None);
            let mut values = Values(&followed);
            assert_eq!(values.next(SEQUENCE), Some(contents.as_slice()));
            assert_eq!(values.0, [0]);
        }
    }

    #[test]
    fn there_is_one_way_to_write_a_length() {
        let contents = [7; 0x300];
        for head in [
            &[0x30, 0x81, 0x7f][..],
            &[0x30, 0x82, 0x00, 0x80],
            &[0x30, 0x82, 0x00, 0xff],
            &[0x30, 0x83, 0x00, 0x01, 0x00],
            &[0x30, 0x83, 0x01, 0x00, 0x00],
            &[0x30, 0x84, 0x00, 0x00, 0x01, 0x00],
            &[0x30, 0x80],
            &[0x30, 0xff],
            &[0x30, 0x81],
            &[0x30],
            &[],
        ] {
            let whole = if head.len() > 2 { [head, &contents].concat() } else { head.to_vec() };
            assert_eq!(Values(&whole).next(SEQUENCE), None, "{head:02x?}");
        }
        for cut_off in [&[0x30, 0x82, 0x01][..], &[0x30, 0x03, 1, 2]] {
            assert_eq!(Values(cut_off).next(SEQUENCE), None);
        }
    }

    #[test]
    fn there_is_one_way_to_write_a_number() {
        for number in [&[1][..], &[0x7f], &[0x80], &[0xff, 0], &[1, 0, 1]] {
            let written = integer(number);
            let contents = Values(&written).last(INTEGER).unwrap();
            assert_eq!(positive(contents), Some(number));
        }
        for contents in
            [&[][..], &[0], &[0, 0], &[0, 1], &[0, 0x7f], &[0x80], &[0xff, 1], &[0, 0, 0x80]]
        {
            assert_eq!(positive(contents), None, "{contents:02x?}");
        }
    }
}
