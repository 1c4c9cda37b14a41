use std::error::Error;
use std::io;

/// Whether TLS refused the connection, as for a certificate that is not trusted. To the libraries that is a failure to connect.
pub(super) fn failed_at_tls(error: &(dyn Error + 'static)) -> bool {
    let mut next = Some(error);
    while let Some(cause) = next {
        if cause.is::<rustls::Error>() {
            return true;
        }
        // The source of an I/O error is the source of what it wraps, which would be skipped.
        let wrapped = cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        next = wrapped.map_or_else(|| cause.source(), |wrapped| Some(wrapped));
    }
    false
}
