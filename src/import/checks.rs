//! What can be wrong with a table: the checks of this room.

use crate::diagnostic::{Check, Group, Severity};

macro_rules! table_checks {
    ($($name:ident = $id:literal: $finds:literal, $mend:literal;)+) => {
        $(pub static $name: Check = Check {
            id: $id,
            group: Group::Form,
            severity: Severity::Error,
            acceptable: false,
            finds: $finds,
            mend: $mend,
        };)+

        /// Every check of this room, in the order in which a table meets them.
        pub const CHECKS: &[&Check] = &[$(&$name),+];
    };
}

table_checks! {
    TABLE_FORM = "table-form":
        "A table that is no plain table: rows of unequal length, quotes that are not closed, formulas, merged cells, a damaged workbook.",
        "save the sheet as a plain table: one header row, one row a line, values instead of formulas, no merged cells";
    TABLE_TOO_LARGE = "table-too-large":
        "A table beyond what an import reads: 16 MiB, 32 MiB unpacked, 100,000 rows, 300 columns, a million cells.",
        "take out what does not belong to these figures, or split the table by period";
    TABLE_COLUMN = "table-column":
        "A column that is missing, stands twice, or of which nothing says what it is.",
        "name every column of the table under `columns:` or `ignore:` of the mapping file";
    TABLE_VALUE = "table-value":
        "A cell that says nothing that klartext understands.",
        "correct the cell, or say in the mapping file what it means";
    TABLE_ROW_TWICE = "table-row-twice":
        "Two rows of a table that state the same figure of the same period.",
        "keep one of the two";
    TABLE_TOTAL = "table-total":
        "A row that is the sum of all the others, read as a category.",
        "name it as the total in the mapping file (`total:` of `rows:`), or take the row out";
    TABLE_NOT_LOSSLESS = "table-not-lossless":
        "A row of klartext's own table that the dataset made from it would not give back: the table does not hold all that the dataset said.",
        "import the JSON of the same report, which holds what a CSV cannot, or complete the dataset by hand";
}
