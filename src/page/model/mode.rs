//! The lookups of the page: of one type as well, and long ones.

use crate::domain::{EntityType, TypeChoice};
use crate::i18n::{Key, Message};
use crate::lookup::view::LongSearchView;
use crate::lookup::{EverySpelling, Lookup, Mode, Narrowed, Phase};
use crate::page::view;
use crate::search::Pools;
use crate::session::Connection;

use super::FirstCall;

/// A search as the page asks it: it can have a list of values.
pub(in crate::page) type Search = crate::search::Search<Pools>;

/// The lookups of the page.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::page) struct PageMode;

impl Mode for PageMode {
    type Strategy = Pools;
    type Spellings = EverySpelling;
    type Trace = Option<FirstCall>;

    fn narrowed(types: TypeChoice) -> Option<Narrowed> {
        let (none, absent, remark) = match types {
            TypeChoice::All => return None,
            TypeChoice::Only(EntityType::Lead) => {
                (Key::ResultNoneLead, Key::VerdictAbsentLead, Key::ResultOnlyLeads)
            }
            TypeChoice::Only(EntityType::Contact) => {
                (Key::ResultNoneContact, Key::VerdictAbsentContact, Key::ResultOnlyContacts)
            }
            TypeChoice::Only(EntityType::Company) => {
                (Key::ResultNoneCompany, Key::VerdictAbsentCompany, Key::ResultOnlyCompanies)
            }
        };
        Some(Narrowed { none, absent, remark })
    }

    /// Answers that did not fit together are told of, once nothing more is asked.
    fn remarks(lookup: &Lookup<Self>) -> Vec<Message> {
        let contradicted = lookup.search.contradicted() as u64;
        let is_finished = matches!(lookup.phase, Phase::Naming { .. } | Phase::Finished);
        if contradicted == 0 || !is_finished {
            return Vec::new();
        }
        vec![Message::counting(Key::ResultContradicted, contradicted)]
    }

    fn long(lookup: &Lookup<Self>, connection: &Connection) -> Option<LongSearchView> {
        view::long_search(lookup, connection)
    }
}
