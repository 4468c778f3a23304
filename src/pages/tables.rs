//! Tables of observations in the reader's words.

use crate::analysis::observation::{Observation, base_of};
use crate::analysis::table::{BreakdownTable, SeriesTable};
use crate::model::figure::Subject;
use crate::model::report::Report;
use crate::model::value::{Status, Value};

use super::Page;
use super::phrases::capitalised;
use super::route::Address;
use super::view::{Cell, Column, Row, RowGroup, TableView};

impl Page<'_> {
    /// A count with where it comes from and the notes about it: a bare number could be taken for published.
    pub(super) fn count_cell(&self, report: &Report, observation: &Observation<'_>) -> Cell {
        Cell {
            text: self.value(observation),
            notes: self.marks(report, &observation.key),
            status: match observation.status {
                Some(status @ (Status::Derived | Status::Rebuilt | Status::Press)) => {
                    self.language.status(status)
                }
                _ => String::new(),
            },
            gap: matches!(observation.value, None | Some(Value::Gap(_))),
            ..Cell::default()
        }
    }

    /// The share with its base, where the bases of a table's rows differ.
    fn share_cell(&self, observation: &Observation<'_>, name_base: bool) -> Cell {
        let share = observation.share.as_ref();
        let percent = share.and_then(|share| self.share(share));
        let text = match (percent, share) {
            (Some(percent), Some(share)) if name_base => {
                let base = self.units(share.base_count, observation.unit);
                self.tell("share-base", &[("percent", &percent), ("base", &base)])
            }
            (Some(percent), _) => percent,
            (None, _) => "–".to_owned(),
        };
        Cell {
            text,
            ..Cell::default()
        }
    }

    /// A measure's parts in one period.
    pub fn breakdown_table(
        &self,
        report: &Report,
        table: &BreakdownTable<'_>,
        caption: String,
    ) -> TableView {
        let vocabulary = self.record().vocabulary();
        let name = vocabulary
            .breakdown(&table.breakdown)
            .map(|known| self.language.breakdown(known))
            .unwrap_or_default();
        let mut rows: Vec<Row> = table
            .parts
            .iter()
            .map(|part| Row {
                label: capitalised(&self.label(&part.observation.key)),
                indent: u8::try_from(part.depth).unwrap_or(u8::MAX),
                cells: vec![
                    self.count_cell(report, &part.observation),
                    self.share_cell(&part.observation, false),
                ],
                ..Row::default()
            })
            .collect();
        rows.push(Row {
            label: self.say("row-total"),
            total: true,
            notes: self.marks_about(
                report,
                &Subject::Breakdown(table.measure.clone(), table.breakdown.clone()),
            ),
            cells: vec![self.count_cell(report, &table.total), Cell::default()],
            ..Row::default()
        });
        TableView {
            caption,
            columns: vec![
                Column {
                    label: capitalised(&name),
                    ..Column::default()
                },
                numeric(&self.say("column-count")),
                numeric(&self.say("column-share")),
            ],
            groups: vec![RowGroup {
                label: String::new(),
                rows,
            }],
            scroll: false,
        }
    }

    /// Several measures' totals in one period; each share names its own base.
    pub fn outcome_table(
        &self,
        report: &Report,
        observations: &[Observation<'_>],
        caption: String,
    ) -> TableView {
        let rows = observations
            .iter()
            .map(|observation| Row {
                label: capitalised(&self.label(&observation.key)),
                total: base_of(self.record().vocabulary(), &observation.key).is_none(),
                cells: vec![
                    self.count_cell(report, observation),
                    self.share_cell(observation, true),
                ],
                ..Row::default()
            })
            .collect();
        TableView {
            caption,
            columns: vec![
                Column {
                    label: self.say("column-outcome"),
                    ..Column::default()
                },
                numeric(&self.say("column-count")),
                numeric(&self.say("column-share")),
            ],
            groups: vec![RowGroup {
                label: String::new(),
                rows,
            }],
            scroll: false,
        }
    }

    /// Figures over periods, newest last; the page's own period is marked.
    pub fn series_table(
        &self,
        table: &SeriesTable<'_>,
        reports: &[&Report],
        caption: String,
    ) -> TableView {
        let mut columns = vec![Column {
            label: self.say("column-period"),
            ..Column::default()
        }];
        for key in &table.keys {
            columns.push(numeric(&self.label(key)));
            if base_of(self.record().vocabulary(), key).is_some() {
                columns.push(numeric(&self.say("column-share-of")));
            }
        }
        let rows = table
            .rows
            .iter()
            .zip(reports)
            .map(|((period, observations), report)| {
                let cells = observations.iter().flat_map(|observation| {
                    let share = base_of(self.record().vocabulary(), &observation.key)
                        .map(|_| self.share_cell(observation, false));
                    std::iter::once(self.count_cell(report, observation)).chain(share)
                });
                let current = self.route.address.period == Some(*period);
                Row {
                    label: self.language.period(*period),
                    href: if current {
                        String::new()
                    } else {
                        self.link_to(&Address::report(*period))
                    },
                    current,
                    cells: cells.collect(),
                    ..Row::default()
                }
            });
        TableView {
            caption,
            scroll: columns.len() > 4,
            groups: vec![RowGroup {
                label: String::new(),
                rows: rows.collect(),
            }],
            columns,
        }
    }
}

/// A column of counts or shares.
fn numeric(label: &str) -> Column {
    Column {
        label: capitalised(label),
        remark: String::new(),
        numeric: true,
    }
}
