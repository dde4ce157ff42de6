//! `/organizer/events/{slug}/terms/fees`: currencies, price steps, the amounts by category and step, tax, and when
//! payment is due.

mod plain;
mod form;
mod read;

use actix_web::{HttpResponse, web};
use askama::Template;

use super::desk::Desk;
use super::field::Field;
use super::flow::{self, Frame, RuleForm, Said};
use crate::events::{EventAccess, Manage, Workspace};
use crate::platform::i18n::Value;
use crate::platform::lang::Lang;
use crate::platform::web::{App, Error, Page, RawForm, urls};
use crate::terms::lint::{Finding, Trouble};
use crate::terms::rules::{RuleKind, Rules};
use form::{FeesForm, MISSED, StepRow};

#[derive(Template)]
#[template(path = "terms/rules/fees.html")]
pub(super) struct FeesPage {
    page: Page,
    workspace: Workspace,
    frame: Frame,
    form: FeesForm,
}

impl FeesPage {
    /// What a step is called in the table.
    fn step_name(&self, step: &StepRow) -> String {
        let t = self.page.t;
        let own = Lang::ALL.iter().position(|lang| *lang == t.lang());
        let own = own.and_then(|index| step.names.get(index));
        let typed = own.into_iter().chain(&step.names).find(|name| !name.is_empty());
        typed.map_or_else(
            || t.with("terms-step", &[("number", Value::from(t.number(step.position)))]),
            |name| name.typed().to_owned(),
        )
    }

    /// The columns of the table behind the categories: which of the cells, and what they are called. What counts
    /// whatever the step stands last.
    fn columns(&self) -> Vec<(usize, String)> {
        let whole = if self.form.steps.is_empty() {
            "terms-price"
        } else {
            "terms-fee-always"
        };
        let steps = self.form.steps.iter();
        steps
            .map(|step| (step.position, self.step_name(step)))
            .chain([(0, self.page.t.of(whole))])
            .collect()
    }

    /// What the amounts of a currency stand behind: its code, while there is one.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates hand everything over by reference"
    )]
    fn code(&self, index: &usize) -> String {
        let field = self.form.currencies.get(*index);
        field
            .map(|field| field.typed().to_uppercase())
            .unwrap_or_default()
    }

    fn languages(&self, step: &StepRow) -> Vec<(Lang, Field)> {
        Lang::ALL.into_iter().zip(step.names.iter().cloned()).collect()
    }

    fn counts(&self) -> [(&'static str, String); 2] {
        [
            ("registration", "terms-counts-registration"),
            ("payment", "terms-counts-payment"),
        ]
        .map(|(value, id)| (value, self.page.t.of(id)))
    }

    fn taxes(&self) -> [(&'static str, String); 4] {
        [
            ("", "terms-unsaid"),
            ("included", "terms-tax-included"),
            ("added", "terms-tax-added"),
            ("exempt", "terms-tax-exempt"),
        ]
        .map(|(value, id)| (value, self.page.t.of(id)))
    }

    fn dues(&self) -> [(&'static str, String); 4] {
        [
            ("", "terms-unsaid"),
            ("registration", "terms-due-registration"),
            ("invoice", "terms-due-invoice"),
            ("day", "terms-due-day"),
        ]
        .map(|(value, id)| (value, self.page.t.of(id)))
    }

    fn missed(&self) -> Vec<(&'static str, String)> {
        let ids = [
            "terms-missed-next-period",
            "terms-missed-cancelled",
            "terms-missed-blocked",
            "terms-missed-pending",
        ];
        let known = MISSED.iter().zip(ids).map(|((value, _), id)| (*value, id));
        std::iter::once(("", "terms-unsaid"))
            .chain(known)
            .map(|(value, id)| (value, self.page.t.of(id)))
            .collect()
    }
}

impl RuleForm for FeesForm {
    type Page = FeesPage;
    const KINDS: &'static [RuleKind] = &[RuleKind::Period, RuleKind::Fee, RuleKind::Tax, RuleKind::Due];
    const TITLE: &'static str = "terms-fees-and-payment";

    fn of(desk: &Desk<'_>) -> Self {
        Self::stored(desk)
    }

    fn read(form: &RawForm, desk: &Desk<'_>) -> Self {
        Self::sent(form, desk)
    }

    fn rules(&mut self, desk: &Desk<'_>) -> Rules {
        self.typed(desk)
    }

    fn blame(&mut self, finding: &Finding, _: &Rules, desk: &Desk<'_>) -> bool {
        let (Some(rule), Trouble::Unreachable(_)) = (finding.rule, &finding.trouble) else {
            return false;
        };
        let step = self.steps.get_mut(rule.index).filter(|step| step.fixed.is_none());
        let Some(step) = step.filter(|_| rule.kind == RuleKind::Period) else {
            return false;
        };
        step.until.blame(desk.t.of("terms-step-never"));
        true
    }

    fn fields(&self) -> Vec<&Field> {
        self.all()
    }

    fn kept(&self, desk: &Desk<'_>) -> Vec<String> {
        desk.said(plain::others(desk.rules(), &self.plain))
    }

    fn page(self, page: Page, workspace: Workspace, frame: Frame) -> FeesPage {
        FeesPage {
            page,
            workspace,
            frame,
            form: self,
        }
    }
}

/// `GET /organizer/events/{slug}/terms/fees`
///
/// # Errors
/// When the database does not answer.
pub async fn show(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    said: web::Query<Said>,
    page: Page,
) -> Result<HttpResponse, Error> {
    flow::show::<FeesForm>(&app, &access, &said, page).await
}

/// `POST /organizer/events/{slug}/terms/fees`
///
/// # Errors
/// When the database does not answer.
pub async fn save(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    form: RawForm,
    page: Page,
) -> Result<HttpResponse, Error> {
    flow::save::<FeesForm>(&app, &access, &form, page, |slug| urls::terms_fees(slug)).await
}
