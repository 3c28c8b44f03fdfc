//! Texts that could end the literal they stand in, read back with another reader than a language's.

use domain::{catalogue::CallRequest, snippet::Language};
use proptest::prelude::*;

use super::{TOKEN, with_body, with_header, written};

/// What some language or other would act on.
pub(super) const TEXTS: [&str; 25] = [
    "",
    "plain",
    "it's",
    "'; rm -rf ~; '",
    r#"he said "no""#,
    "\\",
    "\\\"",
    "ends in a backslash\\",
    "two\nlines\n",
    "\r\n\ttab",
    "$HOME ${HOME} $(id) `id` !! %s %n %%",
    "\"# \"## r#\"",
    "\\n \\u0041 \\x41 \\N{DIGIT ONE}",
    "*/ // <!-- </script> ${1+1}",
    "'''\"\"\"",
    "@/etc/passwd",
    ":=@/etc/passwd",
    "=;:@==",
    "-d --help -- -",
    "Zoë 漢 \u{1f600}\u{fe0f}",
    "\u{202e}txt.exe\u{2066}",
    "\u{e0041}\u{200b}\u{2028}\u{2029}\u{feff}",
    "\0 nothing \u{7f}\u{1b}[201~\u{9b}",
    "\u{7}1 \\0101 \\n \\\\ \\c",
    "\u{fffd}\u{10ffff}",
];

/// All texts between double quotes, read as JSON.
fn json_strings(mut program: &str) -> Vec<String> {
    let mut strings = Vec::new();
    while let Some((_, rest)) = program.split_once('"') {
        let literal = &program[program.len() - rest.len() - 1..];
        let mut reader = serde_json::Deserializer::from_str(literal).into_iter::<String>();
        strings.push(reader.next().unwrap().unwrap());
        program = &literal[reader.byte_offset()..];
    }
    strings
}

/// Python's escape of eight digits, which JSON lacks, as the pair of JSON.
fn as_json(program: &str) -> String {
    let mut pieces = program.split("\\U");
    let mut json = pieces.next().unwrap().to_owned();
    for piece in pieces {
        let backslashes = json.len() - json.trim_end_matches('\\').len();
        if backslashes % 2 == 1 {
            json.push_str("\\U");
            json.push_str(piece);
            continue;
        }
        let (digits, rest) = piece.split_at(8);
        let character = char::from_u32(u32::from_str_radix(digits, 16).unwrap()).unwrap();
        json.extend(
            character.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")),
        );
        json.push_str(rest);
    }
    json
}

#[test]
fn javascript_holds_exactly_the_text() {
    for text in TEXTS {
        let strings = json_strings(&written(Language::JavaScript, &with_body(text)));
        let expected = [
            "https://cockpit.example/api/ays/repository",
            "POST",
            "Authorization",
            &format!("bearer {TOKEN}"),
            "Content-Type",
            "application/json",
            text,
        ];
        assert_eq!(strings, expected, "{text:?}");
    }
}

#[test]
fn python_holds_exactly_the_text() {
    for text in TEXTS {
        let strings = json_strings(&as_json(&written(Language::Python, &with_body(text))));
        let expected = [
            "https://cockpit.example/api/ays/repository",
            "POST",
            text,
            "Content-Type",
            "application/json",
            "Authorization",
            &format!("bearer {TOKEN}"),
            "replace",
        ];
        assert_eq!(strings, expected, "{text:?}");
    }
}

/// The bytes of a header, as far as a header can hold the text.
pub(super) fn sent(text: &str) -> String {
    text.replace(|character: char| character.is_control(), " ").trim_matches(' ').to_owned()
}

#[test]
fn a_header_holds_what_a_header_can_hold() {
    for text in TEXTS {
        let request = with_header("X-Text", text);
        let javascript = json_strings(&written(Language::JavaScript, &request));
        let bytes: String = sent(text).bytes().map(char::from).collect();
        assert_eq!(javascript[4..], ["X-Text", &bytes], "{text:?}");
        let python = json_strings(&as_json(&written(Language::Python, &request)));
        assert_eq!(python[2..4], ["X-Text", &sent(text)], "{text:?}");
    }
}

#[test]
fn what_hides_is_never_in_a_program_of_a_language_itself() {
    let hides = |character: char| {
        character.is_control() && character != '\n'
            || matches!(character, '\u{200b}'..='\u{202e}' | '\u{2066}' | '\u{feff}' | '\u{e0041}')
    };
    for text in TEXTS {
        for language in Language::ALL {
            let program = written(language, &with_body(text));
            assert!(!program.contains(hides), "{} {text:?}", language.label());
        }
    }
}

#[test]
fn names_that_are_none_and_those_of_ours_are_left_out() {
    for name in ["", "a b", "@/etc/passwd", "a:b", "é", "a\nb", "authorization", "Content-Type"] {
        for language in Language::ALL {
            let plain = written(language, &with_body("{}"));
            let headers = vec![(name.to_owned(), "canary".to_owned())];
            let request = CallRequest { headers, ..with_body("{}") };
            assert_eq!(written(language, &request), plain, "{} {name:?}", language.label());
        }
    }
}

#[test]
fn a_name_that_comes_twice_is_one_header() {
    let headers = vec![("X-A".to_owned(), "1".to_owned()), ("x-a".to_owned(), "2".to_owned())];
    for language in Language::ALL {
        let program = written(language, &CallRequest { headers: headers.clone(), ..with_body("") });
        assert!(program.contains("1, 2"), "{program}");
    }
}

proptest! {
    #[test]
    fn any_text_is_held_exactly(text in "(\\PC|[\"'\\\\\n\u{0}-\u{9f}\u{200b}-\u{206f}\u{e0020}-\u{e007f}]){0,24}") {
        let javascript = json_strings(&written(Language::JavaScript, &with_body(&text)));
        prop_assert_eq!(javascript.last(), Some(&text));
        let python = json_strings(&as_json(&written(Language::Python, &with_body(&text))));
        prop_assert_eq!(python.get(2), Some(&text));
    }
}
