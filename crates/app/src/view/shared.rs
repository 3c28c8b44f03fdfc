//! Values that go through props without being copied or compared.

use std::{ops::Deref, rc::Rc};

/// A value behind a reference count. Two are equal if they are the same one: tokens have no
/// equality of their own.
pub struct Shared<T>(Rc<T>);

impl<T> Shared<T> {
    /// Takes the value over.
    pub fn new(value: T) -> Self {
        Self(Rc::new(value))
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}
