//! A small program in Python.

use super::{Call, literal::python as literal};

pub(super) fn program(call: &Call<'_>) -> String {
    let Call { method, address, authorization, headers, body } = call;
    let headers: String = headers.iter().map(header).collect();
    let body =
        body.map(|body| format!("    data={}.encode(),\n", literal(body))).unwrap_or_default();
    format!(
        r#"import urllib.error
import urllib.request

request = urllib.request.Request(
    {address},
    method="{method}",
{body})
{headers}# Not handed on to wherever the API may redirect.
request.add_unredirected_header("Authorization", {authorization})

try:
    response = urllib.request.urlopen(request)
except urllib.error.HTTPError as refusal:
    response = refusal
print(response.status, response.reason)
print(response.read().decode(errors="replace"))
"#,
        address = literal(address),
        authorization = literal(authorization),
    )
}

/// Python sends text as ISO 8859-1, and nothing beyond it, but bytes as they are.
fn header((name, value): &(String, String)) -> String {
    let encoding = if value.is_ascii() { "" } else { ".encode()" };
    format!("request.add_header({}, {}{encoding})\n", literal(name), literal(value))
}
