//! The texts of one language.

use std::sync::Arc;

use thiserror::Error;

use super::message::Plural;
use super::{Arg, Formats, Language, Message, TextSet};

/// The texts of one language. Cheap to clone. The default one has no texts: every message is empty in it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Catalogue {
    language: Language,
    /// In the order of the keys; each is a text, or plural categories and their texts, with tabs between.
    lines: Arc<Vec<String>>,
}

/// Why a catalogue cannot be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum CatalogueError {
    /// It could not be fetched.
    #[error("catalogue not reached")]
    NotReached,
    /// It has not one line for each key.
    #[error("catalogue not readable")]
    Unreadable,
}

impl Catalogue {
    /// Reads the file of a language: a line for each key of a set, as the crate `locales` writes them.
    ///
    /// # Errors
    /// If there are not as many lines as keys: then it is no file of this build.
    pub fn read(language: Language, set: TextSet, file: &str) -> Result<Self, CatalogueError> {
        let lines: Vec<String> = file.lines().map(str::to_owned).collect();
        if lines.len() == set.lines() {
            Ok(Self { language, lines: Arc::new(lines) })
        } else {
            Err(CatalogueError::Unreadable)
        }
    }

    /// The language of the texts.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Whether there are texts.
    pub fn speaks(&self) -> bool {
        !self.lines.is_empty()
    }

    /// The text of a message. A place for which the message has nothing stays as it is written.
    pub fn text(&self, message: &Message, formats: &dyn Formats) -> String {
        let mut text = String::new();
        self.write(message, formats, &mut text);
        text
    }

    fn write(&self, message: &Message, formats: &dyn Formats, out: &mut String) {
        let mut rest = self.template(message, formats);
        while let Some((before, from_place)) = rest.split_once('{') {
            out.push_str(before);
            let Some((name, after)) = from_place.split_once('}') else {
                out.push('{');
                rest = from_place;
                continue;
            };
            match message.arg(name) {
                Some(Arg::Text(text)) => out.push_str(text),
                Some(Arg::Number(number)) => out.push_str(&formats.number(*number)),
                Some(Arg::Date(iso)) => out.push_str(&formats.date(iso)),
                Some(Arg::Clock(millis)) => out.push_str(&formats.time(*millis)),
                Some(Arg::Message(inner)) => self.write(inner, formats, out),
                None => {
                    out.push('{');
                    out.push_str(name);
                    out.push('}');
                }
            }
            rest = after;
        }
        out.push_str(rest);
    }

    fn template(&self, message: &Message, formats: &dyn Formats) -> &str {
        let line = self.lines.get(message.key as usize).map_or("", String::as_str);
        if line.bytes().all(|byte| byte != b'\t') {
            return line;
        }
        let wanted = match message.arg("count") {
            Some(Arg::Number(count)) => formats.plural(*count),
            _ => Plural::Other,
        };
        form(line, wanted).or_else(|| form(line, Plural::Other)).unwrap_or_default()
    }
}

/// The text for a plural category.
fn form(line: &str, wanted: Plural) -> Option<&str> {
    let mut fields = line.split('\t');
    while let (Some(category), text @ Some(_)) = (fields.next(), fields.next()) {
        if Plural::from_name(category) == Some(wanted) {
            return text;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Key;

    /// German rules, written by hand: what the browser's `Intl` does is tested in the browser.
    struct German;

    impl Formats for German {
        fn plural(&self, count: u64) -> Plural {
            if count == 1 { Plural::One } else { Plural::Other }
        }

        fn number(&self, number: u64) -> String {
            if number < 1000 { number.to_string() } else { format!("{}.{:03}", number / 1000, number % 1000) }
        }

        fn date(&self, iso: &str) -> String {
            format!("am {}", iso.get(..10).unwrap_or(iso))
        }

        fn time(&self, millis: u64) -> String {
            format!("{}:{:02}", millis / 3_600_000 % 24, millis / 60_000 % 60)
        }
    }

    /// A catalogue in which only some keys have a text.
    fn german(entries: &[(Key, &str)]) -> Catalogue {
        let line =
            |place| entries.iter().find(|(key, _)| *key as usize == place).map_or("", |(_, text)| text);
        let file: String = (0..TextSet::Page.lines()).flat_map(|place| [line(place), "\n"]).collect();
        Catalogue::read(Language::German, TextSet::Page, &file).unwrap()
    }

    fn german_leads() -> Catalogue {
        german(&[
            (Key::EntityLeadCount, "one\t{count} Lead\tother\t{count} Leads, nicht nur {word}"),
            (Key::AppName, "Dubletten {unknown}"),
        ])
    }

    /// The files of a language, and how it writes 1,234 leads.
    const fn written(language: Language) -> (&'static str, &'static str, &'static str) {
        macro_rules! files {
            ($tag:literal, $leads:literal) => {
                (
                    include_str!(concat!(env!("OUT_DIR"), "/card/", $tag, ".txt")),
                    include_str!(concat!(env!("OUT_DIR"), "/page/", $tag, ".txt")),
                    $leads,
                )
            };
        }
        match language {
            Language::English => files!("en", "1.234 leads"),
            Language::German => files!("de", "1.234 Leads"),
            Language::Russian => files!("ru", "1.234 лида"),
        }
    }

    #[test]
    fn each_file_of_this_build_has_a_line_for_each_key_of_its_application() {
        for language in Language::ALL {
            let (card, page, leads) = written(language);
            for (set, other, file) in
                [(TextSet::Card, TextSet::Page, card), (TextSet::Page, TextSet::Card, page)]
            {
                let catalogue = Catalogue::read(language, set, file).unwrap();
                let text = catalogue.text(&Message::counting(Key::EntityLeadCount, 1234), &German);
                assert_eq!((catalogue.language(), text.as_str()), (language, leads));
                assert_eq!(Catalogue::read(language, other, file), Err(CatalogueError::Unreadable));
            }
        }
    }

    #[test]
    fn a_number_chooses_its_form_and_places_are_filled_by_name() {
        let message = |count| {
            let inner = Message::plain(Key::AppName);
            Message::counting(Key::EntityLeadCount, count).with("word", Arg::Message(inner))
        };
        let leads = german_leads();
        assert_eq!(leads.text(&message(1), &German), "1 Lead");
        assert_eq!(leads.text(&message(2), &German), "2 Leads, nicht nur Dubletten {unknown}");
    }

    #[test]
    fn a_form_that_the_language_lacks_is_the_one_for_everything_else() {
        let leads = german(&[(Key::EntityLeadCount, "few\t{count} F\tother\t{count} O")]);
        assert_eq!(leads.text(&Message::counting(Key::EntityLeadCount, 1), &German), "1 O");
        assert_eq!(leads.text(&Key::EntityLeadCount.into(), &German), "{count} O");
    }

    #[test]
    fn without_texts_every_message_is_empty() {
        let nothing = Catalogue::default();
        assert!(!nothing.speaks() && german_leads().speaks());
        assert_eq!(nothing.text(&Message::counting(Key::EntityLeadCount, 1), &German), "");
    }

    #[test]
    fn what_fills_a_place_is_not_read_again() {
        let created = german(&[(Key::UiCreated, "erstellt {date}")]);
        let message = Message::plain(Key::UiCreated).with("date", Arg::Date("{date}".to_owned()));
        assert_eq!(created.text(&message, &German), "erstellt am {date}");
    }

    #[test]
    fn a_brace_that_does_not_close_is_a_brace() {
        let odd = german(&[(Key::AppName, "a { b")]);
        assert_eq!(odd.text(&Key::AppName.into(), &German), "a { b");
    }

    #[test]
    fn a_file_of_another_build_is_refused() {
        for bad in ["", "one line", "{}"] {
            assert_eq!(
                Catalogue::read(Language::German, TextSet::Card, bad),
                Err(CatalogueError::Unreadable)
            );
        }
    }
}
