//! The world in which processor time and memory are measured, by themselves and in the application.

use simulate::{Chance, Setting, Share, Size, World};

/// A portal without limits, where one value in ten is found, and one record in ten is hidden.
pub(crate) fn unlimited(values: usize) -> Setting {
    let world = World::Reference { find_ms: 5, hidden_percent: 10 };
    let size = Size {
        values,
        hits: Some(Share::percent(10)),
        variants_percent: None,
        fault_percent: None,
        workers: None,
        world,
    };
    let mut setting = Setting::of(size, &mut Chance::new(1));
    setting.portal.settings.limits = false;
    setting
}
