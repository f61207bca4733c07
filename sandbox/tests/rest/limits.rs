//! The request rate, working time, and faults, on a clock that is passed in.

use std::time::Duration;

use crate::support::{Asked, portal, read, refusal};
use rstest::rstest;
use sandbox::portal::{Billing, Plan, ToldTime};
use sandbox::rest::{Delivery, RestRequest, Verb};
use serde_json::{Value, json};

const FIND: &str = "crm.duplicate.findbycomm";

fn profile(source: &str) -> RestRequest {
    let request = RestRequest::form("/rest/1/sandbox1code/profile", "");
    RestRequest { source: source.to_owned(), ..request }
}

#[rstest]
#[case::standard(Plan::Standard, 50, 2)]
#[case::enterprise(Plan::Enterprise, 250, 5)]
fn a_burst_is_followed_by_503(#[case] plan: Plan, #[case] burst: usize, #[case] drain: usize) {
    let Asked { mut portal, now, .. } = portal();
    portal.settings.plan = plan;
    let mut passed = |now| (0..300).filter(|_| portal.handle(&profile("a"), now).status == 200).count();
    assert_eq!(passed(now), burst);
    assert_eq!(passed(now + Duration::from_secs(1)), drain);
    let (status, body) = read(&portal.handle(&profile("a"), now + Duration::from_secs(1)));
    assert_eq!(
        refusal(status, &body),
        (503, "QUERY_LIMIT_EXCEEDED".to_owned(), "Too many requests".to_owned())
    );
    assert_eq!(portal.handle(&profile("b"), now + Duration::from_secs(1)).status, 200, "another address");
    assert_eq!(portal.bucket(now).1 as usize, burst);
}

#[test]
fn preflights_are_not_counted() {
    let Asked { mut portal, now, .. } = portal();
    let preflight = RestRequest { verb: Verb::Options, ..profile("a") };
    assert!((0..100).all(|_| portal.handle(&preflight, now).status == 200));
    assert_eq!((portal.bucket(now).0, portal.stats.http_requests, portal.stats.preflights), (0, 0, 100));
}

#[test]
fn without_limits_everything_passes_and_operating_is_not_told() {
    let Asked { mut portal, now, .. } = portal();
    portal.settings.limits = false;
    let last = (0..300).map(|_| portal.handle(&profile("a"), now)).last().unwrap();
    assert_eq!(last.status, 200);
    let time = read(&last).1["time"].take();
    assert!(time.get("operating").is_none() && time.get("operating_reset_at").is_none());
}

/// One call of findbycomm for twenty values, with its time by the cost model.
fn find_twenty(asked: &mut Asked) -> (u16, Value) {
    let values: Vec<String> = (0..20).map(|number| format!("55501{number:02}")).collect();
    asked.ask(FIND, &json!({ "type": "PHONE", "values": values }).to_string())
}

#[test]
fn the_cost_model_moves_finish_and_operating() {
    let mut asked = portal();
    asked.portal.settings.find_per_value = Duration::from_millis(7);
    let (_, body) = find_twenty(&mut asked);
    let time = &body["time"];
    assert_eq!((&time["duration"], &time["operating"]), (&json!(0.14), &json!(0.14)));
    assert_eq!((&time["start"], &time["finish"]), (&json!(1_750_684_061), &json!(1_750_684_061.14)));
    assert_eq!(time["operating_reset_at"], json!(1_750_684_661));
}

#[test]
fn an_older_portal_tells_no_reset() {
    let mut asked = portal();
    asked.portal.settings.told_time = ToldTime::Operating;
    let time = asked.ask("profile", "{}").1["time"].take();
    assert_eq!(time["operating"], json!(0));
    assert!(time.get("operating_reset_at").is_none());
    let batch = asked.result("batch", r#"{"cmd":["profile"]}"#);
    assert!(batch["result_time"][0].get("operating_reset_at").is_none());
}

#[test]
fn a_short_call_costs_nothing() {
    let mut asked = portal();
    asked.portal.settings.find_per_value = Duration::from_millis(5);
    assert_eq!(find_twenty(&mut asked).1["time"]["operating"], json!(0));
}

#[rstest]
#[case::ban(Billing::Ban, 300)]
#[case::minutes(Billing::Minutes, 600)]
fn a_method_over_its_time_is_blocked_alone(#[case] billing: Billing, #[case] wait: u64) {
    let mut asked = portal();
    asked.portal.settings.billing = billing;
    asked.portal.settings.find_per_value = Duration::from_secs(3);
    let began = asked.now;
    for _ in 0..8 {
        assert_eq!(find_twenty(&mut asked).0, 200, "the call that crosses the limit still finishes");
    }
    let (status, body) = find_twenty(&mut asked);
    let text = "Method is blocked due to operation time limit.".to_owned();
    assert_eq!(refusal(status, &body), (429, "OPERATION_TIME_LIMIT".to_owned(), text));
    assert_eq!(asked.ask("profile", "{}").0, 200, "other methods go on");
    let inside = asked
        .result("batch", &json!({ "cmd": [format!("{FIND}?type=PHONE&values[]=1"), "profile"] }).to_string());
    assert_eq!(inside["result_error"][0]["error"], "OPERATION_TIME_LIMIT");
    assert!(inside["result"]["1"].is_object());
    let crossed = began + Duration::from_secs(8 + 60);
    let free = if billing == Billing::Ban { crossed } else { began } + Duration::from_secs(wait);
    asked.now = free - Duration::from_secs(3);
    assert_eq!(find_twenty(&mut asked).0, 429);
    asked.now = free;
    assert_eq!(find_twenty(&mut asked).0, 200);
}

#[test]
fn a_request_over_a_minute_ends_in_a_page_of_the_gateway() {
    let mut asked = portal();
    asked.portal.settings.find_per_value = Duration::from_secs(25);
    let command = format!("{FIND}?type=PHONE&values[]=112");
    let response = asked.response("batch", &json!({ "cmd": vec![command; 5] }).to_string());
    assert_eq!((response.status, response.took), (504, Duration::from_mins(1)));
    assert!(response.body.starts_with("<html>"));
    assert_eq!(asked.portal.stats.commands[FIND], 3, "the rest did not run");
    assert_eq!(asked.portal.operating_time(asked.now)[FIND], Duration::from_secs(75), "what ran is charged");
}

#[rstest]
#[case::not_charged(Billing::Ban, 0.0)]
#[case::at_half(Billing::Batch, 0.2)]
fn batch_itself_is_charged_by_one_model_only(#[case] billing: Billing, #[case] expected: f64) {
    let mut asked = portal();
    asked.portal.settings.billing = billing;
    asked.portal.settings.find_per_value = Duration::from_millis(20);
    let values = (0..20).map(|number| format!("&values[]=55501{number:02}")).collect::<Vec<_>>().concat();
    let (_, body) = asked.ask("batch", &json!({ "cmd": [format!("{FIND}?type=PHONE{values}")] }).to_string());
    assert_eq!(body["time"]["operating"].as_f64(), Some(expected));
    assert_eq!(body["result"]["result_time"][0]["operating"], json!(0.4));
    assert_eq!(body["time"]["duration"], json!(0.4));
}

/// Sixteen minutes of batches, half by one method and half by another, so that neither is over before `batch` is.
#[rstest]
#[case::not_charged(Billing::Ban, false)]
#[case::not_charged_either(Billing::Minutes, false)]
#[case::at_half(Billing::Batch, true)]
fn batch_itself_is_blocked_by_one_model_only(#[case] billing: Billing, #[case] is_blocked: bool) {
    let mut asked = portal();
    asked.portal.settings.billing = billing;
    asked.portal.settings.find_per_value = Duration::from_mins(1);
    asked.portal.settings.list_per_row = Duration::from_mins(1);
    asked.save(sandbox::crm::EntityType::Contact, 1, &[]);
    for command in [format!("{FIND}?type=PHONE&values[]=112"), "crm.contact.list".to_owned()] {
        let batch = json!({ "cmd": [command] }).to_string();
        for _ in 0..8 {
            assert_eq!(asked.result("batch", &batch)["result_error"], json!([]));
        }
    }
    // The sixteenth began now, worked for a minute, and is followed by the ban of five.
    let ban_ends = asked.now + Duration::from_mins(6);
    let batch = r#"{"cmd":["profile"]}"#;
    let answer = |asked: &mut Asked| {
        let (status, body) = asked.ask("batch", batch);
        (status, body["error"].as_str().map(str::to_owned))
    };
    let blocked = (429, Some("OPERATION_TIME_LIMIT".to_owned()));
    let passed = (200, None);
    assert_eq!(answer(&mut asked), if is_blocked { blocked.clone() } else { passed.clone() });
    assert_eq!(asked.ask("profile", "{}").0, 200, "its commands go on by themselves");
    asked.now = ban_ends - Duration::from_secs(2);
    assert_eq!(answer(&mut asked) == blocked, is_blocked);
    assert_eq!(answer(&mut asked), passed);
}

#[test]
fn commands_of_a_batch_run_one_after_the_other() {
    let mut asked = portal();
    asked.portal.settings.find_per_value = Duration::from_secs(2);
    let command = format!("{FIND}?type=PHONE&values[]=112");
    let response = asked.response("batch", &json!({ "cmd": [command, command] }).to_string());
    assert_eq!(response.took, Duration::from_secs(4));
    let times = &read(&response).1["result"]["result_time"];
    let begin = 1_750_684_061;
    assert_eq!([&times[0]["start"], &times[0]["finish"]], [&json!(begin), &json!(begin + 2)]);
    assert_eq!([&times[1]["start"], &times[1]["finish"]], [&json!(begin + 2), &json!(begin + 4)]);
}

#[test]
fn rows_of_a_list_cost_time() {
    let mut asked = portal();
    asked.portal.settings.list_per_row = Duration::from_millis(3);
    (1..=60).for_each(|id| asked.save(sandbox::crm::EntityType::Contact, id, &[]));
    assert_eq!(asked.response("crm.contact.list", "{}").took, Duration::from_millis(150));
}

fn spoilt(script: &str) -> Asked {
    let mut asked = portal();
    asked.portal.faults.set(serde_json::from_str(script).unwrap(), asked.now);
    asked
}

#[rstest]
#[case(r#"[{"kind":"expired_token"}]"#, 401, "expired_token")]
#[case(r#"[{"kind":"query_limit"}]"#, 503, "QUERY_LIMIT_EXCEEDED")]
#[case(r#"[{"kind":"operating_limit"}]"#, 429, "OPERATION_TIME_LIMIT")]
#[case(r#"[{"kind":"overload"}]"#, 401, "OVERLOAD_LIMIT")]
#[case(
    r#"[{"kind":"error","status":403,"code":"PORTAL_DELETED","text":"Portal was deleted"}]"#,
    403,
    "PORTAL_DELETED"
)]
#[case(r#"[{"kind":"command_error","code":"X"}]"#, 400, "X")]
fn a_fault_refuses(#[case] script: &str, #[case] status: u16, #[case] code: &str) {
    let mut asked = spoilt(script);
    let (actual, actual_code, _) = asked.refusal("profile", "{}");
    assert_eq!((actual, actual_code.as_str()), (status, code));
    assert_eq!(asked.portal.stats.rejected[code], 1);
}

#[rstest]
#[case::refused(r#"[{"kind":"expired_token"}]"#, 40)]
#[case::never_answered(r#"[{"kind":"reset"}]"#, 40)]
#[case::by_a_gateway(r#"[{"kind":"html"}]"#, 40)]
#[case::blocked_already(r#"[{"kind":"query_limit"}]"#, 0)]
fn a_spoilt_request_counts_unless_it_was_blocked(#[case] script: &str, #[case] counted: u32) {
    let Asked { mut portal, now, .. } = spoilt(script);
    (0..40).for_each(|_| drop(portal.handle(&profile("a"), now)));
    assert_eq!(portal.bucket(now).0, counted);
}

#[test]
fn a_full_counter_blocks_what_a_fault_would_have_spoilt() {
    let Asked { mut portal, now, .. } = spoilt(r#"[{"kind":"expired_token"}]"#);
    let statuses: Vec<u16> = (0..51).map(|_| portal.handle(&profile("a"), now).status).collect();
    assert_eq!((statuses[49], statuses[50]), (401, 503));
}

#[test]
fn faults_spoil_the_way_of_an_answer() {
    let html = spoilt(r#"[{"kind":"html"}]"#).response("profile", "{}");
    assert_eq!((html.status, html.headers), (502, vec![("Content-Type", "text/html".to_owned())]));
    let any = spoilt(r#"[{"kind":"answer","status":400,"body":{"error":0,"error_description":"x/y"}}]"#)
        .response("profile", "{}");
    assert_eq!((any.status, any.body.as_str()), (400, r#"{"error":0,"error_description":"x\/y"}"#));
    let cut = spoilt(r#"[{"kind":"cut_json"}]"#).response("profile", "{}");
    assert!(cut.body.starts_with(r#"{"result":"#) && serde_json::from_str::<Value>(&cut.body).is_err());
    let other_type = spoilt(r#"[{"kind":"wrong_content_type"}]"#).response("profile", "{}");
    assert!(other_type.headers.contains(&("Content-Type", "text/html; charset=utf-8".to_owned())));
    assert_eq!(spoilt(r#"[{"kind":"reset"}]"#).response("profile", "{}").delivery, Delivery::Reset);
    assert_eq!(spoilt(r#"[{"kind":"stall"}]"#).response("profile", "{}").delivery, Delivery::Stall);
    let late = spoilt(r#"[{"kind":"delay","delay_ms":1500}]"#).response("profile", "{}");
    assert_eq!(late.took, Duration::from_millis(1500));
    let moved =
        spoilt(r#"[{"kind":"redirect","location":"https://new.example/"}]"#).response("profile", "{}");
    assert_eq!((moved.status, moved.headers), (302, vec![("Location", "https://new.example/".to_owned())]));
    let kept = spoilt(r#"[{"kind":"redirect","location":"https://new.example/","status":307}]"#);
    assert_eq!({ kept }.response("profile", "{}").status, 307);
    assert_eq!(spoilt(r#"[{"kind":"empty_result"}]"#).result("profile", "{}"), json!([]));
}

#[test]
fn another_answer_is_the_one_before() {
    let mut asked = spoilt(r#"[{"kind":"other_answer","nth":2}]"#);
    let first = asked.response("profile", "{}").body;
    assert_eq!(asked.response("server.time", "{}").body, first);
    assert_ne!(asked.response("server.time", "{}").body, first);
}

#[test]
fn a_fault_by_method_reaches_into_a_batch() {
    let mut asked = spoilt(r#"[{"kind":"operating_limit","method":"user.get","nth":1}]"#);
    assert_eq!(asked.ask("batch", r#"{"cmd":["profile"]}"#).0, 200);
    assert_eq!(asked.ask("batch", r#"{"cmd":["profile","user.get"]}"#).0, 429);
    assert_eq!(asked.ask("user.get", "{}").0, 200);
}

#[test]
fn one_command_answers_what_a_fault_says() {
    let script =
        r#"[{"kind":"command_result","method":"crm.entity.mergeBatch","result":{"STATUS":"NOT_FOUND"}}]"#;
    let answer = spoilt(script).result("batch", r#"{"cmd":["crm.entity.mergeBatch","profile"]}"#);
    assert_eq!(answer["result"][0], json!({ "STATUS": "NOT_FOUND" }));
    assert_eq!(answer["result"][1]["ID"], "1");
}

#[test]
fn one_command_of_a_batch_fails_alone() {
    let mut asked =
        spoilt(r#"[{"kind":"command_error","method":"server.time","nth":2,"code":"X","text":"t"}]"#);
    let answer = asked.result("batch", r#"{"cmd":["server.time","server.time","server.time"]}"#);
    assert_eq!(answer["result_error"], json!({ "1": { "error": "X", "error_description": "t" } }));
    assert!(answer["result"]["0"].is_string() && answer["result"]["2"].is_string());
}

/// Four requests at once, each of which takes two seconds: those beyond the workers wait, and the portal's own account
/// of its time does not tell so.
#[rstest]
#[case::one(Some(1), [2, 4, 6, 8])]
#[case::three(Some(3), [2, 2, 2, 4])]
#[case::more_than_are_asked(Some(20), [2, 2, 2, 2])]
#[case::any_number(None, [2, 2, 2, 2])]
fn what_is_more_than_the_workers_can_take_waits(#[case] workers: Option<usize>, #[case] expected: [u64; 4]) {
    let mut asked = portal();
    asked.portal.settings.workers = workers;
    asked.portal.settings.find_per_value = Duration::from_millis(100);
    let values: Vec<String> = (0..20).map(|number| format!("55501{number:02}")).collect();
    let find = json!({ "type": "PHONE", "values": values }).to_string();
    let began = asked.now;
    for seconds in expected {
        asked.now = began;
        let response = asked.response(FIND, &find);
        assert_eq!(response.took, Duration::from_secs(seconds));
        let (_, body) = read(&response);
        assert_eq!(body["time"]["duration"].as_f64(), Some(2.0));
    }
    asked.now = began + Duration::from_secs(expected[3]);
    assert_eq!(asked.response(FIND, &find).took, Duration::from_secs(2), "they are free again");
}

/// A request that is refused at the door takes nobody's time.
#[test]
fn a_request_that_is_blocked_waits_for_no_worker() {
    let mut asked = portal();
    asked.portal.settings.workers = Some(1);
    asked.portal.settings.find_per_value = Duration::from_secs(1);
    let began = asked.now;
    for _ in 0..50 {
        asked.now = began;
        find_twenty(&mut asked);
    }
    asked.now = began;
    let response = asked.response("profile", "{}");
    assert_eq!((response.status, response.took), (503, Duration::ZERO));
}
