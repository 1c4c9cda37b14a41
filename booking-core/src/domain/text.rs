//! Texts with a length limit and without characters that hide what they say.

use schemars::{Schema, json_schema};

use crate::InvalidValue;
use crate::domain::characters::{ALLOWED_UNSEEN, FORBIDDEN, UNSEEN, WHITE_SPACE, is_allowed, is_seen, to_compare};
use crate::domain::invalid_value::{deserialize_from_text, refused};

/// The rule of a text type.
pub(crate) struct TextRule {
    /// The minimum number of visible characters.
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
        let remedy = format!("use {} to {} characters", self.min, self.max);
        let seen = text.chars().filter(|character| is_seen(*character)).count();
        if seen < self.min {
            return Err(refused(text, &format!("has {seen} visible characters"), &remedy));
        }
        let sent = raw.chars().count();
        if sent > self.max {
            return Err(refused(raw, &format!("has {sent} characters"), &remedy));
        }
        if !text.chars().all(|character| is_allowed(character, self.lines)) {
            return Err(refused(
                text,
                "contains control characters, line separators or direction overrides",
                "remove them",
            ));
        }
        Ok(text.to_owned())
    }

    pub(crate) fn schema(&self) -> Schema {
        let lines = usize::from(self.lines);
        let (between, unseen, forbidden) = (&ALLOWED_UNSEEN[lines], &*UNSEEN, &FORBIDDEN[lines]);
        let around = if self.trimmed { format!("[{}]*", *WHITE_SPACE) } else { String::new() };
        let pattern = format!("^{around}(?:[{between}]*[^{unseen}]){{{min}}}[^{forbidden}]*{around}$", min = self.min);
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
    /// The name of an account at the facility: at most 100 characters, and at least 3 visible ones. Surrounding white space is
    /// removed.
    NetId, TextRule { min: 3, max: 100, trimmed: true, lines: false }
}
text_type! {
    /// The facility's reference: 1 to 100 characters, a visible one among them.
    BookingReference, TextRule { min: 1, max: 100, trimmed: false, lines: false }
}
text_type! {
    /// A text to search for: 1 to 100 characters.
    SearchText, TextRule { min: 1, max: 100, trimmed: false, lines: false }
}
text_type! {
    /// The reason of a failure: 1 to 2,000 characters, a visible one among them.
    ErrorMessage, TextRule { min: 1, max: 2_000, trimmed: false, lines: true }
}
text_type! {
    /// The reason of a cancel: 1 to 2,000 characters, a visible one among them.
    CancelReason, TextRule { min: 1, max: 2_000, trimmed: false, lines: true }
}
text_type! {
    /// The caller's identifier of a request, so that a repeated request books once: 1 to 200 characters, a visible one among
    /// them.
    IdempotencyKey, TextRule { min: 1, max: 200, trimmed: false, lines: false }
}

impl ErrorMessage {
    /// Cuts `text` to the length and drops the characters that an error message cannot hold.
    pub(crate) fn cut(text: &str) -> Self {
        let allowed = |character: &char| is_allowed(*character, Self::RULE.lines);
        let kept: String = text.chars().filter(allowed).take(Self::RULE.max).collect();
        Self(if kept.chars().any(is_seen) { kept } else { "No reason was given.".to_owned() })
    }
}

impl CancelReason {
    /// A reason of the program's own, within the rule.
    pub(crate) fn fixed(text: &'static str) -> Self {
        Self(text.to_owned())
    }
}

impl NetId {
    /// Returns the form in which two names that look the same are equal.
    pub(crate) fn folded(&self) -> String {
        to_compare(&self.0)
    }
}

impl SearchText {
    /// The form in which it is looked for in folded texts.
    pub(crate) fn folded(&self) -> String {
        to_compare(self.0.trim())
    }
}
