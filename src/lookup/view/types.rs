//! What was found, as it is shown.

use crate::domain::{Colour, CommKind, EntityType, RecordRef, StageSemantic};
use crate::i18n::{Key, Message};
use crate::lookup::{Arrangement, Intent};
use crate::session::view::Tone;

/// What was found.
#[derive(Clone, PartialEq, Debug)]
pub struct ResultsView {
    /// The result in one sentence: `2 leads and 1 company have these phones and e-mails`.
    pub headline: Message,
    /// How records are grouped.
    pub arrangement: Arrangement,
    /// How the records are sorted, and which of them are shown, where there are so many that it helps.
    pub choices: Vec<ChoiceView>,
    /// By type (empty groups are left out).
    pub groups: Vec<GroupView>,
    /// Values that many use, each with the records that have nothing else in common with the card.
    pub shared: Vec<SharedView>,
    /// Those that belong to the card and are no duplicates of it, each with the reason as its first label.
    pub related: Vec<RecordView>,
    /// By value; filled when results are arranged by value.
    pub values: Vec<ValueView>,
    /// How many values there are, those that cannot be asked included.
    pub checked: u64,
    /// How many more values the next press shows ([`ShowMoreValues`](crate::lookup::Intent::ShowMoreValues)),
    /// in a card's line of values as well as in the results by value.
    pub values_more: u64,
    /// Those that somebody has said to be no duplicates.
    pub dismissed: Vec<RecordView>,
    /// Hidden records by type.
    pub hidden: Vec<HiddenView>,
    /// How many records would stand side by side; 0 while they are fewer than two.
    pub side_by_side: u64,
    /// What an administrator can be asked about them.
    pub request: Option<Message>,
    /// The honest statement of completeness.
    pub completeness: CompletenessView,
}

/// One choice of several.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChoiceView {
    /// What is chosen, as `name` of the field.
    pub name: &'static str,
    /// In words.
    pub label: Key,
    /// What can be chosen.
    pub options: Vec<OptionView>,
}

/// What can be chosen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OptionView {
    /// As `value` of the field.
    pub value: &'static str,
    /// In words.
    pub label: Message,
    /// Whether it is.
    pub is_chosen: bool,
    /// What choosing it says.
    pub intent: Intent,
}

/// The statement of completeness.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CompletenessView {
    /// How it is meant: good when complete and nothing is hidden, warning when incomplete.
    pub tone: Tone,
    /// In words, one sentence a reason.
    pub lines: Vec<Message>,
}

/// Hidden records of one type.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HiddenView {
    /// The type.
    pub entity: EntityType,
    /// `2 leads that you may not read`.
    pub text: Message,
}

/// The records of one type.
#[derive(Clone, PartialEq, Debug)]
pub struct GroupView {
    /// The type.
    pub entity: EntityType,
    /// Its heading: `Leads`.
    pub title: Key,
    /// How many records, `20+` where the cap was reached.
    pub count: Message,
    /// The records that are shown.
    pub records: Vec<RecordView>,
    /// How many more the next press shows; how many there are, the count says.
    pub more: u64,
}

/// A value that many use.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SharedView {
    /// The value, as it is written.
    pub spelling: String,
    /// In one sentence: which, by how many records, and what it probably is.
    pub text: Message,
    /// The records.
    pub records: Vec<RecordView>,
}

/// One record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecordView {
    /// Which.
    pub reference: RecordRef,
    /// The person in it, or its title, or a message like `Contact without a name`; `Contact` while its card is still to come.
    pub title: Result<String, Key>,
    /// The title of a lead, beside the person.
    pub subtitle: Option<String>,
    /// The company of a lead or a contact, as far as its name is known.
    pub company: Option<String>,
    /// Its card's address. While there is none, its id is shown nowhere: it may turn out to be hidden.
    pub address: Option<String>,
    /// Whether its card is there.
    pub loaded: Loaded,
    /// Which values matched.
    pub matched: Vec<MatchedView>,
    /// Its other phones and e-mails.
    pub others: Vec<(CommKind, String)>,
    /// The responsible person.
    pub responsible: Option<PersonView>,
    /// A lead's stage.
    pub stage: Option<StageView>,
    /// When it was created, ISO 8601.
    pub created: Option<String>,
    /// When somebody last had to do with it, ISO 8601.
    pub active: Option<String>,
    /// A button that says that it is no duplicate, or is one after all.
    pub dismiss: Option<DismissView>,
    /// Short labels (`your own company`, `converted`); outside of a group its type is the first of them.
    pub labels: Vec<Message>,
    /// Whether it is to be compared.
    pub choice: Choice,
}

/// Whether a record is to be compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Choice {
    /// It is not.
    #[default]
    Not,
    /// It is.
    Chosen,
    /// It is not, and there is no room beside those that are.
    NoRoom,
    /// It never is: only a line that many use ties it to the card, and nobody is meant by that.
    Never,
}

/// Whether a record's card is there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Loaded {
    /// It is.
    Yes,
    /// It is found, and its card is still to come.
    NotYet,
}

/// A button that dismisses something, or brings it back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DismissView {
    /// What it says.
    pub label: Key,
    /// What a press says.
    pub intent: Intent,
}

/// Somebody who is responsible.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PersonView {
    /// The name, or the number of a user who has none.
    pub name: String,
    /// The first letters of it.
    pub initials: String,
}

/// A lead's stage.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StageView {
    /// What it is called.
    pub name: String,
    /// How it is meant.
    pub semantic: StageSemantic,
    /// The portal's colour.
    pub colour: Option<Colour>,
}

/// A value that ties a record to the input.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MatchedView {
    /// Phone or e-mail.
    pub kind: CommKind,
    /// As the record stores it; as it was written where the portal does not see that it is the same.
    pub spelling: String,
    /// How it is stored, where the portal takes that for something else.
    pub remark: Option<Message>,
    /// In words: how it is stored, and why that is equal to what was written.
    pub why: Message,
    /// How the portal reads what is stored, step by step.
    pub reading: Vec<Message>,
}

/// One value of the input and its verdict.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ValueView {
    /// Phone or e-mail; `None` for a value that is neither.
    pub kind: Option<CommKind>,
    /// As it was written.
    pub spelling: String,
    /// The verdict; `None` while it is not due.
    pub verdict: Option<VerdictView>,
    /// How complete that is, and what is not; `None` while it is not due.
    pub completeness: Option<Message>,
    /// A button that says that it says nothing of who has it, or does after all.
    pub dismiss: Option<DismissView>,
    /// How the portal reads it, step by step.
    pub reading: Vec<Message>,
    /// The records, when results are arranged by value.
    pub records: Vec<RecordView>,
    /// How many more records there are to show.
    pub more: u64,
    /// By which place they are asked for ([`ShowRecords`](crate::lookup::Intent::ShowRecords)).
    pub place: usize,
}

/// The verdict of one value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VerdictView {
    /// `found`, `absent`, `related`, `hidden`, `unloaded`, `not-checked`, `invalid`: as `data-verdict`.
    pub name: &'static str,
    /// How it is meant.
    pub tone: Tone,
    /// In words.
    pub text: Message,
}
