//! The pending sign-in in the tab's session storage: the only thing this page keeps anywhere.

use domain::{
    Recalled, State, Transaction,
    itsyouonline::authorize::{Callback, CallbackError},
};
use web_sys::Storage;

use super::window;

const PREFIX: &str = "cockpit-jwt:";

/// The browser keeps nothing for this page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StorageUnavailable;

/// The browser may have none, forbid it, or throw when asked.
fn session() -> Option<Storage> {
    window()?.session_storage().ok()?
}

fn key(state: &State) -> String {
    format!("{PREFIX}{}", state.as_str())
}

/// Keeps a transaction until the person comes back.
///
/// # Errors
/// When the browser does not keep it.
pub fn remember(transaction: &Transaction) -> Result<(), StorageUnavailable> {
    let storage = session().ok_or(StorageUnavailable)?;
    storage
        .set_item(&key(&transaction.state()), &transaction.to_storage())
        .map_err(|_| StorageUnavailable)
}

/// Removes a transaction.
pub fn forget(state: &State) {
    if let Some(storage) = session() {
        // Without a storage there is nothing in it.
        let _ = storage.remove_item(&key(state));
    }
}

/// Takes out the transaction that the address speaks of: the one of its state, or, where it names
/// none, whatever is still pending. A malformed address speaks of none, and what another element of
/// the page has begun stays.
pub fn recall(callback: &Result<Callback, CallbackError>, begun_by: &str) -> Recalled {
    let Some(storage) = session() else { return Recalled::Unavailable };
    let transaction = match callback {
        Ok(Callback::Code { state, .. } | Callback::Refused { state, .. }) => {
            take(&storage, &key(state), begun_by)
        }
        Ok(Callback::None) => take_pending(&storage, begun_by),
        Err(_) => None,
    };
    transaction.map_or(Recalled::Nothing, Recalled::Pending)
}

fn take(storage: &Storage, key: &str, begun_by: &str) -> Option<Transaction> {
    let text = storage.get_item(key).ok()??;
    let transaction = Transaction::from_storage(&text);
    if transaction.as_ref().is_ok_and(|transaction| transaction.begun_by != begun_by) {
        return None;
    }
    // What cannot be removed could be replayed, so it does not count as taken.
    storage.remove_item(key).ok()?;
    transaction.ok()
}

/// All that are pending are taken out; the last one begun is what the person remembers.
fn take_pending(storage: &Storage, begun_by: &str) -> Option<Transaction> {
    let keys = (0..storage.length().ok()?).filter_map(|index| storage.key(index).ok()?);
    let keys: Vec<_> = keys.filter(|key| key.starts_with(PREFIX)).collect();
    let pending = keys.iter().filter_map(|key| take(storage, key, begun_by));
    pending.max_by_key(|transaction| transaction.begun_at)
}
