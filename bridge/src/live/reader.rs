use std::io;
use std::time::Duration;

use actix_web::web::Bytes;
use futures_util::stream::{self, Stream};
use prometheus::IntGauge;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, watch};
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at};

/// The time between two comments, which show that the stream is alive.
const COMMENT_INTERVAL: Duration = Duration::from_secs(15);

const COMMENT: Bytes = Bytes::from_static(b": alive\n\n");
/// Tells a reader to read everything again.
const RESYNC: Bytes = Bytes::from_static(b"event: resync\ndata: {}\n\n");

/// An open event stream. Nothing is kept for a reader that does not read: it gets one `resync` for all that it missed.
pub struct Reader {
    hello: Option<Bytes>,
    events: broadcast::Receiver<Bytes>,
    closing: watch::Receiver<bool>,
    comments: Interval,
    _counted: Counted,
}

/// Counts a reader until it is dropped.
struct Counted(IntGauge);

impl Counted {
    fn new(gauge: IntGauge) -> Self {
        gauge.inc();
        Self(gauge)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.dec();
    }
}

impl Reader {
    pub(super) fn new(
        hello: Bytes,
        events: broadcast::Receiver<Bytes>,
        closing: watch::Receiver<bool>,
        readers: IntGauge,
    ) -> Self {
        let mut comments = interval_at(Instant::now() + COMMENT_INTERVAL, COMMENT_INTERVAL);
        comments.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Self { hello: Some(hello), events, closing, comments, _counted: Counted::new(readers) }
    }

    /// The next event or comment; `None` when the feed closes.
    pub async fn next(&mut self) -> Option<Bytes> {
        if let Some(hello) = self.hello.take() {
            return Some(hello);
        }
        tokio::select! {
            biased;
            _ = self.closing.wait_for(|closing| *closing) => None,
            event = self.events.recv() => match event {
                Ok(event) => Some(event),
                Err(RecvError::Lagged(_)) => {
                    self.events = self.events.resubscribe();
                    Some(RESYNC)
                }
                Err(RecvError::Closed) => None,
            },
            _ = self.comments.tick() => Some(COMMENT),
        }
    }

    /// The stream as the body of a response.
    pub fn into_stream(self) -> impl Stream<Item = io::Result<Bytes>> {
        stream::unfold(self, async |mut reader| Some((Ok(reader.next().await?), reader)))
    }
}

#[cfg(test)]
mod tests {
    use booking_core::clock::Timestamp;
    use booking_core::ids::BookingId;
    use booking_core::{Changes, Commit, CommitListener as _};
    use prometheus::Registry;

    use super::super::Feed;
    use super::*;

    fn commit(feed: &Feed, id: i64) {
        let changes = Changes { bookings: vec![BookingId::try_from(id).unwrap()], ..Changes::default() };
        feed.committed(&Commit { took: Duration::ZERO, requests: 1, changes: &changes });
    }

    fn now() -> Timestamp {
        "2026-11-22T09:30:00.000Z".parse().unwrap()
    }

    async fn text(reader: &mut Reader) -> String {
        String::from_utf8(reader.next().await.unwrap().to_vec()).unwrap()
    }

    #[tokio::test(start_paused = true)]
    async fn changes_are_gathered_for_100_ms_and_comments_come_every_15_s() {
        let feed = Feed::new(&Registry::new()).unwrap();
        let running = tokio::spawn({
            let feed = feed.clone();
            async move { feed.run().await }
        });
        let mut reader = feed.subscribe(now()).unwrap();
        assert_eq!(text(&mut reader).await, "event: hello\ndata: {\"now\":\"2026-11-22T09:30:00.000Z\"}\n\n");
        let start = Instant::now();
        commit(&feed, 2);
        commit(&feed, 1);
        assert!(text(&mut reader).await.contains("\"bookings\":[1,2]"));
        assert!((100..110).contains(&start.elapsed().as_millis()));
        for seconds in [15, 30] {
            assert_eq!(text(&mut reader).await, ": alive\n\n");
            assert_eq!(start.elapsed().as_secs(), seconds);
        }
        feed.close();
        assert_eq!(reader.next().await, None);
        running.await.unwrap();
    }

    #[tokio::test(start_paused = true)]
    async fn a_slow_reader_gets_one_resync_for_its_backlog() {
        let feed = Feed::new(&Registry::new()).unwrap();
        let mut reader = feed.subscribe(now()).unwrap();
        let events = async {
            for id in 1..100 {
                commit(&feed, id);
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
        };
        tokio::select! { () = feed.run() => unreachable!(), () = events => {} }
        assert!(text(&mut reader).await.starts_with("event: hello"));
        assert!(text(&mut reader).await.starts_with("event: resync"));
        // The comment was due while it did not read.
        assert_eq!(text(&mut reader).await, ": alive\n\n");
        commit(&feed, 100);
        tokio::select! { () = feed.run() => unreachable!(), event = text(&mut reader) => assert!(event.contains("[100]")) }
    }

    #[tokio::test]
    async fn readers_are_counted_and_limited() {
        let registry = Registry::new();
        let feed = Feed::new(&registry).unwrap();
        let open = || registry.gather()[0].get_metric()[0].get_gauge().get_value().to_bits();
        let readers: Vec<_> = std::iter::from_fn(|| feed.subscribe(now())).take(2_000).collect();
        assert_eq!((readers.len(), open()), (1_024, 1_024f64.to_bits()));
        drop(readers);
        assert_eq!(open(), 0f64.to_bits());
    }
}
