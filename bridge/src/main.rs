//! The bridge's binary: configuration, logging, serve.

use std::io::Write as _;
use std::process::ExitCode;

use bridge::config::{Command, Config};
use bridge::{healthcheck, openapi, operate, server};
use clap::Parser as _;

fn main() -> ExitCode {
    let config = Config::parse();
    env_logger::Builder::from_env(env_logger::Env::default().default_filter_or("info")).init();
    match run(&config) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "bridge: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(config: &Config) -> anyhow::Result<()> {
    let Config { command, settings } = config;
    let out = &mut std::io::stdout();
    match command.as_ref().unwrap_or(&Command::Serve) {
        Command::Serve => server::serve(settings),
        Command::Openapi => Ok(writeln!(out, "{}", serde_json::to_string_pretty(&openapi::document())?)?),
        Command::Backup { file } => operate::backup(settings, file, out),
        Command::Restore { file } => operate::restore(settings, file, out),
        Command::Doctor => operate::doctor(settings, out),
        Command::Export { format } => operate::export(settings, *format, out),
        Command::Healthcheck => healthcheck::ask(settings.listen),
    }
}
