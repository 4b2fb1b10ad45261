//! How much a JSON text has, found without building anything of it.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::RecordError;

/// A chart with so many marks could not be looked at.
const MOST_MARKS: usize = 100_000;
/// Values of all kinds; a mark with its figures has some dozens.
const MOST_VALUES: usize = 2_000_000;

/// Counts the marks of a chart's metadata and all that stands in them.
///
/// # Errors
/// If the text is no JSON, goes deeper than 128 levels, or has more than any chart.
pub(super) fn counted(text: &str) -> Result<(), RecordError> {
    let mut count = Count::default();
    let mut json = serde_json::Deserializer::from_str(text);
    let read = Walk { count: &mut count, is_top: true, is_marks: false }.deserialize(&mut json);
    if count.marks > MOST_MARKS {
        return Err(RecordError::Marks { most: MOST_MARKS });
    }
    if count.values > MOST_VALUES {
        return Err(RecordError::Values { most: MOST_VALUES });
    }
    Ok(read?)
}

#[derive(Default)]
struct Count {
    marks: usize,
    values: usize,
}

/// Goes through one value.
struct Walk<'a> {
    count: &'a mut Count,
    /// The whole text.
    is_top: bool,
    /// The list of marks.
    is_marks: bool,
}

impl Walk<'_> {
    fn one<E: serde::de::Error>(&mut self) -> Result<(), E> {
        self.count.values += 1;
        match self.count.values > MOST_VALUES || self.count.marks > MOST_MARKS {
            true => Err(E::custom("too much")),
            false => Ok(()),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(mut self, deserializer: D) -> Result<(), D::Error> {
        self.one()?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(Walk { count: &mut *self.count, is_top: false, is_marks: false })?.is_some() {
            self.count.marks += usize::from(self.is_marks);
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<std::borrow::Cow<'_, str>>()? {
            let is_marks = self.is_top && name == "marks";
            map.next_value_seed(Walk { count: &mut *self.count, is_top: false, is_marks })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error;

    use super::*;

    #[test]
    fn what_no_chart_has_is_refused_before_it_is_built() {
        let chain = |error: RecordError| match error.source() {
            Some(source) => format!("{error}: {source}"),
            None => error.to_string(),
        };
        let told = |text: &str| counted(text).err().map(chain).unwrap_or_default();
        let marks = |count: usize| format!("{{\"marks\":[{{}}{}]}}", ",{}".repeat(count - 1));
        assert_eq!(told(&marks(100_000)), "");
        assert!(told(&marks(100_001)).contains("more than 100000 marks"));
        assert!(told(&format!("[0{}]", ",0".repeat(2_000_000))).contains("more than 2000000 values"));
        assert!(told(&format!("{{\"a\":{{\"b\":[0{}]}}}}", ",null".repeat(2_000_000))).contains("values"));
        assert!(told(&("[".repeat(100_000) + &"]".repeat(100_000))).contains("recursion limit"));
        assert!(told("{\"a\":1").contains("damaged"));
        assert_eq!(told("{\"a\":[1,-1,1.5,true,null,\"\\u0041\",{}]}"), "");
    }
}
