//! The rule that only divided locations have a sub-location, for the schemas of requests.

use booking_core::slot::Location;
use schemars::Schema;
use serde_json::json;

/// Adds the rule to the schema of a request with `location` and `sub_location`.
pub(crate) fn whole_place(schema: &mut Schema) {
    let whole: Vec<Location> = Location::ALL.into_iter().filter(|location| !location.has_sub_locations()).collect();
    schema.insert("if".into(), json!({ "properties": { "location": { "enum": whole } } }));
    schema.insert("then".into(), json!({ "properties": { "sub_location": { "type": "null" } } }));
}
