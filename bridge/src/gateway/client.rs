use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use reqwest::{Client, redirect, retry};
use rustls::pki_types::CertificateDer;
use rustls::{ClientConfig, RootCertStore, crypto};

/// The bound on a whole request, from connecting to the last byte of the answer.
pub(super) const TIMEOUT: Duration = Duration::from_secs(10);
/// The bound on connecting, TLS included.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// Idle connections are closed sooner than by common servers (Node: 5 s, actix: 5 s), because a request on a connection
/// that the server is closing may be lost.
const POOL_IDLE_TIMEOUT: Duration = Duration::from_secs(4);
const USER_AGENT: &str = concat!("booking-bridge/", env!("CARGO_PKG_VERSION"));

/// Builds the HTTP client, which trusts these certificates beside those of public authorities.
///
/// It must work in a statically linked binary in an empty image. Therefore the roots are compiled in, and names are resolved
/// in Rust (the feature `hickory-dns`), because glibc's resolver loads shared libraries at run time.
pub(crate) fn client(trusted: &[CertificateDer<'static>]) -> anyhow::Result<Client> {
    Client::builder()
        .tls_backend_preconfigured(tls(trusted)?)
        .user_agent(USER_AGENT)
        .redirect(redirect::Policy::none())
        .retry(retry::never())
        .referer(false)
        .no_proxy()
        .http1_only()
        .tcp_nodelay(true)
        .connect_timeout(CONNECT_TIMEOUT)
        .timeout(TIMEOUT)
        .pool_idle_timeout(POOL_IDLE_TIMEOUT)
        .build()
        .context("the HTTP client cannot be built")
}

fn tls(trusted: &[CertificateDer<'static>]) -> anyhow::Result<ClientConfig> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    roots.add_parsable_certificates(trusted.iter().cloned());
    let builder = ClientConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()));
    let builder = builder.with_safe_default_protocol_versions().context("TLS cannot be set up")?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}
