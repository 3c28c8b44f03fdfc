//! Takes a port, and says clearly when somebody else has it.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
};

use tokio::net::TcpListener;

use crate::failure::Failure;

/// Listens on `address`; `remedy` is what to do when the port is in use.
pub(crate) async fn on(address: SocketAddr, remedy: &str) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => {
            Failure::PortInUse { port: address.port(), remedy: remedy.to_owned() }
        }
        _ => Failure::CannotListen { address: address.to_string(), error },
    })
}

/// Listens on this machine only; `flag` is the option that chooses the port.
pub(crate) async fn on_loopback(port: u16, flag: &str) -> Result<TcpListener, Failure> {
    let remedy = format!("choose another one with {flag} N, where 0 takes any free one");
    on(SocketAddr::from((Ipv4Addr::LOCALHOST, port)), &remedy).await
}

/// The port that a listener got.
pub(crate) fn port(listener: &TcpListener) -> Result<u16, Failure> {
    let address = listener.local_addr();
    address
        .map(|address| address.port())
        .map_err(|error| Failure::System { doing: "listening", error })
}
