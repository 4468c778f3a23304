//! The checks of form: what the readers of this room raise.

use crate::diagnostic::{Check, Group, Severity};

macro_rules! form_checks {
    ($($name:ident = $id:literal $severity:ident: $finds:literal, $mend:literal;)+) => {
        $(pub static $name: Check = Check {
            id: $id,
            group: Group::Form,
            severity: Severity::$severity,
            acceptable: false,
            finds: $finds,
            mend: $mend,
        };)+

        /// Every check of this room, in the order in which a reader meets them.
        pub const CHECKS: &[&Check] = &[$(&$name),+];
    };
}

form_checks! {
    NOT_TEXT = "not-text" Error:
        "A data file or narrative that is not UTF-8 text.",
        "save the file as UTF-8";
    MISSING_FILE = "missing-file" Error:
        "A file that every site needs is not there.",
        "create the file";
    YAML_SYNTAX = "yaml-syntax" Error:
        "A file that is not valid YAML.",
        "look at this line and the one before: indentation in steps of two spaces, a space after every colon, quotes and brackets closed";
    YAML_FEATURE = "yaml-feature" Error:
        "YAML anchors, aliases, tags, merge keys, a second document, or very deep nesting: what a reader of the file would not see as a value.",
        "write the value out where it belongs";
    UNKNOWN_KEY = "unknown-key" Error:
        "A key that klartext does not know.",
        "correct the spelling, or remove the line";
    DUPLICATE_KEY = "duplicate-key" Error:
        "The same key twice in one mapping: one of the two values would be lost.",
        "keep one of the two";
    MISSING_KEY = "missing-key" Error:
        "A key that has to be there.",
        "add the key";
    BLANK_VALUE = "blank-value" Error:
        "A key without a value. Silence is not zero.",
        "say which gap it is: not_collected, not_published, withheld, suppressed, not_applicable or pending; or write 0 if it is zero; or remove the key if the source does not speak of it";
    WRONG_TYPE = "wrong-type" Error:
        "A value of another kind than the key takes.",
        "write the value in the form that is expected here";
    NUMBER_FORM = "number-form" Error:
        "A number written so that a person and a program could read different numbers.",
        "write the count in plain decimal digits: 1000";
    BAD_DATE = "bad-date" Error:
        "A date that does not exist or is written in another form.",
        "write 2024, 2024-02 or 2024-02-07";
    BAD_PERIOD = "bad-period" Error:
        "A directory or `period:` that names no reporting period.",
        "use 2023, 2023-H1, 2023-Q1, or two dates: 2025-02-17-to-2025-12-31";
    PERIOD_MISMATCH = "period-mismatch" Error:
        "The directory and `period:` name different periods.",
        "rename the directory or correct `period:`";
    UNKNOWN_LANGUAGE = "unknown-language" Error:
        "A language that the site does not have or klartext does not speak.",
        "use one of the languages of site.yaml";
    MISSING_TRANSLATION = "missing-translation" Error:
        "A text that is not given in every language of the site.",
        "add the missing language";
    UNKNOWN_MEASURE = "unknown-measure" Error:
        "A measure that the vocabulary does not have.",
        "correct the spelling, or declare the measure in content/vocabulary.yaml";
    UNKNOWN_BREAKDOWN = "unknown-breakdown" Error:
        "A breakdown that the vocabulary does not have.",
        "correct the spelling, or declare the breakdown in content/vocabulary.yaml";
    UNKNOWN_CATEGORY = "unknown-category" Error:
        "A category that its breakdown does not have.",
        "correct the spelling, or declare the category in content/vocabulary.yaml";
    UNKNOWN_FIGURE = "unknown-figure" Error:
        "The name of a figure that this report does not have.",
        "name a figure of this report, such as received or received.channel.fax";
    UNKNOWN_SOURCE = "unknown-source" Error:
        "A source id that `sources:` does not list.",
        "add the source to `sources:`, or correct the id";
    EMPTY_DATASET = "empty-dataset" Error:
        "A dataset without a single figure.",
        "add at least `received:`, be it with a gap such as `received: pending`";
    RESERVED_NAME = "reserved-name" Error:
        "An organisation or a page with a name that klartext needs for itself.",
        "rename the directory or the file";
    LABEL_TOO_LONG = "label-too-long" Error:
        "A label of more than 200 characters.",
        "shorten the label; longer explanations belong into a note or a definition";
    BAD_ADDRESS = "bad-address" Error:
        "An address that is not an absolute http or https URL.",
        "write the whole address: https://example.org/page";
    BAD_NAME = "bad-name" Error:
        "A name that cannot become part of an address.",
        "use lower-case letters, digits and _, beginning with a letter";
    MISSING_NARRATIVE = "missing-narrative" Warning:
        "A report without a narrative in one of the site's languages.",
        "write the narrative; until then the page says that there is none";
    UNUSED_FILE = "unused-file" Warning:
        "A file or directory in content/ that klartext does not read.",
        "move it elsewhere, or correct its name";
}
