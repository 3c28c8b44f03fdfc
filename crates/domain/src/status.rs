//! What an API's status code says, in words for people (RFC 9110 §15).

use core::fmt;

/// A status code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Status(u16);

impl Status {
    /// That of an answer, whether HTTP knows it or not.
    pub const fn new(code: u16) -> Self {
        Self(code)
    }

    /// The name that it is registered with (IANA, HTTP Status Code Registry); none for one that is
    /// not, or that no API sends as its answer.
    pub const fn name(self) -> Option<&'static str> {
        match known(self.0) {
            Some((name, _)) => Some(name),
            None => None,
        }
    }

    /// What it means for who sent the request, in a sentence.
    pub const fn meaning(self) -> &'static str {
        match (known(self.0), self.0) {
            (Some((_, meaning)), _) => meaning,
            (None, 100..=199) => "The API has not finished.",
            (None, 200..=299) => "The API did what was asked.",
            (None, 300..=399) => "There is more to do: the headers say what.",
            (None, 400..=499) => "The API finds something wrong with the request.",
            (None, 500..=599) => "The API could not do what was asked.",
            (None, _) => "This is no status of HTTP.",
        }
    }
}

/// As it stands in the first line of an answer: `404 Not Found`.
impl fmt::Display for Status {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.0)?;
        self.name().map_or(Ok(()), |name| write!(formatter, " {name}"))
    }
}

/// Name and meaning.
const fn known(code: u16) -> Option<(&'static str, &'static str)> {
    match code {
        200..=299 => success(code),
        300..=399 => redirection(code),
        400..=499 => client_error(code),
        500..=599 => server_error(code),
        _ => None,
    }
}

/// RFC 9110 §15.3.
const fn success(code: u16) -> Option<(&'static str, &'static str)> {
    Some(match code {
        200 => ("OK", "The API did what was asked."),
        201 => ("Created", "The API made something new."),
        202 => ("Accepted", "The API will do it, and may not have done it yet."),
        203 => ("Non-Authoritative Information", "Something on the way has changed the answer."),
        204 => ("No Content", "The API did what was asked, and has nothing to say about it."),
        205 => ("Reset Content", "The API did what was asked; what was filled in can be emptied."),
        206 => ("Partial Content", "This is a part of what the API has."),
        207 => ("Multi-Status", "The API did several things; the body says what came of each."),
        _ => return None,
    })
}

/// RFC 9110 §15.4.
const fn redirection(code: u16) -> Option<(&'static str, &'static str)> {
    const FOR_EVER: &str = "This has another address from now on: the header Location says which.";
    const FOR_NOW: &str = "This has another address for now: the header Location says which.";
    Some(match code {
        300 => ("Multiple Choices", "There are several of this to choose from."),
        301 => ("Moved Permanently", FOR_EVER),
        302 => ("Found", FOR_NOW),
        303 => ("See Other", "The answer is at another address: the header Location says which."),
        304 => ("Not Modified", "This has not changed since it was last asked for."),
        307 => ("Temporary Redirect", FOR_NOW),
        308 => ("Permanent Redirect", FOR_EVER),
        _ => return None,
    })
}

/// RFC 9110 §15.5; RFC 6585; RFC 7725 §3.
const fn client_error(code: u16) -> Option<(&'static str, &'static str)> {
    Some(match code {
        400 => ("Bad Request", "The API cannot make sense of the request."),
        401 => ("Unauthorized", "The API does not accept the token."),
        402 => ("Payment Required", "The API wants to be paid for this."),
        403 => ("Forbidden", "The API does not allow this."),
        404 => ("Not Found", "The API does not have this."),
        405 => ("Method Not Allowed", "The API has this path, but not this method for it."),
        406 => ("Not Acceptable", "The API has this in no form that was asked for."),
        407 => ("Proxy Authentication Required", "A proxy on the way wants to know who asks."),
        408 => ("Request Timeout", "The API did not get the whole request in time."),
        409 => ("Conflict", "This does not fit what is there: the name may be taken."),
        410 => ("Gone", "The API no longer has this."),
        411 => ("Length Required", "The API wants to know the length of the body first."),
        412 => ("Precondition Failed", "A condition in the headers of the request does not hold."),
        413 => ("Content Too Large", "The body is larger than the API takes."),
        414 => ("URI Too Long", "The address is longer than the API takes."),
        415 => ("Unsupported Media Type", "The API does not take a body of this media type."),
        416 => ("Range Not Satisfiable", "The API does not have the part that was asked for."),
        417 => ("Expectation Failed", "The API cannot do what the header Expect asks for."),
        421 => ("Misdirected Request", "This server does not answer for this address."),
        422 => ("Unprocessable Content", "The API can read the body, but not do what it says."),
        423 => ("Locked", "Somebody else has locked this."),
        424 => ("Failed Dependency", "Something that this depends on has failed."),
        425 => ("Too Early", "The API wants the request sent again."),
        426 => {
            ("Upgrade Required", "The API wants another protocol: the header Upgrade says which.")
        }
        428 => {
            ("Precondition Required", "The API wants a condition in the headers of the request.")
        }
        429 => ("Too Many Requests", "These are more requests than the API takes: wait a while."),
        431 => ("Request Header Fields Too Large", "The headers are larger than the API takes."),
        451 => ("Unavailable For Legal Reasons", "The API may not show this by law."),
        _ => return None,
    })
}

/// RFC 9110 §15.6; RFC 4918 §11.5; RFC 5842 §7.2; RFC 6585 §6.
const fn server_error(code: u16) -> Option<(&'static str, &'static str)> {
    Some(match code {
        500 => ("Internal Server Error", "Something went wrong inside the API."),
        501 => ("Not Implemented", "The API cannot do this at all."),
        502 => ("Bad Gateway", "A server on the way got no proper answer from the API."),
        503 => ("Service Unavailable", "The API cannot answer now: try again later."),
        504 => ("Gateway Timeout", "A server on the way got no answer from the API in time."),
        505 => ("HTTP Version Not Supported", "The API does not speak this version of HTTP."),
        507 => ("Insufficient Storage", "The API has no room for this."),
        508 => ("Loop Detected", "The API went round in a circle."),
        511 => ("Network Authentication Required", "This network wants you to sign in first."),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_told_with_its_name_and_its_meaning() {
        for (code, name, meaning) in [
            (200, "200 OK", "The API did what was asked."),
            (404, "404 Not Found", "The API does not have this."),
            (401, "401 Unauthorized", "The API does not accept the token."),
            (302, "302 Found", "This has another address for now: the header Location says which."),
            (503, "503 Service Unavailable", "The API cannot answer now: try again later."),
            (100, "100", "The API has not finished."),
            (299, "299", "The API did what was asked."),
            (306, "306", "There is more to do: the headers say what."),
            (418, "418", "The API finds something wrong with the request."),
            (599, "599", "The API could not do what was asked."),
            (0, "0", "This is no status of HTTP."),
            (600, "600", "This is no status of HTTP."),
        ] {
            let status = Status::new(code);
            assert_eq!((status.to_string().as_str(), status.meaning()), (name, meaning));
        }
    }

    #[test]
    fn each_meaning_is_one_sentence() {
        for code in 0..=u16::MAX {
            let meaning = Status::new(code).meaning();
            assert!(meaning.ends_with('.') && !meaning.contains(". "), "{code} {meaning}");
            assert!(meaning.starts_with(|first: char| first.is_ascii_uppercase()), "{meaning}");
        }
    }
}
