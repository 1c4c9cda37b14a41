use std::sync::Arc;

use booking_core::clock::Clock;
use booking_core::facility::Profile;
use booking_core::gateway::FacilityGateway as _;
use booking_core::{BookingService, CommitListener, Error};
use chrono_tz::Tz;
use prometheus::Registry;

use super::activity::Activity;
use super::status::{EngineState, EngineStatus, LatenessSummary, OffsetMillis};
use super::wake::Wake;
use crate::gateway::RestGateway;

/// The tasks that the status lists.
const NEXT_TASKS: u32 = 10;

/// The engine as the rest of the bridge sees it: its status and the gateway to the facility, where one is connected.
pub struct Engine(Option<Connected>);

struct Connected {
    profile: Arc<Profile>,
    gateway: Arc<RestGateway>,
    wake: Arc<Wake>,
    activity: Arc<Activity>,
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
        Ok(Self(Some(Connected { profile, gateway, wake: Arc::default(), activity: Arc::default() })))
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

    /// What the engine is doing.
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
            unknown_answers: gateway.unknown_answers(),
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
        unknown_answers: Vec::new(),
    }
}
