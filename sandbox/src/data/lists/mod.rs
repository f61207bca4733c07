//! Lists to try a check of a list with: files as people have them before an import, a mailing or a call campaign.
//!
//! Three are written down row by row, with people of [`story`](super::story) among them, each in another spelling than
//! on the card. The last one is made of the CRM that the portal has, whatever is in it.

mod clients;
mod fair;
mod large;
mod phonebook;
mod windows1251;

use crate::crm::Crm;

/// A file that can be downloaded.
#[derive(Clone, Copy, Debug)]
pub struct List {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub label: &'static str,
    /// What it is good for.
    pub text: &'static str,
    /// Its `Content-Type`.
    pub content_type: &'static str,
    write: fn(&Crm, u64) -> Vec<u8>,
}

impl List {
    /// The bytes of the file. The same CRM and the same seed give the same bytes.
    pub fn write(&self, crm: &Crm, seed: u64) -> Vec<u8> {
        (self.write)(crm, seed)
    }
}

/// All of them.
pub const LISTS: [List; 4] = [
    List {
        name: "clients.csv",
        label: "Clients of an old shop",
        text: "A CSV as an old Russian program writes it: semicolons, Windows-1251, Cyrillic headings. Phones in \
               every notation, some of the portal’s own, repeated rows, and cells with no phone in them.",
        content_type: "text/csv",
        write: |_, _| clients::write(),
    },
    List {
        name: "fair.xlsx",
        label: "Visitors of a fair",
        text: "A workbook of two sheets whose phones were stored as numbers, with dates and amounts beside them.",
        content_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        write: |_, _| fair::write(),
    },
    List {
        name: "phonebook.vcf",
        label: "An address book",
        text: "The contacts of a telephone as vCards of three versions, several numbers and e-mails on a card.",
        content_type: "text/vcard",
        write: |_, _| phonebook::write(),
    },
    List {
        name: "large.csv",
        label: "50,000 rows",
        text: "Made for this portal from its seed: a third is in the CRM, in another spelling, a few rows are \
               repeated or hold no phone, and the rest is new.",
        content_type: "text/csv",
        write: |crm, seed| large::write(crm, seed, large::ROWS),
    },
];

/// The list of a name.
pub fn list(name: &str) -> Option<&'static List> {
    LISTS.iter().find(|list| list.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_the_same_for_the_same_portal_every_time() {
        let crm = crate::data::generate(1, 300);
        for list in LISTS {
            assert_eq!(list.write(&crm, 1), list.write(&crm, 1), "{}", list.name);
        }
    }
}
