//! https with a certificate of its own, for clients that refuse anything else.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::serve::Listener;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;
use tokio_rustls::server::TlsStream;

/// Why there is no certificate.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// It cannot be made.
    #[error("cannot make a certificate: {0}")]
    Certificate(#[from] rcgen::Error),
    /// It cannot be used.
    #[error("cannot use the certificate: {0}")]
    Use(#[from] tokio_rustls::rustls::Error),
}

/// A certificate for this machine's own names, and what answers with it.
#[derive(Clone)]
pub(super) struct Identity {
    acceptor: TlsAcceptor,
    /// The certificate as PEM, for clients to trust.
    pub(super) certificate: String,
}

impl Identity {
    /// A new certificate, signed by itself.
    pub(super) fn new() -> Result<Self, TlsError> {
        let names = ["localhost", "127.0.0.1", "::1"].map(str::to_owned);
        let made = rcgen::generate_simple_self_signed(names)?;
        let key = PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
        let settings = ServerConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(vec![made.cert.der().clone()], key.into())?;
        Ok(Self { acceptor: TlsAcceptor::from(Arc::new(settings)), certificate: made.cert.pem() })
    }

    /// Takes connections from a socket and shakes hands on each of them.
    ///
    /// Handshakes run beside each other: browsers open connections in advance and leave them silent.
    pub(super) fn listen(&self, socket: TcpListener) -> io::Result<TlsListener> {
        let address = socket.local_addr()?;
        let (ready, incoming) = mpsc::channel(16);
        tokio::spawn(accept(socket, self.acceptor.clone(), ready));
        Ok(TlsListener { incoming, address })
    }
}

/// A listener whose connections are encrypted already.
pub(super) struct TlsListener {
    incoming: mpsc::Receiver<Connection>,
    address: SocketAddr,
}

type Connection = (TlsStream<TcpStream>, SocketAddr);

impl Listener for TlsListener {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> Connection {
        match self.incoming.recv().await {
            Some(connection) => connection,
            // The task that accepts lives as long as this end; without it nothing ever comes.
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.address)
    }
}

async fn accept(mut socket: TcpListener, acceptor: TlsAcceptor, ready: mpsc::Sender<Connection>) {
    while !ready.is_closed() {
        let (stream, address) = tokio::select! {
            connection = Listener::accept(&mut socket) => connection,
            () = ready.closed() => return,
        };
        let (acceptor, ready) = (acceptor.clone(), ready.clone());
        tokio::spawn(async move {
            // A client that does not trust the certificate breaks off; that is its own affair.
            if let Ok(stream) = acceptor.accept(stream).await {
                let _closed = ready.send((stream, address)).await;
            }
        });
    }
}
