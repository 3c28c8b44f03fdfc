//! What RAML lets one say in several ways.

use domain::catalogue::Method;

use crate::{body, lines, one, parameters, remarks, whole};

fn described(rest: &str) -> String {
    format!("#%RAML 1.0\ntitle: T\n{rest}")
}

#[test]
fn resources_lie_in_each_other_and_hand_down_their_parameters() {
    let text = described(
        "/a/{b}:
  uriParameters: {b: {type: integer, example: 7}, unused: string}
  get: {displayName: first, description: 'Says\n\n\n  more.'}
  /c{d}.json:
    head:
    /{e}:
      uriParameters:
        e: {enum: [x, y]}
      options: {}
      patch: {}
  /f: {}
  /g:
",
    );
    let operations = whole(&text);
    let expected = [
        "GET /a/{b}",
        "HEAD /a/{b}/c{d}.json",
        "OPTIONS /a/{b}/c{d}.json/{e}",
        "PATCH /a/{b}/c{d}.json/{e}",
    ];
    assert_eq!(lines(&operations), expected);
    assert_eq!(operations[0].name, "first");
    assert_eq!(operations[0].summary, "Says");
    assert_eq!(parameters(&operations[0]), ["path b=7"]);
    assert_eq!(parameters(&operations[2]), ["path b=7", "path e=x", "path d="]);
}

#[test]
fn parameters_are_required_unless_they_say_otherwise() {
    let text = described(
        "types:
  Colour: {enum: [red, blue]}
/a:
  get:
    queryParameters:
      one: string
      two?: integer
      three: {required: false, default: 3, description: The third}
      four?: {required: true}
      five: Colour
      six: {type: Colour, example: blue}
      seven:
    headers:
      X-One: {examples: {a: 1, b: 2}}
      X-Two?: {examples: [x]}
",
    );
    let operations = whole(&text);
    let expected = [
        "query one=",
        "query two?=",
        "query three?=3",
        "query four?=",
        "query five=red",
        "query six=blue",
        "query seven=",
        "header X-One=1",
        "header X-Two?=x",
    ];
    assert_eq!(parameters(&operations[0]), expected);
    assert_eq!(operations[0].parameters[2].description, "The third");
}

const BODIES: &str = "mediaType: [application/json, text/xml]
types:
  Base: {properties: {id: integer, self?: Whole}}
  Whole:
    type: Base
    properties:
      name: string
      tags: string[]
      when?: datetime
      either: nil | boolean
      inner: {properties: {deep: number}}
      /^x-/: string
  Told: {type: Base, example: {id: 5}}
  List: {type: array, items: Told}
/a:
  put: {body: Told}
  post: {body: {type: 'Told[]'}}
  patch: {body: {application/json: {type: List}}}
  delete: {body: {text/xml: {example: <a/>}, application/merge-patch+json: {example: '{\"a\": 1}'}}}
/b:
  put: {body: {example: {value: {x: 1}, strict: false}}}
  post: {body: {examples: {one: {value: [1]}, two: 2}}}
  patch: {body: {text/plain: {example: hello}}}
  delete: {body: {application/x-www-form-urlencoded: {properties: {a: string, b: integer}}}}
/c:
  post: {body: Whole}
  put: {body: }
";

#[test]
fn bodies_have_the_example_that_is_given_or_made_from_the_type() {
    let text = described(BODIES);
    let operations = whole(&text);
    let compact = |method, path| {
        let value: serde_json::Value =
            serde_json::from_str(body(one(&operations, method, path))).unwrap();
        value.to_string()
    };
    assert_eq!(compact(Method::Put, "/a"), r#"{"id":5}"#);
    assert_eq!(compact(Method::Post, "/a"), r#"[{"id":5}]"#);
    assert_eq!(compact(Method::Patch, "/a"), r#"[{"id":5}]"#);
    let delete = one(&operations, Method::Delete, "/a").body.as_ref().unwrap();
    assert_eq!(delete.media_type, "application/merge-patch+json");
    assert_eq!(delete.example, r#"{"a": 1}"#);
    assert_eq!(compact(Method::Put, "/b"), r#"{"x":1}"#);
    assert_eq!(compact(Method::Post, "/b"), "[1]");
    assert_eq!(body(one(&operations, Method::Patch, "/b")), "hello");
    assert_eq!(body(one(&operations, Method::Delete, "/b")), "a=string&b=0");
    let made = compact(Method::Post, "/c");
    assert!(made.contains(r#""either":null,"id":0,"inner":{"deep":0},"name":"string""#), "{made}");
    assert!(made.contains(r#""tags":["string"],"when":"2026-01-31T12:00:00Z"}"#), "{made}");
    assert_eq!(body(one(&operations, Method::Put, "/c")), "");
}

const INHERITED: &str = "resourceTypes:
  base:
    get: {description: Lists <<resourcePathName | !singularize>> things of <<resourcePath>>.}
  collection:
    type: base
    is: [traced]
    get:
      is: [{paged: {most: 50}}]
    post?:
      description: Adds a <<item>>.
      body: {type: <<item>>}
    delete?:
traits:
  paged:
    queryParameters:
      page?: integer
      size: {example: <<most>>, required: false}
  traced:
    headers: {X-Trace?: {description: 'For <<methodName>>, <<unknown>> <<most | !lowercamelcase>>'}}
types:
  Pet: {example: {name: Rex}}
/pets:
  type: {collection: {item: Pet}}
  get:
    queryParameters:
      size: {example: 5}
  post:
/others:
  type: collection
  is: traced
";

#[test]
fn resource_types_and_traits_add_what_is_not_there() {
    let text = described(INHERITED);
    let operations = whole(&text);
    assert_eq!(lines(&operations), ["GET /pets", "POST /pets", "GET /others"]);
    let get = &operations[0];
    assert_eq!(get.summary, "Lists pet things of /pets.");
    assert_eq!(parameters(get), ["query size?=5", "query page?=", "header X-Trace?="]);
    let trace = &get.parameters[2].description;
    assert_eq!(trace, "For get, <<unknown>> <<most | !lowercamelcase>>");
    assert_eq!(operations[1].summary, "Adds a Pet.");
    assert_eq!(body(&operations[1]), "{\n  \"name\": \"Rex\"\n}");
    assert_eq!(operations[2].summary, "Lists other things of /others.");
}

#[test]
fn what_is_in_other_files_is_told_and_not_read() {
    let text = described(
        "uses: {lib: lib.raml}
types: {Pet: !include pet.raml}
/a: !include a.raml
/b:
  get:
    responses: {200: {body: !include fine.json}}
  put: {body: {example: !include /etc/passwd}}
  post: {body: Pet}
  patch: {body: !include body.raml}
",
    );
    assert_eq!(
        remarks(&text),
        [
            "line 3: libraries (`uses`) are in other files, which are not read",
            "line 4: the type is `!include pet.raml`, which is not read; write it out here",
            "line 5: `/a` must be a mapping, but is an `!include`; it is left out",
            "line 9: the example is `!include /etc/passwd`, which is not read; write it out here",
            "line 11: the body is `!include body.raml`, which is not read; write it out here",
        ]
    );
    let operations = catalogue::read(&text).unwrap().catalogue.operations;
    assert_eq!(lines(&operations), ["GET /b", "PUT /b", "POST /b", "PATCH /b"]);
    assert_eq!(body(&operations[1]), "");
}

#[test]
fn what_cannot_be_applied_is_told_with_its_line() {
    let text = described(
        "traits: {odd: 5}
/a:
  type: nothing
  get: {is: [odd, {}, other]}
  put: 5
/b//c:
  get:
/d:
  get:
/{e:
  get:
/d: {put: }
/f: [1]
",
    );
    assert_eq!(
        remarks(&text),
        [
            "line 5: there is no resource type `nothing` in this file",
            "line 6: there is no trait `odd` in this file",
            "line 6: there is no trait `other` in this file",
            "line 6: this names no trait",
            "line 7: `put` must be a mapping, but is a text; it is left out",
            "line 9: the path `/b//c` has an empty segment or one of dots; the operation is left out",
            "line 13: the path `/{e` has braces that do not name parameters one by one; the operation is left out",
            "line 14: `/d` stands here a second time; the first counts",
            "line 15: `/f` must be a mapping, but is a list; it is left out",
        ]
    );
    let read = catalogue::read(&text).unwrap();
    assert_eq!(lines(&read.catalogue.operations), ["GET /a", "GET /d"]);
}
