//! Terms of real conferences through the forms: saved as they were opened, they are what they were.

use chrono::NaiveDateTime;
use lanyard::accounts::Role;
use lanyard::terms::Boundary;
use lanyard::terms::file::read;
use serde_json::json;

use super::{saves, stored};
use crate::support::TestApp;
use crate::support::source::files_below;

const PAGES: [&str; 3] = ["fees", "cancellation", "consents"];

#[tokio::test(flavor = "multi_thread")]
async fn terms_of_real_conferences_pass_through_untouched() {
    let app = TestApp::start().await;
    app.event("forum").draft().await;
    let manager = app.organizer(Role::Manager).await;
    let mut tables = 0;
    // All of them do; every fourth keeps the test short.
    let files = files_below("examples/terms", &[".toml"]);
    for text in files.into_values().step_by(4) {
        let file = read(&text).unwrap();
        let name = &file.conference.name;
        let day = |boundary: Option<Boundary>, hour: u32| -> Option<NaiveDateTime> {
            match boundary? {
                Boundary::Day(day) => day.and_hms_opt(hour, 0, 0),
                Boundary::Moment(moment) => Some(moment),
            }
        };
        let Some(starts) = day(file.conference.starts, 9) else {
            continue;
        };
        let ends = day(file.conference.ends, 18).filter(|ends| *ends > starts);
        let ends = ends.unwrap_or(starts + chrono::TimeDelta::hours(1));
        let rules = json!(file.rules);
        app.execute(&format!(
            "UPDATE events SET starts_local = '{starts}', ends_local = '{ends}', time_zone = '{}'",
            file.conference.zone
        ))
        .await;
        let quoted = rules.to_string().replace('\'', "''");
        app.execute(&format!("UPDATE terms_drafts SET rules = '{quoted}'"))
            .await;
        for part in PAGES {
            let address = format!("/organizer/events/forum/terms/{part}");
            let page = manager.page(&address).await;
            tables += usize::from(
                page.attrs(".amounts input[value]", "value")
                    .iter()
                    .any(|value| !value.is_empty()),
            );
            saves(&manager, &address, &page, &[]).await;
            assert_eq!(stored(&app).await, rules, "{part} of {name}");
        }
    }
    assert!(tables > 4, "{tables} tables show prices");
}
