//! The installation: which cards have our tab.

use leptos::prelude::*;

use super::placement::Placement;
use super::portal::Portal;
use super::select;
use crate::app::FocusTarget;
use crate::i18n::Key;
use crate::page::{InstallExit, InstallIntent, InstallView, Intent, View};
use crate::session::view::NoticeView;
use crate::ui::context::{say, send};
use crate::ui::erased::{If, Memo, each, flag};
use crate::ui::shared::{Button, Look, TheNotice};

/// The tabs, and what an administrator can do with them.
#[component]
pub(super) fn InstallScreen(
    /// What the whole page shows.
    view: ReadSignal<View>,
    /// What is the matter, if anything.
    notice: Memo<Option<NoticeView<Intent>>>,
) -> impl IntoView {
    let is = move |read: fn(&InstallView) -> bool| {
        Memo::new(move |_| view.with(|view| select::install(view).is_some_and(read)))
    };
    let rows = |view: &View| select::install(view).map(|install| install.rows.clone());
    let rows = Memo::new(move |_| view.with(rows).unwrap_or_default());
    let busy = is(|install| install.busy);
    view! {
        <header class="page-head">
            <h1 data-focus=FocusTarget::Heading.name() tabindex="-1">{say(Key::UiInstallTitle)}</h1>
            <Portal host=move || view.with(|view| view.portal.clone())/>
            <If when=is(|install| install.exit == InstallExit::Back)>
                <Button name="back" look=Look::Quiet press=send(Intent::ShowInstall(false))>
                    {say(Key::UiBack)}
                </Button>
            </If>
        </header>
        <p>{say(Key::UiInstallLead)}</p>
        <TheNotice notice/>
        <ul class="placements" aria-busy=move || flag(busy.get())>
            {move || each(rows.get(), |row| view! { <Placement row/> })}
        </ul>
        <div class="tools">
            <If when=is(|install| install.can_change && !install.complete)>
                <Act busy name="bind-all" look=Look::Primary label=Key::UiBindAll intent=InstallIntent::BindAll/>
            </If>
            <If when=is(|install| install.exit == InstallExit::Finish && install.complete)>
                <Act busy name="finish" look=Look::Primary label=Key::UiFinish intent=InstallIntent::Finish/>
            </If>
            <If when=is(|install| install.can_change)>
                <Act
                    busy
                    name="remove-all"
                    look=Look::Plain
                    label=Key::UiRemoveAll
                    intent=InstallIntent::RemoveAll
                />
            </If>
            <If when=is(|install| install.exit == InstallExit::Finish && !install.complete)>
                <Act busy name="finish" look=Look::Plain label=Key::UiFinish intent=InstallIntent::Finish/>
            </If>
            <If when=is(|install| install.can_change)>
                <Act busy name="check" look=Look::Quiet label=Key::UiCheckInstall intent=InstallIntent::Check/>
            </If>
        </div>
    }
}

/// Something that can be done while nothing else is.
#[component]
fn Act(
    /// Whether something is being done.
    busy: Memo<bool>,
    /// By which style sheets and tests know it.
    name: &'static str,
    /// How much it stands out.
    look: Look,
    /// Its label.
    label: Key,
    /// What it does.
    intent: InstallIntent,
) -> impl IntoView {
    let press = send(Intent::Install(intent));
    view! { <Button name look press disabled=busy>{say(label)}</Button> }
}
