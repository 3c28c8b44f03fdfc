//! What Yew draws on. Yew never lets go of an element that it has drawn in: it leaves its listeners
//! there and keeps them, and the element, for ever. So an element is used again and again.

use std::{cell::RefCell, thread::LocalKey};

use web_sys::Element;
use yew::{Callback, Component, Context, Html, Renderer};

use super::{document, mailbox::Mailbox};

/// What is drawn on a stage, from the opening to the close.
pub(crate) trait Played: Sized + 'static {
    /// How it stands at the beginning.
    type Opening: 'static;
    /// What happens to it.
    type Message: 'static;

    /// The stages on which nothing of its kind is drawn at the moment.
    fn free() -> &'static LocalKey<RefCell<Vec<Stage<Self>>>>;
    /// Where its messages come from.
    fn mailbox(opening: &Self::Opening) -> Mailbox<Self::Message>;
    fn begin(opening: Self::Opening) -> Self;
    fn update(&mut self, message: Self::Message);
    fn view(&self) -> Html;
    /// It has been drawn.
    fn rendered(&mut self);
}

/// An element with Yew on it.
pub(crate) struct Stage<P: Played> {
    element: Element,
    turn: Callback<Turn<P>>,
}

/// What happens on a stage.
pub(crate) enum Turn<P: Played> {
    /// A view is drawn from now on.
    Begun(Box<P::Opening>),
    /// Something happened that it is drawn from.
    Told(Box<P::Message>),
    /// It is not drawn any more. The stage is free as soon as nothing is to be seen of it.
    Over(Stage<P>),
}

impl<P: Played> Stage<P> {
    /// On an element inside another one.
    pub(crate) fn inside(parent: &Element) -> Option<Self> {
        let free = P::free().with_borrow_mut(Vec::pop);
        let stage = match free {
            Some(stage) => stage,
            None => Self::on(document()?.create_element("div").ok()?),
        };
        parent.append_child(&stage.element).ok()?;
        Some(stage)
    }

    fn on(element: Element) -> Self {
        let app = Renderer::<Root<P>>::with_root(element.clone()).render();
        let turn = app.callback(|turn| turn);
        Self { element, turn }
    }

    pub(crate) fn begin(&self, opening: P::Opening) {
        let mailbox = P::mailbox(&opening);
        self.turn.emit(Turn::Begun(Box::new(opening)));
        mailbox.connect(&self.turn.reform(|message| Turn::Told(Box::new(message))));
    }

    /// Ends what is drawn on it; the next one may have it.
    pub(crate) fn leave(self) {
        self.element.remove();
        let turn = self.turn.clone();
        turn.emit(Turn::Over(self));
    }
}

/// The one component with a state.
struct Root<P: Played> {
    played: Option<P>,
    /// What is left.
    left: Option<Stage<P>>,
}

impl<P: Played> Component for Root<P> {
    type Message = Turn<P>;
    type Properties = ();

    fn create(_context: &Context<Self>) -> Self {
        Self { played: None, left: None }
    }

    fn update(&mut self, _context: &Context<Self>, turn: Turn<P>) -> bool {
        match (turn, &mut self.played) {
            (Turn::Told(message), Some(played)) => played.update(*message),
            (Turn::Told(_), None) => {}
            (Turn::Begun(opening), _) => self.played = Some(P::begin(*opening)),
            (Turn::Over(stage), _) => {
                self.played = None;
                self.left = Some(stage);
            }
        }
        true
    }

    fn view(&self, _context: &Context<Self>) -> Html {
        self.played.as_ref().map(P::view).unwrap_or_default()
    }

    fn rendered(&mut self, _context: &Context<Self>, _first: bool) {
        if let Some(played) = &mut self.played {
            played.rendered();
        }
        P::free().with_borrow_mut(|free| free.extend(self.left.take()));
    }
}
