use std::sync::Arc;

use booking_core::clock::Clock;
use booking_core::facility::Profile;
use booking_core::gateway::FacilityGateway;
use booking_core::{BookingService, CommitListener, Error};
use chrono_tz::Tz;
use prometheus::Registry;
use tokio::sync::{Semaphore, watch};

use super::activity::Activity;
use super::clock::EngineClock;
use super::listings::Listings;
use super::metrics::EngineMetrics;
use super::parts::Parts;
use super::run::run;
use super::status::{EngineState, EngineStatus, LatenessSummary, OffsetMillis};
use super::wake::Wake;
use crate::gateway::{RestGateway, Sessions};

/// The tasks that the status lists.
const NEXT_TASKS: u32 = 10;
/// The attempts that may be under way at once, where the facility's budget allows fewer requests a second.
const FEWEST_UNDER_WAY: usize = 64;

/// The engine as the rest of the bridge sees it: its status and the gateway to the facility, where one is connected.
pub struct Engine(Option<Connected>);

struct Connected {
    profile: Arc<Profile>,
    gateway: Arc<RestGateway>,
    wake: Arc<Wake>,
    activity: Arc<Activity>,
    registry: Registry,
}

impl Engine {
    /// An engine for the facility of `profile`, or for none. Nothing is asked of the facility yet.
    ///
    /// # Errors
    /// When the gateway cannot be built.
    pub fn new(
        profile: Option<Arc<Profile>>,
        zone: Tz,
        clock: Arc<dyn Clock>,
        registry: &Registry,
    ) -> anyhow::Result<Self> {
        let Some(profile) = profile else { return Ok(Self(None)) };
        let gateway = Arc::new(RestGateway::new(profile.clone(), zone, clock, registry)?);
        let (wake, activity, registry) = (Arc::default(), Arc::default(), registry.clone());
        Ok(Self(Some(Connected { profile, gateway, wake, activity, registry })))
    }

    /// The gateway to the connected facility.
    ///
    /// # Errors
    /// [`Error::NoFacility`].
    pub fn gateway(&self) -> Result<&Arc<RestGateway>, Error> {
        self.0.as_ref().map(|connected| &connected.gateway).ok_or(Error::NoFacility)
    }

    /// The listener that wakes the engine, for the service's configuration.
    #[must_use]
    pub fn listener(&self) -> Option<Arc<dyn CommitListener>> {
        self.0.as_ref().map(|connected| connected.wake.clone() as Arc<dyn CommitListener>)
    }

    /// Carries out what is due at the facility until `shutdown` completes, then lets attempts under way finish for a short time.
    /// Without a facility it returns at once.
    ///
    /// # Errors
    /// When it runs already, or the database cannot be written.
    pub async fn run(
        &self,
        service: Arc<BookingService>,
        clock: Arc<dyn EngineClock>,
        shutdown: impl Future<Output = ()>,
    ) -> anyhow::Result<()> {
        let Some(connected) = &self.0 else { return Ok(service.forget_plans().await?) };
        let parts = connected.parts(service, clock)?;
        run(Arc::new(parts), connected.wake.clone(), shutdown).await;
        Ok(())
    }

    /// Returns the status of the engine.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub fn status(&self, service: &BookingService) -> Result<EngineStatus, Error> {
        let Some(Connected { profile, gateway, activity, .. }) = &self.0 else { return Ok(no_facility()) };
        let state = match (activity.is_running(), service.is_paused()?) {
            (false, _) => EngineState::Stopped,
            (true, true) => EngineState::Paused,
            (true, false) => EngineState::Running,
        };
        Ok(EngineStatus {
            facility: Some(profile.name.clone()),
            state,
            clock_offset_ms: gateway.clock_offset().micros().map(OffsetMillis::of),
            budget: Some(gateway.budget()),
            next: service.next_tasks(NEXT_TASKS)?.into_iter().map(Into::into).collect(),
            lateness_ms: activity.lateness(),
            readiness: activity.findings.all(),
            unknown_answers: gateway.unknown_answers(),
        })
    }
}

impl Connected {
    fn parts(&self, service: Arc<BookingService>, clock: Arc<dyn EngineClock>) -> anyhow::Result<Parts> {
        let gateway: Arc<dyn FacilityGateway> = self.gateway.clone();
        let per_second = usize::try_from(self.profile.requests_per_second.get())?;
        Ok(Parts {
            metrics: EngineMetrics::register(&self.registry, &service)?,
            service,
            sessions: Sessions::new(gateway.clone(), clock.clone()),
            gateway,
            clock,
            listings: Listings::default(),
            activity: self.activity.clone(),
            per_second,
            under_way: Arc::new(Semaphore::new(per_second.max(FEWEST_UNDER_WAY))),
            stopping: watch::Sender::new(false),
        })
    }
}

const fn no_facility() -> EngineStatus {
    EngineStatus {
        facility: None,
        state: EngineState::NoFacility,
        clock_offset_ms: None,
        budget: None,
        next: Vec::new(),
        lateness_ms: LatenessSummary { p50: None, p99: None, count: 0 },
        readiness: Vec::new(),
        unknown_answers: Vec::new(),
    }
}
