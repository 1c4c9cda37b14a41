//! Flags and environment.

mod certificates;
mod hidden;
mod notify;
mod profile;
mod values;

use std::net::SocketAddr;
use std::path::PathBuf;

use booking_core::facility::Profile;
use chrono_tz::Tz;
use clap::{Args, Parser, Subcommand, ValueEnum};
use rustls::pki_types::CertificateDer;

use crate::cli::ExportFormat;
use hidden::HiddenParser;
pub use notify::{NotifySecret, SmtpCredentials, SmtpEncryption, SmtpUrl, WebhookForm, WebhookUrl};
pub use values::{AllowedHost, AllowedOrigin, Token};

/// The JSON bridge in front of the booking service.
#[derive(Parser)]
#[command(version, about)]
pub struct Config {
    /// The command; `serve` by default.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The settings of every command.
    #[command(flatten)]
    pub settings: Settings,
}

/// The binary's commands.
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
    /// List the backups and the files that restores have replaced in the database's folder.
    Backups {
        /// A file of the list to delete first; can be given more than once.
        #[arg(long, value_name = "FILE")]
        delete: Vec<PathBuf>,
    },
    /// Replace the database by the backup FILE; the replaced file is kept under another name.
    Restore {
        /// The backup to restore, `-` for standard input.
        file: PathBuf,
    },
    /// Check structure, counters, key, clock, free space and the connected facility; exit 1 on a problem.
    Doctor,
    /// Write one consistent snapshot of all bookings to standard output, ordered by date, time and id, with the same members as
    /// the answers of the bridge. The write-ahead log of a running bridge grows until this ends, so write to a file rather
    /// than to a slow program.
    Export {
        /// The output format.
        #[arg(long, value_enum, default_value_t = ExportFormat::Csv)]
        format: ExportFormat,
    },
    /// Ask the bridge at the listen address whether it is ready; exit 0 if it is.
    Healthcheck,
}

/// The settings.
#[derive(Args, Clone)]
pub struct Settings {
    /// The address and port to listen on.
    #[arg(long, env = "BRIDGE_LISTEN", default_value = "127.0.0.1:8008", global = true, value_parser = address)]
    pub listen: SocketAddr,

    /// The SQLite file; `serve` and `restore` create it with its folder if missing.
    #[arg(long, env = "BRIDGE_DATABASE", default_value = "data/bookings.db", value_name = "FILE", global = true)]
    pub database: PathBuf,

    /// The program that moves the write-ahead log into the database file.
    #[arg(long, env = "BRIDGE_CHECKPOINTS", value_enum, default_value_t = Checkpoints::Own, global = true)]
    pub checkpoints: Checkpoints,

    /// The file with the key that encrypts stored passwords; `serve` creates it if missing [default: the database's path
    /// with the extension .key].
    #[arg(long, env = "BRIDGE_KEY_FILE", value_name = "FILE", global = true)]
    key_file: Option<PathBuf>,

    /// The facility's time zone, by its IANA name.
    #[arg(long, env = "BRIDGE_TIME_ZONE", default_value = "Europe/Amsterdam", value_name = "ZONE", global = true, value_parser = zone)]
    pub time_zone: Tz,

    /// The profile of the facility whose booking system is connected; without one, none is.
    #[arg(long, env = "BRIDGE_FACILITY", value_name = "FILE", global = true)]
    facility: Option<PathBuf>,

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

    /// Host names that the bridge answers to beyond localhost and the listen address, comma separated.
    #[arg(long, env = "BRIDGE_ALLOWED_HOSTS", value_name = "HOSTS", value_delimiter = ',', global = true)]
    pub allowed_hosts: Vec<AllowedHost>,

    /// The token that every action must send as `Authorization: Bearer …`. Set it in the environment, because other users of
    /// the machine can see flags.
    #[arg(long, env = "BRIDGE_TOKEN", hide_env_values = true, value_name = "TOKEN", global = true, value_parser = HiddenParser::<Token>::of("BRIDGE_TOKEN or --token"))]
    pub token: Option<Token>,

    /// The address that notices are posted to as JSON; with ntfy+ before it, or at ntfy.sh, as text.
    #[arg(long, env = "BRIDGE_NOTIFY_WEBHOOK", hide_env_values = true, value_name = "URL", global = true, value_parser = HiddenParser::<WebhookUrl>::of("BRIDGE_NOTIFY_WEBHOOK or --notify-webhook"))]
    pub notify_webhook: Option<WebhookUrl>,

    /// The secret that signs notices to the webhook, with HMAC-SHA256.
    #[arg(long, env = "BRIDGE_NOTIFY_SECRET", hide_env_values = true, value_name = "SECRET", global = true, value_parser = HiddenParser::<NotifySecret>::of("BRIDGE_NOTIFY_SECRET or --notify-secret"))]
    pub notify_secret: Option<NotifySecret>,

    /// The mail server and the sender of notices, as in `smtps://name:password@mail.example.org?from=booking@example.org`.
    #[arg(long, env = "BRIDGE_SMTP_URL", hide_env_values = true, value_name = "URL", global = true, value_parser = HiddenParser::<SmtpUrl>::of("BRIDGE_SMTP_URL or --smtp-url"))]
    pub smtp_url: Option<SmtpUrl>,

    /// Certificates in PEM that the webhook and the mail server may have or be signed by, beside those of public authorities.
    #[arg(long, env = "BRIDGE_NOTIFY_CA", value_name = "FILE", global = true)]
    notify_ca: Option<PathBuf>,
}

/// The program that moves the write-ahead log into the database file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Checkpoints {
    /// The bridge.
    Own,
    /// Another program that replicates the log, such as Litestream. The log grows while that does not run.
    External,
}

impl From<Checkpoints> for booking_core::Checkpoints {
    fn from(checkpoints: Checkpoints) -> Self {
        match checkpoints {
            Checkpoints::Own => Self::Own,
            Checkpoints::External => Self::External,
        }
    }
}

impl Settings {
    /// The key file: the configured one, or the database's path with the extension `.key`.
    #[must_use]
    pub fn key_file(&self) -> PathBuf {
        self.key_file.clone().unwrap_or_else(|| self.database.with_extension("key"))
    }

    /// The profile of the connected facility, read from its file.
    ///
    /// # Errors
    /// When the file cannot be read or is wrong; the error names the file and the line.
    pub fn facility(&self) -> anyhow::Result<Option<Profile>> {
        self.facility.as_deref().map(profile::read).transpose()
    }

    /// The certificates to trust for notices beside those of public authorities, read from their file.
    ///
    /// # Errors
    /// When the file cannot be read or holds something else; the error names it.
    pub fn notify_ca(&self) -> anyhow::Result<Vec<CertificateDer<'static>>> {
        Ok(self.notify_ca.as_deref().map(certificates::read).transpose()?.unwrap_or_default())
    }
}

fn address(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| "use an IP address and a port, as in 127.0.0.1:8008".to_owned())
}

fn zone(text: &str) -> Result<Tz, String> {
    text.parse().map_err(|_| "use the IANA name of a time zone, as in Europe/Amsterdam".to_owned())
}
