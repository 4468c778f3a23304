//! Pages that are open ask what the newest state of the site is, and are answered when it is another.

use std::io;
use std::sync::{Mutex, PoisonError};

use tiny_http::{Header, Request, Response};

/// More pages than anybody has open. One more, and the page that waits longest is told to ask again.
const MOST_WAITING: usize = 64;

#[derive(Default)]
pub struct Changes {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    number: u64,
    waiting: Vec<Request>,
}

impl Changes {
    pub fn number(&self) -> u64 {
        self.lock().number
    }

    /// Answers at once a page that shows another state than the newest; lets any other wait.
    pub fn wait(&self, request: Request, since: &str) {
        let mut state = self.lock();
        if since == state.number.to_string() {
            state.waiting.push(request);
            if state.waiting.len() > MOST_WAITING {
                let number = state.number;
                answer(state.waiting.remove(0), number);
            }
        } else {
            answer(request, state.number);
        }
    }

    /// There is a new state.
    pub fn announce(&self) {
        let mut state = self.lock();
        state.number += 1;
        let number = state.number;
        for request in std::mem::take(&mut state.waiting) {
            answer(request, number);
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn answer(request: Request, number: u64) {
    let mut response: Response<io::Cursor<Vec<u8>>> = Response::from_string(number.to_string());
    if let Ok(header) = Header::from_bytes("Cache-Control", "no-store") {
        response.add_header(header);
    }
    // A page that was closed meanwhile needs no answer.
    let _ = request.respond(response);
}
