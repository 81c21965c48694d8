//! What to do with a range in a given state. A pure function, so that every state can be tested
//! without a service.

use aws_sdk_ec2::types::{ByoipCidr, ByoipCidrState as State};

/// What has happened to the range since the program looked at it first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct History {
    /// A withdrawal was accepted.
    pub(crate) withdrawn: bool,
    /// A deprovisioning was accepted, or one of somebody else was seen under way.
    pub(crate) deprovisioning: bool,
}

/// The next thing to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    Withdraw,
    Deprovision,
    /// The range changes by itself: look again later.
    Wait,
    /// It is released.
    Done,
    /// It is in a failed state that another call does not mend.
    Failed,
    /// The state is not known, so no call is safe.
    Unknown,
}

/// Decides by the state, and makes each call once: after an accepted call, EC2 may still report
/// the old state for a while.
pub(crate) fn next(range: &ByoipCidr, history: History) -> Next {
    let once = |done: bool, call: Next| if done { Next::Wait } else { call };
    match range.state() {
        Some(State::Advertised) => once(history.withdrawn, Next::Withdraw),
        Some(State::Provisioned | State::ProvisionedNotPubliclyAdvertisable) => {
            once(history.deprovisioning, Next::Deprovision)
        }
        Some(
            State::PendingAdvertising
            | State::PendingProvision
            | State::PendingWithdrawal
            | State::PendingDeprovision,
        ) => Next::Wait,
        Some(State::Deprovisioned) => Next::Done,
        // An earlier attempt failed: EC2 says to release the addresses and to try again.
        Some(State::FailedDeprovision) if !history.deprovisioning => Next::Deprovision,
        Some(State::FailedDeprovision | State::FailedProvision) => Next::Failed,
        // A state that came up on the way is likely one more pending one; at the start it may be anything.
        _ if history.withdrawn || history.deprovisioning => Next::Wait,
        _ => Next::Unknown,
    }
}

/// Which calls a release would make from here on, for a dry run: (withdraw, deprovision).
pub(crate) fn calls_to_come(range: &ByoipCidr) -> (bool, bool) {
    match range.state() {
        Some(State::Advertised | State::PendingAdvertising) => (true, true),
        Some(State::PendingDeprovision | State::Deprovisioned) => (false, false),
        _ => (false, true),
    }
}

/// The state as EC2 writes it.
pub(crate) fn name(range: &ByoipCidr) -> &str {
    range.state().map_or("", |state| state.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decide(state: &str, withdrawn: bool, deprovisioning: bool) -> Next {
        let range = ByoipCidr::builder().state(State::from(state)).build();
        next(&range, History { withdrawn, deprovisioning })
    }

    #[test]
    fn every_state_at_the_start_and_after_each_call() {
        use Next::*;
        let table = [
            ("advertised", [Withdraw, Wait, Wait]),
            ("deprovisioned", [Done, Done, Done]),
            ("failed-deprovision", [Deprovision, Deprovision, Failed]),
            ("failed-provision", [Failed, Failed, Failed]),
            ("pending-advertising", [Wait, Wait, Wait]),
            ("pending-deprovision", [Wait, Wait, Wait]),
            ("pending-provision", [Wait, Wait, Wait]),
            ("pending-withdrawal", [Wait, Wait, Wait]),
            ("provisioned", [Deprovision, Deprovision, Wait]),
            ("provisioned-not-publicly-advertisable", [Deprovision, Deprovision, Wait]),
            ("on-holiday", [Unknown, Wait, Wait]),
        ];
        for (state, expected) in table {
            let found = [
                decide(state, false, false),
                decide(state, true, false),
                decide(state, true, true),
            ];
            assert_eq!(found, expected, "{state}");
        }
        for state in State::values() {
            assert!(table.iter().any(|(known, _)| known == state), "{state} is not in the table");
        }
    }

    #[test]
    fn no_state_at_all_is_unknown() {
        assert_eq!(next(&ByoipCidr::builder().build(), History::default()), Next::Unknown);
        assert_eq!(name(&ByoipCidr::builder().build()), "");
    }
}
