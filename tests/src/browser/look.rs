//! How the page is looked at: size, colours, on paper, without JavaScript; and pictures of it.

use std::{fs, path::Path};

use serde_json::Value;
use thirtyfour::common::print::PrintParameters;

use super::{Browser, way};
use crate::Preference;

/// A colour scheme that the person prefers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// On what the page is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// On the screen.
    Screen,
    /// On paper.
    Paper,
}

impl Scheme {
    /// Its name in media queries.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

impl Medium {
    /// Its name for a browser that is told to pretend.
    pub(super) const fn pretended(self) -> &'static str {
        match self {
            Self::Screen => "",
            Self::Paper => "print",
        }
    }
}

impl Browser {
    /// Runs a script in every page from now on, before its own.
    pub async fn before_every_page(&self, script: &str) {
        way!(self, look::before_every_page(script));
    }

    /// Turns JavaScript off.
    pub async fn without_javascript(&self) {
        way!(self, look::without_javascript());
    }

    /// What a screen reader would read, without any script running in the page.
    pub async fn spoken(&self) -> String {
        way!(self, look::spoken())
    }

    /// The tree that assistive technology gets.
    pub(crate) async fn tree(&self) -> Value {
        way!(self, look::tree())
    }

    /// Puts the window's inside at a size, in CSS pixels, as on a phone or a desk.
    pub async fn screen(&self, width: u32, height: u32, scheme: Scheme) {
        way!(self, look::screen(width, height, scheme));
    }

    /// Enlarges the page in a window whose inside has then this size, in CSS pixels.
    pub(crate) async fn zoom(&self, width: u32, height: u32, zoom: u32) {
        way!(self, look::zoom(width, height, zoom));
    }

    /// Sets the size of letters as in the browser's settings: nothing that a style sheet could undo.
    pub(crate) async fn letters(&self, size: u32) {
        way!(self, look::letters(size));
    }

    /// From now on it is preferred, and nothing else.
    pub async fn prefer(&self, preference: Preference) {
        way!(self, look::prefer(preference));
    }

    /// Shows the page as on paper, or on the screen again.
    pub async fn medium(&self, medium: Medium) {
        way!(self, look::medium(medium));
    }

    /// Prints the page into a file.
    pub async fn pdf(&self) -> Vec<u8> {
        let printed = self.driver.print_page(PrintParameters::default()).await;
        printed.expect("the browser prints")
    }

    /// Writes a picture of the whole page into a file, also of what one has to scroll to.
    pub(crate) async fn screenshot(&self, file: &Path) {
        let picture: Vec<u8> = way!(self, look::picture());
        fs::write(file, picture).expect("there is room for the picture");
    }
}
