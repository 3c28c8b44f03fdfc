//! Exceptions from a rule, made in a comment that gives the reason.

use super::Finding;
use super::tree::Tree;

/// What these rules say holds everywhere.
const WITHOUT_EXCEPTION: &[&str] = &["layers", "secrets"];

/// Shorter than this is no reason.
const SHORTEST_REASON: usize = 12;

/// Whether a comment at the finding's place makes an exception from its rule.
pub(crate) fn covers(tree: &Tree, finding: &Finding) -> bool {
    if WITHOUT_EXCEPTION.contains(&finding.rule) {
        return false;
    }
    let Some(source) = tree.named(&finding.path) else { return false };
    let lines: Vec<&str> = source.text.lines().collect();
    match finding.line {
        0 => lines.iter().any(|line| makes_one(line, finding.rule)),
        number => at(&lines, number - 1, finding.rule),
    }
}

/// On the line itself, or in the comments and attributes directly above it.
fn at(lines: &[&str], index: usize, rule: &str) -> bool {
    let (before, rest) = lines.split_at(index.min(lines.len()));
    let own = rest.first().is_some_and(|line| makes_one(line, rule));
    let above = before.iter().rev().take_while(|line| belongs_to_next(line));
    own || above.into_iter().any(|line| makes_one(line, rule))
}

fn belongs_to_next(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("//") || line.starts_with('#')
}

fn makes_one(line: &str, rule: &str) -> bool {
    let comment = line.split_once("// tidy: ").or_else(|| line.split_once("# tidy: "));
    let reason = comment.and_then(|(_, text)| text.trim_start().strip_prefix(rule));
    reason.is_some_and(|reason| reason.trim_matches([' ', '-', ':']).len() >= SHORTEST_REASON)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covered_of(rule: &'static str, text: &str, line: usize) -> bool {
        let finding = Finding { path: "a.rs".to_owned(), line, rule, message: String::new() };
        covers(&Tree::sample(&[("a.rs", text)]), &finding)
    }

    fn covered(text: &str, line: usize) -> bool {
        covered_of("some-rule", text, line)
    }

    #[test]
    fn secrets_and_layers_have_no_exception() {
        for rule in WITHOUT_EXCEPTION {
            let text = format!("fn a() {{}} // tidy: {rule} - it reads better so\n");
            assert!(!covered_of(rule, &text, 1));
            assert!(!covered_of(rule, &text, 0));
        }
    }

    #[test]
    fn an_exception_stands_above_or_beside_its_place() {
        let above = "// tidy: some-rule - it reads better so\n#[must_use]\nfn a() {}\n";
        assert!(covered(above, 3));
        assert!(covered("fn a() {} // tidy: some-rule - it reads better so\n", 1));
        assert!(!covered("// tidy: some-rule - it reads better so\n\nfn a() {}\n", 3));
    }

    #[test]
    fn an_exception_for_a_file_stands_anywhere() {
        assert!(covered("\n\nfn a() {}\n// tidy: some-rule - generated from the standard\n", 0));
    }

    #[test]
    fn an_exception_needs_a_reason_and_the_right_rule() {
        assert!(!covered("fn a() {} // tidy: some-rule\n", 1));
        assert!(!covered("fn a() {} // tidy: some-rule - no\n", 1));
        assert!(!covered("fn a() {} // tidy: other-rule - it reads better so\n", 1));
    }
}
