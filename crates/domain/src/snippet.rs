//! A request to the API as a program that runs as it stands: for a shell, or in a language.
//!
//! Whatever text a request holds, the program sends that text and nothing else happens. The header
//! `Authorization` carries the token, in the form that [`CopyText`] has it.

mod javascript;
mod literal;
mod python;
mod rust;
mod shell;

use crate::{CopyText, catalogue::CallRequest, jwt::CompactJwt};

pub(crate) use shell::quoted as shell_quoted;

/// For what a program is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// A POSIX shell, with curl 7.43 or newer.
    Curl,
    /// A POSIX shell, with `HTTPie` 3 or newer.
    HttPie,
    /// Rust, with reqwest.
    Rust,
    /// Python 3.9 or newer, with its standard library: it is there wherever Python is, and unlike the
    /// package requests it does not put a password from `~/.netrc` in the place of the token.
    Python,
    /// JavaScript in a browser or in Node.js 18 or newer, with `fetch`.
    JavaScript,
}

impl Language {
    /// Every language, in the order of a menu.
    pub const ALL: [Self; 5] =
        [Self::Curl, Self::HttPie, Self::Rust, Self::Python, Self::JavaScript];

    /// What people call it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Curl => "curl",
            Self::HttPie => "HTTPie",
            Self::Rust => "Rust",
            Self::Python => "Python",
            Self::JavaScript => "JavaScript",
        }
    }
}

/// A program that sends `request` to the API at `base` with the token. It shows the answer.
///
/// Headers that cannot be sent are left out: names that are none (RFC 9110 §5.1), and those two that
/// are ours, `Authorization` and `Content-Type`. Control characters in a value become blanks (§5.5);
/// characters beyond ASCII go as UTF-8.
pub fn snippet(
    language: Language,
    request: &CallRequest,
    base: &str,
    token: &CompactJwt,
) -> CopyText {
    let call = Call::new(request, base, token);
    CopyText::new(match language {
        Language::Curl => shell::curl(&call),
        Language::HttPie => shell::httpie(&call),
        Language::Rust => rust::program(&call),
        Language::Python => python::program(&call),
        Language::JavaScript => javascript::program(&call),
    })
}

/// What all languages say, each in its way.
struct Call<'r> {
    method: &'static str,
    address: String,
    /// The value of the header `Authorization`.
    authorization: String,
    /// All other headers, each name once.
    headers: Vec<(String, String)>,
    body: Option<&'r str>,
}

impl<'r> Call<'r> {
    fn new(request: &'r CallRequest, base: &str, token: &CompactJwt) -> Self {
        let content = request.content();
        let mut headers: Vec<(String, String)> = Vec::new();
        if let Some((media_type, _)) = content {
            headers.push(("Content-Type".to_owned(), field_value(media_type)));
        }
        for (name, value) in request.headers.iter().filter(|(name, _)| is_sendable(name)) {
            add(&mut headers, name, &field_value(value));
        }
        Self {
            method: request.method.as_str(),
            address: request.address(base),
            authorization: format!("bearer {}", token.expose()),
            headers,
            body: content.map(|(_, body)| body),
        }
    }
}

/// Several fields of one name mean the same as their values in one (RFC 9110 §5.3), and not every
/// program can send several.
fn add(headers: &mut Vec<(String, String)>, name: &str, value: &str) {
    match headers.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
        Some((_, values)) => values.extend([", ", value]),
        None => headers.push((name.to_owned(), value.to_owned())),
    }
}

/// A token (RFC 9110 §5.6.2) that is not the name of a header of ours.
fn is_sendable(name: &str) -> bool {
    let is_ours =
        ["authorization", "content-type"].iter().any(|ours| name.eq_ignore_ascii_case(ours));
    let is_token_character =
        |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !is_ours && !name.is_empty() && name.bytes().all(is_token_character)
}

/// Without what would end the field or is not allowed in it.
fn field_value(text: &str) -> String {
    let without_control: String =
        text.chars().map(|it| if it.is_control() { ' ' } else { it }).collect();
    without_control.trim_matches(' ').to_owned()
}
