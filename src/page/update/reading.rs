//! Reading: by the module beside the page, and by simple rules where it cannot be had.
//!
//! A text is given to the module in parts. So much as two of them are on their way at a time, so that it is never idle
//! and a text that has changed meanwhile waits for no more than that.

use std::rc::Rc;

use crate::app::{Effect, Effects, FocusTarget};
use crate::domain::Country;
use crate::page::model::{Asked, Form, Intake, Page, Reader, Rest, Scan, Stage, Then};
use crate::page::{App, Extra, StartReader};
use crate::protocol::reading::{ReadAnswer, ReadCall, Source, TextId, TextPart};

use super::simple;

/// So long the module may take to come, and each of its answers to a part.
pub(super) const PATIENCE_MS: u32 = 20_000;

/// At most this many bytes are given at once: some hundredths of a second of reading, some milliseconds to take in.
const PART_BYTES: usize = 16 * 1024;

/// At most so many parts are on their way.
const AT_ONCE: u32 = 2;

impl App {
    /// The search box is about to be shown: the country of its numbers, as far as it is known, and the module, once there
    /// is time for it.
    pub(super) fn expect_texts(&mut self, effects: &mut Effects<Extra>) {
        let host = self.session.connection().map(|connection| connection.origin.host());
        let country = Country::assumed(host, self.languages.iter().map(String::as_str));
        if let Stage::Page(page) = &mut self.stage {
            let form = &mut page.form;
            let before = form.country;
            form.country = before.assuming(country);
            if form.reader == Reader::Asleep {
                form.reader = Reader::Coming;
                effects.push(start(StartReader::WhenIdle));
            } else if before != form.country {
                read_anew(form, effects);
            }
        }
    }

    /// The module is there.
    pub(in crate::page) fn reader_ready(&mut self, effects: &mut Effects<Extra>) {
        self.reader_is(Reader::Here, effects);
    }

    /// The module cannot be had, or has failed.
    pub(in crate::page) fn reader_lost(&mut self, effects: &mut Effects<Extra>) {
        self.reader_is(Reader::Lost, effects);
    }

    fn reader_is(&mut self, reader: Reader, effects: &mut Effects<Extra>) {
        let Stage::Page(page) = &mut self.stage else { return };
        let form = &mut page.form;
        let before = std::mem::replace(&mut form.reader, reader);
        let is_better = match reader {
            Reader::Here => before == Reader::ComingAgain || form.then == Then::AskFurther,
            Reader::Asleep | Reader::Coming | Reader::ComingAgain | Reader::Lost => false,
        };
        let is_open = |scan: &Scan| matches!(scan, Scan::Waiting | Scan::Asked(_));
        if is_better || is_open(&form.scan) {
            read_typed(form, effects);
        }
        if form.attached.as_ref().is_some_and(|attached| is_better || is_open(&attached.scan)) {
            read_attached(form, effects);
        }
        self.read_to_the_end(effects);
    }

    /// The module has read a part.
    pub(in crate::page) fn part_read(&mut self, answer: ReadAnswer, effects: &mut Effects<Extra>) {
        if let Stage::Page(page) = &mut self.stage {
            take(&mut page.form, answer, effects);
        }
        self.read_to_the_end(effects);
    }

    /// Reads the next slice of a long text.
    pub(in crate::page) fn read_slice(&mut self, effects: &mut Effects<Extra>) {
        if let Stage::Page(page) = &mut self.stage
            && let Some(attachment) = &mut page.form.attached
        {
            simple::read_slice(attachment, page.form.kind, effects);
        }
        self.read_to_the_end(effects);
    }

    /// Does what has waited for the end.
    pub(super) fn read_to_the_end(&mut self, effects: &mut Effects<Extra>) {
        let Stage::Page(page) = &mut self.stage else { return };
        if page.form.is_reading() {
            return;
        }
        match page.form.then {
            Then::AskFurther if page.form.reader == Reader::Here => {
                if let Some(connection) = self.session.connection_mut() {
                    page.ask_further(connection, effects);
                }
            }
            Then::Nothing | Then::Said | Then::AskFurther => {}
            Then::Say => page.form.then = Then::Said,
            Then::SayCorrected => {
                page.form.then = Then::Said;
                if page.form.input().unread == 0 {
                    effects.push(Effect::Focus(FocusTarget::SearchBox));
                }
            }
            Then::Search => {
                page.form.then = Then::Nothing;
                if let Some(connection) = self.session.connection_mut() {
                    page.search(connection, effects);
                }
            }
        }
    }

    /// What was not read is on the clipboard, or cannot be put there.
    pub(in crate::page) fn unread_copied(&mut self, copied: Result<(), ()>) {
        if let Stage::Page(page) = &mut self.stage {
            page.form.copied = Some(copied);
        }
    }
}

impl Page {
    /// The text is this one, which a portal has given: a number by itself is asked as it is before the module is there,
    /// and then as the module reads it.
    pub(super) fn set_number(&mut self, number: String) {
        self.form.typed = Rc::new(simple::read(&number, self.form.kind));
        self.form.text = number;
        self.form.then = Then::AskFurther;
    }
}

const fn start(start: StartReader) -> Effect<Extra> {
    Effect::Extra(Extra::StartReader { start, patience_ms: PATIENCE_MS })
}

/// Somebody is about to type.
pub(super) fn start_now(form: &mut Form, effects: &mut Effects<Extra>) {
    if let Reader::Asleep | Reader::Coming = form.reader {
        form.reader = Reader::Coming;
        effects.push(start(StartReader::Now));
    }
}

/// Tries once more to have the module.
pub(super) fn try_again(form: &mut Form, effects: &mut Effects<Extra>) {
    if form.reader == Reader::Lost {
        form.reader = Reader::ComingAgain;
        effects.push(start(StartReader::Now));
    }
}

/// The text of the search box is this one.
pub(super) fn set_text(form: &mut Form, text: String, effects: &mut Effects<Extra>) {
    form.text = text;
    form.then = Then::Nothing;
    read_typed(form, effects);
}

/// Reads all texts anew.
pub(super) fn read_anew(form: &mut Form, effects: &mut Effects<Extra>) {
    read_typed(form, effects);
    read_attached(form, effects);
}

/// Reads the text of the search box.
pub(super) fn read_typed(form: &mut Form, effects: &mut Effects<Extra>) {
    if form.text.trim().is_empty() {
        form.typed = Rc::default();
        form.scan = Scan::Read;
        return;
    }
    form.scan = match form.reader {
        Reader::Asleep | Reader::Coming => Scan::Waiting,
        Reader::Here => next_text(&mut form.texts),
        Reader::ComingAgain | Reader::Lost => {
            form.typed = Rc::new(simple::read(&form.text, form.kind));
            Scan::Read
        }
    };
    start_now(form, effects);
    give(form, Source::Typed, effects);
}

/// Reads the attached text from its beginning.
pub(super) fn read_attached(form: &mut Form, effects: &mut Effects<Extra>) {
    let Some(attachment) = &mut form.attached else { return };
    match form.reader {
        Reader::Asleep | Reader::Coming => attachment.scan = Scan::Waiting,
        Reader::Here => attachment.scan = next_text(&mut form.texts),
        Reader::ComingAgain | Reader::Lost => simple::begin(attachment, effects),
    }
    start_now(form, effects);
    give(form, Source::Attached, effects);
}

/// More of the attached text has come.
pub(super) fn go_on_with_attached(form: &mut Form, effects: &mut Effects<Extra>) {
    match form.attached.as_ref().map(|attachment| &attachment.scan) {
        Some(Scan::Slicing { .. }) => effects.push(simple::next_slice()),
        Some(Scan::Asked(_)) => give(form, Source::Attached, effects),
        Some(Scan::Waiting | Scan::Read) | None => {}
    }
}

fn next_text(texts: &mut u32) -> Scan {
    *texts = texts.wrapping_add(1);
    let asked = Asked { number: *texts, given: 0, parts: 0, ended: false, intake: Intake::default() };
    Scan::Asked(Box::new(asked))
}

/// Gives the module what it can take of a text.
fn give(form: &mut Form, source: Source, effects: &mut Effects<Extra>) {
    let (country, kind) = (form.country.country(), form.kind);
    let (text, rest, scan) = match (source, &mut form.attached) {
        (Source::Typed, _) => (&form.text, Rest::Here, &mut form.scan),
        (Source::Attached, Some(attached)) => (&attached.text, attached.rest, &mut attached.scan),
        (Source::Attached, None) => return,
    };
    let Scan::Asked(asked) = scan else { return };
    while asked.parts < AT_ONCE && !asked.ended {
        let left = text.get(asked.given..).unwrap_or_default();
        if left.is_empty() && rest == Rest::Awaited {
            return;
        }
        let part = left.get(..left.floor_char_boundary(PART_BYTES)).unwrap_or(left);
        let is_last = part.len() == left.len() && rest == Rest::Here;
        let place = match (asked.given == 0, is_last) {
            (true, true) => TextPart::Whole,
            (true, false) => TextPart::First,
            (false, false) => TextPart::Next,
            (false, true) => TextPart::Last,
        };
        let of = TextId { source, number: asked.number };
        let call = ReadCall { of, part: place, country, kind, text: part.to_owned() };
        effects.push(Effect::Extra(Extra::Read { call, patience_ms: PATIENCE_MS }));
        asked.given += part.len();
        asked.parts += 1;
        asked.ended = is_last;
    }
}

/// Takes what the module has read. An answer about a text that was changed meanwhile is dropped.
fn take(form: &mut Form, answer: ReadAnswer, effects: &mut Effects<Extra>) {
    let ReadAnswer { of: TextId { source, number }, part, items } = answer;
    let Some(Scan::Asked(asked)) = scan_of(form, source).filter(|scan| is_of(scan, number)) else { return };
    asked.parts = asked.parts.saturating_sub(1);
    asked.intake.add_items(items);
    if !part.ends() {
        return give(form, source, effects);
    }
    let mut intake = std::mem::take(&mut asked.intake);
    match (source, &mut form.attached) {
        (Source::Typed, _) => {
            intake.quote(&form.text);
            (form.typed, form.scan) = (Rc::new(intake), Scan::Read);
        }
        (Source::Attached, Some(attached)) => {
            intake.quote(&attached.text);
            (attached.intake, attached.scan) = (Rc::new(intake), Scan::Read);
        }
        (Source::Attached, None) => {}
    }
}

fn scan_of(form: &mut Form, source: Source) -> Option<&mut Scan> {
    match source {
        Source::Typed => Some(&mut form.scan),
        Source::Attached => form.attached.as_mut().map(|attachment| &mut attachment.scan),
    }
}

fn is_of(scan: &Scan, text: u32) -> bool {
    matches!(scan, Scan::Asked(asked) if asked.number == text)
}
