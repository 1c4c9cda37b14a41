use std::path::Path;

use anyhow::{Context as _, ensure};
use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;

/// Reads certificates in PEM, which are to be trusted.
pub(super) fn read(file: &Path) -> anyhow::Result<Vec<CertificateDer<'static>>> {
    let wrong = || format!("BRIDGE_NOTIFY_CA: {} cannot be used; name a file with certificates in PEM", file.display());
    let certificates = CertificateDer::pem_file_iter(file).with_context(wrong)?;
    let certificates: Vec<_> = certificates.collect::<Result<_, _>>().with_context(wrong)?;
    let (usable, unusable) = RootCertStore::empty().add_parsable_certificates(certificates.clone());
    ensure!(usable > 0 && unusable == 0, wrong());
    Ok(certificates)
}
