//! Values that one build leaves to the next: each is a pure function of its key, so that no order of builds shows.
//!
//! What a build does not ask for is dropped when it is over, so that memory stays as large as the reader.

use std::collections::HashMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Values by what they were made from; threads may share it.
pub struct Memory<K, V> {
    table: Mutex<HashMap<K, (V, Asked)>>,
}

/// Whether this build has asked for a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Yes,
    No,
}

impl<K: Hash + Eq, V: Clone> Memory<K, V> {
    /// A value that is there.
    pub fn get(&self, key: &K) -> Option<V> {
        let mut table = self.table();
        let (value, asked) = table.get_mut(key)?;
        *asked = Asked::Yes;
        Some(value.clone())
    }

    /// Keeps a value.
    pub fn keep(&self, key: K, value: V) {
        self.table().insert(key, (value, Asked::Yes));
    }

    /// A value that is there, or that is made now. Two threads that ask at once may both make it.
    pub fn get_or(&self, key: K, make: impl FnOnce() -> V) -> V {
        if let Some(value) = self.get(&key) {
            return value;
        }
        let value = make();
        self.keep(key, value.clone());
        value
    }

    /// Ends a build: what it did not ask for is dropped.
    pub fn sweep(&self) {
        let mut table = self.table();
        table.retain(|_, (_, asked)| std::mem::replace(asked, Asked::No) == Asked::Yes);
        if table.capacity() > 4 * table.len() {
            table.shrink_to_fit();
        }
    }

    /// How many values there are.
    pub fn len(&self) -> usize {
        self.table().len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A thread that panicked while it held the table has left it whole: values are made outside.
    fn table(&self) -> MutexGuard<'_, HashMap<K, (V, Asked)>> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<K, V> Default for Memory<K, V> {
    fn default() -> Self {
        Self { table: Mutex::default() }
    }
}

impl<K, V> fmt::Debug for Memory<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memory").finish_non_exhaustive()
    }
}

/// A shared value as a key: equal to itself alone, which costs nothing to find out. The key keeps the value alive, so
/// that no other can come to its place.
#[derive(Debug)]
pub struct Same<T: ?Sized>(pub Arc<T>);

impl<T: ?Sized> Same<T> {
    /// The key of a value.
    pub fn of(value: &Arc<T>) -> Self {
        Self(Arc::clone(value))
    }
}

impl<T: ?Sized> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T: ?Sized> Eq for Same<T> {}

impl<T: ?Sized> Hash for Same<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Arc::as_ptr(&self.0).cast::<()>().hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_build_does_not_ask_for_is_dropped() {
        let memory = Memory::default();
        assert_eq!((memory.get_or("a", || 1), memory.get_or("b", || 2)), (1, 2));
        memory.sweep();
        assert_eq!(memory.get_or("a", || 9), 1, "it is still there");
        memory.sweep();
        assert_eq!((memory.len(), memory.get(&"b")), (1, None));
        assert_eq!(memory.get_or("b", || 3), 3);
        memory.sweep();
        memory.sweep();
        assert!(memory.is_empty());
    }

    #[test]
    fn equal_values_are_different_keys() {
        let (one, two) = (Arc::new("x".to_owned()), Arc::new("x".to_owned()));
        let memory = Memory::default();
        memory.keep(Same::of(&one), 1);
        assert_eq!((memory.get(&Same::of(&one)), memory.get(&Same::of(&two))), (Some(1), None));
    }
}
