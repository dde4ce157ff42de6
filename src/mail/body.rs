//! What a letter says, said once. The text and the HTML of a mail are made from the same value, so neither can know
//! more than the other, and all mails of the product wear the same clothes.
//!
//! A renderer builds a [`Body`] from top to bottom, in the order in which it is to be read, and makes its letter of it:
//!
//! ```ignore
//! let body = Body::new(t, heading)
//!     .preheader(days_and_place)
//!     .paragraph(t.of("mail-confirmed-intro"))
//!     .facts(event_title, vec![Fact::new(t.of("mail-when"), [days, hours]), Fact::code(label, reference)])
//!     .button(t.of("mail-open"), link)
//!     .link(t.of("mail-event-page"), event_link)
//!     .footer(why_you_get_this);
//! Letter { reply_to, ..body.letter(to, subject)? }
//! ```
//!
//! Words are plain text; what somebody typed about herself goes through [`quoted`](super::quoted) on its way into a sentence. One
//! button a mail, unless it lists several things of which each has its own. `templates/mail/body.html` is the one
//! layout; colours of pages and mails are the same, and an event's own ribbon runs through its mails too.

use askama::Template;
use askama::filters::Safe;
use lettre::message::Mailbox;

use super::letter::{Letter, RenderError};
use super::quote::{isolated, unisolated};
use crate::platform::colour::Ribbon;
use crate::platform::i18n::{Tr, Value};
use crate::platform::text::shortened;

/// Characters of a subject line that a list of mails shows.
const SUBJECT: usize = 60;
/// Characters of a title that are left of it however long the rest is.
const LEAST_TITLE: usize = 16;

/// What a letter says, from top to bottom.
#[derive(Clone, Debug)]
pub struct Body {
    t: Tr,
    ribbon: Ribbon,
    heading: String,
    preheader: String,
    blocks: Vec<Block>,
    footer: Vec<String>,
}

#[derive(Clone, Debug)]
enum Block {
    Paragraph(String),
    Facts { title: String, facts: Vec<Fact> },
    Button { words: String, href: String },
    Link { words: String, href: String },
}

/// A label and what it names.
#[derive(Clone, Debug)]
pub struct Fact {
    label: String,
    lines: Vec<String>,
    before: Vec<String>,
    is_code: bool,
}

impl Fact {
    /// What `label` names, a line each; empty lines are left out.
    pub fn new<Line: Into<String>>(label: String, lines: impl IntoIterator<Item = Line>) -> Self {
        Self {
            label,
            lines: filled(lines),
            before: Vec::new(),
            is_code: false,
        }
    }

    /// Something to be read out or typed in, letter by letter.
    pub fn code(label: String, code: impl Into<String>) -> Self {
        Self {
            is_code: true,
            ..Self::new(label, [code])
        }
    }

    /// What it was before, where it has changed.
    #[must_use]
    pub fn instead_of<Line: Into<String>>(mut self, lines: impl IntoIterator<Item = Line>) -> Self {
        self.before = filled(lines);
        self
    }
}

fn filled<Line: Into<String>>(lines: impl IntoIterator<Item = Line>) -> Vec<String> {
    lines
        .into_iter()
        .map(Into::into)
        .filter(|line| !line.is_empty())
        .collect()
}

impl Body {
    /// A letter for readers of `t`'s language that begins with its most important sentence.
    pub fn new(t: Tr, heading: String) -> Self {
        Self {
            t,
            ribbon: Ribbon::HOUSE,
            heading,
            preheader: String::new(),
            blocks: Vec::new(),
            footer: Vec::new(),
        }
    }

    /// What lists of mails show behind the subject; without it they show how the letter begins.
    #[must_use]
    pub fn preheader(mut self, words: String) -> Self {
        self.preheader = words;
        self
    }

    /// The colour of the event that it is about.
    #[must_use]
    pub fn ribbon(mut self, ribbon: Ribbon) -> Self {
        self.ribbon = ribbon;
        self
    }

    /// Some sentences.
    #[must_use]
    pub fn paragraph(mut self, words: String) -> Self {
        self.blocks.push(Block::Paragraph(words));
        self
    }

    /// Facts about what `title` names; one that is clear from what stands before may be empty.
    #[must_use]
    pub fn facts(mut self, title: &str, facts: Vec<Fact>) -> Self {
        self.blocks.push(Block::Facts {
            title: title.to_owned(),
            facts: facts.into_iter().filter(|fact| !fact.lines.is_empty()).collect(),
        });
        self
    }

    /// The one thing to do, with its address in full below.
    #[must_use]
    pub fn button(mut self, words: String, href: &str) -> Self {
        self.blocks.push(Block::Button {
            words,
            href: href.to_owned(),
        });
        self
    }

    /// Something else to look at.
    #[must_use]
    pub fn link(mut self, words: String, href: &str) -> Self {
        self.blocks.push(Block::Link {
            words,
            href: href.to_owned(),
        });
        self
    }

    /// Why one gets this mail, and from whom.
    #[must_use]
    pub fn footer(mut self, words: String) -> Self {
        self.footer.push(words);
        self
    }

    /// The letter to `to` that says it, to which nobody answers and nothing is attached.
    ///
    /// # Errors
    /// When the template fails, which it has no reason to.
    pub fn letter(&self, to: Mailbox, subject: String) -> Result<Letter, RenderError> {
        Ok(Letter {
            to,
            reply_to: None,
            sender_name: None,
            text: self.text(),
            html: Html {
                subject: &subject,
                ribbon: self.ribbon,
                on_ribbon: Ribbon::ON,
                body: self,
            }
            .render()?,
            subject,
            calendar: None,
        })
    }

    fn text(&self) -> String {
        let mut parts = vec![self.heading.clone()];
        for block in &self.blocks {
            parts.push(match block {
                Block::Paragraph(words) => words.clone(),
                Block::Facts { title, facts } => {
                    let facts: Vec<String> = facts.iter().map(|fact| self.fact(fact)).collect();
                    format!("{title}\n\n{}", facts.join("\n")).trim().to_owned()
                }
                // An address stands alone on its line: there it is found, copied and left whole.
                Block::Button { words, href } | Block::Link { words, href } => {
                    format!("{}\n{href}", self.line(words, "").trim_end())
                }
            });
        }
        format!(
            "{}\n\n-- \n{}\n",
            unisolated(&parts.join("\n\n")),
            unisolated(&self.footer.join("\n"))
        )
    }

    fn fact(&self, fact: &Fact) -> String {
        let mut lines = fact.lines.iter();
        let first = lines.next().map_or("", String::as_str);
        let mut said = self.line(&fact.label, first);
        for line in lines {
            said.push_str("\n  ");
            said.push_str(line);
        }
        if let Some(before) = self.before(fact) {
            said.push_str("\n  ");
            said.push_str(&before);
        }
        said
    }

    fn before(&self, fact: &Fact) -> Option<String> {
        let before = [("before", Value::from(fact.before.join(&self.t.of("mail-comma"))))];
        (!fact.before.is_empty()).then(|| self.t.with("mail-before", &before))
    }

    /// “Label: value”, with the colon of the language.
    fn line(&self, label: &str, value: &str) -> String {
        let arguments = [("label", Value::from(label)), ("value", Value::from(value))];
        self.t.with("mail-line", &arguments)
    }
}

#[derive(Template)]
#[template(path = "mail/body.html")]
struct Html<'a> {
    subject: &'a str,
    ribbon: Ribbon,
    on_ribbon: Ribbon,
    body: &'a Body,
}

impl Html<'_> {
    #[allow(clippy::unused_self, reason = "templates call methods")]
    fn words(&self, words: &str) -> Safe<String> {
        isolated(words)
    }
}

/// `say` with as much of `title` as a subject line has room for.
#[must_use]
pub fn subject(title: &str, say: impl Fn(&str) -> String) -> String {
    let whole = say(title);
    let over = whole.chars().count().saturating_sub(SUBJECT);
    if over == 0 {
        return whole;
    }
    let length = title.chars().count();
    say(&shortened(title, length.saturating_sub(over).max(LEAST_TITLE)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::lang::Lang;

    fn letter(body: &Body) -> Letter {
        body.letter("anna@example.org".parse().unwrap(), "Subject".to_owned())
            .unwrap()
    }

    #[test]
    fn text_and_html_say_the_same() {
        let body = Body::new(Tr::new(Lang::En), "Anna, you are registered.".to_owned())
            .paragraph("Come & see.".to_owned())
            .facts(
                "Dialogue",
                vec![
                    Fact::new("When".to_owned(), ["28 January", "", "09:30"]).instead_of(["27 January"]),
                    Fact::new("Where".to_owned(), [""]),
                    Fact::code("Reference".to_owned(), "ABCD-EFGH"),
                ],
            )
            .button("Open".to_owned(), "https://events.example.org/r/x")
            .link("Page".to_owned(), "https://events.example.org/e/x")
            .footer("Why.".to_owned());
        let letter = letter(&body);
        assert_eq!(
            letter.text,
            "Anna, you are registered.\n\nCome & see.\n\nDialogue\n\nWhen: 28 January\n  09:30\n  before: 27 \
             January\nReference: ABCD-EFGH\n\nOpen:\nhttps://events.example.org/r/x\n\nPage:\n\
             https://events.example.org/e/x\n\n-- \nWhy.\n"
        );
        for said in [
            "Anna, you are registered.",
            "Come &#38; see.",
            "Dialogue",
            "When",
            "28 January",
            "09:30",
            "27 January",
            "ABCD-EFGH",
            "href=\"https://events.example.org/r/x\"",
            "href=\"https://events.example.org/e/x\"",
            "Why.",
        ] {
            assert!(letter.html.contains(said), "{said} in {}", letter.html);
        }
        assert!(!letter.html.contains("Where"), "a fact without content is none");
    }

    #[test]
    fn a_subject_has_room_for_what_happened_and_when() {
        let say = |title: &str| format!("Registered: {title}, 28–29 January 2027");
        assert_eq!(
            subject("Dialogue of Integrations", say),
            "Registered: Dialogue of Integrations, 28–29 January 2027"
        );
        let long = subject("Dialogue of Integrations: CIS, SCO, EAEU and BRICS", say);
        assert_eq!(long, "Registered: Dialogue of Integrations…, 28–29 January 2027");
        let say = |title: &str| format!("报名成功：{title}，2027年1月28日至29日");
        let chinese = subject(&"一体化对话".repeat(20), say);
        assert_eq!(chinese.chars().count(), SUBJECT);
        let endless = subject("Dialogue of Integrations", |title| {
            format!("{title}{}", "!".repeat(90))
        });
        assert!(endless.starts_with("Dialogue of…!"), "{endless}");
    }
}
