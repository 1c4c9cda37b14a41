//! Updates that must name at least one field to change.

use schemars::Schema;
use schemars::transform::Transform;
use serde_json::{Map, Value, json};

use crate::http::error::ApiError;

/// Adds to a JSON schema that at least one of these members must be present.
pub(super) struct AtLeastOne(pub(super) &'static [&'static str]);

impl Transform for AtLeastOne {
    fn transform(&mut self, schema: &mut Schema) {
        let absent: Map<String, Value> =
            self.0.iter().map(|name| ((*name).into(), json!({ "type": "null" }))).collect();
        schema.insert("not".into(), json!({ "properties": absent }));
    }
}

/// Refuses an update that names no field to change.
#[must_use]
pub(super) fn nothing_to_change(fields: &[&str]) -> ApiError {
    let first = fields.first().copied().unwrap_or_default();
    ApiError::field(first, format!("There is nothing to change. Give at least one of {}.", fields.join(", ")))
}
