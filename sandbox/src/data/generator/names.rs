//! Invented people, companies and subjects.

use fastrand::Rng;

const NAMES: [&str; 30] = [
    "Ada",
    "Boris",
    "Carla",
    "Dmitri",
    "Elif",
    "Farid",
    "Greta",
    "Hugo",
    "Ines",
    "Jakub",
    "Katja",
    "Leo",
    "Marta",
    "Nils",
    "Olga",
    "Pavel",
    "Quinn",
    "Rosa",
    "Stefan",
    "Tamara",
    "Ulrich",
    "Vera",
    "William",
    "Xenia",
    "Yusuf",
    "Zoe",
    "Ольга",
    "Сергей",
    "Анна",
    "José",
];

const LAST_NAMES: [&str; 30] = [
    "Abel",
    "Baum",
    "Costa",
    "Dietz",
    "Evers",
    "Fontana",
    "Gruber",
    "Hansen",
    "Ivanova",
    "Jansen",
    "Kovacs",
    "Lehmann",
    "Moreau",
    "Novak",
    "Olsen",
    "Petrov",
    "Quirin",
    "Rossi",
    "Schulz",
    "Tanner",
    "Urban",
    "Vogt",
    "Weber",
    "Xylander",
    "Yilmaz",
    "Zeman",
    "Иванова",
    "Кузнецов",
    "Соколова",
    "Núñez",
];

const BUSINESSES: [&str; 12] = [
    "Furniture",
    "Logistics",
    "Media",
    "Instruments",
    "Bakery",
    "Software",
    "Textiles",
    "Optics",
    "Travel",
    "Machines",
    "Print",
    "Foods",
];

const LEGAL_FORMS: [&str; 6] = ["GmbH", "Ltd", "Inc.", "AB", "OOO", "S.A."];

const SUBJECTS: [&str; 12] = [
    "Request from the website",
    "Call back",
    "Question about prices",
    "Offer for a hundred pieces",
    "Met at the fair",
    "Newsletter",
    "Service contract",
    "Repeat order",
    "Complaint",
    "Webinar",
    "Recommendation",
    "Form: demo wanted",
];

/// A first name.
pub(in crate::data) fn pick_name(rng: &mut Rng) -> &'static str {
    rng.choice(NAMES).unwrap_or_default()
}

/// A family name.
pub(in crate::data) fn pick_last_name(rng: &mut Rng) -> &'static str {
    rng.choice(LAST_NAMES).unwrap_or_default()
}

/// What a lead or a deal is about.
pub(super) fn pick_subject(rng: &mut Rng) -> &'static str {
    rng.choice(SUBJECTS).unwrap_or_default()
}

/// A company's name and the host of its e-mails, which no other company has.
pub(super) fn company(rng: &mut Rng) -> (String, String) {
    let owner = pick_last_name(rng);
    let business = rng.choice(BUSINESSES).unwrap_or_default();
    let form = rng.choice(LEGAL_FORMS).unwrap_or_default();
    let host = format!("{}{}.example", business.to_lowercase(), rng.u32(1000..1_000_000));
    (format!("{owner} {business} {form}"), host)
}

/// The same address as another person would type it.
pub(super) fn in_another_case(email: &str) -> String {
    let mut symbols = email.chars();
    symbols.next().map_or_else(String::new, |first| first.to_uppercase().chain(symbols).collect())
}
