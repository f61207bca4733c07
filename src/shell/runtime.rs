//! The runtime: one model, one queue of events, one place where effects are carried out.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use leptos::prelude::{ArcReadSignal, ArcRwSignal, Set, WithUntracked};
#[cfg(feature = "page")]
use web_sys::HtmlInputElement;
use web_sys::{HtmlElement, Window};

use super::credential::Credential;
use super::host::{Heard, Host};
use super::http::Requests;
use super::page::{self, HeightWatch};
use super::timers::Timers;
#[cfg(feature = "page")]
use super::turn;
use super::{clipboard, languages, launch};
#[cfg(feature = "page")]
use crate::domain::AllowList;
#[cfg(feature = "page")]
use crate::flow::WebhookAccount;
use crate::flow::view::{self, AppView};
use crate::flow::{Clock, Effect, Event, FocusTarget, Intent, Model, Moment, update};
use crate::i18n::{Catalogue, Language};
use crate::protocol::frame::FrameName;
#[cfg(feature = "page")]
use crate::protocol::webhook;
use crate::protocol::{RawResponse, RestCall, TransportFault};
use crate::scheduler::RequestId;

/// The running application of one root element. Dropping the last clone ends it.
#[derive(Clone)]
pub struct Runtime(Rc<Inner>);

struct Inner {
    window: Window,
    root: HtmlElement,
    #[cfg(feature = "page")]
    portals: AllowList,
    model: RefCell<Model>,
    queue: RefCell<VecDeque<Event>>,
    working: Cell<bool>,
    clock: Cell<Clock>,
    view: ArcRwSignal<AppView>,
    texts: ArcRwSignal<Catalogue>,
    credential: RefCell<Option<Credential>>,
    host: RefCell<Option<Host>>,
    requests: Requests,
    timers: Timers,
    focusing: RefCell<Option<Timeout>>,
    watches: RefCell<(Option<HeightWatch>, Vec<EventListener>)>,
}

impl Runtime {
    /// Starts the application: what it draws goes into `root`, by whoever reads [`Runtime::view`].
    pub fn start(window: Window, root: HtmlElement) -> Self {
        let launch = launch::read(&window);
        let model = Model::default();
        let runtime = Self(Rc::new(Inner {
            #[cfg(feature = "page")]
            portals: AllowList::parse(&launch.connect_sources, &launch.page_address),
            view: ArcRwSignal::new(view::view(&model)),
            texts: ArcRwSignal::new(view::catalogue(&model).clone()),
            model: RefCell::new(model),
            window,
            root,
            queue: RefCell::default(),
            working: Cell::default(),
            clock: Cell::default(),
            credential: RefCell::default(),
            host: RefCell::default(),
            requests: Requests::default(),
            timers: Timers::default(),
            focusing: RefCell::default(),
            watches: RefCell::default(),
        }));
        runtime.watch();
        runtime.0.dispatch(Event::Launched(launch));
        runtime
    }

    /// What the screen shows.
    pub fn view(&self) -> ArcReadSignal<AppView> {
        self.0.view.read_only()
    }

    /// The texts that it is written with.
    pub fn texts(&self) -> ArcReadSignal<Catalogue> {
        self.0.texts.read_only()
    }

    /// Takes what the user wants. It may outlive the runtime, and then does nothing.
    pub fn dispatcher(&self) -> impl Fn(Intent) + Clone + 'static {
        let inner = Rc::downgrade(&self.0);
        move |intent| tell(&inner, Event::User(intent))
    }

    fn watch(&self) {
        let (for_height, for_waking) = (Rc::downgrade(&self.0), Rc::downgrade(&self.0));
        let height =
            HeightWatch::new(&self.0.root, move |height| tell(&for_height, Event::ContentHeight(height)));
        let waking = page::on_awake(&self.0.window, move || tell(&for_waking, Event::Awake));
        self.0.watches.replace((Some(height), waking));
    }
}

/// When what an event has changed is drawn, the sooner the smaller.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Drawn {
    /// Before anything else happens. What gets the focus has to be there.
    AtOnce,
    /// After the keys that were pressed meanwhile: what an answer to a long list changes takes a while to draw.
    #[cfg(feature = "page")]
    NextTurn,
}

impl Drawn {
    #[cfg(feature = "page")]
    const LATEST: Self = Self::NextTurn;
    #[cfg(not(feature = "page"))]
    const LATEST: Self = Self::AtOnce;
}

/// Tells the application of an event, if it still runs.
fn tell(inner: &Weak<Inner>, event: Event) {
    if let Some(inner) = inner.upgrade() {
        inner.dispatch(event);
    }
}

impl Inner {
    /// Takes an event. One that is raised while another is at work waits for its turn.
    fn dispatch(self: &Rc<Self>, event: Event) {
        self.queue.borrow_mut().push_back(event);
        if self.working.replace(true) {
            return;
        }
        let mut drawn = Drawn::LATEST;
        while let Some(event) = self.next_event() {
            drawn = drawn.min(self.take(event));
        }
        self.working.set(false);
        match drawn {
            Drawn::AtOnce => self.show(),
            #[cfg(feature = "page")]
            Drawn::NextTurn => self.show_next_turn(),
        }
    }

    /// Takes one event and carries out its effects. Says when what it has changed is to be drawn.
    fn take(self: &Rc<Self>, event: Event) -> Drawn {
        #[cfg(feature = "page")]
        let is_answer = matches!(event, Event::Received { .. });
        let effects = update(&mut self.model.borrow_mut(), event, self.moment());
        #[cfg(feature = "page")]
        let gives_focus = effects.iter().any(|effect| matches!(effect, Effect::Focus(_)));
        for effect in effects {
            self.carry_out(effect);
        }
        #[cfg(feature = "page")]
        if is_answer && !gives_focus {
            return Drawn::NextTurn;
        }
        Drawn::AtOnce
    }

    #[cfg(feature = "page")]
    fn show_next_turn(self: &Rc<Self>) {
        let inner = Rc::downgrade(self);
        wasm_bindgen_futures::spawn_local(async move {
            turn::next().await;
            if let Some(inner) = inner.upgrade() {
                inner.show();
            }
        });
    }

    fn next_event(&self) -> Option<Event> {
        self.queue.borrow_mut().pop_front()
    }

    /// Wall time, so that a night in which the machine slept counts.
    fn moment(&self) -> Moment {
        let mut clock = self.clock.get();
        let now = clock.read(whole(js_sys::Date::now()));
        self.clock.set(clock);
        Moment { now, chance: whole(js_sys::Math::random() * 9_007_199_254_740_992.0) }
    }

    /// Signals notify even when nothing changed, so each is set only when its value did.
    fn show(&self) {
        let model = self.model.borrow();
        let view = view::view(&model);
        if self.view.with_untracked(|shown| *shown != view) {
            self.view.set(view);
        }
        let texts = view::catalogue(&model);
        if self.texts.with_untracked(|shown| shown != texts) {
            self.texts.set(texts.clone());
        }
    }

    fn carry_out(self: &Rc<Self>, effect: Effect) {
        let back = Rc::downgrade(self);
        match effect {
            Effect::OpenFrame { origin, sid } => self.open_frame(FrameName { origin, sid }),
            Effect::Frame(call) => {
                if let Some(host) = &*self.host.borrow() {
                    host.say(call);
                }
            }
            Effect::Send { id, call } => self.send(id, &call),
            Effect::Abort(id) => self.requests.abort(id),
            Effect::Wake { timer, after_ms } => {
                self.timers.start(timer, after_ms, move || tell(&back, Event::Woke(timer)));
            }
            Effect::Unwake(timer) => self.timers.stop(timer),
            Effect::LoadLanguage(language) => load_language(language, back),
            Effect::Stop => page::announce_crash(&self.window),
            #[cfg(feature = "page")]
            Effect::TakeWebhook => self.take_webhook(),
            Effect::ForgetCredential => drop(self.credential.take()),
            Effect::Copy { what, text } => {
                clipboard::copy(&text, move |done| tell(&back, Event::Copied { what, done }));
            }
            Effect::Focus(target) => self.focus_later(target),
            Effect::HandOver(why) => page::hand_over(&self.window, why),
            Effect::CleanAddress => page::clean_address(&self.window),
        }
    }

    /// Every call that is sent is answered, even one for which there is no credential.
    fn send(self: &Rc<Self>, id: RequestId, call: &RestCall) {
        if let Some(credential) = &*self.credential.borrow() {
            let back = Rc::downgrade(self);
            let arrived = move |raw| tell(&back, Event::Received { id, raw });
            self.requests.post(id, credential.sign(call), arrived);
        } else {
            let raw = RawResponse::Fault(TransportFault::Aborted);
            self.queue.borrow_mut().push_back(Event::Received { id, raw });
        }
    }

    fn open_frame(self: &Rc<Self>, name: FrameName) {
        let (back, origin) = (Rc::downgrade(self), name.origin.clone());
        let heard = move |Heard { answer, token }: Heard| {
            let Some(inner) = back.upgrade() else { return };
            if let Some(token) = token {
                inner.credential.replace(Some(Credential::token(origin.clone(), token)));
            }
            inner.dispatch(Event::FrameAnswered(answer));
        };
        self.host.replace(Host::open(&self.window, name, heard));
    }

    /// What is to have the focus may only be drawn by the view that follows.
    fn focus_later(&self, target: FocusTarget) {
        let root = self.root.clone();
        self.focusing.replace(Some(Timeout::new(0, move || page::focus(&root, target))));
    }

    /// The field is emptied once its address is accepted; one that is refused can be corrected.
    #[cfg(feature = "page")]
    fn take_webhook(&self) {
        let field = page::webhook_field(&self.root);
        let address = field.as_ref().map(HtmlInputElement::value).unwrap_or_default();
        let taken = webhook::parse(&address, &self.portals).map(|webhook| {
            if let Some(field) = &field {
                field.set_value("");
            }
            let account = WebhookAccount { origin: webhook.origin.clone(), user: webhook.user };
            self.credential.replace(Some(Credential::webhook(webhook)));
            account
        });
        self.queue.borrow_mut().push_back(Event::WebhookTaken(taken));
    }
}

fn load_language(language: Language, back: Weak<Inner>) {
    wasm_bindgen_futures::spawn_local(async move {
        let texts = languages::load(language).await;
        tell(&back, Event::LanguageLoaded(language, texts));
    });
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a positive number below 2^53")]
fn whole(number: f64) -> u64 {
    number as u64
}
