//! The contract's table of errors.

/// Every code, with its status.
pub(crate) const ERRORS: [(&str, u16); 27] = [
    ("invalid_json", 400),
    ("missing_action", 400),
    ("unknown_action", 400),
    ("invalid_field", 400),
    ("account_not_found", 404),
    ("booking_not_found", 404),
    ("plan_not_found", 404),
    ("slot_conflict", 409),
    ("account_inactive", 409),
    ("no_facility", 409),
    ("netid_taken", 409),
    ("account_in_use", 409),
    ("invalid_transition", 409),
    ("slot_begun", 409),
    ("idempotency_mismatch", 422),
    ("unauthorized", 401),
    ("forbidden_host", 403),
    ("forbidden_origin", 403),
    ("not_found", 404),
    ("method_not_allowed", 405),
    ("request_timeout", 408),
    ("payload_too_large", 413),
    ("unsupported_media_type", 415),
    ("overloaded", 503),
    ("storage_unavailable", 503),
    ("invalid_clock", 503),
    ("internal", 500),
];

pub(super) fn status_of(code: &str) -> u16 {
    ERRORS.into_iter().find(|(known, _)| *known == code).unwrap().1
}
