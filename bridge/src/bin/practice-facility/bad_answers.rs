//! Answers that no client should rely on, but every client must survive.

use std::io;
use std::iter;

use actix_web::body::to_bytes;
use actix_web::dev::ServiceResponse;
use actix_web::http::header::{self, ContentType};
use actix_web::http::{StatusCode, header::HeaderValue};
use actix_web::web::Bytes;
use actix_web::{HttpResponse, HttpResponseBuilder};
use clap::ValueEnum;
use futures_util::stream;
use serde_json::{Value, json};

/// A way to spoil an answer.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum BadAnswer {
    /// A web page with status 200.
    Html,
    /// The first half of the body.
    HalfJson,
    /// A body without an end.
    Endless,
    /// A redirect to another host.
    Redirect,
    /// Every id as text.
    TextIds,
    /// `{"data": null}`.
    NullData,
}

impl BadAnswer {
    /// Replaces an answer by its spoilt form.
    pub(crate) async fn spoil(self, answer: ServiceResponse) -> ServiceResponse {
        let (request, answer) = answer.into_parts();
        let status = answer.status();
        let body = to_bytes(answer.into_body()).await.unwrap_or_default();
        let spoilt = match self {
            Self::Html => HttpResponse::Ok().content_type(ContentType::html()).body("<html><body>Closed</body></html>"),
            Self::HalfJson => json_response(status).body(body.slice(..body.len() / 2)),
            Self::Endless => json_response(status).streaming(stream::iter(endless())),
            Self::Redirect => {
                let elsewhere = HeaderValue::from_static("http://elsewhere.invalid/");
                HttpResponse::Found().insert_header((header::LOCATION, elsewhere)).finish()
            }
            Self::TextIds => {
                json_response(status).json(with_text_ids(serde_json::from_slice(&body).unwrap_or_default()))
            }
            Self::NullData => json_response(status).json(json!({"data": null})),
        };
        ServiceResponse::new(request, spoilt)
    }
}

fn json_response(status: StatusCode) -> HttpResponseBuilder {
    let mut response = HttpResponse::build(status);
    response.content_type(ContentType::json());
    response
}

fn endless() -> impl Iterator<Item = io::Result<Bytes>> {
    let zeros = Bytes::from("0,".repeat(8_192));
    iter::once(Bytes::from_static(b"{\"data\":[")).chain(iter::repeat(zeros)).map(Ok)
}

/// Turns the numbers of members named `id` or `…Id` into text.
fn with_text_ids(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(with_text_ids).collect(),
        Value::Object(members) => {
            let convert = |(name, value): (String, Value)| match value {
                Value::Number(number) if name == "id" || name.ends_with("Id") => (name, json!(number.to_string())),
                other => (name, with_text_ids(other)),
            };
            Value::Object(members.into_iter().map(convert).collect())
        }
        other => other,
    }
}

/// Replaces an answer by a broken connection: the body fails before the head is flushed.
pub(crate) fn broken(answer: ServiceResponse) -> ServiceResponse {
    let failure = io::Error::from(io::ErrorKind::ConnectionAborted);
    let body = stream::iter([Err::<Bytes, _>(failure)]);
    ServiceResponse::new(answer.into_parts().0, HttpResponse::Ok().streaming(body))
}
