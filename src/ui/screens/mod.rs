//! The screens: which parts stand on them, and in which order.

mod card;
mod connecting;
mod install;
mod page;

pub(super) use card::card_screen;
pub(super) use connecting::connecting_screen;
pub(super) use install::install_screen;
pub(super) use page::page_screen;
