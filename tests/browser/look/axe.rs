//! axe-core, which finds what of WCAG 2.2 AA a program can find.

use serde::Deserialize;

use super::{Depth, Look};
use crate::browser::{Browser, Glasses};
use crate::checkers;

use lanyard::platform::lang::Lang;

/// Landmarks and the like are for pages; a mail stands in the page of its reader's program.
const FOR_PAGES: &str = ", 'best-practice'";

const RUN: &str = "axe.run(document, { \
      runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'FOR_PAGES] }, \
      rules: { 'target-size': { enabled: true } }, \
      resultTypes: ['violations'] \
    }).then(found => found.violations.map(violation => ({ \
      rule: violation.id, \
      places: violation.nodes.map(node => node.target.join(' ') + ': ' + node.failureSummary.replace(/\\s+/g, ' ')) \
    })))";

#[derive(Deserialize)]
pub(super) struct Violation {
    pub(super) rule: String,
    places: Vec<String>,
}

/// In which widths and lights a language is looked at: in the usual walk they take turns.
fn views(language: Lang, depth: Depth) -> &'static [(u32, bool)] {
    match (depth, language) {
        (Depth::Pseudo, _) => &[],
        (Depth::Whole, _) => &[(320, false), (320, true), (1280, false), (1280, true)],
        (Depth::Usual, Lang::En) => &[(1280, false), (320, true)],
        (Depth::Usual, Lang::Ru) => &[(320, false)],
        (Depth::Usual, Lang::Zh) => &[(1280, true)],
    }
}

pub(super) async fn check(look: &mut Look<'_>) {
    for &(width, dark) in views(look.language, look.depth) {
        look.window.resize(width, 900).await;
        look.window
            .look_through(Glasses {
                dark,
                ..Glasses::default()
            })
            .await;
        let view = format!("{width} px, {}", if dark { "dark" } else { "light" });
        let is_mail = look.state.starts_with("mail-");
        for violation in violations(look.window, if is_mail { "" } else { FOR_PAGES }).await {
            look.find(&view, &format!("axe {}", violation.rule), violation.places);
        }
    }
}

pub(super) async fn violations(window: &Browser, for_pages: &str) -> Vec<Violation> {
    // Half a megabyte: sent once to a window, not once a page.
    window.keep_at_hand(checkers::axe()).await;
    window.promised(&RUN.replace("FOR_PAGES", for_pages)).await
}

mod tests {
    use super::*;
    use crate::chromium::Chromium;
    use crate::support::TestApp;

    #[tokio::test(flavor = "multi_thread")]
    async fn a_page_with_known_faults_is_found_out() {
        let app = TestApp::start().await;
        let chromium = Chromium::start().await;
        let mut window = chromium.window(&app, Lang::En).await;
        window
            .visit(
                "data:text/html,<html lang=en><title>A page</title><main><h1>A page</h1><input><img src='data:,'>\
                 <p style='color:%23aaa;background:%23fff'>Pale</p></main>",
            )
            .await;
        let rules: Vec<_> = violations(&window, FOR_PAGES)
            .await
            .into_iter()
            .map(|violation| violation.rule)
            .collect();
        for rule in ["label", "image-alt", "color-contrast"] {
            assert!(
                rules.iter().any(|found| found == rule),
                "{rule} is not among {rules:?}"
            );
        }
        window.close().await;
    }
}
