//! The events of the demonstration.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use diesel_async::AsyncConnection as _;

use super::agenda;
use super::error::LoadError;
use crate::activity::{self, Actor, Kind, NewActivity};
use crate::categories::{self, Admission, NewCategory, Waitlist};
use crate::events::{self, Event, NewEvent, NewVenue, Visibility};
use crate::platform::clock::Clock;
use crate::platform::db::Conn;
use crate::platform::ids::{EventId, OrganizationId, VenueId};
use crate::platform::lang::Lang::{self, En, Ru, Zh};
use crate::platform::localized::Localized;
use crate::platform::time::Zone;
use crate::publishing::{self, PublishOutcome};
use crate::terms::{self, Boundary, Reading, RegistrationWindow, Rules, TermsDraft};

/// Whose events they are.
pub(super) const ORGANIZATION: &str = "Lazurnaya Conference Office";
/// The conference.
pub(in crate::cli) const DIALOGUE: &str = "dialogue-of-integrations";
/// For trying a rush.
const LECTURE: &str = "open-lecture";
/// Sold out.
pub(super) const ROUND_TABLE: &str = "ports-round-table";
/// Places at the round table, all of them taken.
pub(super) const ROUND_TABLE_PLACES: usize = 16;
/// A draft without a time.
const DRAFT: &str = "spring-workshop";

const ZONE: &str = "Europe/Moscow";
const CONTACT: &str = "office@lazurnaya.example";

/// Loads every event that is not there yet, all or none of them.
pub(super) async fn load(
    conn: &mut Conn,
    clock: &Clock,
    organization: OrganizationId,
) -> Result<(), LoadError> {
    conn.transaction(async |conn| {
        let now = clock.now(conn).await?;
        let scene = Scene {
            organization,
            clock: clock.clone(),
            now,
            day: first_day(now)?,
        };
        if is_missing(conn, DIALOGUE).await? {
            scene.dialogue(conn).await?;
        }
        if is_missing(conn, LECTURE).await? {
            scene.lecture(conn).await?;
        }
        if is_missing(conn, ROUND_TABLE).await? {
            scene.round_table(conn).await?;
        }
        if is_missing(conn, DRAFT).await? {
            scene.draft(conn).await?;
        }
        Ok(())
    })
    .await
}

async fn is_missing(conn: &mut Conn, slug: &str) -> diesel::QueryResult<bool> {
    Ok(events::find_by_slug(conn, slug).await?.is_none())
}

/// A Thursday about two months ahead: conferences do not begin on Sundays.
fn first_day(now: DateTime<Utc>) -> Result<NaiveDate, LoadError> {
    use chrono::Datelike as _;
    let about = now.date_naive() + Days::new(60);
    (0..7)
        .map(|days| about + Days::new(days))
        .find(|day| day.weekday() == chrono::Weekday::Thu)
        .ok_or_else(|| LoadError::Content("a week without a Thursday".into()))
}

struct Scene {
    organization: OrganizationId,
    clock: Clock,
    now: DateTime<Utc>,
    /// The first day of the conference.
    day: NaiveDate,
}

/// A category as the demonstration tells of it.
struct Offer {
    key: &'static str,
    name: [(Lang, &'static str); 3],
    description: [(Lang, &'static str); 3],
    places: Option<i32>,
    admission: Admission,
}

/// Begin and end: day and time on the wall clock.
type Span = ((NaiveDate, &'static str), (NaiveDate, &'static str));

struct Draft {
    slug: &'static str,
    title: [(Lang, &'static str); 3],
    summary: [(Lang, &'static str); 3],
    description: Localized,
    span: Option<Span>,
    asks_phone: bool,
}

impl Scene {
    async fn dialogue(&self, conn: &mut Conn) -> Result<(), LoadError> {
        let draft = Draft {
            slug: DIALOGUE,
            title: [
                (En, "Dialogue of Integrations: CIS, SCO, EAEU and BRICS"),
                (Ru, "Диалог интеграций: СНГ, ШОС, ЕАЭС и БРИКС"),
                (Zh, "一体化对话：独联体、上合组织、欧亚经济联盟与金砖国家"),
            ],
            summary: [
                (
                    En,
                    "Two days of working sessions for the secretariats, delegations and researchers who shape regional cooperation.",
                ),
                (
                    Ru,
                    "Два дня рабочих заседаний для секретариатов, делегаций и исследователей, от которых зависит региональное сотрудничество.",
                ),
                (Zh, "为推动区域合作的秘书处、代表团和研究人员举办的两天工作会议。"),
            ],
            description: Localized::of([
                (En, include_str!("texts/description.en.md")),
                (Ru, include_str!("texts/description.ru.md")),
                (Zh, include_str!("texts/description.zh.md")),
            ]),
            span: Some(((self.day, "09:30"), (self.day + Days::new(1), "17:30"))),
            asks_phone: true,
        };
        let offers = [
            Offer {
                key: "delegate",
                name: [(En, "Delegate"), (Ru, "Делегат"), (Zh, "代表")],
                description: [
                    (
                        En,
                        "You are sent by a secretariat, a ministry or an organization.",
                    ),
                    (Ru, "Вас направляет секретариат, министерство или организация."),
                    (Zh, "由秘书处、部委或组织派出。"),
                ],
                places: Some(120),
                admission: Admission::OPEN,
            },
            Offer {
                key: "expert",
                name: [(En, "Expert"), (Ru, "Эксперт"), (Zh, "专家")],
                description: [
                    (En, "You speak for yourself, in Sochi."),
                    (Ru, "Вы выступаете от своего имени, в Сочи."),
                    (Zh, "以个人身份在索契现场参会。"),
                ],
                places: Some(60),
                admission: Admission::OPEN,
            },
            Offer {
                key: "press",
                name: [(En, "Press"), (Ru, "Пресса"), (Zh, "媒体")],
                description: [
                    (En, "You report for a newspaper, an agency or a channel."),
                    (Ru, "Вы освещаете конференцию для газеты, агентства или канала."),
                    (Zh, "您为报纸、通讯社或频道报道会议。"),
                ],
                places: Some(30),
                admission: Admission {
                    needs_review: true,
                    ..Admission::OPEN
                },
            },
            Offer {
                key: "online",
                name: [(En, "Online"), (Ru, "Онлайн"), (Zh, "线上")],
                description: [
                    (En, "You follow the plenary sessions from afar."),
                    (Ru, "Вы следите за пленарными заседаниями издалека."),
                    (Zh, "远程收看全体会议。"),
                ],
                places: None,
                admission: Admission::OPEN,
            },
        ];
        let rules = dialogue_rules(self.day - Days::new(8))?;
        let clauses = Localized::of([
            (En, include_str!("texts/terms.en.md")),
            (Ru, include_str!("texts/terms.ru.md")),
            (Zh, include_str!("texts/terms.zh.md")),
        ]);
        let event = self.event(conn, &draft, &offers, rules, clauses).await?;
        agenda::add_sessions(conn, &self.clock, &event, self.day).await?;
        self.publish(conn, event.id).await
    }

    async fn lecture(&self, conn: &mut Conn) -> Result<(), LoadError> {
        let draft = Draft {
            slug: LECTURE,
            title: [
                (En, "Open lecture at the Lazurnaya"),
                (Ru, "Открытая лекция в «Лазурной»"),
                (Zh, "拉祖尔纳亚公开讲座"),
            ],
            summary: [
                (
                    En,
                    "One evening, one speaker, two hundred seats: how the Black Sea became what it is.",
                ),
                (
                    Ru,
                    "Один вечер, один лектор, двести мест: как Чёрное море стало таким, какое оно есть.",
                ),
                (Zh, "一个夜晚、一位主讲人、两百个座位：黑海如何成为今天的样子。"),
            ],
            description: Localized::new(),
            span: Some((
                (self.day - Days::new(1), "18:30"),
                (self.day - Days::new(1), "20:00"),
            )),
            asks_phone: false,
        };
        let seat = seat(Some(200));
        let event = self
            .event(
                conn,
                &draft,
                &[seat],
                until(self.day - Days::new(1)),
                lecture_clauses(),
            )
            .await?;
        self.publish(conn, event.id).await
    }

    async fn round_table(&self, conn: &mut Conn) -> Result<(), LoadError> {
        let draft = Draft {
            slug: ROUND_TABLE,
            title: [
                (En, "Round table: ports of the Black Sea"),
                (Ru, "Круглый стол: порты Чёрного моря"),
                (Zh, "圆桌会议：黑海港口"),
            ],
            summary: [
                (
                    En,
                    "Sixteen people around one table, the day after the conference.",
                ),
                (
                    Ru,
                    "Шестнадцать человек за одним столом, на следующий день после конференции.",
                ),
                (Zh, "会议次日，十六人围桌而谈。"),
            ],
            description: Localized::new(),
            span: Some((
                (self.day + Days::new(2), "10:00"),
                (self.day + Days::new(2), "13:00"),
            )),
            asks_phone: false,
        };
        let places =
            i32::try_from(ROUND_TABLE_PLACES).map_err(|error| LoadError::Content(error.to_string()))?;
        let seat = seat(Some(places));
        let event = self
            .event(conn, &draft, &[seat], until(self.day), lecture_clauses())
            .await?;
        self.publish(conn, event.id).await
    }

    async fn draft(&self, conn: &mut Conn) -> Result<(), LoadError> {
        let draft = Draft {
            slug: DRAFT,
            title: [
                (En, "Spring workshop on customs data"),
                (Ru, "Весенний семинар по таможенным данным"),
                (Zh, "海关数据春季研讨会"),
            ],
            summary: [
                (En, "A draft without a time: open it to see what it lacks."),
                (
                    Ru,
                    "Черновик без времени: откройте его, чтобы увидеть, чего не хватает.",
                ),
                (Zh, "一份没有时间的草稿：打开即可查看还缺少什么。"),
            ],
            description: Localized::new(),
            span: None,
            asks_phone: false,
        };
        self.event(
            conn,
            &draft,
            &[seat(Some(40))],
            Rules::default(),
            lecture_clauses(),
        )
        .await?;
        Ok(())
    }

    async fn event(
        &self,
        conn: &mut Conn,
        draft: &Draft,
        offers: &[Offer],
        rules: Rules,
        clauses: Localized,
    ) -> Result<Event, LoadError> {
        let content = |error: &dyn std::fmt::Display| LoadError::Content(error.to_string());
        let zone: Zone = ZONE.parse().map_err(|error| content(&error))?;
        let local = |(day, time): (NaiveDate, &str)| -> Result<_, LoadError> {
            Ok(day.and_time(NaiveTime::parse_from_str(time, "%H:%M").map_err(|error| content(&error))?))
        };
        let span = draft
            .span
            .map(|(starts, ends)| Ok::<_, LoadError>((local(starts)?, local(ends)?)))
            .transpose()?;
        let venue_id = self.venue(conn).await?;
        let new = NewEvent {
            organization_id: self.organization,
            venue_id: Some(venue_id),
            slug: draft.slug.parse().map_err(|error| content(&error))?,
            visibility: Visibility::Public,
            default_language: En,
            title: Localized::of(draft.title),
            summary: Localized::of(draft.summary),
            description: draft.description.clone(),
            contact_email: Some(CONTACT.into()),
            asks_phone: draft.asks_phone,
            time_zone: span.map(|_| zone),
            starts_local: span.map(|(starts, _)| starts),
            ends_local: span.map(|(_, ends)| ends),
        };
        let id = events::insert(conn, &new, self.now).await?;
        self.note(conn, Kind::EventCreated, Some(id), id.uuid()).await?;
        for (position, offer) in (1..).zip(offers) {
            let quota = match offer.places {
                Some(places) => Some(categories::insert_quota(conn, id, offer.key, places).await?),
                None => None,
            };
            let category = NewCategory {
                event_id: id,
                quotas: quota.into_iter().collect(),
                key: offer.key,
                name: Localized::of(offer.name),
                description: Localized::of(offer.description),
                position,
                admission: offer.admission,
            };
            let category_id = categories::insert(conn, &category).await?;
            self.note(conn, Kind::CategoryCreated, Some(id), category_id.uuid())
                .await?;
        }
        let event = events::find_by_id(conn, id).await?;
        terms::save_draft(conn, event.id, &TermsDraft { rules, clauses }, self.now).await?;
        Ok(event)
    }

    /// The hotel with its rooms, entered once.
    async fn venue(&self, conn: &mut Conn) -> Result<VenueId, LoadError> {
        let name = [
            (En, "Radisson Lazurnaya Hotel"),
            (Ru, "Гостиница «Рэдиссон Лазурная»"),
            (Zh, "丽笙拉祖尔纳亚酒店"),
        ];
        let address = [
            (En, "103 Kurortniy Prospekt, Sochi, Russia"),
            (Ru, "Россия, Сочи, Курортный проспект, 103"),
            (Zh, "俄罗斯索契市疗养大街103号"),
        ];
        let known = events::list_venues(conn, self.organization).await?;
        if let Some(venue) = known.iter().find(|venue| venue.name == Localized::of(name)) {
            return Ok(venue.id);
        }
        let new = NewVenue {
            organization_id: self.organization,
            name: Localized::of(name),
            address: Localized::of(address),
            position: Some((43.5607, 39.7512)),
        };
        let id = events::insert_venue(conn, &new).await?;
        self.note(conn, Kind::VenueCreated, None, id.uuid()).await?;
        let venue = events::find_venue(conn, id).await?;
        agenda::add_rooms(conn, &self.clock, &venue).await?;
        Ok(id)
    }

    async fn publish(&self, conn: &mut Conn, id: EventId) -> Result<(), LoadError> {
        match publishing::publish_event(conn, &self.clock, id, Actor::Operator, Reading::Vouched).await? {
            PublishOutcome::Published => Ok(()),
            other => Err(LoadError::Unfit(other)),
        }
    }

    async fn note(
        &self,
        conn: &mut Conn,
        kind: Kind,
        event_id: Option<EventId>,
        subject_id: uuid::Uuid,
    ) -> diesel::QueryResult<()> {
        let entry = NewActivity {
            kind,
            actor: Actor::Operator,
            organization_id: Some(self.organization),
            event_id,
            subject_id,
            data: serde_json::json!({"demo": true}),
            personal: None,
        };
        activity::record(conn, self.now, vec![entry]).await
    }
}

/// The rules of the dialogue: an expert pays less who comes early, a cancellation returns less the later it comes, and
/// somebody else may come instead.
fn dialogue_rules(last_day: NaiveDate) -> Result<Rules, LoadError> {
    let rules = serde_json::json!({
        "registration": [{"until": last_day}],
        "period": [{"name": "early", "until": "30 days before start"}, {"name": "regular"}],
        "fee": [
            {"category": "expert", "prices": {"early": "12000 RUB", "regular": "15000 RUB"}},
            {"category": "online", "prices": {"early": "3000 RUB", "regular": "4000 RUB"}},
            {"category": ["delegate", "press"], "price": "0 RUB"},
        ],
        "due": [{"name": "payment", "by": "14 days after registration"}],
        "refund": [
            {"until": "30 days before start"},
            {"until": "10 days before start", "percent": 50},
            {"percent": 0},
        ],
        "substitution": [{"until": "3 days before start"}],
    });
    serde_json::from_value(rules).map_err(|error| LoadError::Content(error.to_string()))
}

fn until(day: NaiveDate) -> Rules {
    Rules {
        registration: vec![RegistrationWindow {
            until: Some(Boundary::Day(day)),
            ..RegistrationWindow::default()
        }],
        ..Rules::default()
    }
}

fn seat(places: Option<i32>) -> Offer {
    Offer {
        key: "seat",
        name: [(En, "Seat"), (Ru, "Место"), (Zh, "座位")],
        description: [(En, ""), (Ru, ""), (Zh, "")],
        places,
        admission: Admission {
            waitlist: Waitlist::Offered,
            ..Admission::OPEN
        },
    }
}

fn lecture_clauses() -> Localized {
    Localized::of([
        (En, include_str!("texts/lecture-terms.en.md")),
        (Ru, include_str!("texts/lecture-terms.ru.md")),
        (Zh, include_str!("texts/lecture-terms.zh.md")),
    ])
}
