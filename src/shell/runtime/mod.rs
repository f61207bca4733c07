//! The runtime: one application, one queue of events, one place where effects are carried out.

mod effects;
mod files;
mod own;
mod store;

pub use own::InBrowser;

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use leptos::prelude::{ArcReadSignal, ArcRwSignal, Set, WithUntracked};
use web_sys::{HtmlElement, Window};

use super::credential::Credential;
use super::http::Requests;
use super::page::{self, HeightWatch};
use super::parent::Parent;
use super::timers::Timers;
use super::{launch, turn};
use crate::app::{Clock, Effect, Event, HostPage, Moment, SessionEvent};
use crate::i18n::Catalogue;

/// The running application of one root element. Dropping the last clone ends it.
pub struct Runtime<A: InBrowser>(Rc<Inner<A>>);

/// What runs. Whoever is called back holds it weakly.
pub struct Inner<A: InBrowser> {
    window: Window,
    root: HtmlElement,
    host_page: HostPage,
    connect_sources: String,
    page_address: String,
    app: RefCell<A>,
    queue: RefCell<VecDeque<Event<A>>>,
    working: Cell<bool>,
    clock: Cell<Clock>,
    view: ArcRwSignal<A::View>,
    texts: ArcRwSignal<Catalogue>,
    credential: RefCell<Option<Credential>>,
    parent: RefCell<Option<Parent>>,
    requests: Requests,
    timers: Timers,
    focusing: RefCell<Option<Timeout>>,
    own: A::Own,
    watches: RefCell<Option<(HeightWatch, [EventListener; 5])>>,
}

impl<A: InBrowser> Runtime<A> {
    /// Starts the application: what it draws goes into `root`, by whoever reads [`Runtime::view`].
    pub fn start(window: Window, root: HtmlElement, host_page: HostPage) -> Self {
        let launch = launch::read(&window, host_page);
        let app = A::default();
        let runtime = Self(Rc::new(Inner {
            connect_sources: launch.connect_sources.clone(),
            page_address: launch.page_address.clone(),
            view: ArcRwSignal::new(app.view()),
            texts: ArcRwSignal::new(app.texts().clone()),
            app: RefCell::new(app),
            window,
            root,
            host_page,
            queue: RefCell::default(),
            working: Cell::default(),
            clock: Cell::default(),
            credential: RefCell::default(),
            parent: RefCell::default(),
            requests: Requests::default(),
            timers: Timers::default(),
            focusing: RefCell::default(),
            own: A::Own::default(),
            watches: RefCell::default(),
        }));
        runtime.watch();
        runtime.0.dispatch(SessionEvent::Launched(launch).into());
        runtime
    }

    /// What the screen shows.
    pub fn view(&self) -> ArcReadSignal<A::View> {
        self.0.view.read_only()
    }

    /// The texts that it is written with.
    pub fn texts(&self) -> ArcReadSignal<Catalogue> {
        self.0.texts.read_only()
    }

    /// Takes what the user wants. It may outlive the runtime, and then does nothing.
    pub fn dispatcher(&self) -> impl Fn(A::Intent) + Clone + 'static {
        let inner = Rc::downgrade(&self.0);
        move |intent| tell(&inner, Event::User(intent))
    }

    fn watch(&self) {
        let (for_height, for_waking) = (Rc::downgrade(&self.0), Rc::downgrade(&self.0));
        let height = HeightWatch::new(&self.0.root, move |height| {
            tell(&for_height, SessionEvent::ContentHeight(height).into());
        });
        let waking = page::on_waking(&self.0.window, move |event| tell(&for_waking, event.into()));
        self.0.watches.replace(Some((height, waking)));
    }
}

/// When what an event has changed is drawn, the sooner the smaller.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Drawn {
    /// Before anything else happens. What gets the focus has to be there.
    AtOnce,
    /// After the keys that were pressed meanwhile: what an answer to a long list changes takes a while to draw.
    NextTurn,
}

/// Tells the application of an event, if it still runs.
pub(super) fn tell<A: InBrowser>(inner: &Weak<Inner<A>>, event: Event<A>) {
    if let Some(inner) = inner.upgrade() {
        inner.dispatch(event);
    }
}

impl<A: InBrowser> Inner<A> {
    /// Takes an event. One that is raised while another is at work waits for its turn.
    fn dispatch(self: &Rc<Self>, event: Event<A>) {
        self.raise(event);
        if self.working.replace(true) {
            return;
        }
        let mut drawn = Drawn::NextTurn;
        while let Some(event) = self.next_event() {
            drawn = drawn.min(self.take(event));
        }
        self.working.set(false);
        match drawn {
            Drawn::NextTurn if A::LONG_ANSWERS => self.show_next_turn(),
            Drawn::AtOnce | Drawn::NextTurn => self.show(),
        }
    }

    /// An event that follows from the one at work.
    fn raise(&self, event: Event<A>) {
        self.queue.borrow_mut().push_back(event);
    }

    fn next_event(&self) -> Option<Event<A>> {
        self.queue.borrow_mut().pop_front()
    }

    /// Takes one event and carries out its effects. Says when what it has changed is to be drawn.
    fn take(self: &Rc<Self>, event: Event<A>) -> Drawn {
        let is_answer = matches!(event, Event::Session(SessionEvent::Received { .. }));
        let effects = self.app.borrow_mut().update(event, self.moment());
        let gives_focus = effects.iter().any(|effect| matches!(effect, Effect::Focus(_)));
        for effect in effects {
            self.carry_out(effect);
        }
        if is_answer && !gives_focus { Drawn::NextTurn } else { Drawn::AtOnce }
    }

    /// Wall time, so that a night in which the machine slept counts.
    fn moment(&self) -> Moment {
        let mut clock = self.clock.get();
        let now = clock.read(whole(js_sys::Date::now()));
        self.clock.set(clock);
        Moment { now, chance: whole(js_sys::Math::random() * 9_007_199_254_740_992.0) }
    }

    fn show_next_turn(self: &Rc<Self>) {
        let inner = Rc::downgrade(self);
        wasm_bindgen_futures::spawn_local(async move {
            turn::next().await;
            if let Some(inner) = inner.upgrade() {
                inner.show();
            }
        });
    }

    /// Signals notify even when nothing changed, so each is set only when its value did.
    fn show(&self) {
        let app = self.app.borrow();
        let view = app.view();
        if self.view.with_untracked(|shown| *shown != view) {
            self.view.set(view);
        }
        let texts = app.texts();
        if self.texts.with_untracked(|shown| shown != texts) {
            self.texts.set(texts.clone());
        }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a positive number below 2^53")]
fn whole(number: f64) -> u64 {
    number as u64
}
