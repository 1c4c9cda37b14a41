//! Texts with a length, and the one place where text arguments are taken from JSON.

use schemars::{Schema, json_schema};

use crate::InvalidValue;
use crate::domain::invalid_value::{deserialize_from_text, refused};

/// What [`str::trim`] takes away, for a schema's pattern: the `\s` of every regular expression is another one.
const WHITE_SPACE: &str = r"\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000";

/// What a text may be.
pub(crate) struct TextRule {
    /// The fewest characters that must be left when white space is taken away.
    pub(crate) min: usize,
    /// The most characters that may be sent.
    pub(crate) max: usize,
    /// Whether white space around it is taken away first.
    pub(crate) trimmed: bool,
    /// Whether line breaks and tabs may stand in it.
    pub(crate) lines: bool,
}

impl TextRule {
    pub(crate) fn parse(&self, raw: &str) -> Result<String, InvalidValue> {
        let text = if self.trimmed { raw.trim() } else { raw };
        let (left, sent) = (text.chars().count(), raw.chars().count());
        if left < self.min || sent > self.max {
            let (shown, length) = if left < self.min { (text, left) } else { (raw, sent) };
            let remedy = format!("use {} to {} characters", self.min, self.max);
            return Err(refused(shown, &format!("has {length} characters"), &remedy));
        }
        let allowed =
            |character: char| !character.is_control() || (self.lines && matches!(character, '\n' | '\r' | '\t'));
        if !text.chars().all(allowed) {
            return Err(refused(text, "holds control characters", "leave them out"));
        }
        Ok(text.to_owned())
    }

    pub(crate) fn schema(&self) -> Schema {
        let controls = if self.lines { r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f" } else { r"\x00-\x1f\x7f-\x9f" };
        let pattern = if self.trimmed {
            let (end, between) = (format!("[^{WHITE_SPACE}{controls}]"), self.min.saturating_sub(2));
            format!("^[{WHITE_SPACE}]*{end}[^{controls}]{{{between},}}{end}[{WHITE_SPACE}]*$")
        } else {
            format!("^[^{controls}]*$")
        };
        json_schema!({ "type": "string", "minLength": self.min, "maxLength": self.max, "pattern": pattern })
    }
}

macro_rules! text_type {
    ($(#[$doc:meta])* $name:ident, $rule:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub struct $name(String);

        impl $name {
            const RULE: TextRule = $rule;

            /// The text itself.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = InvalidValue;

            fn from_str(raw: &str) -> Result<Self, Self::Err> {
                Self::RULE.parse(raw).map(Self)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(&self.0)
            }
        }

        deserialize_from_text!($name, format!("text of {} to {} characters", Self::RULE.min, Self::RULE.max));

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                Self::RULE.schema()
            }
        }
    };
}

text_type! {
    /// The name under which a person books, unique without regard to case. White space around it is taken away: at most 100
    /// characters may be sent, and at least 3 must be left.
    NetId, TextRule { min: 3, max: 100, trimmed: true, lines: false }
}
text_type! {
    /// The confirmation number that the facility gave: 1 to 100 characters.
    BookingReference, TextRule { min: 1, max: 100, trimmed: false, lines: false }
}
text_type! {
    /// Why an attempt failed: 1 to 2,000 characters.
    ErrorMessage, TextRule { min: 1, max: 2_000, trimmed: false, lines: true }
}
text_type! {
    /// Why a booking was cancelled: 1 to 2,000 characters.
    CancelReason, TextRule { min: 1, max: 2_000, trimmed: false, lines: true }
}
text_type! {
    /// The caller's own name for one attempt, so that a repeated request books once: 1 to 200 characters.
    IdempotencyKey, TextRule { min: 1, max: 200, trimmed: false, lines: false }
}

impl ErrorMessage {
    /// Cuts `text` to the length and drops the characters that an error message cannot hold.
    pub(crate) fn cut(text: &str) -> Self {
        let allowed = |letter: &char| !letter.is_control() || matches!(letter, '\n' | '\r' | '\t');
        let kept: String = text.chars().filter(allowed).take(Self::RULE.max).collect();
        Self(if kept.is_empty() { "No reason was given.".to_owned() } else { kept })
    }
}

impl CancelReason {
    /// A reason of the program's own, within the rule.
    pub(crate) fn fixed(text: &'static str) -> Self {
        Self(text.to_owned())
    }
}

impl NetId {
    /// The form in which two netids that differ only in case are the same. Some letters have two small forms and one large
    /// one, so that small letters are the same only if the large ones are: ς and σ, ß and ss. The large ẞ stays as it is among
    /// large letters: it is made small first.
    pub(crate) fn folded(&self) -> String {
        self.0.to_lowercase().to_uppercase().to_lowercase()
    }
}
