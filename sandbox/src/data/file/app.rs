//! The application as a data file writes it.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use crate::php::Value;
use crate::portal::{App, Binding};

/// What the application has done in the portal so far.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DataApp {
    installed: bool,
    scopes: Vec<String>,
    placements: Vec<Binding>,
    options: IndexMap<String, Value>,
    user_options: BTreeMap<u32, IndexMap<String, Value>>,
    /// Users for whom `FIRST_RUN` is over.
    opened_by: BTreeSet<u32>,
}

impl DataApp {
    /// Puts the application into this state. Its names and secrets stay the portal's own.
    pub(super) fn replace(self, app: &mut App) {
        app.installed = self.installed;
        app.scopes = self.scopes;
        app.placements = self.placements;
        app.app_options = self.options;
        app.user_options = self.user_options;
        app.first_run_done = self.opened_by;
    }

    /// The state of the application.
    pub(super) fn of(app: &App) -> Self {
        Self {
            installed: app.installed,
            scopes: app.scopes.clone(),
            placements: app.placements.clone(),
            options: app.app_options.clone(),
            user_options: app.user_options.clone(),
            opened_by: app.first_run_done.clone(),
        }
    }
}
