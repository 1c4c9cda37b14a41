//! The ceiling of `scripts/bench`: an actix server that takes the body and answers with fixed bytes.
//!
//! `static_answer PORT GET_FILE LIST_FILE` answers at `/get` and at `/list` with what the two files hold.

use actix_web::http::header::ContentType;
use actix_web::web::{self, Bytes};
use actix_web::{App, HttpResponse, HttpServer};
use anyhow::Context as _;

fn answer(bytes: Bytes) -> actix_web::Route {
    web::post().to(move |_body: Bytes| {
        let bytes = bytes.clone();
        async { HttpResponse::Ok().content_type(ContentType::json()).body(bytes) }
    })
}

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next().context("usage: static_answer PORT GET_FILE LIST_FILE");
    let port: u16 = next()?.parse()?;
    let (get, list) = (Bytes::from(std::fs::read(next()?)?), Bytes::from(std::fs::read(next()?)?));
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let server = HttpServer::new(move || {
        let (get, list) = (answer(get.clone()), answer(list.clone()));
        App::new().route("/get", get).route("/list", list).default_service(web::to(HttpResponse::NotFound))
    });
    let server = server.workers(workers).bind(("127.0.0.1", port))?.run();
    Ok(actix_web::rt::System::new().block_on(server)?)
}
