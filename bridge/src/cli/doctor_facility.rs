use std::sync::Arc;

use booking_core::clock::SystemClock;
use booking_core::facility::Profile;
use booking_core::maintenance::{Finding, Verdict};
use booking_core::slot::BookingDate;
use chrono::{Days, Utc};
use chrono_tz::Tz;
use prometheus::Registry;

use crate::gateway::{ProductFinding, RestGateway, check_products};

/// Asks the facility for tomorrow's slots of every product.
pub(super) fn findings(profile: Profile, zone: Tz) -> anyhow::Result<Vec<Finding>> {
    let tomorrow = Utc::now().with_timezone(&zone).date_naive() + Days::new(1);
    let Ok(date) = tomorrow.to_string().parse::<BookingDate>() else {
        let verdict = Verdict::Problem(format!("not asked, because no slot can be on {tomorrow}: set the clock"));
        return Ok(vec![Finding { subject: "facility", verdict }]);
    };
    let profile = Arc::new(profile);
    let gateway = RestGateway::new(profile.clone(), zone, Arc::new(SystemClock), &Registry::new())?;
    let products = actix_web::rt::System::new().block_on(check_products(&profile, &gateway, date));
    Ok(products.into_iter().map(|product| finding(&product, date)).collect())
}

fn finding(product: &ProductFinding, date: BookingDate) -> Finding {
    let ProductFinding { location, sub_location, product, slots } = product;
    let half = sub_location.map(|half| format!(" {half}")).unwrap_or_default();
    let place = format!("{location}{half}, product {product}");
    let verdict = match slots {
        Ok((0, _)) => Verdict::Problem(format!(
            "{place}: no slot on {date}. Compare the product with the facility's page, or ask again on another day."
        )),
        Ok((all, available)) => Verdict::Ok(format!("{place}: {all} slots on {date}, {available} with a place")),
        Err(sentence) => Verdict::Problem(format!("{place}: {sentence}")),
    };
    Finding { subject: "facility", verdict }
}
