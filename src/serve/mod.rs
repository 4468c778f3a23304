//! A site in the browser while it is being written: the only sockets, and the only watch on files.
//!
//! In: a site's directory. Out: answers to the browsers of this machine. Only what is asked for is rendered, from the
//! part of the site that it needs (`part`); a change is checked at once, and the pages that are open hear of it
//! (`changes`). What is wrong with the sources stands on the page, in the words of the terminal (`dress`), over
//! the last state that was sound.
//!
//! Nothing here opens a file by an address: an address is looked up among the files of a site that was read, so no
//! spelling of one leads out of it.
//!
//! **Must not enter:** what pages look like (what only a preview has, `dress` puts on them), writing of any kind.

use std::collections::BTreeSet;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::disk::DiskError;

use self::changes::Changes;
use self::desk::Desk;
use self::watch::{Touched, Watch};

mod changes;
pub mod desk;
mod dress;
mod holder;
mod http;
mod part;
mod watch;

/// How many requests are answered side by side. Those that wait for a change take none of them.
const WORKERS: usize = 4;

/// An editor that saves writes a file in several steps, which come within so much of each other …
const SETTLING: Duration = Duration::from_millis(4);
/// … but whoever writes without a pause is not waited for.
const AT_MOST: u32 = 10;

/// The port that is tried first if none is asked for, and how many after it.
const FIRST_PORT: u16 = 8400;
const TRIED: u16 = 20;

/// Why a port could not be had.
#[derive(Debug)]
pub struct Taken {
    pub port: u16,
    pub cause: io::Error,
    /// "nginx (process 123)", if this machine lets us see it.
    pub holder: Option<String>,
}

/// A port of this machine that nobody else on the network can reach: the one asked for, or the first that is free.
///
/// # Errors
///
/// The port asked for is taken or not allowed; or none of those that are tried is free.
#[expect(clippy::disallowed_methods, reason = "this room opens sockets")]
pub fn listen(asked: Option<u16>) -> Result<TcpListener, Taken> {
    let bind = |port| TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    let refused = |port, cause: io::Error| Taken {
        port,
        holder: match cause.kind() {
            io::ErrorKind::AddrInUse => holder::of(port),
            _ => None,
        },
        cause,
    };
    if let Some(port) = asked {
        return bind(port).map_err(|cause| refused(port, cause));
    }
    let mut first = None;
    for port in FIRST_PORT..FIRST_PORT + TRIED {
        match bind(port) {
            Ok(listener) => return Ok(listener),
            Err(cause) => first = first.or(Some(refused(port, cause))),
        }
    }
    Err(first.unwrap_or_else(|| refused(FIRST_PORT, io::ErrorKind::AddrInUse.into())))
}

/// A server, and the watch over the site that it shows.
pub struct Server {
    http: Arc<tiny_http::Server>,
    changes: Changes,
    told: Mutex<Receiver<Touched>>,
    stop: Stop,
    watch: Watch,
}

impl Server {
    /// # Errors
    ///
    /// The machine refuses to listen, or to watch.
    pub fn start(listener: TcpListener, site: &Path) -> Result<Server, DiskError> {
        let (tell, told) = channel();
        let watch = Watch::over(site, tell.clone())?;
        let address = listener.local_addr().map(|address| address.to_string());
        let http = tiny_http::Server::from_listener(listener, None).map_err(|error| {
            DiskError::Machine {
                doing: "listen at",
                path: address.unwrap_or_default().into(),
                cause: io::Error::other(error.to_string()),
            }
        })?;
        let http = Arc::new(http);
        Ok(Server {
            stop: Stop {
                http: Arc::clone(&http),
                tell,
            },
            http,
            changes: Changes::default(),
            told: Mutex::new(told),
            watch,
        })
    }

    /// Answers, and looks at changes, until [`Stop::stop`].
    pub fn run(&self, desk: &Desk<'_>) {
        std::thread::scope(|scope| {
            for _ in 0..WORKERS {
                scope.spawn(|| {
                    while let Ok(request) = self.http.recv() {
                        http::answer(request, desk, &self.changes);
                    }
                    // One worker is woken at a time, and wakes the next.
                    self.http.unblock();
                });
            }
            self.look(desk);
            self.changes.announce();
        });
    }

    /// How to end it from somewhere else.
    pub fn stopper(&self) -> Stop {
        self.stop.clone()
    }

    fn look(&self, desk: &Desk<'_>) {
        let told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        while let Ok(first) = told.recv() {
            let mut all = vec![first];
            for _ in 0..AT_MOST {
                match told.recv_timeout(SETTLING) {
                    Ok(next) => all.push(next),
                    Err(_) => break,
                }
            }
            let mut paths = BTreeSet::new();
            for touched in all {
                match touched {
                    Touched::Path(path) => drop(paths.insert(path)),
                    Touched::End => return,
                }
            }
            paths.iter().for_each(|path| self.watch.follow(path));
            desk.refresh(&paths);
            self.changes.announce();
        }
    }
}

/// Ends a server.
#[derive(Clone)]
pub struct Stop {
    http: Arc<tiny_http::Server>,
    tell: Sender<Touched>,
}

impl Stop {
    pub fn stop(&self) {
        // A server that has ended already has nobody to be told.
        let _ = self.tell.send(Touched::End);
        self.http.unblock();
    }
}
