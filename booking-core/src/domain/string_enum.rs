//! Enums that are strings in JSON and SQL.

/// Values that are ASCII strings in the database. Parsed from bytes, because checking a column for UTF-8 first takes longer than
/// parsing it.
pub(crate) trait ParseBytes: Sized {
    /// Parses `text`.
    fn parse_bytes(text: &[u8]) -> Option<Self>;
}

/// Declares an enum with its strings, from which parsing, formatting, JSON and JSON Schema follow.
macro_rules! string_enum {
    ($(#[$doc:meta])* $name:ident, $noun:literal { $($(#[$variant_doc:meta])* $variant:ident => $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$variant_doc])* $variant),+ }

        impl $name {
            /// All variants.
            pub const ALL: [Self; [$($word),+].len()] = [$(Self::$variant),+];

            /// Returns the string in JSON and SQL.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl $crate::domain::string_enum::ParseBytes for $name {
            fn parse_bytes(text: &[u8]) -> Option<Self> {
                $(if text == $word.as_bytes() {
                    return Some(Self::$variant);
                })+
                None
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::InvalidValue;

            fn from_str(word: &str) -> Result<Self, Self::Err> {
                let remedy = || format!("use one of {}", [$($word),+].join(", "));
                <Self as $crate::domain::string_enum::ParseBytes>::parse_bytes(word.as_bytes())
                    .ok_or_else(|| $crate::domain::invalid_value::refused(word, concat!("is not ", $noun), &remedy()))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        $crate::domain::invalid_value::deserialize_from_text!($name, format!("one of {}", [$($word),+].join(", ")));

        $crate::domain::invalid_value::impl_json_schema!($name, schemars::json_schema!({ "type": "string", "enum": [$($word),+] }));
    };
}
pub(crate) use string_enum;
