//! The API console's files, under names that never change their content: they are loaded when somebody
//! wants the console.

use std::fs;
use std::path::Path;

use anyhow::Context;

use super::hashed::Hashed;
use super::{files, script};

/// What the names of these files, and of no others, begin with.
pub(crate) const STEM: &str = "console";

/// The name of the element in the page that names them.
const NAMES: &str = "content=\"console.js console_bg.wasm console.css\"";

/// Glue, WebAssembly and styles, as they lie in `dist/`.
pub(super) struct Console {
    pub(super) glue: Hashed,
    pub(super) code: Hashed,
    pub(super) style: Hashed,
}

/// Gives the files that Trunk has built their names, and the page these names.
pub(super) fn add(dist: &Path) -> anyhow::Result<Console> {
    // What a crate brings along for the glue would be loaded too, and measured by nobody.
    anyhow::ensure!(
        !dist.join("snippets").exists(),
        "wasm-bindgen has made scripts beside the glue"
    );
    let console = Console {
        glue: renamed(dist, "console.js", "js", <[u8]>::to_vec)?,
        code: renamed(dist, "console_bg.wasm", "wasm", <[u8]>::to_vec)?,
        // Trunk makes only the styles smaller that a page begins with.
        style: renamed(dist, "console.css", "css", bare)?,
    };
    let page = dist.join("index.html");
    let html = fs::read_to_string(&page).context("cannot read the built page")?;
    let names = [&console.glue, &console.code, &console.style].map(|it| it.name.as_str());
    files::write(&page, in_page(&html, &names.join(" "))?)?;
    Ok(console)
}

fn renamed(
    dist: &Path,
    name: &str,
    ending: &str,
    changed: fn(&[u8]) -> Vec<u8>,
) -> anyhow::Result<Hashed> {
    let file = dist.join(name);
    let content = fs::read(&file).with_context(|| format!("Trunk has not built {name}"))?;
    let hashed = Hashed::write(dist, STEM, ending, &changed(&content))?;
    fs::remove_file(&file).with_context(|| format!("cannot remove {name}"))?;
    Ok(hashed)
}

fn bare(style: &[u8]) -> Vec<u8> {
    script::bare(&String::from_utf8_lossy(style)).into_bytes()
}

fn in_page(html: &str, names: &str) -> anyhow::Result<String> {
    let found = html.matches(NAMES).count();
    anyhow::ensure!(found == 1, "the page names the console's files {found} times, not once");
    Ok(html.replace(NAMES, &format!("content=\"{names}\"")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_get_names_with_hashes_and_the_page_knows_them() {
        let dist = std::env::temp_dir().join(format!("xtask-console-{}", std::process::id()));
        let page = format!("<meta name=x {NAMES}>");
        let style = "/* Why. */\n.a {\n  b: c;\n}\n";
        let built = [("console.js", "a"), ("console_bg.wasm", "b"), ("console.css", style)];
        for (name, text) in built.iter().copied().chain([("index.html", page.as_str())]) {
            files::write(&dist.join(name), text).unwrap();
        }
        let Console { glue, code, style } = add(&dist).unwrap();
        let names = format!("{} {} {}", glue.name, code.name, style.name);
        let html = fs::read_to_string(dist.join("index.html")).unwrap();
        assert_eq!(html, format!("<meta name=x content=\"{names}\">"));
        let bare = ".a {\nb: c;\n}\n";
        for (name, text) in [(&glue.name, "a"), (&code.name, "b"), (&style.name, bare)] {
            assert_eq!(fs::read_to_string(dist.join(name)).unwrap(), text);
        }
        assert!(built.iter().all(|(name, _)| !dist.join(name).exists()));
        let refused = || add(&dist).map(|console| console.glue.name).unwrap_err().to_string();
        assert_eq!(refused(), "Trunk has not built console.js");
        files::write(&dist.join("snippets/gloo/inline0.js"), "").unwrap();
        assert_eq!(refused(), "wasm-bindgen has made scripts beside the glue");
        fs::remove_dir_all(dist).unwrap();
    }

    #[test]
    fn a_page_that_does_not_name_them_is_a_mistake() {
        assert!(in_page("<meta>", "a b c").is_err());
        assert!(in_page(&format!("{NAMES} {NAMES}"), "a b c").is_err());
    }
}
