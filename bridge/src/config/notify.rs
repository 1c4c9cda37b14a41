//! The addresses that notices go to. None of these types has `Debug`, because an address may hold a password.

use std::net::IpAddr;
use std::str::FromStr;

use booking_core::email::EmailAddress;
use percent_encoding::percent_decode_str;
use url::Url;

/// The form in which a webhook takes a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WebhookForm {
    /// JSON.
    Json,
    /// The sentences as text, for ntfy.
    Text,
}

/// The address of a webhook. One at the host ntfy.sh, or whose scheme begins with `ntfy+`, gets text.
#[derive(Clone)]
pub struct WebhookUrl {
    url: Url,
    form: WebhookForm,
}

impl WebhookUrl {
    /// The address, with its credentials.
    #[must_use]
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// The form in which it takes a notice.
    #[must_use]
    pub const fn form(&self) -> WebhookForm {
        self.form
    }

    /// The host, for people. The rest of the address may be secret.
    #[must_use]
    pub fn host(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }
}

impl FromStr for WebhookUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const FORM: &str =
            "use an address such as https://example.org/notices, or ntfy+https://example.org/topic for ntfy";
        let text = text.trim();
        let plain = text.strip_prefix("ntfy+");
        let url = Url::parse(plain.unwrap_or(text)).map_err(|_| FORM)?;
        let is_usable = matches!(url.scheme(), "http" | "https") && url.fragment().is_none();
        let is_ntfy = plain.is_some() || url.host_str() == Some("ntfy.sh");
        let form = if is_ntfy { WebhookForm::Text } else { WebhookForm::Json };
        is_usable.then_some(Self { url, form }).ok_or(FORM)
    }
}

/// The secret that signs notices to the webhook.
#[derive(Clone)]
pub struct NotifySecret(String);

impl NotifySecret {
    /// The bytes of the key.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl FromStr for NotifySecret {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        (!text.is_empty()).then(|| Self(text.to_owned())).ok_or("use one or more characters")
    }
}

/// The encryption of a connection to a mail server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmtpEncryption {
    /// TLS from the first byte.
    Tls,
    /// STARTTLS, without which nothing is sent.
    StartTls,
    /// STARTTLS where the server offers it.
    Offered,
    /// None, on this machine.
    None,
}

/// The name and password at a mail server.
#[derive(Clone)]
pub struct SmtpCredentials {
    /// The name.
    pub name: String,
    /// The password.
    pub password: String,
}

/// The address of a mail server and the sender, as in `smtps://name:password@mail.example.org?from=booking@example.org`.
#[derive(Clone)]
pub struct SmtpUrl {
    /// The host name or IP address.
    pub host: String,
    /// The port.
    pub port: u16,
    /// The encryption.
    pub encryption: SmtpEncryption,
    /// The name and password, if the server asks for them.
    pub credentials: Option<SmtpCredentials>,
    /// The sender.
    pub from: EmailAddress,
}

impl FromStr for SmtpUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const FORM: &str =
            "use smtps://name:password@mail.example.org?from=booking@example.org, or smtp:// for STARTTLS";
        const SENDER: &str = "add the sender, as in smtps://mail.example.org?from=booking@example.org";
        let url = Url::parse(text.trim()).map_err(|_| FORM)?;
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(FORM)?;
        let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        let is_bare = matches!(url.path(), "" | "/") && url.fragment().is_none();
        if !is_bare || url.query_pairs().any(|(name, _)| name != "from") || url.query_pairs().count() > 1 {
            return Err(FORM);
        }
        let credentials = credentials(&url).map_err(|_| FORM)?;
        let encryption = match url.scheme() {
            "smtps" => SmtpEncryption::Tls,
            "smtp" if is_loopback(&host) => SmtpEncryption::None,
            "smtp" if credentials.is_some() => SmtpEncryption::StartTls,
            "smtp" => SmtpEncryption::Offered,
            _ => return Err(FORM),
        };
        let port = url.port().unwrap_or(if encryption == SmtpEncryption::Tls { 465 } else { 587 });
        let given = url.query_pairs().next().map(|(_, from)| from.into_owned());
        let from = given.or_else(|| credentials.as_ref().map(|credentials| credentials.name.clone())).ok_or(SENDER)?;
        let from = from.parse().map_err(|_| SENDER)?;
        Ok(Self { host, port, encryption, credentials, from })
    }
}

/// The error of an address with a name or a password alone, or with one that is no text.
struct Incomplete;

fn credentials(url: &Url) -> Result<Option<SmtpCredentials>, Incomplete> {
    let decoded = |text: &str| match percent_decode_str(text).decode_utf8() {
        Ok(decoded) => Ok(decoded.into_owned()),
        Err(_) => Err(Incomplete),
    };
    match (url.username(), url.password()) {
        ("", None) => Ok(None),
        ("", Some(_)) | (_, None) => Err(Incomplete),
        (name, Some(password)) => Ok(Some(SmtpCredentials { name: decoded(name)?, password: decoded(password)? })),
    }
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ntfy_address_gets_text_and_every_other_json() {
        for (address, url, form) in [
            ("https://example.org/hook?key=1", "https://example.org/hook?key=1", WebhookForm::Json),
            ("https://ntfy.sh/topic", "https://ntfy.sh/topic", WebhookForm::Text),
            ("ntfy+http://127.0.0.1:8080/topic", "http://127.0.0.1:8080/topic", WebhookForm::Text),
        ] {
            let parsed: WebhookUrl = address.parse().ok().unwrap();
            assert_eq!((parsed.url().as_str(), parsed.form()), (url, form));
        }
        for bad in ["", "example.org", "ftp://example.org", "https://", "ntfy+ftp://x", "https://example.org/#a"] {
            assert!(bad.parse::<WebhookUrl>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_mail_servers_address_holds_the_sender_and_decides_the_encryption() {
        use SmtpEncryption::{None, Offered, StartTls, Tls};
        for (address, host, port, encryption, from) in [
            ("smtps://a%40b.c:p%2Fw@mail.example.org", "mail.example.org", 465, Tls, "a@b.c"),
            ("smtp://a:b@mail.example.org:2525?from=x@y.z", "mail.example.org", 2525, StartTls, "x@y.z"),
            ("smtp://mail?from=x@y.z", "mail", 587, Offered, "x@y.z"),
            ("smtp://[::1]:25/?from=x@y.z", "::1", 25, None, "x@y.z"),
        ] {
            let parsed: SmtpUrl = address.parse().ok().unwrap();
            let found = (parsed.host.as_str(), parsed.port, parsed.encryption, parsed.from.as_str());
            assert_eq!(found, (host, port, encryption, from), "{address}");
        }
        let password = |text: &str| text.parse::<SmtpUrl>().ok().unwrap().credentials.unwrap().password;
        assert_eq!(password("smtps://a%40b.c:p%2Fw@mail.example.org"), "p/w");
        for bad in [
            "",
            "mail.example.org",
            "https://mail.example.org?from=x@y.z",
            "smtp://",
            "smtp://mail.example.org",
            "smtp://mail?from=nobody",
            "smtp://mail?from=x@y.z&to=a@b.c",
            "smtp://mail/path?from=x@y.z",
            "smtp://name@mail?from=x@y.z",
            "smtp://mail:port?from=x@y.z",
        ] {
            assert!(bad.parse::<SmtpUrl>().is_err(), "{bad}");
        }
    }
}
