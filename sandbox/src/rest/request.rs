//! A REST request as it arrives, without HTTP types.

use crate::php::{Array, Value, form_url_encode, from_json, parse_query};

/// The verb of a request, as far as the portal tells them apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verb {
    /// A preflight.
    Options,
    /// `POST`, the only verb whose body is read.
    #[default]
    Post,
    /// `GET` and everything else.
    Get,
}

/// One request to an address under `/rest/`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RestRequest {
    /// The verb.
    pub verb: Verb,
    /// The path as sent, such as `/rest/1/code/crm.duplicate.findbycomm.json`.
    pub path: String,
    /// The query string without `?`.
    pub query: String,
    /// The `Content-Type` header.
    pub content_type: Option<String>,
    /// What stands behind `Bearer` in the `Authorization` header.
    pub bearer: Option<String>,
    /// The body.
    pub body: Vec<u8>,
    /// The address that the request comes from: the request rate is limited for each one.
    pub source: String,
    /// Whether it came over https.
    pub is_secure: bool,
    /// The user whose session of the portal's pages the request carries, as a cookie does.
    pub session_user: Option<u32>,
}

impl RestRequest {
    /// A POST with a JSON body.
    pub fn json(path: &str, body: impl Into<Vec<u8>>) -> Self {
        Self::post(path, "application/json", body.into())
    }

    /// A POST with an urlencoded body, the shape that needs no preflight.
    pub fn form(path: &str, body: &str) -> Self {
        Self::post(path, "application/x-www-form-urlencoded", body.into())
    }

    /// A GET.
    pub fn get(path: &str, query: &str) -> Self {
        Self { verb: Verb::Get, path: path.to_owned(), query: query.to_owned(), ..Self::default() }
    }

    fn post(path: &str, content_type: &str, body: Vec<u8>) -> Self {
        Self { path: path.to_owned(), content_type: Some(content_type.to_owned()), body, ..Self::default() }
    }

    /// The parameters of query and body. A name of the body takes the place of the query's, with all that
    /// stands below it.
    pub(super) fn params(&self) -> Array {
        let mut params = parse_query(&self.query);
        for (name, value) in self.body_params().iter() {
            params.insert(name, value.clone());
        }
        params
    }

    /// The parameters of the body.
    ///
    /// JSON is read only where its content type says so; any other body is read as a query string, so
    /// JSON sent as `text/plain` loses its parameters. Broken JSON and a bare scalar give none.
    fn body_params(&self) -> Array {
        if self.verb != Verb::Post {
            return Array::default();
        }
        match self.media_type().as_str() {
            "application/json" => match from_json(&self.body) {
                Some(Value::Array(body)) => body,
                _ => Array::default(),
            },
            "multipart/form-data" => parse_query(&self.multipart_as_query()),
            _ => parse_query(&String::from_utf8_lossy(&self.body)),
        }
    }

    fn media_type(&self) -> String {
        let content_type = self.content_type.as_deref().unwrap_or_default();
        content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// Fields of a multipart form. Files are left out: no method of the sandbox takes one.
    fn multipart_as_query(&self) -> String {
        let content_type = self.content_type.as_deref().unwrap_or_default();
        let Some((_, boundary)) = content_type.split_once("boundary=") else { return String::new() };
        let delimiter = format!("--{}", boundary.trim_matches('"'));
        let body = String::from_utf8_lossy(&self.body);
        let fields = body.split(delimiter.as_str()).filter_map(|part| {
            let (head, content) = part.split_once("\r\n\r\n")?;
            let (_, name) = head.split_once("name=\"")?;
            let name = name.split('"').next().filter(|_| !head.contains("filename="))?;
            let content = content.strip_suffix("\r\n").unwrap_or(content);
            Some(format!("{}={}", form_url_encode(name), form_url_encode(content)))
        });
        fields.collect::<Vec<_>>().join("&")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::php::to_json;
    use rstest::rstest;

    fn params(request: &RestRequest) -> String {
        to_json(&Value::Array(request.params()))
    }

    #[rstest]
    #[case("application/json", r#"{"values":[7,"8"]}"#, r#"{"type":"q","values":[7,"8"]}"#)]
    #[case("application/json; charset=utf-8", r#"{"type":"b"}"#, r#"{"type":"b"}"#)]
    #[case("application/json", r#"{"type":"#, r#"{"type":"q"}"#)]
    #[case("application/json", "5", r#"{"type":"q"}"#)]
    #[case("application/x-www-form-urlencoded", "values[0]=7", r#"{"type":"q","values":["7"]}"#)]
    #[case("text/plain", r#"{"type":"b"}"#, r#"{"type":"q","{\u0022type\u0022:\u0022b\u0022}":""}"#)]
    fn the_body_is_read_by_its_content_type(
        #[case] content_type: &str,
        #[case] body: &str,
        #[case] expected: &str,
    ) {
        let mut request = RestRequest::post("/rest/profile", content_type, body.into());
        request.query = "type=q".to_owned();
        assert_eq!(params(&request), expected);
    }

    #[rstest]
    #[case::form("application/x-www-form-urlencoded", "values[]=b")]
    #[case::json("application/json", r#"{"values":["b"]}"#)]
    #[case::multipart(
        "multipart/form-data; boundary=x",
        "--x\r\ncontent-disposition: form-data; name=\"values[]\"\r\n\r\nb\r\n--x--\r\n"
    )]
    fn a_list_of_the_body_takes_the_place_of_the_querys(#[case] content_type: &str, #[case] body: &str) {
        let mut request = RestRequest::post("/rest/profile", content_type, body.into());
        request.query = "values[]=a&values[]=c&type=q".to_owned();
        assert_eq!(params(&request), r#"{"values":["b"],"type":"q"}"#);
    }

    #[test]
    fn a_get_ignores_its_body() {
        let request = RestRequest { verb: Verb::Get, ..RestRequest::json("/rest/profile", r#"{"a":1}"#) };
        assert_eq!(params(&request), "[]");
    }

    #[test]
    fn multipart_fields_keep_their_bytes() {
        let body = "--x\r\nContent-Disposition: form-data; name=\"values[0]\"\r\n\r\n+7 a&b\r\n\
                    --x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\nno\r\n--x--\r\n";
        let request = RestRequest::post("/rest/profile", "multipart/form-data; boundary=x", body.into());
        assert_eq!(params(&request), r#"{"values":["+7 a\u0026b"]}"#);
    }
}
