//! The bridge's binary: configuration, log, command.

use std::io::{self, Write as _};
use std::process::ExitCode;

use bridge::config::{Command, Config};
use bridge::http::openapi;
use bridge::telemetry::log_writer::LogWriter;
use bridge::{cli, startup};
use clap::Parser as _;
use env_logger::{Env, Target};

/// The exit code that a shell reports for a program killed by SIGPIPE.
const SIGPIPE_EXIT: u8 = 128 + 13;

/// The log filter unless `RUST_LOG` sets another. Actix logs aborted responses again, without the request's id.
const LOG_FILTER: &str = "info,actix_http::h1::dispatcher=off,actix_server=warn";

fn main() -> ExitCode {
    let config = Config::parse();
    let log = LogWriter::to_stderr();
    env_logger::Builder::from_env(Env::default().default_filter_or(LOG_FILTER))
        .target(Target::Pipe(Box::new(log.lines())))
        // Values are escaped, so no line needs to be searched for line breaks.
        .format_indent(None)
        .init();
    match run(&config, &log) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if config.command.as_ref().is_some_and(prints) && is_closed_pipe(&error) => {
            ExitCode::from(SIGPIPE_EXIT)
        }
        Err(error) => {
            let _ = writeln!(log.lines(), "bridge: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Whether the command prints its result. Only then does a closed pipe mean that the reader left, as `head` does.
fn prints(command: &Command) -> bool {
    !matches!(command, Command::Serve | Command::Healthcheck)
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

fn run(config: &Config, log: &LogWriter) -> anyhow::Result<()> {
    let Config { command, settings } = config;
    let out = &mut io::stdout();
    match command.as_ref().unwrap_or(&Command::Serve) {
        Command::Serve => startup::serve(settings, log),
        Command::Openapi => Ok(writeln!(out, "{}", serde_json::to_string_pretty(&openapi::document())?)?),
        Command::Backup { file } => cli::backup(settings, file, out),
        Command::Backups { delete } => cli::backups(settings, delete, out),
        Command::Restore { file } => cli::restore(settings, file, out),
        Command::Doctor => cli::doctor(settings, out),
        Command::Export { format } => cli::export(settings, *format, out),
        Command::Healthcheck => cli::healthcheck(settings.listen),
    }
}
