use std::fmt;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::profile::{BookingsPerDay, MinutesAhead, NoticeMinutes, RequestsPerSecond, SignInMethod};
use super::{AnswerRow, AnswerTable, FacilityUrl, Products, Profile, ProfileLocation, Refresh};
use crate::gateway::{FacilityId, Outcome};
use crate::slot::{Location, TimeSlot};

/// The most rows of the answer table.
const ANSWERS_LIMIT: usize = 200;

/// A profile that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileError {
    /// The line, counted from 1, where one is at fault.
    pub line: Option<usize>,
    /// The problem there.
    pub sentence: String,
}

impl fmt::Display for ProfileError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(out, "line {line}: {}", self.sentence),
            None => out.write_str(&self.sentence),
        }
    }
}

impl std::error::Error for ProfileError {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawProfile {
    name: Spanned<String>,
    url: FacilityUrl,
    #[serde(default)]
    practice: bool,
    sign_in: SignInMethod,
    requests_per_second: RequestsPerSecond,
    first_slot: TimeSlot,
    last_slot: Spanned<TimeSlot>,
    minimum_notice_minutes: NoticeMinutes,
    locations: Spanned<Vec<Spanned<RawLocation>>>,
    refresh: Option<Spanned<RawRefresh>>,
    #[serde(default)]
    answers: Vec<Spanned<RawAnswer>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLocation {
    name: Location,
    product: Option<FacilityId>,
    products: Option<RawHalves>,
    opens_minutes_ahead: MinutesAhead,
    bookings_per_day: Option<BookingsPerDay>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawHalves {
    #[serde(rename = "A")]
    a: FacilityId,
    #[serde(rename = "B")]
    b: FacilityId,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRefresh {
    path: String,
    field: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAnswer {
    status: u16,
    message: String,
    means: Outcome,
}

/// A sentence and the bytes of the file that it is about.
type Fault = (Range<usize>, String);

impl Profile {
    /// Reads a profile.
    ///
    /// # Errors
    /// [`ProfileError`] with the line that is at fault.
    pub fn parse(toml: &str) -> Result<Self, ProfileError> {
        let raw: RawProfile = toml::from_str(toml).map_err(|error| ProfileError {
            line: error.span().map(|span| line_of(toml, span.start)),
            sentence: sentence(error.message()),
        })?;
        check(raw).map_err(|(span, sentence)| ProfileError { line: Some(line_of(toml, span.start)), sentence })
    }
}

/// One sentence, whatever the parser wrote.
fn sentence(message: &str) -> String {
    let text = message.trim().replace('\n', "; ");
    if text.ends_with('.') { text } else { format!("{text}.") }
}

fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

fn check(raw: RawProfile) -> Result<Profile, Fault> {
    Ok(Profile {
        name: short_text("name", raw.name.span(), raw.name.get_ref())?,
        url: raw.url,
        practice: raw.practice,
        sign_in: raw.sign_in,
        requests_per_second: raw.requests_per_second,
        last_slot: last_slot(raw.first_slot, &raw.last_slot)?,
        first_slot: raw.first_slot,
        minimum_notice: raw.minimum_notice_minutes,
        locations: locations(raw.locations)?,
        refresh: raw.refresh.map(refresh).transpose()?,
        answers: answers(raw.answers)?,
    })
}

fn short_text(what: &str, span: Range<usize>, text: &str) -> Result<String, Fault> {
    if (1..=100).contains(&text.chars().count()) && !text.chars().any(char::is_control) {
        return Ok(text.to_owned());
    }
    Err((span, format!("{what} has 1 to 100 characters and no line breaks.")))
}

fn last_slot(first: TimeSlot, last: &Spanned<TimeSlot>) -> Result<TimeSlot, Fault> {
    let last_slot = *last.get_ref();
    if last_slot < first {
        return Err((last.span(), format!("last_slot {last_slot} is before first_slot {first}.")));
    }
    Ok(last_slot)
}

fn locations(raw: Spanned<Vec<Spanned<RawLocation>>>) -> Result<Vec<ProfileLocation>, Fault> {
    let whole = raw.span();
    let mut locations: Vec<ProfileLocation> = Vec::new();
    for entry in raw.into_inner() {
        let span = entry.span();
        let location = location(entry)?;
        if locations.iter().any(|other| other.name == location.name) {
            return Err((span, format!("{} is named twice.", location.name)));
        }
        locations.push(location);
    }
    if locations.is_empty() {
        return Err((whole, "At least one of [[locations]] is needed.".to_owned()));
    }
    Ok(locations)
}

fn location(entry: Spanned<RawLocation>) -> Result<ProfileLocation, Fault> {
    let (span, raw) = (entry.span(), entry.into_inner());
    let name = raw.name;
    let products = match (raw.product, raw.products, name.has_sub_locations()) {
        (Some(id), None, false) => Products::One(id),
        (None, Some(RawHalves { a, b }), true) if a != b => Products::Halves { a, b },
        (None, Some(_), true) => return Err((span, format!("{name} has two halves: give each its own product."))),
        (_, _, true) => return Err((span, format!("{name} has two halves: give products = {{ A = …, B = … }}."))),
        (_, _, false) => return Err((span, format!("{name} has no halves: give product = …."))),
    };
    let RawLocation { opens_minutes_ahead, bookings_per_day, .. } = raw;
    Ok(ProfileLocation { name, products, opens_minutes_ahead, bookings_per_day })
}

fn refresh(raw: Spanned<RawRefresh>) -> Result<Refresh, Fault> {
    let (span, raw) = (raw.span(), raw.into_inner());
    let path = short_text("path", span.clone(), &raw.path)?;
    if !path.starts_with('/') || path.contains(['?', '#']) || path.starts_with("//") {
        return Err((span, "The path begins with a slash and has no query.".to_owned()));
    }
    Ok(Refresh { path, field: short_text("field", span, &raw.field)? })
}

fn answers(raw: Vec<Spanned<RawAnswer>>) -> Result<AnswerTable, Fault> {
    if let Some(row) = raw.get(ANSWERS_LIMIT) {
        return Err((row.span(), format!("At most {ANSWERS_LIMIT} of [[answers]] are taken.")));
    }
    let rows = raw.into_iter().map(|row| {
        let (span, row) = (row.span(), row.into_inner());
        AnswerRow::new(row.status, &row.message, row.means).map_err(|error| (span, error.0))
    });
    rows.collect::<Result<_, _>>().map(AnswerTable::new)
}
