//! Command lines for a POSIX shell.

use super::Call;
use crate::text::is_deceptive;

/// Linux takes no argument of 128 KiB or more.
const LONGEST_ARGUMENT: usize = 100 * 1024;

/// A word of a POSIX shell that stands for exactly this text. It cannot hold U+0000.
pub(crate) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// A command line with curl.
pub(super) fn curl(call: &Call<'_>) -> String {
    let mut words = vec!["curl".to_owned()];
    match call.method {
        "GET" => {}
        // With `-X HEAD` curl would wait for a body.
        "HEAD" => words.push("--head".to_owned()),
        method => words.push(format!("-X {method}")),
    }
    words.push(format!("-H {}", quoted(&format!("Authorization: {}", call.authorization))));
    words.extend(call.headers.iter().map(|header| format!("-H {}", field(header))));
    match call.body {
        None => finished(words, call),
        Some(body) if is_argument(body) => {
            words.push(format!("--data-raw {}", quoted(body)));
            finished(words, call)
        }
        Some(body) => {
            words.push("--data-binary @-".to_owned());
            piped(body, &finished(words, call))
        }
    }
}

fn finished(mut words: Vec<String>, call: &Call<'_>) -> String {
    words.push(quoted(&call.address));
    on_lines(&words)
}

/// A command line with `HTTPie`. Its own syntax for bodies is not used, so that a body is sent as it is.
pub(super) fn httpie(call: &Call<'_>) -> String {
    let body = call.body;
    let from_stdin = body.is_some_and(|body| !is_argument(body));
    // A password from `~/.netrc` would take the place of the token.
    let mut words = vec!["http --ignore-netrc".to_owned()];
    if !from_stdin {
        // Where no terminal is, it would wait for a body.
        words.push("--ignore-stdin".to_owned());
    }
    words.extend(body.filter(|_| !from_stdin).map(|body| format!("--raw={}", quoted(body))));
    words.push(format!("-- {} {}", call.method, quoted(&call.address)));
    words.push(quoted(&format!("Authorization: {}", call.authorization)));
    words.extend(call.headers.iter().map(field));
    let command = on_lines(&words);
    let command = match body {
        Some(body) if from_stdin => piped(body, &command),
        _ => command,
    };
    let loses = |(_, value): &&(String, String)| loses_a_backslash(value);
    let lost = call.headers.iter().filter(loses);
    let warnings = lost.map(|(name, _)| {
        format!("# HTTPie sends the header {name} without the backslash before : ; = or @.\n")
    });
    warnings.chain([command]).collect()
}

/// A backslash that stands before a mark of its syntax is read by `HTTPie`, unless a second one is in
/// between; there is no spelling for an odd number of them.
fn loses_a_backslash(value: &str) -> bool {
    value.match_indices([':', ';', '=', '@']).any(|(at, _)| {
        let before = value.get(..at).unwrap_or_default();
        (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
    })
}

/// A header as both read it. The blank keeps `HTTPie` from reading a mark of its syntax, like `:=` or
/// `:@`, and goes before the header is sent; with a colon and nothing behind it none would be sent.
fn field((name, value): &(String, String)) -> String {
    quoted(&if value.is_empty() { format!("{name};") } else { format!("{name}: {value}") })
}

/// One line, or where that gets long, several.
fn on_lines(words: &[String]) -> String {
    let separator = if words.len() > 3 { " \\\n  " } else { " " };
    words.join(separator)
}

/// Whether a body can be an argument. A terminal acts on control characters that are pasted.
fn is_argument(body: &str) -> bool {
    let is_plain = |character: char| character == '\n' || !is_deceptive(character);
    body.len() < LONGEST_ARGUMENT && body.chars().all(is_plain)
}

/// `printf` belongs to the shell, where an argument may have any length.
fn piped(body: &str, command: &str) -> String {
    let mut buffer = [0; 4];
    let mut escaped = String::with_capacity(body.len());
    for character in body.chars() {
        match character {
            '\\' => escaped.push_str(r"\\"),
            '\n' => escaped.push('\n'),
            _ if is_deceptive(character) => {
                let bytes = character.encode_utf8(&mut buffer).bytes();
                escaped.extend(bytes.map(|byte| format!("\\0{byte:03o}")));
            }
            _ => escaped.push(character),
        }
    }
    format!("printf %b {} |\n  {command}", quoted(&escaped))
}
