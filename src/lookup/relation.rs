//! How a record that was found belongs to the card: it is related to it, and no duplicate of it.

use crate::domain::{Dismissal, Dismissals, EntityType, RecordCard, RecordId, RecordRef, StageSemantic};
use crate::search::{KeyIndex, Search, Strategy};

/// Whose values are searched.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Own {
    /// The record in whose card we are; a deal is none.
    pub record: Option<RecordRef>,
    /// The clients of that lead or deal.
    pub clients: Vec<RecordRef>,
    /// The lead that the deal was made of in whose card we are.
    pub lead: Option<RecordId>,
    /// What was said to be no duplicate.
    pub dismissed: Dismissals,
}

/// How a record belongs to the card in which it was found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Relation {
    /// One of the portal owner's own companies.
    MyCompany,
    /// A client of the deal or lead in whose card we are.
    Client,
    /// The lead that the deal was converted to in whose card we are.
    BecameDeal,
    /// The lead that this contact was converted from.
    BecameContact,
    /// The lead that this company was converted from.
    BecameCompany,
    /// Another lead of this contact or company.
    LeadOf,
    /// A contact or a company that was made of this lead.
    MadeOf,
    /// A contact of this company.
    ContactOf,
    /// The company of this contact.
    CompanyOf,
    /// A contact of a company that is a client here.
    ContactOfClient,
    /// The company of a contact who is a client here.
    CompanyOfClient,
}

impl Own {
    /// No card: somebody has typed the values.
    pub(crate) const fn is_nobody(&self) -> bool {
        self.record.is_none() && self.clients.is_empty()
    }

    /// Whether a record is the card itself, or a client of it.
    pub(crate) fn contains(&self, record: RecordRef) -> bool {
        self.all().any(|own| own == record)
    }

    /// How it is said that a record is none of those whose values it has: the one in whose card we are, and its clients.
    /// Where the portal has not told whose they are, it is none of all.
    pub(crate) fn dismissal(&self, search: &Search<impl Strategy>, record: RecordRef) -> Option<Dismissal> {
        let mut these: Vec<RecordRef> = self.all().collect();
        let shares = |own: &RecordRef| shares(search, *own, record);
        if these.iter().any(shares) {
            these.retain(shares);
        }
        (!these.is_empty()).then(|| Dismissal::of_pairs(&these, record))
    }

    /// Whether it was said of a record, or of each value that it has in common with the card.
    pub(crate) fn is_dismissed(&self, search: &Search<impl Strategy>, record: RecordRef) -> bool {
        let of_value = |key: &KeyIndex| {
            let dismissal = search.asked(*key).and_then(|asked| Dismissal::of_value(asked.key()));
            dismissal.is_some_and(|dismissal| self.dismissed.has(&dismissal))
        };
        self.dismissal(search, record).is_some_and(|dismissal| self.dismissed.has(&dismissal))
            || (!self.is_nobody() && search.keys_of(record).iter().all(of_value))
    }

    fn all(&self) -> impl Iterator<Item = RecordRef> {
        self.record.into_iter().chain(self.clients.iter().copied())
    }

    /// How a record belongs to the card. It does only if it belongs to each of the card's records whose values it
    /// has: a colleague of a client who has the client's own phone may be the client once more.
    pub(crate) fn relation(&self, search: &Search<impl Strategy>, record: RecordRef) -> Option<Relation> {
        if self.is_nobody() {
            return None;
        }
        if self.clients.contains(&record) {
            let is_made = search.card(record).is_some_and(|card| self.is_made_of_card(card));
            return Some(if is_made { Relation::MadeOf } else { Relation::Client });
        }
        let card = search.card(record)?;
        if card.my_company {
            return Some(Relation::MyCompany);
        }
        if record.entity == EntityType::Lead && self.lead == Some(record.id) {
            return Some(Relation::BecameDeal);
        }
        if self.is_made_of_card(card) {
            return Some(Relation::MadeOf);
        }
        let mut relation = None;
        for own in self.all() {
            if let (true, Some(holder)) = (shares(search, own, record), search.card(own)) {
                relation = Some(between(holder, card, self.record == Some(own))?);
            }
        }
        relation
    }

    /// Whether a contact or company was made of the lead in whose card we are.
    fn is_made_of_card(&self, card: &RecordCard) -> bool {
        self.record.is_some_and(|own| own.entity == EntityType::Lead && card.lead == Some(own.id))
    }
}

/// Whether two records have a value in common.
fn shares(search: &Search<impl Strategy>, one: RecordRef, other: RecordRef) -> bool {
    let keys = search.keys_of(other);
    search.keys_of(one).iter().any(|key| keys.contains(key))
}

/// How a record belongs to one whose value it has.
fn between(own: &RecordCard, found: &RecordCard, is_card: bool) -> Option<Relation> {
    let is = |tie: Option<RecordId>, to: &RecordCard| tie == Some(to.reference.id);
    match (own.reference.entity, found.reference.entity) {
        (EntityType::Contact, EntityType::Lead) if is(found.contact, own) || is(own.lead, found) => {
            Some(of_lead(found, Relation::BecameContact))
        }
        (EntityType::Company, EntityType::Lead) if is(found.company, own) || is(own.lead, found) => {
            Some(of_lead(found, Relation::BecameCompany))
        }
        (EntityType::Company, EntityType::Contact) if is(found.company, own) => {
            Some(if is_card { Relation::ContactOf } else { Relation::ContactOfClient })
        }
        (EntityType::Contact, EntityType::Company) if is(own.company, found) => {
            Some(if is_card { Relation::CompanyOf } else { Relation::CompanyOfClient })
        }
        _ => None,
    }
}

/// A lead of a client: it became the client, or the client came back.
const fn of_lead(lead: &RecordCard, became: Relation) -> Relation {
    match lead.stage {
        Some((_, StageSemantic::Won)) => became,
        _ => Relation::LeadOf,
    }
}
