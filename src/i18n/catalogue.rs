//! The texts of one language.

use std::borrow::Cow;
use std::sync::Arc;

use thiserror::Error;

use super::message::{COUNT, ENGLISH, Pattern, Plural};
use super::{Arg, Formats, Language, Message};
use crate::protocol::Node;

/// The texts of one language; a missing one is English. Cheap to clone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Catalogue {
    language: Language,
    /// In the order of the keys.
    texts: Arc<[Pattern]>,
}

impl Default for Catalogue {
    fn default() -> Self {
        Self::english()
    }
}

/// Why a catalogue cannot be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum CatalogueError {
    /// It could not be fetched.
    #[error("catalogue not reached")]
    NotReached,
    /// It is not a map of texts.
    #[error("catalogue not readable")]
    Unreadable,
}

impl Catalogue {
    /// English, built into the module.
    pub fn english() -> Self {
        Self { language: Language::English, texts: english_patterns().into() }
    }

    /// Reads the decoded file of a language, `locales/<tag>.json`. Names that no message has are passed over: the file may come
    /// from another release of the widget.
    ///
    /// # Errors
    /// If it is not a map from names to texts and plural forms.
    pub fn from_node(language: Language, file: Node) -> Result<Self, CatalogueError> {
        let Node::Map(entries) = file else { return Err(CatalogueError::Unreadable) };
        let mut texts = english_patterns();
        for (name, text) in entries {
            let pattern = read_pattern(text)?;
            let place = english_lines().position(|(known, _)| known == name);
            if let Some(slot) = place.and_then(|place| texts.get_mut(place)) {
                *slot = pattern;
            }
        }
        Ok(Self { language, texts: texts.into() })
    }

    /// The language of the texts.
    pub const fn language(&self) -> Language {
        self.language
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
        match self.texts.get(message.key as usize) {
            Some(Pattern::Plain(text)) => text,
            Some(Pattern::Plural(forms)) => {
                let category = match message.arg("count") {
                    Some(Arg::Number(count)) => formats.plural(*count),
                    _ => Plural::Other,
                };
                let of = |wanted| forms.iter().find(|(category, _)| *category == wanted);
                of(category).or_else(|| of(Plural::Other)).map_or("", |(_, text)| text)
            }
            None => "",
        }
    }
}

/// Name and fields of each English text.
fn english_lines() -> impl Iterator<Item = (&'static str, &'static str)> {
    ENGLISH.lines().filter_map(|line| line.split_once('\t'))
}

fn english_patterns() -> Vec<Pattern> {
    let mut patterns = Vec::with_capacity(COUNT);
    for (_, fields) in english_lines() {
        let mut fields = fields.split('\t');
        let mut forms = Vec::new();
        let mut plain = "";
        while let Some(field) = fields.next() {
            match fields.next().zip(Plural::from_name(field)) {
                Some((text, category)) => forms.push((category, Cow::Borrowed(text))),
                None => plain = field,
            }
        }
        patterns.push(if forms.is_empty() {
            Pattern::Plain(Cow::Borrowed(plain))
        } else {
            Pattern::Plural(forms)
        });
    }
    patterns
}

fn read_pattern(text: Node) -> Result<Pattern, CatalogueError> {
    match text {
        Node::Text(text) => Ok(Pattern::Plain(Cow::Owned(text))),
        Node::Map(forms) => {
            let forms: Result<Vec<_>, _> = forms.into_iter().map(read_form).collect();
            forms.map(Pattern::Plural)
        }
        _ => Err(CatalogueError::Unreadable),
    }
}

fn read_form((category, text): (String, Node)) -> Result<(Plural, Cow<'static, str>), CatalogueError> {
    match (Plural::from_name(&category), text) {
        (Some(category), Node::Text(text)) => Ok((category, Cow::Owned(text))),
        _ => Err(CatalogueError::Unreadable),
    }
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
    }

    fn text(text: &str) -> Node {
        Node::Text(text.to_owned())
    }

    fn german(entries: &[(&str, Node)]) -> Catalogue {
        let entries = entries.iter().map(|(name, text)| ((*name).to_owned(), text.clone())).collect();
        Catalogue::from_node(Language::German, Node::Map(entries)).unwrap()
    }

    fn german_leads() -> Catalogue {
        let forms = vec![
            ("one".to_owned(), text("{count} Lead")),
            ("other".to_owned(), text("{count} Leads, nicht nur {word}")),
        ];
        german(&[("entity.lead.count", Node::Map(forms)), ("app.name", text("Dubletten {unknown}"))])
    }

    #[test]
    fn every_key_has_its_own_text() {
        assert_eq!(english_patterns().len(), COUNT);
        assert_eq!(english_lines().position(|(name, _)| name == "ui.created"), Some(Key::UiCreated as usize));
    }

    #[test]
    fn english_is_built_in() {
        let one = Catalogue::english().text(&Message::counting(Key::EntityLeadCount, 1), &German);
        let many = Catalogue::english().text(&Message::counting(Key::EntityLeadCount, 1234), &German);
        assert_eq!((one.as_str(), many.as_str()), ("1 lead", "1.234 leads"));
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
    fn a_missing_text_is_english_and_an_unknown_name_is_passed_over() {
        let sparse = german(&[("of.another.release", text("?"))]);
        assert_eq!(sparse.text(&Key::AppName.into(), &German), "Duplicates");
        assert_eq!(sparse.language(), Language::German);
    }

    #[test]
    fn what_fills_a_place_is_not_read_again() {
        let message = Message::plain(Key::UiCreated).with("date", Arg::Date("{date}".to_owned()));
        assert_eq!(Catalogue::english().text(&message, &German), "created am {date}");
    }

    #[test]
    fn a_brace_that_does_not_close_is_a_brace() {
        let odd = german(&[("app.name", text("a { b"))]);
        assert_eq!(odd.text(&Key::AppName.into(), &German), "a { b");
    }

    #[test]
    fn a_file_of_another_shape_is_refused() {
        let bad_form = Node::Map(vec![("several".to_owned(), text("x"))]);
        for bad in [Node::Null, Node::List(vec![]), text("x")] {
            assert_eq!(Catalogue::from_node(Language::German, bad), Err(CatalogueError::Unreadable));
        }
        for bad in [Node::Null, Node::Number(1.0), bad_form] {
            let file = Node::Map(vec![("app.name".to_owned(), bad)]);
            assert_eq!(Catalogue::from_node(Language::German, file), Err(CatalogueError::Unreadable));
        }
    }
}
