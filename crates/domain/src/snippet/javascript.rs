//! A small program in JavaScript. It awaits nothing outside of a function, so it runs in modules,
//! scripts and consoles alike.

use super::{Call, literal::javascript as literal};

pub(super) fn program(call: &Call<'_>) -> String {
    let Call { method, address, authorization, headers, body } = call;
    let headers: String = headers.iter().map(header).collect();
    let body = body.map(|body| format!("  body: {},\n", literal(body))).unwrap_or_default();
    format!(
        r#"fetch({address}, {{
  method: "{method}",
  headers: [
    ["Authorization", {authorization}],
{headers}  ],
{body}}}).then(async (response) => {{
  console.log(response.status, response.statusText);
  console.log(await response.text());
}});
"#,
        address = literal(address),
        authorization = literal(authorization),
    )
}

/// A pair, for in an object the name `__proto__` is none.
fn header((name, value): &(String, String)) -> String {
    format!("    [{}, {}],\n", literal(name), bytes_of(value))
}

/// Each character of a header's value is one byte to `fetch`. As letters they would be wrong ones.
fn bytes_of(value: &str) -> String {
    let bytes: String = value.bytes().map(char::from).collect();
    let escaped = |character: char| match u32::from(character) {
        0x80.. => format!("\\u{:04x}", u32::from(character)),
        _ => character.to_string(),
    };
    literal(&bytes).chars().map(escaped).collect::<Vec<_>>().concat()
}
