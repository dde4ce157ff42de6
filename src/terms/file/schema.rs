//! The JSON Schema of the file, for editors that help to write one.

use std::collections::BTreeMap;

use schemars::{JsonSchema, schema_for};
use serde_json::Value;

use super::question::Question;
use super::read::Conference;
use crate::terms::canonical::to_canonical_json;
use crate::terms::rules::Rules;

/// Names what the head and the questions are called in a file. It is only ever described.
#[derive(JsonSchema)]
#[schemars(title = "Terms of participation")]
#[allow(dead_code, reason = "described, never built")]
struct Head {
    conference: Conference,
    /// Free clauses in Markdown, by language.
    #[schemars(default)]
    free_clauses: BTreeMap<String, String>,
    #[schemars(default)]
    check: Vec<Question>,
}

/// The schema, as it is published in `docs/terms.schema.json`.
#[must_use]
pub fn schema() -> String {
    let mut whole = Value::from(schema_for!(Head));
    let mut rules = Value::from(schema_for!(Rules));
    for list in ["properties", "$defs"] {
        let Some(Value::Object(more)) = rules.get_mut(list).map(Value::take) else {
            continue;
        };
        if let Some(Value::Object(all)) = whole.get_mut(list) {
            all.extend(more);
        }
    }
    if let Value::Object(whole) = &mut whole {
        whole.insert("additionalProperties".to_owned(), Value::Bool(false));
    }
    // In one order of keys, whatever a library's map does.
    let sorted = serde_json::from_str(&to_canonical_json(&whole)).unwrap_or(whole);
    format!("{sorted:#}")
}
