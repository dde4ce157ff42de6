//! Makes sense of what an organizer writes of a session.

use chrono::{Days, NaiveDate, NaiveTime, Timelike as _};

use super::venue_form::span_mistake;
use crate::events::agenda::{AgendaSession, SessionDescription, SessionKind, Speaker, event_days};
use crate::events::{Event, Span};
use crate::platform::i18n::Value;
use crate::platform::ids::RoomId;
use crate::platform::localized::Localized;
use crate::platform::time::Zone;
use crate::platform::web::{FormState, LocalizedField, Mistakes, RawForm, localized_field};

pub(super) const TITLE: LocalizedField = localized_field!("title");
pub(super) const ABOUT: LocalizedField = localized_field!("about");
/// The longest texts, in characters.
const MAX_TITLE: usize = 200;
const MAX_ABOUT: usize = 5_000;
const MAX_SPEAKER: usize = 200;
/// Ends before this hour are meant for the night after the day.
const NIGHT: u32 = 6;

/// The fields of one speaker.
#[derive(Clone, Copy)]
pub(super) struct SpeakerFields {
    pub name: LocalizedField,
    pub affiliation: LocalizedField,
}

macro_rules! speakers {
    ($($name:literal $affiliation:literal)+) => {
        [$(SpeakerFields {
            name: localized_field!($name),
            affiliation: localized_field!($affiliation),
        }),+]
    };
}

/// As many speakers as a session can have. The form shows those that are filled in and one more when asked.
pub(super) const SPEAKERS: [SpeakerFields; 12] = speakers![
    "speaker1" "affiliation1" "speaker2" "affiliation2" "speaker3" "affiliation3" "speaker4" "affiliation4"
    "speaker5" "affiliation5" "speaker6" "affiliation6" "speaker7" "affiliation7" "speaker8" "affiliation8"
    "speaker9" "affiliation9" "speaker10" "affiliation10" "speaker11" "affiliation11" "speaker12" "affiliation12"
];

/// The form of a session that is stored.
pub(super) fn stored(session: &AgendaSession) -> FormState {
    let row = &session.row;
    let mut defaults = vec![
        ("kind", row.kind.to_string()),
        ("day", row.starts_local.date().to_string()),
        ("starts", clock(row.starts_local.time())),
        ("ends", clock(row.ends_local.time())),
        ("room", row.room_id.map(|id| id.to_string()).unwrap_or_default()),
    ];
    defaults.extend(TITLE.defaults(&row.title));
    defaults.extend(ABOUT.defaults(&row.about));
    for (fields, speaker) in SPEAKERS.iter().zip(&session.speakers) {
        defaults.extend(fields.name.defaults(&speaker.name));
        defaults.extend(fields.affiliation.defaults(&speaker.affiliation));
    }
    FormState::fresh(defaults)
}

/// A time as a browser's control takes it.
fn clock(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// How many speakers the form is to show: all that have something typed, and as many as were shown before.
pub(super) fn count_rows(form: &FormState) -> usize {
    let filled = |fields: &SpeakerFields| {
        let inputs = fields
            .name
            .inputs()
            .into_iter()
            .chain(fields.affiliation.inputs());
        inputs.into_iter().any(|(_, name)| !form.value(name).is_empty())
    };
    let last = SPEAKERS.iter().rposition(filled).map_or(0, |index| index + 1);
    // The button that asks for one more says how many there will be.
    let shown = ["rows", "more"].map(|name| form.value(name).parse().unwrap_or(1));
    last.max(shown[0]).max(shown[1]).clamp(1, SPEAKERS.len())
}

/// Reads the form of a session of an event whose clock runs in `zone`; says too whether the clocks show one of its
/// times twice.
pub(super) fn parse(
    form: &RawForm,
    event: &Event,
    zone: Zone,
    mistakes: &mut Mistakes,
) -> Option<(SessionDescription, bool)> {
    let t = mistakes.t;
    let title = mistakes.localized_line(form, TITLE, MAX_TITLE);
    let needed = TITLE.name(event.default_language);
    let told = mistakes.found.iter().any(|error| error.field == needed);
    if title.get(event.default_language).is_none() && !told {
        let language = Value::from(event.default_language.endonym());
        mistakes.add(needed, t.with("session-title-missing", &[("language", language)]));
    }
    let kind = form.get("kind").parse().unwrap_or(SessionKind::Session);
    let span = parse_span(form, event, zone, mistakes);
    let room_id = form.get("room").parse::<RoomId>().ok();
    let about = mistakes.localized_block(form, ABOUT, MAX_ABOUT);
    let speakers = parse_speakers(form, event, mistakes);
    let span = span.filter(|_| mistakes.found.is_empty())?;
    let session = SessionDescription {
        kind,
        title,
        about,
        local: span.local,
        room_id,
        speakers,
    };
    Some((session, span.ambiguous))
}

fn parse_span(form: &RawForm, event: &Event, zone: Zone, mistakes: &mut Mistakes) -> Option<Span> {
    let t = mistakes.t;
    let day = form.get("day").parse::<NaiveDate>().ok();
    let day = day.filter(|day| event_days(event).contains(day));
    if day.is_none() {
        mistakes.add("day", t.of("session-day-missing"));
    }
    let starts = parse_clock(form, "starts", mistakes);
    let ends = parse_clock(form, "ends", mistakes);
    let (day, starts, ends) = (day?, starts?, ends?);
    let past_midnight = ends <= starts && ends.hour() < NIGHT;
    let last = if past_midnight { day + Days::new(1) } else { day };
    Span::new(zone, day.and_time(starts), last.and_time(ends))
        .map_err(|fault| {
            let (field, message) = span_mistake(fault, zone, t);
            mistakes.add(field, message);
        })
        .ok()
}

fn parse_clock(form: &RawForm, field: &'static str, mistakes: &mut Mistakes) -> Option<NaiveTime> {
    let typed = crate::platform::text::normalise_width(form.get(field));
    let time = ["%H:%M", "%H:%M:%S", "%H.%M"]
        .iter()
        .find_map(|pattern| NaiveTime::parse_from_str(typed.trim(), pattern).ok());
    if time.is_none() {
        mistakes.add(field, mistakes.t.of("field-clock-odd"));
    }
    time
}

/// Whoever has a name; who has none has left the list.
fn parse_speakers(form: &RawForm, event: &Event, mistakes: &mut Mistakes) -> Vec<Speaker> {
    let mut speakers = Vec::new();
    for fields in &SPEAKERS {
        let name: Localized = mistakes.localized_line(form, fields.name, MAX_SPEAKER);
        let affiliation = mistakes.localized_line(form, fields.affiliation, MAX_SPEAKER);
        if name.is_empty() && !affiliation.is_empty() {
            let field = fields.name.name(event.default_language);
            mistakes.add(field, mistakes.t.of("speaker-name-missing"));
        }
        if !name.is_empty() {
            speakers.push(Speaker { name, affiliation });
        }
    }
    speakers
}
