//! A data file: a portal's state as JSON. `sandbox/README.md` documents the format.

mod app;
mod record;

use serde::{Deserialize, Serialize};

use self::app::DataApp;
use self::record::DataRecords;
use super::users::UserChange;
use crate::portal::Portal;

/// Why a data file is refused. The text names the line.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct DataError(#[from] serde_json::Error);

/// The content of a data file.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct DataFile {
    records: DataRecords,
    #[serde(default)]
    users: Vec<UserChange>,
    app: Option<DataApp>,
}

impl DataFile {
    /// Reads the text of a data file.
    ///
    /// # Errors
    /// For text that is no JSON, unknown fields and types, ids below one, ids that occur twice in a type, and deals
    /// with phones or e-mails, which no deal has.
    pub fn parse(text: &[u8]) -> Result<Self, DataError> {
        Ok(serde_json::from_slice(text)?)
    }

    /// Replaces the records of a portal, and whatever else the file names.
    pub fn load(self, portal: &mut Portal) {
        portal.crm = self.records.into_crm().collated(portal.crm.collation());
        for change in self.users {
            change.apply(&mut portal.users);
        }
        if let Some(app) = self.app {
            app.replace(&mut portal.app);
        }
    }

    /// The state of a portal: records, users, application. Loaded again, it gives the same one.
    pub fn of(portal: &Portal) -> Self {
        Self {
            records: DataRecords::of(&portal.crm),
            users: portal.users.values().map(UserChange::of).collect(),
            app: Some(DataApp::of(&portal.app)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crm::{CommKind, Crm, EntityType, MultiField, Record};
    use crate::php::Value;
    use crate::portal::Settings;
    use rstest::rstest;

    fn empty() -> Portal {
        Portal::new(Settings::default(), 1)
    }

    fn crm(text: &[u8]) -> Crm {
        let mut portal = empty();
        DataFile::parse(text).unwrap().load(&mut portal);
        portal.crm
    }

    #[test]
    fn a_file_is_read() {
        let text = br#"{"records":[
            {"type":"contact","id":5,"name":"Ada","phones":["112",{"value":"113","type":"HOME"}]},
            {"type":"lead","id":5,"title":"T","emails":["a@x.ru"],"created":"2025-06-23T16:07:40+03:00"}]}"#;
        let crm = crm(text);
        let contact = crm.record(EntityType::Contact, 5).unwrap();
        let types: Vec<&str> = contact.communications.iter().map(|field| field.value_type.as_str()).collect();
        assert_eq!(types, ["WORK", "HOME"]);
        assert_eq!(crm.holders(CommKind::Email, "A@x.ru").collect::<Vec<_>>(), [(EntityType::Lead, 5)]);
    }

    #[rstest]
    #[case("{\"records\":[\n{\"type\":\"contact\"}]}", "missing field `id`", 2)]
    #[case("{\"records\":[\n{\"type\":\"quote\",\"id\":1}]}", "unknown variant `quote`", 2)]
    #[case("{\"records\":[\n\n{\"type\":\"lead\",\"id\":0}]}", "invalid value", 3)]
    #[case("{\"records\":[\n{\"type\":\"lead\",\"id\":1,\"phone\":\"1\"}]}", "unknown field `phone`", 2)]
    #[case(
        "{\"records\":[\n{\"type\":\"lead\",\"id\":1},\n{\"type\":\"lead\",\"id\":1}]}",
        "lead 1 occurs twice",
        3
    )]
    #[case("{\"records\":[\n{\"type\":\"lead\",\"id\":1,\"created\":\"June\"}]}", "a date reads like", 2)]
    #[case("{\"records\":[\n{\"type\":\"deal\",\"id\":1,\"phones\":[\"112\"]}]}", "deal 1 has phones", 2)]
    #[case("{\"records\":[],\n\"app\":{\"instaled\":true}}", "unknown field `instaled`", 2)]
    #[case("{\"records\":[\n", "EOF", 2)]
    fn an_error_names_its_line(#[case] text: &str, #[case] beginning: &str, #[case] line: usize) {
        let error = DataFile::parse(text.as_bytes()).unwrap_err().to_string();
        assert!(error.starts_with(beginning), "{error}");
        assert!(error.contains(&format!("at line {line} column")), "{error}");
    }

    #[test]
    fn an_export_read_again_is_the_same() {
        let mut portal = empty();
        portal.crm = crate::data::generate(1, 200);
        portal.crm.delete(EntityType::Contact, 275);
        let mut contact = portal.crm.record(EntityType::Contact, 501).unwrap().clone();
        for (kind, value) in
            [(CommKind::Web, "https://a.example"), (CommKind::Im, "@a"), (CommKind::Link, "9")]
        {
            let value_type = "OTHER".to_owned();
            contact.communications.push(MultiField { id: 0, kind, value_type, value: value.to_owned() });
        }
        portal.crm.save(contact);
        portal.app.install();
        portal.app.scopes.push("telephony".to_owned());
        portal.app.app_options.insert("z".to_owned(), "1".into());
        portal.app.app_options.insert("a".to_owned(), Value::list(["x"]));
        portal.app.user_options.entry(7).or_default().insert("cols".to_owned(), 5_i64.into());
        portal.app.first_run_done.insert(7);
        let change =
            r#"[{"id":7,"standing":"extranet","rights":{"lead":{"read":"none"}}},{"id":21,"name":"Nils"}]"#;
        for change in serde_json::from_str::<Vec<UserChange>>(change).unwrap() {
            change.apply(&mut portal.users);
        }
        let text = serde_json::to_vec(&DataFile::of(&portal)).unwrap();

        let mut again = empty();
        DataFile::parse(&text).unwrap().load(&mut again);
        let records = |portal: &Portal| {
            let live = EntityType::ALL.into_iter().flat_map(|entity_type| portal.crm.records(entity_type));
            live.chain(portal.crm.bin()).cloned().collect::<Vec<Record>>()
        };
        assert_eq!(records(&again), records(&portal));
        assert_eq!(again.users, portal.users);
        assert_eq!(again.app.placements, portal.app.placements);
        assert_eq!(
            (&again.app.scopes, &again.app.first_run_done),
            (&portal.app.scopes, &portal.app.first_run_done)
        );
        assert!(again.app.app_options.iter().eq(&portal.app.app_options), "in their order");
        assert_eq!(again.app.user_options, portal.app.user_options);
        assert!(again.crm.restore(EntityType::Contact, 275));
        assert!(again.crm.holders(CommKind::Phone, "1234567").eq([(EntityType::Contact, 275)]));
    }

    #[test]
    fn what_a_file_leaves_out_stays() {
        let mut portal = empty();
        portal.app.install();
        let before = (portal.users.clone(), portal.app.placements.clone());
        DataFile::parse(br#"{"records":[]}"#).unwrap().load(&mut portal);
        assert_eq!((portal.users, portal.app.placements), before);
    }
}
