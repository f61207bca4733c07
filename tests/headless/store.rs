//! The browser's storage itself.

use b24_duplicates::domain::{PortalOrigin, RecordId, Scheme, UserId};
use b24_duplicates::protocol::store::{Found, KeptId, KeptPart, StoreFault};
use b24_duplicates::shell::store::{Stored, add, erase, erase_run, keep, look, take};
use js_sys::{Array, Function, Promise};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::File;

fn list(user: u64) -> KeptId {
    let portal = PortalOrigin::new(Scheme::Https, "portal.example").unwrap();
    KeptId::new(&portal, UserId(RecordId::new(user).unwrap()))
}

fn found(user: u64, head: Option<&[u8]>) -> Found {
    Found { of: list(user), head: head.map(<[u8]>::to_vec) }
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
    assert_eq!(erase(&[list(1)]).await, Ok(()), "nor does erasing what is not there");

    let file = File::new_with_str_sequence(&Array::of1(&"Name;Phone".into()), "people.csv").unwrap();
    keep(&list(1), 7, b"one", &file).await.unwrap();
    keep(&list(12), 7, b"twelve", &"pasted".into()).await.unwrap();
    add(&list(1), 7, KeptPart::Search(3), &[1, 2, 3]).await.unwrap();
    add(&list(1), 7, KeptPart::Search(3), &[4]).await.unwrap();
    add(&list(1), 7, KeptPart::Head, b"first").await.unwrap();
    let expected = vec![found(1, Some(b"first")), found(12, Some(b"twelve"))];
    assert_eq!(look().await, Ok(expected));

    let Stored { head, searches, file } = take(&list(1)).await.unwrap();
    assert_eq!((head, searches), (b"first".to_vec(), vec![vec![4]]));
    let file: File = file.dyn_into().unwrap();
    let text = JsFuture::from(file.text()).await.unwrap();
    assert_eq!((file.name(), text.as_string()), ("people.csv".to_owned(), Some("Name;Phone".to_owned())));
    assert_eq!(take(&list(12)).await.unwrap().file.as_string().as_deref(), Some("pasted"));

    // What belongs to a list that another tab has kept in the meantime changes nothing of that one.
    assert_eq!(add(&list(1), 8, KeptPart::Search(3), &[9]).await, Err(StoreFault::Replaced));
    erase_run(&list(1), 8).await.unwrap();
    assert_eq!(take(&list(1)).await.unwrap().searches, [vec![4]]);

    // Another one takes the place of the first, with all of its parts.
    keep(&list(1), 7, b"second", &"other".into()).await.unwrap();
    assert!(take(&list(1)).await.unwrap().searches.is_empty());
    erase_run(&list(1), 7).await.unwrap();
    assert_eq!(take(&list(1)).await.map(drop), Err(StoreFault::Failed));
    assert_eq!(look().await, Ok(vec![found(12, Some(b"twelve"))]));
    erase(&[list(12)]).await.unwrap();
    assert_eq!(
        add(&list(1), 7, KeptPart::Search(0), &[1]).await,
        Err(StoreFault::Replaced),
        "a part alone is not kept"
    );
    assert_eq!(look().await, Ok(Vec::new()));

    run("Object.defineProperty(self, 'indexedDB', { value: undefined, configurable: true }); return Promise.resolve();")
        .await;
    let denied = (look().await, keep(&list(1), 7, b"", &JsValue::NULL).await);
    run("delete self.indexedDB; return Promise.resolve();").await;
    assert_eq!(denied, (Err(StoreFault::Denied), Err(StoreFault::Denied)));
}
