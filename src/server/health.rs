//! For whoever watches over the server: is the process alive, can it do its work.

use std::time::Duration;

use actix_web::{HttpResponse, web};

use crate::platform::web::App;

/// Longer than a healthy database ever takes.
const PATIENCE: Duration = Duration::from_secs(1);

/// `GET /healthz`: the process answers.
#[allow(clippy::unused_async, reason = "a handler is a future")]
pub async fn alive() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .body("ok")
}

/// `GET /readyz`: the database answers too, within a second.
pub async fn ready(app: web::Data<App>) -> HttpResponse {
    let ask = async {
        let conn = app.pool.get().await.ok()?;
        app.clock.now(&conn).await.ok()
    };
    match tokio::time::timeout(PATIENCE, ask).await {
        Ok(Some(_)) => HttpResponse::Ok()
            .content_type("text/plain; charset=utf-8")
            .body("ready"),
        _ => HttpResponse::ServiceUnavailable()
            .content_type("text/plain; charset=utf-8")
            .body("the database does not answer"),
    }
}
