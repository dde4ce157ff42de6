//! Two days of the Dialogue: who speaks about what, in which room. All names are made up.

use chrono::{Days, NaiveDate, NaiveTime};

use super::error::LoadError;
use crate::activity::Actor;
use crate::events::agenda::SessionKind::{self, Break, Keynote, Session, Social};
use crate::events::agenda::{self, SessionDescription, SessionOutcome, Speaker};
use crate::events::rooms::{RoomDescription, add_room, list_rooms};
use crate::events::{Event, Venue};
use crate::platform::clock::Clock;
use crate::platform::db::Conn;
use crate::platform::lang::Lang;
use crate::platform::localized::Localized;

/// A text in English, Russian and Chinese.
type Text = [&'static str; 3];

struct Talk {
    /// Which day, from 0, and from when to when.
    when: (u64, &'static str, &'static str),
    room: usize,
    kind: SessionKind,
    title: Text,
    about: Text,
    speakers: &'static [(Text, Text)],
}

const NOTHING: Text = ["", "", ""];
const HALL: usize = 0;
const RIVIERA: usize = 1;
const LIBRARY: usize = 2;
const TERRACE: usize = 3;

const ROOMS: [(Text, i32); 4] = [
    (["Grand Hall", "Большой зал", "大会议厅"], 240),
    (["Riviera Room", "Зал «Ривьера»", "里维埃拉厅"], 80),
    (["Library", "Библиотека", "图书室"], 30),
    (["Sea Terrace", "Терраса у моря", "海景露台"], 200),
];

const TALKS: [Talk; 15] = [
    Talk {
        when: (0, "09:30", "10:00"),
        room: HALL,
        kind: Session,
        title: ["Opening", "Открытие", "开幕式"],
        about: NOTHING,
        speakers: &[(
            ["Anna Sergeeva", "Анна Сергеева", "安娜·谢尔盖耶娃"],
            [
                "Director, Lazurnaya Conference Office",
                "директор конференц-бюро «Лазурная»",
                "拉祖尔纳亚会议办公室主任",
            ],
        )],
    },
    Talk {
        when: (0, "10:00", "11:00"),
        room: HALL,
        kind: Keynote,
        title: [
            "Four integrations, one neighbourhood",
            "Четыре интеграции, одно соседство",
            "四个一体化进程，一片共同的邻里",
        ],
        about: [
            "What the CIS, the SCO, the EAEU and BRICS do twice, what none of them does, and where a shared calendar would already help.",
            "Что СНГ, ШОС, ЕАЭС и БРИКС делают дважды, чего не делает никто и где уже помог бы общий календарь.",
            "独联体、上合组织、欧亚经济联盟与金砖国家的工作有哪些重复、哪些空白，以及一份共同日程已能带来的便利。",
        ],
        speakers: &[
            (
                ["Aigerim Bekova", "Айгерим Бекова", "艾格林·别科娃"],
                [
                    "Institute of Regional Studies, Astana",
                    "Институт региональных исследований, Астана",
                    "阿斯塔纳区域研究所",
                ],
            ),
            (
                ["Chen Weimin", "Чэнь Вэйминь", "陈伟民"],
                [
                    "Centre for Eurasian Cooperation, Beijing",
                    "Центр евразийского сотрудничества, Пекин",
                    "北京欧亚合作中心",
                ],
            ),
        ],
    },
    Talk {
        when: (0, "11:00", "11:30"),
        room: TERRACE,
        kind: Break,
        title: ["Coffee", "Кофе", "茶歇"],
        about: NOTHING,
        speakers: &[],
    },
    Talk {
        when: (0, "11:30", "13:00"),
        room: HALL,
        kind: Session,
        title: [
            "Corridors: from the map to the timetable",
            "Коридоры: от карты к расписанию",
            "运输走廊：从地图到时刻表",
        ],
        about: [
            "North–South and East–West routes as those see them who run trains, ships and border posts along them.",
            "Маршруты «Север — Юг» и «Восток — Запад» глазами тех, кто водит по ним поезда и суда и стоит на границе.",
            "从铁路、航运和口岸运营者的角度看南北与东西走廊。",
        ],
        speakers: &[
            (
                ["Rustam Yuldashev", "Рустам Юлдашев", "鲁斯塔姆·尤尔达舍夫"],
                [
                    "Transport Research Council, Tashkent",
                    "Совет транспортных исследований, Ташкент",
                    "塔什干运输研究理事会",
                ],
            ),
            (
                ["Meera Krishnan", "Мира Кришнан", "米拉·克里希南"],
                [
                    "Maritime Policy Forum, Mumbai",
                    "Форум морской политики, Мумбаи",
                    "孟买海事政策论坛",
                ],
            ),
            (
                ["Igor Lavrentyev", "Игорь Лаврентьев", "伊戈尔·拉夫连季耶夫"],
                [
                    "Black Sea Ports Association, Novorossiysk",
                    "Ассоциация портов Чёрного моря, Новороссийск",
                    "新罗西斯克黑海港口协会",
                ],
            ),
        ],
    },
    Talk {
        when: (0, "11:30", "13:00"),
        room: RIVIERA,
        kind: Session,
        title: [
            "Secretariats compare notes",
            "Секретариаты сверяют записи",
            "秘书处经验交流",
        ],
        about: NOTHING,
        speakers: &[(
            ["Natallia Karpovich", "Наталья Карпович", "娜塔莉亚·卡尔波维奇"],
            [
                "School of International Administration, Minsk",
                "Школа международного управления, Минск",
                "明斯克国际行政学院",
            ],
        )],
    },
    Talk {
        when: (0, "13:00", "14:30"),
        room: TERRACE,
        kind: Break,
        title: ["Lunch", "Обед", "午餐"],
        about: NOTHING,
        speakers: &[],
    },
    Talk {
        when: (0, "14:30", "16:00"),
        room: HALL,
        kind: Session,
        title: [
            "Paying each other: settlements in national currencies",
            "Расчёты друг с другом: национальные валюты",
            "本币结算：彼此如何付款",
        ],
        about: NOTHING,
        speakers: &[
            (
                ["Thandeka Mokoena", "Тандека Мокоэна", "坦德卡·莫科埃纳"],
                [
                    "Development Finance Institute, Johannesburg",
                    "Институт финансирования развития, Йоханнесбург",
                    "约翰内斯堡发展金融研究所",
                ],
            ),
            (
                ["Liu Yating", "Лю Ятин", "刘雅婷"],
                [
                    "Shanghai School of Finance",
                    "Шанхайская школа финансов",
                    "上海金融学院",
                ],
            ),
        ],
    },
    Talk {
        when: (0, "16:30", "17:30"),
        room: LIBRARY,
        kind: Session,
        title: [
            "Working group: one glossary in three languages",
            "Рабочая группа: один словарь на трёх языках",
            "工作组：三种语言，一部词汇表",
        ],
        about: NOTHING,
        speakers: &[(
            ["Elena Voronina", "Елена Воронина", "叶莲娜·沃罗宁娜"],
            [
                "Union of Conference Interpreters, Moscow",
                "Союз переводчиков-синхронистов, Москва",
                "莫斯科会议口译员联盟",
            ],
        )],
    },
    Talk {
        when: (0, "19:00", "22:00"),
        room: TERRACE,
        kind: Social,
        title: ["Reception by the sea", "Приём у моря", "海滨招待会"],
        about: NOTHING,
        speakers: &[],
    },
    Talk {
        when: (1, "09:30", "10:30"),
        room: HALL,
        kind: Keynote,
        title: [
            "What small states expect of large unions",
            "Чего малые государства ждут от больших союзов",
            "小国对大联盟的期待",
        ],
        about: NOTHING,
        speakers: &[(
            ["Armen Hakobyan", "Армен Акопян", "阿尔缅·阿科皮扬"],
            [
                "Caucasus Policy Institute, Yerevan",
                "Кавказский институт политики, Ереван",
                "埃里温高加索政策研究所",
            ],
        )],
    },
    Talk {
        when: (1, "10:30", "11:00"),
        room: TERRACE,
        kind: Break,
        title: ["Coffee", "Кофе", "茶歇"],
        about: NOTHING,
        speakers: &[],
    },
    Talk {
        when: (1, "11:00", "12:30"),
        room: HALL,
        kind: Session,
        title: [
            "Students, diplomas, visas",
            "Студенты, дипломы, визы",
            "学生、学历与签证",
        ],
        about: [
            "Mutual recognition has been agreed many times. What keeps a diploma from Bishkek from opening a door in São Paulo?",
            "О взаимном признании договаривались не раз. Почему диплом из Бишкека не открывает дверей в Сан-Паулу?",
            "学历互认已多次达成协议，为何比什凯克的文凭在圣保罗仍难以通行？",
        ],
        speakers: &[
            (
                ["Gulnara Asanova", "Гульнара Асанова", "古丽娜拉·阿萨诺娃"],
                [
                    "University of Central Asia Studies, Bishkek",
                    "Университет исследований Центральной Азии, Бишкек",
                    "比什凯克中亚研究大学",
                ],
            ),
            (
                ["Beatriz Nogueira", "Беатрис Ногейра", "贝阿特丽斯·诺盖拉"],
                [
                    "Institute of Global Education, São Paulo",
                    "Институт глобального образования, Сан-Паулу",
                    "圣保罗全球教育研究所",
                ],
            ),
        ],
    },
    Talk {
        when: (1, "12:30", "14:00"),
        room: TERRACE,
        kind: Break,
        title: ["Lunch", "Обед", "午餐"],
        about: NOTHING,
        speakers: &[],
    },
    Talk {
        when: (1, "14:00", "16:00"),
        room: HALL,
        kind: Session,
        title: [
            "Drafting the conclusions",
            "Работа над итоговым документом",
            "起草成果文件",
        ],
        about: NOTHING,
        speakers: &[],
    },
    Talk {
        when: (1, "16:30", "17:30"),
        room: HALL,
        kind: Session,
        title: ["Closing", "Закрытие", "闭幕式"],
        about: NOTHING,
        speakers: &[(
            ["Anna Sergeeva", "Анна Сергеева", "安娜·谢尔盖耶娃"],
            [
                "Director, Lazurnaya Conference Office",
                "директор конференц-бюро «Лазурная»",
                "拉祖尔纳亚会议办公室主任",
            ],
        )],
    },
];

fn localized([en, ru, zh]: Text) -> Localized {
    Localized::of([(Lang::En, en), (Lang::Ru, ru), (Lang::Zh, zh)])
}

/// Puts the rooms into the hotel.
pub(super) async fn add_rooms(conn: &mut Conn, clock: &Clock, venue: &Venue) -> diesel::QueryResult<()> {
    for (name, capacity) in ROOMS {
        let room = RoomDescription {
            name: localized(name),
            capacity: Some(capacity),
        };
        add_room(conn, clock, venue, &room, Actor::Operator).await?;
    }
    Ok(())
}

/// Puts the sessions on the agenda of an event that begins on `first`.
pub(super) async fn add_sessions(
    conn: &mut Conn,
    clock: &Clock,
    event: &Event,
    first: NaiveDate,
) -> Result<(), LoadError> {
    let content = |error: &dyn std::fmt::Display| LoadError::Content(error.to_string());
    let rooms = match event.venue_id {
        Some(id) => list_rooms(conn, id).await?,
        None => Vec::new(),
    };
    for talk in &TALKS {
        let (day, from, to) = talk.when;
        let at = |time: &str| -> Result<_, LoadError> {
            let time = NaiveTime::parse_from_str(time, "%H:%M").map_err(|error| content(&error))?;
            Ok((first + Days::new(day)).and_time(time))
        };
        let session = SessionDescription {
            kind: talk.kind,
            title: localized(talk.title),
            about: localized(talk.about),
            local: (at(from)?, at(to)?),
            room_id: rooms.get(talk.room).map(|room| room.id),
            speakers: talk
                .speakers
                .iter()
                .map(|(name, affiliation)| Speaker {
                    name: localized(*name),
                    affiliation: localized(*affiliation),
                })
                .collect(),
        };
        let outcome = agenda::add_session(conn, clock, event.id, &session, Actor::Operator).await?;
        if !matches!(outcome, SessionOutcome::Saved) {
            return Err(LoadError::Content(format!("{}: {outcome:?}", talk.title[0])));
        }
    }
    Ok(())
}
