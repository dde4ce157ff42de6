//! Whose fault it was. What a server answers means different things at different moments: "550" to the recipient's
//! address is that person's mistyped address, "550" to our own greeting is our configuration, and must not cost
//! anybody a confirmation. The whole judgement is this one table.

use super::model::{AttemptOutcome, Withheld};

/// The moment of an SMTP dialogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Connecting, greeting, EHLO.
    Opening,
    /// STARTTLS and the handshake.
    Tls,
    /// AUTH.
    Auth,
    /// MAIL FROM.
    Sender,
    /// RCPT TO.
    Recipient,
    /// DATA, the message and the answer to its final dot.
    Message,
}

impl Stage {
    /// For the organizer's list of attempts and the log.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Opening => "greeting",
            Self::Tls => "STARTTLS",
            Self::Auth => "AUTH",
            Self::Sender => "MAIL FROM",
            Self::Recipient => "RCPT TO",
            Self::Message => "DATA",
        }
    }
}

/// What went wrong at a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The server said no.
    Answer {
        /// Its three digits.
        code: u16,
        /// Its words after the digits.
        words: String,
    },
    /// Nothing came in time.
    Silence,
    /// The connection could not be made, broke, or spoke no SMTP.
    Broken(String),
    /// The connection cannot be made as safe as it has to be.
    Unsafe(String),
    /// The server lacks something that this mail needs.
    Unsupported(String),
}

/// A dialogue that went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// When.
    pub stage: Stage,
    /// How.
    pub fault: Fault,
}

/// What an attempt means for the mail and for the relay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The relay took it over, with these words.
    Accepted(String),
    /// This mail is tried again later.
    Temporary {
        /// Why.
        detail: String,
        /// Whether the relay asks us to slow down altogether.
        slow_down: bool,
    },
    /// This mail is given up.
    Permanent(String),
    /// The relay does not deal with us; no mail is at fault.
    Relay {
        /// Why.
        detail: String,
        /// Whether somebody must do something about it: it will not pass by itself.
        alarm: bool,
    },
    /// Its renderer says that it is no longer to be sent.
    Obsolete(Withheld),
    /// It could not be rendered.
    Unrendered,
}

impl Verdict {
    /// What is stored of it with the attempt.
    #[must_use]
    pub fn outcome(&self) -> AttemptOutcome {
        match self {
            Self::Accepted(_) => AttemptOutcome::Accepted,
            Self::Temporary { .. } | Self::Unrendered => AttemptOutcome::Temporary,
            Self::Permanent(_) | Self::Obsolete(_) => AttemptOutcome::Permanent,
            Self::Relay { .. } => AttemptOutcome::Relay,
        }
    }

    /// Whether the relay answered as a relay that works.
    #[must_use]
    pub fn shows_relay_well(&self) -> bool {
        matches!(
            self,
            Self::Accepted(_) | Self::Temporary { slow_down: false, .. } | Self::Permanent(_)
        )
    }
}

impl Failure {
    /// Judges it.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        use Stage::{Auth, Opening, Sender, Tls};
        let detail = self.to_string();
        match (self.stage, &self.fault) {
            // The codes are "authentication required" or refused, whenever it comes up.
            (
                _,
                Fault::Answer {
                    code: 530 | 534 | 535 | 538,
                    ..
                }
                | Fault::Unsafe(_),
            )
            | (Opening | Tls | Auth | Sender, Fault::Answer { code: 500.., .. }) => {
                Verdict::Relay { detail, alarm: true }
            }
            (Opening | Tls | Auth, Fault::Answer { .. } | Fault::Broken(_)) => {
                Verdict::Relay { detail, alarm: false }
            }
            (_, Fault::Answer { code: 500.., .. } | Fault::Unsupported(_)) => Verdict::Permanent(detail),
            (_, Fault::Answer { code, words }) => Verdict::Temporary {
                detail,
                slow_down: *code == 421 || words.starts_with("4.7."),
            },
            // A silent or breaking connection may be this one connection's trouble: other mails go on.
            (_, Fault::Silence | Fault::Broken(_)) => Verdict::Temporary {
                detail,
                slow_down: false,
            },
        }
    }

    /// Whether it only shows that a connection kept open had been closed by the server, before a word was said
    /// about this mail: then it may be said again on another.
    #[must_use]
    pub fn is_stale_connection(&self) -> bool {
        self.stage == Stage::Sender
            && matches!(self.fault, Fault::Broken(_) | Fault::Answer { code: 421, .. })
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let stage = self.stage.as_str();
        match &self.fault {
            Fault::Answer { code, words } => write!(f, "{code} {words} (at {stage})"),
            Fault::Silence => write!(f, "no answer in time (at {stage})"),
            Fault::Broken(how) | Fault::Unsafe(how) | Fault::Unsupported(how) => {
                write!(f, "{how} (at {stage})")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(stage: Stage, fault: Fault) -> String {
        match (Failure { stage, fault }).verdict() {
            Verdict::Temporary { slow_down: false, .. } => "later",
            Verdict::Temporary { slow_down: true, .. } => "later, and slower",
            Verdict::Permanent(_) => "never",
            Verdict::Relay { alarm: false, .. } => "relay",
            Verdict::Relay { alarm: true, .. } => "relay, alarm",
            other => panic!("{other:?}"),
        }
        .to_owned()
    }

    #[test]
    fn the_same_words_mean_different_things_at_different_moments() {
        use Stage::*;
        let answer = |code, words: &str| Fault::Answer {
            code,
            words: words.to_owned(),
        };
        let faults = [
            answer(421, "4.3.2 closing"),
            answer(451, "4.2.0 greylisted"),
            answer(450, "4.7.1 too fast"),
            answer(550, "5.1.1 no such user"),
            answer(530, "5.7.0 authenticate first"),
            Fault::Silence,
            Fault::Broken("connection refused".to_owned()),
            Fault::Unsafe("the certificate has expired".to_owned()),
        ];
        let table: Vec<_> = faults
            .map(|fault| {
                [Opening, Tls, Auth, Sender, Recipient, Message]
                    .map(|stage| judge(stage, fault.clone()))
                    .join(" | ")
            })
            .into();
        assert_eq!(
            table,
            [
                "relay | relay | relay | later, and slower | later, and slower | later, and slower",
                "relay | relay | relay | later | later | later",
                "relay | relay | relay | later, and slower | later, and slower | later, and slower",
                "relay, alarm | relay, alarm | relay, alarm | relay, alarm | never | never",
                "relay, alarm | relay, alarm | relay, alarm | relay, alarm | relay, alarm | relay, alarm",
                "later | later | later | later | later | later",
                "relay | relay | relay | later | later | later",
                "relay, alarm | relay, alarm | relay, alarm | relay, alarm | relay, alarm | relay, alarm",
            ]
        );
    }
}
