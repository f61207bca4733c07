//! Small sets as sorted lists: one kind of code, and little of it, for all of them.

/// Adds an item that may be there already.
pub(in crate::search) fn insert<T: Ord>(set: &mut Vec<T>, item: T) {
    if let Err(place) = set.binary_search(&item) {
        set.insert(place, item);
    }
}

/// Whether an item is there.
pub(in crate::search) fn contains<T: Ord>(set: &[T], item: &T) -> bool {
    set.binary_search(item).is_ok()
}
