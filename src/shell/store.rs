//! The browser's storage (`IndexedDB`), where a list is kept if its user wants that: bytes by name, and beside them its file.
//! Nothing is made there before something is to be kept.

use std::cell::Cell;
use std::rc::Rc;

use idb::event::Event as _;
use idb::{
    Database, DatabaseEvent as _, Error, Factory, KeyRange, ObjectStore, ObjectStoreParams, Request as _,
    Transaction, TransactionMode, TransactionResult,
};
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomException, IdbTransaction};

use crate::protocol::store::{Found, KeptId, KeptPart, StoreFault};

const NAME: &str = "b24-duplicates";
const VERSION: u32 = 1;
const STORE: &str = "kept";

/// The names of a list's parts, behind its own and a space.
const HEAD: &str = "head";
const RUN: &str = "run";
const FILE: &str = "file";
const SEARCH: &str = "search-";

type Outcome<T> = Result<T, StoreFault>;

/// A list, as it was kept.
#[derive(Debug)]
pub struct Stored {
    /// Its head.
    pub head: Vec<u8>,
    /// What was found out by its searches.
    pub searches: Vec<Vec<u8>>,
    /// The file, or what was pasted as a text.
    pub file: JsValue,
}

/// The lists that are kept, and their heads.
///
/// # Errors
/// If the browser keeps nothing for this page, or does not say.
pub async fn look() -> Outcome<Vec<Found>> {
    let Some(database) = open(Missing::StaysAway).await? else { return Ok(Vec::new()) };
    let (_, store) = begin(&database, TransactionMode::ReadOnly)?;
    let keys = store.get_all_keys(None, None).map_err(failed)?.await.map_err(failed)?;
    let mut found: Vec<Found> = Vec::new();
    for key in keys.iter().filter_map(JsValue::as_string) {
        let Some((id, part)) = named(&key) else { continue };
        let place = found.iter().position(|known| known.of == id).unwrap_or_else(|| {
            found.push(Found { of: id, head: None });
            found.len() - 1
        });
        if part == HEAD
            && let Some(Found { head, .. }) = found.get_mut(place)
        {
            let value = store.get(JsValue::from_str(&key)).map_err(failed)?.await.map_err(failed)?;
            *head = value.as_ref().and_then(bytes);
        }
    }
    database.close();
    Ok(found)
}

/// Keeps a list in the place of the one before.
///
/// # Errors
/// If the browser does not keep it.
pub async fn keep(of: &KeptId, run: u64, head: &[u8], file: &JsValue) -> Outcome<()> {
    changing(async |store| {
        store.delete(all_of(of)?)?.await?;
        put(store, of, RUN, &JsValue::from_str(&run.to_string())).await?;
        put(store, of, HEAD, &Uint8Array::from(head)).await?;
        put(store, of, FILE, file).await
    })
    .await
}

/// Keeps a part of it. Another tab can keep another list in its place, and then keeps it.
///
/// # Errors
/// If the browser does not keep it, or it is not the list of this run that is there.
pub async fn add(of: &KeptId, run: u64, part: KeptPart, bytes: &[u8]) -> Outcome<()> {
    let name = match part {
        KeptPart::Head => HEAD.to_owned(),
        KeptPart::Search(number) => [SEARCH, &number.to_string()].concat(),
    };
    let is_there = Cell::new(false);
    changing(async |store| {
        is_there.set(is_of(store, of, run).await?);
        if is_there.get() { put(store, of, &name, &Uint8Array::from(bytes)).await } else { Ok(()) }
    })
    .await?;
    if is_there.get() { Ok(()) } else { Err(StoreFault::Replaced) }
}

/// Brings a list back.
///
/// # Errors
/// If it is not there, or the browser does not say.
pub async fn take(of: &KeptId) -> Outcome<Stored> {
    let database = open(Missing::StaysAway).await?.ok_or(StoreFault::Failed)?;
    let (_, store) = begin(&database, TransactionMode::ReadOnly)?;
    let keys = store.get_all_keys(Some(all_of(of).map_err(failed)?.into()), None).map_err(failed)?;
    let (mut head, mut file, mut searches) = (None, None, Vec::new());
    for key in keys.await.map_err(failed)?.iter().filter_map(JsValue::as_string) {
        let Some((_, part)) = named(&key) else { continue };
        let value = store.get(JsValue::from_str(&key)).map_err(failed)?.await.map_err(failed)?;
        match part {
            HEAD => head = value.as_ref().and_then(bytes),
            FILE => file = value,
            RUN => {}
            _ => searches.extend(value.as_ref().and_then(bytes)),
        }
    }
    database.close();
    match (head, file) {
        (Some(head), Some(file)) => Ok(Stored { head, searches, file }),
        _ => Err(StoreFault::Failed),
    }
}

/// Erases lists.
///
/// # Errors
/// If the browser does not do it.
pub async fn erase(lists: &[KeptId]) -> Outcome<()> {
    if open(Missing::StaysAway).await?.is_none() {
        return Ok(());
    }
    changing(async |store| {
        for of in lists {
            store.delete(all_of(of)?)?.await?;
        }
        Ok(())
    })
    .await
}

/// Erases a list, if it is the one of this run.
///
/// # Errors
/// If the browser does not do it.
pub async fn erase_run(of: &KeptId, run: u64) -> Outcome<()> {
    if open(Missing::StaysAway).await?.is_none() {
        return Ok(());
    }
    changing(async |store| {
        if is_of(store, of, run).await? {
            store.delete(all_of(of)?)?.await?;
        }
        Ok(())
    })
    .await
}

/// What becomes of a store that is not there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Missing {
    IsMade,
    StaysAway,
}

/// Opens it. `None` if it is not there and stays away.
async fn open(missing: Missing) -> Outcome<Option<Database>> {
    let denied = |_: Error| StoreFault::Denied;
    let mut request = Factory::new().and_then(|factory| factory.open(NAME, Some(VERSION))).map_err(denied)?;
    let is_missing = Rc::new(Cell::new(false));
    let seen = is_missing.clone();
    request.on_upgrade_needed(move |event| {
        seen.set(true);
        // What cannot be made or taken back fails when it is opened or used.
        match missing {
            Missing::IsMade => drop(
                event.database().and_then(|made| made.create_object_store(STORE, ObjectStoreParams::new())),
            ),
            Missing::StaysAway => {
                let upgrade = event.target().ok().and_then(|request| request.transaction());
                drop(upgrade.map(Transaction::abort));
            }
        }
    });
    match request.await {
        Ok(database) => Ok(Some(database)),
        Err(_) if missing == Missing::StaysAway && is_missing.get() => Ok(None),
        Err(_) => Err(StoreFault::Denied),
    }
}

fn begin(database: &Database, mode: TransactionMode) -> Outcome<(IdbTransaction, ObjectStore)> {
    let transaction = database.transaction(&[STORE], mode).map_err(failed)?;
    let store = transaction.object_store(STORE).map_err(failed)?;
    Ok((transaction.into(), store))
}

/// Changes something: all of it, or nothing.
async fn changing(change: impl AsyncFnOnce(&ObjectStore) -> Result<(), Error>) -> Outcome<()> {
    let database = open(Missing::IsMade).await?.ok_or(StoreFault::Denied)?;
    let (transaction, store) = begin(&database, TransactionMode::ReadWrite)?;
    let done = Transaction::from(transaction.clone()).into_future();
    let changed = change(&store).await;
    let ended = done.await;
    database.close();
    match (changed, ended) {
        (Ok(()), Ok(TransactionResult::Committed)) => Ok(()),
        // What a request says of it is more than what the transaction does.
        (Err(Error::DomException(error)), _) => Err(fault(&error)),
        _ => Err(transaction.error().map_or(StoreFault::Failed, |error| fault(&error))),
    }
}

/// Whether the list that is there is the one of this run.
async fn is_of(store: &ObjectStore, of: &KeptId, run: u64) -> Result<bool, Error> {
    let kept = store.get(key(of, RUN))?.await?;
    Ok(kept.and_then(|kept| kept.as_string()).is_some_and(|kept| kept == run.to_string()))
}

async fn put(store: &ObjectStore, of: &KeptId, part: &str, value: &JsValue) -> Result<(), Error> {
    store.put(value, Some(&key(of, part)))?.await.map(drop)
}

fn key(of: &KeptId, part: &str) -> JsValue {
    JsValue::from_str(&[&of.written(), " ", part].concat())
}

/// All parts of a list.
fn all_of(of: &KeptId) -> Result<KeyRange, Error> {
    let end = |last: &str| JsValue::from_str(&[of.written().as_str(), last].concat());
    KeyRange::bound(&end(" "), &end(" \u{ffff}"), None, None)
}

/// The list, and which part of it.
fn named(key: &str) -> Option<(KeptId, &str)> {
    let (id, part) = key.rsplit_once(' ')?;
    Some((KeptId::read(id)?, part))
}

fn bytes(value: &JsValue) -> Option<Vec<u8>> {
    value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec)
}

fn failed(error: Error) -> StoreFault {
    match error {
        Error::DomException(error) => fault(&error),
        _ => StoreFault::Failed,
    }
}

fn fault(error: &DomException) -> StoreFault {
    if error.name() == "QuotaExceededError" { StoreFault::Full } else { StoreFault::Failed }
}
