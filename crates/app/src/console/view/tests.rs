//! Every state of the console, as HTML.
