//! A port to listen on: the wanted one, or the next that is free.

use std::io::ErrorKind;
use std::net::Ipv4Addr;

use tokio::net::TcpListener;

use crate::diagnostic::Diagnostic;

/// Ports that are tried after the wanted one.
const TRIES: u16 = 100;

/// Listens on this machine only.
pub async fn listen(wanted: u16) -> Result<TcpListener, Box<Diagnostic>> {
    let last = wanted.saturating_add(TRIES);
    let mut port = wanted;
    loop {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await {
            Err(error) if error.kind() == ErrorKind::AddrInUse && port < last => port += 1,
            Err(error) if error.kind() == ErrorKind::AddrInUse => {
                let message = format!("the ports {wanted} to {last} are all taken");
                return Err(Box::new(
                    Diagnostic::error("port", message).hint("name another with --port, such as 8000"),
                ));
            }
            Err(error) => {
                let diagnostic = Diagnostic::error("port", format!("the port {port} can't be used: {error}"))
                    .hint("name another with --port; ports below 1024 are the system's own");
                return Err(Box::new(diagnostic));
            }
            Ok(listener) => return Ok(listener),
        }
    }
}
