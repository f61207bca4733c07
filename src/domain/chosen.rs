//! Records that a person has chosen, to see them side by side.

use super::{EntityType, RecordId, RecordRef};

/// Two to five records, each once, in the order in which they were chosen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Chosen(Vec<RecordRef>);

impl Chosen {
    /// No more fit side by side.
    pub const MOST: usize = 5;

    /// `None` if they are fewer than two or too many. One that stands there twice counts once.
    pub fn new(records: impl IntoIterator<Item = RecordRef>) -> Option<Self> {
        let mut chosen: Vec<RecordRef> = Vec::new();
        for record in records {
            if !chosen.contains(&record) {
                chosen.push(record);
            }
        }
        (2..=Self::MOST).contains(&chosen.len()).then_some(Self(chosen))
    }

    /// The records.
    pub fn records(&self) -> &[RecordRef] {
        &self.0
    }

    /// As one text, for an address or an option of the portal's: `contact-5.lead-17`.
    pub fn written(&self) -> String {
        let mut written = String::new();
        for record in &self.0 {
            if !written.is_empty() {
                written.push('.');
            }
            written.push_str(record.entity.word());
            written.push('-');
            written.push_str(&record.id.get().to_string());
        }
        written
    }

    /// Reads that text. It may come from anybody: it names records, and nobody sees more of them than the portal shows.
    pub fn read(text: &str) -> Option<Self> {
        let record = |part: &str| {
            let (word, id) = part.split_once('-')?;
            let entity = EntityType::ALL.into_iter().find(|entity| entity.word() == word)?;
            Some(RecordRef::new(entity, RecordId::new(id.parse().ok()?)?))
        };
        Self::new(text.split('.').map(record).collect::<Option<Vec<_>>>()?)
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("contact-5.lead-17", true)]
    #[case("company-1.company-2.company-3.company-4.company-5", true)]
    #[case("company-1.company-2.company-3.company-4.company-5.company-6", false)]
    #[case("contact-5", false)]
    #[case("contact-5.contact-5", false)]
    #[case("contact-5.deal-7", false)]
    #[case("contact-5.contact-0", false)]
    #[case("contact-5.contact-7x", false)]
    #[case("", false)]
    fn is_read_as_it_is_written(#[case] text: &str, #[case] is_chosen: bool) {
        let chosen = Chosen::read(text);
        assert_eq!(chosen.is_some(), is_chosen);
        assert_eq!(chosen.map(|chosen| chosen.written()), is_chosen.then(|| text.to_owned()));
    }
}
