//! Asks a running bridge whether it is ready, for container engines that have no HTTP client in the image.

use std::io::{Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::time::Duration;

use anyhow::{Context as _, bail};

const TIMEOUT: Duration = Duration::from_secs(3);

/// Asks the bridge at this address whether it is ready.
///
/// # Errors
/// When it does not answer within 3 seconds or is not ready.
pub fn healthcheck(listen: SocketAddr) -> anyhow::Result<()> {
    let address = reachable(listen);
    let mut stream =
        TcpStream::connect_timeout(&address, TIMEOUT).with_context(|| format!("nothing answers on {address}"))?;
    stream.set_read_timeout(Some(TIMEOUT))?;
    stream.set_write_timeout(Some(TIMEOUT))?;
    stream.write_all(b"GET /ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    match answer.split_whitespace().nth(1) {
        Some("200") => Ok(()),
        status => bail!("the bridge on {address} is not ready (status {})", status.unwrap_or("missing")),
    }
}

/// Replaces the unspecified address (all interfaces) by loopback.
fn reachable(listen: SocketAddr) -> SocketAddr {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, listen.port())
}
