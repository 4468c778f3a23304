//! One view per template with mailbox.org's real figures, in both languages, for the tests of the templates.

use crate::pages::view::*;

/// A chart as a page gets it: wide and narrow drawing of an id.
pub type Charts<'a> = &'a dyn Fn(&str) -> (String, String);

pub struct Sample<'a> {
    pub german: bool,
    pub charts: Charts<'a>,
}

fn link(label: &str, href: &str) -> Link {
    Link {
        label: label.into(),
        href: href.into(),
        ..Link::default()
    }
}

fn download(label: &str, href: &str, remark: &str) -> Link {
    Link {
        download: true,
        remark: remark.into(),
        ..link(label, href)
    }
}

fn cell(text: &str) -> Cell {
    Cell {
        text: text.into(),
        ..Cell::default()
    }
}

fn derived(text: &str, status: &str) -> Cell {
    Cell {
        status: status.into(),
        ..cell(text)
    }
}

fn row(label: &str, cells: Vec<Cell>) -> Row {
    Row {
        label: label.into(),
        cells,
        ..Row::default()
    }
}

fn column(label: &str, numeric: bool) -> Column {
    Column {
        label: label.into(),
        numeric,
        ..Column::default()
    }
}

impl Sample<'_> {
    fn t(&self, de: &str, en: &str) -> String {
        if self.german { de } else { en }.to_owned()
    }

    fn link(&self, de: &str, en: &str, href: &str) -> Link {
        link(&self.t(de, en), href)
    }

    fn tag(&self) -> &'static str {
        if self.german { "de" } else { "en" }
    }

    fn frame(&self, page: &str, title: &str, description: &str) -> Frame {
        let root = if self.german { "" } else { "../" };
        let item = |de: &str, en: &str, href: &str, current: Current| NavigationItem {
            label: self.t(de, en),
            href: href.into(),
            current: if href == page { Current::Page } else { current },
        };
        let report = if page.starts_with("20") {
            Current::True
        } else {
            Current::No
        };
        let (other, label, href) = if self.german {
            ("en", "English", format!("en/{page}"))
        } else {
            ("de", "Deutsch", format!("../{page}"))
        };
        Frame {
            language: self.tag().into(),
            direction: "ltr".into(),
            title: format!("{title} · mailbox.org"),
            description: description.into(),
            root: root.into(),
            home: "index.html".into(),
            brand: "mailbox.org".into(),
            site_title: self.t("Transparenzbericht", "Transparency report"),
            navigation: vec![
                item("Überblick", "Overview", "index.html", Current::No),
                item("Berichte", "Reports", "reports.html", report),
                item("Daten", "Data", "data.html", Current::No),
                item("Methodik", "Methodology", "methodology.html", Current::No),
            ],
            alternates: vec![Alternate { tag: other.into(), label: label.into(), url: format!("https://transparenz.example/{other}/{page}"), href }],
            notice: self.t(
                "Vorführung mit öffentlich berichteten Zahlen. Dies ist keine Veröffentlichung von mailbox.org.",
                "A demonstration with publicly reported figures. This is not a publication of mailbox.org.",
            ),
            canonical: format!("https://transparenz.example/{page}"),
            draft: page == "2019.html",
            image: "https://transparenz.example/charts/2023.png".into(),
            image_words: self.t("2023: 133 Anfragen", "2023: 133 requests"),
            feeds: vec![FeedLink { format: "Atom".into(), media_type: "application/atom+xml".into(), title: "mailbox.org".into(), href: "feed.xml".into() }],
            linked_html: "<script type=\"application/ld+json\">{}</script>".into(),
            colophon: vec![
                self.link("Zahlen: öffentliche Berichte von mailbox.org", "Figures: public reports of mailbox.org",
                    "https://mailbox.org/"),
                self.link("Inhalt: CC BY 4.0", "Content: CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
                self.link("Datenstand: 23. November 2026", "Data as of 23 November 2026", ""),
            ],
            footer: vec![
                LinkGroup {
                    title: self.t("Über diese Seite", "About this site"),
                    links: vec![
                        self.link("Korrekturen", "Corrections", "corrections.html"),
                        self.link("Was fehlt", "What is missing", "gaps.html"),
                        self.link("Barrierefreiheit", "Accessibility", "accessibility.html"),
                        self.link("Impressum", "Imprint", "https://transparenz.example/imprint"),
                    ],
                },
                LinkGroup {
                    title: self.t("Daten", "Data"),
                    links: vec![
                        download(&self.t("Alle Zahlen", "All figures"), &format!("{root}data.csv"), "CSV, 21 kB"),
                        download(&self.t("Alle Zahlen", "All figures"), &format!("{root}data.json"), "JSON, 64 kB"),
                        self.link("Spalten der CSV-Dateien", "Columns of the CSV files", "data.html#fields"),
                    ],
                },
            ],
        }
    }

    fn figure(
        &self,
        id: &str,
        headline: &str,
        subtitle: &str,
        source: &str,
        table: TableView,
    ) -> FigureBlock {
        let (wide, narrow) = (self.charts)(id);
        FigureBlock {
            id: format!("f-{id}"),
            headline: headline.into(),
            subtitle: subtitle.into(),
            svg_wide: Some(wide).filter(|svg| !svg.is_empty()),
            svg_narrow: Some(narrow).filter(|svg| !svg.is_empty()),
            sentence: String::new(),
            source: source.into(),
            table,
            table_href: String::new(),
            downloads: vec![
                download("CSV", &format!("data/{id}.csv"), "1\u{a0}kB"),
                download("SVG", &format!("charts/{id}.svg"), "4\u{a0}kB"),
            ],
            embed: format!(
                "<iframe src=\"https://transparenz.example/charts/2023-{id}.html\" title=\"{id}\" width=\"100%\" \
                 height=\"460\" loading=\"lazy\"></iframe>"
            ),
            cite: format!(
                "mailbox.org (2026): {headline}. https://transparenz.example/2023.html#f-{id}"
            ),
            spec: None,
            margin: Vec::new(),
        }
    }

    fn trend(&self, current: usize) -> FigureBlock {
        let note = |mark: &str, id: &str| NoteMark {
            mark: mark.into(),
            href: format!("#{id}"),
            label: format!("{} {mark}", self.t("Anmerkung", "Note")),
        };
        let percent = |text: &str| {
            if self.german {
                format!("{text}\u{a0}%")
            } else {
                format!("{}%", text.replace(',', "."))
            }
        };
        let years = [
            ("2017", "38", "", "", ""),
            ("2018", "72", "13", "18", "11–29"),
            ("2019", "79", "10", "13", "7–22"),
            ("2020", "85", "23", "27", "19–37"),
            ("2021", "65", "6", "9", "4–19"),
            ("2022", "55", "7", "13", "6–24"),
            ("2023", "133", "45", "33,8", "26,3–42,2"),
            ("2024", "83", "25", "30", "21–41"),
            ("2025", "74", "18", "24", "16–35"),
        ];
        let gap = || Cell {
            gap: true,
            ..cell(&self.t("k.\u{a0}A.", "n/a"))
        };
        let rows =
            years
                .iter()
                .enumerate()
                .map(|(at, (year, received, rejected, share, interval))| Row {
                    href: format!("{year}.html"),
                    current: at == current,
                    notes: if at < 2 {
                        vec![note("P", "n-press")]
                    } else {
                        vec![]
                    },
                    ..row(
                        year,
                        vec![
                            cell(received),
                            if rejected.is_empty() {
                                gap()
                            } else {
                                Cell {
                                    notes: if *year == "2019" {
                                        vec![note("1", "n-2019")]
                                    } else {
                                        vec![]
                                    },
                                    ..cell(rejected)
                                }
                            },
                            if rejected.is_empty() {
                                gap()
                            } else {
                                cell(&percent(share))
                            },
                            if rejected.is_empty() {
                                gap()
                            } else {
                                cell(&percent(interval))
                            },
                        ],
                    )
                });
        let table = TableView {
            caption: self.t(
                "Anfragen und endgültige Ablehnungen je Jahr",
                "Requests and final rejections by year",
            ),
            columns: vec![
                column(&self.t("Jahr", "Year"), false),
                column(&self.t("Anfragen", "Requests"), true),
                column(&self.t("endgültig abgelehnt", "finally rejected"), true),
                column(&self.t("Anteil", "Share"), true),
                Column {
                    remark: "95\u{a0}%".into(),
                    ..column(&self.t("Intervall", "Interval"), true)
                },
            ],
            groups: vec![RowGroup {
                label: String::new(),
                rows: rows.collect(),
            }],
            scroll: true,
        };
        let mut figure = self.figure("trend",
            &if current == 8 {
                self.t("74 Anfragen 2025, neun weniger als 2024 (83)", "74 requests in 2025, nine fewer than in 2024 (83)")
            } else {
                self.t("133 Anfragen 2023: mehr als doppelt so viele wie 2022 (55)", "133 requests in 2023: more than twice the 55 of 2022")
            },
            &self.t("Behördenanfragen je Kalenderjahr, Anzahl; unterer Teil der Säule: endgültig abgelehnt",
                "Requests from authorities per calendar year; lower part of the column: finally rejected"),
            &self.t("Quelle: mailbox.org, Transparenzberichte 2019–2025; 2017 und 2018 Presseberichte. Anteile und Intervalle berechnet.",
                "Source: mailbox.org, transparency reports 2019–2025; 2017 and 2018 press reports. Shares and intervals computed."),
            table);
        figure.margin = vec![
            MarginNote {
                id: "n-press".into(),
                title: self.t("P · 2017 und 2018", "P · 2017 and 2018"),
                text: self.t("Zahlen aus Presseberichten. Für 2017 ist nur die Gesamtzahl bekannt; die Säule bleibt leer.",
                    "Figures from press reports. Of 2017 only the total is known; its column stays empty."),
                link: Link::default(),
            },
            MarginNote {
                id: "n-2019".into(),
                title: "1 · 2019".into(),
                text: self.t("Zuerst mit 4 veröffentlicht, ein Jahr später mit 12,7\u{a0}% von 79, das sind 10.",
                    "First published as 4, a year later as 12.7% of 79, which is 10."),
                link: self.link("Zur Korrektur", "To the correction", "2019.html#c-rejected"),
            },
        ];
        figure
    }

    fn parts(&self, caption: &str, of: &str, rows: Vec<Row>) -> TableView {
        TableView {
            caption: caption.into(),
            columns: vec![
                column(of, false),
                Column {
                    remark: "N\u{a0}=\u{a0}133".into(),
                    ..column(&self.t("Anfragen", "Requests"), true)
                },
                column(&self.t("Anteil", "Share"), true),
            ],
            groups: vec![RowGroup {
                label: String::new(),
                rows,
            }],
            scroll: false,
        }
    }

    fn share(&self, text: &str) -> Cell {
        cell(&if self.german {
            format!("{}\u{a0}%", text.replace('.', ","))
        } else {
            format!("{text}%")
        })
    }

    pub fn home(&self) -> HomeView {
        let outcome = TableView {
            caption: self.t("Ausgang der Anfragen 2025", "Outcome of requests, 2025"),
            columns: vec![
                column(&self.t("Ausgang", "Outcome"), false),
                Column {
                    remark: "N\u{a0}=\u{a0}74".into(),
                    ..column(&self.t("Anfragen", "Requests"), true)
                },
                column(&self.t("Anteil", "Share"), true),
            ],
            groups: vec![RowGroup {
                label: String::new(),
                rows: vec![
                    row(
                        &self.t("direkt beantwortet", "answered at once"),
                        vec![
                            derived("41", &self.t("abgeleitet", "derived")),
                            self.share("55"),
                        ],
                    ),
                    row(
                        &self.t("nach Korrektur beantwortet", "answered after correction"),
                        vec![cell("15"), self.share("20")],
                    ),
                    row(
                        &self.t("endgültig abgelehnt", "finally rejected"),
                        vec![cell("18"), self.share("24")],
                    ),
                    Row {
                        total: true,
                        ..row(
                            &self.t("alle Anfragen", "all requests"),
                            vec![cell("74"), cell("")],
                        )
                    },
                ],
            }],
            scroll: false,
        };
        let mut first = self.figure("outcome",
            &self.t("18 von 74 Anfragen blieben endgültig abgelehnt", "18 of 74 requests were finally rejected"),
            &self.t("Ausgang der Behördenanfragen 2025, ein Quadrat je Anfrage, N\u{a0}=\u{a0}74", "Outcome of requests from authorities, 2025, one square per request, N\u{a0}=\u{a0}74"),
            &self.t("Quelle: mailbox.org, Transparenzbericht 2025. „Direkt beantwortet“ ist abgeleitet: 74 − 15 − 18.", "Source: mailbox.org, transparency report 2025. “Answered at once” is derived: 74 − 15 − 18."),
            outcome);
        first.margin = vec![
            MarginNote {
                title: self.t("So lesen Sie die Grafik", "How to read the chart"),
                text: self.t("Jedes Quadrat ist eine Anfrage. Fünf Quadrate bilden eine Spalte, zwei Spalten sind zehn.", "Each square is one request. Five squares make a column, two columns are ten."),
                ..MarginNote::default()
            },
            MarginNote {
                title: self.t("Zurückgewiesen oder abgelehnt?", "Objected to or rejected?"),
                text: self.t("33 Anfragen hatten zunächst Mängel. 15 wurden korrigiert und beantwortet, 18 blieben abgelehnt: Zu ihnen gingen keine Daten heraus.", "33 requests had faults at first. 15 were corrected and answered, 18 stayed rejected: no data was given out for them."),
                link: self.link("Im Glossar", "In the glossary", "methodology.html#rejected"),
                ..MarginNote::default()
            },
        ];
        let report = |year: &str, received: &str, rejected: &str, shown: bool| Row {
            href: format!("{year}.html"),
            current: shown,
            ..row(
                &format!("{} {year}", self.t("Bericht", "Report")),
                vec![
                    cell(received),
                    if rejected.is_empty() {
                        Cell {
                            gap: true,
                            ..cell(&self.t("k.\u{a0}A.", "n/a"))
                        }
                    } else {
                        cell(&format!("{rejected} {} {received}", self.t("von", "of")))
                    },
                ],
            )
        };
        let title = self.t(
            "2025: 18 von 74 Behördenanfragen endgültig abgelehnt",
            "2025: 18 of 74 requests from authorities finally rejected",
        );
        HomeView {
            topics: vec![self.entry()],
            all_topics: self.link("Alle Themen", "All topics", "topics.html"),
            frame: self.frame("index.html", &title, &self.t("74 Anfragen von Behörden, 18 endgültig abgelehnt: der Transparenzbericht 2025 mit allen Zahlen seit 2017.", "74 requests from authorities, 18 finally rejected: the transparency report 2025 with all figures since 2017.")),
            head: Head {
                kicker: self.t("Transparenzbericht 2025 · 1. Januar bis 31. Dezember 2025", "Transparency report 2025 · 1 January to 31 December 2025"),
                headline: title,
                lede: self.t("Das sind neun Anfragen und sieben Ablehnungen weniger als 2024 (25 von 83). Häufigster Mangel war die fehlende Verschlüsselung: 27 von 63 E-Mails kamen im Klartext an.", "That is nine requests and seven rejections fewer than in 2024 (25 of 83). The most frequent fault was missing encryption: 27 of 63 e-mails arrived as plain text."),
                meta: vec![
                    self.link("Datenstand: Februar 2026", "Data as of February 2026", ""),
                    self.link("Alle Zahlen herunterladen", "Download all figures", "data.html"),
                    self.link("1 Korrektur", "1 correction", "corrections.html"),
                ],
                ..Head::default()
            },
            keys: vec![
                KeyFigure { label: self.t("Anfragen", "Requests"), value: "74".into(), remark: self.t("neun weniger als 2024 (83)", "nine fewer than in 2024 (83)"), ..KeyFigure::default() },
                KeyFigure { label: self.t("endgültig abgelehnt", "Finally rejected"), value: "18".into(), of: self.t("von 74", "of 74"), remark: self.t("24\u{a0}%; 2024: 25 von 83", "24%; 2024: 25 of 83"), href: "methodology.html#rejected".into(), ..KeyFigure::default() },
                KeyFigure { label: self.t("im Klartext gemailt", "Sent as plain e-mail"), value: "27".into(), of: self.t("von 63", "of 63"), remark: self.t("E-Mails ohne Verschlüsselung", "e-mails without encryption"), ..KeyFigure::default() },
                KeyFigure { label: self.t("per Fax", "By fax"), value: "0".into(), remark: self.t("Wege sind zu 68 von 74 Anfragen bekannt", "channels are known of 68 of 74 requests"), ..KeyFigure::default() },
            ],
            resolution: self.t("Bei 74 Anfragen entspricht eine Anfrage 1,4 Prozentpunkten.", "With 74 requests, one request is 1.4 percentage points."),
            figures: vec![first, self.trend(8)],
            reports: TableView {
                caption: self.t("Ein Bericht je Jahr, der neueste zuerst", "One report per year, newest first"),
                columns: vec![column(&self.t("Bericht", "Report"), false), column(&self.t("Anfragen", "Requests"), true), column(&self.t("endgültig abgelehnt", "Finally rejected"), true)],
                groups: vec![RowGroup { label: String::new(), rows: vec![
                    report("2025", "74", "18", true), report("2024", "83", "25", false), report("2023", "133", "45", false),
                    report("2022", "55", "7", false), report("2021", "65", "6", false), report("2020", "85", "23", false),
                    report("2019", "79", "10", false), report("2018", "72", "13", false), report("2017", "38", "", false),
                ] }],
                scroll: false,
            },
            all_reports: self.link("Alle Berichte mit Titel", "All reports with title", "reports.html"),
        }
    }

    pub fn reports(&self) -> ReportsView {
        let title = self.t("Alle Berichte", "All reports");
        let entry = |year: &str, draft: bool| ReportEntry {
            link: self.link(
                &format!("Bericht {year}"),
                &format!("Report {year}"),
                &format!("{year}.html"),
            ),
            draft,
            published: self.t("Veröffentlicht: 2024", "Published: 2024"),
            title: self.t("Behördenanfragen im Jahr", "Requests in the year"),
            summary: self.t(
                "Das erste Jahr unter der neuen Regel.",
                "The first year under the new rule.",
            ),
            facts: vec![
                self.t("Anfragen: 133", "Requests: 133"),
                self.t(
                    "Endgültig abgelehnt: 45 von 133 (33,8\u{a0}%)",
                    "Finally rejected: 45 of 133 (33.8%)",
                ),
            ],
            downloads: vec![download(
                &format!("{year}.csv"),
                &format!("data/{year}.csv"),
                "",
            )],
        };
        ReportsView {
            frame: self.frame("reports.html", &title, ""),
            head: Head {
                headline: title,
                ..Head::default()
            },
            entries: vec![entry("2024", true), entry("2023", false)],
        }
    }

    pub fn report(&self) -> ReportView {
        let derived_word = self.t("abgeleitet", "derived");
        let rebuilt = self.t("rekonstruiert", "rebuilt");
        let mut outcome = self.figure("outcome",
            &self.t("45 von 133 Anfragen blieben endgültig abgelehnt", "45 of 133 requests were finally rejected"),
            &self.t("Ausgang der Behördenanfragen 2023, ein Quadrat je Anfrage, N\u{a0}=\u{a0}133", "Outcome of requests from authorities, 2023, one square per request, N\u{a0}=\u{a0}133"),
            &self.t("Quelle: mailbox.org, Transparenzbericht 2023. „Beantwortet“ aus 66,2\u{a0}% rekonstruiert.", "Source: mailbox.org, transparency report 2023. “Answered” rebuilt from 66.2%."),
            self.parts(&self.t("Ausgang der Anfragen 2023", "Outcome of requests, 2023"), &self.t("Ausgang", "Outcome"), vec![
                row(&self.t("beantwortet", "answered"), vec![derived("88", &rebuilt), self.share("66.2")]),
                row(&self.t("endgültig abgelehnt", "finally rejected"), vec![cell("45"), self.share("33.8")]),
                Row { total: true, ..row(&self.t("alle Anfragen", "all requests"), vec![cell("133"), cell("")]) },
            ]));
        outcome.margin = vec![MarginNote {
            title: self.t("Endgültig abgelehnt", "Finally rejected"),
            text: self.t("Die Anfrage hatte einen Mangel und wurde nicht korrekt nachgereicht. Wie viele zunächst mangelhaft waren, nennt der Bericht nicht.", "The request had a fault and was not resubmitted correctly. How many were faulty at first, the report does not say."),
            link: self.link("Im Glossar", "In the glossary", "methodology.html#rejected"),
            ..MarginNote::default()
        }];
        let mut channel = self.figure("channel",
            &self.t("44 von 133 Anfragen kamen unverschlüsselt", "44 of 133 requests came unencrypted"),
            &self.t("Anfragen 2023 nach Übermittlungsweg, Anzahl und Anteil, N\u{a0}=\u{a0}133", "Requests by channel, 2023, count and share, N\u{a0}=\u{a0}133"),
            &self.t("Quelle: mailbox.org, Transparenzbericht 2023. Klartext-E-Mail und Fax aus den veröffentlichten Anteilen (27,1\u{a0}% und 6,0\u{a0}%) rekonstruiert; PGP-E-Mail und Post ist der Rest.", "Source: mailbox.org, transparency report 2023. Plain e-mail and fax rebuilt from the published shares (27.1% and 6.0%); PGP e-mail and post is the remainder."),
            self.parts(&self.t("Anfragen 2023 nach Übermittlungsweg", "Requests by channel, 2023"), &self.t("Weg", "Channel"), vec![
                row(&self.t("PGP-E-Mail und Post", "PGP e-mail and post"), vec![derived("89", &derived_word), self.share("66.9")]),
                row(&self.t("Klartext-E-Mail", "Plain e-mail"), vec![derived("36", &rebuilt), self.share("27.1")]),
                row("Fax", vec![derived("8", &rebuilt), self.share("6.0")]),
            ]));
        channel.margin = vec![MarginNote {
            title: self.t("Ein Vorbehalt", "A caveat"),
            text: self.t("44 unverschlüsselte und 45 abgelehnte Anfragen liegen nah beieinander. Dass es dieselben sind, sagt der Bericht nicht.", "44 unencrypted and 45 rejected requests are close. The report does not say that they are the same."),
            ..MarginNote::default()
        }];
        let note2 = NoteMark {
            mark: "2".into(),
            href: "#n-2".into(),
            label: self.t("Anmerkung 2", "Note 2"),
        };
        let mut kind = self.figure(
            "type",
            &self.t(
                "130 von 133 Anfragen galten Bestandsdaten",
                "130 of 133 requests asked for subscriber data",
            ),
            &self.t(
                "Anfragen 2023 nach Art, Anzahl und Anteil, N\u{a0}=\u{a0}133",
                "Requests by type, 2023, count and share, N\u{a0}=\u{a0}133",
            ),
            &self.t(
                "Quelle: mailbox.org, Transparenzbericht 2023; Überwachung: Pressebericht.",
                "Source: mailbox.org, transparency report 2023; interception: press report.",
            ),
            self.parts(
                &self.t("Anfragen 2023 nach Art", "Requests by type, 2023"),
                &self.t("Art", "Type"),
                vec![
                    row(
                        &self.t("Bestandsdaten", "Subscriber data"),
                        vec![cell("130"), self.share("97.7")],
                    ),
                    row(
                        &self.t("Postfach\u{ad}beschlagnahme", "Mailbox seizure"),
                        vec![cell("3"), self.share("2.3")],
                    ),
                    row(
                        &self.t("Verkehrsdaten", "Traffic data"),
                        vec![cell("0"), self.share("0.0")],
                    ),
                    row(
                        &self.t("Telekommunikations\u{ad}überwachung", "Interception"),
                        vec![
                            Cell {
                                notes: vec![note2],
                                ..derived("0", &self.t("Presse", "press"))
                            },
                            self.share("0.0"),
                        ],
                    ),
                ],
            ),
        );
        kind.svg_wide = None;
        kind.svg_narrow = None;
        kind.sentence = self.t(
            "Alle übrigen drei Anfragen wollten ein Postfach beschlagnahmen lassen.",
            "The remaining three requests were for the seizure of a mailbox.",
        );
        kind.margin = vec![MarginNote {
            title: self.t("Bestandsdaten", "Subscriber data"),
            text: self.t(
                "Angaben zum Vertrag, etwa Name und Anschrift, soweit vorhanden. Keine Inhalte.",
                "Data of the contract, such as name and address, as far as known. No contents.",
            ),
            link: self.link(
                "Im Glossar",
                "In the glossary",
                "methodology.html#subscriber_data",
            ),
            ..MarginNote::default()
        }];
        let mut origin = self.figure(
            "origin",
            &self.t(
                "130 von 133 Anfragen kamen aus Deutschland",
                "130 of 133 requests came from Germany",
            ),
            &self.t(
                "Anfragen 2023 nach Herkunft, Anzahl und Anteil, N\u{a0}=\u{a0}133",
                "Requests by origin, 2023, count and share, N\u{a0}=\u{a0}133",
            ),
            &self.t(
                "Quelle: mailbox.org, Transparenzbericht 2023.",
                "Source: mailbox.org, transparency report 2023.",
            ),
            self.parts(
                &self.t("Anfragen 2023 nach Herkunft", "Requests by origin, 2023"),
                &self.t("Herkunft", "Origin"),
                vec![
                    row(
                        &self.t("Deutschland", "Germany"),
                        vec![cell("130"), self.share("97.7")],
                    ),
                    row(
                        &self.t("Ausland", "Abroad"),
                        vec![derived("3", &derived_word), self.share("2.3")],
                    ),
                    Row {
                        indent: 1,
                        ..row(&self.t("EU", "EU"), vec![cell("2"), self.share("1.5")])
                    },
                    Row {
                        indent: 1,
                        ..row(
                            &self.t("außerhalb der EU", "outside the EU"),
                            vec![cell("1"), self.share("0.8")],
                        )
                    },
                ],
            ),
        );
        origin.svg_wide = None;
        origin.svg_narrow = None;
        origin.sentence = self.t(
            "Drei Anfragen kamen aus dem Ausland, zwei davon aus der EU.",
            "Three requests came from abroad, two of them from the EU.",
        );
        let title = self.t(
            "133 Behördenanfragen, mehr als doppelt so viele wie 2022",
            "133 requests from authorities, more than twice as many as in 2022",
        );
        ReportView {
            frame: self.frame("2023.html", &format!("2023: {title}"), &self.t("Transparenzbericht 2023: 133 Anfragen, 45 endgültig abgelehnt, 44 unverschlüsselt.", "Transparency report 2023: 133 requests, 45 finally rejected, 44 unencrypted.")),
            head: Head {
                breadcrumbs: vec![self.link("Überblick", "Overview", "index.html"), self.link("Berichte", "Reports", "reports.html")],
                here: "2023".into(),
                kicker: self.t("Transparenzbericht 2023 · 1. Januar bis 31. Dezember 2023", "Transparency report 2023 · 1 January to 31 December 2023"),
                headline: title,
                lede: self.t("2022 waren es 55. Beantwortet wurden 88 Anfragen, in 45 Fällen gingen keine Daten heraus. Unter der neuen Regel ist seit 2023 auch ein unsicherer Übermittlungsweg ein Grund zur Ablehnung.", "In 2022 there were 55. 88 requests were answered; in 45 cases no data was given out. Under the new rule an insecure channel is a reason for rejection since 2023."),
                meta: vec![
                    self.link("Veröffentlicht 2024", "Published 2024", ""),
                    self.link("Mit 2022 vergleichen", "Compare with 2022", "compare/2022-2023.html"),
                    self.link("Zitieren", "Cite", "#cite"),
                ],
            },
            keys: vec![
                KeyFigure { label: self.t("Anfragen", "Requests"), value: "133".into(), remark: self.t("+78 gegenüber 2022 (55)", "+78 on 2022 (55)"), ..KeyFigure::default() },
                KeyFigure { label: self.t("endgültig abgelehnt", "Finally rejected"), value: "45".into(), of: self.t("von 133", "of 133"), remark: self.t("33,8\u{a0}%", "33.8%"), href: "methodology.html#rejected".into(), ..KeyFigure::default() },
                KeyFigure { label: self.t("unverschlüsselt", "Unencrypted"), value: "44".into(), of: self.t("von 133", "of 133"), remark: self.t("33,1\u{a0}%", "33.1%"), before: self.t("2022: 34 von 55", "2022: 34 of 55"), status_note: self.t("aus Anteilen rekonstruiert", "rebuilt from shares"), ..KeyFigure::default() },
                KeyFigure { label: self.t("Bestandsdaten", "Subscriber data"), value: "130".into(), of: self.t("von 133", "of 133"), remark: self.t("97,7\u{a0}%", "97.7%"), ..KeyFigure::default() },
            ],
            resolution: self.t("Bei 133 Anfragen entspricht eine Anfrage 0,8 Prozentpunkten.", "With 133 requests, one request is 0.8 percentage points."),
            contents: vec![
                self.link("Ausgang", "Outcome", "#f-outcome"), self.link("Entwicklung", "Trend", "#f-trend"),
                self.link("Übermittlungsweg", "Channel", "#f-channel"), self.link("Art", "Type", "#f-type"), self.link("Herkunft", "Origin", "#f-origin"),
                self.link("Einordnung", "Commentary", "#narrative"), self.link("Anmerkungen und Korrekturen", "Notes and corrections", "#notes"),
            ],
            figures: vec![outcome, self.trend(6), channel, kind, origin],
            narrative_title: "Ein Titel".into(),
            narrative_summary: "Eine Zusammenfassung.".into(),
            narrative: vec![ProsePart { prose_html: self.t(
                "<p>Seit dem 1. Januar 2023 müssen Behörden Anfragen verschlüsselt oder per Post stellen. 2022 kamen 34 von 55 Anfragen auf unsicherem Weg, 2023 waren es 44 von 133.</p>\n<h3>Was geprüft wird</h3>\n<p>Jede Anfrage prüfen der Datenschutzbeauftragte und ein Anwalt.</p>\n<ul><li>Stimmt die Rechtsgrundlage?</li><li>Ist der Weg sicher?</li></ul>\n<blockquote><p>Fehlt eines davon, wird die Anfrage abgelehnt. Die Behörde darf sie korrigiert neu stellen.</p></blockquote>",
                "<p>Since 1 January 2023 authorities must send requests encrypted or by post. In 2022, 34 of 55 requests came by an insecure channel; in 2023 it was 44 of 133.</p>\n<h3>What is checked</h3>\n<p>Each request is checked by the data protection officer and a lawyer.</p>\n<ul><li>Is the legal basis right?</li><li>Is the channel secure?</li></ul>\n<blockquote><p>Where one of them is missing the request is rejected. The authority may correct it and submit it again.</p></blockquote>"), ..ProsePart::default() }],
            byline: self.t("klartext-Redaktion, 23. November 2026", "klartext editors, 23 November 2026"),
            definitions: vec![MarginNote { title: self.t("Übermittlungsweg", "Channel"), text: self.t("Wie die Anfrage ankam: als E-Mail mit oder ohne PGP, per Fax oder per Post.", "How the request arrived: by e-mail with or without PGP, by fax or by post."), link: self.link("Im Glossar", "In the glossary", "methodology.html#channel"), ..MarginNote::default() }],
            notes: vec![
                NumberedNote { id: "n-1".into(), mark: "1".into(), subject: self.t("endgültig abgelehnt 2019", "finally rejected 2019"), text: self.t("Der Bericht 2019 nannte 4. Ein Jahr später wurden 12,7\u{a0}% angegeben, das sind 10 von 79.", "The 2019 report said 4. A year later 12.7% was given, which is 10 of 79.") },
                NumberedNote { id: "n-2".into(), mark: "2".into(), subject: self.t("Telekommunikations\u{ad}überwachung", "interception"), text: self.t("Nach einem Pressebericht. Ein anderer nennt 5, das ist die Zahl von 2022.", "From a press report. Another one says 5, which is the figure of 2022.") },
            ],
            accepted: Vec::new(),
            corrections: Vec::new(),
            all_corrections: self.link("Verzeichnis aller Korrekturen", "Register of all corrections", "corrections.html"),
            sources: vec![
                SourceEntry { id: "s-report".into(), link: link("Transparenzbericht 2023", "https://mailbox.org/de/post/transparenzbericht-2023"), publisher: "mailbox.org".into(), dates: self.t("gelesen am 23. November 2026", "read on 23 November 2026") },
                SourceEntry { id: "s-ecmguide".into(), link: self.link("Mehr behördliche Auskunftsanfragen", "Mehr behördliche Auskunftsanfragen", "https://ecmguide.de/news/mehr-behoerdliche-auskunftsanfragen-bei-mailbox-org/page/7"), publisher: "ecmguide.de".into(), dates: String::new() },
            ],
            quotes: vec![QuoteCard {
                id: "q-rejected".into(),
                label: self.t("Endgültig abgelehnt", "Finally rejected"),
                sentence: self.t("mailbox.org, 2023: 45 von 133 Anfragen, 33,8\u{a0}% – endgültig abgelehnt.", "mailbox.org, 2023: 45 of 133 requests, 33.8% – finally rejected."),
                definition: self.t("Anfragen, auf die nichts herausgegeben wurde.", "Requests in answer to which nothing was handed over."),
                glossary: self.link("Im Glossar", "In the glossary", "methodology.html#rejected"),
                citation: Citation { plain: "mailbox.org (2024). https://transparenz.example/2023.html#q-rejected".into(), ..Citation::default() },
            }],
            citation: Citation {
                plain: self.t("mailbox.org (2024): Transparenzbericht 2023. Datenstand: 2024.\nhttps://transparenz.example/2023.html", "mailbox.org (2024): Transparency report 2023. Data as of 2024.\nhttps://transparenz.example/en/2023.html"),
                bibtex: "@misc{mailbox-org-2023,\n  author = {{mailbox.org}},\n  year = {2024},\n  url = {https://transparenz.example/2023.html}\n}".into(),
                csl_json: "[{\"id\": \"mailbox-org-2023\"}]".into(),
                meta: vec![MetaTag { name: "citation_title".into(), content: self.t("Transparenzbericht 2023", "Transparency report 2023") }],
                record: self.t("Noch nicht im Verzeichnis der Veröffentlichungen eingetragen.", "Not yet recorded in the ledger."),
            },
            files: vec![download("2023.csv", "data/2023.csv", "1\u{a0}kB"), download("2023.json", "data/2023.json", "4\u{a0}kB"), self.link("Spalten der CSV-Dateien", "Columns of the CSV files", "data.html#fields")],
            previous: self.link("2022: 55 Anfragen", "2022: 55 requests", "2022.html"),
            next: self.link("2024: 83 Anfragen", "2024: 83 requests", "2024.html"),
        }
    }

    /// 2019: a draft without narrative, with a correction and an accepted irregularity.
    pub fn corrected(&self) -> ReportView {
        ReportView {
            frame: self.frame("2019.html", "2019", ""),
            head: Head { headline: self.t("79 Anfragen, 10 davon endgültig abgelehnt", "79 requests, 10 finally rejected"), ..Head::default() },
            keys: Vec::new(),
            figures: vec![self.trend(2)],
            narrative_title: String::new(),
            narrative_summary: String::new(),
            narrative: Vec::new(),
            accepted: vec![NumberedNote { id: "a-1".into(), mark: "a".into(), subject: self.t("zunächst zurückgewiesen", "objected"), text: self.t("22 korrigierte und 10 abgelehnte Anfragen ergeben 32, nicht 26.", "22 corrected and 10 rejected requests make 32, not 26.") }],
            corrections: vec![Correction {
                id: "c-rejected".into(),
                figure: self.t("endgültig abgelehnt", "finally rejected"),
                published: "4".into(),
                now: "10".into(),
                how: self.t("aus 12,7\u{a0}% zurückgerechnet", "rebuilt from 12.7%"),
                date: "2021".into(),
                reason: self.t("Ein Jahr später mit 12,7\u{a0}% von 79 angegeben, ohne Hinweis auf die Änderung.", "Given as 12.7% of 79 a year later, without a word on the change."),
                source: link("Transparenzbericht 2020", "https://mailbox.org/en/post/transparency-report-mailbox-org-2020"),
            }],
            previous: Link::default(),
            contents: Vec::new(),
            ..self.report()
        }
    }

    pub fn data(&self) -> DataView {
        let file = |name: &str, contents: String, format: &str, size: &str, sha: &str| DataFile {
            name: name.into(),
            href: name.into(),
            contents,
            format: format.into(),
            size: size.into(),
            sha256: sha.into(),
        };
        let fields = [
            (
                "organisation",
                "Wer die Anfragen erhielt, als Kennung.",
                "Who received the requests, as an id.",
                "mailbox-org",
            ),
            (
                "period",
                "Berichtszeitraum: Jahr, Halbjahr oder zwei Tage.",
                "Reporting period: year, half-year or two days.",
                "2023",
            ),
            (
                "measure",
                "Was gezählt wird.",
                "What is counted.",
                "received",
            ),
            (
                "breakdown",
                "Wonach aufgeteilt wird; leer bei Summen.",
                "How it is split; empty for totals.",
                "channel",
            ),
            (
                "category",
                "Teil der Aufteilung; „+“ verbindet, was nur zusammen veröffentlicht ist.",
                "Part of the breakdown; “+” joins what is published only together.",
                "pgp_email+post",
            ),
            (
                "unit",
                "Einheit. Einheiten werden nie zusammengezählt.",
                "Unit. Units are never added up.",
                "requests",
            ),
            (
                "value",
                "Anzahl; leer bei Spannen und Lücken.",
                "Count; empty for ranges and gaps.",
                "133",
            ),
            ("lower", "Untergrenze.", "Lower bound.", "813"),
            (
                "upper",
                "Obergrenze; leer, wenn keine bekannt ist.",
                "Upper bound; empty if none is known.",
                "815",
            ),
            (
                "status",
                "Wie der Wert zustande kam, oder welche Art von Lücke es ist.",
                "How the value came about, or which kind of gap it is.",
                "rebuilt",
            ),
            (
                "stated",
                "Was die Quelle wörtlich angibt.",
                "What the source states, word for word.",
                "27.1 %",
            ),
            (
                "percent",
                "Unser Anteil mit einer Nachkommastelle.",
                "Our share with one decimal.",
                "33.8",
            ),
            (
                "base",
                "Wovon der Anteil genommen ist.",
                "What the share is taken of.",
                "received",
            ),
            (
                "break",
                "Bruch: ab hier nicht mehr mit früher vergleichbar.",
                "Break: not comparable with earlier periods from here on.",
                "channel-rule",
            ),
            (
                "restated_from",
                "Zuerst veröffentlichter Wert, wenn er geändert wurde.",
                "The value first published, if it was changed.",
                "4",
            ),
            (
                "source",
                "Kennung der Quelle.",
                "Id of the source.",
                "report",
            ),
            ("note", "Anmerkung.", "Note.", ""),
            (
                "definition",
                "Fassung der Begriffsbestimmung.",
                "Version of the definition.",
                "1",
            ),
        ];
        DataView {
            frame: self.frame("data.html", &self.t("Daten", "Data"), &self.t("Alle Zahlen als CSV und JSON.", "All figures as CSV and JSON.")),
            head: Head { headline: self.t("Alle Zahlen zum Herunterladen", "All figures to download"), lede: self.t("Jede Zahl dieser Seiten steht auch in einer Datei, mit Quelle, Status und Spanne.", "Every figure on these pages is also in a file, with its source, status and range."), ..Head::default() },
            formats: vec!["CSV".into(), "JSON".into()],
            contents: vec![DataContents { label: self.t("Bericht 2023", "Report 2023"), date: "2024".into(), files: vec![file("data/2023.csv", String::new(), "CSV", "1\u{a0}kB", ""), DataFile::default()] }],
            descriptions: vec![file("datapackage.json", self.t("Beschreibung", "Description"), "JSON", "1\u{a0}kB", "")],
            files: vec![
                file("data.csv", self.t("alle Berichte", "all reports"), "CSV", "21\u{a0}kB", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
                file("data/2023.csv", self.t("Bericht 2023", "report 2023"), "CSV", "1\u{a0}kB", "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752"),
                file("SHA256SUMS", self.t("Prüfsummen aller Dateien", "checksums of all files"), "Text", "3\u{a0}kB", ""),
            ],
            fields: fields.iter().map(|(name, de, en, example)| FieldGuide { name: (*name).into(), meaning: self.t(de, en), example: (*example).into() }).collect(),
            recipes: vec![Recipe { name: "pandas".into(), code: "print(1 < 2)".into() }],
            licence: link("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
            citation: Citation { plain: "mailbox.org (2026). https://transparenz.example/data.html".into(), ..Citation::default() },
        }
    }

    pub fn embed(&self) -> EmbedView {
        let mut figure = self.trend(6);
        // They lead back into the page.
        let groups = figure.table.groups.iter_mut();
        for row in groups.flat_map(|group| &mut group.rows) {
            row.notes.clear();
            row.cells.iter_mut().for_each(|cell| cell.notes.clear());
        }
        EmbedView {
            frame: self.frame("charts/2023-trend.html", &figure.headline, ""),
            figure,
            origin: self.link(
                "Aus: mailbox.org Transparenzbericht",
                "From: mailbox.org Transparency report",
                "https://transparenz.example/2023.html#f-trend",
            ),
        }
    }

    pub fn corrections(&self) -> CorrectionsView {
        let title = self.t("Korrekturen", "Corrections");
        CorrectionsView {
            frame: self.frame("corrections.html", &title, ""),
            head: Head {
                headline: title,
                ..Head::default()
            },
            corrections: vec![CorrectionEntry {
                page: self.link("Bericht 2019", "Report 2019", "2019.html#correction-1"),
                correction: Correction {
                    id: "2019-correction-1".into(),
                    figure: self.t("Endgültig abgelehnt", "Finally rejected"),
                    published: "4".into(),
                    now: "10".into(),
                    how: self.t("aus 12,7\u{a0}% zurückgerechnet", "rebuilt from 12.7%"),
                    date: self.t("Februar 2021", "February 2021"),
                    reason: self.t("Ohne Begründung.", "Without a reason."),
                    source: link("providerliste.ch", "https://www.providerliste.ch/"),
                },
            }],
            open: vec![OpenQuestion {
                page: self.link("Bericht 2019", "Report 2019", "2019.html#note-4"),
                note: NumberedNote {
                    id: "2019-note-4".into(),
                    subject: self.t("Zunächst beanstandet", "Objected at first"),
                    text: self.t("22 und 10 sind 32, nicht 26.", "22 and 10 are 32, not 26."),
                    ..NumberedNote::default()
                },
            }],
        }
    }

    pub fn gaps(&self) -> GapsView {
        let title = self.t("Was fehlt", "What is missing");
        let place = |year: &str, note: String| GapPlace {
            periods: vec![link(year, &format!("{year}.html"))],
            notes: vec![note],
        };
        GapsView {
            frame: self.frame("gaps.html", &title, ""),
            head: Head {
                headline: title,
                ..Head::default()
            },
            groups: vec![GapGroup {
                id: "not_published".into(),
                label: self.t("Nicht veröffentlicht", "Not published"),
                meaning: self.t("Die Quelle schweigt dazu.", "The source says nothing."),
                explained: true,
                rows: vec![GapRow {
                    label: self.t("Zunächst beanstandet", "Objected at first"),
                    places: vec![
                        place("2023", self.t("Nur eine Zahl.", "One number only.")),
                        place("2024", self.t("Wie 2023.", "As in 2023.")),
                    ],
                }],
            }],
        }
    }

    pub fn about(&self) -> AboutView {
        let title = self.t("Wer und warum", "Who and why");
        AboutView {
            frame: self.frame("about.html", &title, ""),
            head: Head {
                headline: title,
                ..Head::default()
            },
            facts_title: self.t("Über mailbox.org", "About mailbox.org"),
            facts: vec![Fact {
                label: "Website".into(),
                values: vec![link("https://mailbox.org/", "https://mailbox.org/")],
            }],
            prose: vec![ProsePart {
                prose_html: "<h2 id=\"why\">klartext</h2>".into(),
                ..ProsePart::default()
            }],
        }
    }

    pub fn compare(&self) -> CompareView {
        let break_note = MarginNote {
            id: "break-channel_rule".into(),
            title: self.t(
                "Neue Regel für Übermittlungswege, seit 1. Januar 2023",
                "New rule for channels, since 1 January 2023",
            ),
            text: self.t(
                "Bis Ende 2022 mussten Fax und Klartext-E-Mail angenommen werden.",
                "Until the end of 2022 fax and plain-text e-mail had to be accepted.",
            ),
            link: self.link(
                "Transparenzbericht 2023",
                "Transparency report 2023",
                "https://mailbox.org/de/post/transparenzbericht-2023",
            ),
        };
        CompareView {
            frame: self.frame(
                "compare/2022-2023.html",
                &self.t("2022 und 2023", "2022 and 2023"),
                "",
            ),
            head: Head {
                headline: self.t(
                    "2023: 133 Anfragen, 78 mehr als 2022 (55)",
                    "2023: 133 requests, 78 more than in 2022 (55)",
                ),
                ..Head::default()
            },
            comparable: self.t(
                "2022 und 2023 sind nur zum Teil vergleichbar",
                "2022 and 2023 are comparable only in part",
            ),
            comparability: vec![MarginNote {
                title: self.t("Vergleichbar", "Comparable"),
                text: self.t("Anfragen.", "Requests received."),
                ..MarginNote::default()
            }],
            breaks: vec![break_note],
            figures: vec![self.trend(2023)],
            table: TableSection {
                id: "figures".into(),
                headline: self.t("Alle Zahlen nebeneinander", "Every figure, side by side"),
                lede: String::new(),
                table: TableView {
                    caption: self.t(
                        "Alle Zahlen von 2022 und 2023",
                        "All figures of 2022 and 2023",
                    ),
                    columns: vec![
                        column(&self.t("Merkmal", "Figure"), false),
                        column("2022", true),
                        column("2023", true),
                    ],
                    groups: vec![RowGroup {
                        label: String::new(),
                        rows: vec![row(
                            &self.t("Anfragen", "Requests"),
                            vec![cell("55"), cell("133")],
                        )],
                    }],
                    scroll: true,
                },
            },
            how: vec![MarginNote {
                title: self.t("Was sich sagen lässt", "What may be said"),
                text: self.t(
                    "Mehr und weniger sind Tatsachen.",
                    "More and fewer are facts.",
                ),
                ..MarginNote::default()
            }],
            pairs: vec![LinkGroup {
                title: self.t("2022 mit", "2022 with"),
                links: vec![link("2021", "2021-2022.html")],
            }],
            grid: self.link(
                "Alle Paare in einer Tabelle",
                "All pairs in a table",
                "index.html",
            ),
            citation: Citation {
                plain: self.t(
                    "mailbox.org (2024): 2022 und 2023.",
                    "mailbox.org (2024): 2022 and 2023.",
                ),
                ..Citation::default()
            },
        }
    }

    fn entry(&self) -> TopicEntry {
        TopicEntry {
            svg_spark: Some("<svg class=\"spark\"/>".into()),
            counted: "plain-text e-mail & fax".into(),
            svg_mini: Some("<svg class=\"mini\"/>".into()),
            link: self.link("Ablehnungsquote", "Rejection rate", "rejection-rate.html"),
            finding: self.t(
                "Ablehnungsquote ohne klare Änderung: 18 von 74 (24 %) nach 25 von 83 (30 %)",
                "Rejection rate, no clear change: 18 of 74 (24%) after 25 of 83 (30%)",
            ),
        }
    }

    pub fn topic(&self) -> TopicView {
        TopicView {
            frame: self.frame(
                "rejection-rate.html",
                &self.t("Ablehnungsquote", "Rejection rate"),
                "",
            ),
            head: Head {
                headline: self.entry().finding,
                ..Head::default()
            },
            figures: vec![FigureBlock {
                table_href: "#figures".into(),
                ..self.trend(2025)
            }],
            definitions: vec![MarginNote {
                title: self.t("Ablehnungsquote", "Rejection rate"),
                text: self.t(
                    "Anteil der endgültig abgelehnten Anfragen an allen eingegangenen.",
                    "Finally rejected requests as a share of all requests received.",
                ),
                ..MarginNote::default()
            }],
            tables: vec![self.compare().table],
            breaks: self.compare().breaks,
            no_breaks: self.t(
                "In dieser Reihe ist kein Bruch bekannt.",
                "No break is known in this series.",
            ),
            reports: vec![link("2025", "2025.html")],
            citation: self.compare().citation,
        }
    }

    pub fn topics(&self) -> TopicsView {
        TopicsView {
            frame: self.frame("topics.html", &self.t("Themen", "Topics"), ""),
            head: Head {
                headline: self.t("Alle Themen über die Jahre", "All topics over the years"),
                ..Head::default()
            },
            groups: vec![TopicGroup {
                id: "rates".into(),
                label: self.t("Quoten", "Rates"),
                topics: vec![self.entry()],
            }],
        }
    }

    pub fn compare_index(&self) -> CompareIndexView {
        CompareIndexView {
            frame: self.frame(
                "compare/index.html",
                &self.t("Zwei Zeiträume vergleichen", "Compare two periods"),
                "",
            ),
            head: Head {
                headline: self.t("Zwei Zeiträume vergleichen", "Compare two periods"),
                ..Head::default()
            },
            caption: self.t(
                "Früherer Zeitraum in Zeilen, späterer in Spalten",
                "Earlier period in rows, later period in columns",
            ),
            corner: self.t("von \\ bis", "from \\ to"),
            columns: vec!["2022".into(), "2023".into()],
            rows: vec![PairRow {
                label: "2021".into(),
                pairs: vec![
                    Pair {
                        label: "’21–’22".into(),
                        name: self.t("2021 und 2022 vergleichen", "Compare 2021 and 2022"),
                        href: "2021-2022.html".into(),
                    },
                    Pair::default(),
                ],
            }],
            none: String::new(),
            breaks: vec![MarginNote {
                title: self.t(
                    "Neues TKG, seit 1. Dezember 2021",
                    "New TKG, since 1 December 2021",
                ),
                text: self.t(
                    "Überwachungen sind wieder möglich.",
                    "Interceptions are possible again.",
                ),
                ..MarginNote::default()
            }],
        }
    }

    pub fn methodology(&self) -> TextPageView {
        let term = |id: &str, word: String, definition: String| Term {
            id: id.into(),
            term: word,
            definition,
            cited: format!("{id}@2"),
            change: self.t(
                "Geändert: mit Ersuchen aus dem Ausland.",
                "Changed: with requests from abroad.",
            ),
            earlier: vec![EarlierVersion {
                id: format!("{id}-1"),
                cited: format!("{id}@1"),
                validity: self.t(
                    "galt vor dem 1. Januar 2023",
                    "in force before 1 January 2023",
                ),
                definition: self.t(
                    "Nur Ersuchen aus dem Inland.",
                    "Only requests from within the country.",
                ),
                change: String::new(),
            }],
        };
        TextPageView {
            frame: self.frame("methodology.html", &self.t("Methodik und Glossar", "Methodology and glossary"), ""),
            head: Head { headline: self.t("Was zählt, und wie gerechnet wird", "What counts, and how it is reckoned"), lede: self.t("Zählregeln, Status der Werte und die Begriffe des Berichts.", "Counting rules, status of values and the terms of the report."), ..Head::default() },
            contents: vec![self.link("Status der Werte", "Status of values", "#status"), self.link("Glossar", "Glossary", "#glossary")],
            prose: vec![ProsePart { prose_html: self.t(
                "<h2 id=\"counting\">Was gezählt wird</h2><p>Gezählt wird jede Anfrage einer Behörde, die im Zeitraum einging. Eine Anfrage hat eine Herkunft, eine Art und einen Weg.</p><h2 id=\"rates\">Warum Anteile ein Intervall haben</h2><p>Bei 74 Anfragen verschiebt eine einzige den Anteil um 1,4 Punkte. Das 95-%-Intervall nach Wilson zeigt, wie viel davon Zufall sein kann.</p>",
                "<h2 id=\"counting\">What is counted</h2><p>Every request of an authority that arrived in the period is counted. A request has one origin, one type and one channel.</p><h2 id=\"rates\">Why shares have an interval</h2><p>With 74 requests a single one moves the share by 1.4 points. The 95% Wilson interval shows how much of that may be chance.</p>"), ..ProsePart::default() }],
            methods: vec![MethodSection {
                id: "method-noise".into(),
                headline: self.t("Wann „gestiegen“ dasteht", "When “rose” is said"),
                paragraphs: vec![self.t("Mehr und weniger sind Tatsachen.", "More and fewer are facts."), self.t("Verglichen wird mit einem exakten Test.", "An exact test compares them.")],
            }],
            tables: vec![TableSection {
                id: "status".into(),
                headline: self.t("Woher ein Wert kommt", "Where a value comes from"),
                lede: self.t("Jeder Wert hat genau einen Status. Alles, was nicht veröffentlicht ist, wird benannt.", "Each value has exactly one status. Whatever is not published is named."),
                table: TableView {
                    caption: self.t("Status der Werte und Arten von Lücken", "Status of values and kinds of gaps"),
                    columns: vec![column("Status", false), column(&self.t("Bedeutung", "Meaning"), false)],
                    groups: vec![
                        RowGroup { label: self.t("Werte", "Values"), rows: vec![
                            row(&self.t("veröffentlicht", "published"), vec![cell(&self.t("steht so im Bericht", "stands so in the report"))]),
                            row(&self.t("abgeleitet", "derived"), vec![cell(&self.t("aus veröffentlichten Anzahlen berechnet", "computed from published counts"))]),
                            row(&self.t("rekonstruiert", "rebuilt"), vec![cell(&self.t("aus einem veröffentlichten Anteil: die einzige Anzahl, die passt", "from a published share: the only count that fits"))]),
                            row(&self.t("Presse", "press"), vec![cell(&self.t("nur aus einem Pressebericht bekannt", "known from a press report only"))]),
                        ] },
                        RowGroup { label: self.t("Lücken", "Gaps"), rows: vec![
                            row(&self.t("nicht veröffentlicht", "not published"), vec![cell(&self.t("die Quelle schweigt dazu", "the source says nothing"))]),
                            row(&self.t("unterdrückt", "suppressed"), vec![cell(&self.t("zu klein: Einzelne könnten erkennbar werden", "too small: single persons might be recognised"))]),
                        ] },
                    ],
                    scroll: false,
                },
            }],
            glossary: vec![
                TermGroup { id: "g-outcome".into(), label: self.t("Ausgang", "Outcome"), terms: vec![
                    term("objected", self.t("zunächst zurückgewiesen", "objected"), self.t("Die Anfrage hatte bei der ersten Prüfung einen Mangel. Sie kann korrigiert neu gestellt werden.", "The request had a fault at first review. It may be corrected and submitted again.")),
                    term("rejected", self.t("endgültig abgelehnt", "finally rejected"), self.t("Die Anfrage wurde nicht korrekt nachgereicht. Es gingen keine Daten heraus.", "The request was not resubmitted correctly. No data was given out.")),
                ] },
                TermGroup { id: "g-type".into(), label: self.t("Art", "Type"), terms: vec![
                    term("subscriber_data", self.t("Bestandsdaten", "subscriber data"), self.t("Angaben zum Vertrag, etwa Name und Anschrift, soweit vorhanden. Keine Inhalte.", "Data of the contract, such as name and address, as far as known. No contents.")),
                ] },
            ],
        }
    }
}
