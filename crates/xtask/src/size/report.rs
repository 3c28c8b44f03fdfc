//! The sizes of the first view's files, as a table and against the budget.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Context;

use super::budget::Budget;
use crate::page::compress;
use crate::table::{self, Align};

/// One file as it is, and as it travels.
#[derive(Clone, Copy, Default)]
struct Sizes {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl Sizes {
    fn of(plain: &[u8]) -> anyhow::Result<Self> {
        let (gzip, brotli) = (compress::gzip(plain)?.len(), compress::brotli(plain)?.len());
        Ok(Self { raw: plain.len(), gzip, brotli })
    }

    fn plus(self, other: Self) -> Self {
        Self {
            raw: self.raw + other.raw,
            gzip: self.gzip + other.gzip,
            brotli: self.brotli + other.brotli,
        }
    }
}

const COLUMNS: &[Align] = &[Align::Left, Align::Right, Align::Right, Align::Right, Align::Right];

/// The measured first view.
pub(crate) struct Report {
    files: Vec<(String, Sizes)>,
}

impl Report {
    pub(crate) fn of(dist: &Path, names: &[String]) -> anyhow::Result<Self> {
        let measured = names.iter().map(|name| {
            let plain = fs::read(dist.join(name)).with_context(|| format!("cannot read {name}"))?;
            Ok((name.clone(), Sizes::of(&plain)?))
        });
        Ok(Self { files: measured.collect::<anyhow::Result<_>>()? })
    }

    /// One sentence for each line of the budget that is exceeded.
    pub(crate) fn excesses(&self, budget: &Budget) -> Vec<String> {
        let kinds = self.kinds();
        let unknown = kinds.keys().filter(|kind| !budget.kinds.contains_key(**kind));
        let unknown = unknown.map(|kind| format!("{kind} has no line in budget.toml"));
        let of_kinds = budget.kinds.iter().filter_map(|(kind, most)| {
            let sizes = kinds.get(kind.as_str()).copied().unwrap_or_default();
            excess(kind, sizes.brotli, *most)
        });
        let of_total = excess("total", self.total().brotli, budget.total);
        unknown.chain(of_kinds).chain(of_total).collect()
    }

    /// A line per file, per kind with its budget, and the total with its budget.
    pub(crate) fn table(&self, budget: &Budget) -> String {
        let mut rows = self.rows("first view");
        for (kind, sizes) in self.kinds() {
            rows.push(row(&format!("all {kind}"), sizes, budget.kinds.get(kind).copied()));
        }
        rows.push(row("total", self.total(), Some(budget.total)));
        table::draw(COLUMNS, &rows)
    }

    /// A line per file, and the total with the most that it may be.
    pub(crate) fn table_of(&self, heading: &str, most: usize) -> String {
        let mut rows = self.rows(heading);
        rows.push(row("total", self.total(), Some(most)));
        table::draw(COLUMNS, &rows)
    }

    pub(crate) fn excess_of(&self, what: &str, most: usize) -> Option<String> {
        excess(what, self.total().brotli, most)
    }

    /// The totals and their budgets.
    pub(crate) fn figure(&self, widget: &Self, budget: &Budget) -> String {
        let of = |report: &Self, most| {
            format!("{} of {}", kibibytes(report.total().brotli), kibibytes(most))
        };
        format!("{} KiB, widget {}", of(self, budget.total), of(widget, budget.widget))
    }

    fn rows(&self, heading: &str) -> Vec<Vec<String>> {
        let heading = [heading, "raw", "gzip -9", "brotli -11", "budget"];
        let files = self.files.iter().map(|(name, sizes)| row(name, *sizes, None));
        std::iter::once(heading.map(str::to_owned).to_vec()).chain(files).collect()
    }

    fn total(&self) -> Sizes {
        self.files.iter().fold(Sizes::default(), |sum, (_, sizes)| sum.plus(*sizes))
    }

    fn kinds(&self) -> BTreeMap<&'static str, Sizes> {
        let mut kinds = BTreeMap::new();
        for (name, sizes) in &self.files {
            let sum: &mut Sizes = kinds.entry(kind(name)).or_default();
            *sum = sum.plus(*sizes);
        }
        kinds
    }
}

fn kind(name: &str) -> &'static str {
    match Path::new(name).extension().and_then(|ending| ending.to_str()) {
        Some("html") => "html",
        Some("css") => "css",
        Some("js") => "js",
        Some("wasm") => "wasm",
        Some("svg" | "ico" | "png" | "webp") => "icon",
        Some("woff2") => "font",
        _ => "other",
    }
}

/// In tenths, without more of them than are needed.
fn kibibytes(bytes: usize) -> String {
    let tenths = (bytes * 10).div_ceil(1024);
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        rest => format!("{}.{rest}", tenths / 10),
    }
}

fn excess(what: &str, bytes: usize, most: usize) -> Option<String> {
    (bytes > most).then(|| format!("{what} takes {bytes} bytes of {most}"))
}

fn row(name: &str, sizes: Sizes, budget: Option<usize>) -> Vec<String> {
    let budget = budget.map_or_else(String::new, |most| most.to_string());
    let numbers = [sizes.raw, sizes.gzip, sizes.brotli].map(|bytes| bytes.to_string());
    std::iter::once(name.to_owned()).chain(numbers).chain([budget]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> Report {
        let sizes = |brotli| Sizes { raw: 10 * brotli, gzip: 2 * brotli, brotli };
        let files = [("a.js", 30), ("b.js", 40), ("index.html", 5), ("x_bg.wasm", 100)];
        Report { files: files.map(|(name, brotli)| (name.to_owned(), sizes(brotli))).into() }
    }

    fn budget(total: usize, js: usize) -> Budget {
        let text = format!(
            "total = {total}\nwidget = 180\nconsole = 1\n[kinds]\njs = {js}\nhtml = 10\nwasm = 100\n"
        );
        Budget::parse(&text).unwrap()
    }

    #[test]
    fn what_is_within_the_budget_exceeds_nothing() {
        assert_eq!(report().excesses(&budget(175, 70)), Vec::<String>::new());
    }

    #[test]
    fn the_total_and_each_kind_are_held_to_the_budget() {
        let expected = ["js takes 70 bytes of 69", "total takes 175 bytes of 174"];
        assert_eq!(report().excesses(&budget(174, 69)), expected);
    }

    #[test]
    fn a_kind_without_a_line_is_an_excess() {
        let budget =
            Budget::parse("total = 1000\nwidget = 1\nconsole = 1\n[kinds]\njs = 70\nhtml = 10\n")
                .unwrap();
        assert_eq!(report().excesses(&budget), ["wasm has no line in budget.toml"]);
    }

    #[test]
    fn the_table_lists_files_kinds_and_total() {
        let expected = "\
first view   raw  gzip -9  brotli -11  budget
─────────────────────────────────────────────
a.js         300       60          30
b.js         400       80          40
index.html    50       10           5
x_bg.wasm   1000      200         100
all html      50       10           5      10
all js       700      140          70      70
all wasm    1000      200         100     100
total       1750      350         175     200
";
        assert_eq!(report().table(&budget(200, 70)), expected);
    }

    #[test]
    fn the_widget_has_a_budget_of_its_own() {
        let expected = "\
widget's first load   raw  gzip -9  brotli -11  budget
──────────────────────────────────────────────────────
a.js                  300       60          30
b.js                  400       80          40
index.html             50       10           5
x_bg.wasm            1000      200         100
total                1750      350         175     180
";
        assert_eq!(report().table_of("widget's first load", 180), expected);
        assert_eq!(report().excess_of("the widget", 180), None);
        let excess = report().excess_of("the widget", 174).unwrap();
        assert_eq!(excess, "the widget takes 175 bytes of 174");
    }

    #[test]
    fn the_figure_is_the_total_of_its_budget() {
        let figure = report().figure(&report(), &budget(130 * 1024, 70));
        assert_eq!(figure, "0.2 of 130 KiB, widget 0.2 of 0.2");
        assert_eq!(kibibytes(131_671), "128.6");
        assert_eq!(kibibytes(133_121), "130.1", "what exceeds does not look as if it did not");
    }

    #[test]
    fn real_bytes_are_measured() {
        let sizes = Sizes::of(&[b'x'; 1000]).unwrap();
        assert_eq!(sizes.raw, 1000);
        assert!(sizes.gzip < 50 && sizes.brotli < 30);
    }
}
