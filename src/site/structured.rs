//! An event for machines: schema.org JSON-LD as search engines read it, and the preview that messengers show of a
//! shared link.

use serde_json::{Value, json};

use super::facts::EventFacts;
use crate::events::look::ShownPicture;
use crate::events::{Event, EventStatus, Venue};
use crate::platform::i18n::Tr;
use crate::platform::lang::Lang;
use crate::platform::web::urls::{self, Urls};
use crate::registration::{Availability, EventState};

/// What the head of the event's page says to machines.
pub(super) struct Share {
    /// Title and time in one line: what a messenger shows under the title.
    pub description: String,
    /// The page's own absolute address, without a language.
    pub url: String,
    /// The same in every language: tag and address.
    pub alternates: Vec<(&'static str, String)>,
    /// `en_GB`, as Open Graph writes languages.
    pub locale: &'static str,
    /// JSON-LD, fit to stand in a script element.
    pub json_ld: String,
    /// The picture.
    pub picture: Option<SharedPicture>,
}

/// A picture as messengers take it.
pub(super) struct SharedPicture {
    /// Absolute.
    pub url: String,
    /// In pixels.
    pub width: i32,
    /// In pixels.
    pub height: i32,
    /// What it shows.
    pub alt: String,
}

/// What is told of the event.
#[derive(Clone, Copy)]
pub(super) struct Told<'a> {
    pub event: &'a Event,
    pub facts: &'a EventFacts,
    pub venue: Option<&'a Venue>,
    pub organization: &'a str,
    pub availability: &'a Availability,
    pub picture: Option<&'a ShownPicture>,
}

impl Share {
    pub fn of(urls: &Urls, told: Told<'_>, t: Tr) -> Self {
        let Told {
            event,
            facts,
            picture,
            ..
        } = told;
        let url = urls.absolute(&urls::event(&event.slug));
        let picture = picture.map(|picture| {
            let (path, width, height) = &picture.share;
            SharedPicture {
                url: urls.absolute(path),
                width: *width,
                height: *height,
                alt: picture.alt.clone(),
            }
        });
        let when = facts.when.as_ref().map(|when| when.line(t));
        let place = facts.venue.as_ref().map(|venue| venue.name.clone());
        let description: Vec<String> = [when, place, Some(facts.summary.clone())]
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect();
        let json_ld = json_ld(urls, told, picture.as_ref(), &url);
        Self {
            description: description.join(" · "),
            alternates: Lang::ALL
                .iter()
                .map(|lang| (lang.html_tag(), format!("{url}?lang={lang}")))
                .collect(),
            locale: match t.lang() {
                Lang::En => "en_GB",
                Lang::Ru => "ru_RU",
                Lang::Zh => "zh_CN",
            },
            json_ld,
            picture,
            url,
        }
    }
}

/// The event as schema.org has it (<https://schema.org/Event>), with what Google demands of events: name, start,
/// location; and what it recommends: end, status, organizer, offers, image.
fn json_ld(urls: &Urls, told: Told<'_>, picture: Option<&SharedPicture>, url: &str) -> String {
    let Told {
        event,
        facts,
        venue,
        organization,
        availability,
        ..
    } = told;
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "Event",
        "name": facts.title,
        "url": url,
        "inLanguage": facts.lang.html_tag(),
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "eventStatus": if event.status == EventStatus::Cancelled {
            "https://schema.org/EventCancelled"
        } else {
            "https://schema.org/EventScheduled"
        },
        "organizer": {"@type": "Organization", "name": organization, "url": urls.absolute(urls::HOME)},
    });
    if !facts.summary.is_empty() {
        data["description"] = json!(facts.summary);
    }
    if let Some(when) = &facts.when {
        data["startDate"] = json!(when.iso_start);
        data["endDate"] = json!(when.iso_end);
    }
    if let Some(picture) = picture {
        data["image"] = json!([picture.url]);
    }
    if let (Some(place), Some(venue)) = (&facts.venue, venue) {
        data["location"] = json!({
            "@type": "Place",
            "name": place.name,
            "address": {"@type": "PostalAddress", "streetAddress": place.address},
        });
        if let Some((latitude, longitude)) = venue.latitude.zip(venue.longitude) {
            data["location"]["geo"] =
                json!({"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude});
        }
    }
    let offered = match availability.state {
        EventState::Open => Some("https://schema.org/InStock"),
        EventState::Waitlist => Some("https://schema.org/BackOrder"),
        EventState::Full => Some("https://schema.org/SoldOut"),
        EventState::NotYet(_) => Some("https://schema.org/PreOrder"),
        EventState::Closed | EventState::Cancelled | EventState::Over => None,
    };
    if let Some(offered) = offered {
        let mut offer = json!({
            "@type": "Offer",
            "url": urls.absolute(&urls::register(&event.slug)),
            "availability": offered,
        });
        if let EventState::NotYet(opens) = availability.state {
            offer["validFrom"] = json!(opens.to_rfc3339());
        }
        data["offers"] = offer;
    }
    in_script(&data)
}

/// JSON that ends no script element and opens no comment in one, whatever it holds (HTML, 4.12.1.3).
fn in_script(data: &Value) -> String {
    data.to_string()
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_script_it_stands_in() {
        let text = "</script><!-- <script> ]]> &amp;";
        let json = in_script(&json!({ "name": text }));
        assert!(!json.contains(['<', '>', '&']));
        assert_eq!(serde_json::from_str::<Value>(&json).unwrap()["name"], text);
    }
}
