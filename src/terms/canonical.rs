//! One JSON text for one value: keys sorted, no white space, so that a digest over it means the same for ever,
//! whatever a library's writer does tomorrow.

use serde_json::{Value, json};

/// What the digest of a version is over: its zone, rules and clauses.
#[must_use]
pub fn canonical_source(time_zone: &str, rules: &Value, clauses: &Value) -> String {
    to_canonical_json(&json!({"time_zone": time_zone, "rules": rules, "clauses": clauses}))
}

/// `value` in canonical form. Numbers are integers in everything we digest; they are written as they are.
#[must_use]
pub fn to_canonical_json(value: &Value) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Object(map) => {
            let mut entries: Vec<_> = map.iter().collect();
            entries.sort_by_key(|(a, _)| *a);
            out.push('{');
            for (i, (key, value)) in entries.into_iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write_text(key, out);
                out.push(':');
                write(value, out);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write(item, out);
            }
            out.push(']');
        }
        Value::String(text) => write_text(text, out),
        Value::Number(number) => out.push_str(&number.to_string()),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Null => out.push_str("null"),
    }
}

/// Escapes what RFC 8259 demands and nothing more.
fn write_text(text: &str, out: &mut String) {
    use std::fmt::Write as _;
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            control if control < ' ' => {
                // Writing to a String cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(control));
            }
            other => out.push(other),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn keys_are_sorted_and_nothing_is_padded() {
        let value = json!({"b": [1, true, null], "a": {"я": "\"\\\n", "x": "中"}});
        assert_eq!(
            to_canonical_json(&value),
            r#"{"a":{"x":"中","я":"\"\\\u000a"},"b":[1,true,null]}"#
        );
    }

    #[test]
    fn what_is_written_reads_back_as_the_same_value() {
        let value = json!({"z": {"b": 2, "a": 1}, "y": ["\u{1}", "é"]});
        assert_eq!(
            serde_json::from_str::<Value>(&to_canonical_json(&value)).unwrap(),
            value
        );
    }
}
