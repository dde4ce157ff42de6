//! Which of libpq's `sslmode`s the address asks for, and a connection that obeys it.
//!
//! tokio-postgres knows `disable`, `prefer` and `require` only and speaks TLS only if it is given a connector;
//! diesel-async's own way gives it none. Here `require`, `verify-ca` and `verify-full` all verify certificate
//! and name: an unverified TLS connection promises more than it keeps.

use std::sync::Arc;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls_platform_verifier::BuilderVerifierExt as _;
use tokio_postgres::config::Host;
use tokio_postgres::config::SslMode;
use tokio_postgres::tls::MakeTlsConnect;
use tokio_postgres::{Client, Config, Connection, Socket};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::DbError;

/// The stream of a connection, encrypted or not.
type TlsStream = <MakeRustlsConnect as MakeTlsConnect<Socket>>::Stream;

/// An address that was read, with what it says of TLS.
#[derive(Clone)]
pub(super) struct Target {
    config: Config,
    connector: MakeRustlsConnect,
}

impl Target {
    /// Reads `address`; `session` are the server options that every connection begins with.
    pub(super) fn parse(address: &str, session: &str) -> Result<Self, DbError> {
        // By hand, because an address of several hosts is no URL to a URL library.
        let (server, query) = address.split_once('?').unwrap_or((address, ""));
        let mut root_certificate = None;
        let mut pairs = Vec::new();
        for (name, value) in form_urlencoded::parse(query.replace('+', "%2B").as_bytes()) {
            let value = match (&*name, &*value) {
                ("sslrootcert", file) => {
                    root_certificate = Some(file.to_owned());
                    continue;
                }
                ("sslmode", "verify-ca" | "verify-full") => "require",
                ("sslmode", "allow") => "prefer",
                (_, value) => value,
            };
            pairs.push(format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC)));
        }
        let mut config: Config =
            format!("{server}?{}", pairs.join("&"))
                .parse()
                .map_err(|e: tokio_postgres::Error| {
                    let cause = std::error::Error::source(&e).map(ToString::to_string);
                    DbError::Url(cause.unwrap_or_else(|| e.to_string()))
                })?;
        let options = config
            .get_options()
            .map_or_else(|| session.to_owned(), |own| format!("{session} {own}"));
        config.options(options);
        if config.get_application_name().is_none() {
            config.application_name("lanyard");
        }
        config.connect_timeout(std::time::Duration::from_secs(5));
        // Between two processes of one machine a self-made certificate, as Debian installs one, proves nothing.
        if config.get_ssl_mode() == SslMode::Prefer && config.get_hosts().iter().all(is_this_machine) {
            config.ssl_mode(SslMode::Disable);
        }
        let connector = MakeRustlsConnect::new(client_config(root_certificate.as_deref())?);
        Ok(Self { config, connector })
    }

    /// Opens one connection; the caller drives the second half.
    pub(super) async fn connect(&self) -> Result<(Client, Connection<Socket, TlsStream>), DbError> {
        self.config.connect(self.connector.clone()).await.map_err(|e| {
            let cause = std::error::Error::source(&e).map(|cause| format!("{e}: {cause}"));
            DbError::Unavailable(cause.unwrap_or_else(|| e.to_string()))
        })
    }
}

fn is_this_machine(host: &Host) -> bool {
    match host {
        Host::Tcp(name) => {
            name == "localhost"
                || name
                    .parse::<std::net::IpAddr>()
                    .is_ok_and(|address| address.is_loopback())
        }
        #[cfg(unix)]
        Host::Unix(_) => true,
    }
}

/// Trust in the system's certificates, or in those of `root_certificate` alone.
fn client_config(root_certificate: Option<&str>) -> Result<rustls::ClientConfig, DbError> {
    let trouble = |e: &dyn std::fmt::Display| DbError::Url(format!("TLS cannot be set up: {e}"));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|e| trouble(&e))?;
    let Some(file) = root_certificate else {
        return Ok(builder
            .with_platform_verifier()
            .map_err(|e| trouble(&e))?
            .with_no_client_auth());
    };
    let mut roots = rustls::RootCertStore::empty();
    let certificates = CertificateDer::pem_file_iter(file)
        .map_err(|e| DbError::Url(format!("sslrootcert {file} cannot be read: {e}")))?;
    for certificate in certificates {
        roots
            .add(certificate.map_err(|e| trouble(&e))?)
            .map_err(|e| trouble(&e))?;
    }
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(address: &str) -> SslMode {
        Target::parse(address, "").unwrap().config.get_ssl_mode()
    }

    #[test]
    fn modes_that_verify_become_require() {
        assert_eq!(
            mode("postgres://db.example.org/l?sslmode=verify-full"),
            SslMode::Require
        );
        assert_eq!(
            mode("postgres://db.example.org/l?sslmode=verify-ca"),
            SslMode::Require
        );
        assert_eq!(mode("postgres://db.example.org/l"), SslMode::Prefer);
        assert_eq!(mode("postgres://127.0.0.1/l"), SslMode::Disable);
        assert_eq!(mode("postgres://127.0.0.1/l?sslmode=require"), SslMode::Require);
    }

    #[test]
    fn options_of_the_address_come_after_ours() {
        let target = Target::parse(
            "postgres://h/l?options=-c%20lock_timeout%3D9s",
            "-c lock_timeout=3s",
        )
        .unwrap();
        assert_eq!(
            target.config.get_options(),
            Some("-c lock_timeout=3s -c lock_timeout=9s")
        );
    }

    #[test]
    fn several_hosts_are_allowed_and_nonsense_is_an_error() {
        assert!(Target::parse("postgres://a:1,b:2/l?target_session_attrs=read-write", "").is_ok());
        assert!(Target::parse("mysql://a/l", "").is_err());
        assert!(Target::parse("postgres://a/l?sslmode=perhaps", "").is_err());
    }
}
