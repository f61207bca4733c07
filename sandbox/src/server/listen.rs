//! Sockets: the portal on both loopback addresses, the application on one.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::PathBuf;

use axum::Router;
use axum::serve::{Listener, ListenerExt, TapIo};
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::tls::{Identity, TlsError};
use crate::data::DataError;

/// Why a sandbox did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Another program listens there.
    #[error("the address {0} is taken by another program; choose another one with {1}")]
    Busy(SocketAddr, &'static str),
    /// The data file cannot be opened.
    #[error("cannot read {path}: {cause}", path = .0.display(), cause = .1)]
    DataUnread(PathBuf, io::Error),
    /// The data file holds something wrong.
    #[error("{path}: {cause}", path = .0.display(), cause = .1)]
    Data(PathBuf, DataError),
    /// There is no certificate.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// The certificate cannot be written for its clients.
    #[error("cannot write {path}: {cause}", path = .0.display(), cause = .1)]
    CertificateUnwritten(PathBuf, io::Error),
    /// The system refuses for another reason.
    #[error("cannot listen on {0}: {1}")]
    Listen(SocketAddr, io::Error),
}

/// The portal's sockets. `localhost` may mean either loopback address, so both are taken if possible.
pub(super) async fn portal(address: SocketAddr) -> Result<Vec<TcpListener>, StartError> {
    let first = bind(address, "--listen").await?;
    let port = address_of(&first, address)?.port();
    let twin = match address.ip() {
        IpAddr::V4(Ipv4Addr::LOCALHOST) => Some(IpAddr::V6(Ipv6Addr::LOCALHOST)),
        IpAddr::V6(Ipv6Addr::LOCALHOST) => Some(IpAddr::V4(Ipv4Addr::LOCALHOST)),
        _ => None,
    };
    let second = match twin {
        // A machine without the other address family is no reason to fail.
        Some(ip) => bind(SocketAddr::new(ip, port), "--listen").await.ok(),
        None => None,
    };
    Ok(std::iter::once(first).chain(second).collect())
}

/// The socket of the application's host.
pub(super) async fn app(address: SocketAddr) -> Result<TcpListener, StartError> {
    bind(address, "--app-listen").await
}

/// The port that the portal got.
pub(super) fn port(sockets: &[TcpListener]) -> Result<u16, StartError> {
    let unknown = SocketAddr::from((Ipv4Addr::UNSPECIFIED, 0));
    let none = || StartError::Listen(unknown, io::ErrorKind::NotConnected.into());
    address_of(sockets.first().ok_or_else(none)?, unknown).map(|address| address.port())
}

/// The address that a socket got.
pub(super) fn address(socket: &TcpListener) -> Result<SocketAddr, StartError> {
    address_of(socket, SocketAddr::from((Ipv4Addr::UNSPECIFIED, 0)))
}

/// Whether the sites are encrypted.
#[derive(Clone)]
pub(super) enum Transport {
    /// http.
    Plain,
    /// https.
    Tls(Identity),
}

impl Transport {
    /// What addresses begin with.
    pub(super) fn scheme(&self) -> &'static str {
        match self {
            Self::Plain => "http",
            Self::Tls(_) => "https",
        }
    }
}

/// Answers on a socket until told to stop.
pub(super) async fn serve(
    socket: TcpListener,
    transport: Transport,
    router: Router,
    stopped: watch::Receiver<bool>,
) {
    let served = match transport {
        Transport::Plain => serve_on(socket.tap_io(|_| {}), router, stopped).await,
        Transport::Tls(identity) => match identity.listen(socket) {
            Ok(listener) => serve_on(listener.tap_io(|_| {}), router, stopped).await,
            Err(error) => Err(error),
        },
    };
    if let Err(error) = served {
        eprintln!("sandbox: a site stopped: {error}");
    }
}

/// The tap does nothing but give both kinds of listener the same way to tell a client's address.
async fn serve_on<L, F>(
    listener: TapIo<L, F>,
    router: Router,
    mut stopped: watch::Receiver<bool>,
) -> io::Result<()>
where
    L: Listener<Addr = SocketAddr>,
    F: FnMut(&mut L::Io) + Send + 'static,
{
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let end = async move {
        // An error means that the handle was dropped, which ends the sandbox as well.
        let _ended = stopped.wait_for(|stop| *stop).await;
    };
    axum::serve(listener, service).with_graceful_shutdown(end).await
}

async fn bind(address: SocketAddr, option: &'static str) -> Result<TcpListener, StartError> {
    TcpListener::bind(address).await.map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => StartError::Busy(address, option),
        _ => StartError::Listen(address, error),
    })
}

fn address_of(socket: &TcpListener, asked: SocketAddr) -> Result<SocketAddr, StartError> {
    socket.local_addr().map_err(|error| StartError::Listen(asked, error))
}
