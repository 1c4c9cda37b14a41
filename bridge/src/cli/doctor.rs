use std::io::Write;

use anyhow::bail;
use booking_core::clock::SystemClock;
use booking_core::maintenance::{self, Verdict};

use super::doctor_facility;
use crate::config::Settings;

/// Prints the settings and the result of each check.
///
/// # Errors
/// When a check finds a problem.
pub fn doctor(settings: &Settings, out: &mut impl Write) -> anyhow::Result<()> {
    writeln!(out, "database       {}", settings.database.display())?;
    writeln!(out, "key file       {}", settings.key_file().display())?;
    writeln!(out, "time zone      {}", settings.time_zone.name())?;
    writeln!(out, "listen         {}", settings.listen)?;
    writeln!(out, "token          {}", if settings.token.is_some() { "set" } else { "not set" })?;
    let profile = settings.facility()?;
    let connected = profile.as_ref().map_or("none", |profile| profile.name.as_str());
    writeln!(out, "facility       {connected}")?;
    writeln!(out, "notices        {}", notices(settings)?)?;
    let mut findings = maintenance::diagnose(&settings.database, &settings.key_file(), &SystemClock)?;
    if let Some(profile) = profile {
        findings.extend(doctor_facility::findings(profile, settings.time_zone)?);
    }
    let mut problems = 0;
    for finding in &findings {
        let (mark, text) = match &finding.verdict {
            Verdict::Ok(text) => ("ok", text),
            Verdict::Problem(text) => ("PROBLEM", text),
        };
        problems += usize::from(matches!(finding.verdict, Verdict::Problem(_)));
        writeln!(out, "{:<14} {mark}: {text}", finding.subject)?;
    }
    if problems > 0 {
        bail!("{problems} of {} checks found a problem", findings.len());
    }
    Ok(())
}

/// The channels that notices go to. A start would fail without their certificates, so this does too.
fn notices(settings: &Settings) -> anyhow::Result<String> {
    settings.notify_ca()?;
    let webhook = settings.notify_webhook.as_ref().map(|webhook| format!("webhook at {}", webhook.host()));
    let email = settings.smtp_url.as_ref().map(|smtp| format!("e-mail from {} through {}", smtp.from, smtp.host));
    let channels: Vec<String> = webhook.into_iter().chain(email).collect();
    Ok(if channels.is_empty() { "no channel".to_owned() } else { channels.join(", ") })
}
