//! Every state of the screen, as the view tells it: what the browser tests mount and the gallery shows.

mod card;
mod page;
mod parts;

use b24_duplicates::flow::view::{
    AppView, CardsOpen, InstallExit, InstallView, PlacementView, ScreenView, Surface, Tone,
};
use b24_duplicates::i18n::{Key, Language, Message};

use parts::{action, notice};

/// A state of the screen and its name.
pub(crate) struct Sample {
    /// How the gallery and failed tests name it.
    pub(crate) name: &'static str,
    /// What is shown.
    pub(crate) view: AppView,
}

/// All of them.
pub(crate) fn all() -> Vec<Sample> {
    let mut all = vec![sample("connecting", Surface::Tab, ScreenView::Connecting), refused()];
    all.extend(card::all());
    all.extend(page::all());
    all.extend(installs());
    all
}

/// A screen on a surface, in English and without a note.
pub(crate) fn sample(name: &'static str, surface: Surface, screen: ScreenView) -> Sample {
    let view = AppView {
        language: Language::English,
        surface,
        portal: (surface == Surface::Page).then(|| "portal.example".to_owned()),
        screen,
        announcement: None,
        note: None,
        cards_open: CardsOpen::InSlider,
    };
    Sample { name, view }
}

fn refused() -> Sample {
    let mut refusal = notice(Tone::Alert, "B24D-FRAME", Key::RefusalFrameNotListed);
    refusal.hint = Some(Key::RefusalFrameNotListedHint.into());
    refusal.detail = Some("portal.example.org".to_owned());
    sample("refused", Surface::Tab, ScreenView::Refused(refusal))
}

fn installs() -> [Sample; 3] {
    let rows = |bound: &[(&'static str, Key); 4]| -> Vec<PlacementView> {
        let cards = [
            ("CRM_LEAD_DETAIL_TAB", Key::InstallLead),
            ("CRM_CONTACT_DETAIL_TAB", Key::InstallContact),
            ("CRM_COMPANY_DETAIL_TAB", Key::InstallCompany),
            ("CRM_DEAL_DETAIL_TAB", Key::InstallDeal),
        ];
        let row = |((code, title), (bound, text)): (_, &(&'static str, Key))| PlacementView {
            code,
            title,
            bound,
            text: *text,
            error: None,
        };
        cards.into_iter().zip(bound).map(row).collect()
    };
    let install = |name, rows: Vec<PlacementView>, notice, can_change, exit| {
        let complete = rows.iter().all(|row| row.bound == "true");
        let view = InstallView { notice, rows, busy: false, can_change, complete, exit };
        sample(name, Surface::Page, ScreenView::Install(Box::new(view)))
    };
    let mixed = [
        ("true", Key::InstallBound),
        ("false", Key::InstallAbsent),
        ("stale", Key::InstallStale),
        ("unknown", Key::InstallUnknown),
    ];
    let mut failed = rows(&mixed);
    let not_offered = Some(notice(Tone::Alert, "B24D-PLACEMENT", Key::RefusalPlacementUnknown));
    if let Some(deal) = failed.last_mut() {
        deal.error = not_offered;
    }
    let mut admin_only = notice(Tone::Info, "", Key::RefusalAdminOnly);
    admin_only.hint = Some(Key::RefusalHintAdmin.into());
    admin_only.actions = vec![action("retry", Key::RefusalRetry)];
    [
        install("install", failed, None, true, InstallExit::Back),
        install("install-first", rows(&[("false", Key::InstallAbsent); 4]), None, true, InstallExit::Finish),
        install("install-for-others", rows(&mixed), Some(admin_only), false, InstallExit::Wait),
    ]
}

/// A message that fills `count`.
pub(crate) fn counting(key: Key, count: u64) -> Message {
    Message::counting(key, count)
}
