//! The event's page before visitors see it.

use lanyard::accounts::Role;

use crate::support::TestApp;

const PREVIEW: &str = "/organizer/events/forum/preview";

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_reads_as_it_will_for_visitors() {
    let app = TestApp::start().await;
    app.event("forum").draft().await;
    let viewer = app.organizer(Role::Viewer).await;
    let page = viewer.page(PREVIEW).await;
    assert_eq!(page.text("h1"), "Dialogue of Integrations");
    assert!(page.text(".preview").contains("Preview"));
    assert_eq!(
        page.text(".clause-list li"),
        "1Free",
        "the terms are those of the draft"
    );
    assert!(!page.has("a[href*='/register']"), "nobody registers in a preview");
    assert_eq!(
        page.attr(".preview a:last-of-type", "href"),
        "/organizer/events/forum"
    );
    assert_eq!(
        app.visitor().get("/e/forum").await.status,
        404,
        "the draft stays unseen"
    );
    let overview = viewer.page("/organizer/events/forum").await;
    assert!(overview.has(&format!("a[href='{PREVIEW}']")));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_language_says_what_it_lacks_in_the_organizers_own() {
    let app = TestApp::start().await;
    app.event("forum").publish().await;
    let viewer = app.organizer(Role::Viewer).await;
    let overview = viewer.page("/organizer/events/forum").await;
    assert!(
        overview.has(&format!("a[href='{PREVIEW}']")) && overview.has("a[href='/e/forum']"),
        "a published event has both"
    );
    let answer = viewer.get(&format!("{PREVIEW}?in=zh")).await;
    assert!(answer.header("set-cookie").is_empty(), "her own language stays");
    let page = answer.html();
    assert_eq!(page.attr("html", "lang"), "zh-Hans");
    assert_eq!(page.attr(".preview", "lang"), "en");
    assert_eq!(page.text("h1"), "一体化对话");
    let told = page.text(".preview .small");
    assert!(told.contains("Description") && told.contains("Venue"), "{told}");
    assert!(!told.contains("Title"), "{told}");
    assert_eq!(
        page.attr(".facts span[lang]", "lang"),
        "en",
        "a fallback is marked"
    );
    assert_eq!(
        page.attr(".languages a[hreflang=ru]", "href"),
        format!("{PREVIEW}?in=ru")
    );
    let page = viewer.page(PREVIEW).await;
    assert!(!page.has(".preview .small"), "nothing lacks in English");
    for language in ["ru", "zh"] {
        viewer.page(&format!("{PREVIEW}?lang={language}")).await;
    }
}
