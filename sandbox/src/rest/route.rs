//! The address of a request: which method, and which webhook if any.

use percent_encoding::percent_decode_str;

/// An address under `/rest/`, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Route {
    /// The method's name as sent, without a suffix.
    pub(super) method: String,
    /// The credential in the path.
    pub(super) webhook: Option<WebhookPath>,
    /// Whether an answer in XML is asked for.
    pub(super) wants_xml: bool,
}

/// The credential of an incoming webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WebhookPath {
    /// The user's id as sent.
    pub(super) user: String,
    /// The secret code.
    pub(super) code: String,
}

impl Route {
    /// Reads `/rest/METHOD` and `/rest/USER/CODE/METHOD`, with `.json` or `.xml` and a slash at the end.
    pub(super) fn parse(path: &str) -> Self {
        let path = percent_decode_str(path).decode_utf8_lossy();
        let path = path.strip_prefix("/rest/").unwrap_or_default();
        let segments: Vec<&str> = path.trim_end_matches('/').split('/').collect();
        let (method, webhook) = match segments.as_slice() {
            [user, code, method] => {
                let webhook = WebhookPath { user: (*user).to_owned(), code: (*code).to_owned() };
                (*method, Some(webhook))
            }
            [method] => (*method, None),
            _ => ("", None),
        };
        let as_xml = method.strip_suffix(".xml");
        let method = as_xml.or_else(|| method.strip_suffix(".json")).unwrap_or(method).to_owned();
        Self { method, webhook, wants_xml: as_xml.is_some() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("/rest/profile", "profile", None)]
    #[case("/rest/profile.json", "profile", None)]
    #[case("/rest/profile.xml/", "profile", None)]
    #[case("/rest/1/code/crm.lead.get.json", "crm.lead.get", Some(("1", "code")))]
    #[case("/rest/1/code/", "", None)]
    #[case("/rest/", "", None)]
    fn the_forms_of_an_address(
        #[case] path: &str,
        #[case] method: &str,
        #[case] webhook: Option<(&str, &str)>,
    ) {
        let route = Route::parse(path);
        assert_eq!(route.method, method);
        assert_eq!(route.wants_xml, path.contains(".xml"));
        let expected =
            webhook.map(|(user, code)| WebhookPath { user: user.to_owned(), code: code.to_owned() });
        assert_eq!(route.webhook, expected);
    }
}
