//! The page with the search box.

use leptos::prelude::*;

use super::connection::Connection;
use super::list::ListScreen;
use super::list::file::FileField;
use super::long_search::LongSearch;
use super::portal::Portal;
use super::search_form::SearchForm;
use super::select;
use crate::app::FocusTarget;
use crate::i18n::Key;
use crate::lookup::view::{ProgressView, ResultsView};
use crate::page::{Intent, ListIntent, View};
use crate::session::view::NoticeView;
use crate::ui::context::{say, say_of, send};
use crate::ui::erased::{Given, If, Memo, each};
use crate::ui::shared::{Button, Look, Progress, Results, TheNotice};

/// Connection, search box and results.
#[component]
pub(super) fn PageScreen(
    /// What the whole page shows.
    view: ReadSignal<View>,
    /// A message instead of, or above, the results.
    notice: Memo<Option<NoticeView<Intent>>>,
    /// Progress while it searches.
    progress: Memo<Option<ProgressView>>,
    /// What was found.
    results: Memo<Option<ResultsView>>,
    /// Whether more may be found.
    searching: Memo<bool>,
    /// What stands below.
    children: Children,
) -> impl IntoView {
    let connection = Memo::new(move |_| view.with(select::connection));
    let webhook_error = Memo::new(move |_| view.with(|view| select::webhook_error(view).cloned()));
    let entry = Memo::new(move |_| view.with(select::list_entry));
    let form = Memo::new(move |_| view.with(|view| select::form(view).cloned()));
    view! {
        <header class="page-head">
            <h1 data-focus=FocusTarget::Heading.name() tabindex="-1">{say(Key::AppName)}</h1>
            <Portal host=move || view.with(|view| view.portal.clone())/>
            <If when=move || view.with(select::can_install)>
                <Button
                    name="show-install"
                    look=Look::Quiet
                    press=send(Intent::ShowInstall(true))
                    label=say(Key::UiShowInstall)
                />
            </If>
        </header>
        {move || {
            each(connection.get(), |connection| view! { <Connection connection error=webhook_error/> })
        }}
        <If when=move || entry.with(Option::is_some)>
            <div class="tools list-entry">
                <Button
                    name="show-list"
                    look=Look::Plain
                    press=send(ListIntent::Show)
                    label=say_of(move || entry.get())
                />
                <FileField hidden=Some("") described_by=None/>
            </div>
        </If>
        <Given value=form let:form>
            <SearchForm form/>
        </Given>
        <If when=move || view.with(|view| select::list(view).is_some())>
            <ListScreen view/>
        </If>
        <TheNotice notice/>
        <Given value=progress let:progress>
            <Progress progress>
                <LongSearch progress/>
            </Progress>
        </Given>
        <Given value=results let:results>
            <Results results searching/>
        </Given>
        <div class="tools">{children()}</div>
    }
}
