//! A memo that is compiled once, whatever it holds.

use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

use leptos::prelude::{Get as _, GetUntracked as _, Memo as LeptosMemo};

/// A piece of the view: whoever reads it hears of a change only when this piece differs. It is Leptos' memo, of which
/// each type of content would be compiled by itself: with twenty of them that is 9 KB of the card's module.
///
/// What is read has to have a default. It stands in once the owner of the memo has ended, where Leptos' own would
/// panic: an event can come late.
pub(crate) struct Memo<T>(LeptosMemo<Held>, PhantomData<fn() -> T>);

impl<T> Clone for Memo<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Memo<T> {}

impl<T: PartialEq + Send + Sync + 'static> Memo<T> {
    /// A memo of what `read` gives, which is told what it gave last.
    pub(crate) fn new(read: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self {
        Self::of(Box::new(read))
    }

    fn of(read: Read<T>) -> Self {
        let compute = move |last: Option<&Held>| {
            let known = last.and_then(Held::get);
            let value = read(known);
            match last {
                Some(last) if known == Some(&value) => last.clone(),
                _ => Held(Arc::new(value)),
            }
        };
        Self(memo(Box::new(compute)), PhantomData)
    }

    /// Reads it, and again whenever it differs.
    pub(crate) fn with<R: Default>(self, read: impl FnOnce(&T) -> R) -> R {
        held(self.0).as_ref().and_then(Held::get).map(read).unwrap_or_default()
    }

    /// Reads it once.
    pub(crate) fn with_untracked<R: Default>(self, read: impl FnOnce(&T) -> R) -> R {
        held_now(self.0).as_ref().and_then(Held::get).map(read).unwrap_or_default()
    }

    /// What it is, and again whenever it differs.
    pub(crate) fn get(self) -> T
    where
        T: Clone + Default,
    {
        self.with(T::clone)
    }

    /// What it is at the moment.
    pub(crate) fn get_untracked(self) -> T
    where
        T: Clone + Default,
    {
        self.with_untracked(T::clone)
    }
}

impl<T: PartialEq + Send + Sync + 'static, F: Fn() -> T + Send + Sync + 'static> From<F> for Memo<T> {
    fn from(read: F) -> Self {
        Self::new(move |_| read())
    }
}

/// Some value. It is the same as long as the value is equal.
#[derive(Clone)]
struct Held(Arc<dyn Any + Send + Sync>);

impl Held {
    fn get<T: 'static>(&self) -> Option<&T> {
        self.0.downcast_ref()
    }
}

impl PartialEq for Held {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

type Read<T> = Box<dyn Fn(Option<&T>) -> T + Send + Sync>;

fn memo(compute: Read<Held>) -> LeptosMemo<Held> {
    LeptosMemo::new(compute)
}

#[inline(never)]
fn held(memo: LeptosMemo<Held>) -> Option<Held> {
    memo.try_get()
}

#[inline(never)]
fn held_now(memo: LeptosMemo<Held>) -> Option<Held> {
    memo.try_get_untracked()
}
