//! People who do not exist: names in Latin, Cyrillic and Han script, the same in every run. Their addresses are in
//! `.example`, which no mail ever reaches (RFC 2606).

use chrono::{DateTime, TimeDelta, Utc};

use crate::mail::Withheld;
use crate::platform::countries::Country;
use crate::platform::email::EmailAddress;
use crate::platform::ids::{CategoryId, EventId, TermsVersionId};
use crate::platform::lang::Lang;
use crate::registration::{MailPolicy, NewRegistration};
use crate::terms::{Channel, Choices};

/// Somebody.
pub(super) struct Person {
    name: String,
    email: EmailAddress,
    organization: &'static str,
    position: &'static str,
    country: &'static str,
    language: Lang,
    /// Key of the category she wants.
    pub category: &'static str,
    /// How long ago she registered.
    age: TimeDelta,
}

impl Person {
    /// Her registration as a list from elsewhere brings it.
    pub fn registration(
        self,
        event_id: EventId,
        category_id: CategoryId,
        terms_version_id: TermsVersionId,
        now: DateTime<Utc>,
    ) -> NewRegistration {
        NewRegistration {
            event_id,
            category_id,
            terms_version_id,
            consents: Vec::new(),
            channel: Channel::Import,
            language: self.language,
            name: self.name,
            email: Some(self.email),
            organization: Some(self.organization.to_owned()),
            position: Some(self.position.to_owned()),
            country: Country::parse(self.country).ok(),
            phone: None,
            submission: None,
            mail: MailPolicy::Suppress(Withheld::Demonstration),
            registered_at: Some(now - self.age),
            entered_by: None,
            overbooks: false,
            companions: Vec::new(),
            stays_together: false,
            choices: Choices::default(),
            shown_amounts: None,
        }
    }
}

/// The few who stand on the first page.
pub(super) fn some(number: usize) -> impl Iterator<Item = Person> {
    people(
        "guest",
        number,
        20 * 24 * 3600,
        &["expert", "delegate", "expert", "online"],
    )
}

/// As many as are asked for, nearly all of them online, where there is room for everybody.
pub(super) fn many(number: usize) -> impl Iterator<Item = Person> {
    people("a", number, 40 * 24 * 3600, &["online"])
}

fn people(
    prefix: &'static str,
    number: usize,
    within: u64,
    categories: &'static [&'static str],
) -> impl Iterator<Item = Person> {
    let mut dice = Dice(0x1a_e5_a4_d0);
    (1..=number).filter_map(move |n| {
        let country = dice.pick(COUNTRIES);
        let name = country.script.name(&mut dice);
        Some(Person {
            name,
            email: EmailAddress::parse(&format!("{prefix}{n}@people.example")).ok()?,
            organization: dice.pick(country.organizations),
            position: dice.pick(country.script.positions()),
            country: country.code,
            language: country.script.language(),
            category: dice.pick(categories),
            age: TimeDelta::seconds(i64::try_from(dice.below(within)).ok()?),
        })
    })
}

/// A small generator of our own (splitmix64), because two runs must agree whatever a library changes.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.roll() % limit.max(1)
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        let last = u64::try_from(from.len()).unwrap_or(1);
        from[usize::try_from(self.below(last)).unwrap_or(0)]
    }
}

#[derive(Clone, Copy)]
enum Script {
    Latin,
    Cyrillic,
    Han,
}

#[derive(Clone, Copy)]
struct From {
    code: &'static str,
    script: Script,
    organizations: &'static [&'static str],
}

const COUNTRIES: &[From] = &[
    From {
        code: "RU",
        script: Script::Cyrillic,
        organizations: &[
            "Институт океанологии",
            "МГИМО",
            "Секретариат ОДКБ",
            "Минтранс",
            "Сочинский государственный университет",
        ],
    },
    From {
        code: "BY",
        script: Script::Cyrillic,
        organizations: &[
            "Исполнительный комитет СНГ",
            "Белорусский государственный университет",
        ],
    },
    From {
        code: "KZ",
        script: Script::Cyrillic,
        organizations: &["Назарбаев Университет", "Институт экономики"],
    },
    From {
        code: "CN",
        script: Script::Han,
        organizations: &["上海合作组织秘书处", "北京大学", "中国社会科学院", "复旦大学"],
    },
    From {
        code: "IN",
        script: Script::Latin,
        organizations: &["Observer Research Foundation", "Jawaharlal Nehru University"],
    },
    From {
        code: "BR",
        script: Script::Latin,
        organizations: &["Fundação Getulio Vargas", "Itamaraty"],
    },
    From {
        code: "ZA",
        script: Script::Latin,
        organizations: &["University of Cape Town", "Institute for Global Dialogue"],
    },
    From {
        code: "UZ",
        script: Script::Latin,
        organizations: &["University of World Economy and Diplomacy", "Customs Committee"],
    },
    From {
        code: "TR",
        script: Script::Latin,
        organizations: &["Boğaziçi Üniversitesi", "Port of Samsun"],
    },
    From {
        code: "DE",
        script: Script::Latin,
        organizations: &["Stiftung Wissenschaft und Politik", "Universität Leipzig"],
    },
];

const LATIN_GIVEN: &[&str] = &[
    "Gulnora",
    "Ananya",
    "João",
    "Thandiwe",
    "Priya",
    "Rafael",
    "Mehmet",
    "Lerato",
    "Björk",
    "Siân",
    "Zoë",
    "Dilshod",
    "Arjun",
    "Beatriz",
    "Ömer",
    "Élise",
    "Nomvula",
    "Kamola",
    "Jürgen",
    "Małgorzata",
];
const LATIN_FAMILY: &[&str] = &[
    "Karimova",
    "Sharma",
    "da Silva",
    "Dlamini",
    "O’Connor-Śmigły",
    "Yılmaz",
    "Müller",
    "Nkosi",
    "Rahimov",
    "Guðmundsdóttir",
    "Pereira",
    "Iyer",
    "van der Merwe",
    "Demir",
    "Petrova",
    "Łukaszewska",
    "Schäfer",
    "Mbeki",
    "Abdullayev",
    "Costa",
];
const CYRILLIC_WOMEN: &[&str] = &[
    "Мария",
    "Анна",
    "Алёна",
    "Ольга",
    "Екатерина",
    "Наталья",
    "Юлия",
    "Светлана",
    "Айгуль",
    "Дарья",
];
const CYRILLIC_MEN: &[&str] = &[
    "Александр",
    "Сергей",
    "Пётр",
    "Дмитрий",
    "Семён",
    "Андрей",
    "Нурлан",
    "Фёдор",
    "Игорь",
    "Михаил",
];
const CYRILLIC_STEMS: &[(&str, &str)] = &[
    ("Петров", "Петрова"),
    ("Королёв", "Королёва"),
    ("Кузнецов", "Кузнецова"),
    ("Соловьёв", "Соловьёва"),
    ("Ахметов", "Ахметова"),
    ("Лукашевич", "Лукашевич"),
    ("Водкин", "Водкина"),
    ("Шевченко", "Шевченко"),
    ("Морозов", "Морозова"),
    ("Ким", "Ким"),
    ("Белый", "Белая"),
    ("Щукин", "Щукина"),
];
const PATRONYMS: &[(&str, &str)] = &[
    ("Иванович", "Ивановна"),
    ("Сергеевич", "Сергеевна"),
    ("Петрович", "Петровна"),
    ("Андреевич", "Андреевна"),
    ("Михайлович", "Михайловна"),
];
const HAN_FAMILY: &[&str] = &[
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "欧阳", "司马",
];
const HAN_GIVEN: &[&str] = &[
    "小明", "娜娜", "伟", "芳", "秀英", "建国", "静", "丽华", "强", "敏", "文博", "思远", "雨桐", "子涵",
];

impl Script {
    fn name(self, dice: &mut Dice) -> String {
        match self {
            Self::Latin => format!("{} {}", dice.pick(LATIN_GIVEN), dice.pick(LATIN_FAMILY)),
            Self::Han => format!("{}{}", dice.pick(HAN_FAMILY), dice.pick(HAN_GIVEN)),
            Self::Cyrillic => {
                let woman = dice.below(2) == 0;
                let (his, hers) = dice.pick(CYRILLIC_STEMS);
                let (son, daughter) = dice.pick(PATRONYMS);
                if woman {
                    format!("{} {daughter} {hers}", dice.pick(CYRILLIC_WOMEN))
                } else {
                    format!("{} {son} {his}", dice.pick(CYRILLIC_MEN))
                }
            }
        }
    }

    fn positions(self) -> &'static [&'static str] {
        match self {
            Self::Latin => &[
                "Researcher",
                "Adviser",
                "Head of department",
                "Ambassador",
                "Editor",
            ],
            Self::Cyrillic => &[
                "научный сотрудник",
                "советник",
                "начальник отдела",
                "посол",
                "эксперт",
            ],
            Self::Han => &["研究员", "参赞", "处长", "教授", "秘书"],
        }
    }

    fn language(self) -> Lang {
        match self {
            Self::Latin => Lang::En,
            Self::Cyrillic => Lang::Ru,
            Self::Han => Lang::Zh,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_runs_agree_and_nobody_comes_twice() {
        let one: Vec<_> = many(500)
            .map(|person| (person.name, person.email.to_string()))
            .collect();
        let two: Vec<_> = many(500)
            .map(|person| (person.name, person.email.to_string()))
            .collect();
        assert_eq!(one, two);
        let addresses: std::collections::HashSet<_> = one.iter().map(|(_, email)| email).collect();
        assert_eq!(addresses.len(), 500);
        for script in ['a'..='z', 'а'..='я', '一'..='龥'] {
            let written = |name: &str| name.chars().any(|c| script.contains(&c));
            assert!(
                one.iter().any(|(name, _)| written(name)),
                "nobody is written with {script:?}"
            );
        }
    }
}
