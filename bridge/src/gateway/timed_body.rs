use std::convert::Infallible;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};

use booking_core::clock::{Clock, MicroTimestamp};
use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use zeroize::Zeroizing;

/// A request's body that notes when it is taken to be sent.
///
/// The HTTP client takes it after connecting, in the call that writes the request to the socket. Where it was never taken,
/// the facility has surely not seen the request.
pub(super) struct TimedBody {
    bytes: Option<Bytes>,
    clock: Arc<dyn Clock>,
    sent_at: SentAt,
}

/// When a body was taken; shared with it.
#[derive(Clone, Default)]
pub(super) struct SentAt(Arc<OnceLock<MicroTimestamp>>);

impl SentAt {
    /// The moment; `None` while the body has not been taken.
    pub(super) fn get(&self) -> Option<MicroTimestamp> {
        self.0.get().copied()
    }

    fn note(&self, now: MicroTimestamp) {
        self.0.get_or_init(|| now);
    }
}

impl TimedBody {
    /// A body whose memory is overwritten when it is dropped.
    pub(super) fn new(bytes: Zeroizing<Vec<u8>>, clock: Arc<dyn Clock>, sent_at: SentAt) -> Self {
        Self { bytes: Some(Bytes::from_owner(bytes)), clock, sent_at }
    }
}

impl Body for TimedBody {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.sent_at.note(self.clock.now_micros());
        Poll::Ready(self.bytes.take().map(|bytes| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.bytes.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.bytes.as_ref().map_or(0, |bytes| bytes.len() as u64))
    }
}
