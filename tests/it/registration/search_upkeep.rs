//! What is written is found at once; sorting it in is a chore of its own.

use lanyard::registration;

use crate::support::TestApp;

/// Pages of new texts that nobody has sorted in yet; asking sorts them in.
const PENDING: &str = "SELECT gin_clean_pending_list('registrations_search_text')";

#[tokio::test(flavor = "multi_thread")]
async fn new_texts_are_sorted_into_the_search_by_a_task() {
    let mut app = TestApp::start().await;
    app.event("search").places(100).publish().await;
    // Its own task would do it.
    app.stop().await;
    app.fill("search", 50).await;
    assert_ne!(
        app.count(PENDING).await,
        0,
        "the control: nobody has sorted them in"
    );
    app.fill("search", 50).await;
    registration::sort_in_search(&mut app.conn().await)
        .await
        .expect("it sorts them in");
    assert_eq!(app.count(PENDING).await, 0);
}
