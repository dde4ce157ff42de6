//! `/organizer/events/{slug}/terms/cancellation`: what a cancellation returns until when, and whether somebody else may
//! come instead.

mod rows;
mod form;

use actix_web::{HttpResponse, web};
use askama::Template;

use super::days::Notice;
use super::desk::Desk;
use super::field::Field;
use super::flow::{self, Frame, RuleForm, Said};
use crate::events::{EventAccess, Manage, Workspace};
use crate::platform::web::{App, Error, Page, RawForm, urls};
use crate::terms::lint::{Finding, Trouble};
use crate::terms::rules::{RuleKind, Rules};
use form::CancellationForm;

#[derive(Template)]
#[template(path = "terms/rules/cancellation.html")]
pub(super) struct CancellationPage {
    page: Page,
    workspace: Workspace,
    frame: Frame,
    form: CancellationForm,
    notices: Vec<(&'static str, String)>,
}

impl CancellationPage {
    fn outcomes(&self) -> [(&'static str, String); 3] {
        [
            ("free", "terms-outcome-free"),
            ("fee", "terms-outcome-fee"),
            ("refused", "terms-outcome-refused"),
        ]
        .map(|(value, id)| (value, self.page.t.of(id)))
    }
}

impl RuleForm for CancellationForm {
    type Page = CancellationPage;
    const KINDS: &'static [RuleKind] = &[RuleKind::Refund, RuleKind::Substitution];
    const TITLE: &'static str = "terms-cancellation";

    fn of(desk: &Desk<'_>) -> Self {
        Self::stored(desk)
    }

    fn read(form: &RawForm, desk: &Desk<'_>) -> Self {
        Self::sent(form, desk)
    }

    fn rules(&mut self, desk: &Desk<'_>) -> Rules {
        self.typed(desk)
    }

    fn blame(&mut self, finding: &Finding, rules: &Rules, desk: &Desk<'_>) -> bool {
        let (Some(rule), Trouble::Unreachable(_)) = (finding.rule, &finding.trouble) else {
            return false;
        };
        let until = match rule.kind {
            RuleKind::Refund => {
                let row = self.refund(&rules.refunds, rule.index);
                row.map(|row| &mut row.notice.until)
            }
            RuleKind::Substitution => self.substitution(rule.index).map(|row| &mut row.notice.until),
            _ => None,
        };
        let blamed = until.map(|until| until.blame(desk.t.of("terms-row-never")));
        blamed.is_some()
    }

    fn fields(&self) -> Vec<&Field> {
        self.all()
    }

    fn kept(&self, desk: &Desk<'_>) -> Vec<String> {
        desk.said(desk.rules().places(RuleKind::Conversion))
    }

    fn page(self, page: Page, workspace: Workspace, frame: Frame) -> CancellationPage {
        CancellationPage {
            notices: Notice::kinds(page.t),
            page,
            workspace,
            frame,
            form: self,
        }
    }
}

/// `GET /organizer/events/{slug}/terms/cancellation`
///
/// # Errors
/// When the database does not answer.
pub async fn show(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    said: web::Query<Said>,
    page: Page,
) -> Result<HttpResponse, Error> {
    flow::show::<CancellationForm>(&app, &access, &said, page).await
}

/// `POST /organizer/events/{slug}/terms/cancellation`
///
/// # Errors
/// When the database does not answer.
pub async fn save(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    form: RawForm,
    page: Page,
) -> Result<HttpResponse, Error> {
    flow::save::<CancellationForm>(&app, &access, &form, page, |slug| urls::terms_cancellation(slug)).await
}
