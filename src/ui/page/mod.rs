//! The application of the page: search box, installation, and what a card shows.

mod acting;
mod attachment;
mod choice;
mod compare;
mod connection;
mod correction;
mod country;
mod entity;
mod install;
mod invalid;
mod keys;
mod leaving;
mod list;
mod long_search;
mod paste;
mod placement;
mod portal;
mod rules;
mod screen;
mod search_box;
mod search_form;
mod select;
mod shown_call;
mod unread;

use leptos::prelude::*;

use super::Dispatch;
use super::card::CardScreen;
use super::erased::{If, Memo};
use super::shared::{Connecting, Refused, Root, ShowCall};
use crate::card::{self, CallView};
use crate::i18n::Catalogue;
use crate::page::{Intent, ListIntent, View};
use compare::CompareScreen;
use install::InstallScreen;
use keys::Keys;
use leaving::Leaving;
use screen::PageScreen;
use select::Screen;
use shown_call::ShownCall;

/// The page as a whole: shows the view, in the texts' language, and says what the user wants.
#[component]
pub fn PageApp(
    /// What is shown.
    #[prop(into)]
    view: ReadSignal<View>,
    /// The texts of the chosen language.
    #[prop(into)]
    texts: ReadSignal<Catalogue>,
    /// Takes what the user wants.
    dispatch: Dispatch<Intent>,
) -> impl IntoView {
    provide_context(dispatch);
    provide_context(dispatch.narrowed::<card::Intent>());
    provide_context(dispatch.narrowed::<ListIntent>());
    provide_context(dispatch.narrowed::<crate::compare::Intent>());
    provide_context(dispatch.narrowed::<crate::merge::Intent>());
    let root = Memo::new(move |_| view.with(select::root));
    let screen = Memo::new(move |_| view.with(Screen::of));
    let notice = Memo::new(move |_| view.with(select::notice));
    let progress = Memo::new(move |_| view.with(|view| select::progress(view).cloned()));
    let results = Memo::new(move |_| view.with(|view| select::results(view).cloned()));
    let searching = Memo::new(move |_| view.with(select::is_searching));
    let call = Memo::new(move |_| view.with(select::call));
    let shown = Memo::new(move |_| call.with(|call| matches!(call, CallView::Shown { .. })));
    let call = move || {
        view! {
            <ShowCall there=move || call.with(|call| *call != CallView::None) shown/>
            <If when=shown>
                <ShownCall call/>
            </If>
        }
    };
    let card = move || {
        let searched = Memo::new(move |_| view.with(select::searched));
        let beside = Memo::new(move |_| view.with(select::beside));
        view! { <CardScreen searched notice progress results searching beside>{call()}</CardScreen> }
    };
    let page = move || {
        view! { <PageScreen view notice progress results searching>{call()}</PageScreen> }
    };
    view! {
        <Root root texts>
            {move || match screen.get() {
                Screen::Connecting => view! { <Connecting/> }.into_any(),
                Screen::Refused => view! { <Refused notice/> }.into_any(),
                Screen::Card => card().into_any(),
                Screen::Page => page().into_any(),
                Screen::Install => view! { <InstallScreen view notice/> }.into_any(),
                Screen::Compare => view! { <CompareScreen view halted=notice/> }.into_any(),
            }}
            <Leaving view/>
            // A card shows the same as its own application, which has no such list.
            <If when=move || matches!(screen.get(), Screen::Page | Screen::Install | Screen::Compare)>
                <Keys screen/>
            </If>
        </Root>
    }
}
