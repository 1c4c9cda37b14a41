//! Texts with a length limit.

use schemars::{Schema, json_schema};

use crate::InvalidValue;
use crate::domain::invalid_value::{deserialize_from_text, refused};

/// The characters that [`str::trim`] removes, for patterns. The `\s` of regular expressions differs from engine to engine.
const WHITE_SPACE: &str = r"\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000";

/// The rule of a text type.
pub(crate) struct TextRule {
    /// The minimum length in characters, after trimming.
    pub(crate) min: usize,
    /// The maximum length in characters, before trimming.
    pub(crate) max: usize,
    /// Whether surrounding white space is removed.
    pub(crate) trimmed: bool,
    /// Whether line breaks and tabs are allowed.
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
            return Err(refused(text, "contains control characters", "remove them"));
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

            /// Returns the text.
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

        $crate::domain::invalid_value::impl_json_schema!($name, Self::RULE.schema());
    };
}

text_type! {
    /// The name of an account at the facility: at most 100 characters, and at least 3 without surrounding white space, which is
    /// removed.
    NetId, TextRule { min: 3, max: 100, trimmed: true, lines: false }
}
text_type! {
    /// The facility's reference: 1 to 100 characters.
    BookingReference, TextRule { min: 1, max: 100, trimmed: false, lines: false }
}
text_type! {
    /// The reason of a failure: 1 to 2,000 characters.
    ErrorMessage, TextRule { min: 1, max: 2_000, trimmed: false, lines: true }
}
text_type! {
    /// The reason of a cancel: 1 to 2,000 characters.
    CancelReason, TextRule { min: 1, max: 2_000, trimmed: false, lines: true }
}
text_type! {
    /// The caller's identifier of a request, so that a repeated request books once: 1 to 200 characters.
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
    /// Folds the case. Uppercase unifies letters with two lowercase forms (ς and σ, ß and ss). Lowercase comes first because
    /// uppercase would keep ẞ.
    pub(crate) fn folded(&self) -> String {
        self.0.to_lowercase().to_uppercase().to_lowercase()
    }
}
