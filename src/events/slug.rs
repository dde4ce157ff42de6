//! An address made of a title.

use chrono::NaiveDateTime;
use diesel::QueryResult;

use super::model::Slug;
use super::queries;
use crate::platform::db::Conn;

/// The longest address that leaves room for a number behind it.
const MOST: usize = 70;

/// A free address for an event of this title: its words in Latin letters, else the day it begins, with a number
/// behind it where somebody else was faster.
///
/// # Errors
/// When the database does not answer.
pub async fn propose_slug(
    conn: &mut Conn,
    title: &str,
    starts: Option<NaiveDateTime>,
) -> QueryResult<Option<Slug>> {
    let mut words = slugify(title);
    if words.is_empty() {
        words = starts.map_or_else(|| "event".to_owned(), |starts| format!("event-{}", starts.date()));
    }
    for number in 1..10_000 {
        let slug = if number == 1 {
            words.clone()
        } else {
            format!("{words}-{number}")
        };
        if !queries::is_slug_taken(conn, &slug, None).await? {
            return Ok(slug.parse().ok());
        }
    }
    Ok(None)
}

/// "Диалог интеграций: СНГ" becomes `dialog-integratsiy-sng`; what has no Latin spelling here is left out.
fn slugify(title: &str) -> String {
    let mut slug = String::new();
    let mut latin = String::new();
    for c in title.chars().flat_map(char::to_lowercase) {
        latin.clear();
        match c {
            'a'..='z' | '0'..='9' => latin.push(c),
            '\'' | '’' => continue,
            other => latin.push_str(spelling(other)),
        }
        if latin.is_empty() {
            if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        } else {
            slug.push_str(&latin);
        }
    }
    if slug.len() > MOST {
        slug.truncate(MOST);
        // Not in the middle of a word, where there is more than one.
        if let Some(end) = slug.rfind('-') {
            slug.truncate(end);
        }
    }
    slug.trim_matches('-').to_owned()
}

/// A letter in Latin, as Russian passports and road signs write it (ICAO Doc 9303), without signs for softness.
#[allow(
    clippy::match_same_arms,
    reason = "one alphabet after the other, each in its order"
)]
fn spelling(c: char) -> &'static str {
    match c {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' => "g",
        'д' => "d",
        'е' | 'ё' | 'э' | 'є' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' | 'й' | 'і' => "i",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' | 'ў' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ы' => "y",
        'ю' => "iu",
        'я' => "ia",
        'ї' => "yi",
        'à' | 'á' | 'â' | 'ã' | 'å' | 'ā' | 'ą' => "a",
        'ä' | 'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ı' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' => "o",
        'ö' | 'ø' | 'œ' => "oe",
        'ř' => "r",
        'ś' | 'š' | 'ş' => "s",
        'ß' => "ss",
        'ù' | 'ú' | 'û' | 'ů' => "u",
        'ü' => "ue",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_an_address() {
        for (title, slug) in [
            (
                "Dialogue of Integrations: CIS, SCO",
                "dialogue-of-integrations-cis-sco",
            ),
            ("Диалог интеграций: СНГ", "dialog-integratsii-sng"),
            ("Łódź – Été’s  Übung!", "lodz-etes-uebung"),
            ("一体化对话", ""),
            ("一体化 2027", "2027"),
        ] {
            assert_eq!(slugify(title), slug);
        }
        let long = slugify(&"обществознание ".repeat(20));
        assert!(
            long.len() <= MOST && long.ends_with("obshchestvoznanie"),
            "{long}"
        );
        assert!(slugify(&"w".repeat(500)).parse::<Slug>().is_ok());
    }
}
