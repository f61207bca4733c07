//! Messages to the parent window, and its answers.

use crate::protocol::{Node, json};

use super::init::COMPARE;
use super::{AccessToken, FrameAnswer, FrameCall, FrameName, init};

impl FrameCall {
    /// The parent's name for it.
    const fn method(&self) -> &'static str {
        match self {
            Self::GetInitData => "getInitData",
            Self::RefreshAuth => "refreshAuth",
            Self::Resize { .. } => "resizeWindow",
            Self::OpenPath { .. } => "openPath",
            Self::OpenApplication { .. } => "openApplication",
            Self::ReloadData => "reloadData",
            Self::SetInstall => "setInstall",
            Self::SetInstallFinish => "setInstallFinish",
        }
    }

    /// Its parameters as JSON; empty if it has none.
    fn params(&self) -> String {
        match self {
            Self::Resize { height } => {
                let mut written = "{\"width\":\"100%\",\"height\":".to_owned();
                written.push_str(&height.to_string());
                written.push('}');
                written
            }
            Self::OpenPath { path } => {
                let mut written = "{\"path\":".to_owned();
                json::push_string(&mut written, path);
                written.push('}');
                written
            }
            Self::SetInstall => "{\"install\":true}".to_owned(),
            Self::OpenApplication { chosen } => {
                let mut written = ["{\"", COMPARE, "\":"].concat();
                json::push_string(&mut written, &chosen.written());
                written.push_str(",\"bx24_width\":1200}");
                written
            }
            Self::GetInitData | Self::RefreshAuth | Self::ReloadData | Self::SetInstallFinish => {
                String::new()
            }
        }
    }

    /// Whether an answer is waited for. To the others the parent answers nothing, or nothing of use.
    pub const fn is_answered(&self) -> bool {
        matches!(
            self,
            Self::GetInitData | Self::RefreshAuth | Self::OpenPath { .. } | Self::OpenApplication { .. }
        )
    }
}

/// A message as the parent reads it: method first, label last, callback before it, and what is between is
/// JSON, colons and all. A call that no answer is waited for leaves the callback's place empty.
pub fn encode(call: &FrameCall, callback: &str, sid: &str) -> String {
    let mut message = call.method().to_owned();
    let callback = if call.is_answered() { callback } else { "" };
    let params = call.params();
    for part in [params.as_str()].into_iter().filter(|params| !params.is_empty()).chain([callback, sid]) {
        message.push(':');
        message.push_str(part);
    }
    message
}

/// Cuts an answer at its first colon into the callback and the JSON, which may be empty. `None` if it is no
/// answer.
pub fn split_answer(message: &str) -> Option<(&str, &str)> {
    message.split_once(':').filter(|(callback, _)| !callback.is_empty())
}

/// Reads the answer to a call; the token comes apart from the rest. `None` for calls that no answer is
/// waited for. `parse` reads JSON text: some portals write the options of a placement as text in the text.
pub fn read_answer(
    call: &FrameCall,
    body: &Node,
    name: &FrameName,
    parse: &dyn Fn(&str) -> Option<Node>,
) -> Option<(FrameAnswer, Option<AccessToken>)> {
    match call {
        FrameCall::GetInitData => Some(match init::read_init(body, name, parse) {
            Ok((data, token)) => (FrameAnswer::Init(Box::new(data)), Some(token)),
            Err(error) => (FrameAnswer::InitRefused(error), None),
        }),
        FrameCall::RefreshAuth => Some(match init::read_token(body) {
            Ok(token) => (FrameAnswer::Renewed, Some(token)),
            Err(_) => (FrameAnswer::Unreadable, None),
        }),
        FrameCall::OpenPath { .. } => Some((
            match body.text("result") {
                Some("close") => FrameAnswer::SliderClosed,
                Some("error") => FrameAnswer::PathRefused,
                _ => FrameAnswer::Unreadable,
            },
            None,
        )),
        FrameCall::OpenApplication { .. } => Some((FrameAnswer::SliderClosed, None)),
        FrameCall::Resize { .. }
        | FrameCall::ReloadData
        | FrameCall::SetInstall
        | FrameCall::SetInstallFinish => None,
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::domain::{Chosen, PortalOrigin, Scheme};
    use crate::protocol::frame::InitError;

    const SID: &str = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

    #[rstest]
    #[case(FrameCall::GetInitData, "getInitData:k01:SID")]
    #[case(FrameCall::RefreshAuth, "refreshAuth:k01:SID")]
    #[case(FrameCall::Resize { height: 640 }, r#"resizeWindow:{"width":"100%","height":640}::SID"#)]
    #[case(
        FrameCall::OpenApplication { chosen: Chosen::read("contact-5.lead-17").unwrap() },
        r#"openApplication:{"compare":"contact-5.lead-17","bx24_width":1200}:k01:SID"#
    )]
    #[case(FrameCall::ReloadData, "reloadData::SID")]
    #[case(
        FrameCall::OpenPath { path: "/crm/deal/details/78/?a=\"b:c\"".to_owned() },
        r#"openPath:{"path":"/crm/deal/details/78/?a=\"b:c\""}:k01:SID"#
    )]
    #[case(FrameCall::SetInstall, r#"setInstall:{"install":true}::SID"#)]
    #[case(FrameCall::SetInstallFinish, "setInstallFinish::SID")]
    fn writes_messages(#[case] call: FrameCall, #[case] message: &str) {
        assert_eq!(encode(&call, "k01", "SID"), message);
    }

    #[rstest]
    #[case("k01:{\"a\":\"b:c\"}", Some(("k01", "{\"a\":\"b:c\"}")))]
    #[case("k01:", Some(("k01", "")))]
    #[case("k01", None)]
    #[case(":{}", None)]
    #[case("", None)]
    fn cuts_at_the_first_colon(#[case] message: &str, #[case] parts: Option<(&str, &str)>) {
        assert_eq!(split_answer(message), parts);
    }

    #[rstest]
    #[case(FrameCall::OpenPath { path: "/".to_owned() }, r#"{"result":"close"}"#, Some(FrameAnswer::SliderClosed))]
    #[case(
        FrameCall::OpenPath { path: "/".to_owned() },
        r#"{"result":"error","errorCode":"PATH_NOT_AVAILABLE"}"#,
        Some(FrameAnswer::PathRefused)
    )]
    #[case(FrameCall::OpenPath { path: "/".to_owned() }, "[]", Some(FrameAnswer::Unreadable))]
    #[case(
        FrameCall::RefreshAuth,
        r#"{"AUTH_ID":"aa12","AUTH_EXPIRES":"3600","REFRESH_ID":"bb"}"#,
        Some(FrameAnswer::Renewed)
    )]
    #[case(FrameCall::RefreshAuth, r#"{"AUTH_ID":""}"#, Some(FrameAnswer::Unreadable))]
    #[case(FrameCall::RefreshAuth, "null", Some(FrameAnswer::Unreadable))]
    #[case(FrameCall::GetInitData, "null", Some(FrameAnswer::InitRefused(InitError::Unreadable)))]
    #[case(FrameCall::Resize { height: 1 }, r#"{"width":1,"height":1}"#, None)]
    #[case(FrameCall::SetInstall, r#"{"install":true}"#, None)]
    fn reads_answers(#[case] call: FrameCall, #[case] json: &str, #[case] expected: Option<FrameAnswer>) {
        let origin = PortalOrigin::new(Scheme::Https, "portal.example").unwrap();
        let name = FrameName { origin, sid: SID.to_owned() };
        let body = serde_json::from_str(json).unwrap();
        let answer = read_answer(&call, &body, &name, &|text| serde_json::from_str(text).ok());
        let holds_token = matches!(expected, Some(FrameAnswer::Renewed | FrameAnswer::Init(_)));
        assert_eq!(answer.as_ref().is_some_and(|(_, token)| token.is_some()), holds_token);
        assert_eq!(answer.map(|(answer, _)| answer), expected);
    }
}
