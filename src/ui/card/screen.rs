//! A card's tab. It stands inside the card: its heading is for screen readers only.

use leptos::prelude::*;

use super::beside::BesideField;
use crate::card::{BesideView, Intent};
use crate::i18n::{Arg, Key, Message};
use crate::lookup::view::{ProgressView, ResultsView, ValueView};
use crate::session::view::NoticeView;
use crate::ui::context::{say, send};
use crate::ui::erased::{Given, If, Memo};
use crate::ui::shared::{Button, Checked, Folded, Heading, Look, Progress, Results, Skeleton, TheNotice};

/// What a card's phones and e-mails were found to be.
#[component]
pub(crate) fn CardScreen<I: Clone + PartialEq + Send + Sync + 'static>(
    /// The phones and e-mails that were read and searched.
    searched: Memo<Vec<ValueView>>,
    /// A message instead of, or above, the results.
    notice: Memo<Option<NoticeView<I>>>,
    /// Progress while it searches.
    progress: Memo<Option<ProgressView>>,
    /// What was found.
    results: Memo<Option<ResultsView>>,
    /// Whether more may be found.
    #[prop(into)]
    searching: Memo<bool>,
    /// Whether another phone or e-mail can be searched here.
    beside: Memo<BesideView>,
    /// What stands below.
    children: Children,
) -> impl IntoView {
    let left = move || results.with(|results| results.as_ref().map_or(0, |results| results.values_more));
    let checked = move || {
        let count = results.with(|results| results.as_ref().map(|results| results.checked))?;
        Some(Message::plain(Key::ResultChecked).with("count", Arg::Number(count)))
    };
    let is_reading = move || progress.with(Option::is_some) && results.with(Option::is_none);
    view! {
        <Heading/>
        <TheNotice notice/>
        <Given value=progress let:progress>
            <Progress progress/>
        </Given>
        <If when=is_reading>
            <Skeleton/>
        </If>
        <Given value=results let:results>
            <Results results searching>
                // A notice that stands instead of the results brings its own button.
                <If when=move || progress.with(Option::is_none)>
                    <Button
                        name="refresh"
                        look=Look::Quiet
                        press=send(Intent::Refresh)
                        label=say(Key::CardRefresh)
                    />
                </If>
            </Results>
        </Given>
        <If when=move || !searched.with(Vec::is_empty)>
            <Checked label=checked values=searched left/>
        </If>
        <BesideField beside/>
        <div class="tools">{children()}</div>
        // The page's script opens it by a question mark.
        <Folded name="keys" label=say(Key::KeysTitle)>
            <p>{say(Key::KeysCard)}</p>
        </Folded>
    }
}
