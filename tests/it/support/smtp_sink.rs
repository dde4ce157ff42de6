//! A mail server that does what a test tells it to: accepts, refuses, falls silent, hangs up, at any step of the
//! dialogue. It keeps every mail it has taken over, with its envelope, and every line it was told in clear.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncWrite, AsyncWriteExt as _, BufReader};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;

/// Moments at which the sink may be told to do something of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Greeting,
    Ehlo,
    StartTls,
    Auth,
    Mail,
    Rcpt,
    Data,
    /// After the final dot. The mail counts as taken over if the answer begins with 2, or with [`Act::TakeAndDrop`].
    Dot,
}

/// What it does then.
#[derive(Clone, Debug)]
pub enum Act {
    /// Answers this line or these lines.
    Say(&'static str),
    /// Answers nothing, ever.
    Hang,
    /// Waits, then goes on as usual.
    Wait(Duration),
    /// Hangs up.
    Drop,
    /// Takes the mail over and hangs up without saying so.
    TakeAndDrop,
    /// Hangs up after the first bytes of the message.
    DropMidway,
}

/// A mail it has taken over.
#[derive(Clone, Debug)]
pub struct Received {
    pub from: String,
    pub to: Vec<String>,
    pub bytes: Vec<u8>,
    pub encrypted: bool,
}

#[derive(Default)]
struct State {
    rules: Vec<(Step, String, Act, usize)>,
    received: Vec<Received>,
    said_in_clear: Vec<String>,
    connections: usize,
    open: usize,
    most_open: usize,
}

#[derive(Clone)]
pub struct SmtpSink {
    address: SocketAddr,
    extensions: Vec<&'static str>,
    /// TLS from the first byte.
    wrapped: bool,
    /// Its certificate for `localhost`, in PEM; nobody has a reason to trust it.
    pub certificate: String,
    state: Arc<Mutex<State>>,
}

impl SmtpSink {
    /// A sink that offers what mail servers offer, but neither STARTTLS nor AUTH.
    pub async fn new() -> Self {
        Self::offering(&["SIZE 10000000", "8BITMIME", "SMTPUTF8"]).await
    }

    /// A sink that offers `extensions`.
    pub async fn offering(extensions: &[&'static str]) -> Self {
        Self::start(extensions, false).await
    }

    /// A sink that speaks TLS from the first byte, as behind `smtps://`.
    pub async fn wrapped() -> Self {
        Self::start(&["8BITMIME"], true).await
    }

    async fn start(extensions: &[&'static str], wrapped: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (tls, certificate) = acceptor();
        let extensions = extensions.to_vec();
        let sink = Self {
            address,
            extensions,
            wrapped,
            certificate,
            state: Arc::default(),
        };
        let serving = sink.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (sink, tls) = (serving.clone(), tls.clone());
                tokio::spawn(async move {
                    sink.opened();
                    let _ = sink.talk(Box::new(stream), tls).await;
                    sink.state().open -= 1;
                });
            }
        });
        sink
    }

    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// From now on, up to `times` times: `act` at `step` if what was said there contains `words`.
    pub fn when(&self, step: Step, words: &str, times: usize, act: Act) {
        self.state().rules.push((step, words.to_owned(), act, times));
    }

    /// Forgets all it was told to do.
    pub fn behave(&self) {
        self.state().rules.clear();
    }

    pub fn received(&self) -> Vec<Received> {
        self.state().received.clone()
    }

    pub fn said_in_clear(&self) -> Vec<String> {
        self.state().said_in_clear.clone()
    }

    pub fn connections(&self) -> usize {
        self.state().connections
    }

    pub fn most_open(&self) -> usize {
        self.state().most_open
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    fn opened(&self) {
        let mut state = self.state();
        state.connections += 1;
        state.open += 1;
        state.most_open = state.most_open.max(state.open);
    }

    fn act(&self, step: Step, said: &str) -> Option<Act> {
        let mut state = self.state();
        let rule = state
            .rules
            .iter_mut()
            .find(|(s, words, _, left)| *s == step && *left > 0 && said.contains(words))?;
        rule.3 -= 1;
        Some(rule.2.clone())
    }

    async fn talk(&self, mut stream: Box<dyn Stream>, tls: TlsAcceptor) -> std::io::Result<()> {
        if self.wrapped {
            stream = Box::new(tls.accept(stream).await?);
        }
        let mut dialogue = Dialogue {
            sink: self,
            stream: BufReader::new(stream),
            encrypted: self.wrapped,
        };
        dialogue.answer(Step::Greeting, "", "220 sink ESMTP").await?;
        let (mut from, mut to) = (String::new(), Vec::new());
        while let Some(line) = dialogue.line().await? {
            let word = line
                .split([' ', ':'])
                .next()
                .unwrap_or_default()
                .to_ascii_uppercase();
            match word.as_str() {
                "EHLO" | "HELO" => {
                    let encrypted = dialogue.encrypted;
                    let offered = self
                        .extensions
                        .iter()
                        .filter(|offer| !encrypted || **offer != "STARTTLS");
                    let lines: Vec<_> = std::iter::once("sink").chain(offered.copied()).collect();
                    let last = lines.len() - 1;
                    let all: Vec<_> = lines
                        .iter()
                        .enumerate()
                        .map(|(i, l)| format!("250{}{l}", if i == last { ' ' } else { '-' }))
                        .collect();
                    dialogue.answer(Step::Ehlo, &line, &all.join("\r\n")).await?;
                }
                "STARTTLS" => {
                    dialogue.answer(Step::StartTls, &line, "220 go ahead").await?;
                    let stream = tls.accept(dialogue.stream.into_inner()).await?;
                    dialogue = Dialogue {
                        sink: self,
                        stream: BufReader::new(Box::new(stream)),
                        encrypted: true,
                    };
                }
                "AUTH" => {
                    if line.eq_ignore_ascii_case("AUTH LOGIN") {
                        for prompt in ["334 VXNlcm5hbWU6", "334 UGFzc3dvcmQ6"] {
                            dialogue.say(prompt).await?;
                            dialogue.line().await?;
                        }
                    }
                    dialogue.answer(Step::Auth, &line, "235 welcome").await?;
                }
                "MAIL" => {
                    (from, to) = (address(&line), Vec::new());
                    dialogue.answer(Step::Mail, &line, "250 ok").await?;
                }
                "RCPT" if dialogue.answer(Step::Rcpt, &line, "250 ok").await? => to.push(address(&line)),
                "RCPT" => {}
                "DATA" => {
                    if dialogue.answer(Step::Data, &line, "354 go on").await? {
                        let encrypted = dialogue.encrypted;
                        let bytes = dialogue.message().await?;
                        let mail = Received {
                            from: from.clone(),
                            to: to.clone(),
                            bytes,
                            encrypted,
                        };
                        dialogue.take(mail).await?;
                    }
                }
                "RSET" | "NOOP" => dialogue.say("250 ok").await?,
                "QUIT" => return dialogue.say("221 bye").await,
                _ => dialogue.say("502 what?").await?,
            }
        }
        Ok(())
    }
}

trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

struct Dialogue<'a> {
    sink: &'a SmtpSink,
    stream: BufReader<Box<dyn Stream>>,
    encrypted: bool,
}

impl Dialogue<'_> {
    async fn line(&mut self) -> std::io::Result<Option<String>> {
        let mut line = String::new();
        let some = self.stream.read_line(&mut line).await? > 0;
        if some && !self.encrypted {
            self.sink.state().said_in_clear.push(line.trim_end().to_owned());
        }
        Ok(some.then(|| line.trim_end().to_owned()))
    }

    async fn say(&mut self, line: &str) -> std::io::Result<()> {
        self.stream.write_all(format!("{line}\r\n").as_bytes()).await
    }

    /// Does what the rules say at this step, else what is usual; says whether the answer was a yes.
    async fn answer(&mut self, step: Step, said: &str, usual: &str) -> std::io::Result<bool> {
        match self.sink.act(step, said) {
            Some(Act::Say(line)) => {
                self.say(line).await?;
                return Ok(line.starts_with(['2', '3']));
            }
            Some(Act::Hang) => std::future::pending().await,
            Some(Act::Wait(time)) => tokio::time::sleep(time).await,
            Some(Act::Drop | Act::TakeAndDrop) => return Err(std::io::ErrorKind::ConnectionAborted.into()),
            Some(Act::DropMidway) => {
                self.say(usual).await?;
                self.line().await?;
                return Err(std::io::ErrorKind::ConnectionAborted.into());
            }
            None => {}
        }
        self.say(usual).await?;
        Ok(true)
    }

    async fn message(&mut self) -> std::io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        loop {
            let start = bytes.len();
            if self.stream.read_until(b'\n', &mut bytes).await? == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            match &bytes[start..] {
                b".\r\n" => {
                    bytes.truncate(start);
                    return Ok(bytes);
                }
                [b'.', ..] => drop(bytes.remove(start)),
                _ => {}
            }
        }
    }

    async fn take(&mut self, mail: Received) -> std::io::Result<()> {
        let text = String::from_utf8_lossy(&mail.bytes).into_owned();
        // Looked at without being used up: `answer` does that.
        let takes_silently = {
            let state = self.sink.state();
            let rule = state
                .rules
                .iter()
                .find(|(s, words, _, left)| *s == Step::Dot && *left > 0 && text.contains(words));
            matches!(rule, Some((_, _, Act::TakeAndDrop, _)))
        };
        if takes_silently {
            self.sink.state().received.push(mail.clone());
        }
        if self.answer(Step::Dot, &text, "250 2.0.0 taken over").await? {
            self.sink.state().received.push(mail);
        }
        Ok(())
    }
}

fn address(line: &str) -> String {
    let inner = line.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    inner.map_or(String::new(), |(address, _)| address.to_owned())
}

fn acceptor() -> (TlsAcceptor, String) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
    let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key.into())
        .unwrap();
    (TlsAcceptor::from(Arc::new(config)), made.cert.pem())
}
