//! `cargo xtask size`: how many bytes a person waits for before the first view of the page stands, or
//! that of the widget on somebody else's page.

mod budget;
mod first_view;
mod report;

use std::process::ExitCode;

use self::budget::Budget;
use self::report::Report;
use crate::page;
use crate::project::Project;

/// Builds the page where needed, measures it, and fails above the budget.
pub(crate) fn run(project: &Project) -> anyhow::Result<ExitCode> {
    let _page = page::build(project)?;
    let measured = measure(project)?;
    Ok(if measured.excesses.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What a person waits for, and what of it exceeds the budget.
pub(crate) struct Measured {
    /// As the table of a test run says it.
    pub(crate) figure: String,
    pub(crate) excesses: Vec<String>,
}

/// Prints and returns the sizes of the page as it stands in `dist/`.
pub(crate) fn measure(project: &Project) -> anyhow::Result<Measured> {
    let budget = Budget::read(&project.path("budget.toml"))?;
    let dist = project.dist();
    let report = |first| Report::of(&dist, &first_view::files(&dist, first)?);
    let (page, widget) = (report(first_view::PAGE)?, report(first_view::WIDGET)?);
    let console = Report::of(&dist, &first_view::on_demand(&dist)?)?;
    print!(
        "{}\n{}\n{}",
        page.table(&budget),
        widget.table_of("widget's first load", budget.widget),
        console.table_of("console, on demand", budget.console)
    );
    let alone = [
        widget.excess_of("the widget", budget.widget),
        console.excess_of("the console", budget.console),
    ];
    let excesses: Vec<_> =
        page.excesses(&budget).into_iter().chain(alone.into_iter().flatten()).collect();
    for excess in &excesses {
        println!("over budget: {excess}");
    }
    Ok(Measured { figure: page.figure(&widget, &budget), excesses })
}
