//! How much of the results is shown, and what is copied from them.

use crate::app::{CopyWhat, Effect, Effects, FocusTarget};
use crate::domain::{Chosen, EntityType, PerType, RecordRef, joined};

use super::view::Choice;
use super::{Arrangement, Lookup, Mode, PAGE_SIZE, Selection};

/// How results are shown.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct ResultsState {
    pub(crate) arrangement: Arrangement,
    pub(crate) selection: Selection,
    /// Records that are shown, by type.
    pub(crate) records: PerType<usize>,
    /// Values that are shown.
    pub(crate) values: usize,
    /// Values whose records are all shown, by their place in the report.
    pub(crate) opened: Vec<usize>,
    /// The record in whose card all of this stands: it is compared with those that are chosen.
    pub(crate) beside: Option<RecordRef>,
    /// Records that are to be compared, in the order in which they were chosen.
    pub(crate) chosen: Vec<RecordRef>,
}

impl Default for ResultsState {
    fn default() -> Self {
        Self {
            arrangement: Arrangement::default(),
            selection: Selection::default(),
            records: PerType { lead: PAGE_SIZE, contact: PAGE_SIZE, company: PAGE_SIZE },
            values: PAGE_SIZE,
            opened: Vec::new(),
            beside: None,
            chosen: Vec::new(),
        }
    }
}

impl ResultsState {
    /// Back to the first page, for new results. What is chosen of them stays so: a row that is there before and after
    /// keeps its box, and that its tick.
    pub(crate) fn rewind(&mut self) {
        *self = Self {
            arrangement: self.arrangement,
            beside: self.beside,
            selection: self.selection,
            chosen: std::mem::take(&mut self.chosen),
            ..Self::default()
        };
    }

    /// Chooses a record, or no more. What does not fit side by side is not chosen.
    pub(crate) fn choose<M: Mode>(&mut self, lookup: &Lookup<M>, reference: RecordRef) {
        self.chosen.retain(|chosen| lookup.is_comparable(*chosen));
        match self.choice(lookup, reference) {
            Choice::Chosen => self.chosen.retain(|chosen| *chosen != reference),
            Choice::Not => self.chosen.push(reference),
            Choice::NoRoom | Choice::Never => {}
        }
    }

    /// Whether a record is chosen, or can be.
    pub(crate) fn choice<M: Mode>(&self, lookup: &Lookup<M>, reference: RecordRef) -> Choice {
        if !lookup.is_comparable(reference) {
            Choice::Never
        } else if self.chosen.contains(&reference) {
            Choice::Chosen
        } else if self.side_by_side(lookup).count() < Chosen::MOST {
            Choice::Not
        } else {
            Choice::NoRoom
        }
    }

    /// The records that would stand side by side, if they are enough.
    pub(crate) fn chosen<M: Mode>(&self, lookup: &Lookup<M>) -> Option<Chosen> {
        Chosen::new(self.side_by_side(lookup))
    }

    /// The card's own record, and those that are chosen and may still be: one may have been dismissed since, or have
    /// become one of a line that many use, or be gone.
    fn side_by_side<M: Mode>(&self, lookup: &Lookup<M>) -> impl Iterator<Item = RecordRef> {
        let chosen = self.chosen.iter().copied().filter(|chosen| lookup.is_comparable(*chosen));
        self.beside.into_iter().chain(chosen)
    }

    /// Shows all records of the value at this place of the report.
    pub(crate) fn open_value<X>(&mut self, place: usize, effects: &mut Effects<X>) {
        if !self.opened.contains(&place) {
            self.opened.push(place);
        }
        effects.push(Effect::Focus(FocusTarget::Value(place)));
    }
}

impl<M: Mode> Lookup<M> {
    /// Whether a record may stand beside others: the user reads it, and neither is it tied to the card by a line alone that
    /// many use, nor has somebody said that it is no duplicate.
    fn is_comparable(&self, record: RecordRef) -> bool {
        self.search.card(record).is_some()
            && !self.findings.is_of_shared_line(record)
            && !self.findings.dismissed.contains(&record)
    }

    /// Shows more records of a type. The button that shows more goes away with the last page, and the focus with
    /// it: it goes to the heading.
    pub(crate) fn show_more<X>(
        &self,
        state: &mut ResultsState,
        entity: EntityType,
        effects: &mut Effects<X>,
    ) {
        let all = state.selection.of(self, entity).len();
        let shown = state.records.get_mut(entity);
        *shown = shown.saturating_add(PAGE_SIZE).min(all.max(PAGE_SIZE));
        if *shown >= all {
            effects.push(Effect::Focus(FocusTarget::Group(entity)));
        }
    }

    /// Shows more values.
    pub(crate) fn show_more_values<X>(&self, state: &mut ResultsState, effects: &mut Effects<X>) {
        let all = self.input.values.len();
        state.values = state.values.saturating_add(PAGE_SIZE).min(all.max(PAGE_SIZE));
        if state.values >= all {
            effects.push(Effect::Focus(FocusTarget::Results));
        }
    }

    /// Copies the ids of one type's records, or of all, unless there are none.
    pub(crate) fn copy_ids<X>(&self, entity: Option<EntityType>, effects: &mut Effects<X>) {
        let text = self.ids(entity);
        if !text.is_empty() {
            effects.push(Effect::Copy { what: CopyWhat::Ids(entity), text });
        }
    }

    /// The ids of one type, or those of all types, a line for each that begins with its name.
    fn ids(&self, entity: Option<EntityType>) -> String {
        if let Some(entity) = entity {
            return self.ids_of(entity);
        }
        let lines = EntityType::ALL.map(|of| (of.wire(), self.ids_of(of)));
        let lines = lines.into_iter().filter(|(_, ids)| !ids.is_empty());
        joined(lines.map(|(name, ids)| [name, " ", &ids].concat()), "\n")
    }

    /// What is still to be loaded may be hidden.
    fn ids_of(&self, entity: EntityType) -> String {
        let found = self.findings.records.get(entity).iter();
        let visible = found.filter(|record| self.search.card(**record).is_some());
        joined(visible.map(|record| record.id.get().to_string()), ", ")
    }
}
