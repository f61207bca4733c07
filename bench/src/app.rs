//! Processor time and memory of the whole application without its browser: what was pasted, the search, the model
//! and what is to be shown. Each event is one task of a browser's main thread.

use std::collections::{BTreeMap, VecDeque};
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use b24_duplicates::app::{App as _, Effect, Event, Launch, Moment, SessionEvent, Timer};
use b24_duplicates::domain::{Communication, Millis, PortalOrigin, RecordId, Scheme, UserId};
use b24_duplicates::i18n::{Catalogue, Language, TextSet};
use b24_duplicates::lookup::view::RunState;
use b24_duplicates::page::{self, Extra, ExtraEvent, FormIntent, Intent, ScreenView, View, WebhookAccount};
use b24_duplicates::protocol::reading::ReadAnswer;
use b24_duplicates::protocol::{Node, RawResponse, RestCall};
use b24_duplicates::scheduler::RequestId;
use reader_worker::Worker;
use sandbox::portal::Portal;
use sandbox::rest::RestRequest;

use crate::gauge::Gauge;
use crate::unlimited::unlimited;

/// What a pasted list took.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct App {
    /// How many lines were pasted.
    pub values: usize,
    /// From the pasted text to what is shown, reading the answers' JSON included.
    pub gauge: Gauge,
}

/// Pastes a list and searches it, in a portal where one value in ten is found, and one record in ten is hidden.
///
/// # Errors
/// If the application does something else.
pub fn run(values: usize) -> Result<App> {
    let setting = unlimited(values);
    let text: Vec<&str> = setting.asked.iter().map(Communication::spelling).collect();
    let text = text.join("\n");
    let mut stage = Stage {
        portal: setting.portal,
        app: page::App::default(),
        shown: page::App::default().view(),
        now: 0,
        sent: VecDeque::new(),
        timers: BTreeMap::new(),
        reads_on: false,
        reader: Worker::default(),
        said: VecDeque::new(),
        gauge: Gauge::default(),
    };
    stage.connect()?;
    stage.gauge = Gauge::default();
    stage.tell_made(|| Event::User(FormIntent::Attach(text.clone()).into()));
    stage.settle()?;
    stage.tell_made(|| Event::User(FormIntent::Search.into()));
    stage.settle()?;
    if stage.is_too_much() {
        stage.tell_made(|| Event::User(FormIntent::SearchFirst.into()));
        stage.settle()?;
    }
    match &stage.shown.screen {
        ScreenView::Page(page) if page.state == RunState::Done => {}
        other => bail!("the search ended as {other:?}"),
    }
    Ok(App { values, gauge: stage.gauge })
}

struct Stage {
    portal: Portal,
    app: page::App,
    shown: View,
    now: Millis,
    sent: VecDeque<(RequestId, RestCall)>,
    timers: BTreeMap<Timer, Millis>,
    /// The next slice of the text is to be read by simple rules.
    reads_on: bool,
    /// The module that reads, which in a browser works beside the main thread.
    reader: Worker,
    /// What it says next.
    said: VecDeque<Vec<u8>>,
    gauge: Gauge,
}

impl Stage {
    /// In all of its spellings, the list is more than one search takes: it takes the first part.
    fn is_too_much(&self) -> bool {
        let ScreenView::Page(page) = &self.shown.screen else { return false };
        page.notice.as_ref().is_some_and(|notice| notice.code == "B24D-TOO-MANY")
    }

    fn connect(&mut self) -> Result<()> {
        self.tell_made(|| SessionEvent::Launched(Launch::default()).into());
        let texts = english()?;
        self.tell_made(|| SessionEvent::LanguageLoaded(Language::English, Ok(texts)).into());
        self.tell_made(|| Event::User(Intent::Connect));
        let origin = PortalOrigin::new(Scheme::Https, "portal.example")?;
        let user = UserId(RecordId::new(7).context("a user's id")?);
        self.tell_made(|| Event::Extra(ExtraEvent::WebhookTaken(Ok(WebhookAccount { origin, user }))));
        self.settle()
    }

    /// One task: an event is made, taken, and what follows is drawn if it differs.
    fn tell_made(&mut self, make: impl FnOnce() -> Event<page::App>) {
        let Self { app, shown, gauge, now, .. } = self;
        let moment = Moment { now: *now, chance: 0 };
        let effects = gauge.measure(|| {
            let effects = app.update(make(), moment);
            let next = app.view();
            if next != *shown {
                *shown = next;
            }
            effects
        });
        for effect in effects {
            match effect {
                Effect::Send { id, call } => self.sent.push_back((id, call)),
                Effect::StartTimer { timer, after_ms } => {
                    self.timers.insert(timer, self.now + Millis::from(after_ms));
                }
                Effect::StopTimer(timer) => drop(self.timers.remove(&timer)),
                Effect::Extra(Extra::LetOthersGoFirst) => self.reads_on = true,
                Effect::Extra(Extra::StartReader { .. }) => self.said.push_back(Vec::new()),
                Effect::Extra(Extra::Read { call, .. }) => {
                    self.said.extend(self.reader.hear(&call.to_bytes()));
                }
                // There is no parent window, no clipboard, no file and no screen, and no call takes longer than its deadline.
                Effect::OpenFrame { .. }
                | Effect::Frame(_)
                | Effect::Abort(_)
                | Effect::LoadLanguage(_)
                | Effect::Stop
                | Effect::ForgetCredential
                | Effect::Copy { .. }
                | Effect::Focus(_)
                | Effect::CleanAddress
                | Effect::Open(_)
                | Effect::Extra(
                    Extra::TakeWebhook
                    | Extra::EmptyWebhookField
                    | Extra::AwaitReload { .. }
                    | Extra::CopyUnread(_)
                    | Extra::Print
                    | Extra::TakeFile(_)
                    | Extra::Files { .. }
                    | Extra::EndFiles
                    | Extra::Store(_),
                ) => {}
            }
        }
    }

    /// Answers and wakes until nothing more happens by itself.
    fn settle(&mut self) -> Result<()> {
        loop {
            if let Some((id, call)) = self.sent.pop_front() {
                let path = format!("/rest/7/sandbox7code/{}", call.method());
                let start = sandbox::crm::Moment::from_seconds(1_750_000_000);
                let moment = start + Duration::from_millis(self.now);
                let response = self.portal.handle(&RestRequest::form(&path, &call.body()), moment);
                self.now += Millis::try_from(response.took.as_millis())?;
                let mut body = Ok(Node::Null);
                self.gauge.measure(|| body = serde_json::from_str(&response.body));
                let raw = RawResponse::Decoded { status: response.status, body: body? };
                self.tell_made(|| SessionEvent::Received { id, raw }.into());
            } else if let Some(said) = self.said.pop_front() {
                let event =
                    || ReadAnswer::from_bytes(&said).map_or(ExtraEvent::ReaderReady, ExtraEvent::Read);
                self.tell_made(|| Event::Extra(event()));
            } else if std::mem::take(&mut self.reads_on) {
                self.tell_made(|| Event::Extra(ExtraEvent::NextSlice));
            } else if let Some((timer, at)) =
                self.timers.iter().map(|(timer, at)| (*timer, *at)).min_by_key(|(_, at)| *at)
            {
                self.timers.remove(&timer);
                self.now = self.now.max(at);
                self.tell_made(|| SessionEvent::Woke(timer).into());
            } else {
                return Ok(());
            }
        }
    }
}

fn english() -> Result<Catalogue> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../locales"));
    let files = locales::read(folder)?.files();
    let english = Path::new(TextSet::Page.folder()).join(Language::English.tag()).with_extension("txt");
    let file = files.iter().find(|file| file.path() == english).context("no English texts")?;
    Ok(Catalogue::read(Language::English, TextSet::Page, &file.text)?)
}
