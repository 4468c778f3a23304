//! `klartext completions` and `klartext man`: what the shell and the manual know of the commands, from the same
//! definition as the help.

use clap::{Args, CommandFactory, ValueEnum};
use clap_complete::Shell;

use super::terminal::Terminal;
use super::{Arguments, Failure, Status};

/// Write completions for a shell
#[derive(Args)]
#[command(after_help = "Example:
  klartext completions bash > ~/.local/share/bash-completion/completions/klartext")]
pub(super) struct Completions {
    /// bash, zsh, fish, powershell or elvish
    #[arg(value_name = "SHELL", value_parser = shell)]
    shell: Shell,
}

/// Write the manual page
#[derive(Args)]
#[command(after_help = "Example:
  klartext man > klartext.1 && man ./klartext.1")]
pub(super) struct Man {}

fn shell(name: &str) -> Result<Shell, String> {
    Shell::from_str(name, true)
        .map_err(|_| "one of bash, zsh, fish, powershell and elvish was expected".to_owned())
}

impl Completions {
    pub(super) fn run(&self, terminal: &Terminal) -> Result<Status, Failure> {
        let mut text = Vec::new();
        clap_complete::generate(self.shell, &mut Arguments::command(), "klartext", &mut text);
        terminal.answer(&String::from_utf8_lossy(&text))?;
        Ok(Status::Done)
    }
}

impl Man {
    #[expect(clippy::unused_self, reason = "a command like the others")]
    pub(super) fn run(&self, terminal: &Terminal) -> Result<Status, Failure> {
        let mut command = Arguments::command();
        command.build();
        let page = |command: clap::Command| -> Result<Vec<u8>, Failure> {
            let mut text = Vec::new();
            clap_mangen::Man::new(command)
                .render(&mut text)
                .map_err(|error| Failure {
                    status: Status::MachineRefused,
                    message: format!("cannot write the manual page: {error}"),
                    mend: "try again".to_owned(),
                })?;
            Ok(text)
        };
        // One page with all commands: nobody looks for klartext-build(1).
        let mut text = String::from_utf8_lossy(&page(command.clone())?).into_owned();
        let subcommands: Vec<clap::Command> = command.get_subcommands().cloned().collect();
        for subcommand in subcommands {
            text += &section(&String::from_utf8_lossy(&page(subcommand)?));
        }
        terminal.answer(&text)?;
        Ok(Status::Done)
    }
}

/// The page of a subcommand as a section of the whole: without the head of a page, its headings one level lower.
fn section(page: &str) -> String {
    let mut text = String::new();
    let mut name = true;
    for line in page.lines() {
        match line {
            _ if line.starts_with(".TH") || line.starts_with(".ie") || line.starts_with(".el") => {}
            ".SH NAME" => name = true,
            _ if line.starts_with(".SH ") => {
                name = false;
                text += &format!(".SS {}\n", &line[4..]);
            }
            // "klartext\-build \- Check the sources …"
            _ if name => {
                let title = line.split(" \\- ").next().unwrap_or_default();
                let title = title.replace("\\-", " ").to_uppercase();
                let about = line.split_once(" \\- ").map_or("", |(_, about)| about);
                text += &format!(".SH \"{title}\"\n{about}\n");
                name = false;
            }
            _ => text += &format!("{line}\n"),
        }
    }
    text
}
