//! The bridge's binary: configuration, logging, serve.

use std::io::Write as _;
use std::process::ExitCode;

use bridge::config::{Command, Config};
use bridge::{healthcheck, openapi, server};
use clap::Parser as _;

fn main() -> ExitCode {
    let config = Config::parse();
    env_logger::Builder::from_env(env_logger::Env::default().default_filter_or("info")).init();
    match run(config) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "bridge: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(config: Config) -> anyhow::Result<()> {
    match config.command {
        None | Some(Command::Serve) => server::serve(&config.settings),
        Some(Command::Openapi) => {
            let document = serde_json::to_string_pretty(&openapi::document())?;
            Ok(writeln!(std::io::stdout(), "{document}")?)
        }
        Some(Command::Healthcheck) => healthcheck::ask(config.settings.listen),
    }
}
