use booking_core::facility::Profile;
use booking_core::gateway::{FacilityGateway, FacilityId};
use booking_core::slot::{BookingDate, Location, SubLocation};

/// The facility's answer about one of the profile's products.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductFinding {
    /// The location.
    pub location: Location,
    /// The half, where the location has halves.
    pub sub_location: Option<SubLocation>,
    /// The product's id.
    pub product: FacilityId,
    /// The slots that it lists and how many of them show a place; otherwise a sentence about the failure.
    pub slots: Result<(usize, usize), String>,
}

/// Asks the facility for a day's slots of every location, one question each.
pub async fn check_products(
    profile: &Profile,
    gateway: &dyn FacilityGateway,
    date: BookingDate,
) -> Vec<ProductFinding> {
    let mut findings = Vec::new();
    for location in &profile.locations {
        let slots = gateway.slots(location.name, date).await.map_err(|failure| {
            failure.message.map_or_else(|| failure.outcome.to_string(), |message| message.as_str().to_owned())
        });
        for (sub_location, product) in location.products.all() {
            let of_product = slots.as_ref().map(|slots| {
                let own = slots.iter().filter(|slot| slot.sub_location == sub_location);
                (own.clone().count(), own.filter(|slot| slot.is_available).count())
            });
            let slots = of_product.map_err(Clone::clone);
            findings.push(ProductFinding { location: location.name, sub_location, product: product.clone(), slots });
        }
    }
    findings
}
