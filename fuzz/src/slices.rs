//! A long text: read in slices, it says what it says when it is read at once.

use b24_duplicates::app::{App as _, Effect, Event, Launch, Moment, SessionEvent};
use b24_duplicates::domain::{CommKind, PortalOrigin, RecordId, Scheme, UserId};
use b24_duplicates::page::{
    ATTACH_ABOVE_BYTES, App, Extra, ExtraEvent, FormIntent, FormView, ScreenView, WebhookAccount,
};
use b24_duplicates::protocol::{Node, RawResponse};

/// Where the first slice ends, unless a line goes on there.
const SLICE: usize = 32 * 1024;

/// Puts a text between blank lines, across the end of a slice, and reads it both ways.
///
/// # Panics
/// If the two readings differ.
pub fn slices(data: &[u8]) {
    let piece = String::from_utf8_lossy(data);
    // Line ends of Unix, of Windows, and of old Macs, as spreadsheets still write them. The length decides, so
    // that libFuzzer, which changes lengths all the time, comes by all of them.
    let line_end = ["\n", "\r\n", "\r"].into_iter().cycle().nth(data.len()).unwrap_or("\n");
    let kind = data.len().is_multiple_of(2).then_some(CommKind::Phone);
    // Byte order marks are left out before anything is looked for: a blank line that costs little.
    let blank = ["\u{feff}".repeat(130).as_str(), line_end].concat();
    let before = SLICE.saturating_sub(piece.len() / 2) / blank.len();
    let text = [blank.repeat(before).as_str(), &piece, line_end, &blank.repeat(2), &piece].concat();
    if !(SLICE..=ATTACH_ABOVE_BYTES).contains(&text.len()) {
        return;
    }
    let mut at_once = Page::connected(kind);
    at_once.want(FormIntent::Type(text.clone()));
    let mut in_slices = Page::connected(kind);
    in_slices.want(FormIntent::Attach(text));
    let (expected, read) = (at_once.form(), in_slices.form());
    assert_eq!(expected.map(told), read.map(told));
}

/// What a search box tells of what it has read.
fn told(form: FormView) -> impl PartialEq + std::fmt::Debug {
    (form.summary, form.invalid, form.invalid_more, form.search_label, form.can_search)
}

/// The page with the search box.
struct Page(App);

impl Page {
    fn connected(kind: Option<CommKind>) -> Self {
        let mut page = Self(App::default());
        page.tell(SessionEvent::Launched(Launch::default()).into());
        if let (Ok(origin), Some(id)) = (PortalOrigin::new(Scheme::Https, "portal.example"), RecordId::new(1))
        {
            let account = WebhookAccount { origin, user: UserId(id) };
            page.tell(Event::Extra(ExtraEvent::WebhookTaken(Ok(account))));
        }
        page.want(FormIntent::ChooseKind(kind));
        page
    }

    fn want(&mut self, intent: FormIntent) {
        self.tell(Event::User(intent.into()));
    }

    /// Tells an event and what follows from it: the portal accepts the webhook, the next slice is read.
    fn tell(&mut self, event: Event<App>) {
        let mut events = vec![event];
        while let Some(event) = events.pop() {
            for effect in self.0.update(event, Moment::default()) {
                match effect {
                    Effect::Send { id, .. } => {
                        events.push(SessionEvent::Received { id, raw: accepted() }.into());
                    }
                    Effect::Extra(Extra::LetOthersGoFirst) => {
                        events.push(Event::Extra(ExtraEvent::NextSlice));
                    }
                    _ => {}
                }
            }
        }
    }

    fn form(&self) -> Option<FormView> {
        match self.0.view().screen {
            ScreenView::Page(page) => page.form,
            _ => None,
        }
    }
}

fn accepted() -> RawResponse {
    let user = Node::Map(vec![("ID".to_owned(), Node::Number(1.0))]);
    RawResponse::Decoded { status: 200, body: Node::Map(vec![("result".to_owned(), user)]) }
}
