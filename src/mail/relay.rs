//! The SMTP dialogue with the relay, step by step.
//!
//! lettre's own transport is one call for the whole of it and one error for whatever went wrong; whether a person's
//! address or our password was refused cannot be told from that. So its connection is driven here command by command,
//! each under a deadline, and a failure knows its stage. Connections are kept open between mails.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use lettre::Message;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Noop, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use lettre::transport::smtp::response::Response;
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;
use url::Url;

use super::message::one_line;
use super::verdict::{Failure, Fault, Stage, Verdict};

/// How long to wait for what.
#[derive(Clone, Copy, Debug)]
pub struct Deadlines {
    /// A TCP connection to one address of the relay.
    pub connect: Duration,
    /// The answer to one command, and what comes before the first: the greeting.
    pub command: Duration,
    /// One mail altogether, from rendering to the relay's last word.
    pub mail: Duration,
}

impl Default for Deadlines {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            command: Duration::from_secs(15),
            mail: Duration::from_mins(1),
        }
    }
}

/// Mails over one connection at most: relays count.
const MAILS_PER_CONNECTION: u32 = 100;
/// How long a connection is kept that nobody uses; shorter than relays keep theirs (RFC 5321, 4.5.3.2.7).
const IDLE: Duration = Duration::from_secs(30);

enum Security {
    /// In clear: a relay on this machine or in its own network.
    None,
    /// STARTTLS if it is offered; protects from listeners, not from somebody in between.
    Opportunistic(TlsParameters),
    /// STARTTLS or nothing.
    Required(TlsParameters),
    /// TLS from the first byte.
    Wrapped(TlsParameters),
}

/// The mail server that takes our mail.
pub struct Relay {
    host: String,
    port: u16,
    security: Security,
    hello: ClientId,
    credentials: Option<Credentials>,
    deadlines: Deadlines,
    idle: Mutex<Vec<Session>>,
}

struct Session {
    connection: AsyncSmtpConnection,
    mails: u32,
    used_at: Instant,
}

impl Relay {
    /// The relay at `smtp://` or `smtps://`, read as lettre reads it: ports 25, 587 (with `tls=`) and 465, user and
    /// password percent-encoded, a path as the name to greet with.
    ///
    /// # Errors
    /// In words, without the address, which may hold a password.
    pub fn from_url(url: &Url, deadlines: Deadlines) -> Result<Self, String> {
        let host = url
            .host_str()
            .ok_or("SMTP_URL has no host")?
            .trim_matches(['[', ']'])
            .to_owned();
        let tls = |host: &str| TlsParameters::new(host.to_owned()).map_err(|e| format!("SMTP_URL: {e}"));
        let wanted = url
            .query_pairs()
            .find(|(name, _)| name == "tls")
            .map(|(_, value)| value.into_owned());
        let (security, port) = match (url.scheme(), wanted.as_deref()) {
            ("smtps", _) => (Security::Wrapped(tls(&host)?), 465),
            ("smtp", None) => (Security::None, 25),
            ("smtp", Some("required")) => (Security::Required(tls(&host)?), 587),
            ("smtp", Some("opportunistic")) => (Security::Opportunistic(tls(&host)?), 587),
            _ => return Err("SMTP_URL is neither smtp:// nor smtps://, or its tls= is not known".to_owned()),
        };
        let credentials = match url.password() {
            Some(password) => Some(Credentials::new(decoded(url.username())?, decoded(password)?)),
            None => None,
        };
        let hello = match url.path().trim_matches('/') {
            "" => ClientId::default(),
            name => ClientId::Domain(name.to_owned()),
        };
        let port = url.port().unwrap_or(port);
        Ok(Self {
            host,
            port,
            security,
            hello,
            credentials,
            deadlines,
            idle: Mutex::default(),
        })
    }

    /// How long to wait for what.
    #[must_use]
    pub fn deadlines(&self) -> Deadlines {
        self.deadlines
    }

    /// Hands `message` over.
    pub async fn send(&self, message: &Message) -> Verdict {
        let sent = match self.take_idle() {
            None => self.send_anew(message).await,
            Some(kept) => match self.send_over(kept, message).await {
                Err(failure) if failure.is_stale_connection() => self.send_anew(message).await,
                sent => sent,
            },
        };
        match sent {
            Ok(words) => Verdict::Accepted(words),
            Err(failure) => failure.verdict(),
        }
    }

    /// Opens a connection, signs in and asks for nothing.
    ///
    /// # Errors
    /// In words for the operator.
    pub async fn check(&self) -> Result<String, String> {
        let mut session = self.open().await.map_err(|failure| failure.to_string())?;
        let noop = session.connection.command(Noop);
        answer(Stage::Opening, self.deadlines.command, noop)
            .await
            .map_err(|failure| failure.to_string())?;
        let safe = if session.connection.is_encrypted() {
            "with TLS"
        } else {
            "without TLS"
        };
        session.close().await;
        Ok(format!("the relay {}:{} answers, {safe}", self.host, self.port))
    }

    /// Closes connections that nobody has used for a while.
    pub async fn close_idle(&self) {
        let old: Vec<_> = self
            .lock_idle()
            .extract_if(.., |session| session.used_at.elapsed() > IDLE)
            .collect();
        for session in old {
            session.close().await;
        }
    }

    /// Sessions in use are held by whoever sends, so that there are never more of both than there are senders.
    fn take_idle(&self) -> Option<Session> {
        self.lock_idle().pop()
    }

    async fn send_anew(&self, message: &Message) -> Result<String, Failure> {
        let session = self.open().await?;
        self.send_over(session, message).await
    }

    async fn send_over(&self, mut session: Session, message: &Message) -> Result<String, Failure> {
        let sent = session.send(message, self.deadlines.command).await;
        if sent.is_ok() && session.mails < MAILS_PER_CONNECTION {
            self.lock_idle().push(session);
        } else {
            // A farewell nobody waits for.
            tokio::spawn(session.close());
        }
        sent
    }

    fn lock_idle(&self) -> std::sync::MutexGuard<'_, Vec<Session>> {
        // A list of connections cannot be half changed by a panic.
        self.idle
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    async fn open(&self) -> Result<Session, Failure> {
        let Deadlines { connect, command, .. } = self.deadlines;
        let mut connection = if let Security::Wrapped(tls) = &self.security {
            let server = (self.host.as_str(), self.port);
            let opening = AsyncSmtpConnection::connect_tokio1(
                server,
                Some(connect),
                &self.hello,
                Some(tls.clone()),
                None,
            );
            answer(Stage::Opening, connect + command, opening).await?
        } else {
            let stream = self.reach().await?;
            let opening = AsyncSmtpConnection::connect_with_transport(Box::new(stream), &self.hello);
            answer(Stage::Opening, connect + command, opening).await?
        };
        self.secure(&mut connection).await?;
        if let Some(credentials) = &self.credentials {
            let auth = connection.auth(DEFAULT_MECHANISMS, credentials);
            answer(Stage::Auth, self.deadlines.command, auth).await?;
        }
        Ok(Session {
            connection,
            mails: 0,
            used_at: Instant::now(),
        })
    }

    /// lettre sends a message's final dot by itself and leaves Nagle's algorithm on, which then holds the dot back
    /// until the server's delayed acknowledgement, 40 ms a mail. So the socket is opened here; under `smtps://`, where
    /// lettre opens it, a connection takes some 20 mails a second.
    async fn reach(&self) -> Result<TcpStream, Failure> {
        let failure = |how: String| Failure {
            stage: Stage::Opening,
            fault: Fault::Broken(how),
        };
        let patience = self.deadlines.connect;
        let addresses = timeout(patience, lookup_host((self.host.as_str(), self.port)))
            .await
            .map_err(|_| failure("the relay's name is not resolved in time".to_owned()))?
            .map_err(|e| failure(format!("the relay's name is not resolved: {e}")))?;
        let mut last = failure("the relay's name has no address".to_owned());
        for address in addresses {
            match timeout(patience, TcpStream::connect(address)).await {
                Ok(Ok(stream)) => {
                    stream.set_nodelay(true).map_err(|e| failure(e.to_string()))?;
                    return Ok(stream);
                }
                Ok(Err(error)) => last = failure(error.to_string()),
                Err(_) => last = failure("the relay cannot be reached in time".to_owned()),
            }
        }
        Err(last)
    }

    async fn secure(&self, connection: &mut AsyncSmtpConnection) -> Result<(), Failure> {
        let tls = match &self.security {
            Security::None | Security::Wrapped(_) => return Ok(()),
            Security::Opportunistic(_) if !connection.can_starttls() => return Ok(()),
            Security::Required(_) if !connection.can_starttls() => {
                let fault = Fault::Unsafe("the relay does not offer STARTTLS".to_owned());
                return Err(Failure {
                    stage: Stage::Tls,
                    fault,
                });
            }
            Security::Opportunistic(tls) | Security::Required(tls) => tls.clone(),
        };
        let starttls = connection.starttls(tls, &self.hello);
        answer(Stage::Tls, self.deadlines.command, starttls).await
    }
}

impl Session {
    async fn send(&mut self, message: &Message, patience: Duration) -> Result<String, Failure> {
        let envelope = message.envelope();
        let mut parameters = Vec::new();
        if !envelope
            .from()
            .is_none_or(|from| AsRef::<str>::as_ref(from).is_ascii())
            || !envelope.to().iter().all(|to| AsRef::<str>::as_ref(to).is_ascii())
        {
            if !self
                .connection
                .server_info()
                .supports_feature(Extension::SmtpUtfEight)
            {
                let words =
                    "the mail server cannot write to an address with letters other than a–z before the @";
                return Err(Failure {
                    stage: Stage::Recipient,
                    fault: Fault::Unsupported(words.to_owned()),
                });
            }
            parameters.push(MailParameter::SmtpUtfEight);
        }
        let mail = Mail::new(envelope.from().cloned(), parameters);
        answer(Stage::Sender, patience, self.connection.command(mail)).await?;
        for to in envelope.to() {
            let rcpt = Rcpt::new(to.clone(), Vec::new());
            answer(Stage::Recipient, patience, self.connection.command(rcpt)).await?;
        }
        answer(Stage::Message, patience, self.connection.command(Data)).await?;
        let response = answer(
            Stage::Message,
            patience,
            self.connection.message(&message.formatted()),
        )
        .await?;
        self.mails += 1;
        self.used_at = Instant::now();
        Ok(words(&response))
    }

    /// Says QUIT, and does not wait long for the answer.
    async fn close(mut self) {
        let _ = timeout(Duration::from_secs(1), self.connection.abort()).await;
    }
}

/// What a step of the dialogue gives within `patience`.
async fn answer<T>(
    stage: Stage,
    patience: Duration,
    step: impl Future<Output = Result<T, Error>>,
) -> Result<T, Failure> {
    let fault = match timeout(patience, step).await {
        Ok(Ok(answer)) => return Ok(answer),
        Ok(Err(error)) => fault(stage, &error),
        Err(_) => Fault::Silence,
    };
    Err(Failure { stage, fault })
}

fn fault(stage: Stage, error: &Error) -> Fault {
    let source = std::error::Error::source(error).map(ToString::to_string);
    if let Some(code) = error.status() {
        return Fault::Answer {
            code: code.into(),
            words: printable(&source.unwrap_or_default()),
        };
    }
    let words = printable(&source.unwrap_or_else(|| error.to_string()));
    // In the stage of TLS everything that is no answer, and a certificate that does not hold, whenever it shows.
    if stage == Stage::Tls || is_tls(error) {
        return Fault::Unsafe(format!("no safe connection: {words}"));
    }
    if stage == Stage::Auth && error.is_client() {
        return Fault::Unsafe(words);
    }
    Fault::Broken(words)
}

/// lettre reports a failed handshake as a failed connection; the cause underneath tells.
fn is_tls(error: &Error) -> bool {
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        let within = inner
            .downcast_ref::<std::io::Error>()
            .and_then(std::io::Error::get_ref);
        if inner.is::<rustls::Error>()
            || within.is_some_and(<dyn std::error::Error + Send + Sync>::is::<rustls::Error>)
        {
            return true;
        }
        cause = inner.source();
    }
    error.is_tls()
}

fn words(response: &Response) -> String {
    let words: Vec<_> = response.message().collect();
    printable(&format!("{} {}", response.code(), words.join(" ")))
}

/// A server may say anything at any length; an organizer is to read it.
fn printable(words: &str) -> String {
    one_line(words).chars().take(300).collect()
}

/// The bytes that `%XX` stand for.
fn decoded(text: &str) -> Result<String, String> {
    percent_encoding::percent_decode_str(text)
        .decode_utf8()
        .map(std::borrow::Cow::into_owned)
        .map_err(|_| "SMTP_URL: user or password is not UTF-8".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_address_is_read_as_lettre_reads_it() {
        let relay = |url: &str| Relay::from_url(&url.parse().unwrap(), Deadlines::default());
        let plain = relay("smtp://mail.example.org").unwrap();
        assert_eq!((plain.host.as_str(), plain.port), ("mail.example.org", 25));
        assert!(matches!(plain.security, Security::None) && plain.credentials.is_none());
        let required = relay("smtp://mail.example.org?tls=required").unwrap();
        assert!(matches!(required.security, Security::Required(_)) && required.port == 587);
        let wrapped = relay("smtps://u%40x:p%3Aw@mail.example.org:4650/events.example.org").unwrap();
        assert!(matches!(wrapped.security, Security::Wrapped(_)) && wrapped.port == 4650);
        assert_eq!(
            wrapped.credentials,
            Some(Credentials::new("u@x".to_owned(), "p:w".to_owned()))
        );
        assert_eq!(wrapped.hello, ClientId::Domain("events.example.org".to_owned()));
        assert!(relay("smtp://mail.example.org?tls=perhaps").is_err());
    }
}
