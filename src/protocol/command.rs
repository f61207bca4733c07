//! The REST commands that the widget sends. There are no others.

use crate::domain::{CommKind, Dismissal, EntityType, RecordId, RecordRef, UserId};

use super::Reference;
use super::form::{Param, Params, push_encoded};

/// Reading so many rows of a list is about as much work for a portal as looking up one value.
pub const ROWS_A_LOOK_UP: usize = 5;

/// One question or order to the portal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Command {
    /// `crm.duplicate.findbycomm` with one to twenty spellings; without a type all three are searched.
    Find {
        /// `type`.
        kind: CommKind,
        /// `values`, as strings.
        spellings: Vec<String>,
        /// `entity_type`.
        entity: Option<EntityType>,
    },
    /// The same with one spelling, which an earlier command of the batch brings.
    FindReferred {
        /// `type`.
        kind: CommKind,
        /// Where the spelling stands.
        value: Reference,
    },
    /// `crm.{lead,contact,company}.get`.
    GetRecord(RecordRef),
    /// The same of a record that an earlier command of the batch names.
    GetReferred {
        /// Its type.
        entity: EntityType,
        /// Where its id stands.
        id: Reference,
    },
    /// `crm.deal.get`.
    GetDeal(RecordId),
    /// `crm.deal.contact.items.get`.
    GetDealContacts(RecordId),
    /// `crm.lead.contact.items.get`: `crm.lead.get` tells the main contact only.
    GetLeadContacts(RecordId),
    /// `crm.{lead,contact,company}.list` by up to 50 ids, with phones and e-mails, without counting.
    ListRecords {
        /// The type.
        entity: EntityType,
        /// Up to 50 ids.
        ids: Vec<RecordId>,
    },
    /// `user.get` by ids: names of responsibles.
    Users(Vec<UserId>),
    /// The same by ids that an earlier command of the batch brings.
    UsersReferred(Vec<Reference>),
    /// `crm.status.list` of lead stages.
    LeadStages,
    /// `app.option.set` or `user.option.set`: something is dismissed, or brought back.
    Dismiss {
        /// What.
        what: Dismissal,
        /// Whether it is dismissed.
        is_dismissed: bool,
        /// Who sees it.
        kept: KeptFor,
    },
    /// `profile`: who am I, administrator or not.
    Profile,
    /// What one application alone asks, written where it is known: [`super::fields`], [`super::install`],
    /// [`super::merge`] and [`super::scopes`]. A card, which asks none of it, has no code for it.
    Made(Made),
}

/// A command that is written already.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Made {
    pub(super) method: &'static str,
    pub(super) params: Params,
}

/// Who sees what is dismissed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KeptFor {
    /// Every user of the application: an option that administrators set.
    Everybody,
    /// This user alone.
    User,
}

impl Command {
    /// The REST method.
    pub const fn method(&self) -> &'static str {
        match self {
            Self::Find { .. } | Self::FindReferred { .. } => "crm.duplicate.findbycomm",
            Self::GetRecord(RecordRef { entity, .. }) | Self::GetReferred { entity, .. } => match entity {
                EntityType::Lead => "crm.lead.get",
                EntityType::Contact => "crm.contact.get",
                EntityType::Company => "crm.company.get",
            },
            Self::GetDeal(_) => "crm.deal.get",
            Self::GetDealContacts(_) => "crm.deal.contact.items.get",
            Self::GetLeadContacts(_) => "crm.lead.contact.items.get",
            Self::ListRecords { entity, .. } => match entity {
                EntityType::Lead => "crm.lead.list",
                EntityType::Contact => "crm.contact.list",
                EntityType::Company => "crm.company.list",
            },
            Self::Users(_) | Self::UsersReferred(_) => "user.get",
            Self::LeadStages => "crm.status.list",
            Self::Dismiss { kept: KeptFor::Everybody, .. } => "app.option.set",
            Self::Dismiss { kept: KeptFor::User, .. } => "user.option.set",
            Self::Profile => "profile",
            Self::Made(made) => made.method,
        }
    }

    /// How much work it is for the portal, in look-ups: the values, and one for the command. A row of a list is a
    /// fraction of a look-up.
    pub const fn work(&self) -> u64 {
        let values = match self {
            Self::Find { spellings, .. } => spellings.len(),
            Self::ListRecords { ids, .. } => ids.len().div_ceil(ROWS_A_LOOK_UP),
            _ => 0,
        };
        values as u64 + 1
    }

    /// Its parameters, without credentials.
    pub fn params(&self) -> Params {
        let params = Params::default();
        match self {
            Self::Find { kind, spellings, entity } => {
                let params = params.text("type", kind.wire()).list("values", spellings.clone());
                match entity {
                    Some(entity) => params.text("entity_type", entity.wire()),
                    None => params,
                }
            }
            Self::FindReferred { kind, value } => {
                params.text("type", kind.wire()).list("values", vec![value.written()])
            }
            Self::GetRecord(record) => params.text("id", number(record.id)),
            Self::GetReferred { id, .. } => params.text("id", id.written()),
            Self::GetDeal(id) | Self::GetDealContacts(id) | Self::GetLeadContacts(id) => {
                params.text("id", number(*id))
            }
            Self::ListRecords { entity, ids } => params
                .with("filter", Param::entry("@ID", Param::texts(ids.iter().map(|id| number(*id)).collect())))
                .list("select", fields(*entity).map(str::to_owned).collect())
                .with("order", Param::entry("ID", Param::Text("ASC".to_owned())))
                .text("start", "-1"),
            Self::Users(users) => with_users(params, users.iter().map(|user| number(user.0)).collect()),
            Self::UsersReferred(users) => {
                with_users(params, users.iter().map(|user| user.written()).collect())
            }
            Self::LeadStages => {
                params.with("filter", Param::entry("ENTITY_ID", Param::Text("STATUS".to_owned())))
            }
            Self::Dismiss { what, is_dismissed, .. } => {
                let value = Param::Text(if *is_dismissed { "1" } else { "" }.to_owned());
                let options = what.names().iter().map(|name| (name.clone(), value.clone()));
                params.with("options", Param::Map(options.collect()))
            }
            Self::Profile => params,
            Self::Made(made) => made.params.clone(),
        }
    }

    /// The command as one string of a batch: the method and its query.
    pub(super) fn in_batch(&self) -> String {
        let mut written = self.method().to_owned();
        let query = self.params().encode();
        if !query.is_empty() {
            written.push('?');
            written.push_str(&query);
        }
        written
    }
}

fn number(id: RecordId) -> String {
    id.get().to_string()
}

fn with_users(params: Params, ids: Vec<String>) -> Params {
    params.with("FILTER", Param::entry("ID", Param::texts(ids)))
}

/// What is asked of each record. Phones and e-mails come only if they are named.
fn fields(entity: EntityType) -> impl Iterator<Item = &'static str> {
    let own: &[&str] = match entity {
        EntityType::Lead => &[
            "TITLE",
            "NAME",
            "SECOND_NAME",
            "LAST_NAME",
            "COMPANY_TITLE",
            "STATUS_ID",
            "STATUS_SEMANTIC_ID",
            "CONTACT_ID",
            "COMPANY_ID",
        ],
        EntityType::Contact => &["NAME", "SECOND_NAME", "LAST_NAME", "COMPANY_ID", "LEAD_ID"],
        EntityType::Company => &["TITLE", "LEAD_ID", "IS_MY_COMPANY"],
    };
    let of_all =
        ["ID", "ASSIGNED_BY_ID", "DATE_CREATE", "DATE_MODIFY", "LAST_ACTIVITY_TIME", "PHONE", "EMAIL"];
    of_all.into_iter().chain(own.iter().copied())
}

/// One HTTP request: a single command, or a batch.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RestCall {
    /// A command by itself (placements are bound one by one).
    Single(Command),
    /// A batch.
    Batch(super::Batch),
}

impl RestCall {
    /// The REST method: the command's, or `batch`.
    pub const fn method(&self) -> &'static str {
        match self {
            Self::Single(command) => command.method(),
            Self::Batch(_) => "batch",
        }
    }

    /// The body as `application/x-www-form-urlencoded`, without credentials. A batch never stops at an
    /// error. Values inside of its commands are encoded twice: once as the query that each command is,
    /// once as a form.
    pub fn body(&self) -> String {
        let mut written = String::new();
        for (name, value) in self.fields() {
            if !written.is_empty() {
                written.push('&');
            }
            written.push_str(&name);
            written.push('=');
            push_encoded(&mut written, &value);
        }
        written
    }

    /// The fields of the body, their values not yet encoded.
    fn fields(&self) -> Vec<(String, String)> {
        match self {
            Self::Single(command) => {
                command.params().fields().into_iter().map(|(name, value)| (name, value.to_owned())).collect()
            }
            Self::Batch(batch) => {
                let mut fields = vec![("halt".to_owned(), "0".to_owned())];
                for (name, command) in &batch.commands {
                    fields.push((["cmd[", &name.wire(), "]"].concat(), command.in_batch()));
                }
                fields
            }
        }
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::protocol::{Batch, CommandName, Part};

    const fn referred(part: Part) -> Reference {
        Reference { of: CommandName(5), part }
    }

    fn id(id: u64) -> RecordId {
        RecordId::new(id).unwrap()
    }

    fn find(spellings: &[&str], entity: Option<EntityType>) -> Command {
        let spellings = spellings.iter().map(|&spelling| spelling.to_owned()).collect();
        Command::Find { kind: CommKind::Phone, spellings, entity }
    }

    #[rstest]
    #[case(find(&["+7 916", "#1"], None), "crm.duplicate.findbycomm", "type=PHONE&values[0]=%2B7%20916&values[1]=%231")]
    #[case(
        find(&["112"], Some(EntityType::Company)),
        "crm.duplicate.findbycomm",
        "type=PHONE&values[0]=112&entity_type=COMPANY"
    )]
    #[case(Command::GetRecord(RecordRef::new(EntityType::Lead, id(7))), "crm.lead.get", "id=7")]
    #[case(Command::GetDeal(id(7)), "crm.deal.get", "id=7")]
    #[case(Command::GetDealContacts(id(7)), "crm.deal.contact.items.get", "id=7")]
    #[case(Command::GetLeadContacts(id(7)), "crm.lead.contact.items.get", "id=7")]
    #[case(
        Command::ListRecords { entity: EntityType::Company, ids: vec![id(3), id(5)] },
        "crm.company.list",
        "filter[%40ID][0]=3&filter[%40ID][1]=5&select[0]=ID&select[1]=ASSIGNED_BY_ID\
         &select[2]=DATE_CREATE&select[3]=DATE_MODIFY&select[4]=LAST_ACTIVITY_TIME&select[5]=PHONE&select[6]=EMAIL\
         &select[7]=TITLE&select[8]=LEAD_ID&select[9]=IS_MY_COMPANY&order[ID]=ASC&start=-1"
    )]
    #[case(Command::Users(vec![UserId(id(1)), UserId(id(9))]), "user.get", "FILTER[ID][0]=1&FILTER[ID][1]=9")]
    #[case(
        Command::FindReferred { kind: CommKind::Phone, value: referred(Part::Stored(CommKind::Phone, 1)) },
        "crm.duplicate.findbycomm",
        "type=PHONE&values[0]=%24result%5Bc5%5D%5BPHONE%5D%5B1%5D%5BVALUE%5D"
    )]
    #[case(
        Command::GetReferred { entity: EntityType::Company, id: referred(Part::Company) },
        "crm.company.get",
        "id=%24result%5Bc5%5D%5BCOMPANY_ID%5D"
    )]
    #[case(
        Command::UsersReferred(vec![referred(Part::Responsible(0)), referred(Part::Responsible(1))]),
        "user.get",
        "FILTER[ID][0]=%24result%5Bc5%5D%5B0%5D%5BASSIGNED_BY_ID%5D\
         &FILTER[ID][1]=%24result%5Bc5%5D%5B1%5D%5BASSIGNED_BY_ID%5D"
    )]
    #[case(
        Command::Dismiss { what: lead_and_contact(), is_dismissed: true, kept: KeptFor::Everybody },
        "app.option.set",
        "options[nd-lead3-contact5]=1"
    )]
    #[case(
        Command::Dismiss { what: lead_and_contact(), is_dismissed: false, kept: KeptFor::User },
        "user.option.set",
        "options[nd-lead3-contact5]="
    )]
    #[case(Command::LeadStages, "crm.status.list", "filter[ENTITY_ID]=STATUS")]
    #[case(Command::Profile, "profile", "")]
    fn says_each_command(#[case] command: Command, #[case] method: &str, #[case] body: &str) {
        assert_eq!(command.method(), method);
        assert_eq!(RestCall::Single(command).body(), body);
    }

    /// Each of them keeps its own name: what a colleague says of another pair meanwhile stays.
    #[test]
    fn pairs_are_set_at_once() {
        let of = |entity, of| RecordRef::new(entity, id(of));
        let clients = [of(EntityType::Contact, 5), of(EntityType::Company, 7)];
        let what = Dismissal::of_pairs(&clients, of(EntityType::Lead, 3));
        let command = Command::Dismiss { what, is_dismissed: true, kept: KeptFor::User };
        assert_eq!(
            RestCall::Single(command).body(),
            "options[nd-lead3-contact5]=1&options[nd-lead3-company7]=1"
        );
    }

    fn lead_and_contact() -> Dismissal {
        let of = |entity, of| RecordRef::new(entity, id(of));
        Dismissal::of_pairs(&[of(EntityType::Lead, 3)], of(EntityType::Contact, 5))
    }

    #[rstest]
    #[case(EntityType::Lead, "crm.lead.list", &["STATUS_ID", "STATUS_SEMANTIC_ID", "CONTACT_ID", "COMPANY_ID"])]
    #[case(EntityType::Contact, "crm.contact.list", &["LAST_NAME", "COMPANY_ID"])]
    #[case(EntityType::Company, "crm.company.list", &["IS_MY_COMPANY"])]
    fn lists_what_the_type_has(#[case] entity: EntityType, #[case] method: &str, #[case] own: &[&str]) {
        let command = Command::ListRecords { entity, ids: vec![id(1)] };
        assert_eq!(command.method(), method);
        let body = RestCall::Single(command).body();
        for field in ["ID", "PHONE", "EMAIL", "ASSIGNED_BY_ID", "DATE_CREATE"].iter().chain(own) {
            assert!(body.contains(&format!("]={field}&")), "{field} in {body}");
        }
    }

    #[test]
    fn encodes_twice_inside_a_batch() {
        let commands = vec![(CommandName(17), find(&["+8 10"], None)), (CommandName(18), Command::Profile)];
        let call = RestCall::Batch(Batch { commands });
        assert_eq!(call.method(), "batch");
        assert_eq!(
            call.body(),
            "halt=0&cmd[c17]=crm.duplicate.findbycomm%3Ftype%3DPHONE%26values%5B0%5D%3D%252B8%252010&cmd[c18]=profile"
        );
    }
}
