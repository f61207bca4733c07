//! The country of numbers that name none.

use js_sys::{Array, Function, Intl, Object, Reflect};
use leptos::ev::Event;
use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, JsValue};

use crate::domain::Country;
use crate::i18n::{Key, Language};
use crate::page::Intent;
use crate::ui::context::{dispatch, say, surroundings};
use crate::ui::erased::{Memo, each, handler};

/// A list of all countries, by their names in the language that is spoken.
#[component]
pub(super) fn CountryChoice(
    /// Its code; empty where none is chosen.
    chosen: Memo<&'static str>,
    /// What choosing one says.
    choose: fn(Option<Country>) -> Intent,
) -> impl IntoView {
    let (dispatch, surroundings) = (dispatch(), surroundings());
    let choose = handler(move |event: Event| {
        dispatch.send(choose(Country::from_code(&event_target_value(&event))));
    });
    let option = move |(code, name): (&'static str, String)| {
        view! {
            <option value=code prop:selected=move || chosen.get() == code>
                {name}
            </option>
        }
    };
    view! {
        <label class="field">
            <span class="field-label">{say(Key::UiCountry)}</span>
            <select name="country" on:change=choose>
                <option value={""} prop:selected=move || chosen.get().is_empty()>
                    {say(Key::UiCountryNone)}
                </option>
                {move || each(named(surroundings.language()), option)}
            </select>
        </label>
    }
}

/// Each country with its name, in the order of the language. A browser that knows no names shows the letters.
fn named(language: Language) -> Vec<(&'static str, String)> {
    let names = names(language);
    let name = |code: &'static str| {
        let name =
            names.as_ref().and_then(|names| names.call1(&JsValue::UNDEFINED, &code.into()).ok()?.as_string());
        (code, name.unwrap_or_else(|| code.to_owned()))
    };
    let mut countries: Vec<_> = Country::all().map(Country::code).map(name).collect();
    let order = Intl::Collator::new(&Array::of1(&language.tag().into()), &Object::new()).compare();
    let compare = |one: &str, other: &str| {
        let compared = order.call2(&JsValue::UNDEFINED, &one.into(), &other.into());
        compared.ok().and_then(|compared| compared.as_f64()).and_then(|compared| compared.partial_cmp(&0.0))
    };
    countries.sort_by(|(_, one), (_, other)| compare(one, other).unwrap_or_else(|| one.cmp(other)));
    countries
}

/// `Intl.DisplayNames`, as a function of the letters.
fn names(language: Language) -> Option<Function> {
    let make: Function =
        Reflect::get(&Reflect::get(&js_sys::global(), &"Intl".into()).ok()?, &"DisplayNames".into())
            .ok()?
            .dyn_into()
            .ok()?;
    let options = Object::new();
    Reflect::set(&options, &"type".into(), &"region".into()).ok()?;
    let names = Reflect::construct(&make, &Array::of2(&language.tag().into(), &options)).ok()?;
    let of: Function = Reflect::get(&names, &"of".into()).ok()?.dyn_into().ok()?;
    Some(of.bind0(&names))
}
