//! What a mail says, and who knows what it says: every slice renders the kinds it orders, `server` hands the
//! renderers to the delivery, and so `mail` needs to know of none of them.

use std::collections::HashMap;
use std::panic::AssertUnwindSafe;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use lettre::message::Mailbox;

use super::model::{OutgoingMail, Withheld};
use crate::platform::db::Conn;

/// A mail's content. Names and the subject may hold anything: they are made one harmless line when the message is
/// built.
#[derive(Clone, Debug)]
pub struct Letter {
    /// To whom.
    pub to: Mailbox,
    /// Who reads answers.
    pub reply_to: Option<Mailbox>,
    /// In whose name, e.g. the organization; shown as "name via our name", while the address stays ours.
    pub sender_name: Option<String>,
    /// The subject line.
    pub subject: String,
    /// The whole of it as text, with every link.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// A calendar entry in iCalendar; its METHOD says what becomes of it.
    pub calendar: Option<String>,
}

/// What a renderer makes of a mail.
#[derive(Clone, Debug)]
pub enum Rendered {
    /// It says this.
    Letter(Box<Letter>),
    /// It is not to be sent any more, for this reason: what it would tell of is no longer so.
    Obsolete(Withheld),
}

/// Why a mail could not be rendered.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] diesel::result::Error),
    /// A template or its data are at fault.
    #[error("{0}")]
    Fault(String),
    /// The renderer panicked.
    #[error("the renderer panicked")]
    Panicked,
}

impl From<askama::Error> for RenderError {
    fn from(error: askama::Error) -> Self {
        Self::Fault(error.to_string())
    }
}

/// Renders the kinds of one slice.
pub trait Renderer: Send + Sync {
    /// The kinds it knows.
    fn kinds(&self) -> &'static [&'static str];

    /// Makes the letter from what is stored now. Called at every attempt, outside any transaction.
    fn render<'a>(
        &'a self,
        conn: &'a mut Conn,
        mail: &'a OutgoingMail,
    ) -> BoxFuture<'a, Result<Rendered, RenderError>>;
}

/// All renderers of the product, by kind.
#[derive(Default)]
pub struct Renderers {
    all: Vec<Box<dyn Renderer>>,
    by_kind: HashMap<&'static str, usize>,
}

impl Renderers {
    /// The later of two that know the same kind renders it.
    #[must_use]
    pub fn new(all: Vec<Box<dyn Renderer>>) -> Self {
        let by_kind = all
            .iter()
            .enumerate()
            .flat_map(|(index, renderer)| renderer.kinds().iter().map(move |kind| (*kind, index)))
            .collect();
        Self { all, by_kind }
    }

    /// Every kind that somebody renders.
    pub fn kinds(&self) -> impl Iterator<Item = &'static str> {
        self.by_kind.keys().copied()
    }

    /// Renders `mail`; a panic of its renderer is an error like any other.
    ///
    /// # Errors
    /// [`RenderError`]; also when nobody knows the mail's kind.
    pub async fn render(&self, conn: &mut Conn, mail: &OutgoingMail) -> Result<Rendered, RenderError> {
        let renderer = self
            .by_kind
            .get(mail.kind.as_str())
            .and_then(|index| self.all.get(*index))
            .ok_or_else(|| RenderError::Fault(format!("nobody renders mails of kind {}", mail.kind)))?;
        // A renderer may panic before it returns its future as well as within it.
        let rendering = async { renderer.render(conn, mail).await };
        match AssertUnwindSafe(rendering).catch_unwind().await {
            Ok(outcome) => outcome,
            Err(_) => Err(RenderError::Panicked),
        }
    }
}
