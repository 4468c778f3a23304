//! `klartext serve`: the site in a browser of this machine, as it is being written.

use std::io::ErrorKind;

use clap::Args;

use crate::serve::desk::Desk;
use crate::serve::{Server, Taken, listen};
use crate::site::Options;

use super::terminal::Terminal;
use super::{Failure, Messages, Status, base_url, threads};

/// Show the site in a browser while it is being written
#[derive(Args)]
#[command(after_help = "Example:
  klartext serve --open

Pages are made when they are asked for, and pages that are open follow every change. What is wrong stands on the page
and here, over the last state that was sound. Drafts are shown as well. Only this machine can reach it; Ctrl-C ends
it.")]
pub(super) struct Serve {
    #[command(flatten)]
    pub(super) messages: Messages,
    /// The port [default: the first that is free from 8400 on]
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// Show it in the browser
    #[arg(long)]
    open: bool,
    /// The site's address, instead of the one in site.yaml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<String>,
    /// Without drafts
    #[arg(long)]
    no_drafts: bool,
    /// Threads to use [default: all]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// Numbers in prose that fit no figure are errors
    #[arg(long)]
    strict: bool,
}

impl Serve {
    pub(super) fn run(&self, terminal: &Terminal) -> Result<Status, Failure> {
        let options = Options {
            base_url: self.base_url.clone(),
            drafts: !self.no_drafts,
            strict: self.strict,
            no_pictures: false,
            precompress: false,
        };
        let threads = threads(self.jobs)?;
        let report =
            |sources: &_, diagnostics: &[_], last: &str| terminal.told(sources, diagnostics, last);
        let site = &self.messages.site;
        let listener = listen(self.port).map_err(Failure::from)?;
        let port = listener.local_addr().map_or(0, |address| address.port());
        let server = Server::start(listener, site)?;
        let desk = Desk::new(site, options, &threads, &report);
        desk.open();
        let address = format!("http://127.0.0.1:{port}{}", desk.base_path());
        terminal.success(&format!(
            "{address} shows the site and follows its changes; Ctrl-C ends it"
        ))?;
        self.stop_when_asked(&server)?;
        if self.open
            && let Err(error) = open::that_detached(&address)
        {
            terminal.warn(&format!("no browser could be opened: {error}"));
        }
        server.run(&desk);
        Ok(Status::Done)
    }

    /// Ctrl-C, and what a service manager sends.
    #[expect(clippy::unused_self, reason = "part of how this command runs")]
    fn stop_when_asked(&self, server: &Server) -> Result<(), Failure> {
        use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
        let stop = server.stopper();
        let mut signals =
            signal_hook::iterator::Signals::new([SIGINT, SIGTERM, SIGHUP]).map_err(|error| {
                Failure {
                    status: Status::MachineRefused,
                    message: format!("cannot wait for Ctrl-C: {error}"),
                    mend: "try again".to_owned(),
                }
            })?;
        std::thread::spawn(move || {
            if signals.forever().next().is_some() {
                stop.stop();
            }
        });
        Ok(())
    }
}

impl From<Taken> for Failure {
    fn from(taken: Taken) -> Self {
        let port = taken.port;
        let (message, mend) = match (taken.cause.kind(), taken.holder) {
            (ErrorKind::AddrInUse, Some(holder)) => (
                format!("port {port} is held by {holder}"),
                "end that program, or leave --port out: then the first free port is taken",
            ),
            (ErrorKind::AddrInUse, None) => (
                format!("port {port} is held by another program"),
                "leave --port out: then the first free port is taken",
            ),
            (ErrorKind::PermissionDenied, _) => (
                format!("port {port} may be used only with the rights of an administrator"),
                "choose one from 1024 on, or leave --port out",
            ),
            _ => (
                format!("cannot use port {port}: {}", taken.cause),
                "choose another with --port N",
            ),
        };
        Failure {
            status: Status::MachineRefused,
            message,
            mend: mend.to_owned(),
        }
    }
}
