//! Parsing never panics, and parsed values are formatted in their canonical form.

use std::fmt::{Debug, Display};
use std::str::FromStr;

use booking_core::InvalidValue;
use booking_core::audit::EventType;
use booking_core::clock::Timestamp;
use booking_core::ids::{AccountId, BookingId};
use booking_core::password::Password;
use booking_core::query::{Cursor, ListOrder, PageLimit};
use booking_core::retry_policy::RetryInterval;
use booking_core::search::{SearchCursor, SearchOrder};
use booking_core::slot::{BookingDate, Location, SubLocation, TimeSlot};
use booking_core::statistics::GroupBy;
use booking_core::status::Status;
use booking_core::text::{BookingReference, CancelReason, ErrorMessage, IdempotencyKey, NetId, SearchText};
use chrono::{Datelike as _, NaiveDate, NaiveTime};
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Text that is often nearly valid.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[0-9:_T. +-]{0,24}",
        "[0-9]{4}-[0-9]{2}-[0-9]{2}",
        "[0-2][0-9]:[0-6][0-9](:[0-6][0-9])?",
        "20[0-9]{2}-[01][0-9]-[0-3][0-9]_[0-2][0-9]:[0-5][0-9]:[0-5][0-9]_-?[0-9]{1,20}",
        "(pending|confirmed|Fitness|X1|A|asc|day| |\u{a0}|\u{1f3ca}|\u{0}){0,2}",
        "[ab \u{200b}\u{200d}\u{2028}\u{202e}\u{2067}\u{ad}\u{3164}\u{e0041}]{0,6}",
    ]
}

/// Parses, or returns `None` after checking the length of the error.
fn parsed_or_refused<T: FromStr<Err = InvalidValue>>(text: &str) -> Result<Option<T>, TestCaseError> {
    match text.parse() {
        Ok(value) => Ok(Some(value)),
        Err(InvalidValue { .. }) if text.parse::<T>().is_ok() => Err(TestCaseError::fail("refused only sometimes")),
        Err(refusal) => {
            let sentence = refusal.to_string();
            prop_assert!(sentence.ends_with('.') && sentence.chars().count() < 1_000, "{}", sentence);
            prop_assert!(!sentence.chars().any(char::is_control), "{}", sentence);
            Ok(None)
        }
    }
}

/// A parsed value round-trips through its text and through JSON.
fn round_trip<T>(text: &str) -> Result<(), TestCaseError>
where
    T: FromStr<Err = InvalidValue> + Display + Debug + PartialEq + Serialize + DeserializeOwned,
{
    if let Some(value) = parsed_or_refused::<T>(text)? {
        prop_assert_eq!(&value.to_string().parse::<T>().unwrap(), &value);
        let json = serde_json::to_string(&value).unwrap();
        prop_assert_eq!(&json, &serde_json::to_string(&value.to_string()).unwrap());
        prop_assert_eq!(serde_json::from_str::<T>(&json).unwrap(), value);
    }
    Ok(())
}

/// Whether a character leaves no mark. The ranges are those of Unicode's `Default_Ignorable_Code_Point`.
fn is_unseen(character: char) -> bool {
    character.is_control()
        || character.is_whitespace()
        || matches!(u32::from(character),
            0xad | 0x34f | 0x61c | 0x115f..=0x1160 | 0x17b4..=0x17b5 | 0x180b..=0x180f | 0x200b..=0x200f | 0x202a..=0x202e
            | 0x2060..=0x206f | 0x3164 | 0xfe00..=0xfe0f | 0xfeff | 0xffa0 | 0xfff0..=0xfff8 | 0x1_bca0..=0x1_bca3
            | 0x1_d173..=0x1_d17a | 0xe_0000..=0xe_0fff)
}

/// Whether a character hides what a text says.
fn is_misleading(character: char) -> bool {
    character.is_control() || matches!(u32::from(character), 0x2028..=0x2029 | 0x202a..=0x202e | 0x2066..=0x2069)
}

/// A text is taken as it is, except for surrounding white space where `trimmed`. The maximum counts that white space too, the
/// minimum only what is seen.
fn as_it_is<T>(text: &str, lengths: std::ops::RangeInclusive<usize>, trimmed: bool) -> Result<(), TestCaseError>
where
    T: FromStr<Err = InvalidValue> + Display,
{
    let expected = if trimmed { text.trim() } else { text };
    let seen = expected.chars().filter(|character| !is_unseen(*character)).count();
    match parsed_or_refused::<T>(text)? {
        Some(value) => {
            prop_assert_eq!(value.to_string(), expected);
            prop_assert!(seen >= *lengths.start() && text.chars().count() <= *lengths.end());
        }
        None => prop_assert!(
            seen < *lengths.start() || text.chars().count() > *lengths.end() || expected.chars().any(is_misleading),
            "{:?} was refused",
            text
        ),
    }
    Ok(())
}

/// An integer parses if and only if it is in its range.
fn within<T: TryFrom<i64, Error = InvalidValue> + DeserializeOwned>(
    number: i64,
    range: std::ops::RangeInclusive<i64>,
) -> Result<(), TestCaseError> {
    prop_assert_eq!(T::try_from(number).is_ok(), range.contains(&number));
    prop_assert_eq!(serde_json::from_str::<T>(&number.to_string()).is_ok(), range.contains(&number));
    for other in [format!("{number}.5"), format!("\"{number}\""), format!("[{number}]")] {
        prop_assert!(serde_json::from_str::<T>(&other).is_err(), "{}", other);
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_parsed_or_refused_with_a_sentence(text in text()) {
        round_trip::<BookingDate>(&text)?;
        round_trip::<TimeSlot>(&text)?;
        round_trip::<Cursor>(&text)?;
        round_trip::<SearchCursor>(&text)?;
        round_trip::<SearchOrder>(&text)?;
        round_trip::<Status>(&text)?;
        round_trip::<Location>(&text)?;
        round_trip::<SubLocation>(&text)?;
        round_trip::<EventType>(&text)?;
        round_trip::<GroupBy>(&text)?;
        round_trip::<ListOrder>(&text)?;
        parsed_or_refused::<Timestamp>(&text)?;
    }

    #[test]
    fn texts_are_kept_or_refused(text in prop_oneof![text(), "\\PC{0,250}", " *[a-z]{2,4}[\t\n ]*"]) {
        as_it_is::<NetId>(&text, 3..=100, true)?;
        as_it_is::<BookingReference>(&text, 1..=100, false)?;
        as_it_is::<IdempotencyKey>(&text, 1..=200, false)?;
        as_it_is::<SearchText>(&text, 1..=100, false)?;
        if !text.contains(['\n', '\r', '\t']) {
            as_it_is::<ErrorMessage>(&text, 1..=2_000, false)?;
            as_it_is::<CancelReason>(&text, 1..=2_000, false)?;
        }
    }

    #[test]
    fn every_calendar_date_from_2000_to_2100_parses(year in 1990..2110_i32, month in 0..14_u32, day in 0..33_u32) {
        let text = format!("{year:04}-{month:02}-{day:02}");
        let exists = NaiveDate::from_ymd_opt(year, month, day).is_some_and(|date| (2000..=2100).contains(&date.year()));
        match parsed_or_refused::<BookingDate>(&text)? {
            Some(date) => prop_assert!(exists && date.to_string() == text),
            None => prop_assert!(!exists, "{} was refused", text),
        }
    }

    #[test]
    fn every_time_of_day_parses_with_and_without_seconds(hour in 0..30_u32, minute in 0..70_u32, second in 0..70_u32) {
        let whole = format!("{hour:02}:{minute:02}:{second:02}");
        let exists = NaiveTime::from_hms_opt(hour, minute, second).is_some();
        prop_assert_eq!(parsed_or_refused::<TimeSlot>(&whole)?.map(|time| time.to_string()), exists.then_some(whole));
        let short = format!("{hour:02}:{minute:02}");
        let exists = hour < 24 && minute < 60;
        prop_assert_eq!(parsed_or_refused::<TimeSlot>(&short)?.map(|time| time.to_string()), exists.then(|| format!("{short}:00")));
    }

    #[test]
    fn timestamps_round_trip(millis in 0_i64..4_133_980_800_000) {
        let moment = chrono::DateTime::from_timestamp_millis(millis).unwrap();
        let text = moment.format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string();
        prop_assert_eq!(Timestamp::from(moment).to_string(), text.clone());
        prop_assert_eq!(text.parse(), Ok(Timestamp::from(moment)));
    }

    #[test]
    fn whole_numbers_keep_to_their_ranges(number in prop_oneof![any::<i64>(), -2_i64..1_100, 86_390_i64..86_410]) {
        within::<AccountId>(number, 1..=i64::MAX)?;
        within::<BookingId>(number, 1..=i64::MAX)?;
        within::<PageLimit>(number, 1..=1_000)?;
        within::<RetryInterval>(number, 1..=86_400)?;
    }

    #[test]
    fn a_refused_password_is_not_repeated(secret in "[a-z]{20}") {
        let long = secret.repeat(60);
        let refusal = Password::parse(long).err().unwrap().to_string();
        prop_assert!(!refusal.contains(&secret[..8]), "{}", refusal);
        prop_assert_eq!(refusal, "A password has 1 to 1024 characters, not 1200.");
        let listed = serde_json::from_str::<Password>(&format!("[\"{secret}\"]")).err().unwrap().to_string();
        prop_assert!(!listed.contains(&secret[..8]), "{}", listed);
    }
}

#[test]
fn lengths_are_counted_in_characters() {
    let swimmers = |count| "\u{1f3ca}".repeat(count);
    assert!(Password::parse(swimmers(1_024)).is_ok());
    assert!(Password::parse(swimmers(1_025)).is_err());
    assert!(Password::parse(String::new()).is_err());
    assert!(swimmers(100).parse::<NetId>().is_ok());
    assert!(swimmers(101).parse::<NetId>().is_err());
    assert!("line\nbreak\tand\r\n".parse::<ErrorMessage>().is_ok());
    assert!("line\nbreak".parse::<BookingReference>().is_err());
}

#[test]
fn a_text_has_a_visible_character() {
    for unseen in [" ", "\n\r\n", "\u{a0}", "\u{200b}", "\u{3164}", "\u{feff} \u{ad}"] {
        assert!(unseen.parse::<BookingReference>().is_err(), "{unseen:?}");
        assert!(unseen.parse::<ErrorMessage>().is_err(), "{unseen:?}");
        assert!(format!("ab{unseen}").parse::<NetId>().is_err(), "{unseen:?}");
    }
}

#[test]
fn a_text_in_any_script_is_taken() {
    let scripts = [
        "می\u{200c}خواهم",
        "क्\u{200d}ष क्\u{200c}ष",
        "👩\u{200d}👩\u{200d}👧 ❤\u{fe0f} 👋",
        "שלום עולם",
        "مرحبا",
        "张伟明",
        "e\u{301}e\u{301}e\u{301}",
    ];
    for text in scripts {
        assert_eq!(text.parse::<NetId>().unwrap().as_str(), text);
        assert_eq!(text.parse::<ErrorMessage>().unwrap().as_str(), text);
    }
}

#[test]
fn dates_are_valid_from_2000_to_2100() {
    for date in ["2000-01-01", "2000-02-29", "2096-02-29", "2100-02-28", "2100-12-31"] {
        assert_eq!(date.parse::<BookingDate>().unwrap().to_string(), date);
    }
    let refusal = |date: &str| date.parse::<BookingDate>().unwrap_err().to_string();
    for date in ["1999-12-31", "2101-01-01"] {
        assert!(refusal(date).contains("is out of range"), "{date}");
    }
    for date in ["2100-02-29", "2026-02-29", "2026-00-10", "02026-01-01", "+026-01-01"] {
        assert!(refusal(date).contains("is not a date"), "{date}");
    }
}
