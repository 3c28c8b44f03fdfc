//! What is worth knowing about the token, whatever an API says.

use domain::{
    judge::{Finding, Weight},
    sentence,
};
use yew::{Html, html};

use super::{card, entry::Entry, mark::Mark, prose};

pub(super) fn view(findings: &[Finding]) -> Html {
    let content = if findings.is_empty() {
        prose::hint("Nothing worth a warning was found.")
    } else {
        html! { <ul class="entries">{ for findings.iter().map(finding) }</ul> }
    };
    card::view("findings-title", "Worth knowing", content)
}

fn finding(finding: &Finding) -> Html {
    let weight = finding.name.weight();
    let (mark, label) = match weight {
        Weight::Danger => (Mark::Danger, "Danger:"),
        Weight::Caution => (Mark::Warning, "Caution:"),
        Weight::Note => (Mark::Information, "Note:"),
    };
    let words = sentence(&finding.reason);
    let more = prose::paragraph("entry-more", finding.remedy);
    Entry { state: weight.code(), mark, label, words: &words, more }.view()
}
