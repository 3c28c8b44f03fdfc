use std::path::PathBuf;

use super::super::{files, hashed};
use super::*;

/// The sources of this project beside what Trunk would have built.
fn built(name: &str) -> PathBuf {
    let dist = std::env::temp_dir().join(format!("xtask-embedding-{}-{name}", std::process::id()));
    for file in ["app-1a.js", "app-2b_bg.wasm", "page-3c.css", "icon-4d.svg"] {
        files::write(&dist.join(file), file).unwrap();
    }
    dist
}

fn www() -> PathBuf {
    Project::find().unwrap().path("www")
}

fn names(dist: &Path) -> Vec<String> {
    let files = files::below(dist).unwrap();
    files.iter().map(|file| file.strip_prefix(dist).unwrap().display().to_string()).collect()
}

#[test]
fn the_module_knows_its_parts_and_is_found_under_two_addresses() {
    let dist = built("widget");
    let hashed = |name: &str| Hashed {
        name: name.to_owned(),
        integrity: hashed::integrity(name.as_bytes()),
    };
    let [glue, code, style] = ["console-5e.js", "console-6f.wasm", "console-7a.css"].map(hashed);
    let console = Console { glue, code, style };
    widget::add(&www().join("widget"), &dist, &console).unwrap();
    let module = Hashed::find(&dist, "cockpit-jwt", ".js").unwrap();
    let content = text(&dist.join(&module.name)).unwrap();
    let of_the_page = ["app-1a.js", "app-2b_bg.wasm", "page-3c.css"];
    let of_the_console = ["console-5e.js", "console-6f.wasm", "console-7a.css"];
    for part in of_the_page.into_iter().chain(of_the_console) {
        let known = format!("[\"{part}\", \"{}\"]", hashed::integrity(part.as_bytes()));
        assert!(content.contains(&known), "{content}");
    }
    assert_eq!(module.integrity, hashed::integrity(content.as_bytes()));
    let stable = text(&dist.join("cockpit-jwt.js")).unwrap();
    assert_eq!(stable, format!("export * from \"./{}\";\n", module.name));
    assert!(dist.join("cockpit-jwt.d.ts").is_file() && dist.join("custom-elements.json").is_file());
    fs::remove_dir_all(dist).unwrap();
}

#[test]
fn the_callback_page_checks_what_it_loads_and_the_portals_copy_names_the_proxy() {
    let dist = built("callback");
    let callback = callback::add(&www(), &dist).unwrap();
    portal::add(&www(), &dist, &callback).unwrap();
    let page = text(&dist.join("callback.html")).unwrap();
    assert_eq!(page.matches(" integrity=\"sha384-").count(), 3);
    assert!(page.contains("name=\"cockpit-jwt-proxy\" content=\"\""));
    let copy = text(&dist.join("embed/own/callback.html")).unwrap();
    assert_eq!(copy, page.replace("proxy\" content=\"\"", &format!("proxy\" content=\"{PROXY}\"")));
    let names = names(&dist);
    for file in &callback.files {
        assert!(names.contains(file) && names.contains(&format!("embed/own/{file}")), "{names:?}");
        assert!(page.contains(&format!("\"./{file}\"")), "{page}");
    }
    fs::remove_dir_all(dist).unwrap();
}

#[test]
fn what_has_to_be_built_first_is_not_in_the_portal() {
    let dist = built("portal");
    let callback = callback::add(&www(), &dist).unwrap();
    portal::add(&www(), &dist, &callback).unwrap();
    let names = names(&dist);
    for page in ["embed/index.html", "embed/cockpit/jwt.html", "embed/cockpit/api.html"] {
        assert!(names.contains(&page.to_owned()), "{names:?}");
    }
    assert!(names.contains(&"embed/examples/plain.html".to_owned()), "{names:?}");
    let is_built = |name: &String| name.contains("/react/") || name.contains("/vue/");
    assert!(!names.iter().any(is_built), "{names:?}");
    fs::remove_dir_all(dist).unwrap();
}

#[test]
fn the_invitation_can_be_copied_into_a_page() {
    let module = Hashed { name: "cockpit-jwt-1a.js".to_owned(), integrity: "sha384-x".to_owned() };
    let expected = "      <script type=\"module\" src=\"https://jwt.example/cockpit-jwt-1a.js\" \
                    integrity=\"sha384-x\" crossorigin></script>";
    assert_eq!(invitation(&module).lines().nth(1).unwrap(), expected);
}

#[test]
fn what_cannot_be_filled_in_is_told() {
    let error = fill("a", "{glue}", "b").unwrap_err().to_string();
    assert_eq!(error, "`{glue}` is missing in a file that it has to be filled in");
}
