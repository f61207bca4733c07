//! Invented numbers and the many ways to write one.

use fastrand::Rng;

use crate::crm::phone_key;

/// A telephone number: country code and national digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::data) struct Number {
    country: &'static str,
    national: String,
}

/// Country codes with how many national digits follow.
const COUNTRIES: [(&str, usize); 7] =
    [("7", 10), ("7", 10), ("49", 10), ("1", 10), ("44", 10), ("375", 9), ("33", 9)];

impl Number {
    /// Any number. National digits begin with 3 to 9: `80` to `82` in front would be kept as they are.
    pub(in crate::data) fn random(rng: &mut Rng) -> Self {
        let (country, digits) = rng.choice(COUNTRIES).unwrap_or(("7", 10));
        let first = rng.u32(3..10);
        let rest = (1..digits).map(|_| rng.u32(0..10).to_string());
        Self { country, national: std::iter::once(first.to_string()).chain(rest).collect() }
    }

    /// The number in one of its notations. All of them have the same match key.
    pub(in crate::data) fn spelled(&self, rng: &mut Rng) -> String {
        let notations = self.notations();
        rng.choice(notations).unwrap_or_default()
    }

    /// A text that a person takes for the number and the portal does not.
    pub(super) fn look_alike(&self, rng: &mut Rng) -> String {
        rng.choice(self.others()).unwrap_or_default()
    }

    /// The match keys of the number and of everything that looks like it.
    pub(in crate::data) fn keys(&self) -> Vec<String> {
        let mut keys = vec![phone_key(&self.international())];
        keys.extend(self.others().iter().map(|text| phone_key(text)));
        keys
    }

    fn notations(&self) -> Vec<String> {
        let (country, national) = (self.country, &self.national);
        let (area, middle, end) = self.parts();
        let mut notations = vec![
            self.international(),
            format!("+{country} {area} {middle}{end}"),
            format!("+{country} ({area}) {middle}-{end}"),
            format!("00{country} {area} {middle} {end}"),
            format!("+{country}-{area}-{middle}-{end}"),
            format!("+{country}{national};{}", end.len() * 25),
        ];
        if country == "7" {
            notations.push(format!("8 ({area}) {middle}-{end}"));
            notations.push(format!("8{national}"));
            notations.push(format!("7{national}"));
        }
        notations
    }

    /// The bare national digits, an extension that is glued on, and a neighbour.
    fn others(&self) -> Vec<String> {
        let neighbour = match self.national.strip_suffix('0') {
            Some(front) => format!("{front}1"),
            None => {
                format!("{}0", self.national.get(..self.national.len().saturating_sub(1)).unwrap_or_default())
            }
        };
        vec![
            self.national.clone(),
            format!("{} ext. 21", self.international()),
            format!("+{}{neighbour}", self.country),
        ]
    }

    fn international(&self) -> String {
        format!("+{}{}", self.country, self.national)
    }

    fn parts(&self) -> (&str, &str, &str) {
        let (area, rest) = self.national.split_at_checked(3).unwrap_or((&self.national, ""));
        let (middle, end) = rest.split_at_checked(3).unwrap_or((rest, ""));
        (area, middle, end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_notation_has_the_key_and_no_look_alike_has_it() {
        let mut rng = Rng::with_seed(3);
        for _ in 0..500 {
            let number = Number::random(&mut rng);
            let key = phone_key(&number.international());
            for notation in number.notations() {
                assert_eq!(phone_key(&notation), key, "{notation}");
            }
            for other in number.others() {
                assert_ne!(phone_key(&other), key, "{other}");
            }
        }
    }
}
