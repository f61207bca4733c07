//! A long list for the CRM that the portal has.

use std::collections::HashSet;
use std::fmt::Write as _;

use fastrand::Rng;

use crate::crm::{CommKind, Crm, EntityType, Record, phone_key};
use crate::data::generator::{Number, pick_last_name, pick_name};

/// How many rows it has, without its headings.
pub(super) const ROWS: usize = 50_000;

/// The list: a third of what the CRM has in another spelling, a twentieth repeated from above, a few rows that hold
/// nothing to ask for, and the rest new to the CRM.
pub(super) fn write(crm: &Crm, seed: u64, rows: usize) -> Vec<u8> {
    let known: Vec<&Record> = EntityType::ALL.into_iter().flat_map(|kind| crm.records(kind)).collect();
    let known: Vec<&Record> = known.into_iter().filter(|record| is_asked_for(record)).collect();
    let taken = known.iter().flat_map(|record| Crm::keys(record)).map(|(_, key)| key).collect();
    let mut list = Writer { rng: Rng::with_seed(seed), known, taken, written: Vec::new() };
    let mut text = "No,Name,Phone,E-mail,Customer since\n".to_owned();
    for number in 1..=rows {
        let [name, phone, email] = list.row();
        let (day, month) = (1 + number % 28, 1 + number % 12);
        // A text takes whatever is written to it.
        let _ = writeln!(text, "{number},{name},{phone},{email},2024-{month:02}-{day:02}");
    }
    text.into_bytes()
}

fn is_asked_for(record: &Record) -> bool {
    record.of_kind(CommKind::Phone).chain(record.of_kind(CommKind::Email)).next().is_some()
}

/// Name, phone and e-mail.
type Cells = [String; 3];

struct Writer<'a> {
    rng: Rng,
    known: Vec<&'a Record>,
    taken: HashSet<String>,
    written: Vec<Cells>,
}

impl Writer<'_> {
    fn row(&mut self) -> Cells {
        let cells = match self.rng.u32(0..100) {
            0..33 => self.of_the_crm(),
            33..38 => self.repeated(),
            38..41 => self.without_a_phone(),
            _ => self.stranger(),
        };
        self.written.push(cells.clone());
        cells
    }

    /// A record of the CRM, as somebody else would type it.
    fn of_the_crm(&mut self) -> Cells {
        let Some(record) = self.rng.choice(&self.known).copied() else { return self.stranger() };
        let phone = record.of_kind(CommKind::Phone).next().map(|field| field.value.as_str());
        let email = record.of_kind(CommKind::Email).next().map(|field| field.value.as_str());
        let phone = phone.map(|phone| self.otherwise(phone)).unwrap_or_default();
        let name = format!("{} {}", record.name, record.last_name);
        let name = if name.trim().is_empty() { record.title.clone() } else { name };
        [quoted(name.trim()), quoted(&phone), quoted(&email.unwrap_or_default().to_uppercase())]
    }

    fn repeated(&mut self) -> Cells {
        self.rng.choice(&self.written).cloned().unwrap_or_else(|| self.stranger())
    }

    fn without_a_phone(&mut self) -> Cells {
        let phone = self.rng.choice(["", "unknown", "12", "call later", "-"]).unwrap_or_default();
        [self.name(), phone.to_owned(), String::new()]
    }

    fn stranger(&mut self) -> Cells {
        let number = loop {
            let number = Number::random(&mut self.rng);
            if number.keys().iter().all(|key| !self.taken.contains(key)) {
                self.taken.extend(number.keys());
                break number;
            }
        };
        let name = self.name();
        let email = match self.rng.u32(0..3) {
            0 => format!("client{}@list.example", self.written.len()),
            _ => String::new(),
        };
        [name, quoted(&number.spelled(&mut self.rng)), email]
    }

    fn name(&mut self) -> String {
        format!("{} {}", pick_name(&mut self.rng), pick_last_name(&mut self.rng))
    }

    /// Another notation of the same number, if there is one.
    fn otherwise(&mut self, phone: &str) -> String {
        let key = phone_key(phone);
        let others = [
            format!("+{key}"),
            format!("00{key}"),
            grouped(&key),
            key.strip_prefix('7').map(|national| format!("8 {national}")).unwrap_or_default(),
        ];
        let is_another = |other: &&String| other.as_str() != phone && phone_key(other) == key;
        let others: Vec<&String> = others.iter().filter(is_another).collect();
        self.rng.choice(others).cloned().unwrap_or_else(|| phone.to_owned())
    }
}

/// `+7 916 123-45-67`, whatever country it is.
fn grouped(key: &str) -> String {
    let mut text = "+".to_owned();
    for (place, digit) in key.chars().enumerate() {
        text.push_str(match place {
            1 | 4 => " ",
            7 | 9 => "-",
            _ => "",
        });
        text.push(digit);
    }
    text
}

/// As CSV wants it.
fn quoted(cell: &str) -> String {
    let is_plain = !cell.contains([',', '"', '\n', '\r']);
    if is_plain { cell.to_owned() } else { format!("\"{}\"", cell.replace('"', "\"\"")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shares(text: &str, crm: &Crm) -> (usize, usize) {
        let phones = text.lines().skip(1).filter_map(|line| line.split(',').nth(2));
        let asked: Vec<&str> = phones.filter(|phone| phone_key(phone).len() > 4).collect();
        let found = asked.iter().filter(|phone| crm.holders(CommKind::Phone, phone).next().is_some());
        (found.count(), asked.len())
    }

    #[test]
    fn about_a_third_is_in_the_crm_of_the_seed_and_not_in_another() {
        let crm = crate::data::generate(1, 2000);
        let text = String::from_utf8(write(&crm, 1, 3000)).unwrap();
        assert_eq!(text.lines().count(), 3001);
        let (found, asked) = shares(&text, &crm);
        assert!((25..45).contains(&(found * 100 / asked)), "{found} of {asked}");
        let (elsewhere, _) = shares(&text, &crate::data::generate(2, 2000));
        // The records of the stories, a tenth of so small a CRM, are in each of them.
        assert!(elsewhere * 5 < found, "{elsewhere} and {found}");
    }

    #[test]
    fn a_hostile_title_stays_in_its_cell() {
        let crm = crate::data::generate(1, 0);
        let text = String::from_utf8(write(&crm, 3, 2000)).unwrap();
        assert_eq!(text.lines().count(), 2001);
        assert!(text.contains("<b>Robert</b> O'Tables"), "the lead with a hostile title is among them");
    }

    #[test]
    fn another_notation_has_the_same_key() {
        let crm = crate::data::generate(1, 500);
        let contacts = crm.records(EntityType::Contact).flat_map(|record| record.of_kind(CommKind::Phone));
        let mut list =
            Writer { rng: Rng::with_seed(1), known: Vec::new(), taken: HashSet::new(), written: Vec::new() };
        for field in contacts {
            assert_eq!(phone_key(&list.otherwise(&field.value)), phone_key(&field.value));
        }
    }
}
