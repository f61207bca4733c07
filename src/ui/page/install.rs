//! The installation: which cards have our tab.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::acting::{Asked, Busy, tool_row};
use super::placement::placement_row;
use super::portal::Portal;
use super::select;
use crate::app::FocusTarget;
use crate::i18n::Key;
use crate::page::{InstallExit, InstallIntent, InstallView, Intent, SeeView, View};
use crate::session::view::NoticeView;
use crate::ui::context::{dispatch, say, say_of, send};
use crate::ui::erased::{Given, If, Memo, Rows, flag, handler};
use crate::ui::shared::{Button, Look, TheNotice};

/// The tabs, and what an administrator can do with them. *Escape* takes back what is being asked.
#[component]
pub(super) fn InstallScreen(
    /// What the whole page shows.
    view: ReadSignal<View>,
    /// What is the matter, if anything.
    notice: Memo<Option<NoticeView<Intent>>>,
) -> impl IntoView {
    let install = Memo::new(move |_| view.with(|view| select::install(view).cloned()));
    let rows = Memo::new(move |_| read(install, |install| Some(install.rows.clone())).unwrap_or_default());
    let tools = Memo::new(move |_| read(install, |install| Some(install.tools.clone())).unwrap_or_default());
    let see = Memo::new(move |_| read(install, |install| install.see.clone()));
    let busy = Memo::new(move |_| read(install, |install| Some(install.busy)) == Some(true));
    provide_context(Busy(busy));
    let dispatch = dispatch();
    let key = handler(move |event: KeyboardEvent| {
        if event.key() == "Escape" && install.with_untracked(|install| install.as_ref().is_some_and(asks)) {
            dispatch.send(Intent::Install(InstallIntent::Keep));
        }
    });
    view! {
        <div class="install" on:keydown=key>
            <header class="page-head">
                <h1 data-focus=FocusTarget::Heading.name() tabindex="-1">{say(Key::UiInstallTitle)}</h1>
                <Portal host=move || view.with(|view| view.portal.clone())/>
                <If when=move || read(install, |install| Some(install.exit)) == Some(InstallExit::Back)>
                    <Button
                        name="back"
                        look=Look::Quiet
                        press=send(Intent::ShowInstall(false))
                        label=say(Key::UiBack)
                    />
                </If>
            </header>
            <p>{say(Key::UiInstallLead)}</p>
            <TheNotice notice/>
            <div aria-busy=move || flag(busy.get())>
                <Rows class="placements" each=rows row=placement_row/>
            </div>
            <Given value=see let:see>
                <See install see/>
            </Given>
            <Rows class="tools" each=tools row=tool_row/>
            <Asked question=move || read(install, |install| install.question.clone())/>
        </div>
    }
}

fn read<T>(install: Memo<Option<InstallView>>, read: fn(&InstallView) -> Option<T>) -> Option<T> {
    install.with(|install| install.as_ref().and_then(read))
}

fn asks(install: &InstallView) -> bool {
    install.question.is_some() || install.rows.iter().any(|row| row.question.is_some())
}

/// What was achieved, and where to see it.
#[component]
fn See(
    /// The whole installation.
    install: Memo<Option<InstallView>>,
    /// Where to see it.
    see: Memo<SeeView>,
) -> impl IntoView {
    view! {
        <div class="notice" data-code="" data-tone="good">
            <p class="notice-title">{say_of(move || read(install, |install| install.summary.clone()))}</p>
            <a
                class="link"
                href=move || see.with(|see| see.address.clone())
                target="_blank"
                rel="noopener noreferrer"
            >
                {say_of(move || see.with(|see| Some(see.label.into())))}
            </a>
        </div>
    }
}
