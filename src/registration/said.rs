//! What somebody said of herself and chose beside her category, in words.

use super::model::Registration;
use super::queries;
use crate::events::Event;
use crate::platform::db::Conn;
use crate::platform::i18n::Tr;
use crate::terms;
use crate::terms::facts::{Fact, Known};
use crate::terms::value::Calendar;

/// Label and value of each, facts before extras; nothing where nothing was asked.
pub(super) async fn find_said(
    conn: &mut Conn,
    registration: &Registration,
    event: &Event,
    t: Tr,
) -> diesel::QueryResult<Vec<(String, String)>> {
    let choices = queries::find_choices(conn, registration.id).await?;
    if choices.is_empty() {
        return Ok(Vec::new());
    }
    let Some(consent) = terms::find_consent(conn, registration.id).await? else {
        return Ok(Vec::new());
    };
    let version = terms::find_by_id(conn, consent.terms_version_id).await?;
    let calendar = Calendar::of(version.zone);
    let source = version.source(&calendar, &[], event.default_language);
    let lang = t.lang();
    let facts = choices.facts.iter().map(|(fact, known)| {
        let label = source.fact_label(fact, lang);
        let value = match known {
            Known::YesNo(true) => t.of("said-yes"),
            Known::YesNo(false) => t.of("said-no"),
            Known::Number(number) => t.number(*number),
            Known::Word(code) if fact == Fact::Code => code.clone(),
            Known::Word(word) => source.option(word, lang),
        };
        (label.unwrap_or_else(|| fact_name(fact, t)), value)
    });
    let extras = version
        .rules
        .extras
        .iter()
        .enumerate()
        .filter_map(|(index, extra)| {
            let quantity = choices.extras.get(&extra.key)?;
            let (label, _) = source.extra(index, lang)?;
            Some((label, t.number(*quantity)))
        });
    Ok(facts.chain(extras).collect())
}

fn fact_name(fact: Fact, t: Tr) -> String {
    t.of(&format!("register-fact-{}", fact.name().replace('_', "-")))
}
