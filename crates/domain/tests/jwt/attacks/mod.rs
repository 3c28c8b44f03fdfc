//! Texts that are not a token, or one that two readers could read differently. Each table has the
//! attack's name, what is given, and the sentence that answers it.

mod headers;
mod payloads;
mod texts;

use domain::jwt::UntrustedJwt;

type Attack = (&'static str, &'static str, &'static str);

#[track_caller]
fn refused(name: &str, text: &str, sentence: &str) {
    match UntrustedJwt::parse(text) {
        Ok(_) => panic!("{name}: was read"),
        Err(error) => {
            assert_eq!(error.to_string(), sentence, "{name}");
            assert!(error.code().starts_with("jwt-"), "{name}");
            assert!(error.hint().ends_with('.'), "{name}");
        }
    }
}
