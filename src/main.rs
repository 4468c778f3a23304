use std::process::ExitCode;

fn main() -> ExitCode {
    klartext::commands::run(std::env::args_os())
}
