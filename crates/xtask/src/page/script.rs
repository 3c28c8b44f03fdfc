//! What a script or a style of ours is like when it is sent: without comments and indentation.

/// Takes away lines that are comments, and what lines begin with.
///
/// Trunk makes only the page's own scripts smaller. This knows no grammar: a template that goes over
/// several lines would lose its blanks, so the scripts have none.
pub(super) fn bare(script: &str) -> String {
    let lines = script.lines().map(str::trim).filter(|line| !line.is_empty() && !is_comment(line));
    lines.fold(String::new(), |text, line| text + line + "\n")
}

/// Makes one script of several, of which the last one alone exports something.
///
/// So that there is one request. No two of them may use a name for different things.
pub(super) fn joined(scripts: &[String]) -> String {
    let Some((last, inner)) = scripts.split_last() else { return String::new() };
    let (inner, last) = (bare(&inner.join("\n")), bare(last));
    let inner = inner.lines().map(|line| line.strip_prefix("export ").unwrap_or(line));
    let lines = inner.chain(last.lines()).filter(|line| !line.starts_with("import {"));
    lines.fold(String::new(), |text, line| text + line + "\n")
}

fn is_comment(line: &str) -> bool {
    line.starts_with("//") || line.starts_with("/*") && line.ends_with("*/")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::files;
    use super::*;
    use crate::project::Project;

    #[test]
    fn comments_and_indentation_go_and_code_stays() {
        let script = "// What.\nif (a) {\n  /** Why. */\n  b(\"// c\");\n\n  d(); // e\n}\n";
        assert_eq!(bare(script), "if (a) {\nb(\"// c\");\nd(); // e\n}\n");
    }

    #[test]
    fn of_joined_scripts_the_last_one_exports() {
        let inner = "// A.\n\nimport { b } from \"./b.js\";\n\nexport const a = b;\n".to_owned();
        let last = "import { a } from \"./a.js\";\n\nexport class C {}\n".to_owned();
        let first = "export const b = 1;\n".to_owned();
        assert_eq!(joined(&[inner.clone(), last.clone()]), "const a = b;\nexport class C {}\n");
        let all = "const b = 1;\nconst a = b;\nexport class C {}\n";
        assert_eq!(joined(&[first, inner, last]), all);
    }

    #[test]
    fn no_script_has_a_template_or_a_comment_over_several_lines() {
        let www = Project::find().unwrap().path("www");
        let scripts = files::below(&www.join("widget")).unwrap().into_iter();
        let scripts = scripts.filter(|file| file.extension().is_some_and(|ending| ending == "js"));
        for file in scripts.chain([www.join("callback.js")]) {
            let name = file.display().to_string();
            let script = fs::read_to_string(file).unwrap();
            for line in script.lines() {
                assert_eq!(line.matches('`').count() % 2, 0, "{name}: {line}");
                assert!(!line.contains("/*") || line.contains("*/"), "{name}: {line}");
            }
        }
    }
}
