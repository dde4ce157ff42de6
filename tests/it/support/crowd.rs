//! A crowd before the doors of one event: many people who send the same form at once, to one process or to several.

use std::collections::HashSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::Semaphore;

use super::{Answer, TestApp, Visitor, invariants};

/// Somebody with one copy of the form, which she may send as often as she likes.
#[derive(Clone)]
pub struct Person {
    pub submission: String,
    pub email: String,
    pub category: Option<&'static str>,
}

impl Person {
    /// So many people who want to register, whatever the category.
    pub fn many(number: usize) -> Vec<Self> {
        (0..number).map(|n| Self::new(n, None)).collect()
    }

    pub fn new(number: usize, category: Option<&'static str>) -> Self {
        Self {
            submission: uuid::Uuid::new_v4().to_string(),
            email: format!("person{number}@example.org"),
            category,
        }
    }
}

/// Who was told what.
#[derive(Default)]
pub struct Told {
    /// People who were sent to a page of their own, and to which.
    pub registered: Vec<(Person, String)>,
    /// People who were refused.
    pub refused: Vec<Person>,
    /// People who were never answered, or only asked to press the button again.
    pub unknown: Vec<Person>,
}

#[derive(Clone)]
pub struct Crowd {
    doors: Vec<Visitor>,
    next: Arc<AtomicUsize>,
    path: String,
    /// The version of the terms that everybody has read.
    pub terms: String,
}

impl Crowd {
    /// Everybody has the form of event `slug` open and spreads over the doors.
    pub async fn before(slug: &str, doors: Vec<Visitor>) -> Self {
        let path = format!("/e/{slug}/register");
        let page = doors[0].page(&path).await;
        Self {
            terms: page.attr("input[name=accept_terms]", "value"),
            next: Arc::default(),
            doors,
            path,
        }
    }

    /// Sends the form once; nothing is known where the connection broke.
    pub async fn send(&self, person: &Person) -> Option<Answer> {
        let mut fields = vec![
            ("submission_id", person.submission.as_str()),
            ("accept_terms", self.terms.as_str()),
            ("name", "Somebody"),
            ("email", person.email.as_str()),
        ];
        fields.extend(person.category.map(|category| ("category", category)));
        let door = self.next.fetch_add(1, Ordering::Relaxed) % self.doors.len();
        let answer = self.doors[door].try_post(&self.path, &fields).await.ok()?;
        if answer.status == 503 {
            assert!(
                !answer.header("retry-after").is_empty(),
                "503 says when to come again"
            );
            assert!(answer.body.contains(&person.email), "503 keeps the form");
        }
        Some(answer)
    }

    /// Presses the button until she knows: 503 and silence ask for that, and it changes nothing.
    pub async fn insist(&self, person: &Person) -> Answer {
        for _ in 0..200 {
            match self.send(person).await {
                Some(answer) if answer.status != 503 => return answer,
                _ => tokio::time::sleep(Duration::from_millis(50)).await,
            }
        }
        panic!("{} is never answered", person.email);
    }

    /// Everybody at once, until all know.
    pub async fn rush(&self, people: Vec<Person>) -> Told {
        let mut sent = tokio::task::JoinSet::new();
        for person in people {
            let crowd = self.clone();
            sent.spawn(async move {
                let answer = crowd.insist(&person).await;
                (person, Some(answer))
            });
        }
        Told::by(sent).await
    }

    /// One after the other, each once, whatever becomes of the ones before, for as long as `fault` takes. No more
    /// than two dozen wait for an answer at a time.
    pub async fn stream_during(&self, fault: impl Future<Output = ()>) -> Told {
        let sent = Mutex::new(tokio::task::JoinSet::new());
        let places = Arc::new(Semaphore::new(24));
        let stream = async {
            for n in 0.. {
                let place = places.clone().acquire_owned().await.expect("it stays open");
                let (crowd, person) = (self.clone(), Person::new(n, None));
                sent.lock().expect("nobody fails with it").spawn(async move {
                    let answer = crowd.send(&person).await;
                    drop(place);
                    (person, answer)
                });
                tokio::time::sleep(Duration::from_millis(15)).await;
            }
        };
        tokio::select! {
            () = stream => {}
            () = fault => {}
        }
        let sent = sent.into_inner().expect("nobody fails with it");
        Told::by(sent).await
    }

    /// After a fault: whoever was told that she is in is in, once; whoever was refused is not; whoever does not know
    /// learns it by pressing the button again; and all that must hold does.
    pub async fn settle(&self, app: &TestApp, told: &Told) {
        let there: HashSet<String> = app.texts(LIVE_FORMS).await.into_iter().collect();
        for (person, _) in &told.registered {
            assert!(
                there.contains(&person.submission),
                "{} was told that she is in",
                person.email
            );
        }
        for person in &told.refused {
            assert!(
                !there.contains(&person.submission),
                "{} was told that she is not in",
                person.email
            );
        }
        let again = self.rush(told.unknown.clone()).await;
        let registered = told.registered.len() + again.registered.len();
        let all = app.count("SELECT count(*) FROM registrations").await;
        assert_eq!(all, i64::try_from(registered).expect("a small number"));
        invariants::assert_hold(&app.db).await;
    }
}

/// Forms of whoever is in, or in line.
const LIVE_FORMS: &str = "SELECT submission_id::text FROM registrations
    WHERE submission_id IS NOT NULL AND status IN ('confirmed', 'waitlisted', 'offered')";

impl Told {
    async fn by(mut sent: tokio::task::JoinSet<(Person, Option<Answer>)>) -> Self {
        let mut told = Self::default();
        while let Some(one) = sent.join_next().await {
            let (person, answer) = one.expect("she is answered");
            match answer {
                Some(answer) if answer.status == 303 => {
                    let page = answer.location();
                    told.registered.push((person, page));
                }
                Some(answer) if answer.status == 409 => told.refused.push(person),
                None => told.unknown.push(person),
                Some(answer) if answer.status == 503 => told.unknown.push(person),
                Some(answer) => panic!("{} is answered {}\n{}", person.email, answer.status, answer.body),
            }
        }
        told
    }
}
