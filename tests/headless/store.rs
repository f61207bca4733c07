//! The browser's storage itself.

use b24_duplicates::domain::{PortalOrigin, RecordId, Scheme, UserId};
use b24_duplicates::protocol::store::{Found, Held, Holder, KeptId, KeptPart, StoreFault};
use b24_duplicates::shell::store::{Stored, add, erase, keep, look, take};
use js_sys::{Array, Function, Promise};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::File;

fn list(user: u64) -> KeptId {
    let portal = PortalOrigin::new(Scheme::Https, "portal.example").unwrap();
    KeptId::new(&portal, UserId(RecordId::new(user).unwrap()))
}

/// The tabs of the story.
const ONE: Holder = Holder(7);
const OTHER: Holder = Holder(u64::MAX);

fn held(user: u64, by: Holder) -> Held {
    Held { of: list(user), by: Some(by) }
}

fn found(user: u64, by: Holder, head: &[u8]) -> Found {
    Found { held: held(user, by), head: Some(head.to_vec()) }
}

async fn run(script: &str) -> JsValue {
    let promise = Function::new_no_args(script).call0(&JsValue::NULL).unwrap();
    JsFuture::from(promise.unchecked_into::<Promise>()).await.unwrap()
}

/// One story, because there is one storage for all tests of the page.
#[wasm_bindgen_test]
async fn a_list_is_kept_taken_back_and_erased_and_nothing_is_made_by_looking() {
    run("return new Promise(done => { indexedDB.deleteDatabase('b24-duplicates').onsuccess = done; });")
        .await;
    assert_eq!(look().await, Ok(Vec::new()));
    let made = run("return indexedDB.databases().then(all => all.length);").await;
    assert_eq!(made, JsValue::from(0), "looking makes nothing");
    assert_eq!(erase(&[held(1, ONE)]).await, Ok(()), "nor does erasing what is not there");
    assert_eq!(take(&held(1, ONE), ONE).await.map(drop), Err(StoreFault::Failed));
    assert_eq!(add(&list(1), ONE, KeptPart::Search(0), &[1]).await, Err(StoreFault::Replaced));
    let made = run("return indexedDB.databases().then(all => all.length);").await;
    assert_eq!(made, JsValue::from(0), "nor does anything but keeping a list");

    let file = File::new_with_str_sequence(&Array::of1(&"Name;Phone".into()), "people.csv").unwrap();
    keep(&list(1), ONE, b"one", &file).await.unwrap();
    keep(&list(12), ONE, b"twelve", &"pasted".into()).await.unwrap();
    add(&list(1), ONE, KeptPart::Search(3), &[1, 2, 3]).await.unwrap();
    add(&list(1), ONE, KeptPart::Search(3), &[4]).await.unwrap();
    add(&list(1), ONE, KeptPart::Head, b"first").await.unwrap();
    let expected = vec![found(1, ONE, b"first"), found(12, ONE, b"twelve")];
    assert_eq!(look().await, Ok(expected));

    let Stored { head, searches, file } = take(&held(1, ONE), ONE).await.unwrap();
    assert_eq!((head, searches), (b"first".to_vec(), vec![vec![4]]));
    let file: File = file.dyn_into().unwrap();
    let text = JsFuture::from(file.text()).await.unwrap();
    assert_eq!((file.name(), text.as_string()), ("people.csv".to_owned(), Some("Name;Phone".to_owned())));

    // Another tab goes on with it: the first one changes nothing of it any more.
    assert_eq!(
        take(&held(12, OTHER), ONE).await.map(drop),
        Err(StoreFault::Replaced),
        "it is in other hands"
    );
    assert_eq!(take(&held(12, ONE), OTHER).await.unwrap().file.as_string().as_deref(), Some("pasted"));
    assert_eq!(add(&list(12), ONE, KeptPart::Search(3), &[9]).await, Err(StoreFault::Replaced));
    assert_eq!(erase(&[held(1, ONE), held(12, ONE)]).await, Err(StoreFault::Replaced));
    add(&list(12), OTHER, KeptPart::Search(3), &[5]).await.unwrap();
    assert_eq!(
        look().await,
        Ok(vec![found(12, OTHER, b"twelve")]),
        "what was in the first one's hands is gone"
    );
    assert_eq!(take(&held(12, OTHER), OTHER).await.unwrap().searches, [vec![5]]);

    // Another list takes the place of one, with all of its parts, whoever held that.
    keep(&list(12), ONE, b"second", &"other".into()).await.unwrap();
    assert!(take(&held(12, ONE), ONE).await.unwrap().searches.is_empty());
    erase(&[held(12, ONE)]).await.unwrap();
    assert_eq!(take(&held(12, ONE), ONE).await.map(drop), Err(StoreFault::Replaced));
    let alone = add(&list(12), ONE, KeptPart::Search(0), &[1]).await;
    assert_eq!(alone, Err(StoreFault::Replaced), "a part alone is not kept");
    assert_eq!(look().await, Ok(Vec::new()));

    // A request that fails is told, and what the browser says after it finds whoever listens: without, an error of the
    // module reached the page, which took the widget away.
    keep(&list(1), ONE, b"one", &"text".into()).await.unwrap();
    run("self.errors = []; self.addEventListener('error', event => errors.push(event.message));
         self.put = IDBObjectStore.prototype.put; IDBObjectStore.prototype.put = IDBObjectStore.prototype.add;
         return Promise.resolve();")
    .await;
    assert_eq!(add(&list(1), ONE, KeptPart::Head, b"two").await, Err(StoreFault::Failed));
    run("IDBObjectStore.prototype.put = put; return new Promise(done => setTimeout(done, 50));").await;
    assert_eq!(run("return Promise.resolve(errors.join());").await.as_string().as_deref(), Some(""));
    assert_eq!(take(&held(1, ONE), ONE).await.unwrap().head, b"one");
    erase(&[held(1, ONE)]).await.unwrap();

    run("Object.defineProperty(self, 'indexedDB', { value: undefined, configurable: true }); return Promise.resolve();")
        .await;
    let denied = (look().await, keep(&list(1), ONE, b"", &JsValue::NULL).await);
    run("delete self.indexedDB; return Promise.resolve();").await;
    assert_eq!(denied, (Err(StoreFault::Denied), Err(StoreFault::Denied)));
}
