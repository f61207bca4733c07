//! A visitor of the portal: a sandbox of its own, a session, and pages that can be asked questions.

use indexmap::IndexMap;
use reqwest::header::{COOKIE, LOCATION, REFERER, SET_COOKIE};
use reqwest::redirect::Policy;
use reqwest::{Client, Response, StatusCode};
use sandbox::php::Value;
use sandbox::portal::{Binding, LangText};
use sandbox::server::{Options, Running, start};
use scraper::{ElementRef, Html, Selector};
use serde_json::{Value as Json, json};

/// Few records: the pages are about the story records and the fixed users.
fn small() -> Options {
    Options { records: 60, ..Options::default() }
}

pub(crate) struct Visitor {
    pub(crate) sandbox: Running,
    client: Client,
    session: String,
}

/// What a request brought back.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) location: Option<String>,
    pub(crate) cookie: Option<String>,
    pub(crate) text: String,
    html: Html,
}

impl Visitor {
    /// A visitor of a fresh portal with the application installed and bound in every card.
    pub(crate) async fn new() -> Self {
        let visitor = Self::with(small()).await;
        let handler = visitor.sandbox.app_url().to_owned();
        for code in ["LEAD", "CONTACT", "COMPANY", "DEAL"] {
            visitor.bind(&format!("CRM_{code}_DETAIL_TAB"), &handler);
        }
        visitor
    }

    pub(crate) async fn of_uninstalled() -> Self {
        Self::with(Options { installed: false, ..small() }).await
    }

    pub(crate) async fn with(options: Options) -> Self {
        let client = Client::builder().redirect(Policy::none()).build().expect("a client");
        let sandbox = start(options).await.expect("free ports");
        Self { sandbox, client, session: String::new() }
    }

    /// The same visitor as another user, in another language and so on.
    pub(crate) fn in_session(mut self, session: &str) -> Self {
        session.clone_into(&mut self.session);
        self
    }

    /// Binds a placement to one handler alone.
    pub(crate) fn bind(&self, placement: &str, handler: &str) {
        self.sandbox.portal().with(|portal| {
            portal.app.placements.retain(|binding| binding.placement != placement);
        });
        self.bind_also(placement, handler);
    }

    /// Binds a placement to one more handler.
    pub(crate) fn bind_also(&self, placement: &str, handler: &str) {
        self.sandbox.portal().with(|portal| {
            portal.app.placements.push(Binding {
                placement: placement.to_owned(),
                handler: handler.to_owned(),
                title: "Duplicates".to_owned(),
                description: String::new(),
                options: Value::empty(),
                user_id: 0,
                lang_all: labels(),
            });
        });
    }

    pub(crate) fn portal_host(&self) -> String {
        self.sandbox.portal().sites().portal_host.clone()
    }

    pub(crate) async fn get(&self, path: &str) -> Page {
        self.get_from(path, None).await
    }

    /// Opens a page by a link on another one.
    pub(crate) async fn get_from(&self, path: &str, referrer: Option<&str>) -> Page {
        let mut request = self.client.get(self.address(path)).header(COOKIE, self.cookie());
        if let Some(referrer) = referrer {
            request = request.header(REFERER, self.address(referrer));
        }
        Page::read(request.send().await.expect("an answer")).await
    }

    pub(crate) async fn post_form(&self, path: &str, form: &[(&str, &str)]) -> Page {
        let request = self.client.post(self.address(path)).header(COOKIE, self.cookie()).form(form);
        Page::read(request.send().await.expect("an answer")).await
    }

    pub(crate) async fn post_json(&self, path: &str, body: &Json) -> Page {
        self.post_json_from(path, body, "/", None).await
    }

    pub(crate) async fn post_json_from(
        &self,
        path: &str,
        body: &Json,
        referrer: &str,
        origin: Option<&str>,
    ) -> Page {
        let mut request = self.client.post(self.address(path)).header(COOKIE, self.cookie()).json(body);
        request = request.header(REFERER, self.address(referrer));
        if let Some(origin) = origin {
            request = request.header("Origin", origin);
        }
        Page::read(request.send().await.expect("an answer")).await
    }

    /// The frame that the script of a page fetches for a tab on its first click.
    pub(crate) async fn frame(&self, placement: &str, id: &str, page: &str) -> Page {
        let body = json!({ "placement": placement, "binding": 0, "options": { "ID": id } });
        self.post_json_from("/_portal/frame", &body, page, None).await
    }

    fn address(&self, path: &str) -> String {
        format!("{}{path}", self.sandbox.portal_url())
    }

    fn cookie(&self) -> String {
        format!("sandbox_session={}", self.session)
    }
}

impl Page {
    pub(crate) async fn read(response: Response) -> Self {
        let header = |name| {
            let value = response.headers().get(name)?;
            Some(value.to_str().expect("a header of plain text").to_owned())
        };
        let (status, location, cookie) = (response.status(), header(LOCATION), header(SET_COOKIE));
        let text = response.text().await.expect("a body");
        let html = Html::parse_document(&text);
        Self { status, location, cookie, text, html }
    }

    pub(crate) fn json(&self) -> Json {
        serde_json::from_str(&self.text).expect("a JSON body")
    }

    pub(crate) fn all(&self, selector: &str) -> Vec<ElementRef<'_>> {
        self.html.select(&Selector::parse(selector).expect("a selector")).collect()
    }

    pub(crate) fn one(&self, selector: &str) -> ElementRef<'_> {
        match self.all(selector).as_slice() {
            [element] => *element,
            found => panic!("{selector}: {} elements instead of one in\n{}", found.len(), self.text),
        }
    }

    pub(crate) fn attribute(&self, selector: &str, name: &str) -> String {
        self.one(selector).attr(name).unwrap_or_else(|| panic!("{selector} has no {name}")).to_owned()
    }

    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        self.all(selector).into_iter().map(text_of).collect()
    }

    /// What the script of the page is told about a frame.
    pub(crate) fn launch(&self) -> Json {
        let data = self.one("script.app-frame-launch").text().collect::<String>();
        serde_json::from_str(&data).expect("JSON for the script")
    }

    /// Names and values of the form that opens a frame.
    pub(crate) fn fields(&self) -> Vec<(String, String)> {
        let value = |input: &ElementRef<'_>, name| input.attr(name).unwrap_or_default().to_owned();
        self.all("form[name^=appform_] input")
            .iter()
            .map(|input| (value(input, "name"), value(input, "value")))
            .collect()
    }

    pub(crate) fn field(&self, name: &str) -> Option<String> {
        self.fields().into_iter().find(|(field, _)| field == name).map(|(_, value)| value)
    }
}

pub(crate) fn text_of(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn labels() -> IndexMap<String, LangText> {
    let german = LangText { title: "Dubletten".to_owned(), ..Default::default() };
    [("de".to_owned(), german)].into_iter().collect()
}
