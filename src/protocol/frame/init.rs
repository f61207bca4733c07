//! The answer to `getInitData`: who the user is, where the frame stands, and the token.
//!
//! PHP writes it: numbers come as strings, empty maps as `[]`, absent options as nothing
//! (`docs/portal.md`, *The frame*).

use crate::domain::{Dismissals, PortalOrigin, Scheme};
use crate::protocol::placement::PlacementCode;
use crate::protocol::{CardOwner, Node, OwnerKind};

use super::{AccessToken, FrameName, InitData, InitError, Placement};

/// The option under which a slider of ours is told which records to show side by side. A portal passes on, with any other
/// letters, what is no option of its own.
pub(super) const COMPARE: &str = "compare";

/// Reads the answer; the token comes apart from the rest.
///
/// # Errors
/// If it has no token, or names another portal than the frame does.
pub(super) fn read_init(
    answer: &Node,
    name: &FrameName,
    parse: &dyn Fn(&str) -> Option<Node>,
) -> Result<(InitData, AccessToken), InitError> {
    let Node::Map(_) = answer else { return Err(InitError::Unreadable) };
    same_portal(answer, name)?;
    let token = read_token(answer)?;
    let is_true = |field| answer.get(field) == Some(&Node::Bool(true));
    let data = InitData {
        lang: answer.text("LANG").unwrap_or_default().to_owned(),
        placement: placement(answer, parse)?,
        dismissed: dismissed(answer, parse),
        is_admin: is_true("IS_ADMIN"),
        installing: is_true("INSTALL"),
        first_run: is_true("FIRST_RUN"),
    };
    Ok((data, token))
}

/// Reads a token. How long it lives is not read: the portal says when it has expired, and a clock of the
/// browser's may be wrong.
///
/// # Errors
/// If there is none.
pub(super) fn read_token(answer: &Node) -> Result<AccessToken, InitError> {
    let Node::Map(_) = answer else { return Err(InitError::Unreadable) };
    let token = answer.text("AUTH_ID").filter(|token| !token.is_empty()).ok_or(InitError::NoToken)?;
    Ok(AccessToken(token.to_owned()))
}

/// The answer may leave host or protocol out; it must not contradict the frame's name.
fn same_portal(answer: &Node, name: &FrameName) -> Result<(), InitError> {
    let scheme = match answer.given("PROTOCOL").map(Node::as_whole) {
        None => name.origin.scheme(),
        Some(Some(1)) => Scheme::Https,
        Some(Some(0)) => Scheme::Http,
        Some(_) => return Err(InitError::Unreadable),
    };
    let host = match answer.given("DOMAIN") {
        None => name.origin.host(),
        Some(host) => host.as_text().ok_or(InitError::Unreadable)?,
    };
    match PortalOrigin::new(scheme, host) {
        Ok(origin) if origin == name.origin => Ok(()),
        _ => Err(InitError::AnotherPortal),
    }
}

fn placement(answer: &Node, parse: &dyn Fn(&str) -> Option<Node>) -> Result<Placement, InitError> {
    let code = answer.text("PLACEMENT").unwrap_or_default().to_ascii_uppercase();
    let options = options(answer, "PLACEMENT_OPTIONS", parse);
    // Some portals open the handler of the tab in the slider, and not the application's page.
    if let Some(written) = option(&options, &[COMPARE]).and_then(Node::as_text) {
        return Ok(Placement::Compare(written.to_owned()));
    }
    match PlacementCode::of(&code) {
        Some(PlacementCode::Page) => Ok(Placement::Page),
        Some(PlacementCode::Call) => {
            let number = option(&options, &["PHONE_NUMBER"]).and_then(Node::as_text).unwrap_or_default();
            Ok(Placement::Call { number: number.to_owned() })
        }
        Some(PlacementCode::Card(kind)) => card(kind, &options),
        None => Ok(Placement::Other(code)),
    }
}

/// A card that is being created has the id 0, or none.
fn card(kind: OwnerKind, options: &Node) -> Result<Placement, InitError> {
    match option(options, &["ID", "ENTITY_ID", "ENTITYID"]) {
        None | Some(Node::Null) => Ok(Placement::NewCard(kind)),
        Some(Node::Text(text)) if text.is_empty() => Ok(Placement::NewCard(kind)),
        Some(id) if id.as_whole() == Some(0) => Ok(Placement::NewCard(kind)),
        Some(id) => Ok(Placement::Card(CardOwner { kind, id: id.as_id().ok_or(InitError::Unreadable)? })),
    }
}

/// What is dismissed stands in the options of the application, and in those of the user.
fn dismissed(answer: &Node, parse: &dyn Fn(&str) -> Option<Node>) -> Dismissals {
    let mut dismissed = Dismissals::default();
    for field in ["APP_OPTIONS", "USER_OPTIONS"] {
        for (name, value) in options(answer, field, parse).entries().unwrap_or_default() {
            dismissed.read(name, value.as_text().unwrap_or_default());
        }
    }
    dismissed
}

/// Options are a map, `[]`, `""`, or JSON text, in which quotes may be escaped as in HTML.
fn options(answer: &Node, field: &str, parse: &dyn Fn(&str) -> Option<Node>) -> Node {
    match answer.get(field) {
        Some(Node::Text(text)) if text.is_empty() => Node::Null,
        Some(Node::Text(text)) => parse(text).or_else(|| parse(&unescaped(text))).unwrap_or_default(),
        Some(options) => options.clone(),
        None => Node::Null,
    }
}

/// A text whose quotes and ampersands were written for HTML.
fn unescaped(text: &str) -> String {
    let mut pieces = text.split('&');
    let mut written = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (sign, rest) = match (piece.strip_prefix("quot;"), piece.strip_prefix("amp;")) {
            (Some(rest), _) => ('"', rest),
            (_, Some(rest)) => ('&', rest),
            (None, None) => ('&', piece),
        };
        written.push(sign);
        written.push_str(rest);
    }
    written
}

/// An option by any of its names; the case of letters differs between placements.
fn option<'a>(options: &'a Node, names: &[&str]) -> Option<&'a Node> {
    let entries = options.entries().unwrap_or_default();
    let entry = |name: &&str| entries.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
    names.iter().find_map(entry).map(|(_, value)| value)
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::domain::{EntityType, RecordId};

    fn name() -> FrameName {
        let origin = PortalOrigin::new(Scheme::Https, "demo.portal.test").unwrap();
        FrameName { origin, sid: "0f1e2d3c4b5a69788796a5b4c3d2e1f0".to_owned() }
    }

    fn read(json: &str) -> Result<(InitData, String), InitError> {
        let answer: Node = serde_json::from_str(json).unwrap();
        read_init(&answer, &name(), &|text| serde_json::from_str(text).ok())
            .map(|(data, token)| (data, token.0))
    }

    fn owner(kind: OwnerKind, id: u64) -> Placement {
        Placement::Card(CardOwner { kind, id: RecordId::new(id).unwrap() })
    }

    #[rstest]
    #[case("{&quot;ID&quot;:&quot;77&quot;}", r#"{"ID":"77"}"#)]
    #[case("a &amp; b & c&", "a & b & c&")]
    #[case("&amp;quot;&quot;&quot", "&quot;\"&quot")]
    #[case("", "")]
    fn takes_back_what_was_written_for_html(#[case] written: &str, #[case] meant: &str) {
        assert_eq!(unescaped(written), meant);
        assert_eq!(written.replace("&quot;", "\"").replace("&amp;", "&"), meant);
    }

    #[test]
    fn reads_what_a_portal_answers() {
        let (data, token) = read(
            r#"{"LANG":"de","DOMAIN":"demo.portal.test","PROTOCOL":1,"PATH":"\/rest","AUTH_ID":"aa11",
                "AUTH_EXPIRES":"3600","REFRESH_ID":"bb22","MEMBER_ID":"c0ffee00c0ffee00c0ffee00c0ffee00",
                "FIRST_RUN":true,"IS_ADMIN":false,"INSTALL":false,"USER_OPTIONS":[],"APP_OPTIONS":{"theme":"x"},
                "PLACEMENT":"CRM_DEAL_DETAIL_TAB","PLACEMENT_OPTIONS":{"ID":"77","URI":"\/crm\/deal\/details\/77\/"}}"#,
        )
        .unwrap();
        assert_eq!(token, "aa11");
        let expected = InitData {
            lang: "de".to_owned(),
            placement: owner(OwnerKind::Deal, 77),
            is_admin: false,
            installing: false,
            first_run: true,
            dismissed: Dismissals::default(),
        };
        assert_eq!(data, expected);
    }

    #[rstest]
    #[case(
        r#""PLACEMENT":"CRM_LEAD_DETAIL_TAB","PLACEMENT_OPTIONS":{"id":17}"#,
        owner(OwnerKind::Record(EntityType::Lead), 17)
    )]
    #[case(
        r#""PLACEMENT":"CRM_CONTACT_DETAIL_TOOLBAR","PLACEMENT_OPTIONS":{"entityId":"275"}"#,
        owner(OwnerKind::Record(EntityType::Contact), 275)
    )]
    #[case(
        r#""PLACEMENT":"crm_deal_detail_toolbar","PLACEMENT_OPTIONS":{"ID":"78"}"#,
        owner(OwnerKind::Deal, 78)
    )]
    #[case(
        r#""PLACEMENT":"CRM_COMPANY_DETAIL_TAB","PLACEMENT_OPTIONS":{"ENTITY_ID":"4"}"#,
        owner(OwnerKind::Record(EntityType::Company), 4)
    )]
    #[case(
        r#""PLACEMENT":"CRM_DEAL_DETAIL_TAB","PLACEMENT_OPTIONS":"{\"ID\":\"77\"}""#,
        owner(OwnerKind::Deal, 77)
    )]
    #[case(
        r#""PLACEMENT":"CRM_DEAL_DETAIL_TAB","PLACEMENT_OPTIONS":"{&quot;ID&quot;:&quot;77&quot;}""#,
        owner(OwnerKind::Deal, 77)
    )]
    #[case(
        r#""PLACEMENT":"CRM_DEAL_DETAIL_TAB","PLACEMENT_OPTIONS":[]"#,
        Placement::NewCard(OwnerKind::Deal)
    )]
    #[case(
        r#""PLACEMENT":"CRM_DEAL_DETAIL_TAB","PLACEMENT_OPTIONS":"""#,
        Placement::NewCard(OwnerKind::Deal)
    )]
    #[case(r#""PLACEMENT":"CRM_DEAL_DETAIL_TAB""#, Placement::NewCard(OwnerKind::Deal))]
    #[case(
        r#""PLACEMENT":"CRM_DEAL_DETAIL_TAB","PLACEMENT_OPTIONS":{"ID":"0"}"#,
        Placement::NewCard(OwnerKind::Deal)
    )]
    #[case(r#""PLACEMENT":"CALL_CARD","PLACEMENT_OPTIONS":{"PHONE_NUMBER":"+49170","CALL_ID":"x"}"#, Placement::Call { number: "+49170".to_owned() })]
    #[case(
        r#""PLACEMENT":"DEFAULT","PLACEMENT_OPTIONS":{"compare":"contact-5.lead-17","IFRAME":"Y"}"#,
        Placement::Compare("contact-5.lead-17".to_owned())
    )]
    #[case(
        r#""PLACEMENT":"CRM_CONTACT_DETAIL_TAB","PLACEMENT_OPTIONS":{"COMPARE":"contact-5.lead-17","ID":"5"}"#,
        Placement::Compare("contact-5.lead-17".to_owned())
    )]
    #[case(r#""PLACEMENT":"LEFT_MENU""#, Placement::Page)]
    #[case(r#""PLACEMENT":"DEFAULT","PLACEMENT_OPTIONS":{"IFRAME":"Y"}"#, Placement::Page)]
    #[case(r#""PLACEMENT":"""#, Placement::Page)]
    #[case(r#""PLACEMENT":null"#, Placement::Page)]
    #[case(r#""PLACEMENT":"CRM_QUOTE_DETAIL_TAB""#, Placement::Other("CRM_QUOTE_DETAIL_TAB".to_owned()))]
    #[case(r#""PLACEMENT":"CRM_LEAD_LIST_TOOLBAR""#, Placement::Other("CRM_LEAD_LIST_TOOLBAR".to_owned()))]
    fn reads_placements(#[case] fields: &str, #[case] expected: Placement) {
        let (data, _) = read(&format!(r#"{{"AUTH_ID":"aa",{fields}}}"#)).unwrap();
        assert_eq!(data.placement, expected);
    }

    #[rstest]
    #[case("[]", InitError::Unreadable)]
    #[case("null", InitError::Unreadable)]
    #[case("{}", InitError::NoToken)]
    #[case(r#"{"AUTH_ID":""}"#, InitError::NoToken)]
    #[case(r#"{"AUTH_ID":17}"#, InitError::NoToken)]
    #[case(r#"{"AUTH_ID":"aa","DOMAIN":"evil.example"}"#, InitError::AnotherPortal)]
    #[case(r#"{"AUTH_ID":"aa","DOMAIN":"demo.portal.test:8443"}"#, InitError::AnotherPortal)]
    #[case(r#"{"AUTH_ID":"aa","DOMAIN":"demo.portal.test","PROTOCOL":"0"}"#, InitError::AnotherPortal)]
    #[case(r#"{"AUTH_ID":"aa","DOMAIN":["x"]}"#, InitError::Unreadable)]
    #[case(r#"{"AUTH_ID":"aa","PROTOCOL":"https"}"#, InitError::Unreadable)]
    #[case(
        r#"{"AUTH_ID":"aa","PLACEMENT":"CRM_DEAL_DETAIL_TAB","PLACEMENT_OPTIONS":{"ID":"7x"}}"#,
        InitError::Unreadable
    )]
    fn refuses(#[case] json: &str, #[case] error: InitError) {
        assert_eq!(read(json), Err(error));
    }

    #[rstest]
    #[case(r#""DOMAIN":"demo.portal.test","PROTOCOL":"1""#)]
    #[case(r#""DOMAIN":"DEMO.portal.test:443","PROTOCOL":1"#)]
    #[case(r#""PROTOCOL":null"#)]
    fn accepts_the_same_portal(#[case] fields: &str) {
        assert!(read(&format!(r#"{{"AUTH_ID":"aa",{fields}}}"#)).is_ok());
    }
}
