//! Runs of groups, one after the other: what each piece becomes, and which extension belongs to which phone.

use std::ops::Range;

use super::{
    accept::{self, Setting, accept},
    cut::{Piece, cut},
    extension,
    group::{Group, Joint, Mark},
    judge::{Dialled, Judged, judge},
    left, setting_for, spell,
};
use crate::{
    Form, Found, Part, Reason, What,
    claims::Claims,
    context::Context,
    text::{MANY, tail},
};

/// As far as something before the number of an item in a list is looked for, in bytes.
const NUMBERING: usize = 16;

/// Reads the runs of a line in their order.
pub(super) struct Runs<'a> {
    text: &'a str,
    context: Context<'a>,
    /// The line has no words.
    is_bare: bool,
    /// The line is the field of a vCard for phones.
    is_field: bool,
    /// The line has a single number and no address.
    is_single: bool,
    /// The phone before, which waits for its extension.
    phone: Option<Phone>,
}

/// A phone that was read.
struct Phone {
    range: Range<usize>,
    digits: usize,
    found: Found,
    /// Where its last extension ends.
    end: usize,
    extensions: usize,
}

impl<'a> Runs<'a> {
    pub(super) fn new(text: &'a str, context: Context<'a>, groups: &[Group], claims: &Claims) -> Self {
        let name = text.split([':', ';']).next().unwrap_or_default().rsplit('.').next().unwrap_or_default();
        let is_field = name == "TEL" && name.len() < text.len();
        let is_bare = accept::is_nothing(text, 0..text.len(), claims);
        let starts = |group: &&Group| group.joint == Joint::Cut && group.len() + 2 >= MANY;
        let is_single = claims.is_empty() && groups.iter().filter(starts).count() <= 1;
        Self { text, context, is_bare, is_field, is_single, phone: None }
    }

    /// Reads a run of groups. `goes_on`: what follows was told to be something else, though nothing sets it apart.
    pub(super) fn read(&mut self, run: &[Group], goes_on: bool, claims: &mut Claims) {
        let mut rest = run;
        while let Some((first, after)) = rest.split_first() {
            if !self.extends(first, after.first(), claims) {
                break;
            }
            rest = after;
        }
        let Some((first, last)) = rest.first().zip(rest.last()) else { return };
        let range = first.lead..last.range.end;
        let setting = match accept::setting(self.text, range.clone(), (self.is_bare, self.is_single), claims)
        {
            Setting::Text if self.is_field => Setting::Labelled,
            setting => setting_for(setting, self.context),
        };
        let cell = tail(self.text.get(..range.start).unwrap_or_default(), NUMBERING);
        let cell = cell.rsplit(['\t', ';', ',', '|', '"']).next().unwrap_or_default();
        let is_first = !cell.contains(char::is_alphanumeric);
        let pieces = cut(self.text, rest, is_first, self.context);
        let has_number = pieces.iter().any(|piece| matches!(piece, Piece::Number(..)));
        if !has_number && !goes_on && self.read_whole(rest, setting, claims) {
            return;
        }
        self.read_pieces(rest, pieces, setting, claims);
    }

    /// The end of the line.
    pub(super) fn finish(&mut self, claims: &mut Claims) {
        if let Some(phone) = self.phone.take() {
            claims.add(phone.range, What::Found(phone.found));
        }
    }

    /// Short numbers that stand alone or after a word for phones: one, or several with slashes between.
    fn read_whole(&mut self, run: &[Group], setting: Setting, claims: &mut Claims) -> bool {
        let parts = || run.chunk_by(|_, next| !matches!(next.joint, Joint::Slash | Joint::Wide));
        let is_number = |part| (MANY..=accept::MOST).contains(&spell::digits(self.text, part).len());
        let is_one = matches!(setting, Setting::Alone | Setting::Labelled);
        if !is_one || !parts().all(is_number) {
            return false;
        }
        for part in parts() {
            let digits = spell::digits(self.text, part);
            let has_plus = part.first().is_some_and(|group| group.has_plus);
            let judged = judge(Dialled { digits: &digits, has_plus, has_prefix: false }, self.context);
            self.keep(part, &judged, claims);
        }
        true
    }

    fn read_pieces(&mut self, run: &[Group], pieces: Vec<Piece>, setting: Setting, claims: &mut Claims) {
        let (mut rest, mut setting, mut left) = (run, setting, Vec::new());
        for piece in pieces {
            match piece {
                Piece::Number(length, judged) => {
                    let (groups, after) = rest.split_at(length.min(rest.len()));
                    let digits = spell::digits(self.text, groups);
                    match accept(&judged, &digits, groups, setting, self.context) {
                        Ok(()) => self.keep(groups, &judged, claims),
                        Err(reason) => {
                            claims.add(spell::range(self.text, groups), What::Unread(reason));
                        }
                    }
                    rest = after;
                }
                Piece::Left => {
                    let Some((group, after)) = rest.split_first() else { return };
                    if !self.extends(group, after.first(), claims) {
                        left.push((group.clone(), self.reason_to_leave(group, setting)));
                    }
                    rest = after;
                }
            }
            // The word before a run speaks of its first number.
            if setting == Setting::Other {
                setting = Setting::Text;
            }
        }
        left::tell(&left, claims);
    }

    fn keep(&mut self, groups: &[Group], judged: &Judged, claims: &mut Claims) {
        self.finish(claims);
        let spelling = spell::spelling(self.text, groups);
        let range = spell::range(self.text, groups);
        self.phone = Some(Phone {
            digits: groups.iter().map(Group::len).sum(),
            found: spell::found(spelling, judged.number.as_ref(), self.context),
            end: range.end,
            range,
            extensions: 0,
        });
    }

    /// Takes a group as the extension of the phone before, if it is one.
    fn extends(&mut self, group: &Group, next: Option<&Group>, claims: &mut Claims) -> bool {
        let Some(phone) = &mut self.phone else { return false };
        let between = self.text.get(phone.end..group.lead).unwrap_or_default();
        let bracket = self.text.get(group.lead..group.range.start).unwrap_or_default();
        let after = self.text.get(group.range.end..).unwrap_or_default();
        let is_apart = next.is_none_or(|next| !matches!(next.joint, Joint::Tight | Joint::Odd));
        let is_alone = next.is_none() || bracket == "(";
        let is_link = match [between, bracket].concat().as_str() {
            between if phone.extensions > 0 => extension::is_next(between),
            // In a row of a table it is another column.
            "," | ";" if !self.is_bare => false,
            between => extension::is_link(between, phone.digits, group.len(), after),
        };
        let has_word = between.contains(char::is_alphabetic);
        if group.has_plus || !is_link || !is_apart || !(is_alone || has_word) {
            return false;
        }
        let whole = self.text.get(phone.range.start..group.range.end).unwrap_or_default();
        if phone.extensions == 0 && has_word {
            phone.found.also(Form::WithExtension, whole.to_owned());
        } else if phone.extensions > 0 {
            phone.found.variants.retain(|variant| variant.form != Form::WithExtension);
        }
        phone.extensions += 1;
        phone.end = group.range.end;
        claims.add(group.range.clone(), What::Part(Part::Extension));
        true
    }

    /// Why a group that belongs to no number was not read.
    fn reason_to_leave(&self, group: &Group, setting: Setting) -> Reason {
        let before = self.phone.as_ref().and_then(|phone| self.text.get(phone.end..group.lead));
        let is_ending = before.is_some()
            && (matches!(group.joint, Joint::Slash | Joint::Tight | Joint::Odd)
                || (self.is_bare && group.len() == 2 && before.is_some_and(left::is_list)));
        match setting {
            _ if group.mark == Mark::Lettered => Reason::InWord,
            Setting::Other => Reason::OtherNumber,
            _ if is_ending => Reason::EndingOnly,
            _ => Reason::TooFewDigits,
        }
    }
}
