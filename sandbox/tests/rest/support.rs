//! A portal without HTTP, and short ways to ask it.

use std::time::Duration;

use sandbox::crm::{CommKind, EntityType, Moment, MultiField, Record};
use sandbox::portal::{Portal, Settings};
use sandbox::rest::{RestRequest, RestResponse};
use serde_json::Value;

/// When the tests' clock begins: 2025-06-23T16:07:40+03:00.
pub(crate) fn start() -> Moment {
    Moment::from_seconds(1_750_684_060)
}

/// A portal with users and webhooks, and no records.
pub(crate) struct Asked {
    pub(crate) portal: Portal,
    pub(crate) now: Moment,
    user: u32,
}

/// A portal asked by the administrator's webhook.
pub(crate) fn portal() -> Asked {
    Asked { portal: Portal::new(Settings::default(), 1), now: start(), user: 1 }
}

/// A portal with the story records.
pub(crate) fn story_portal() -> Asked {
    let mut asked = portal();
    asked.portal.crm = sandbox::data::generate(1, 0);
    asked
}

impl Asked {
    /// Asks as another user from now on.
    pub(crate) fn asked_by(mut self, user: u32) -> Self {
        self.user = user;
        self
    }

    /// Adds a record with phones and e-mails.
    pub(crate) fn with(mut self, entity_type: EntityType, id: u32, communications: &[&str]) -> Self {
        self.save(entity_type, id, communications);
        self
    }

    pub(crate) fn save(&mut self, entity_type: EntityType, id: u32, communications: &[&str]) {
        let fields = communications.iter().map(|value| MultiField {
            id: 0,
            kind: if value.contains('@') { CommKind::Email } else { CommKind::Phone },
            value_type: "WORK".to_owned(),
            value: (*value).to_owned(),
        });
        let communications = fields.collect();
        self.portal.crm.save(Record { communications, ..Record::new(entity_type, id) });
    }

    /// The answer to a JSON request by webhook.
    pub(crate) fn response(&mut self, method: &str, json: &str) -> RestResponse {
        let path = format!("/rest/{0}/sandbox{0}code/{method}", self.user);
        self.send(&RestRequest::json(&path, json))
    }

    /// The answer to any request. The clock moves on, so that no request is one too many.
    pub(crate) fn send(&mut self, request: &RestRequest) -> RestResponse {
        self.now = self.now + Duration::from_secs(1);
        self.portal.handle(request, self.now)
    }

    /// Status and body of a JSON request by webhook.
    pub(crate) fn ask(&mut self, method: &str, json: &str) -> (u16, Value) {
        read(&self.response(method, json))
    }

    /// `result` of a JSON request that has to succeed.
    pub(crate) fn result(&mut self, method: &str, json: &str) -> Value {
        let (status, mut body) = self.ask(method, json);
        assert_eq!(status, 200, "{body}");
        body["result"].take()
    }

    /// Status, code and text of a JSON request that has to fail.
    pub(crate) fn refusal(&mut self, method: &str, json: &str) -> (u16, String, String) {
        let (status, body) = self.ask(method, json);
        refusal(status, &body)
    }
}

/// Status and body of an answer.
pub(crate) fn read(response: &RestResponse) -> (u16, Value) {
    (response.status, serde_json::from_str(&response.body).unwrap())
}

/// Status, code and text of a refusal, which has neither `result` nor `time`.
pub(crate) fn refusal(status: u16, body: &Value) -> (u16, String, String) {
    assert!(body.get("result").is_none() && body.get("time").is_none(), "{body}");
    let text = |key: &str| body[key].as_str().unwrap_or_default().to_owned();
    assert!(body["error"].is_string(), "{body}");
    (status, text("error"), text("error_description"))
}
