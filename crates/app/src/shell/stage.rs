//! What Yew draws on. Yew never lets go of an element that it has drawn in: it leaves its listeners
//! there and keeps them, and the element, for ever. So an element is used again and again.

use std::cell::RefCell;

use web_sys::Element;
use yew::{Callback, Component, Context, Html, Renderer};

use super::{
    document,
    life::{Life, Opening},
    mailbox::Message,
};

thread_local! {
    /// Those on which nothing is drawn at the moment.
    static FREE: RefCell<Vec<Stage>> = const { RefCell::new(Vec::new()) };
}

/// An element with Yew on it.
pub(super) struct Stage {
    element: Element,
    turn: Callback<Turn>,
}

/// What happens on a stage.
pub(super) enum Turn {
    /// A view is drawn from now on.
    Begun(Box<Opening>),
    /// Something happened that it is drawn from.
    Told(Box<Message>),
    /// It is not drawn any more. The stage is free as soon as nothing is to be seen of it.
    Over(Stage),
}

impl Stage {
    /// On an element inside another one.
    pub(super) fn inside(parent: &Element) -> Option<Self> {
        let free = FREE.with_borrow_mut(Vec::pop);
        let stage = match free {
            Some(stage) => stage,
            None => Self::on(document()?.create_element("div").ok()?),
        };
        parent.append_child(&stage.element).ok()?;
        Some(stage)
    }

    fn on(element: Element) -> Self {
        let app = Renderer::<Root>::with_root(element.clone()).render();
        let turn = app.callback(|turn| turn);
        Self { element, turn }
    }

    pub(super) fn begin(&self, opening: Opening) {
        let mailbox = opening.shell.mailbox.clone();
        self.turn.emit(Turn::Begun(Box::new(opening)));
        mailbox.connect(&self.turn.reform(|message| Turn::Told(Box::new(message))));
    }

    /// Ends what is drawn on it; the next one may have it.
    pub(super) fn leave(self) {
        self.element.remove();
        let turn = self.turn.clone();
        turn.emit(Turn::Over(self));
    }
}

/// The one component with a state.
struct Root {
    life: Option<Life>,
    /// What is left.
    left: Option<Stage>,
}

impl Component for Root {
    type Message = Turn;
    type Properties = ();

    fn create(_context: &Context<Self>) -> Self {
        Self { life: None, left: None }
    }

    fn update(&mut self, _context: &Context<Self>, turn: Turn) -> bool {
        match (turn, &mut self.life) {
            (Turn::Told(message), Some(life)) => life.update(*message),
            (Turn::Told(_), None) => {}
            (Turn::Begun(opening), _) => self.life = Some(Life::begin(*opening)),
            (Turn::Over(stage), _) => {
                self.life = None;
                self.left = Some(stage);
            }
        }
        true
    }

    fn view(&self, _context: &Context<Self>) -> Html {
        self.life.as_ref().map(Life::view).unwrap_or_default()
    }

    fn rendered(&mut self, _context: &Context<Self>, _first: bool) {
        if let Some(life) = &mut self.life {
            life.rendered();
        }
        FREE.with_borrow_mut(|free| free.extend(self.left.take()));
    }
}
