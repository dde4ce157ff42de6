//! What only who inspects a page does to it: reads what was sent, sets how the window is looked through, runs a
//! program of ours on it.

use chromiumoxide::cdp::browser_protocol::emulation::{MediaFeature, SetEmulatedMediaParams};
use chromiumoxide::cdp::browser_protocol::network::{GetResponseBodyParams, RequestId};
use chromiumoxide::cdp::browser_protocol::page::AddScriptToEvaluateOnNewDocumentParams;
use chromiumoxide::cdp::js_protocol::runtime::EvaluateParams;
use serde::de::DeserializeOwned;

use super::{Browser, quoted};

/// Through what a window is looked.
#[derive(Clone, Copy, Debug, Default)]
pub struct Glasses {
    pub dark: bool,
    /// A palette of the reader's own, as Windows calls it: contrast themes.
    pub forced_colors: bool,
    /// As on paper.
    pub print: bool,
}

impl Browser {
    /// Without motion in any case, for which tests would have to wait.
    pub async fn look_through(&self, glasses: Glasses) {
        let features = [
            (
                "prefers-color-scheme",
                if glasses.dark { "dark" } else { "light" },
            ),
            ("prefers-reduced-motion", "reduce"),
            (
                "forced-colors",
                if glasses.forced_colors { "active" } else { "none" },
            ),
        ]
        .map(|(name, value)| MediaFeature::new(name, value));
        let media = if glasses.print { "print" } else { "" };
        self.run(
            SetEmulatedMediaParams::builder()
                .media(media)
                .features(features)
                .build(),
        )
        .await;
    }

    /// The page as it was sent.
    pub async fn source(&self) -> String {
        // A page's request bears the name of its loader.
        let request = RequestId::new(self.loader.as_ref().expect("a page").inner().clone());
        self.run(GetResponseBodyParams::new(request)).await.body
    }

    /// Lays a reader's own style sheet over the page, in place of an earlier one. The page's policy lets no other in,
    /// and has no say in this.
    pub async fn overlay(&self, css: &str) {
        let script = format!(
            "{{ const sheet = new CSSStyleSheet(); sheet.replaceSync({}); document.adoptedStyleSheets = [sheet]; }} undefined",
            quoted(css)
        );
        self.look::<()>(&script).await;
    }

    /// Runs a program of ours on this page and on all that come, before anything of their own.
    pub async fn keep_at_hand(&self, program: &'static str) {
        if self.at_hand.set(program).is_ok() {
            let keep = AddScriptToEvaluateOnNewDocumentParams::builder()
                .source(program)
                .run_immediately(true)
                .build();
            self.run(keep.expect("complete")).await;
        }
    }

    /// What an expression is worth once its promise is kept.
    pub async fn promised<T: DeserializeOwned>(&self, expression: &str) -> T {
        let evaluation = EvaluateParams::builder()
            .expression(expression)
            .await_promise(true)
            .return_by_value(true)
            .build();
        let evaluation = self.run(evaluation.expect("complete")).await;
        assert!(
            evaluation.exception_details.is_none(),
            "{:?}",
            evaluation.exception_details
        );
        serde_json::from_value(evaluation.result.value.unwrap_or_default()).expect("what was asked for")
    }
}
