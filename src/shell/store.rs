//! The browser's storage (`IndexedDB`), where a list is kept if its user wants that: bytes by name, and beside them its file.
//! Nothing is made there before something is to be kept.

use std::cell::Cell;
use std::rc::Rc;

use idb::event::Event as _;
use idb::{
    Database, DatabaseEvent as _, Error, Factory, KeyRange, ObjectStore, ObjectStoreParams, Request as _,
    Transaction, TransactionMode,
};
use js_sys::{Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, IdbTransaction};

use crate::protocol::store::{Found, Held, Holder, KeptId, KeptPart, StoreFault};

const NAME: &str = "b24-duplicates";
const VERSION: u32 = 1;
const STORE: &str = "kept";

/// The names of a list's parts, behind its own and a space.
const HEAD: &str = "head";
const HOLDER: &str = "holder";
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
        let place = found.iter().position(|known| known.held.of == id).unwrap_or_else(|| {
            found.push(Found { held: Held { of: id, by: None }, head: None });
            found.len() - 1
        });
        let Some(Found { held, head }) = found.get_mut(place) else { continue };
        if part == HEAD || part == HOLDER {
            let value = store.get(JsValue::from_str(&key)).map_err(failed)?.await.map_err(failed)?;
            if part == HEAD {
                *head = value.as_ref().and_then(bytes);
            } else {
                held.by = value.as_ref().and_then(holder);
            }
        }
    }
    database.close();
    Ok(found)
}

/// Keeps a list in the place of the one before.
///
/// # Errors
/// If the browser does not keep it.
pub async fn keep(of: &KeptId, by: Holder, head: &[u8], file: &JsValue) -> Outcome<()> {
    let kept = changing(Missing::IsMade, async |store| {
        store.delete(all_of(of)?)?.await?;
        put(store, of, HOLDER, &written(by)).await?;
        put(store, of, HEAD, &Uint8Array::from(head)).await?;
        put(store, of, FILE, file).await
    });
    kept.await?.ok_or(StoreFault::Denied)
}

/// Keeps a part of it.
///
/// # Errors
/// If the browser does not keep it, or the list is in other hands.
pub async fn add(of: &KeptId, by: Holder, part: KeptPart, bytes: &[u8]) -> Outcome<()> {
    let name = match part {
        KeptPart::Head => HEAD.to_owned(),
        KeptPart::Search(number) => [SEARCH, &number.to_string()].concat(),
    };
    let added = changing(Missing::StaysAway, async |store| {
        let is_theirs = held_by(store, of).await? == Some(by);
        if is_theirs {
            put(store, of, &name, &Uint8Array::from(bytes)).await?;
        }
        Ok(is_theirs)
    });
    if added.await? == Some(true) { Ok(()) } else { Err(StoreFault::Replaced) }
}

/// Brings a list back, and takes it over.
///
/// # Errors
/// If it is not there, is in other hands than these, or the browser does not say.
pub async fn take(offered: &Held, by: Holder) -> Outcome<Stored> {
    let of = &offered.of;
    let taken = changing(Missing::StaysAway, async |store| {
        if held_by(store, of).await? != offered.by {
            return Ok(Err(StoreFault::Replaced));
        }
        let (mut head, mut file, mut searches) = (None, None, Vec::new());
        for key in store.get_all_keys(Some(all_of(of)?.into()), None)?.await? {
            let Some(name) = key.as_string() else { continue };
            let Some((_, part)) = named(&name) else { continue };
            let value = store.get(key)?.await?;
            match part {
                HEAD => head = value.as_ref().and_then(bytes),
                FILE => file = value,
                HOLDER => {}
                _ => searches.extend(value.as_ref().and_then(bytes)),
            }
        }
        let (Some(head), Some(file)) = (head, file) else { return Ok(Err(StoreFault::Failed)) };
        put(store, of, HOLDER, &written(by)).await?;
        Ok(Ok(Stored { head, searches, file }))
    });
    taken.await?.unwrap_or(Err(StoreFault::Failed))
}

/// Erases lists. What is in other hands than these stays.
///
/// # Errors
/// If the browser does not do it, or one of them is in other hands.
pub async fn erase(lists: &[Held]) -> Outcome<()> {
    let erased = changing(Missing::StaysAway, async |store| {
        let mut stays = false;
        for Held { of, by } in lists {
            if held_by(store, of).await? == *by {
                store.delete(all_of(of)?)?.await?;
            } else {
                stays = true;
            }
        }
        Ok(stays)
    });
    if erased.await? == Some(true) { Err(StoreFault::Replaced) } else { Ok(()) }
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

/// Changes something: all of it, or nothing. `None` if there is nothing, and nothing is made.
async fn changing<T>(
    missing: Missing,
    change: impl AsyncFnOnce(&ObjectStore) -> Result<T, Error>,
) -> Outcome<Option<T>> {
    let Some(database) = open(missing).await? else { return Ok(None) };
    let (transaction, store) = begin(&database, TransactionMode::ReadWrite)?;
    let mut ending = Transaction::from(transaction.clone());
    let ended = JsFuture::from(ended(&mut ending));
    let changed = change(&store).await;
    if changed.is_err() {
        // It has done so by itself, if it was a request that failed.
        let _ = transaction.abort();
    }
    let is_committed = ended.await.is_ok_and(|ended| ended.is_truthy());
    database.close();
    match changed {
        Ok(changed) if is_committed => Ok(Some(changed)),
        // What a request says of it is more than what the transaction does.
        Err(Error::DomException(error)) => Err(fault(&error)),
        _ => Err(transaction.error().map_or(StoreFault::Failed, |error| fault(&error))),
    }
}

/// Whether a transaction was committed, once it is over. The crate's own future is over at the first error, before the transaction is;
/// and what the browser says to a listener that is not there any more ends the module.
fn ended(transaction: &mut Transaction) -> Promise {
    Promise::new(&mut |resolve, _| {
        let told = resolve.clone();
        transaction.on_complete(move |_| drop(resolve.call1(&JsValue::NULL, &JsValue::TRUE)));
        transaction.on_abort(move |_| drop(told.call1(&JsValue::NULL, &JsValue::FALSE)));
    })
}

/// In whose hands a list is.
async fn held_by(store: &ObjectStore, of: &KeptId) -> Result<Option<Holder>, Error> {
    Ok(store.get(key(of, HOLDER))?.await?.as_ref().and_then(holder))
}

fn holder(value: &JsValue) -> Option<Holder> {
    value.as_string()?.parse().ok().map(Holder)
}

fn written(by: Holder) -> JsValue {
    JsValue::from_str(&by.0.to_string())
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
