//! Numbers, dates and plural forms as the browser's `Intl` knows them.

use std::cell::OnceCell;

use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::i18n::{Formats, Language, Plural};

/// The browser's rules of one language.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BrowserFormats(Language);

impl BrowserFormats {
    /// The rules of a language.
    pub const fn of(language: Language) -> Self {
        Self(language)
    }
}

impl Formats for BrowserFormats {
    fn plural(&self, count: u64) -> Plural {
        with_rules(self.0, |rules| {
            let category = rules.plural.select(as_number(count)).as_string()?;
            Plural::from_name(&category)
        })
        .unwrap_or(Plural::Other)
    }

    fn number(&self, number: u64) -> String {
        let number = JsValue::from_f64(as_number(number));
        let written = with_rules(self.0, |rules| rules.number.call1(&JsValue::UNDEFINED, &number).ok());
        // `Intl` formats every number; only a page that has replaced it could come here.
        written.as_ref().and_then(JsValue::as_string).unwrap_or_default()
    }

    fn date(&self, iso: &str) -> String {
        let moment = Date::new(&JsValue::from_str(iso));
        let written = with_rules(self.0, |rules| rules.date.call1(&JsValue::UNDEFINED, &moment).ok());
        // What is no date is refused by `Intl`, and shown as the portal wrote it.
        written.as_ref().and_then(JsValue::as_string).unwrap_or_else(|| iso.to_owned())
    }

    fn time(&self, millis: u64) -> String {
        with_rules(self.0, |rules| time(rules, millis)).unwrap_or_default()
    }
}

fn time(rules: &Rules, millis: u64) -> Option<String> {
    let moment = Date::new(&JsValue::from_f64(as_number(millis)));
    let format = rules.time.get_or_init(|| date_format(rules.language, "timeStyle"));
    format.call1(&JsValue::UNDEFINED, &moment).ok()?.as_string()
}

struct Rules {
    language: Language,
    plural: Intl::PluralRules,
    number: Function,
    date: Function,
    /// Made when it is first asked for: few screens name a time of day.
    time: OnceCell<Function>,
}

thread_local! {
    /// Making an `Intl` object is the slow part, so each language's are made once.
    static RULES: [OnceCell<Rules>; Language::ALL.len()] =
        const { [const { OnceCell::new() }; Language::ALL.len()] };
}

fn with_rules<T>(language: Language, read: impl FnOnce(&Rules) -> Option<T>) -> Option<T> {
    RULES.with(|languages| {
        languages.get(language as usize).and_then(|rules| read(rules.get_or_init(|| rules_of(language))))
    })
}

fn rules_of(language: Language) -> Rules {
    let tags = tags_of(language);
    Rules {
        language,
        plural: Intl::PluralRules::new(&tags, &Object::new()),
        number: Intl::NumberFormat::new(&tags, &Object::new()).format(),
        date: date_format(language, "dateStyle"),
        time: OnceCell::new(),
    }
}

/// A date or a time of day, of medium length.
fn date_format(language: Language, style: &str) -> Function {
    let options = Object::new();
    // A plain object takes any property; were it refused, the browser's default style would be used.
    let _ = Reflect::set(&options, &JsValue::from_str(style), &JsValue::from_str("medium"));
    Intl::DateTimeFormat::new(&tags_of(language), &options).format()
}

fn tags_of(language: Language) -> Array {
    Array::of1(&JsValue::from_str(language.tag()))
}

#[expect(clippy::cast_precision_loss, reason = "counts and ids stay below 2^53")]
const fn as_number(number: u64) -> f64 {
    number as f64
}
