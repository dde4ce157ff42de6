//! What every page has in common on which an organizer states rules by a form: the draft is opened, rows are added and
//! taken away without a script, what is typed is read, examined as a whole, shown as readers will see it, and saved
//! unless somebody else has saved meanwhile.
//!
//! Nothing is saved while the rules have a fault. Notices are told and do not hinder.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, HttpResponseBuilder};
use askama::Template;
use serde::Deserialize;

use super::desk::Desk;
use super::field::{Field, only_changes_rows};
use super::findings::Findings;
use crate::accounts;
use crate::activity::Actor;
use crate::events::{EventAccess, Manage, Workspace, WorkspacePage};
use crate::platform::web::{App, Conflict, Error, Page, RawForm, html, urls};
use crate::terms::change_draft::{DraftOutcome, change_draft};
use crate::terms::document::{Document, Shown};
use crate::terms::examine::Examined;
use crate::terms::lint::Finding;
use crate::terms::model::TermsDraft;
use crate::terms::rules::{RuleKind, Rules};

/// A form that states rules of some kinds.
pub(super) trait RuleForm: Sized {
    /// The page it stands on.
    type Page: Template;
    /// The kinds of rules it states.
    const KINDS: &'static [RuleKind];
    /// The id of the page's heading.
    const TITLE: &'static str;

    /// The form of the stored rules.
    fn of(desk: &Desk<'_>) -> Self;

    /// The form as it was sent, after its buttons for rows were obeyed.
    fn read(form: &RawForm, desk: &Desk<'_>) -> Self;

    /// The stored rules with what was typed in place of what the form states. Mistakes are noted in the fields.
    fn rules(&mut self, desk: &Desk<'_>) -> Rules;

    /// Notes a fault of `rules`, which it has made, beside the field that brought it about; false if none of them did.
    fn blame(&mut self, finding: &Finding, rules: &Rules, desk: &Desk<'_>) -> bool;

    /// Its fields in the order of the page.
    fn fields(&self) -> Vec<&Field>;

    /// Rules on the same matter that it cannot show, as sentences.
    fn kept(&self, desk: &Desk<'_>) -> Vec<String>;

    /// The page with it.
    fn page(self, page: Page, workspace: Workspace, frame: Frame) -> Self::Page;
}

/// What stands around the form.
pub(super) struct Frame {
    pub title: String,
    pub revision: i32,
    pub terms_href: String,
    pub file_href: String,
    /// By which clock days and times run.
    pub zone: String,
    pub saved: bool,
    pub conflict: Option<Conflict>,
    /// What is wrong with fields: name and message.
    pub mistakes: Vec<(String, String)>,
    /// What was found in the rules as a whole.
    pub findings: Findings,
    /// Whether that hinders saving.
    pub is_faulty: bool,
    /// Rules on the same matter that the form cannot show.
    pub kept: Vec<String>,
    pub preview: Vec<Document>,
}

impl Frame {
    fn of<F: RuleForm>(form: &F, desk: &Desk<'_>) -> Self {
        let mut found = desk.examine(desk.rules());
        let own = |finding: &Finding| finding.rule.is_some_and(|rule| F::KINDS.contains(&rule.kind));
        found.faults.retain(own);
        found.notices.retain(own);
        let slug = &desk.event.slug;
        Self {
            title: desk.t.of(F::TITLE),
            revision: desk.revision,
            terms_href: urls::terms_draft(slug),
            file_href: urls::terms_file(slug),
            zone: desk.zone_name(),
            saved: false,
            conflict: None,
            mistakes: form
                .fields()
                .into_iter()
                .filter_map(|field| Some((field.name.clone(), field.error.clone()?)))
                .collect(),
            findings: Findings::of(&found, None, desk.zone, desk.t),
            is_faulty: false,
            kept: form.kept(desk),
            preview: Vec::new(),
        }
    }

    pub fn is_wrong(&self) -> bool {
        !self.mistakes.is_empty() || self.is_faulty
    }

    pub fn shown<'a>(&self, document: &'a Document) -> Shown<'a> {
        Shown {
            document,
            now: None,
            level: 3,
            anchored: false,
        }
    }
}

/// What a redirect back to the page says.
#[derive(Deserialize)]
pub struct Said {
    #[serde(default)]
    saved: String,
}

fn answer<F: RuleForm>(
    status: StatusCode,
    access: &EventAccess<Manage>,
    page: Page,
    form: F,
    frame: Frame,
) -> Result<HttpResponse, Error> {
    let page = page.signed_in_as(&access.signed_in.account.name);
    let workspace = Workspace::of(access, page.t, WorkspacePage::Terms);
    html(
        HttpResponseBuilder::new(status),
        &form.page(page, workspace, frame),
    )
}

/// Shows the stored rules.
pub(super) async fn show<F: RuleForm>(
    app: &App,
    access: &EventAccess<Manage>,
    said: &Said,
    page: Page,
) -> Result<HttpResponse, Error> {
    let mut conn = app.pool.get().await?;
    let desk = Desk::open(&mut conn, &access.event, page.t).await?;
    let form = F::of(&desk);
    let frame = Frame {
        saved: !said.saved.is_empty(),
        ..Frame::of(&form, &desk)
    };
    answer(StatusCode::OK, access, page, form, frame)
}

/// Obeys a button for rows, shows how the rules will read, or saves them.
pub(super) async fn save<F: RuleForm>(
    app: &App,
    access: &EventAccess<Manage>,
    raw: &RawForm,
    page: Page,
    here: fn(&str) -> String,
) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let mut conn = app.pool.get().await?;
    let desk = Desk::open(&mut conn, event, page.t).await?;
    let revision: i32 = raw.get("revision").parse().unwrap_or(0);
    let mut form = F::read(raw, &desk);
    let framed = |form: &F, desk: &Desk<'_>| Frame {
        revision,
        ..Frame::of(form, desk)
    };
    if only_changes_rows(raw) {
        let frame = framed(&form, &desk);
        return answer(StatusCode::OK, access, page, form, frame);
    }
    let rules = form.rules(&desk);
    let mut found = Examined::default();
    if form.fields().iter().all(|field| !field.is_wrong()) {
        found = desk.examine(&rules);
        found.faults.retain(|finding| !form.blame(finding, &rules, &desk));
    }
    let frame = Frame {
        is_faulty: !found.faults.is_empty(),
        findings: Findings::of(&found, None, desk.zone, page.t),
        ..framed(&form, &desk)
    };
    if frame.is_wrong() {
        return answer(StatusCode::UNPROCESSABLE_ENTITY, access, page, form, frame);
    }
    if raw.has("preview") {
        let frame = Frame {
            preview: desk.preview(&rules, F::KINDS),
            ..frame
        };
        return answer(StatusCode::OK, access, page, form, frame);
    }
    let draft = TermsDraft {
        rules,
        clauses: desk.draft.clauses.clone(),
    };
    let actor = Actor::Account(access.signed_in.account.id);
    match change_draft(&mut conn, &app.clock, event.id, revision, &draft, actor).await? {
        DraftOutcome::Saved => Ok(HttpResponse::SeeOther()
            .insert_header((header::LOCATION, format!("{}?saved=1", here(&event.slug))))
            .finish()),
        DraftOutcome::Conflict => {
            let desk = Desk::open(&mut conn, event, page.t).await?;
            let words = accounts::describe_last_change(&mut conn, event.id.uuid(), desk.zone, page.t).await?;
            let frame = Frame {
                conflict: Some(Conflict {
                    words,
                    stored: differences(&desk, &draft.rules, F::KINDS),
                }),
                ..Frame::of(&form, &desk)
            };
            answer(StatusCode::CONFLICT, access, page, form, frame)
        }
    }
}

/// What is stored of `kinds` where that is not what was typed.
fn differences(desk: &Desk<'_>, typed: &Rules, kinds: &[RuleKind]) -> Vec<(String, String)> {
    let lang = desk.t.lang();
    let all = |rules: &Rules| -> Vec<String> {
        desk.speaking(rules, |source| {
            let places = kinds.iter().flat_map(|kind| rules.places(*kind));
            places.map(|place| source.said(place, lang)).collect()
        })
    };
    let (stored, typed) = (all(desk.rules()), all(typed));
    if stored == typed {
        return Vec::new();
    }
    vec![(desk.t.of("terms-stored"), desk.t.sentences(stored))]
}
