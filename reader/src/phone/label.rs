//! Words before a number that say what it is.

use crate::text::{is_unspaced, last_word, tail};

/// What a word before a number says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Label {
    /// A phone.
    Phone,
    /// A phone, if it is as long as one.
    Likely,
    /// Something else.
    Other,
}

/// Words before a phone, in lower case.
#[rustfmt::skip]
const PHONE: [&str; 74] = [
    "cel", "cell", "celular", "cellulare", "fax", "faks", "fon", "gsm", "handy", "hotline", "komórka",
    "mob", "mobil", "mobile", "mobiel", "mobilny", "mobitel", "mov", "movil", "móvil", "ph", "phone",
    "phones", "rufnummer", "skype", "sms", "tel", "tel_no", "telefax", "telefon", "telefone",
    "telefonnummer", "telefono", "telefoon", "telegram", "telephone", "telf", "telp", "tlf", "tél",
    "téléphone", "teléfono", "viber", "voicemail", "whatsapp", "κινητό", "τηλ", "τηλέφωνο", "вайбер",
    "ватсап", "вацап", "вотсап", "моб", "мобила", "мобильный", "мобильного", "смс", "сот", "сотовый", "тел",
    "телефон", "телефона", "телефоны", "тлф", "факс", "جوال", "موبايل", "هاتف", "تلفن", "電話", "电话", "手机",
    "전화", "โทร",
];

/// Words that may stand before a phone, and before a house or a year as well.
#[rustfmt::skip]
const LIKELY: [&str; 15] = [
    "call", "contact", "home", "line", "m", "t", "wa", "work", "дом", "звонить", "звоните", "м", "раб",
    "рабочий", "т",
];

/// Words before something else.
#[rustfmt::skip]
const OTHER: [&str; 64] = [
    "account", "acct", "article", "bic", "bik", "contract", "cnpj", "cpf", "cuit", "curp", "dni", "ean", "ein",
    "iban", "id", "imei", "inn", "invoice", "isbn", "issn", "konto", "kpp", "nif", "nip", "nit", "order", "ogrn",
    "passport", "pesel", "plz", "postcode", "regon", "rfc", "rut", "siren", "siret", "sku", "ssn", "swift",
    "tin", "uid", "vat", "vin", "zip", "артикул", "бик", "гост", "договор", "договора", "заказ", "заказа",
    "индекс", "инн", "кпп", "накладная", "огрн", "огрнип", "окпо", "паспорт", "снилс", "счет", "счета", "счёт",
    "счёта",
];

/// Words between one of these and a number.
const BETWEEN: [&str; 7] = ["nr", "no", "number", "num", "номер", "номера", "n"];

/// What the end of a text says of the number that follows it.
pub(super) fn before(text: &str) -> Option<Label> {
    let mut head = tail(text, FARTHEST).trim_end_matches(is_between);
    if ["р/с", "к/с", "р/сч"].iter().any(|account| head.to_lowercase().ends_with(account)) {
        return Some(Label::Other);
    }
    let mut word = last_word(head);
    if BETWEEN.contains(&word.to_lowercase().as_str()) {
        head = head.get(..head.len() - word.len())?.trim_end_matches(is_between);
        word = last_word(head);
    }
    of_word(word)
}

/// What a word by itself says.
pub(super) fn of_word(word: &str) -> Option<Label> {
    let word = word.to_lowercase();
    let ends_in = |label: &str| label.chars().all(is_unspaced) && word.ends_with(label);
    if PHONE.contains(&word.as_str()) || (!word.is_ascii() && PHONE.iter().any(|label| ends_in(label))) {
        Some(Label::Phone)
    } else if LIKELY.contains(&word.as_str()) {
        Some(Label::Likely)
    } else {
        OTHER.contains(&word.as_str()).then_some(Label::Other)
    }
}

/// As far as a label stands from its number, in bytes.
const FARTHEST: usize = 80;

fn is_between(c: char) -> bool {
    !c.is_alphanumeric() && !matches!(c, '\t' | ';' | ',' | '|' | '@' | ')')
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("Anna, тел. ", Some(Label::Phone))]
    #[case("Phone number: (", Some(Label::Phone))]
    #[case("номер телефона +", Some(Label::Phone))]
    #[case("我的电话", Some(Label::Phone))]
    #[case("TEL;TYPE=CELL:", Some(Label::Phone))]
    #[case("дом ", Some(Label::Likely))]
    #[case("ИНН ", Some(Label::Other))]
    #[case("Заказ № ", Some(Label::Other))]
    #[case("р/с ", Some(Label::Other))]
    #[case("Anna ", None)]
    #[case("тел. доб. 12, ", None)]
    #[case("", None)]
    fn reads_the_word_before(#[case] text: &str, #[case] expected: Option<Label>) {
        assert_eq!(before(text), expected);
    }
}
