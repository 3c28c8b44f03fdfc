//! The dialect against exchanges observed from an ItsYou.online server: the requests we build are
//! like those, and every answer is read.

mod answers;
mod exchanges;
mod hostile_answers;
mod requests;
