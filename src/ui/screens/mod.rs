//! The screens: which parts stand on them, and in which order.

mod card;
mod connecting;
#[cfg(feature = "page")]
mod install;
#[cfg(feature = "page")]
mod page;

pub(super) use card::card_screen;
pub(super) use connecting::connecting_screen;
#[cfg(feature = "page")]
pub(super) use install::install_screen;
#[cfg(feature = "page")]
pub(super) use page::page_screen;
