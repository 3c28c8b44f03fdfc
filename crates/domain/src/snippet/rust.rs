//! A small program in Rust.

use super::{Call, literal::rust as literal};

/// Spelled apart from its mark: the program prints, this crate does not.
const PRINT: &str = "println";

pub(super) fn program(call: &Call<'_>) -> String {
    let Call { method, address, authorization, headers, body } = call;
    let headers: String = headers.iter().map(header).collect();
    let body = body.map(|body| format!("        .body({})\n", literal(body))).unwrap_or_default();
    format!(
        r#"// In Cargo.toml:
// [dependencies]
// reqwest = {{ version = "0.13", features = ["blocking"] }}

use reqwest::{{Method, blocking::Client}};

fn main() -> Result<(), Box<dyn std::error::Error>> {{
    let response = Client::new()
        .request(Method::{method}, {address})
        .header("Authorization", {authorization})
{headers}{body}        .send()?;
    {PRINT}!("{{}}", response.status());
    {PRINT}!("{{}}", response.text()?);
    Ok(())
}}
"#,
        address = literal(address),
        authorization = literal(authorization),
    )
}

fn header((name, value): &(String, String)) -> String {
    format!("        .header({}, {})\n", literal(name), literal(value))
}
