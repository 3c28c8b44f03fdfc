//! What OpenAPI lets one say in several ways.

use domain::catalogue::Method;

use crate::{body, lines, one, parameters, remarks, whole};

fn described(rest: &str) -> String {
    format!("openapi: 3.1.0\ninfo: {{title: T}}\n{rest}")
}

#[test]
fn operations_have_the_parameters_of_their_path() {
    let text = described(
        "paths:
  /a/{b}:
    summary: Of the path
    parameters:
      - {name: b, in: path, required: true, schema: {type: string, default: x}}
      - $ref: '#/components/parameters/a~1b%20c'
      - {name: session, in: cookie}
      - {name: Authorization, in: header}
    get:
      operationId: first
      parameters:
        - {name: q, in: query, example: 5, description: Mine}
        - {name: X-A, in: header, examples: {one: {value: [1, 2]}}}
        - {name: elsewhere, in: path, required: true}
    head: {summary: '', description: \"One.\\n\\nTwo.\"}
    x-extra: 5
  x-other: {}
components:
  parameters:
    a/b c: {name: q, in: query, required: true}
",
    );
    let operations = whole(&text);
    assert_eq!(lines(&operations), ["GET /a/{b}", "HEAD /a/{b}"]);
    assert_eq!(operations[0].name, "first");
    assert_eq!(operations[0].summary, "Of the path");
    assert_eq!(operations[1].summary, "One.");
    assert_eq!(parameters(&operations[0]), ["path b=x", "query q?=5", "header X-A?=[1,2]"]);
    assert_eq!(parameters(&operations[1]), ["path b=x", "query q="]);
}

const BODIES: &str = "paths:
  /a:
    put: {requestBody: {content: {application/json: {example: {z: 1, a: 2}}}}}
    post:
      requestBody:
        required: true
        content:
          text/xml: {example: <a/>}
          application/vnd.x+json: {examples: {one: {$ref: '#/components/examples/one'}}}
    patch: {requestBody: {$ref: '#/components/requestBodies/whole'}}
    delete: {requestBody: {content: {'*/*': {schema: {type: string}}}}}
components:
  examples: {one: {value: [1]}}
  requestBodies: {whole: {content: {application/json: {schema: {$ref: '#/components/schemas/Whole'}}}}}
  schemas:
    Base: {type: object, properties: {id: {type: integer, readOnly: true}, kind: {const: k}}}
    Whole:
      allOf:
        - $ref: '#/components/schemas/Base'
        - properties:
            self: {$ref: '#/components/schemas/Whole'}
            nullable: {type: ['null', string]}
            when: {type: string, format: date}
            list: {type: array, items: {enum: [x, y]}}
            one: {oneOf: [{type: boolean}, {type: string}]}
            least: {type: number, minimum: 0.5}
            unknown: {}
";

#[test]
fn bodies_have_the_example_that_is_given_or_made_from_the_schema() {
    let text = described(BODIES);
    let operations = whole(&text);
    assert_eq!(body(one(&operations, Method::Put, "/a")), "{\n  \"z\": 1,\n  \"a\": 2\n}");
    let post = one(&operations, Method::Post, "/a").body.as_ref().unwrap();
    assert_eq!((post.media_type.as_str(), post.required), ("application/vnd.x+json", true));
    assert_eq!(post.example, "[\n  1\n]");
    let whole: serde_json::Value =
        serde_json::from_str(body(one(&operations, Method::Patch, "/a"))).unwrap();
    let mut inner = &whole;
    for _ in 0..2 {
        assert_eq!(inner["kind"], "k");
        assert_eq!(inner["nullable"], "string");
        assert_eq!(inner["list"], serde_json::json!(["x"]));
        assert_eq!(inner["one"], false);
        assert_eq!(inner["least"], 0.5);
        assert_eq!(inner["when"], "2026-01-31");
        assert!(inner.get("id").is_none() && inner.get("unknown").is_none());
        inner = &inner["self"];
    }
    let delete = one(&operations, Method::Delete, "/a").body.as_ref().unwrap();
    assert_eq!(delete.media_type, "application/octet-stream");
}

const WRONG: &str = "paths:
  /a:
    trace: {}
    get: 5
    put: {parameters: 7}
    post:
      parameters:
        - {name: x}
        - {name: y, in: body}
        - $ref: other.yaml#/x
        - $ref: '#/nowhere'
        - $ref: '#/components/parameters/circle'
      requestBody: {}
  /b: [1]
  c: {get: {}}
  /a:
    delete: {}
components: {parameters: {circle: {$ref: '#/components/parameters/circle'}}}
";

#[test]
fn what_is_wrong_is_left_out_and_told_with_its_line() {
    let text = described(WRONG);
    assert_eq!(
        remarks(&text),
        [
            "line 5: the method `trace` is none that can be sent; it is left out",
            "line 6: `get` must be a mapping, but is a text; it is left out",
            "line 7: `parameters` must be a list, but is a text; it is left out",
            "line 10: a parameter has no `name` or no `in`; it is left out",
            "line 11: `in` does not know `body`; the parameter is left out",
            "line 12: the reference `other.yaml#/x` leads out of the document and is not followed",
            "line 13: the reference `#/nowhere` leads nowhere",
            "line 15: the body has no `content`; it is left out",
            "line 16: `/b` must be a mapping, but is a list; it is left out",
            "line 17: the path `c` does not begin with a slash; the operation is left out",
            "line 18: `/a` stands here a second time; the first counts",
            "line 20: the references lead in a circle",
        ]
    );
    let read = catalogue::read(&text).unwrap();
    assert_eq!(lines(&read.catalogue.operations), ["PUT /a", "POST /a"]);
}

#[test]
fn without_paths_there_are_no_operations() {
    for (rest, remark) in [
        ("", "line 1: there is no `paths`, so there are no operations"),
        ("paths: 5", "line 3: `paths` must be a mapping, but is a text; it is left out"),
    ] {
        assert_eq!(remarks(&described(rest)), [remark]);
    }
    assert_eq!(whole(&described("paths:")), []);
}
