//! The catalogues behind `crm.status.list`: stages, sources and types by name.

/// One entry of a catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    /// The catalogue, such as `STATUS` for the stages of leads.
    pub entity_id: &'static str,
    /// The entry's code, such as `IN_PROCESS`.
    pub status_id: &'static str,
    /// Its name for people.
    pub name: &'static str,
    /// Its place in the catalogue.
    pub sort: u32,
    /// Its colour, `#rrggbb`, or empty.
    pub color: &'static str,
    /// `P` in progress, `S` success, `F` failure; empty outside of stages.
    pub semantics: &'static str,
}

/// All catalogues of the portal.
#[derive(Clone, Copy, Debug, Default)]
pub struct StatusCatalogue;

impl StatusCatalogue {
    /// Every entry, by catalogue and place.
    pub fn all(self) -> &'static [Status] {
        &STATUSES
    }

    /// The entry of a code in a catalogue.
    pub fn find(self, entity_id: &str, status_id: &str) -> Option<&'static Status> {
        STATUSES.iter().find(|status| status.entity_id == entity_id && status.status_id == status_id)
    }
}

const STATUSES: [Status; 26] = [
    stage("STATUS", "NEW", "Unassigned", 10, "#39A8EF", "P"),
    stage("STATUS", "IN_PROCESS", "In progress", 20, "#2FC6F6", "P"),
    stage("STATUS", "PROCESSED", "Processed", 30, "#55D0E0", "P"),
    stage("STATUS", "CONVERTED", "Good lead", 40, "#7BD500", "S"),
    stage("STATUS", "JUNK", "Junk lead", 50, "#FF5752", "F"),
    stage("DEAL_STAGE", "NEW", "New", 10, "#39A8EF", "P"),
    stage("DEAL_STAGE", "PREPARATION", "Preparing documents", 20, "#2FC6F6", "P"),
    stage("DEAL_STAGE", "EXECUTING", "In progress", 30, "#47E4C2", "P"),
    stage("DEAL_STAGE", "FINAL_INVOICE", "Final invoice", 40, "#FFA900", "P"),
    stage("DEAL_STAGE", "WON", "Deal won", 50, "#7BD500", "S"),
    stage("DEAL_STAGE", "LOSE", "Deal lost", 60, "#FF5752", "F"),
    stage("CONTACT_TYPE", "CLIENT", "Clients", 10, "", ""),
    stage("CONTACT_TYPE", "SUPPLIER", "Suppliers", 20, "", ""),
    stage("CONTACT_TYPE", "PARTNER", "Partners", 30, "", ""),
    stage("CONTACT_TYPE", "OTHER", "Other", 40, "", ""),
    stage("COMPANY_TYPE", "CUSTOMER", "Client", 10, "", ""),
    stage("COMPANY_TYPE", "SUPPLIER", "Supplier", 20, "", ""),
    stage("COMPANY_TYPE", "COMPETITOR", "Competitor", 30, "", ""),
    stage("COMPANY_TYPE", "PARTNER", "Partner", 40, "", ""),
    stage("COMPANY_TYPE", "OTHER", "Other", 50, "", ""),
    stage("SOURCE", "CALL", "Call", 10, "", ""),
    stage("SOURCE", "EMAIL", "E-mail", 20, "", ""),
    stage("SOURCE", "WEB", "Website", 30, "", ""),
    stage("SOURCE", "ADVERTISING", "Advertising", 40, "", ""),
    stage("SOURCE", "PARTNER", "Existing client", 50, "", ""),
    stage("SOURCE", "OTHER", "Other", 60, "", ""),
];

const fn stage(
    entity_id: &'static str,
    status_id: &'static str,
    name: &'static str,
    sort: u32,
    color: &'static str,
    semantics: &'static str,
) -> Status {
    Status { entity_id, status_id, name, sort, color, semantics }
}
