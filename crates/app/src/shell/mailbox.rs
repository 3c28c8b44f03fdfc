//! Carries what happens to the root component, also before there is one.

use std::{cell::RefCell, rc::Rc};

use domain::{
    Event, LensChange, RequestFailure,
    api::PageConfig,
    inspect::{FileFault, InspectEvent, PastedText},
};
use yew::Callback;

use super::{console::Came, host::Host};
use crate::view::Place;

/// What the root component is told.
#[derive(Debug)]
pub(crate) enum Message {
    /// In the sign-in.
    Happened(Event),
    /// Where tokens are inspected.
    Inspected(InspectEvent),
    /// Another API's rules are to be used.
    LensChanged(LensChange),
    /// The address names another part of the page.
    PlaceChanged(Place),
    /// The settings are to be asked for again.
    SettingsWanted,
    /// The author of the page around has changed the element.
    HostChanged(Box<Host>),
    /// The proxy answered, or did not.
    SettingsCame(Result<PageConfig, RequestFailure>),
    /// The person wants the API console.
    ConsoleWanted,
    /// It was loaded, or not.
    ConsoleCame(Box<Came>),
    /// The console has ended by itself.
    ConsoleStopped,
    /// It wants to know what the judge says.
    JudgeAsked,
}

/// A queue of messages that becomes a direct line once somebody reads it.
pub(crate) struct Mailbox<M = Message>(Rc<RefCell<Line<M>>>);

enum Line<M> {
    /// Nobody reads yet.
    Waiting(Vec<M>),
    Read(Callback<M>),
    /// Nobody reads any more.
    Closed,
}

impl<M> Default for Mailbox<M> {
    fn default() -> Self {
        Self(Rc::new(RefCell::new(Line::Waiting(Vec::new()))))
    }
}

impl<M> Clone for Mailbox<M> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<M: 'static> Mailbox<M> {
    /// Hands a message over, or keeps it for the reader to come.
    pub(crate) fn post(&self, message: impl Into<M>) {
        let message = message.into();
        let reader = match &mut *self.0.borrow_mut() {
            Line::Waiting(waiting) => return waiting.push(message),
            Line::Read(reader) => reader.clone(),
            Line::Closed => return,
        };
        reader.emit(message);
    }

    /// From now on messages go to `reader`, those that wait first.
    pub(crate) fn connect(&self, reader: &Callback<M>) {
        if let Line::Waiting(waiting) = self.0.replace(Line::Read(reader.clone())) {
            for message in waiting {
                reader.emit(message);
            }
        }
    }

    /// From now on nobody is told anything, and whoever was told is let go.
    pub(crate) fn close(&self) {
        self.0.replace(Line::Closed);
    }

    /// What posts, for a view or a listener.
    pub(crate) fn posts<T: 'static>(&self, message: fn(T) -> M) -> Callback<T> {
        let mailbox = self.clone();
        Callback::from(move |it| mailbox.post(message(it)))
    }
}

impl From<Event> for Message {
    fn from(event: Event) -> Self {
        Self::Happened(event)
    }
}

impl From<InspectEvent> for Message {
    fn from(event: InspectEvent) -> Self {
        Self::Inspected(event)
    }
}

/// What became of a file.
impl From<Result<PastedText, FileFault>> for Message {
    fn from(read: Result<PastedText, FileFault>) -> Self {
        Self::Inspected(InspectEvent::FileRead(read))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_before_the_reader_wait_for_it_in_order() {
        let mailbox = Mailbox::<Message>::default();
        mailbox.post(Event::Remembered);
        mailbox.post(Event::Woken);
        let read = Rc::new(RefCell::new(Vec::new()));
        let reader = Callback::from({
            let read = Rc::clone(&read);
            move |message: Message| read.borrow_mut().push(format!("{message:?}"))
        });
        mailbox.connect(&reader);
        mailbox.post(Event::Restored);
        mailbox.close();
        mailbox.post(Event::Cancelled);
        assert_eq!(
            *read.borrow(),
            ["Happened(Remembered)", "Happened(Woken)", "Happened(Restored)"]
        );
        // Neither the mailbox nor what waits in it holds the reader any more.
        drop(reader);
        assert_eq!(Rc::strong_count(&read), 1);
    }
}
