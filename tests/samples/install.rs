//! The states of the installation.

use b24_duplicates::i18n::Key;
use b24_duplicates::page::{InstallExit, InstallIntent, InstallView, Intent, PlacementView, ScreenView};
use b24_duplicates::session::view::{ActionView, NoticeView, Surface, Tone};

use super::parts::{action, notice};
use super::{Sample, sample};

pub(crate) fn all() -> Vec<Sample> {
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
    let bound = || rows(&[("true", Key::InstallBound); 4]);
    let finished = notice(Tone::Good, "", Key::InstallFinished);
    let mut unheard = notice(Tone::Info, "", Key::InstallUnheard);
    unheard.hint = Some(Key::RefusalHintReload.into());
    let mut all = vec![
        install("install", failed, None, true, InstallExit::Back),
        install("install-first", rows(&[("false", Key::InstallAbsent); 4]), None, true, InstallExit::Finish),
        install("install-for-others", rows(&mixed), Some(admin_only), false, InstallExit::Back),
        install("install-busy", rows(&mixed), None, true, InstallExit::Wait),
        install("install-finished", bound(), Some(finished), true, InstallExit::Wait),
        install("install-unheard", bound(), Some(unheard), true, InstallExit::Wait),
        install("install-remove", bound(), Some(removal()), true, InstallExit::Back),
    ];
    for sample in &mut all {
        if let ScreenView::Install(install) = &mut sample.view.screen {
            install.busy = ["install-busy", "install-finished", "install-unheard"].contains(&sample.name);
        }
    }
    all
}

fn removal() -> NoticeView<Intent> {
    let mut asked = notice(Tone::Warning, "", Key::InstallRemove);
    asked.hint = Some(Key::InstallRemoveHint.into());
    let act =
        |name, label: Key, intent| ActionView { name, label: label.into(), intent: Intent::Install(intent) };
    asked.actions = vec![
        act("remove-for-sure", Key::UiRemoveAll, InstallIntent::RemoveForSure),
        act("keep", Key::InstallKeep, InstallIntent::Keep),
    ];
    asked
}
