//! No question of the list reads a large table from end to end. PostgreSQL counts that itself: within a transaction it
//! tells how often each table was scanned so far, whatever statement the product really sent.

use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Text};
use diesel_async::{AsyncConnection as _, RunQueryDsl};
use lanyard::attendees::{AttendeeFilter, count, list_page};
use lanyard::platform::db::Conn;
use lanyard::platform::ids::EventId;

use super::crowd;
use crate::support::TestApp;

#[derive(QueryableByName)]
struct Scans {
    #[diesel(sql_type = Text)]
    relname: String,
    #[diesel(sql_type = BigInt)]
    seq_scan: i64,
}

/// The large tables that were read from end to end in this transaction.
async fn scanned(conn: &mut Conn) -> Vec<String> {
    let scans: Vec<Scans> = diesel::sql_query(
        "SELECT relname::text, seq_scan FROM pg_stat_xact_user_tables
         WHERE relname IN ('registrations', 'outgoing_mails', 'activities')",
    )
    .load(conn)
    .await
    .expect("the counts");
    assert_eq!(scans.len(), 3);
    scans
        .into_iter()
        .filter(|scans| scans.seq_scan > 0)
        .map(|scans| scans.relname)
        .collect()
}

/// Looks at the list as `query` says, and at the page behind it; the answer is what was read from end to end.
async fn look(conn: &mut Conn, event: EventId, query: &str) -> Vec<String> {
    conn.transaction(async |conn| {
        let filter = AttendeeFilter::parse(query);
        let (rows, _) = list_page(conn, event, &filter).await?;
        count(conn, event, &filter).await?;
        if let Some(last) = rows.last() {
            let cursor = last.cursor(filter.order.by);
            list_page(
                conn,
                event,
                &filter.beside(lanyard::attendees::Direction::After, cursor.clone()),
            )
            .await?;
            list_page(
                conn,
                event,
                &filter.beside(lanyard::attendees::Direction::Before, cursor),
            )
            .await?;
        }
        Ok::<_, diesel::result::Error>(scanned(conn).await)
    })
    .await
    .expect(query)
}

#[tokio::test(flavor = "multi_thread")]
async fn no_question_of_the_list_reads_a_large_table_from_end_to_end() {
    let app = TestApp::start().await;
    let event = app
        .event("list")
        .categories(&[("expert", None), ("press", None), ("online", None)])
        .publish()
        .await;
    app.event("other").publish().await;
    crowd(&app, "list", 12_000).await;
    // So many that to read all of them for one event's counts cannot be the shorter way.
    crowd(&app, "other", 36_000).await;
    let mut conn = app.conn().await;
    // Workers of a parallel plan count elsewhere.
    for statement in ["ANALYZE", "SET max_parallel_workers_per_gather = 0"] {
        diesel::sql_query(statement).execute(&mut conn).await.unwrap();
    }
    let mut queries: Vec<String> = [
        "name",
        "email",
        "organization",
        "category",
        "status",
        "registered_at",
    ]
    .into_iter()
    .flat_map(|sort| [format!("sort={sort}"), format!("sort=-{sort}")])
    .collect();
    let searches = [
        "q=zo%C3%AB+4711",
        "q=%D0%BF%D0%B5%D1%82%D1%80%D0%BE%D0%B2%D0%B0+900",
        "q=%E7%8E%8B%E5%B0%8F%E6%98%8E",
        "q=%E5%B0%8F%E6%98%8E",
        "q=an",
        "q=p77@list.example",
        "q=2662663",
        "q=bergmann",
        "q=nobody-at-all",
    ];
    queries.extend(searches.map(ToOwned::to_owned));
    for filter in [
        "status=confirmed",
        "status=rejected",
        "status=mail_failed",
        "category=press",
    ] {
        queries.push(filter.to_owned());
        queries.push(format!("{filter}&sort=name"));
        queries.push(format!(
            "{filter}&q=%E7%8E%8B%E5%B0%8F%E6%98%8E&sort=organization"
        ));
    }
    for query in &queries {
        assert_eq!(
            look(&mut conn, event.id, query).await,
            Vec::<String>::new(),
            "{query}"
        );
    }

    // Does the count see anything at all?
    diesel::sql_query("DROP INDEX registrations_search_text")
        .execute(&mut conn)
        .await
        .unwrap();
    let spoilt = conn
        .transaction(async |conn| {
            diesel::sql_query("SELECT FROM registrations WHERE search_text LIKE '%4711%'")
                .execute(conn)
                .await?;
            Ok::<_, diesel::result::Error>(scanned(conn).await)
        })
        .await
        .unwrap();
    assert_eq!(spoilt, ["registrations"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_question_of_the_history_reads_the_log_from_end_to_end() {
    use lanyard::activity::{Actor, Begin, Kind, Selection, list_accounts_of_event, list_of_event};
    use lanyard::platform::ids::AccountId;

    let app = TestApp::start().await;
    let event = app.event("list").publish().await;
    app.event("other").publish().await;
    let mut conn = app.conn().await;
    let entries = "INSERT INTO activities (id, occurred_at, kind, actor_kind, event_id, subject_id)
         SELECT gen_random_uuid(), now() - n * interval '1 minute', 'registration.received', 'attendee', e.id,
                gen_random_uuid()
         FROM events e, generate_series(1, 12000) AS n";
    for statement in [entries, "ANALYZE", "SET max_parallel_workers_per_gather = 0"] {
        diesel::sql_query(statement).execute(&mut conn).await.unwrap();
    }
    let selections = [
        Selection::default(),
        Selection {
            kinds: Some(vec![Kind::TermsPublished, Kind::TermsDrafted]),
            ..Selection::default()
        },
        Selection {
            kinds: Some(vec![Kind::RegistrationReceived, Kind::RegistrationConfirmed]),
            ..Selection::default()
        },
        Selection {
            actor: Some(Actor::Account(AccountId::new())),
            ..Selection::default()
        },
        Selection {
            actor: Some(Actor::Attendee),
            ..Selection::default()
        },
        Selection {
            subject_id: Some(uuid::Uuid::now_v7()),
            ..Selection::default()
        },
    ];
    for selection in selections {
        let read = conn
            .transaction(async |conn| {
                let (rows, _) = list_of_event(conn, event.id, &selection, Begin::Latest, 50).await?;
                list_accounts_of_event(conn, event.id).await?;
                if let Some(last) = rows.last() {
                    for begin in [
                        Begin::OlderThan(last.occurred_at, last.id),
                        Begin::NewerThan(last.occurred_at, last.id),
                    ] {
                        list_of_event(conn, event.id, &selection, begin, 50).await?;
                    }
                }
                Ok::<_, diesel::result::Error>(scanned(conn).await)
            })
            .await
            .unwrap();
        assert_eq!(read, Vec::<String>::new(), "{selection:?}");
    }
}
