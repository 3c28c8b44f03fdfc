//! Points on the curve of Ed25519 (RFC 8032 §5.1).

use super::{KeyMaterial, PublicKeyError};

/// The y of the points of order 8.
const ORDER_8: [[u8; 32]; 2] = [
    [
        0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98,
        0xf0, 0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53,
        0xfc, 0x05,
    ],
    [
        0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67,
        0x0f, 0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac,
        0x03, 0x7a,
    ],
];

/// A key, unless the bytes are known not to be one before any curve is computed. To points of small
/// order anybody can make signatures, and the platforms do not agree in refusing them.
pub(super) fn ed25519(x: Vec<u8>) -> Result<KeyMaterial, PublicKeyError> {
    let Ok(mut y) = <[u8; 32]>::try_from(x.as_slice()) else {
        return Err(NOT_ON_CURVE);
    };
    // The topmost bit is the sign of the other coordinate.
    y[31] &= 0x7f;
    match y {
        [0xed..=0xff, middle @ .., 0x7f] if middle == [0xff; 30] => Err(NOT_ON_CURVE),
        [0xec, middle @ .., 0x7f] if middle == [0xff; 30] => Err(PublicKeyError::SmallOrder),
        [0 | 1, rest @ ..] if rest == [0; 31] => Err(PublicKeyError::SmallOrder),
        y if ORDER_8.contains(&y) => Err(PublicKeyError::SmallOrder),
        _ => Ok(KeyMaterial::Ed25519 { x }),
    }
}

const NOT_ON_CURVE: PublicKeyError = PublicKeyError::NotOnCurve { curve: "Ed25519" };

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_anybody_can_sign_for_is_no_key() {
        let point = |first, middle, last| {
            let mut point = vec![middle; 32];
            (point[0], point[31]) = (first, last);
            point
        };
        let small = [point(0, 0, 0), point(1, 0, 0), point(0xec, 0xff, 0x7f)];
        for mut point in small.into_iter().chain(ORDER_8.map(Vec::from)) {
            assert_eq!(ed25519(point.clone()), Err(PublicKeyError::SmallOrder));
            point[31] |= 0x80;
            assert_eq!(ed25519(point), Err(PublicKeyError::SmallOrder));
        }
        for first in 0xed..=0xff {
            for last in [0x7f, 0xff] {
                assert_eq!(ed25519(point(first, 0xff, last)), Err(NOT_ON_CURVE));
            }
        }
        for good in [point(2, 0, 0), point(0xeb, 0xff, 0x7f), point(0xee, 0xff, 0x7e)] {
            assert!(ed25519(good).is_ok());
        }
    }
}
