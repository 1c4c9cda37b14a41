//! Integers with a range.

/// Declares an integer type whose values are within a range.
macro_rules! whole_number {
    ($(#[$doc:meta])* $name:ident, $min:literal ..= $max:expr, $unit:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(i64);

        impl $name {
            /// The smallest value.
            pub const MIN: i64 = $min;
            /// The largest value.
            pub const MAX: i64 = $max;

            /// Returns the number.
            #[must_use]
            pub const fn get(self) -> i64 {
                self.0
            }

            fn expected() -> String {
                match Self::MAX {
                    i64::MAX => format!("{}, {} or more", $unit, Self::MIN),
                    max => format!("{}, {} to {max}", $unit, Self::MIN),
                }
            }
        }

        impl TryFrom<i64> for $name {
            type Error = $crate::InvalidValue;

            fn try_from(number: i64) -> Result<Self, Self::Error> {
                match number {
                    Self::MIN..=Self::MAX => Ok(Self(number)),
                    _ => Err($crate::InvalidValue(format!("{number} is out of range: use {}.", Self::expected()))),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(out)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.0)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                use serde::de::Error as _;
                let value = serde_json::Value::deserialize(deserializer)?;
                match value.as_i64() {
                    Some(number) => Self::try_from(number).map_err(D::Error::custom),
                    None => Err(D::Error::custom(format_args!(
                        "{} is invalid: use {}.",
                        $crate::domain::invalid_value::named(&value),
                        Self::expected()
                    ))),
                }
            }
        }

        $crate::domain::invalid_value::impl_json_schema!($name, schemars::json_schema!({ "type": "integer", "format": "int64", "minimum": Self::MIN, "maximum": Self::MAX }));
    };
}
pub(crate) use whole_number;
