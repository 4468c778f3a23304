//! A percentage that no whole number rounds to.
//!
//! mailbox.org 2022 gives 74.6 % of 55 as correct at first try: 41 of 55 is 74.5454… %, which is 74.5 both
//! rounded and truncated; 74.6 is 100 − 25.4.

use crate::analysis::rate::Ratio;
use crate::diagnostic::{Check, Diagnostic, Group, Severity};
use crate::model::percent::Percent;
use crate::model::value::{AsStated, Statement, Value};

use super::Examined;

pub static CHECK: Check = Check {
    id: "percentage-fits-no-count",
    group: Group::Arithmetic,
    severity: Severity::Error,
    acceptable: true,
    finds: "A percentage that no whole number of its base rounds to.",
    mend: "look the percentage and its base up again; if the source really says so, accept it with a note, and it is shown as stated and never computed with",
};

pub fn run(examined: &Examined<'_>, found: &mut Vec<Diagnostic>) {
    for figure in examined.report.figures.values() {
        let (Value::AsStated(AsStated::NoFit), Statement::Share(share)) =
            (figure.value, &figure.stated)
        else {
            continue;
        };
        let base = examined.report.figure(&share.of);
        let Some(count) = base.and_then(|base| base.value.count()) else {
            continue;
        };
        let mut diagnostic = Diagnostic::new(
            &CHECK,
            figure.at,
            format!("no whole number of {count} is {} %", share.percent),
        )
        .label(format!("{} % of {}", share.percent, share.of))
        .about(figure.key.to_string());
        if let Some(neighbours) = count
            .exact()
            .and_then(|base| neighbours(share.percent, base))
        {
            diagnostic = diagnostic.expected(neighbours);
        }
        if let Some(base) = base {
            diagnostic = diagnostic.related(base.at, format!("{} is {count}", share.of));
        }
        found.push(diagnostic);
    }
}

/// The counts to either side with their percentages: "40 of 55 is 72.7 %, 41 of 55 is 74.5 %".
fn neighbours(percent: Percent, base: u64) -> Option<String> {
    let unit = 10u128.pow(u32::from(percent.decimals()));
    let below =
        u64::try_from(u128::from(percent.scaled()) * u128::from(base) / (100 * unit)).ok()?;
    let all: Vec<String> = [below, below + 1]
        .into_iter()
        .filter(|count| *count <= base)
        .filter_map(|count| written(count, base, percent.decimals()))
        .collect();
    (!all.is_empty()).then(|| all.join(", "))
}

/// "14 of 55 is 25.5 %", with as many decimals as the source gives; `None` of nothing.
pub fn written(count: u64, base: u64, decimals: u8) -> Option<String> {
    let scaled = Ratio::new(count, base)?.percent(decimals);
    let unit = 10u64.pow(u32::from(decimals));
    let width = usize::from(decimals);
    let fraction = match width {
        0 => String::new(),
        _ => format!(".{:0width$}", scaled % unit),
    };
    Some(format!(
        "{count} of {base} is {}{fraction} %",
        scaled / unit
    ))
}
