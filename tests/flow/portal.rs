//! A portal of a few records that answers the widget's calls by JSON, as the real one does.

use std::collections::BTreeSet;

use b24_duplicates::domain::{CommKind, EntityType, MatchKey, RecordId, RecordRef, UserId};
use b24_duplicates::protocol::{Command, KeptFor, Node, Param, Params, RawResponse, RestCall};
use serde_json::{Map, Value, json};

pub(crate) use EntityType::{Company, Contact, Lead};

#[derive(Default)]
pub(crate) struct Portal {
    pub(crate) records: Vec<Record>,
    /// Deals: id, contacts, company.
    pub(crate) deals: Vec<(u64, Vec<u64>, Option<u64>)>,
    /// The lead that the deals were made of.
    pub(crate) deal_lead: Option<u64>,
    /// The further contacts of a lead: its id, their ids. The main one is in the lead's own card.
    pub(crate) lead_contacts: Vec<(u64, Vec<u64>)>,
    /// Handlers that are bound, by placement.
    pub(crate) bound: Vec<(String, String)>,
    /// The user may not read the CRM.
    pub(crate) no_crm: bool,
    /// How it answers the lists of records.
    pub(crate) lists: Lists,
    /// What was dismissed and brought back: the option, whether it is set, and for whom.
    pub(crate) options: Vec<(String, bool, KeptFor)>,
    /// Whose options the user may set.
    pub(crate) keeps: Keeps,
    /// `user.get` and `crm.status.list` are refused.
    pub(crate) no_names: bool,
    /// It fails when it is asked what its fields are called.
    pub(crate) no_fields: bool,
    /// The texts of each order to merge: the type, the one that stays, the others.
    pub(crate) merges: Vec<Vec<String>>,
    /// What it says to an order to merge, unless that it succeeded.
    pub(crate) merge_says: Option<Result<Value, Value>>,
    /// What it makes of `$result[...]`.
    pub(crate) references: References,
    /// What it says instead of an answer to a command of a batch.
    pub(crate) instead: Option<fn(&Command) -> Instead>,
}

/// What is said instead of an answer, if anything is.
pub(crate) type Instead = Option<Result<Value, Value>>;

/// What becomes of references in a batch.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum References {
    /// They are replaced by what they lead to.
    #[default]
    Resolved,
    /// They are texts like any other.
    Kept,
}

/// Whose options may be set.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Keeps {
    Nothing,
    #[default]
    OfUser,
    OfEverybody,
}

/// How lists of records are answered.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Lists {
    #[default]
    Honestly,
    /// They are left out of the answer.
    LeftOut,
    /// They are refused with this code.
    Refused(&'static str),
}

pub(crate) struct Record {
    pub(crate) reference: RecordRef,
    pub(crate) title: &'static str,
    pub(crate) communications: Vec<(CommKind, String)>,
    pub(crate) hidden: bool,
    /// Further fields of its card.
    pub(crate) fields: Vec<(&'static str, Value)>,
}

pub(crate) fn record(entity: EntityType, id: u64) -> RecordRef {
    RecordRef::new(entity, RecordId::new(id).unwrap())
}

impl Portal {
    /// Adds a record with these phones and e-mails.
    pub(crate) fn with(mut self, entity: EntityType, id: u64, communications: &[&str]) -> Self {
        let kind = |text: &str| if text.contains('@') { CommKind::Email } else { CommKind::Phone };
        self.records.push(Record {
            reference: record(entity, id),
            title: "Title",
            communications: communications.iter().map(|text| (kind(text), (*text).to_owned())).collect(),
            hidden: false,
            fields: Vec::new(),
        });
        self
    }

    /// The record that was added last is hidden.
    pub(crate) fn hidden(mut self) -> Self {
        self.records.last_mut().unwrap().hidden = true;
        self
    }

    /// The record that was added last has this field.
    pub(crate) fn field(mut self, name: &'static str, value: Value) -> Self {
        self.records.last_mut().unwrap().fields.push((name, value));
        self
    }

    /// It does not know references.
    pub(crate) fn old(self) -> Self {
        Self { references: References::Kept, ..self }
    }

    pub(crate) fn deal(mut self, id: u64, contacts: &[u64], company: Option<u64>) -> Self {
        self.deals.push((id, contacts.to_vec(), company));
        self
    }

    /// What arrives for a call.
    pub(crate) fn answer(&mut self, call: &RestCall) -> RawResponse {
        let (status, body) = match call {
            RestCall::Single(command) => match self.run(command) {
                Ok(result) => (200, json!({ "result": result, "time": time() })),
                Err(error) => (400, error),
            },
            RestCall::Batch(batch) => {
                let (mut results, mut errors, mut times) = (Map::new(), Map::new(), Map::new());
                for (name, command) in &batch.commands {
                    if self.lists == Lists::LeftOut && matches!(command, Command::ListRecords { .. }) {
                        continue;
                    }
                    let key = format!("c{}", name.0);
                    let instead = self.instead.and_then(|instead| instead(command));
                    match instead.unwrap_or_else(|| self.run_with(command, &results)) {
                        Ok(result) => {
                            results.insert(key.clone(), result);
                            times.insert(key, time());
                        }
                        Err(error) => drop(errors.insert(key, error)),
                    }
                }
                let result = json!({
                    "result": php(results), "result_error": php(errors), "result_total": [],
                    "result_next": [], "result_time": php(times),
                });
                (200, json!({ "result": result, "time": time() }))
            }
        };
        decoded(status, body)
    }

    /// Runs a command of a batch after these answers.
    fn run_with(&mut self, command: &Command, answers: &Map<String, Value>) -> Result<Value, Value> {
        match command {
            Command::FindReferred { kind, .. } => {
                let Value::String(spelling) = self.referred(command, answers).remove(0) else {
                    // What is no text is skipped.
                    return if self.no_crm { Err(refused("Access denied.")) } else { Ok(json!([])) };
                };
                self.find(*kind, &[spelling], None)
            }
            Command::GetReferred { entity, .. } => {
                let id = whole(&self.referred(command, answers).remove(0));
                match RecordId::new(id) {
                    Some(id) => self.get(RecordRef::new(*entity, id)),
                    None => Err(refused("ID is not defined or invalid.")),
                }
            }
            Command::UsersReferred(_) => {
                let ids = self.referred(command, answers);
                let ids = ids.iter().filter(|id| !id.is_array() && !id.is_object()).map(whole);
                self.run(&Command::Users(ids.filter_map(RecordId::new).map(UserId).collect()))
            }
            other => self.run(other),
        }
    }

    /// What the references of a command are replaced by.
    fn referred(&self, command: &Command, answers: &Map<String, Value>) -> Vec<Value> {
        let Params(params) = command.params();
        let mut texts = Vec::new();
        for (_, param) in &params {
            push_texts(param, &mut texts);
        }
        let references = texts.into_iter().filter(|text| text.starts_with("$result"));
        let resolved = references.map(|text| match self.references {
            References::Resolved => resolved(text, answers),
            References::Kept => json!(text),
        });
        resolved.collect()
    }

    fn run(&mut self, command: &Command) -> Result<Value, Value> {
        match command {
            Command::FindReferred { .. } | Command::GetReferred { .. } | Command::UsersReferred(_) => {
                panic!("{command:?} outside of a batch")
            }
            Command::Find { kind, spellings, entity } => self.find(*kind, spellings, *entity),
            Command::GetRecord(reference) => self.get(*reference),
            Command::GetDeal(id) => self
                .deals
                .iter()
                .find(|(deal, ..)| *deal == id.get())
                .map(|(deal, contacts, company)| {
                    json!({
                        "ID": deal.to_string(),
                        "LEAD_ID": self.deal_lead.map(|id| id.to_string()),
                        "CONTACT_ID": contacts.first().map(u64::to_string),
                        "COMPANY_ID": company.map_or("0".to_owned(), |id| id.to_string()),
                    })
                })
                .ok_or_else(|| refused("Not found")),
            Command::GetDealContacts(id) => {
                let deal = self.deals.iter().find(|(deal, ..)| *deal == id.get());
                let contacts = deal.map(|(_, contacts, _)| contacts.clone()).unwrap_or_default();
                Ok(contacts.iter().map(|id| json!({ "CONTACT_ID": id, "SORT": 10 })).collect())
            }
            Command::GetLeadContacts(id) => {
                self.get(record(Lead, id.get()))?;
                let ties = self.lead_contacts.iter().filter(|(lead, _)| *lead == id.get());
                let contacts = ties.flat_map(|(_, contacts)| contacts);
                Ok(contacts.map(|id| json!({ "CONTACT_ID": id, "SORT": 10 })).collect())
            }
            Command::ListRecords { entity, ids } => {
                if let Lists::Refused(code) = self.lists {
                    return Err(json!({ "error": code, "error_description": "Words of the portal" }));
                }
                if self.no_crm {
                    return Err(refused("Access denied."));
                }
                let rows = ids.iter().filter_map(|id| self.readable(RecordRef::new(*entity, *id)).map(card));
                Ok(rows.collect())
            }
            Command::Users(_) | Command::LeadStages if self.no_names => {
                Err(json!({ "error": "insufficient_scope", "error_description": "" }))
            }
            Command::Users(users) => Ok(users
                .iter()
                .map(|user| json!({ "ID": user.0.get().to_string(), "NAME": "Anna", "LAST_NAME": "Berg" }))
                .collect()),
            Command::LeadStages => Ok(json!([{ "STATUS_ID": "NEW", "NAME": "Fresh" }])),
            Command::Dismiss { kept: KeptFor::Everybody, .. } if self.keeps != Keeps::OfEverybody => {
                Err(json!({ "error": "ACCESS_DENIED", "error_description": "Access denied." }))
            }
            Command::Dismiss { what, is_dismissed, kept } => {
                if self.keeps == Keeps::Nothing {
                    return Err(json!({ "error": "ACCESS_DENIED", "error_description": "Access denied." }));
                }
                let names = what.names().iter().cloned();
                self.options.extend(names.map(|name| (name, *is_dismissed, *kept)));
                Ok(json!(true))
            }
            Command::Profile => Ok(json!({ "ID": "1", "ADMIN": true, "NAME": "Anna" })),
            Command::Made(_) => self.made(command),
        }
    }

    /// What only the page asks: for a comparison, for a merge, of a webhook, to be installed.
    fn made(&mut self, command: &Command) -> Result<Value, Value> {
        let Params(params) = command.params();
        let mut texts = Vec::new();
        for (_, param) in &params {
            push_texts(param, &mut texts);
        }
        let texts: Vec<String> = texts.into_iter().map(str::to_owned).collect();
        match command.method() {
            "crm.lead.fields" | "crm.contact.fields" | "crm.company.fields" if self.no_fields => {
                Err(json!({ "error": "INTERNAL_SERVER_ERROR", "error_description": "" }))
            }
            "crm.lead.fields" => {
                Ok(fields(&[("TITLE", "string", "Name"), ("STATUS_ID", "crm_status", "Stage")]))
            }
            "crm.contact.fields" => {
                Ok(fields(&[("POST", "string", "Position"), ("COMPANY_ID", "crm_company", "Company")]))
            }
            "crm.company.fields" => Ok(fields(&[("TITLE", "string", "Company name")])),
            "scope" => Ok(json!(["crm", "user"])),
            "crm.status.list" => Ok(json!([{ "ENTITY_ID": "STATUS", "STATUS_ID": "NEW", "NAME": "Fresh" }])),
            "crm.deal.list" => {
                let client: u64 = texts.first().and_then(|id| id.parse().ok()).unwrap();
                let deals = self
                    .deals
                    .iter()
                    .filter(|(_, contacts, company)| contacts.contains(&client) || *company == Some(client));
                Ok(deals.map(|(id, ..)| json!({ "ID": id.to_string() })).collect())
            }
            "crm.entity.mergeBatch" => {
                self.merges.push(texts.clone());
                if let Some(says) = self.merge_says.clone() {
                    return says;
                }
                let gone = texts.iter().skip(2).map(|id| record(Contact, id.parse().unwrap()));
                let gone: Vec<RecordRef> = gone.collect();
                self.records.retain(|record| !gone.contains(&record.reference));
                Ok(json!({ "STATUS": "SUCCESS", "ENTITY_IDS": [] }))
            }
            "placement.get" => {
                let rows = self.bound.iter();
                Ok(rows
                    .map(|(placement, handler)| json!({ "placement": placement, "handler": handler }))
                    .collect())
            }
            "placement.bind" => {
                let binding = binding(&texts);
                if self.bound.contains(&binding) {
                    let text = "Unable to set placement handler: Handler already binded";
                    return Err(json!({ "error": "ERROR_CORE", "error_description": text }));
                }
                self.bound.push(binding);
                Ok(json!(true))
            }
            "placement.unbind" => {
                let binding = binding(&texts);
                self.bound.retain(|bound| *bound != binding);
                Ok(json!({ "count": 2 }))
            }
            other => panic!("{other}"),
        }
    }

    fn find(&self, kind: CommKind, spellings: &[String], only: Option<EntityType>) -> Result<Value, Value> {
        if self.no_crm {
            return Err(refused("Access denied."));
        }
        let mut found: Vec<RecordRef> = Vec::new();
        for spelling in spellings.iter().take(20) {
            let key = MatchKey::of(kind, spelling);
            let has = |record: &&Record| {
                only.is_none_or(|only| only == record.reference.entity)
                    && record.communications.iter().any(|(kind, text)| MatchKey::of(*kind, text) == key)
            };
            let rows: BTreeSet<RecordRef> =
                self.records.iter().filter(has).map(|record| record.reference).collect();
            for reference in rows.into_iter().take(20) {
                if !found.contains(&reference) {
                    found.push(reference);
                }
            }
        }
        let mut answer = Map::new();
        for reference in found {
            let ids = answer.entry(reference.entity.wire()).or_insert_with(|| json!([]));
            ids.as_array_mut().unwrap().push(json!(reference.id.get()));
        }
        Ok(php(answer))
    }

    fn readable(&self, reference: RecordRef) -> Option<&Record> {
        self.records.iter().find(|record| record.reference == reference && !record.hidden)
    }

    fn get(&self, reference: RecordRef) -> Result<Value, Value> {
        if self.no_crm {
            return Err(refused("Access denied."));
        }
        match self.records.iter().find(|record| record.reference == reference) {
            Some(record) if record.hidden => Err(refused("Access denied.")),
            Some(record) => Ok(card(record)),
            None => Err(refused("Not found")),
        }
    }
}

/// The placement and the handler, which come first.
fn binding(texts: &[String]) -> (String, String) {
    let [placement, handler, ..] = texts else { panic!("{texts:?}") };
    (placement.clone(), handler.clone())
}

fn push_texts<'a>(param: &'a Param, texts: &mut Vec<&'a str>) {
    match param {
        Param::Text(text) => texts.push(text),
        Param::List(items) => items.iter().for_each(|item| push_texts(item, texts)),
        Param::Map(entries) => entries.iter().for_each(|(_, item)| push_texts(item, texts)),
    }
}

/// What a reference leads to: the last level that is there.
fn resolved(reference: &str, answers: &Map<String, Value>) -> Value {
    let answers = Value::Object(answers.clone());
    let mut reached = &answers;
    let keys = reference.trim_start_matches("$result").split(['[', ']']).filter(|key| !key.is_empty());
    for key in keys {
        let next = match reached {
            Value::Array(items) => key.parse().ok().and_then(|place: usize| items.get(place)),
            other => other.get(key),
        };
        match next {
            None | Some(Value::Null) => break,
            Some(next) => reached = next,
        }
    }
    reached.clone()
}

/// What PHP reads as a number: an array with something in it is 1.
fn whole(value: &Value) -> u64 {
    match value {
        Value::Array(items) => u64::from(!items.is_empty()),
        Value::Object(_) => 1,
        Value::String(text) => text.parse().unwrap_or_default(),
        other => other.as_u64().unwrap_or_default(),
    }
}

fn card(record: &Record) -> Value {
    let mut card = Map::new();
    let title = if record.reference.entity == Contact { "LAST_NAME" } else { "TITLE" };
    card.insert("ID".to_owned(), json!(record.reference.id.get().to_string()));
    card.insert(title.to_owned(), json!(record.title));
    card.insert("ASSIGNED_BY_ID".to_owned(), json!("7"));
    card.insert("DATE_CREATE".to_owned(), json!("2026-01-02T03:04:05+03:00"));
    for (kind, name) in [(CommKind::Phone, "PHONE"), (CommKind::Email, "EMAIL")] {
        let values: Vec<Value> = record
            .communications
            .iter()
            .filter(|(of, _)| *of == kind)
            .map(|(_, text)| json!({ "ID": "1", "VALUE_TYPE": "WORK", "VALUE": text, "TYPE_ID": name }))
            .collect();
        if !values.is_empty() {
            card.insert(name.to_owned(), Value::Array(values));
        }
    }
    for (name, value) in &record.fields {
        card.insert((*name).to_owned(), value.clone());
    }
    Value::Object(card)
}

/// What fields are called: those that records of every type have, these, and one that was added.
fn fields(own: &[(&str, &str, &str)]) -> Value {
    let usual = [
        ("ID", "integer", "ID"),
        ("NAME", "string", "First name"),
        ("LAST_NAME", "string", "Last name"),
        ("ASSIGNED_BY_ID", "user", "Responsible"),
        ("DATE_CREATE", "datetime", "Created on"),
        ("LAST_ACTIVITY_TIME", "datetime", "Last activity"),
        ("PHONE", "crm_multifield", "Phone"),
        ("EMAIL", "crm_multifield", "E-mail"),
    ];
    let field = |(code, kind, title): &(&str, &str, &str)| {
        let catalogue = if *code == "STATUS_ID" { json!("STATUS") } else { Value::Null };
        let definition = json!({
            "type": kind, "title": title, "isDynamic": false, "isMultiple": *kind == "crm_multifield",
            "statusType": catalogue,
        });
        ((*code).to_owned(), definition)
    };
    let mut all: Map<String, Value> = usual.iter().chain(own).map(field).collect();
    let number = json!({
        "type": "string", "title": "UF_CRM_1", "formLabel": "Customer number", "isDynamic": true, "isMultiple": false,
    });
    all.insert("UF_CRM_1".to_owned(), number);
    Value::Object(all)
}

fn refused(text: &str) -> Value {
    json!({ "error": "", "error_description": text })
}

fn time() -> Value {
    json!({ "start": 1.5, "finish": 2.5, "duration": 1.0, "operating": 0 })
}

/// An empty map is an empty array in PHP.
fn php(map: Map<String, Value>) -> Value {
    if map.is_empty() { json!([]) } else { Value::Object(map) }
}

/// A JSON body, decoded.
pub(crate) fn decoded(status: u16, body: Value) -> RawResponse {
    let body: Node = serde_json::from_value(body).unwrap();
    RawResponse::Decoded { status, body }
}

/// An error of the whole request.
pub(crate) fn error(status: u16, code: &str) -> RawResponse {
    decoded(status, json!({ "error": code, "error_description": "Words of the portal" }))
}
