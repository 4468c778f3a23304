//! Who holds a port of this machine, where Linux lets us see it.

#![expect(
    clippy::disallowed_methods,
    reason = "the kernel says it in files that are no files"
)]

use std::fs;

/// In the tables of `/proc/net`, the state of a socket that listens.
const LISTENING: &str = "0A";

/// "nginx (process 123)"
pub fn of(port: u16) -> Option<String> {
    let tables = ["/proc/net/tcp", "/proc/net/tcp6"].map(fs::read_to_string);
    let inode = tables
        .iter()
        .flatten()
        .find_map(|table| inode(table, port))?;
    let socket = format!("socket:[{inode}]");
    let processes = fs::read_dir("/proc").ok()?.flatten();
    let numbers = processes.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    for process in numbers {
        // Those of other users are closed to us.
        let Ok(open) = fs::read_dir(format!("/proc/{process}/fd")) else {
            continue;
        };
        let mut open = open.flatten();
        if open.any(|file| {
            fs::read_link(file.path()).is_ok_and(|to| to.as_os_str() == socket.as_str())
        }) {
            let name = fs::read_to_string(format!("/proc/{process}/comm")).ok()?;
            return Some(format!("{} (process {process})", name.trim()));
        }
    }
    None
}

/// `sl local_address rem_address st … inode`, addresses as `0100007F:20D0`.
fn inode(table: &str, port: u16) -> Option<&str> {
    let ending = format!(":{port:04X}");
    table.lines().skip(1).find_map(|line| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let ours = fields.get(1)?.ends_with(&ending) && *fields.get(3)? == LISTENING;
        ours.then(|| fields.get(9).copied()).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_that_we_hold_ourselves_is_found() {
        let held = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let holder = of(held.local_addr().unwrap().port()).unwrap();
        let own = format!("(process {})", std::process::id());
        assert!(holder.ends_with(&own), "{holder}");
    }
}
