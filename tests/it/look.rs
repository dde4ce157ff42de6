//! An event in a colour of its own.

use lanyard::accounts::Role;

use crate::support::TestApp;

const LOOK: &str = "/organizer/events/forum/look";

#[tokio::test(flavor = "multi_thread")]
async fn a_colour_is_worn_by_the_events_page_and_kept_readable() {
    let app = TestApp::start().await;
    app.event("forum").publish().await;
    app.event("plain").publish().await;
    let manager = app.organizer(Role::Manager).await;
    let theme = "link[rel=stylesheet][href*='theme.']";
    assert!(!app.visitor().page("/e/plain").await.has(theme));
    let answer = manager.fill_in(LOOK, &[("color", "#FFD500")]).await;
    assert_eq!(answer.location(), format!("{LOOK}?saved=1"));
    let page = manager.page(&answer.location()).await;
    let swatches = page.texts(".swatches code");
    assert_eq!(swatches[0], "#ffd500", "stored as asked");
    assert_ne!(swatches[1], "#ffd500", "too light for paper");
    assert_eq!(swatches[2], "#ffd500");

    let href = app.visitor().page("/e/forum").await.attr(theme, "href");
    let sheet = app.visitor().get(&href).await;
    assert_eq!(sheet.status, 200);
    assert!(sheet.header("content-type").starts_with("text/css"));
    assert!(sheet.header("cache-control").contains("immutable"));
    assert!(
        sheet
            .body
            .contains(&format!("light-dark({},{})", swatches[1], swatches[2]))
    );
    let form = app.visitor().page("/e/forum/register").await;
    assert_eq!(form.attr(theme, "href"), href, "the form wears it too");
    let fields = [("name", "Anna"), ("email", "anna@example.org")];
    let own = app.visitor().register("forum", &fields).await.location();
    for page in [
        "/e/forum/terms".to_owned(),
        "/e/forum/find".to_owned(),
        own.clone(),
        format!("{own}/terms"),
        format!("{own}/change"),
        format!("{own}/email"),
        format!("{own}/withdraw"),
    ] {
        let worn = app.visitor().page(&page).await.attr(theme, "href");
        assert_eq!(worn, href, "{page}");
    }
    let preview = manager.page("/organizer/events/forum/preview").await;
    assert_eq!(preview.attr(theme, "href"), href);
    assert!(!app.visitor().page("/e/plain").await.has(theme));

    manager.fill_in(LOOK, &[("color", "#7a1f3d")]).await;
    let next = manager
        .page("/organizer/events/forum/preview")
        .await
        .attr(theme, "href");
    assert_ne!(next, href, "another colour has another address");
    assert_eq!(app.visitor().get(&href).await.status, 404);
    let copy = manager
        .post("/organizer/events/forum/duplicate", &[])
        .await
        .location();
    let copy = copy.split('?').next().expect("an address").to_owned();
    assert_eq!(
        manager
            .page(&format!("{copy}/look"))
            .await
            .attr("#color", "value"),
        "#7a1f3d"
    );
    manager.fill_in(LOOK, &[("color", "")]).await;
    assert!(!manager.page("/organizer/events/forum/preview").await.has(theme));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colour_is_typed_or_picked() {
    let app = TestApp::start().await;
    app.event("forum").draft().await;
    let manager = app.organizer(Role::Manager).await;
    let color = async || manager.page(LOOK).await.attr("#color", "value");
    manager.fill_in(LOOK, &[("picked", "#123456")]).await;
    assert_eq!(color().await, "#123456");
    manager.fill_in(LOOK, &[("color", "#abc")]).await;
    assert_eq!(color().await, "#aabbcc", "what is typed counts");
    manager.fill_in(LOOK, &[]).await;
    assert_eq!(color().await, "#aabbcc");
    manager
        .fill_in(LOOK, &[("color", ""), ("picked", "#654321")])
        .await;
    assert_eq!(color().await, "", "emptying it gives it up");
    for odd in ["red", "#12345", "rgb(1,2,3)", "#12345g", "url(x)"] {
        let answer = manager.fill_in(LOOK, &[("color", odd)]).await;
        assert_eq!(answer.status, 422, "{odd}");
        let page = answer.html();
        assert_eq!(page.attr(".summary a", "href"), "#color");
        assert_eq!(page.attr("#color", "value"), odd);
    }
    for language in ["ru", "zh"] {
        manager.page(&format!("{LOOK}?lang={language}")).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_choose_a_colour_are_told() {
    let app = TestApp::start().await;
    app.event("forum").draft().await;
    let first = app.organizer(Role::Manager).await;
    let second = app.organizer(Role::Manager).await;
    let opened = second.page(LOOK).await;
    first.fill_in(LOOK, &[("color", "#112233")]).await;
    let answer = second.fill_in_page(&opened, &[("picked", "#445566")]).await;
    assert_eq!(answer.status, 409);
    let page = answer.html();
    assert!(page.text("[role=alert]").contains("#112233"));
    assert_eq!(second.fill_in_page(&page, &[]).await.status, 303);
    assert_eq!(first.page(LOOK).await.attr("#color", "value"), "#445566");
}
