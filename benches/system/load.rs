//! A load generator for HTTP/1.1 over connections that are kept alive: each asks again as soon as it is answered, or
//! all together ask so many times a second.
//!
//! It is small because it runs on the machine it loads: a request is bytes, an answer is its status and the length
//! of its body, and one thread drives all connections.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::Trouble;

/// Bytes read at a time.
const BUFFER: usize = 64 * 1024;
/// How much of an unexpected answer is shown.
const EXCERPT: usize = 400;

/// A GET request; `headers` are whole lines.
pub fn get(address: SocketAddr, path: &str, headers: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nAccept-Language: en\r\n{headers}\r\n").into_bytes()
}

/// A form as a browser sends it from one of our pages.
pub fn post(address: SocketAddr, path: &str, form: &str) -> Vec<u8> {
    let length = form.len();
    format!(
        "POST {path} HTTP/1.1\r\nHost: {address}\r\nAccept-Language: en\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{form}"
    )
    .into_bytes()
}

/// What is kept of an answer.
#[derive(Default)]
pub struct Answer {
    /// The first cookie it sets, whole.
    pub cookie: Option<String>,
    status: u16,
    length: Length,
}

#[derive(Default)]
enum Length {
    #[default]
    None,
    Bytes(usize),
    Chunks,
}

/// One connection.
pub struct Client {
    stream: BufReader<TcpStream>,
    line: Vec<u8>,
}

impl Client {
    /// Connects.
    pub async fn connect(address: SocketAddr) -> Result<Self, Trouble> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream: BufReader::with_capacity(BUFFER, stream),
            line: Vec::new(),
        })
    }

    /// Sends `request` and reads the answer, which must have the status `expected`.
    pub async fn ask(&mut self, request: &[u8], expected: u16) -> Result<Answer, Trouble> {
        self.read(request, expected, |_| ()).await
    }

    /// The same with the body.
    pub async fn fetch(&mut self, request: &[u8], expected: u16) -> Result<String, Trouble> {
        let mut body = Vec::new();
        self.read(request, expected, |part| body.extend_from_slice(part))
            .await?;
        Ok(String::from_utf8(body)?)
    }

    /// The same with the body in parts as they come.
    pub async fn read(
        &mut self,
        request: &[u8],
        expected: u16,
        mut body: impl FnMut(&[u8]),
    ) -> Result<Answer, Trouble> {
        self.stream.write_all(request).await?;
        let answer = self.read_head().await?;
        if answer.status == expected {
            self.read_body(&answer.length, body).await?;
            return Ok(answer);
        }
        let mut excerpt = Vec::new();
        self.read_body(&answer.length, |part| {
            excerpt.extend(part.iter().take(EXCERPT - EXCERPT.min(excerpt.len())));
            body(part);
        })
        .await?;
        let request = String::from_utf8_lossy(request);
        let what = request.lines().next().unwrap_or_default();
        Err(format!(
            "{what} answered {}, not {expected}: {}",
            answer.status,
            String::from_utf8_lossy(&excerpt)
        )
        .into())
    }

    async fn read_line(&mut self) -> Result<&str, Trouble> {
        self.line.clear();
        if self.stream.read_until(b'\n', &mut self.line).await? == 0 {
            return Err("the server closed the connection".into());
        }
        Ok(std::str::from_utf8(&self.line)?.trim_end())
    }

    async fn read_head(&mut self) -> Result<Answer, Trouble> {
        let status = self
            .read_line()
            .await?
            .split(' ')
            .nth(1)
            .ok_or("no status line")?
            .parse()?;
        let mut answer = Answer {
            status,
            ..Answer::default()
        };
        loop {
            let Some((name, value)) = self.read_line().await?.split_once(':') else {
                return Ok(answer);
            };
            if name.eq_ignore_ascii_case("content-length") {
                answer.length = Length::Bytes(value.trim().parse()?);
            } else if name.eq_ignore_ascii_case("transfer-encoding") {
                answer.length = Length::Chunks;
            } else if name.eq_ignore_ascii_case("set-cookie") && answer.cookie.is_none() {
                answer.cookie = Some(value.trim().to_owned());
            }
        }
    }

    async fn read_body(&mut self, length: &Length, mut body: impl FnMut(&[u8])) -> Result<(), Trouble> {
        match *length {
            Length::None => Ok(()),
            Length::Bytes(bytes) => self.read_bytes(bytes, body).await,
            // RFC 9112, 7.1
            Length::Chunks => loop {
                let size = usize::from_str_radix(self.read_line().await?, 16)?;
                self.read_bytes(size, &mut body).await?;
                self.read_line().await?;
                if size == 0 {
                    return Ok(());
                }
            },
        }
    }

    async fn read_bytes(&mut self, mut bytes: usize, mut body: impl FnMut(&[u8])) -> Result<(), Trouble> {
        while bytes > 0 {
            let buffer = self.stream.fill_buf().await?;
            if buffer.is_empty() {
                return Err("the server cut the answer off".into());
            }
            let taken = buffer.len().min(bytes);
            body(&buffer[..taken]);
            self.stream.consume(taken);
            bytes -= taken;
        }
        Ok(())
    }
}

/// How a round went.
pub struct Round {
    /// From the first request to the last answer.
    pub elapsed: Duration,
    /// How long each answer took.
    pub latencies: Vec<Duration>,
}

impl Round {
    /// Answers a second.
    pub fn rate(&self) -> f64 {
        self.answers() as f64 / self.elapsed.as_secs_f64()
    }

    /// The time within which `share` of the answers came.
    pub fn latency(&mut self, share: f64) -> Duration {
        self.latencies.sort_unstable();
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "an index between zero and the number of answers"
        )]
        let place = (self.answers() as f64 * share) as usize;
        let last = self.answers().saturating_sub(1);
        self.latencies.get(place.min(last)).copied().unwrap_or_default()
    }

    /// How many answers there were.
    pub fn answers(&self) -> usize {
        self.latencies.len()
    }
}

/// Loads `address` over `connections` until `round` is over and the last request of each is answered. Each request
/// is what `next` makes, each answer must have the status `expected`.
pub async fn run(
    address: SocketAddr,
    connections: usize,
    round: Duration,
    expected: u16,
    next: impl Fn() -> Vec<u8> + Clone + Send + 'static,
) -> Result<Round, Trouble> {
    all_at_once(address, connections, move |mut client, begun| {
        let next = next.clone();
        async move {
            let mut latencies = Vec::new();
            while begun.elapsed() < round {
                let request = next();
                let asked = Instant::now();
                client.ask(&request, expected).await?;
                latencies.push(asked.elapsed());
            }
            Ok(latencies)
        }
    })
    .await
}

/// Asks `address` so many times a second until `round` is over, whether answers come or not, as far as `connections`
/// reach. A latency counts from the moment when the request was due: whoever finds all connections waiting waits, too.
pub async fn steadily(
    address: SocketAddr,
    connections: usize,
    per_second: f64,
    round: Duration,
    expected: u16,
    next: impl Fn() -> Vec<u8> + Clone + Send + 'static,
) -> Result<Round, Trouble> {
    let asked = Arc::new(AtomicU32::new(0));
    all_at_once(address, connections, move |mut client, begun| {
        let (next, asked) = (next.clone(), asked.clone());
        async move {
            let mut latencies = Vec::new();
            loop {
                let number = asked.fetch_add(1, Ordering::Relaxed);
                let after = Duration::from_secs_f64(f64::from(number) / per_second);
                if after > round {
                    return Ok(latencies);
                }
                let due = begun + after;
                tokio::time::sleep_until(due.into()).await;
                client.ask(&next(), expected).await?;
                latencies.push(due.elapsed());
            }
        }
    })
    .await
}

/// Runs `work` on so many connections, which begin together; what they return are latencies.
async fn all_at_once<W>(
    address: SocketAddr,
    connections: usize,
    work: impl Fn(Client, Instant) -> W,
) -> Result<Round, Trouble>
where
    W: Future<Output = Result<Vec<Duration>, Trouble>> + Send + 'static,
{
    let mut clients = Vec::new();
    for _ in 0..connections {
        clients.push(Client::connect(address).await?);
    }
    let begun = Instant::now();
    let mut running = JoinSet::new();
    for client in clients {
        running.spawn(work(client, begun));
    }
    let mut latencies = Vec::new();
    while let Some(done) = running.join_next().await {
        latencies.extend(done??);
    }
    Ok(Round {
        elapsed: begun.elapsed(),
        latencies,
    })
}
