//! The command lines, run by a shell in which `curl` and `http` only say what they were given.

use std::{
    io::Write as _,
    process::{Command, Stdio},
};

use domain::{catalogue::Method, snippet::Language};

use super::{
    BASE, TOKEN,
    hostile::{TEXTS, sent},
    request, with_body, with_header, written,
};

/// Prints its arguments, each with a line before it, and its input where it is to read that.
const STAND_INS: &str = r#"
curl() {
    for argument; do printf 'argument\n%s\0' "$argument"; done
    case " $* " in *" @- "*) printf 'input\n'; cat ;; esac
}
http() {
    for argument; do printf 'argument\n%s\0' "$argument"; done
    case " $* " in *" --ignore-stdin "*) ;; *) printf 'input\n'; cat ;; esac
}
"#;

struct Given {
    arguments: Vec<String>,
    input: Option<Vec<u8>>,
}

fn run(line: &str) -> Given {
    let mut shell = Command::new("sh");
    shell.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut shell = shell.spawn().unwrap();
    writeln!(shell.stdin.take().unwrap(), "{STAND_INS}{line}").unwrap();
    let output = shell.wait_with_output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{line}\n{output:?}");
    let mut arguments = Vec::new();
    let mut rest = &output.stdout[..];
    while let Some(after) = rest.strip_prefix(b"argument\n") {
        let end = after.iter().position(|byte| *byte == 0).unwrap();
        arguments.push(String::from_utf8(after[..end].to_vec()).unwrap());
        rest = &after[end + 1..];
    }
    let input = rest.strip_prefix(b"input\n");
    assert!(input.is_some() || rest.is_empty(), "{line}");
    Given { arguments, input: input.map(<[u8]>::to_vec) }
}

fn address() -> String {
    format!("{BASE}/ays/repository")
}

fn authorization() -> String {
    format!("Authorization: bearer {TOKEN}")
}

#[test]
fn curl_is_given_exactly_the_body() {
    for text in TEXTS {
        let given = run(&written(Language::Curl, &with_body(text)));
        let how =
            if given.input.is_some() { ["--data-binary", "@-"] } else { ["--data-raw", text] };
        let (authorization, address) = (authorization(), address());
        let headers = ["-H", &authorization, "-H", "Content-Type: application/json"];
        let expected = [&["-X", "POST"], &headers[..], &how, &[&address]].concat();
        assert_eq!(given.arguments, expected, "{text:?}");
        assert_eq!(given.input.unwrap_or_else(|| text.into()), text.as_bytes(), "{text:?}");
    }
}

#[test]
fn httpie_is_given_exactly_the_body() {
    for text in TEXTS {
        let given = run(&written(Language::HttPie, &with_body(text)));
        let raw = format!("--raw={text}");
        let options: &[_] = if given.input.is_some() { &[] } else { &["--ignore-stdin", &raw] };
        let (authorization, address) = (authorization(), address());
        let items = ["--", "POST", &address, &authorization, "Content-Type: application/json"];
        assert_eq!(given.arguments, [&["--ignore-netrc"], options, &items].concat(), "{text:?}");
        assert_eq!(given.input.unwrap_or_else(|| text.into()), text.as_bytes(), "{text:?}");
    }
}

#[test]
fn a_header_is_one_argument() {
    for text in TEXTS {
        let sent = sent(text);
        let field = if sent.is_empty() { "X-Text;".to_owned() } else { format!("X-Text: {sent}") };
        let (authorization, address) = (authorization(), address());
        let curl = run(&written(Language::Curl, &with_header("X-Text", text)));
        assert_eq!(curl.arguments, ["-H", &authorization, "-H", &field, &address], "{text:?}");
        let httpie = run(&written(Language::HttPie, &with_header("X-Text", text)));
        let options = ["--ignore-netrc", "--ignore-stdin", "--"];
        let items = ["GET", &address, &authorization, &field];
        assert_eq!(httpie.arguments, [&options[..], &items].concat(), "{text:?}");
    }
}

#[test]
fn a_body_longer_than_an_argument_can_be_goes_by_the_input() {
    let long = "it's a \\ and a %\n".repeat(20_000);
    for language in [Language::Curl, Language::HttPie] {
        let given = run(&written(language, &with_body(&long)));
        assert_eq!(given.input.unwrap(), long.as_bytes());
    }
}

#[test]
fn httpie_says_what_it_cannot_send() {
    for (value, is_said) in [
        (r"C:\dir", false),
        (r"\", false),
        (r"a\\=b", false),
        (r"a\=b", true),
        (r"\\\:", true),
        (r"@\@", true),
    ] {
        let line = written(Language::HttPie, &with_header("X-Text", value));
        assert_eq!(line.starts_with("# HTTPie sends the header X-Text without"), is_said, "{line}");
        assert_eq!(run(&line).arguments.last().unwrap(), &format!("X-Text: {value}"));
    }
}

#[test]
fn curl_does_not_wait_for_the_body_of_an_answer_that_has_none() {
    let given = run(&written(Language::Curl, &request(Method::Head, "/")));
    assert_eq!(given.arguments[0], "--head");
}
