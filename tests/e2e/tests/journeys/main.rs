//! What a person does with the widget, from the first page to the answer.

mod built;
mod card;
mod compare;
mod dismissed;
mod explained;
mod files;
mod frame;
mod install;
mod leaving;
mod list;
mod list_look;
mod look;
mod page;
mod policy;
mod portal;
mod reading;
mod secrets;
mod start;
mod trouble;
