//! Data on its way to the graphics card: dropped here once it is there, asked for again where a device
//! was lost and its memory with it.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What is to be uploaded, for as long as it has not been.
pub struct Freight<T> {
    data: Mutex<Option<Arc<T>>>,
    wanted: AtomicBool,
}

impl<T> Freight<T> {
    /// Ready for upload.
    pub fn new(data: T) -> Self {
        Self { data: Mutex::new(Some(Arc::new(data))), wanted: AtomicBool::new(false) }
    }

    fn data(&self) -> MutexGuard<'_, Option<Arc<T>>> {
        // Only whole values are put in and taken out.
        self.data.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The data; where it was dropped it is asked for again, and comes later.
    pub fn get(&self) -> Option<Arc<T>> {
        let data = self.data().clone();
        if data.is_none() {
            self.wanted.store(true, Ordering::Relaxed);
        }
        data
    }

    /// Drops it: the graphics card has it.
    pub fn release(&self) {
        *self.data() = None;
    }

    /// Whether it is here.
    pub fn is_here(&self) -> bool {
        self.data().is_some()
    }

    /// Whether somebody asked for it after it was dropped; asking once is enough.
    pub fn take_wish(&self) -> bool {
        self.wanted.swap(false, Ordering::Relaxed)
    }

    /// Brings it again.
    pub fn put(&self, data: Arc<T>) {
        *self.data() = Some(data);
    }
}

impl<T> fmt::Debug for Freight<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Freight").field("is_here", &self.is_here()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_dropped_is_asked_for_once_and_can_come_again() {
        let freight = Freight::new(7);
        assert_eq!(freight.get().as_deref(), Some(&7));
        assert!(!freight.take_wish());
        freight.release();
        assert!(freight.get().is_none() && freight.get().is_none());
        assert!(freight.take_wish() && !freight.take_wish());
        freight.put(Arc::new(8));
        assert_eq!(freight.get().as_deref(), Some(&8));
        assert!(!freight.take_wish());
    }
}
