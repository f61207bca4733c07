//! How each effect is carried out.

use std::rc::{Rc, Weak};

use gloo_timers::callback::Timeout;

use super::{InBrowser, Inner, tell};
use crate::app::{Effect, FocusTarget, SessionEvent};
use crate::i18n::Language;
use crate::protocol::frame::FrameName;
use crate::protocol::{RawResponse, RestCall, TransportFault};
use crate::scheduler::RequestId;
use crate::shell::credential::Credential;
use crate::shell::parent::{Heard, Parent};
use crate::shell::{clipboard, languages, page, turn};

impl<A: InBrowser> Inner<A> {
    pub(super) fn carry_out(self: &Rc<Self>, effect: Effect<A::Extra>) {
        let back = Rc::downgrade(self);
        match effect {
            Effect::OpenFrame { origin, sid } => self.open_frame(FrameName { origin, sid }),
            Effect::Frame(call) => {
                if let Some(parent) = &*self.parent.borrow() {
                    parent.say(call);
                }
            }
            Effect::Send { id, call } => self.send(id, &call),
            Effect::Abort(id) => self.requests.abort(id),
            Effect::StartTimer { timer, after_ms } => {
                self.timers.start(timer, after_ms, move || tell(&back, SessionEvent::Woke(timer).into()));
            }
            Effect::StopTimer(timer) => self.timers.stop(timer),
            Effect::LoadLanguage(language) => load_language(language, back),
            Effect::Stop => A::stop(self),
            Effect::ForgetCredential => {
                drop(self.credential.take());
                self.requests.drop_all();
            }
            Effect::Copy { what, text } => clipboard::copy(text, move |copied| {
                let event = match copied {
                    Ok(()) => SessionEvent::Copied(what),
                    Err(text) => SessionEvent::NotCopied { what, text },
                };
                tell(&back, event.into());
            }),
            Effect::Focus(target) => self.focus_later(target),
            Effect::CleanAddress => page::replace_address(&self.window, &self.page_address),
            Effect::Open(destination) => page::open(&self.window, destination),
            Effect::Extra(extra) => A::carry_out(extra, self),
        }
    }

    /// Every call that is sent is answered, even one for which there is no credential.
    fn send(self: &Rc<Self>, id: RequestId, call: &RestCall) {
        let back = Rc::downgrade(self);
        let received = move |raw| SessionEvent::Received { id, raw }.into();
        match &*self.credential.borrow() {
            Some(credential) => self.requests.post(id, credential.sign(call), move |raw| {
                if A::LONG_ANSWERS {
                    tell_next_turn(back, received(raw));
                } else {
                    tell(&back, received(raw));
                }
            }),
            None => self.raise(received(RawResponse::Fault(TransportFault::Aborted))),
        }
    }

    fn open_frame(self: &Rc<Self>, name: FrameName) {
        let (back, origin) = (Rc::downgrade(self), name.origin.clone());
        let heard = move |Heard { answer, token }: Heard| {
            let Some(inner) = back.upgrade() else { return };
            if let Some(token) = token {
                inner.credential.replace(Some(Credential::token(origin.clone(), token)));
            }
            inner.dispatch(SessionEvent::FrameAnswered(answer).into());
        };
        self.parent.replace(Parent::open(&self.window, name, heard));
    }

    /// What is to have the focus may only be drawn by the view that follows.
    fn focus_later(&self, target: FocusTarget) {
        let root = self.root.clone();
        self.focusing.replace(Some(Timeout::new(0, move || page::focus(&root, target))));
    }
}

/// A large answer takes a while to read and another to take in. A key that is pressed comes between.
fn tell_next_turn<A: InBrowser>(back: Weak<Inner<A>>, event: crate::app::Event<A>) {
    wasm_bindgen_futures::spawn_local(async move {
        turn::next().await;
        tell(&back, event);
    });
}

fn load_language<A: InBrowser>(language: Language, back: Weak<Inner<A>>) {
    wasm_bindgen_futures::spawn_local(async move {
        let texts = languages::load::<A>(language).await;
        tell(&back, SessionEvent::LanguageLoaded(language, texts).into());
    });
}
