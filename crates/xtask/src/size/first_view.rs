//! Which files a first view loads: the one that it begins with, and what this and its styles and
//! scripts name.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::Context;

use crate::page::{console, files};

/// What a first view begins with.
pub(crate) const PAGE: &str = "index.html";
pub(crate) const WIDGET: &str = "cockpit-jwt.js";

/// The files of the API console, which nobody loads who does not want it, as paths below `dist`: a
/// journey sees that none of them is asked for before.
pub(crate) fn on_demand(dist: &Path) -> anyhow::Result<Vec<String>> {
    Ok(names(dist)?.into_iter().filter(|name| is_on_demand(name)).collect())
}

fn is_on_demand(name: &str) -> bool {
    name.strip_prefix(console::STEM).is_some_and(|rest| rest.starts_with('-'))
}

/// The files of the first view that begins with `first`, as paths below `dist`.
///
/// A file counts when its name stands in a file that counts. What waits for a click is not loaded by
/// being named, so `<a …>` is left out, and the console.
pub(crate) fn files(dist: &Path, first: &str) -> anyhow::Result<Vec<String>> {
    let mut all = names(dist)?;
    all.retain(|name| !is_on_demand(name));
    let mut counted = BTreeSet::from([first.to_owned()]);
    let mut unread = vec![first.to_owned()];
    while let Some(reader) = unread.pop() {
        let text = text(dist, &reader)?;
        for name in all.iter().filter(|name| is_named(name, &reader, &text)) {
            if counted.insert(name.clone()) && can_name_others(name) {
                unread.push(name.clone());
            }
        }
    }
    Ok(counted.into_iter().collect())
}

fn names(dist: &Path) -> anyhow::Result<Vec<String>> {
    let files = files::below(dist)?;
    let names = files.iter().filter_map(|file| file.strip_prefix(dist).ok()?.to_str());
    Ok(names.filter(|name| !is_compressed(name)).map(str::to_owned).collect())
}

fn is_compressed(name: &str) -> bool {
    matches!(ending(name), "br" | "gz")
}

fn can_name_others(name: &str) -> bool {
    matches!(ending(name), "html" | "css" | "js" | "webmanifest")
}

fn ending(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}

fn text(dist: &Path, name: &str) -> anyhow::Result<String> {
    let text = fs::read_to_string(dist.join(name))
        .with_context(|| format!("cannot read {name} of the built page"))?;
    Ok(if ending(name) == "html" { without_links(&text) } else { text })
}

fn without_links(html: &str) -> String {
    let mut parts = html.split("<a ");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        kept.push_str(part.split_once('>').map_or("", |(_, rest)| rest));
    }
    kept
}

/// Whether the text of `reader` names the file: by its whole path or from the reader's folder.
fn is_named(name: &str, reader: &str, text: &str) -> bool {
    let folder = reader.rsplit_once('/').map_or("", |(folder, _)| folder);
    let beside = name.strip_prefix(folder).map(|rest| rest.trim_start_matches('/'));
    std::iter::once(name).chain(beside).any(|name| stands_alone(name, text))
}

/// Not as part of a longer name: `app.js` is not in `my-app.js`.
fn stands_alone(name: &str, text: &str) -> bool {
    text.match_indices(name).any(|(start, _)| {
        let before = text.get(..start).and_then(|part| part.chars().next_back());
        let after = text.get(start + name.len()..).and_then(|part| part.chars().next());
        before.is_none_or(|c| "\"'`/(= \n".contains(c))
            && after.is_none_or(|c| "\"'`)?#> \n".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HTML: &str = "<!DOCTYPE html><html><head><link rel=stylesheet href=/base-1a.css>\
        <link rel=icon href=\"icon.svg\"><script type=module>import init from '/app-2b.js';\
        init({module_or_path:'/app-2b_bg.wasm'})</script></head>\
        <body><a href=\"embed.html\">embed</a></body></html>";

    fn check(files: &[(&str, &str)], expected: &[&str]) {
        let unique = files.iter().map(|(name, text)| name.len() + 7 * text.len()).sum::<usize>();
        let dist = std::env::temp_dir().join(format!("xtask-view-{}-{unique}", std::process::id()));
        for (name, text) in files {
            let file = dist.join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        assert_eq!(super::files(&dist, PAGE).unwrap(), expected);
        fs::remove_dir_all(dist).unwrap();
    }

    #[test]
    fn what_a_trunk_page_loads_is_counted() {
        check(
            &[
                ("index.html", HTML),
                ("base-1a.css", "@font-face{src:url(f.woff2)}"),
                ("f.woff2", ""),
                ("icon.svg", ""),
                ("app-2b.js", "new URL(\"app-2b_bg.wasm\", import.meta.url)"),
                ("app-2b_bg.wasm", ""),
                ("app-2b.js.br", ""),
                ("embed.html", ""),
            ],
            &["app-2b.js", "app-2b_bg.wasm", "base-1a.css", "f.woff2", "icon.svg", "index.html"],
        );
    }

    #[test]
    fn what_a_script_imports_is_counted_from_its_own_folder() {
        check(
            &[
                ("index.html", "<script src=\"./js/start.js\"></script>"),
                ("js/start.js", "import './part.js'"),
                ("js/part.js", ""),
                ("js/my-part.js", ""),
                ("part.js.map", ""),
            ],
            &["index.html", "js/part.js", "js/start.js"],
        );
    }

    #[test]
    fn the_page_does_not_load_the_widget() {
        let page = "<script src=app-1.js></script><a href=cockpit-jwt.js></a>";
        let embed = "<script src=https://jwt.example/cockpit-jwt.js></script>";
        let files = [
            ("index.html", page),
            ("app-1.js", ""),
            ("cockpit-jwt.js", ""),
            ("embed/index.html", embed),
        ];
        check(&files, &["app-1.js", "index.html"]);
    }

    #[test]
    fn the_console_waits_for_a_click() {
        let page = "<meta content=\"console-1.js console-2.css\"><script src=consoles.js></script>";
        let files = [
            ("index.html", page),
            ("console-1.js", ""),
            ("console-2.css", ""),
            ("consoles.js", ""),
        ];
        check(&files, &["consoles.js", "index.html"]);
        let dist = std::env::temp_dir().join(format!("xtask-demand-{}", std::process::id()));
        for (name, text) in files.into_iter().chain([("console-1.js.br", "")]) {
            files::write(&dist.join(name), text).unwrap();
        }
        assert_eq!(on_demand(&dist).unwrap(), ["console-1.js", "console-2.css"]);
        fs::remove_dir_all(dist).unwrap();
    }

    #[test]
    fn a_longer_name_is_another_file() {
        assert!(stands_alone("app.js", "import '/app.js'"));
        assert!(stands_alone("app.js", "app.js"));
        assert!(!stands_alone("app.js", "import '/my-app.js'"));
        assert!(!stands_alone("app.js", "import '/app.js.map'"));
    }
}
