//! JSON read strictly: no object with two members of the same name, no deep nesting.

use core::{cell::RefCell, fmt};

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::{JwtError, Part, PartFault};
use crate::text::quoted;

/// How deep objects and arrays may be nested.
const DEEPEST: usize = 16;

/// Reads the decoded `bytes` of one part as a JSON object.
pub(super) fn object(part: Part, bytes: &[u8]) -> Result<Map<String, Value>, JwtError> {
    match value(bytes) {
        Ok(Value::Object(members)) => Ok(members),
        Ok(_) => Err(JwtError::Part { part, fault: PartFault::NotAnObject }),
        Err(fault) => Err(JwtError::Part { part, fault }),
    }
}

/// Reads `bytes` as one JSON text.
pub(crate) fn value(bytes: &[u8]) -> Result<Value, PartFault> {
    let text = str::from_utf8(bytes).map_err(|_| PartFault::NotUtf8)?;
    let fault = RefCell::new(None);
    let mut deserializer = serde_json::Deserializer::from_slice(text.as_bytes());
    Strict { depth: 0, fault: &fault }
        .deserialize(&mut deserializer)
        .and_then(|value| deserializer.end().map(|()| value))
        .map_err(|_| fault.take().unwrap_or(PartFault::NotJson))
}

/// Builds a [`Value`] and notes in `fault` what `serde_json` itself would have let pass.
#[derive(Clone, Copy)]
struct Strict<'f> {
    depth: usize,
    fault: &'f RefCell<Option<PartFault>>,
}

impl Strict<'_> {
    fn refuse<E: Error>(&self, fault: PartFault) -> E {
        self.fault.replace(Some(fault));
        E::custom("refused")
    }

    fn deeper<E: Error>(self) -> Result<Self, E> {
        if self.depth == DEEPEST {
            return Err(self.refuse(PartFault::TooDeep));
        }
        Ok(Self { depth: self.depth + 1, ..self })
    }
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Value, A::Error> {
        let deeper = self.deeper()?;
        let mut array = Vec::new();
        while let Some(element) = elements.next_element_seed(deeper)? {
            array.push(element);
        }
        Ok(Value::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let deeper = self.deeper()?;
        let mut object = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            if object.contains_key(&name) {
                return Err(self.refuse(PartFault::DuplicateMember { member: quoted(&name) }));
            }
            let value = members.next_value_seed(deeper)?;
            object.insert(name, value);
        }
        Ok(Value::Object(object))
    }
}
