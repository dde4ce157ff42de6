//! `/organizer/events/{slug}/terms/consents`: what is agreed to apart from the terms.

mod row;

use actix_web::{HttpResponse, web};
use askama::Template;

use super::desk::Desk;
use super::field::{Field, adds};
use super::flow::{self, Frame, RuleForm, Said};
use super::placed::{Placed, Row as _, row_name, sent_rows, stored_rows};
use crate::events::{EventAccess, Manage, Workspace};
use crate::platform::web::{App, Error, Page, RawForm, urls};
use crate::terms::lint::Finding;
use crate::terms::rules::{Consent, RuleKind, Rules};
use row::{ConsentRow, PRESETS};

/// More than anybody is asked for; the page stays a page.
const MOST_CONSENTS: usize = 12;

/// The form.
#[derive(Debug)]
pub(super) struct ConsentsForm {
    rows: Vec<Placed<ConsentRow>>,
    /// Keys of stored consents, which no new one may have.
    taken: Vec<String>,
}

#[derive(Template)]
#[template(path = "terms/rules/consents.html")]
pub(super) struct ConsentsPage {
    page: Page,
    workspace: Workspace,
    frame: Frame,
    form: ConsentsForm,
    presets: Vec<(&'static str, String)>,
}

impl ConsentsForm {
    fn with_taken(rows: Vec<Placed<ConsentRow>>, desk: &Desk<'_>) -> Self {
        let stored = desk.rules().consents.iter();
        Self {
            rows,
            taken: stored.map(|consent| consent.key.clone()).collect(),
        }
    }

    fn may_add(&self) -> bool {
        self.rows.len() < MOST_CONSENTS
    }

    /// Whether a row has this key.
    fn has(&self, key: &str) -> bool {
        let rows = self.rows.iter().filter_map(|placed| placed.row.as_ref().ok());
        rows.into_iter().any(|row| row.key.is(key))
    }

    /// A key that no other consent has: what the row brought along, or a number.
    fn fresh_key(&self, wanted: &str, given: &[Consent]) -> String {
        let free = |key: &str| {
            !given.iter().any(|consent| consent.key == key) && !self.taken.iter().any(|one| one == key)
        };
        let preset = PRESETS.iter().any(|preset| preset.key == wanted);
        if preset && free(wanted) {
            return wanted.to_owned();
        }
        (1..=given.len() + self.taken.len() + 1)
            .map(|number| format!("consent-{number}"))
            .find(|key| free(key))
            .unwrap_or_default()
    }
}

impl RuleForm for ConsentsForm {
    type Page = ConsentsPage;
    const KINDS: &'static [RuleKind] = &[RuleKind::Consent];
    const TITLE: &'static str = "terms-consents-title";

    fn of(desk: &Desk<'_>) -> Self {
        Self::with_taken(stored_rows(desk, 0..desk.rules().consents.len()), desk)
    }

    fn read(form: &RawForm, desk: &Desk<'_>) -> Self {
        let mut all = Self::with_taken(sent_rows(form, desk, 0..desk.rules().consents.len()), desk);
        let position = all.rows.len() + 1;
        let name = row_name::<ConsentRow>(position);
        let preset = PRESETS.iter().find(|preset| preset.key == form.get("preset"));
        let added = match preset {
            Some(preset) => Some(ConsentRow::preset(&name, preset)),
            None => adds(form, ConsentRow::NAME).then(|| ConsentRow::new(&name, desk)),
        };
        if all.may_add() {
            all.rows.extend(added.map(|row| Placed::new(position, row)));
        }
        all
    }

    fn rules(&mut self, desk: &Desk<'_>) -> Rules {
        let stored = &desk.rules().consents;
        let mut consents: Vec<Consent> = Vec::new();
        let mut rows = std::mem::take(&mut self.rows);
        for placed in &mut rows {
            let known = placed.stored.checked_sub(1).and_then(|index| stored.get(index));
            match &mut placed.row {
                Ok(row) => {
                    let mut consent = row.rule(known, desk);
                    if known.is_none() {
                        consent.key = self.fresh_key(&consent.key, &consents);
                    }
                    consents.push(consent);
                }
                Err(_) => consents.extend(known.cloned()),
            }
        }
        self.rows = rows;
        Rules {
            consents,
            ..desk.rules().clone()
        }
    }

    fn blame(&mut self, _: &Finding, _: &Rules, _: &Desk<'_>) -> bool {
        false
    }

    fn fields(&self) -> Vec<&Field> {
        let rows = self.rows.iter().filter_map(|placed| placed.row.as_ref().ok());
        rows.flat_map(|row| row.fields()).collect()
    }

    fn kept(&self, _: &Desk<'_>) -> Vec<String> {
        Vec::new()
    }

    fn page(self, page: Page, workspace: Workspace, frame: Frame) -> ConsentsPage {
        let t = page.t;
        let offered = PRESETS
            .iter()
            .filter(|preset| self.may_add() && !self.has(preset.key));
        ConsentsPage {
            presets: offered.map(|preset| (preset.key, t.of(preset.name))).collect(),
            page,
            workspace,
            frame,
            form: self,
        }
    }
}

/// `GET /organizer/events/{slug}/terms/consents`
///
/// # Errors
/// When the database does not answer.
pub async fn show(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    said: web::Query<Said>,
    page: Page,
) -> Result<HttpResponse, Error> {
    flow::show::<ConsentsForm>(&app, &access, &said, page).await
}

/// `POST /organizer/events/{slug}/terms/consents`
///
/// # Errors
/// When the database does not answer.
pub async fn save(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    form: RawForm,
    page: Page,
) -> Result<HttpResponse, Error> {
    flow::save::<ConsentsForm>(&app, &access, &form, page, |slug| urls::terms_consents(slug)).await
}
