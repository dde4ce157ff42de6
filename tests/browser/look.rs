//! Walks along the [list of states](crate::states) and holds each page to what every page has to be: accessible,
//! valid, within its window, readable however it is looked at.
//!
//! `make test` looks at every state in every language, and lets the widths and lights take turns between the
//! languages. `make look` looks at all of everything, and takes the pictures.

mod album;
mod axe;
mod html;
mod layout;
mod pseudo;
mod upkeep;
mod words;

use std::fmt;
use std::fmt::Write as _;
use std::panic::AssertUnwindSafe;

use futures_util::FutureExt as _;
use futures_util::future::join_all;
use lanyard::platform::lang::Lang;

use self::album::Album;
use self::html::Sources;
use crate::browser::{Browser, Glasses};
use crate::stage::Stage;
use crate::states::STATES;

/// A small phone, a phone, a desk.
const WIDTHS: [u32; 3] = [320, 390, 1280];

/// How much of everything is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    /// What finds most.
    Usual,
    /// What long words and those of no language find; the program is to run [in disguise](pseudo).
    Pseudo,
    /// Every width and light in every language.
    Whole,
}

/// What is wrong with a page.
#[derive(Debug)]
struct Finding {
    state: String,
    language: Lang,
    /// Through what it is seen.
    view: String,
    rule: String,
    detail: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            state,
            language,
            view,
            rule,
            detail,
        } = self;
        write!(f, "{state} ({language}, {view}): {rule}: {detail}")
    }
}

/// What is wrong and stays so, for a reason: state, rule, the reason.
const TOLERATED: &[(&str, &str, &str)] = &[(
    "styles",
    "mistakes",
    "shows what mistakes look like, and has made none",
)];

#[tokio::test(flavor = "multi_thread")]
async fn pages_are_as_they_have_to_be_in_english() {
    report(&walk(Lang::En, Depth::Usual, None).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_are_as_they_have_to_be_in_russian() {
    report(&walk(Lang::Ru, Depth::Usual, None).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_are_as_they_have_to_be_in_chinese() {
    report(&walk(Lang::Zh, Depth::Usual, None).await);
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes long, and a picture of everything: make look"]
async fn everything() {
    let album = Album::new();
    let walks = Lang::ALL.map(|language| walk(language, Depth::Whole, Some(&album)));
    let findings: Vec<Finding> = join_all(walks).await.into_iter().flatten().collect();
    println!("{}", album.bind().display());
    report(&findings);
}

fn report(findings: &[Finding]) {
    let mut list = String::new();
    for finding in findings {
        writeln!(list, "{finding}").expect("text");
    }
    assert!(findings.is_empty(), "{} findings:\n{list}", findings.len());
}

/// One look at a page.
struct Look<'a> {
    window: &'a Browser,
    state: &'a str,
    language: Lang,
    depth: Depth,
    /// What organizers wrote in whatever language they write.
    data: &'a [String],
    findings: Vec<Finding>,
}

impl Look<'_> {
    fn find(&mut self, view: &str, rule: &str, details: Vec<String>) {
        let is_tolerated = TOLERATED
            .iter()
            .any(|(state, tolerated, _)| *state == self.state && *tolerated == rule);
        if is_tolerated {
            return;
        }
        self.findings.extend(details.into_iter().map(|detail| Finding {
            state: self.state.to_owned(),
            language: self.language,
            view: view.to_owned(),
            rule: rule.to_owned(),
            detail,
        }));
    }
}

async fn walk(language: Lang, depth: Depth, album: Option<&Album>) -> Vec<Finding> {
    let mut stage = Stage::set(language).await;
    let data = stage.data().await;
    let mut sources = Sources::new(language);
    let mut findings = Vec::new();
    let wanted = std::env::var("LOOK").unwrap_or_default();
    let is_wanted = |name: &str| wanted.split(',').any(|part| name.contains(part));
    for state in STATES {
        // Later states build on earlier ones, hence all are brought about.
        let shown = AssertUnwindSafe(stage.show(state)).catch_unwind().await;
        let Ok((window, surprises)) = shown else {
            findings.push(Finding {
                state: state.name.to_owned(),
                language,
                view: String::new(),
                rule: "cannot be brought about".to_owned(),
                detail: "see above".to_owned(),
            });
            continue;
        };
        findings.extend(surprises.into_iter().map(|detail| Finding {
            state: state.name.to_owned(),
            language,
            view: String::new(),
            rule: "status".to_owned(),
            detail,
        }));
        if !is_wanted(state.name) {
            continue;
        }
        findings.extend(look(window, state.name, language, depth, &data, &mut sources).await);
        if let Some(album) = album {
            album.take(window, state.name, language).await;
        }
    }
    let mails = stage.mails().await;
    let missing = lanyard::server::renderers(&stage.app.app)
        .kinds()
        .map(|kind| kind.replace(['.', '_'], "-"))
        .filter(|kind| mails.iter().all(|(shown, _)| shown != kind))
        .collect::<Vec<_>>();
    findings.extend(missing.into_iter().map(|kind| Finding {
        state: format!("mail-{kind}"),
        language,
        view: String::new(),
        rule: "no mail".to_owned(),
        detail: "nothing brings this kind about".to_owned(),
    }));
    for (kind, file) in mails {
        let name = format!("mail-{kind}");
        let window = stage.show_mail(&file).await;
        if !is_wanted(&name) {
            continue;
        }
        findings.extend(look(window, &name, language, depth, &data, &mut sources).await);
        if let Some(album) = album {
            album.take(window, &name, language).await;
        }
    }
    stage.close().await;
    findings.extend(sources.check());
    findings
}

/// All checks of one page, after which the window is as it was.
async fn look(
    window: &Browser,
    state: &str,
    language: Lang,
    depth: Depth,
    data: &[String],
    sources: &mut Sources,
) -> Vec<Finding> {
    let mut look = Look {
        window,
        state,
        language,
        depth,
        data,
        findings: Vec::new(),
    };
    if depth == Depth::Pseudo {
        layout::check_long_words(&mut look).await;
        pseudo::check(&mut look).await;
    } else {
        sources.keep(state, window.source().await);
        layout::check(&mut look).await;
        upkeep::check(&mut look).await;
        words::check(&mut look).await;
        axe::check(&mut look).await;
    }
    let findings = look.findings;
    window.look_through(Glasses::default()).await;
    window.resize(1280, 900).await;
    findings
}
