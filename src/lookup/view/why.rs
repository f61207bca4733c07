//! Why a record's value is equal to one of the input, and how the portal reads a value: in words.

use crate::domain::{Communication, KeyRule, KeyStep, key_steps, sanitised};
use crate::i18n::{Arg, Key, Message};

/// Why a record that stores a value this way is found by one that was written that way. Without a stored spelling
/// the portal compares more generously than we know.
pub(super) fn equal(written: &Communication, stored: Option<&Communication>) -> Message {
    let Some(stored) = stored else {
        return Message::plain(Key::WhyUnseen).with("written", spelling(written));
    };
    let key = if stored.key() != written.key() {
        Key::WhyOtherwise
    } else if stored.spelling() == written.spelling() {
        Key::WhySame
    } else {
        Key::WhyEqual
    };
    let why = Message::plain(key).with("stored", spelling(stored));
    why.with("key", shown(stored.key().text())).with("written", spelling(written))
}

/// How the portal reads a value, a sentence a step.
pub(super) fn reading(value: &Communication) -> Vec<Message> {
    let steps = key_steps(value.kind(), value.spelling());
    if steps.is_empty() {
        return vec![Message::plain(Key::KeyAsItIs).with("text", spelling(value))];
    }
    steps.into_iter().map(step).collect()
}

fn step(KeyStep { rule, text }: KeyStep) -> Message {
    let message = Message::plain(match rule {
        KeyRule::PlusEight => Key::KeyPlusEight,
        KeyRule::Signs => Key::KeySigns,
        KeyRule::Short => Key::KeyShort,
        KeyRule::EightStays => Key::KeyEightStays,
        KeyRule::EightIsSeven => Key::KeyEightIsSeven,
        KeyRule::Dropped(_) => Key::KeyDropped,
        KeyRule::Extension => Key::KeyExtension,
        KeyRule::SmallLetters => Key::KeySmallLetters,
    });
    let message = match rule {
        KeyRule::Dropped(prefix) => message.with("prefix", Arg::Text(prefix.to_owned())),
        _ => message,
    };
    message.with("text", shown(&text))
}

fn spelling(of: &Communication) -> Arg {
    shown(of.spelling())
}

fn shown(text: &str) -> Arg {
    Arg::Text(sanitised(text))
}
