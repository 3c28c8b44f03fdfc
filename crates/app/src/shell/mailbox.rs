//! Carries events to the root component, also those that come before there is one.

use std::{cell::RefCell, rc::Rc};

use domain::Event;
use yew::Callback;

/// A queue of events that becomes a direct line once somebody reads it.
#[derive(Clone, Default)]
pub(super) struct Mailbox(Rc<Inner>);

#[derive(Default)]
struct Inner {
    waiting: RefCell<Vec<Event>>,
    reader: RefCell<Option<Callback<Event>>>,
}

impl Mailbox {
    /// Hands an event over, or keeps it for the reader to come.
    pub(super) fn post(&self, event: Event) {
        let reader = self.0.reader.borrow().clone();
        match reader {
            Some(reader) => reader.emit(event),
            None => self.0.waiting.borrow_mut().push(event),
        }
    }

    /// From now on events go to `reader`, those that wait first.
    pub(super) fn connect(&self, reader: &Callback<Event>) {
        *self.0.reader.borrow_mut() = Some(reader.clone());
        for event in self.0.waiting.take() {
            reader.emit(event);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_before_the_reader_wait_for_it_in_order() {
        let mailbox = Mailbox::default();
        mailbox.post(Event::Remembered);
        mailbox.post(Event::Woken);
        let read = Rc::new(RefCell::new(Vec::new()));
        let reader = Callback::from({
            let read = Rc::clone(&read);
            move |event: Event| read.borrow_mut().push(format!("{event:?}"))
        });
        mailbox.connect(&reader);
        mailbox.post(Event::Restored);
        assert_eq!(*read.borrow(), ["Remembered", "Woken", "Restored"]);
    }
}
