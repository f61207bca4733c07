//! Why a frame does not start: each reason as the application itself comes to it.

use b24_duplicates::app::{App as _, Launch, Moment, SessionEvent, Timer};
use b24_duplicates::domain::Dismissals;
use b24_duplicates::i18n::{Catalogue, Language, TextSet};
use b24_duplicates::page;
use b24_duplicates::protocol::frame::{FrameAnswer, InitData, InitError, Placement};

use super::Sample;

const SID: &str = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

pub(crate) fn all() -> Vec<Sample> {
    let unanswered = SessionEvent::Woke(Timer::Handshake);
    let not_installed = InitData {
        lang: "en".to_owned(),
        placement: Placement::Page,
        is_admin: false,
        installing: true,
        first_run: false,
        dismissed: Dismissals::default(),
    };
    let refused = |error| Some(SessionEvent::FrameAnswered(FrameAnswer::InitRefused(error)));
    let answered = Some(SessionEvent::FrameAnswered(FrameAnswer::Init(Box::new(not_installed))));
    vec![
        after("refused-no-portal", Launch { window_name: String::new(), ..framed("", "1") }, None),
        after("refused-contradiction", named("other.example"), None),
        after("refused-portal-name", framed("portal_.example/", "1"), None),
        after("refused-local", framed("localhost:8024", "0"), None),
        after("refused-insecure", framed("portal.example", "0"), None),
        after("refused-not-listed", framed("portal.example.org", "1"), None),
        after("refused-silent", usual(), Some(unanswered)),
        after("refused-no-token", usual(), refused(InitError::NoToken)),
        after("refused-other-portal", usual(), refused(InitError::AnotherPortal)),
        after("refused-init", usual(), refused(InitError::Unreadable)),
        after("refused-not-installed", usual(), answered),
    ]
}

fn usual() -> Launch {
    framed("portal.example", "1")
}

/// A frame whose address is that of the usual portal, and whose name is of another one.
fn named(host: &str) -> Launch {
    let query = format!("DOMAIN=portal.example&PROTOCOL=1&LANG=en&APP_SID={SID}");
    Launch { query, ..framed(host, "1") }
}

fn framed(host: &str, protocol: &str) -> Launch {
    Launch {
        window_name: format!("{host}|{protocol}|{SID}"),
        framed: true,
        page_address: "https://widget.example/index.html".to_owned(),
        connect_sources: "'self' https://portal.example http://localhost:*".to_owned(),
        languages: vec!["en".to_owned()],
        ..Launch::default()
    }
}

/// What is shown after a start, and after what then happened.
fn after(name: &'static str, launch: Launch, then: Option<SessionEvent>) -> Sample {
    let texts = Catalogue::read(
        Language::English,
        TextSet::Page,
        include_str!(concat!(env!("OUT_DIR"), "/page/en.txt")),
    );
    let loaded = SessionEvent::LanguageLoaded(Language::English, texts);
    let mut app = page::App::default();
    for event in [SessionEvent::Launched(launch), loaded].into_iter().chain(then) {
        app.update(event.into(), Moment::default());
    }
    Sample { name, view: app.view() }
}
