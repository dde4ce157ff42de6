//! What can be set from outside. Every flag is an environment variable of the same meaning, `.env` is read, a
//! secret may lie in a file named by `…_FILE`, and everything that is wrong is said at once, in words.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use url::Url;

use crate::platform::network::Network;
use crate::platform::secret::{Keys, Token};

/// The flags as they were typed. [`Flags::check`] makes a [`Config`] of them.
#[derive(Args, Clone, Debug, Default)]
pub struct Flags {
    /// PostgreSQL ≥ 14 to use; without it Lanyard starts one of its own in `DATA_DIR`
    #[arg(
        long,
        env = "DATABASE_URL",
        global = true,
        hide_env_values = true,
        value_name = "URL"
    )]
    pub database_url: Option<String>,
    /// File that holds `DATABASE_URL`
    #[arg(long, env = "DATABASE_URL_FILE", global = true, value_name = "FILE")]
    pub database_url_file: Option<PathBuf>,
    /// Connections to the database that this process opens at most
    #[arg(
        long,
        env = "DATABASE_POOL",
        global = true,
        default_value = "16",
        value_name = "N"
    )]
    pub database_pool: String,
    /// Folder of the own PostgreSQL, the secret key and the mail folder
    #[arg(
        long,
        env = "DATA_DIR",
        global = true,
        default_value = "./data",
        value_name = "FOLDER"
    )]
    pub data_dir: PathBuf,
    /// Where the server binaries of PostgreSQL are, if not in a usual place
    #[arg(long, env = "PG_BIN_DIR", global = true, value_name = "FOLDER")]
    pub pg_bin_dir: Option<PathBuf>,
    /// Address and port to listen on
    #[arg(
        long,
        env = "LISTEN",
        global = true,
        default_value = "127.0.0.1:8080",
        value_name = "ADDRESS"
    )]
    pub listen: String,
    /// How the world reaches this server; every absolute link begins with it
    #[arg(
        long,
        env = "BASE_URL",
        global = true,
        default_value = "http://localhost:8080",
        value_name = "URL"
    )]
    pub base_url: String,
    /// Mail relay: smtp://user:password@host:port (with ?tls=required or ?tls=opportunistic for STARTTLS) or
    /// smtps://…; without it mail goes to `DATA_DIR/mail`
    #[arg(
        long,
        env = "SMTP_URL",
        global = true,
        hide_env_values = true,
        value_name = "URL"
    )]
    pub smtp_url: Option<String>,
    /// File that holds `SMTP_URL`
    #[arg(long, env = "SMTP_URL_FILE", global = true, value_name = "FILE")]
    pub smtp_url_file: Option<PathBuf>,
    /// Connections to the relay at most
    #[arg(
        long,
        env = "SMTP_CONNECTIONS",
        global = true,
        default_value = "4",
        value_name = "N"
    )]
    pub smtp_connections: String,
    /// Sender of all mail
    #[arg(
        long,
        env = "MAIL_FROM",
        global = true,
        default_value = "Lanyard <noreply@localhost>",
        value_name = "MAILBOX"
    )]
    pub mail_from: String,
    /// Key that personal links are made with; without it one is made once and kept in `DATA_DIR`
    #[arg(
        long,
        env = "SECRET_KEY",
        global = true,
        hide_env_values = true,
        value_name = "TEXT"
    )]
    pub secret_key: Option<String>,
    /// File that holds `SECRET_KEY`
    #[arg(long, env = "SECRET_KEY_FILE", global = true, value_name = "FILE")]
    pub secret_key_file: Option<PathBuf>,
    /// The key before, while a change of keys lasts
    #[arg(
        long,
        env = "SECRET_KEY_PREVIOUS",
        global = true,
        hide_env_values = true,
        value_name = "TEXT"
    )]
    pub secret_key_previous: Option<String>,
    /// File that holds `SECRET_KEY_PREVIOUS`
    #[arg(long, env = "SECRET_KEY_PREVIOUS_FILE", global = true, value_name = "FILE")]
    pub secret_key_previous_file: Option<PathBuf>,
    /// Proxies whose X-Forwarded-For counts: addresses or networks, comma separated
    #[arg(
        long,
        env = "TRUSTED_PROXIES",
        global = true,
        default_value = "",
        value_name = "NETWORKS"
    )]
    pub trusted_proxies: String,
    /// What whoever reads /metrics must bring as a bearer token; without it only this machine may read them
    #[arg(
        long,
        env = "METRICS_TOKEN",
        global = true,
        hide_env_values = true,
        value_name = "TEXT"
    )]
    pub metrics_token: Option<String>,
    /// File that holds `METRICS_TOKEN`
    #[arg(long, env = "METRICS_TOKEN_FILE", global = true, value_name = "FILE")]
    pub metrics_token_file: Option<PathBuf>,
    /// Registrations a minute that one network address may send; 0 is no limit (a hall is one address)
    #[arg(
        long,
        env = "NETWORK_LIMIT",
        global = true,
        default_value = "0",
        value_name = "N"
    )]
    pub network_limit: String,
    /// Seconds in which nobody fills in the registration form; who does is asked to look once more. 0 asks nobody
    #[arg(
        long,
        env = "FILL_IN_SECONDS",
        global = true,
        default_value = "0",
        value_name = "N"
    )]
    pub fill_in_seconds: String,
    /// How the log is written
    #[arg(
        long,
        env = "LOG_FORMAT",
        global = true,
        default_value = "pretty",
        value_name = "pretty|json"
    )]
    pub log_format: String,
    /// What is logged, in the syntax of tracing's `EnvFilter`
    #[arg(
        long,
        env = "LOG",
        global = true,
        default_value = "info",
        value_name = "FILTER"
    )]
    pub log: String,
}

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Pretty,
    /// A JSON object a line.
    Json,
}

/// The checked configuration; a value that is passed on.
#[derive(Clone)]
pub struct Config {
    /// `None`: Lanyard's own PostgreSQL in `data_dir`.
    pub database_url: Option<String>,
    /// Size of the pool.
    pub database_pool: usize,
    /// Where everything that is not in the database lies.
    pub data_dir: PathBuf,
    /// Given place of PostgreSQL's binaries.
    pub pg_bin_dir: Option<PathBuf>,
    /// Where to listen.
    pub listen: SocketAddr,
    /// Root of all absolute links, without a slash at its end.
    pub base_url: Url,
    /// `None`: mail goes to the folder.
    pub smtp_url: Option<Url>,
    /// Connections to the relay at most.
    pub smtp_connections: usize,
    /// Sender of all mail.
    pub mail_from: lettre::message::Mailbox,
    /// Keys of the personal links.
    pub keys: Keys,
    /// Whose `X-Forwarded-For` counts.
    pub trusted_proxies: Vec<Network>,
    /// What whoever reads the figures must bring; `None` lets in this machine alone.
    pub metrics_token: Option<String>,
    /// Registrations a minute and network address; `None` is no limit.
    pub network_limit: Option<std::num::NonZeroU32>,
    /// In less time than this nobody fills in the registration form; zero means that any time will do.
    pub fill_in_time: chrono::TimeDelta,
    /// How the log is written.
    pub log_format: LogFormat,
    /// What is logged.
    pub log: String,
}

/// Everything that is wrong with the configuration.
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.join("\n"))]
pub struct Problems(pub Vec<String>);

impl Config {
    /// Where the mail folder is.
    #[must_use]
    pub fn mail_dir(&self) -> PathBuf {
        self.data_dir.join("mail")
    }

    /// Whether only this machine can reach the server, by its socket and by its links.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        self.listen.ip().is_loopback() && is_loopback_host(&self.base_url)
    }
}

fn is_loopback_host(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

impl Flags {
    /// Reads every value.
    ///
    /// # Errors
    /// All that is wrong, not only the first.
    pub fn check(&self) -> Result<Config, Problems> {
        let mut problems = Problems(Vec::new());
        let base_url = problems.take("BASE_URL", read_base_url(&self.base_url));
        let listen = problems.take(
            "LISTEN",
            self.listen.parse::<SocketAddr>().map_err(|_| {
                format!(
                    "“{}” is no address with a port, such as 127.0.0.1:8080",
                    self.listen
                )
            }),
        );
        let database_url = problems.take(
            "DATABASE_URL",
            secret(self.database_url.as_deref(), self.database_url_file.as_deref()),
        );
        let smtp_text = problems.take(
            "SMTP_URL",
            secret(self.smtp_url.as_deref(), self.smtp_url_file.as_deref()),
        );
        let smtp_url = problems.take(
            "SMTP_URL",
            smtp_text.flatten().map(|text| read_smtp_url(&text)).transpose(),
        );
        let mail_from = problems.take(
            "MAIL_FROM",
            self.mail_from.parse().map_err(|_| {
                format!(
                    "“{}” is no mailbox, such as “Office <a@example.org>”",
                    self.mail_from
                )
            }),
        );
        let trusted_proxies = problems.take(
            "TRUSTED_PROXIES",
            self.trusted_proxies
                .split(',')
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .map(str::parse)
                .collect(),
        );
        let metrics_token = problems.take(
            "METRICS_TOKEN",
            secret(self.metrics_token.as_deref(), self.metrics_token_file.as_deref()).and_then(long_enough),
        );
        let database_pool = problems.take("DATABASE_POOL", number(&self.database_pool, 2, 500));
        let smtp_connections = problems.take("SMTP_CONNECTIONS", number(&self.smtp_connections, 1, 100));
        let network_limit = problems.take("NETWORK_LIMIT", number(&self.network_limit, 0, 10_000_000));
        let fill_in_seconds = problems.take("FILL_IN_SECONDS", number(&self.fill_in_seconds, 0, 60));
        let log_format = problems.take(
            "LOG_FORMAT",
            LogFormat::from_str(&self.log_format, true)
                .map_err(|_| format!("“{}” is neither pretty nor json", self.log_format)),
        );
        if let Err(error) = self.log.parse::<tracing_subscriber::EnvFilter>() {
            problems
                .0
                .push(format!("LOG: “{}” cannot be read: {error}", self.log));
        }
        let given = problems.take(
            "SECRET_KEY",
            secret(self.secret_key.as_deref(), self.secret_key_file.as_deref()),
        );
        let previous = problems.take(
            "SECRET_KEY_PREVIOUS",
            secret(
                self.secret_key_previous.as_deref(),
                self.secret_key_previous_file.as_deref(),
            ),
        );
        let given = given.flatten();
        if given.as_deref().is_some_and(|key| key.len() < 16) {
            problems
                .0
                .push("SECRET_KEY: too short to be a secret; 32 random characters are a good length".into());
        }
        let foreign = database_url.as_ref().is_some_and(Option::is_some);
        if given.is_none() && foreign && base_url.as_ref().is_some_and(|url| !is_loopback_host(url)) {
            problems.0.push(
                "SECRET_KEY: needed, because DATABASE_URL may serve several machines and their links must agree".into(),
            );
        }
        if !problems.0.is_empty() {
            return Err(problems);
        }
        let key = match given {
            Some(key) => Some(key),
            None => problems.take("SECRET_KEY", kept_key(&self.data_dir)),
        };
        match (
            base_url,
            listen,
            database_url,
            smtp_url,
            mail_from,
            trusted_proxies,
            key,
            log_format,
        ) {
            (
                Some(base_url),
                Some(listen),
                Some(database_url),
                Some(smtp_url),
                Some(mail_from),
                Some(trusted_proxies),
                Some(key),
                Some(log_format),
            ) => Ok(Config {
                database_url,
                database_pool: database_pool.unwrap_or(16) as usize,
                data_dir: self.data_dir.clone(),
                pg_bin_dir: self.pg_bin_dir.clone(),
                listen,
                base_url,
                smtp_url,
                smtp_connections: smtp_connections.unwrap_or(4) as usize,
                mail_from,
                keys: Keys::new(&key, previous.flatten().as_deref()),
                trusted_proxies,
                metrics_token: metrics_token.flatten(),
                network_limit: network_limit.and_then(std::num::NonZeroU32::new),
                fill_in_time: chrono::TimeDelta::seconds(fill_in_seconds.unwrap_or(0).into()),
                log_format,
                log: self.log.clone(),
            }),
            _ => Err(problems),
        }
    }
}

impl Problems {
    fn take<T>(&mut self, name: &str, value: Result<T, String>) -> Option<T> {
        value
            .map_err(|problem| self.0.push(format!("{name}: {problem}")))
            .ok()
    }
}

fn number(text: &str, least: u32, most: u32) -> Result<u32, String> {
    text.parse()
        .ok()
        .filter(|number| (least..=most).contains(number))
        .ok_or_else(|| format!("“{text}” is no number from {least} to {most}"))
}

fn read_base_url(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|e| format!("“{text}” is no address: {e}"))?;
    if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
        return Err(format!(
            "“{text}” does not begin with http:// or https:// and a host"
        ));
    }
    if url.path() != "/" || url.query().is_some() || url.fragment().is_some() || !url.username().is_empty() {
        return Err(format!("“{text}” has more than scheme, host and port"));
    }
    Ok(url)
}

fn read_smtp_url(text: &str) -> Result<Url, String> {
    // The address may hold a password, so it is never repeated.
    let url = Url::parse(text).map_err(|e| format!("the address cannot be read: {e}"))?;
    if !matches!(url.scheme(), "smtp" | "smtps") || url.host().is_none() {
        return Err("the address does not begin with smtp:// or smtps:// and a host".into());
    }
    for (name, value) in url.query_pairs() {
        if name != "tls" || !matches!(&*value, "required" | "opportunistic") {
            return Err(format!(
                "“{name}={value}” is not known; tls=required and tls=opportunistic are"
            ));
        }
    }
    Ok(url)
}

fn secret(value: Option<&str>, file: Option<&Path>) -> Result<Option<String>, String> {
    match (value.filter(|value| !value.is_empty()), file) {
        (Some(_), Some(file)) => Err(format!("given twice, directly and in {}", file.display())),
        (None, Some(file)) => std::fs::read_to_string(file)
            .map(|text| Some(text.trim().to_owned()))
            .map_err(|e| format!("{} cannot be read: {e}", file.display())),
        (value, None) => Ok(value.map(ToOwned::to_owned)),
    }
}

/// A token that cannot be found by trying.
fn long_enough(token: Option<String>) -> Result<Option<String>, String> {
    match token {
        Some(token) if token.len() < 16 => Err("needs 16 characters or more".into()),
        token => Ok(token),
    }
}

/// The key in `data_dir`, made when it is first needed. Written aside and linked into place, so that of two
/// processes that start together one wins and both read the same.
fn kept_key(data_dir: &Path) -> Result<String, String> {
    use std::io::Write as _;
    let path = data_dir.join("secret_key");
    let trouble = |e: std::io::Error| format!("{} cannot be kept: {e}", path.display());
    if !path.exists() {
        std::fs::create_dir_all(data_dir).map_err(trouble)?;
        let aside = data_dir.join(format!("secret_key.{}", std::process::id()));
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&aside).map_err(trouble)?;
        file.write_all(Token::random().reveal().as_bytes())
            .and_then(|()| file.sync_all())
            .map_err(trouble)?;
        let linked = std::fs::hard_link(&aside, &path);
        std::fs::remove_file(&aside).map_err(trouble)?;
        if let Err(error) = linked
            && error.kind() != std::io::ErrorKind::AlreadyExists
        {
            return Err(trouble(error));
        }
    }
    let key = std::fs::read_to_string(&path).map_err(trouble)?;
    Ok(key.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Cli {
        #[command(flatten)]
        flags: Flags,
    }

    fn check(arguments: &[&str]) -> Result<Config, Problems> {
        let dir = std::env::temp_dir().join(format!("lanyard-config-{}", uuid::Uuid::now_v7()));
        let mut all = vec!["lanyard", "--data-dir", dir.to_str().unwrap()];
        all.extend(arguments);
        let result = Cli::parse_from(all).flags.check();
        let _ = std::fs::remove_dir_all(dir);
        result
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let Err(Problems(problems)) = check(&[
            "--base-url",
            "ftp://x",
            "--listen",
            "nowhere",
            "--smtp-url",
            "http://x",
            "--mail-from",
            "nobody",
            "--trusted-proxies",
            "10.0.0.0/99",
            "--database-pool",
            "many",
            "--log-format",
            "xml",
            "--secret-key",
            "short",
        ]) else {
            panic!("nothing was wrong")
        };
        let names = [
            "BASE_URL",
            "LISTEN",
            "SMTP_URL",
            "MAIL_FROM",
            "TRUSTED_PROXIES",
            "DATABASE_POOL",
            "LOG_FORMAT",
            "SECRET_KEY",
        ];
        for name in names {
            assert!(
                problems.iter().any(|p| p.starts_with(&format!("{name}: "))),
                "{name} is missing in {problems:?}"
            );
        }
    }

    #[test]
    fn a_shared_database_behind_a_public_address_needs_a_key() {
        let shared = [
            "--database-url",
            "postgres://db/l",
            "--base-url",
            "https://events.example.org",
        ];
        assert!(check(&shared).is_err());
        let with_key = [&shared[..], &["--secret-key", "0123456789abcdef0123456789abcdef"]].concat();
        assert!(check(&with_key).is_ok());
    }
}
