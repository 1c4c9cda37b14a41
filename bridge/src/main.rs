//! The bridge's binary: configuration, logging, serve.

use std::io::{self, Write as _};
use std::process::ExitCode;

use anyhow::Context as _;
use bridge::config::{Command, Config};
use bridge::http::openapi;
use bridge::telemetry::log_queue;
use bridge::{cli, startup};
use clap::Parser as _;

/// What a shell reports of a program that the signal SIGPIPE has ended.
const ENDED_BY_CLOSED_PIPE: u8 = 128 + 13;

/// What is logged unless `RUST_LOG` says otherwise. actix tells once more what broke an answer off, without the request's id.
const LOGGED: &str = "info,actix_http::h1::dispatcher=off";

fn main() -> ExitCode {
    let config = Config::parse();
    let outcome = start_log().and_then(|log| {
        let outcome = run(&config);
        drop(log);
        outcome
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if config.command.as_ref().is_some_and(prints) && is_closed_pipe(&error) => {
            ExitCode::from(ENDED_BY_CLOSED_PIPE)
        }
        Err(error) => {
            let _ = writeln!(io::stderr(), "bridge: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Whether the command is there for what it prints: elsewhere a closed pipe is somebody's socket.
fn prints(command: &Command) -> bool {
    !matches!(command, Command::Serve | Command::Healthcheck)
}

/// Whoever read the output has had enough of it, as `head` has.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

/// Lines are written until what it returns is dropped.
fn start_log() -> anyhow::Result<log_queue::LogWriter> {
    let (queue, writer) = log_queue::start(io::stderr()).context("the log's thread cannot be started")?;
    env_logger::Builder::from_env(env_logger::Env::default().default_filter_or(LOGGED))
        .target(env_logger::Target::Pipe(Box::new(queue)))
        // Looking for line breaks takes a third of the time of a line, and ours have none: what callers send is escaped.
        .format_indent(None)
        .init();
    Ok(writer)
}

fn run(config: &Config) -> anyhow::Result<()> {
    let Config { command, settings } = config;
    let out = &mut io::stdout();
    match command.as_ref().unwrap_or(&Command::Serve) {
        Command::Serve => startup::serve(settings),
        Command::Openapi => Ok(writeln!(out, "{}", serde_json::to_string_pretty(&openapi::document())?)?),
        Command::Backup { file } => cli::backup(settings, file, out),
        Command::Restore { file } => cli::restore(settings, file, out),
        Command::Doctor => cli::doctor(settings, out),
        Command::Export { format } => cli::export(settings, *format, out),
        Command::Healthcheck => cli::healthcheck(settings.listen),
    }
}
