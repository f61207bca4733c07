//! The courier: one request at a time, at a pace, with patience, and never without a reason.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests stand outside of the tests")]

use b24_duplicates::protocol::{
    Arrival, Batch, BodyKind, Command, CommandName, Node, Reason, Refusal, RestCall, TransportFault,
};
use b24_duplicates::search::{
    Courier, Delivered, Delivery, Dispatch, Errand, Halt, Millis, Renewal, RequestId, Wait,
};
use rstest::rstest;

/// The largest chance that keeps pauses at their shortest.
const LUCKY: u64 = 0;

fn json(text: &str) -> Node {
    serde_json::from_str(text).unwrap()
}

fn says(status: u16, body: &str) -> Arrival {
    Arrival::Decoded { status, body: json(body) }
}

fn profile() -> Arrival {
    says(200, r#"{"result":{"ID":"1"},"time":{"duration":0.1}}"#)
}

fn error(status: u16, code: &str) -> Arrival {
    says(status, &format!(r#"{{"error":"{code}","error_description":"Some text."}}"#))
}

fn courier() -> Courier {
    let mut courier = Courier::new(Renewal::ByParent);
    courier.give(Errand(1), RestCall::Single(Command::Profile));
    courier
}

fn batch() -> RestCall {
    let command = |name| (CommandName(name), Command::LeadStages);
    RestCall::Batch(Batch { commands: vec![command(1), command(2)] })
}

#[track_caller]
fn sent(courier: &mut Courier, now: Millis) -> RequestId {
    match courier.dispatch(now, LUCKY) {
        Dispatch::Send(outgoing) => outgoing.id,
        other => panic!("expected a request, got {other:?}"),
    }
}

#[track_caller]
fn waits(courier: &mut Courier, now: Millis, chance: u64) -> (Millis, Wait) {
    match courier.dispatch(now, chance) {
        Dispatch::Wait { until, why } => (until, why),
        other => panic!("expected a wait, got {other:?}"),
    }
}

#[test]
fn one_request_at_a_time_in_the_order_of_the_errands() {
    let mut courier = courier();
    courier.give(Errand(2), RestCall::Single(Command::LeadStages));
    let first = sent(&mut courier, 0);
    assert_eq!(courier.dispatch(0, LUCKY), Dispatch::Underway);
    let delivery = courier.arrived(first, profile(), 100).unwrap();
    assert_eq!(
        delivery,
        Delivery { errand: Errand(1), outcome: Ok(Delivered::Single(json(r#"{"ID":"1"}"#))) }
    );
    let second = sent(&mut courier, 100);
    assert_ne!(first, second);
    assert_eq!(courier.arrived(first, profile(), 200), None, "a late answer to an older request");
    assert_eq!(courier.arrived(second, profile(), 200).unwrap().errand, Errand(2));
    assert_eq!(courier.dispatch(200, LUCKY), Dispatch::Idle);
}

#[rstest]
#[case::rate(error(503, "QUERY_LIMIT_EXCEEDED"), Wait::RateLimit)]
#[case::gateway(Arrival::Unreadable { status: 502, body: BodyKind::Html }, Wait::Fault)]
#[case::cut_off(Arrival::Unreadable { status: 200, body: BodyKind::Other }, Wait::Fault)]
#[case::network(Arrival::Fault(TransportFault::Network { offline: false }), Wait::Fault)]
#[case::timeout(Arrival::Fault(TransportFault::TimedOut), Wait::Fault)]
#[case::aborted_by_the_browser(Arrival::Fault(TransportFault::Aborted), Wait::Fault)]
#[case::unknown_code(error(500, "SOMETHING_NEW"), Wait::Fault)]
#[case::operating(error(429, "OPERATION_TIME_LIMIT"), Wait::OperatingLimit)]
fn what_may_pass_is_asked_again(#[case] arrival: Arrival, #[case] why: Wait) {
    let mut courier = courier();
    let first = sent(&mut courier, 0);
    assert_eq!(courier.arrived(first, arrival, 100), None);
    let (until, waits_for) = waits(&mut courier, 100, 250);
    assert_eq!(waits_for, why);
    assert_eq!(waits(&mut courier, until - 1, LUCKY), (until, why), "chance is asked once a pause");
    // After a rejection the bucket is empty as well: two seconds later it pays again.
    let again = sent(&mut courier, until + 2_000);
    assert!(courier.arrived(again, profile(), until + 3_000).is_some());
}

#[rstest]
#[case::no_rights(error(401, "insufficient_scope"), Reason::ScopeMissing)]
#[case::blocked(error(503, "OVERLOAD_LIMIT"), Reason::PortalBlocked)]
#[case::webhook(error(401, "INVALID_CREDENTIALS"), Reason::WrongWebhook)]
#[case::moved(Arrival::Fault(TransportFault::Redirected), Reason::PortalMoved)]
#[case::not_there(says(400, r#"{"error":"","error_description":"Not found"}"#), Reason::RecordNotFound)]
fn what_only_a_person_can_mend_is_delivered_at_once(#[case] arrival: Arrival, #[case] reason: Reason) {
    let mut courier = Courier::new(Renewal::ByParent);
    let lead = b24_duplicates::domain::RecordId::new(1).unwrap();
    courier.give(
        Errand(1),
        RestCall::Single(Command::GetRecord(b24_duplicates::domain::RecordRef::new(
            b24_duplicates::domain::EntityType::Lead,
            lead,
        ))),
    );
    let request = sent(&mut courier, 0);
    let refusal = courier.arrived(request, arrival, 100).unwrap().outcome.unwrap_err();
    assert_eq!(refusal.reason, reason);
    assert_eq!(courier.dispatch(100, LUCKY), Dispatch::Idle);
}

#[test]
fn after_two_minutes_of_faults_it_stops_says_why_and_goes_on_when_told() {
    let mut courier = courier();
    let mut now = 0;
    let refusal = loop {
        match courier.dispatch(now, u64::MAX / 2) {
            Dispatch::Send(outgoing) => {
                now += 1_000;
                let gateway = Arrival::Unreadable { status: 502, body: BodyKind::Html };
                assert_eq!(courier.arrived(outgoing.id, gateway, now), None);
            }
            Dispatch::Wait { until, .. } => now = until,
            Dispatch::Halted(Halt::GaveUp(refusal)) => break refusal,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(refusal.reason, Reason::PortalTrouble);
    assert!((120_000..190_000).contains(&now), "gave up at {now}");
    assert_eq!(courier.dispatch(now + 1, LUCKY), Dispatch::Halted(Halt::GaveUp(refusal)));
    courier.resume();
    let request = sent(&mut courier, now + 2);
    assert_eq!(courier.arrived(request, profile(), now + 3).unwrap().errand, Errand(1));
}

#[test]
fn offline_stops_at_once_and_costs_no_patience() {
    let mut courier = courier();
    for now in [0, 200_000, 400_000] {
        let request = sent(&mut courier, now);
        let offline = Arrival::Fault(TransportFault::Network { offline: true });
        assert_eq!(courier.arrived(request, offline, now + 10), None);
        assert_eq!(courier.dispatch(now + 20, LUCKY), Dispatch::Halted(Halt::Offline));
        courier.resume();
    }
    let request = sent(&mut courier, 500_000);
    assert!(courier.arrived(request, profile(), 500_100).is_some());
}

#[test]
fn an_expired_token_is_renewed_once_and_the_call_sent_again() {
    let mut courier = courier();
    courier.give(Errand(2), RestCall::Single(Command::LeadStages));
    let first = sent(&mut courier, 0);
    assert_eq!(courier.arrived(first, error(401, "expired_token"), 100), None);
    assert_eq!(courier.dispatch(100, LUCKY), Dispatch::RenewToken);
    assert_eq!(courier.dispatch(100, LUCKY), Dispatch::Underway, "said once");
    courier.token_renewed();
    let again = sent(&mut courier, 300);
    assert_eq!(courier.arrived(again, profile(), 400).unwrap().errand, Errand(1));
    let second = sent(&mut courier, 400);
    assert_eq!(courier.arrived(second, error(401, "expired_token"), 500), None);
    assert_eq!(courier.dispatch(500, LUCKY), Dispatch::RenewToken, "each call may meet an expired token");
}

#[test]
fn a_token_that_is_refused_when_it_is_new_is_lost_and_nothing_else_is() {
    let mut courier = courier();
    for _ in 0..2 {
        let request = sent(&mut courier, 0);
        assert_eq!(courier.arrived(request, error(401, "invalid_token"), 100), None);
        if courier.dispatch(100, LUCKY) == Dispatch::RenewToken {
            courier.token_renewed();
        }
    }
    assert_eq!(courier.dispatch(100, LUCKY), Dispatch::Halted(Halt::TokenLost));
    courier.resume();
    assert_eq!(courier.dispatch(100, LUCKY), Dispatch::RenewToken);
    courier.token_lost();
    assert_eq!(courier.dispatch(100, LUCKY), Dispatch::Halted(Halt::TokenLost));
    courier.token_renewed();
    let request = sent(&mut courier, 200);
    assert_eq!(courier.arrived(request, profile(), 300).unwrap().errand, Errand(1));
}

#[test]
fn a_401_without_words_is_worth_one_renewal() {
    let mut courier = courier();
    let cut_off = || Arrival::Unreadable { status: 401, body: BodyKind::Other };
    let request = sent(&mut courier, 0);
    assert_eq!(courier.arrived(request, cut_off(), 100), None);
    assert_eq!(courier.dispatch(100, LUCKY), Dispatch::RenewToken);
    courier.token_renewed();
    let again = sent(&mut courier, 200);
    let refusal = courier.arrived(again, cut_off(), 300).unwrap().outcome.unwrap_err();
    assert_eq!(refusal.reason, Reason::NotAuthorised);
}

#[test]
fn a_webhook_has_nothing_to_renew() {
    let mut courier = Courier::new(Renewal::None);
    courier.give(Errand(1), RestCall::Single(Command::Profile));
    let request = sent(&mut courier, 0);
    let refusal = courier.arrived(request, error(401, "expired_token"), 100).unwrap().outcome.unwrap_err();
    assert_eq!(refusal.reason, Reason::TokenExpired);
}

#[test]
fn a_withdrawn_errand_is_aborted_and_its_late_answer_dropped() {
    let mut courier = courier();
    courier.give(Errand(2), RestCall::Single(Command::LeadStages));
    courier.give(Errand(3), RestCall::Single(Command::LeadStages));
    let first = sent(&mut courier, 0);
    assert_eq!(courier.withdraw(Errand(2)), None, "it only waited");
    assert_eq!(courier.withdraw(Errand(1)), Some(first));
    assert_eq!(courier.withdraw(Errand(1)), None, "it is gone");
    let third = sent(&mut courier, 10);
    assert_eq!(courier.arrived(first, Arrival::Fault(TransportFault::Aborted), 20), None);
    assert_eq!(courier.arrived(third, profile(), 30).unwrap().errand, Errand(3));
}

#[test]
fn withdrawing_ends_the_pause_of_a_fault_but_not_one_that_the_portal_asked_for() {
    let network = Arrival::Fault(TransportFault::Network { offline: false });
    for (arrival, still_waits) in [(network, false), (error(429, "OPERATION_TIME_LIMIT"), true)] {
        let mut courier = courier();
        let request = sent(&mut courier, 0);
        assert_eq!(courier.arrived(request, arrival, 10), None);
        courier.withdraw(Errand(1));
        assert_eq!(courier.dispatch(10, 499), Dispatch::Idle);
        courier.give(Errand(2), RestCall::Single(Command::Profile));
        assert_eq!(matches!(courier.dispatch(10, 499), Dispatch::Wait { .. }), still_waits);
    }
}

const BOTH: &str = r#"{"result":{"result":{"c1":[],"c2":[]},"result_error":[],"result_time":[]}}"#;

fn limited(first: &str, second: &str) -> String {
    let named = |name: &str, code: &str| format!(r#""{name}":{{"error":"{code}","error_description":""}}"#);
    let errors = match (first, second) {
        ("", second) => named("c2", second),
        (first, second) => format!("{},{}", named("c1", first), named("c2", second)),
    };
    let results = if first.is_empty() { r#"{"c1":[]}"# } else { "[]" };
    format!(
        r#"{{"result":{{"result":{results},"result_error":{{{errors}}},"result_time":{{}}}},
            "time":{{"finish":1000,"operating":100,"operating_reset_at":1090}}}}"#
    )
}

#[test]
fn a_batch_is_delivered_command_by_command() {
    let mut courier = Courier::new(Renewal::ByParent);
    courier.give(Errand(1), batch());
    let request = sent(&mut courier, 0);
    let Ok(Delivered::Batch(reply)) = courier.arrived(request, says(200, BOTH), 100).unwrap().outcome else {
        panic!("no batch");
    };
    assert_eq!(reply.replies.len(), 2);
}

#[rstest]
#[case::rate("QUERY_LIMIT_EXCEEDED", Wait::RateLimit)]
#[case::operating("OPERATION_TIME_LIMIT", Wait::OperatingLimit)]
fn a_limit_on_part_of_a_batch_delivers_the_rest_and_waits(#[case] code: &str, #[case] why: Wait) {
    let mut courier = Courier::new(Renewal::ByParent);
    courier.give(Errand(1), batch());
    courier.give(Errand(2), batch());
    let request = sent(&mut courier, 0);
    let delivery = courier.arrived(request, says(200, &limited("", code)), 100).unwrap();
    let Ok(Delivered::Batch(reply)) = delivery.outcome else { panic!("no batch") };
    assert!(reply.replies[&CommandName(1)].is_ok());
    assert!(reply.replies[&CommandName(2)].is_err());
    assert_eq!(waits(&mut courier, 100, 400).1, why);
}

#[rstest]
#[case::rate("QUERY_LIMIT_EXCEEDED", Wait::RateLimit)]
#[case::operating("OPERATION_TIME_LIMIT", Wait::OperatingLimit)]
fn a_limit_on_all_of_a_batch_is_one_on_the_request(#[case] code: &str, #[case] why: Wait) {
    let mut courier = Courier::new(Renewal::ByParent);
    courier.give(Errand(1), batch());
    let request = sent(&mut courier, 0);
    assert_eq!(courier.arrived(request, says(200, &limited(code, code)), 100), None);
    assert_eq!(waits(&mut courier, 100, 400).1, why);
}

#[test]
fn a_token_that_expires_inside_of_a_batch_is_renewed() {
    let mut courier = Courier::new(Renewal::ByParent);
    courier.give(Errand(1), batch());
    let request = sent(&mut courier, 0);
    assert_eq!(courier.arrived(request, says(200, &limited("expired_token", "expired_token")), 100), None);
    assert_eq!(courier.dispatch(100, LUCKY), Dispatch::RenewToken);
}

#[test]
fn the_operating_limit_is_waited_for_until_the_time_the_portal_named_on_its_own_clock() {
    let mut courier = Courier::new(Renewal::ByParent);
    courier.give(Errand(1), batch());
    courier.give(Errand(2), batch());
    let first = sent(&mut courier, 0);
    let near_the_limit = r#"{"result":{"result":{"c1":[],"c2":[]},"result_error":[],"result_time":[]},
        "time":{"finish":1750684600,"operating":479,"operating_reset_at":1750684690}}"#;
    assert!(courier.arrived(first, says(200, near_the_limit), 5_000).is_some());
    let second = sent(&mut courier, 6_000);
    assert_eq!(courier.arrived(second, error(429, "OPERATION_TIME_LIMIT"), 7_000), None);
    assert_eq!(waits(&mut courier, 7_000, 1_234), (96_234, Wait::OperatingLimit));
}

#[test]
fn a_batch_of_no_known_shape_is_asked_again() {
    let mut courier = Courier::new(Renewal::ByParent);
    courier.give(Errand(1), batch());
    let request = sent(&mut courier, 0);
    assert_eq!(courier.arrived(request, says(200, r#"{"result":[275]}"#), 100), None);
    assert_eq!(waits(&mut courier, 100, 400), (500, Wait::Fault));
}

#[test]
fn a_night_asleep_is_no_night_of_trying() {
    let mut courier = courier();
    let night = 8 * 3_600_000;
    let request = sent(&mut courier, 0);
    assert_eq!(courier.arrived(request, Arrival::Fault(TransportFault::TimedOut), 100), None);
    let (until, _) = waits(&mut courier, 100, 400);
    let request = sent(&mut courier, until + night);
    let after = until + 2 * night;
    assert_eq!(courier.arrived(request, Arrival::Fault(TransportFault::TimedOut), after), None);
    assert_eq!(waits(&mut courier, after, 900).1, Wait::Fault);
}

#[test]
fn refusals_say_nothing_that_the_portal_did_not_say() {
    let mut courier = courier();
    let request = sent(&mut courier, 0);
    let outcome = courier.arrived(request, error(401, "insufficient_scope"), 100).unwrap().outcome;
    let refusal: Refusal = outcome.unwrap_err();
    assert_eq!((refusal.portal_code.as_str(), refusal.status), ("insufficient_scope", 401));
}
