//! Descriptions that others wrote; `fixtures/README.md` says whose they are.

use domain::catalogue::Method;

use crate::{body, lines, one, parameters, remarks, whole};

#[test]
fn xkcd_in_raml_with_files_elsewhere() {
    let operations = whole(include_str!("fixtures/xkcd.raml"));
    assert_eq!(lines(&operations), ["GET /{comicId}/info.0.json", "GET /info.0.json"]);
    assert_eq!(operations[0].summary, "Fetch comics and metadata by comic id.");
    assert_eq!(parameters(&operations[0]), ["path comicId="]);
}

#[test]
fn the_parsers_example_in_raml() {
    let operations = whole(include_str!("fixtures/highlevel.raml"));
    assert_eq!(lines(&operations), ["GET /resource"]);
}

#[test]
fn the_pet_store_in_openapi_3_1_as_json() {
    let operations = whole(include_str!("fixtures/petstore.json"));
    assert_eq!(operations.len(), 20);
    let find = one(&operations, Method::Get, "/pet/findByStatus");
    assert_eq!(find.name, "findPetsByStatus");
    assert_eq!(parameters(find), ["query status="]);
    let add = one(&operations, Method::Post, "/pet");
    let add: serde_json::Value = serde_json::from_str(body(add)).unwrap();
    let names: Vec<_> = add.as_object().unwrap().keys().collect();
    assert_eq!(names, ["category", "name", "photoUrls", "status", "tags"]);
    assert_eq!(add["name"], "doggie");
    let form = one(&operations, Method::Post, "/pet/{petId}");
    assert_eq!(parameters(form), ["path petId="]);
    let form = form.body.as_ref().unwrap();
    assert_eq!(form.media_type, "application/x-www-form-urlencoded");
    assert_eq!(form.example, "name=string&status=string");
}

#[test]
fn an_api_of_openapi_3_0_as_yaml() {
    let text = include_str!("fixtures/readme.yaml");
    assert_eq!(remarks(text), [""; 0]);
    let operations = whole(text);
    assert_eq!(operations.len(), 36);
    let expected = ["GET /", "GET /api-registry/{uuid}", "GET /api-specification"];
    assert_eq!(lines(&operations)[..3], expected);
}
