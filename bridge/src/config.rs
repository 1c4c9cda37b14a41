//! Flags and environment.

mod values;

use std::net::SocketAddr;
use std::path::PathBuf;

use chrono_tz::Tz;
use clap::{Args, Parser, Subcommand};

use crate::cli::ExportFormat;
use values::TokenParser;
pub use values::{AllowedHost, AllowedOrigin, Token};

/// The JSON bridge in front of the booking service.
#[derive(Parser)]
#[command(version, about)]
pub struct Config {
    /// What to do; serve without it.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// How to do it.
    #[command(flatten)]
    pub settings: Settings,
}

/// What the binary can do.
#[derive(Subcommand)]
pub enum Command {
    /// Answer requests until SIGTERM or Ctrl-C (the default).
    Serve,
    /// Print the OpenAPI document.
    Openapi,
    /// Write a verified copy of the database to FILE; a bridge may be running on it.
    Backup {
        /// The file to write; it must not exist.
        file: PathBuf,
    },
    /// Put the backup FILE in the place of the database, which is kept under another name.
    Restore {
        /// The backup.
        file: PathBuf,
    },
    /// Look at everything that can go wrong with the database; exit 0 if all is well.
    Doctor,
    /// Write all bookings to standard output, as they are at one moment. While a bridge runs, its write-ahead log grows until
    /// this ends: write to a file rather than to a program that waits.
    Export {
        /// How they are written.
        #[arg(long, value_enum, default_value_t = ExportFormat::Csv)]
        format: ExportFormat,
    },
    /// Ask the bridge at the listen address whether it is ready; exit 0 if it is.
    Healthcheck,
}

/// Everything that can be set.
#[derive(Args, Clone)]
pub struct Settings {
    /// The address and port to listen on.
    #[arg(long, env = "BRIDGE_LISTEN", default_value = "127.0.0.1:8008", global = true, value_parser = address)]
    pub listen: SocketAddr,

    /// The SQLite file; it and its folder are made where they are missing.
    #[arg(long, env = "BRIDGE_DATABASE", default_value = "data/bookings.db", value_name = "FILE", global = true)]
    pub database: PathBuf,

    /// The file with the key that stored passwords are encrypted with; made on the first start [default: the database's
    /// name ending in .key].
    #[arg(long, env = "BRIDGE_KEY_FILE", value_name = "FILE", global = true)]
    key_file: Option<PathBuf>,

    /// The facility's time zone, by its IANA name.
    #[arg(long, env = "BRIDGE_TIME_ZONE", default_value = "Europe/Amsterdam", value_name = "ZONE", global = true, value_parser = zone)]
    pub time_zone: Tz,

    /// The origins of the pages that may call from a browser, comma separated.
    #[arg(
        long,
        env = "BRIDGE_ALLOWED_ORIGINS",
        default_value = "http://localhost:3000,http://127.0.0.1:3000",
        value_name = "ORIGINS",
        value_delimiter = ',',
        global = true
    )]
    pub allowed_origins: Vec<AllowedOrigin>,

    /// Host names to answer to beyond localhost and the listen address, comma separated.
    #[arg(long, env = "BRIDGE_ALLOWED_HOSTS", value_name = "HOSTS", value_delimiter = ',', global = true)]
    pub allowed_hosts: Vec<AllowedHost>,

    /// A secret that every action must bring as `Authorization: Bearer …`; better set in the environment, where other
    /// users of the machine do not see it.
    #[arg(long, env = "BRIDGE_TOKEN", hide_env_values = true, value_name = "TOKEN", global = true, value_parser = TokenParser)]
    pub token: Option<Token>,
}

impl Settings {
    /// The key file: the one named, or the one beside the database.
    #[must_use]
    pub fn key_file(&self) -> PathBuf {
        self.key_file.clone().unwrap_or_else(|| self.database.with_extension("key"))
    }
}

fn address(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| "use an IP address and a port, as in 127.0.0.1:8008".to_owned())
}

fn zone(text: &str) -> Result<Tz, String> {
    text.parse().map_err(|_| "use the IANA name of a time zone, as in Europe/Amsterdam".to_owned())
}
