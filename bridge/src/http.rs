//! HTTP: a request in, a JSON response out.
//!
//! | module | does |
//! | --- | --- |
//! | [`routes`] | registers every path |
//! | [`guard`] | checks Host, Origin and token |
//! | [`cors`] | answers CORS preflights |
//! | [`dispatch`] | turns a body into an action and its response |
//! | [`arguments`] | parses an action's arguments and names the one at fault |
//! | [`response`] | writes an action's outcome as JSON |
//! | [`booking_list`] | streams lists of bookings in bounded memory |
//! | [`calendar`] | serves the calendar of an account under its link |
//! | [`events`] | streams live updates |
//! | [`error`] | the only file that names an error's HTTP status |
//! | [`openapi`] | generates the OpenAPI document from the actions' types |

pub mod arguments;
pub mod booking_list;
pub mod calendar;
pub mod cors;
pub mod dispatch;
pub mod error;
pub mod events;
pub mod guard;
pub mod openapi;
pub mod response;
pub mod routes;
