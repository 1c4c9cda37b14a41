//! Runs the engine until it is told to stop.

use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt as _;
use tokio::task::JoinError;

use super::parts::{Backoff, Parts};
use super::scheduler::Scheduler;
use super::sign_in::cause;
use super::wake::Wake;

/// The time that attempts under way may take to finish after the signal to stop. The rest is unclear to the next start.
const GRACE: Duration = Duration::from_secs(7);
/// The time in which commits are gathered before their effect on what is due is looked at.
const GATHERED: Duration = Duration::from_millis(1);
/// The pause before the engine starts again after a panic.
const RESTART: Duration = Duration::from_secs(1);

/// Carries out what is due until `shutdown` completes. Starts again after a panic.
pub(super) async fn run(parts: Arc<Parts>, wake: Arc<Wake>, shutdown: impl Future<Output = ()>) {
    tokio::pin!(shutdown);
    loop {
        let working = AssertUnwindSafe(work(&parts, &wake, shutdown.as_mut())).catch_unwind().await;
        parts.activity.set_running(false);
        if working.is_ok() {
            return;
        }
        log::error!("the engine panicked and starts again");
        parts.metrics.panicked();
        tokio::select! {
            () = &mut shutdown => return,
            () = tokio::time::sleep(RESTART) => {}
        }
    }
}

async fn work(parts: &Arc<Parts>, wake: &Wake, mut shutdown: Pin<&mut impl Future<Output = ()>>) {
    tokio::select! {
        () = rescue(parts) => {}
        () = &mut shutdown => return,
    }
    parts.activity.set_running(true);
    let (mut scheduler, mut backoff) = (Scheduler::new(parts.clone()), Backoff::default());
    loop {
        // A turn is not interrupted: what it claims, it hands to a task.
        let next = scheduler.turn().await;
        if shutdown.as_mut().now_or_never().is_some() {
            break;
        }
        let again = async {
            match next {
                Ok(Some(at)) => parts.clock.sleep_until(at).await,
                Ok(None) => std::future::pending().await,
                Err(error) => {
                    log::error!("the engine could not read or write its tasks: {}", cause(&error));
                    backoff.wait().await;
                    return;
                }
            }
            backoff = Backoff::default();
        };
        tokio::select! {
            biased;
            () = &mut shutdown => break,
            Some(ended) = scheduler.tasks.join_next() => note_end(parts, ended),
            () = woken(wake) => {}
            () = again => {}
        }
    }
    parts.activity.set_running(false);
    stop(parts, &mut scheduler).await;
}

/// Completes shortly after a commit, so that many commits cost few turns.
async fn woken(wake: &Wake) {
    wake.committed().await;
    tokio::time::sleep(GATHERED).await;
}

/// Answers what an earlier process left under way, until the database takes it.
async fn rescue(parts: &Parts) {
    let mut backoff = Backoff::default();
    loop {
        match parts.service.rescue().await {
            Ok(0) => return,
            Ok(count) => {
                return log::warn!("{count} attempts were under way when the bridge stopped; they are checked");
            }
            Err(error) => log::error!("attempts of an earlier run cannot be read: {}", cause(&error)),
        }
        backoff.wait().await;
    }
}

async fn stop(parts: &Parts, scheduler: &mut Scheduler) {
    parts.stopping.send_replace(true);
    let ended = async {
        while let Some(ended) = scheduler.tasks.join_next().await {
            note_end(parts, ended);
        }
    };
    if tokio::time::timeout(GRACE, ended).await.is_err() {
        log::warn!("{} tasks did not finish in time; the next start checks them", scheduler.tasks.len());
    }
}

fn note_end(parts: &Parts, ended: Result<(), JoinError>) {
    if let Err(error) = ended
        && error.is_panic()
    {
        log::error!("a task of the engine panicked");
        parts.metrics.panicked();
    }
}
