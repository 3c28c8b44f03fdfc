//! The built-in description of the Cockpit.

use domain::catalogue::{ConcretePath, Method};
use serde_json::Value;

use crate::{body, lines, one, parameters, whole};

const TEXT: &str = include_str!("../../cockpit.raml");

#[test]
fn has_the_operations_of_the_cockpit() {
    let operations = whole(TEXT);
    assert_eq!(operations, catalogue::cockpit().operations);
    assert_eq!(catalogue::cockpit().title, "Cockpit");
    let blueprint = "/ays/repository/{repository}/blueprint";
    let service = "/ays/repository/{repository}/service";
    let named = |(line, name): (&str, &str)| format!("{line} {name}");
    let expected = [
        ("POST /cockpit/update", "update"),
        ("POST /ays/template", "addTemplateRepo"),
        ("GET /ays/repository", "listRepositories"),
        ("POST /ays/repository", "createNewRepository"),
        ("GET /ays/repository/{repository}", "getRepository"),
        ("DELETE /ays/repository/{repository}", "deleteRepository"),
        (&format!("GET {blueprint}"), "listBlueprints"),
        (&format!("POST {blueprint}"), "createNewBlueprint"),
        (&format!("GET {blueprint}/{{blueprint}}"), "getBlueprint"),
        (&format!("POST {blueprint}/{{blueprint}}"), "executeBlueprint"),
        (&format!("PUT {blueprint}/{{blueprint}}"), "updateBlueprint"),
        (&format!("DELETE {blueprint}/{{blueprint}}"), "deleteBlueprint"),
        (&format!("PUT {blueprint}/{{blueprint}}/archive"), "archiveBlueprint"),
        (&format!("PUT {blueprint}/{{blueprint}}/restore"), "restoreBlueprint"),
        (&format!("GET {service}"), "listServices"),
        (&format!("GET {service}/{{role}}"), "listServicesByRole"),
        (&format!("GET {service}/{{role}}/{{name}}"), "getServiceByName"),
        (&format!("DELETE {service}/{{role}}/{{name}}"), "deleteServiceByName"),
        ("GET /ays/repository/{repository}/template", "listTemplates"),
        ("GET /ays/repository/{repository}/template/{template}", "getTemplate"),
        ("GET /ays/repository/{repository}/aysrun", "listRuns"),
        ("POST /ays/repository/{repository}/aysrun", "CreateRun"),
        ("GET /ays/repository/{repository}/aysrun/{aysrun}", "getRun"),
    ]
    .map(named);
    let lines = lines(&operations);
    let found: Vec<_> =
        lines.iter().zip(&operations).map(|(line, it)| named((line, &it.name))).collect();
    assert_eq!(found, expected);
    assert_eq!(found.len(), 23);
}

#[test]
fn says_what_each_operation_does_and_takes() {
    let operations = whole(TEXT);
    assert!(operations.iter().all(|operation| operation.summary.ends_with('.')));
    let with_body: Vec<_> = operations
        .iter()
        .filter_map(|operation| Some((operation.name.as_str(), operation.body.as_ref()?)))
        .collect();
    let names: Vec<_> = with_body.iter().map(|(name, _)| *name).collect();
    let expected =
        ["addTemplateRepo", "createNewRepository", "createNewBlueprint", "updateBlueprint"];
    assert_eq!(names, expected);
    for (_, body) in with_body {
        assert_eq!(body.media_type, "application/json");
        assert!(serde_json::from_str::<Value>(&body.example).unwrap().is_object());
    }
    let create = one(&operations, Method::Post, "/ays/repository");
    assert_eq!(
        body(create),
        "{\n  \"name\": \"web\",\n  \"git_url\": \"https://git.example.com/web.git\"\n}"
    );
    let service =
        one(&operations, Method::Get, "/ays/repository/{repository}/service/{role}/{name}");
    assert_eq!(parameters(service), ["path repository=web", "path role=vm", "path name=front"]);
}

#[test]
fn tells_requests_of_the_cockpit_from_others() {
    let cockpit = catalogue::cockpit();
    let name = |method, path| {
        let path = ConcretePath::parse(path).unwrap();
        cockpit.operation(method, &path).map(|operation| operation.name.as_str())
    };
    assert_eq!(name(Method::Get, "/ays/repository/web"), Some("getRepository"));
    assert_eq!(
        name(Method::Put, "/ays/repository/w/blueprint/b/restore"),
        Some("restoreBlueprint")
    );
    assert_eq!(name(Method::Put, "/ays/repository/web"), None);
    assert_eq!(name(Method::Get, "/ays/repository/"), None);
    assert_eq!(name(Method::Get, "/admin"), None);
}
