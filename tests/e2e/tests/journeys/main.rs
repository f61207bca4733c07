//! What a person does with the widget, from the first page to the answer.

mod card;
mod frame;
mod install;
mod leaving;
mod look;
mod page;
mod policy;
mod portal;
mod start;
mod trouble;
