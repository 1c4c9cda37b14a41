//! Actions on the channels of notices.

pub(super) mod get_notice_settings;
pub(super) mod send_test_notice;
