//! Under which name the body of an answer is saved.

use super::{Answer, Content, EntryNumber};

/// The name of a file for the body: a number of ours, and an ending from a list of ours, so that
/// nothing the API says can be a path or a program.
pub(super) fn file_name(number: EntryNumber, answer: &Answer) -> String {
    let ending = known_ending(&answer.media_type()).unwrap_or_else(|| match answer.content() {
        Content::Json(_) => "json",
        Content::Text(_) => "txt",
        Content::Empty | Content::Binary => "bin",
    });
    format!("answer-{}.{ending}", number.get())
}

fn known_ending(media_type: &str) -> Option<&'static str> {
    Some(match media_type {
        "application/gzip" => "gz",
        "application/pdf" => "pdf",
        "application/xml" | "text/xml" => "xml",
        "application/yaml" => "yaml",
        "application/zip" => "zip",
        "image/gif" => "gif",
        "image/jpeg" => "jpg",
        "image/png" => "png",
        "image/svg+xml" => "svg",
        "image/webp" => "webp",
        "text/csv" => "csv",
        "text/html" => "html",
        "text/markdown" => "md",
        other if other.ends_with("+xml") => "xml",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_file_is_named_after_what_is_in_it() {
        for (media_type, body, expected) in [
            ("application/json", "{}".as_bytes(), "answer-0.json"),
            ("text/plain", b"[1]", "answer-0.json"),
            ("application/json", b"{", "answer-0.txt"),
            ("Text/HTML; charset=utf-8", b"<p>", "answer-0.html"),
            ("image/png", &[0x89, b'P'], "answer-0.png"),
            ("application/atom+xml", b"<feed/>", "answer-0.xml"),
            ("application/octet-stream", &[0xff], "answer-0.bin"),
            ("application/x-msdownload", b"MZ\0", "answer-0.bin"),
            ("../../etc/passwd", b"x", "answer-0.txt"),
            ("", b"", "answer-0.bin"),
        ] {
            let headers = vec![("content-type".to_owned(), media_type.to_owned())];
            let answer = Answer { status: 200, headers, body: body.into(), took: Duration::ZERO };
            assert_eq!(file_name(EntryNumber::default(), &answer), expected, "{media_type}");
        }
    }
}
