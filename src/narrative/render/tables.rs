//! Tables, without any inline style and fit for a telephone.

use std::ops::Range;

use pulldown_cmark::Alignment;

use super::{Element, Writer, shortened};
use crate::diagnostic::{Check, Group, Severity};
use crate::narrative::document::Message;

pub static TABLE_CELL_LOST: Check = Check {
    id: "table-cell-lost",
    group: Group::Prose,
    severity: Severity::Error,
    acceptable: false,
    finds: "A row of a table with more cells than the table has columns; they would not be shown.",
    mend: "Add a column to the heading of the table, or escape a bar in the text: \\|.",
};

/// Beyond so many columns a table scrolls in a region of its own, for it does not fit a telephone.
const NARROW_COLUMNS: usize = 4;

pub struct Table {
    pub alignments: Vec<Alignment>,
    pub column: usize,
    pub head: bool,
    pub body: bool,
}

impl Table {
    pub fn is_wide(&self) -> bool {
        self.alignments.len() > NARROW_COLUMNS
    }
}

impl<'e> Writer<'_, '_, 'e> {
    pub(super) fn begin_table(
        &mut self,
        alignments: Vec<Alignment>,
        range: &Range<usize>,
    ) -> Element<'e> {
        let table = Table {
            alignments,
            column: 0,
            head: false,
            body: false,
        };
        // Its first line is enough to point at.
        let line = self.text.lines(range).next();
        let at = self.text.origin.span(line.unwrap_or(range.clone()));
        self.tables.push(at);
        if table.is_wide() {
            let number = self.tables.len();
            self.markup("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
            self.pieces.message(Message::WideTable { number });
            self.markup("\">\n");
        }
        self.table = Some(table);
        self.markup("<table>\n");
        Element::Table
    }

    pub(super) fn end_table(&mut self) {
        let Some(table) = self.table.take() else {
            return;
        };
        if table.body {
            self.markup("</tbody>\n");
        }
        self.markup("</table>\n");
        if table.is_wide() {
            self.markup("</div>\n");
        }
    }

    pub(super) fn begin_row(&mut self) -> Element<'e> {
        let mut first = false;
        if let Some(table) = &mut self.table {
            first = !std::mem::replace(&mut table.body, true);
            table.head = false;
            table.column = 0;
        }
        self.markup(if first { "<tbody>\n<tr>" } else { "<tr>" });
        Element::Row
    }

    pub(super) fn end_row(&mut self, range: &Range<usize>, before: usize) {
        let rest = before.min(range.end)..range.end;
        let written = self.text.filled.get(rest.clone()).unwrap_or_default();
        let lost = written.trim_matches(|c: char| c == '|' || c.is_whitespace());
        if !lost.is_empty() {
            let start = rest.start + written.find(lost).unwrap_or(0);
            let at = start..start + lost.len();
            self.text.mark_within(&at);
            let message = format!(
                "the cell `{}` has no column",
                shortened(self.text.body.get(at.clone()).unwrap_or_default())
            );
            self.problem(&TABLE_CELL_LOST, at, message);
        }
        let head = self.table.as_ref().is_some_and(|table| table.head);
        self.markup(if head { "</tr>\n</thead>\n" } else { "</tr>\n" });
    }

    pub(super) fn begin_cell(&mut self) -> Element<'e> {
        let Some(table) = &mut self.table else {
            return Element::Plain("");
        };
        let class = match table.alignments.get(table.column) {
            Some(Alignment::Right) => " class=\"r\"",
            Some(Alignment::Center) => " class=\"m\"",
            _ => "",
        };
        table.column += 1;
        let (begin, end) = if table.head {
            (format!("<th scope=\"col\"{class}>"), "</th>")
        } else {
            (format!("<td{class}>"), "</td>")
        };
        self.plain(&begin, end)
    }
}
