//! The list to take away.

use super::{LIST, app_with};
use lanyard::accounts::Role;

#[tokio::test(flavor = "multi_thread")]
async fn the_csv_has_stable_headers_and_no_formula() {
    let (app, organizer) = app_with(&[
        ("=1+1", "a@example.org", "A, \"B\" GmbH"),
        ("王小明", "wang@example.cn", "+7 862"),
    ])
    .await;
    let answer = organizer.get(&format!("{LIST}.csv")).await;
    assert_eq!(answer.status, 200);
    assert_eq!(
        answer.header("content-type"),
        "text/csv; charset=utf-8; header=present"
    );
    assert!(
        answer
            .header("content-disposition")
            .contains("list-attendees.csv")
    );
    let mut reader = csv::Reader::from_reader(answer.body.as_bytes());
    let header: Vec<String> = reader.headers().unwrap().iter().map(ToOwned::to_owned).collect();
    assert_eq!(
        header,
        [
            "reference",
            "name",
            "email",
            "organization",
            "position",
            "country",
            "phone",
            "category",
            "status",
            "language",
            "registered_at"
        ]
    );
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2);
    assert_eq!((&rows[0][1], &rows[0][3]), ("王小明", "'+7 862"));
    assert_eq!(
        (&rows[1][1], &rows[1][3], &rows[1][7], &rows[1][8]),
        ("'=1+1", "A, \"B\" GmbH", "expert", "confirmed")
    );
    assert!(rows[0][10].parse::<chrono::DateTime<chrono::Utc>>().is_ok());
    let filtered = organizer.get(&format!("{LIST}.csv?q=%E5%B0%8F%E6%98%8E")).await;
    assert_eq!(filtered.body.lines().count(), 2);
    assert_eq!(
        app.count("SELECT count(*) FROM activities WHERE kind = 'attendees.exported'")
            .await,
        2
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_json_is_an_array_of_what_the_list_shows_in_its_order() {
    let (app, organizer) = app_with(&[
        ("Борис", "b@example.org", ""),
        ("=1+1", "a@example.org", "A, \"B\" GmbH"),
    ])
    .await;
    let answer = organizer.get(&format!("{LIST}.json?sort=email")).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "application/json");
    let rows: serde_json::Value = serde_json::from_str(&answer.body).expect("JSON");
    assert_eq!(rows[0]["name"], "=1+1", "a program computes nothing");
    assert_eq!(rows[0]["reference"].as_str().unwrap().len(), 9);
    assert_eq!(rows[1]["organization"], serde_json::Value::Null);
    assert_eq!(rows[1]["status"], "confirmed");
    let nobody = organizer.get(&format!("{LIST}.json?status=expired")).await;
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&nobody.body).unwrap(),
        serde_json::json!([])
    );
    let stranger = app.organizer_of("Another organization", Role::Owner).await;
    assert_eq!(stranger.get(&format!("{LIST}.json")).await.status, 404);
}
