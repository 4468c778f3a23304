### Sentences that are made of figures: headlines, ledes, subtitles, sources, descriptions of charts.
### None of them claims a direction: a change is a matter of tests and breaks, not of two counts.

## Headlines

finding-report = { $period }: { $requests }, { $part }{ "\u00A0" }{ $label }
finding-report-none = { $period }: { $requests }, keine { $label }
# Der Unterschied zum Zeitraum davor, und was daraus wurde. Nur wenn beide Gesamtzahlen genau bekannt sind und kein Bruch
# zwischen ihnen liegt.
finding-report-then = { $finding }, { $part }{ "\u00A0" }von{ "\u00A0" }{ $total } { $label }
finding-report-then-none = { $finding }, keine von { $total } { $label }
finding-report-total = { $period }: { $requests }
finding-report-zero = { $period }: keine { $units }
finding-report-unknown = Bericht { $period }
finding-part-of = { $part } von { $requests } { $label }
# Ein Bruch, den man so sagt, auf einen Prozentpunkt genau; die Zahlen stehen dahinter.
finding-part-fraction = { $how ->
    [exactly] { $fraction }
   *[about] Rund { $fraction }
} { $label }: { $part } von { $requests }
fraction-half = die Hälfte
fraction-third = ein Drittel
fraction-two-thirds = zwei Drittel
fraction-quarter = ein Viertel
fraction-three-quarters = drei Viertel
fraction-fifth = ein Fünftel
fraction-tenth = ein Zehntel
finding-stages = { $faulty } von { $requests } { $faulty-label }, { $mended } davon { $mended-label }
finding-part-none = Keine von { $requests } { $label }
finding-part-all = Alle { $requests } { $label }
finding-two-periods = { $period }: { $requests }, { $previous }: { $before }
finding-first-period = { $period }, frühester Bericht im Datensatz: { $requests }
finding-record-most = { $period }: { $requests }, mehr als in jedem { $unit ->
    [year] Jahr
   *[other] Zeitraum
} seit { $since }
finding-record-fewest = { $period }: { $requests }, weniger als in jedem { $unit ->
    [year] Jahr
   *[other] Zeitraum
} seit { $since }
finding-reversal-more = { $period }: { $requests }, erstmals seit { $since } mehr als im { $unit ->
    [year] Jahr
   *[other] Zeitraum
} davor
finding-reversal-fewer = { $period }: { $requests }, erstmals seit { $since } weniger als im { $unit ->
    [year] Jahr
   *[other] Zeitraum
} davor
finding-largest = { $label }: { $part } von { $requests }
finding-tie = { $labels }: je { $part } von { $requests }
finding-nearly-all = { $labels }: je mindestens { $least } von { $requests }
finding-incomplete = { $breakdown }: für { $known } von { $requests } angegeben
finding-all-in-one = { $label }: alle { $requests }

## Neutral titles

title-report = Transparenzbericht { $period }
title-outcome = Ausgang der Anfragen, { $period }
title-stages = Der Weg durch die Prüfung, { $period }
title-series = { $measure } nach Berichtszeitraum
title-breakdown = { $measure } nach { $breakdown }, { $period }
title-page = { $title } · { $site }

## Ledes

lede-received = { $organisation } erhielt { $requests } von Behörden.
lede-received-after = { $organisation } erhielt { $requests } von Behörden, { $unit ->
    [year] { $previous }
   *[other] im Zeitraum davor ({ $previous })
} waren es { $before }.
lede-received-none = Vom { $days } ging bei { $organisation } keine Anfrage einer Behörde ein.
# Wie viele es im Zeitraum davor waren, und was sich über den Unterschied der Anteile sagen lässt.
lede-part-before = { $verdict ->
    [ruled] { $previous }, unter anderer Regel: { $part } { $label }.
    [rose] { $previous } waren { $part } { $label }; der Anteil ist gestiegen.
    [fell] { $previous } waren { $part } { $label }; der Anteil ist gesunken.
   *[unclear] { $previous } waren { $part } { $label }; das ist kein klarer Unterschied.
}
key-before = { $period }: { $value }
key-before-ruled = { $period }: { $value }, andere Regel
# `kind` ist das erste Merkmal der Aufzählung: nur zu den eingebauten passt das Verb.
lede-outcome = { $kind ->
    [answered] Von den { $total } wurden { $parts }.
   *[other] Ergebnis: { $parts }.
}
lede-part-first = { $count } { $label }
lede-part = { $count } { $label }
lede-part-share = { $words } ({ $share })
lede-unknown = Eine Gesamtzahl nennt die Quelle nicht.

## Subtitles

subtitle-outcome = Ausgang der Anfragen { $period }, Anzahl und Anteil, N = { $n }
subtitle-stages = Anfragen { $period } von der ersten Prüfung bis zum Ausgang, Anzahl, N = { $n }
subtitle-outcome-small = Ausgang der Anfragen { $period }, Anzahl, N = { $n }
subtitle-series = { $measure } je Berichtszeitraum, Anzahl
subtitle-series-part = { $measure } je Berichtszeitraum, Anzahl; unterer Teil der Säule: { $part }
subtitle-breakdown = { $measure } { $period } nach { $breakdown }, Anzahl und Anteil, N = { $n }
subtitle-breakdown-small = { $measure } { $period } nach { $breakdown }, Anzahl, N = { $n }
subtitle-breakdown-unknown = { $measure } { $period } nach { $breakdown }, Anzahl

## Sources and status

source-line = Quelle: { $sources }.
source-title = „{ $title }“
source-reading = { $count } nach { $source }
source-readings = Die Quellen sind uneins: { $label }: { $readings }.
source-rebuilt = Aus Prozentangaben zurückgerechnet: { $labels }.
source-derived = Von uns berechnet: { $labels }.
source-press = Nach Presseberichten: { $labels }.
source-version = { $label }: gezählt nach Fassung { $version } der Definition.
source-shares = Anteile sind aus den Anzahlen berechnet.
source-series-press = Nach Presseberichten: { $periods }.
status-note-rebuilt = aus { $percent } zurückgerechnet
status-note-derived = berechnet
status-note-press = laut Presse
status-note-added = Summe, von uns berechnet
status-note-summed = Summe aus { $parts }
resolution = Bei { $requests } macht eine einzelne { $points } aus.

## Tables

of-whole = von { $whole }
of-whole-share = von { $whole } ({ $percent })
column-period = Zeitraum
column-part = Merkmal
column-outcome = Ausgang
column-count = Anzahl
column-share = Anteil
column-share-of = Anteil
column-report = Bericht
column-value = Wert
column-meaning = Bedeutung
row-total = Insgesamt
share-base = { $percent } von { $base }
table-outcome = Ausgang der Anfragen { $period }
table-series = { $measure } je Berichtszeitraum
table-breakdown = { $measure } { $period } nach { $breakdown }
table-reports-caption = Gesamtzahlen aller Berichte, der neueste zuerst
table-reports = Alle Berichte

## Charts

cross-title = Ausgang nach { $breakdown }, { $period }
cross-contents = Ausgang nach { $breakdown }
cross-subtitle = Anfragen nach { $breakdown }, { $period }; jeder Balken ist ein Anteil seiner Zeile
cross-column-all = Anfragen
cross-margin-title = Wie man das liest
cross-margin = Jede Zeile ist eine Kategorie mit der Zahl ihrer Anfragen; Balken vergleichen sich in einer Spalte. In kleinen Zeilen verschiebt der Zufall viel: Die Intervalle stehen in der Tabelle.
cross-finding = { $label }: { $most } { $most-value }, { $least } { $least-value }
describe-matrix = Matrix: { $title }. { $values }.
describe-spark = Linie: { $name }, Anteil von { $first } bis { $last }.
describe-stages = Flussdiagramm: { $title }. { $values }.
describe-bars = Balkendiagramm: { $title }. { $values }.
describe-columns = Säulendiagramm: { $title }. { $values }.
describe-value = { $label }: { $value }
describe-with-part = { $label }: { $value }, davon { $part } { $part-label }
describe-with-part-unknown = { $label }: { $value }, { $part-label }: keine Angabe

## Parts of pages

kicker-report = Transparenzbericht { $period } · { $days }
meta-published = Veröffentlicht: { $date }
meta-latest = Neuester Bericht: { $period }
meta-data-date = Datenstand: { $date }
meta-cite = Zitieren
meta-data = Daten herunterladen
block-outcome = Ausgang
block-stages = Prüfung
block-series = Entwicklung
margin-how-to-read = So lesen Sie die Grafik
units-how = Jedes Kästchen ist eine Anfrage.
trend-how = Eine Säule je Zeitraum. Ihr unterer Teil: { $part }; die Anzahl steht auch unter der Achse.
trend-how-hollow = Eine Säule ohne Füllung: Die Gesamtzahl ist bekannt, der Ausgang nicht.
margin-definition-link = Im Glossar
margin-note = Anmerkung { $mark }
note-label = Anmerkung { $mark }
note-label-of = Anmerkung { $mark } im Bericht { $period }
note-restated = Zuerst veröffentlicht: { $was }; { $date } geändert in { $now }. { $reason }
press-mark-label = Angabe aus der Presse
narrative-byline = { $author }, { $date }
report-link = Bericht { $period }
report-link-count = Bericht { $period }: { $requests }
source-published = veröffentlicht: { $date }
source-retrieved = gelesen: { $date }
attachment = Anlage
cite-plain = { $publisher } ({ $year }): { $title }.{ $date } { $url }
cite-plain-compiled = { $author }: { $title }, nach öffentlichen Angaben von { $publisher }.{ $date } { $url }
cite-plain-undated = { $publisher }: { $title }. { $url }
cite-compiled-from = nach öffentlichen Angaben von { $publisher }
card-notice = { $compiler }, { $from }
cite-data-date = Stand der Daten: { $date }
embed-origin = Aus: { $publisher }
quote-link = Zitat
quote-total = { $organisation }, { $period }: { $count }
quote-part = { $organisation }, { $period }: { $count } – { $label }
quote-category = { $breakdown }: { $category }
quote-status = { $sentence } ({ $note })
quote-of = { $part } von { $whole }
quote-base = { $requests } ({ $label })
quote-percent = { $count } ({ $percent })
nav-home = Überblick
nav-reports = Berichte
nav-data = Daten
nav-methodology = Methodik
footer-about = Über diese Seite
footer-data = Daten
footer-all = Alle Zahlen ({ $format })
footer-feed = Neues abonnieren (Atom)
footer-fields = Was die Spalten bedeuten
footer-accessibility = Barrierefreiheit
footer-imprint = Impressum
footer-privacy = Datenschutz
footer-licence = Lizenz: { $licence }
footer-contact = Kontakt
footer-made = Gemacht mit klartext.
gap-breakdown = { $breakdown }: { $gap }
home-title = Überblick
home-description = { $organisation }: Anfragen von Behörden, { $first } bis { $last }. Berichte, Tabellen und offene Daten.
home-description-one = { $organisation }: Anfragen von Behörden, { $last }. Berichte, Tabellen und offene Daten.
report-description = { $organisation }, Transparenzbericht. { $finding }. Mit Tabellen, Quellen und offenen Daten.
size-bytes = { $n } Byte
size-kilobytes = { $n } kB

## Data page

data-cite-title = Anfragen von Behörden, alle Berichtszeiträume (Datensatz)
data-title = Daten
data-headline = Alle Zahlen zum Herunterladen
data-lede = Dieselben Zahlen, die auf den Seiten stehen: als CSV für Statistik, als XLSX für Tabellenprogramme, als JSON für Programme.
data-description = Alle Zahlen der Berichte als CSV, XLSX und JSON, mit Feldbeschreibung und Prüfsummen.
data-file-all = Alle Berichte
data-file-topic = { $topic }, alle Berichte
data-file-package = Beschreibung aller CSV-Dateien (Frictionless Data Package)
data-file-catalogue = Verzeichnis aller Datensätze (DCAT, JSON-LD)
data-file-schema = Form der JSON-Dateien (JSON Schema)
export-about = Über diese Datei
export-notice = Hinweis
export-definitions = Definitionen
export-term = Merkmal
export-meaning = Bedeutung
export-sources = Quellen
export-source-title = Titel
export-source-publisher = Herausgeber
export-source-address = Adresse
export-source-published = veröffentlicht
export-source-retrieved = gelesen
archive-readme = { $title }: die Zahlen in allen Formaten und Sprachen, die Grafiken und die Anlagen des Berichts, wie sie auf { $address } stehen. Was die Dateien enthalten, sagt datapackage.json.
feed-correction = Bericht { $period }, Korrektur: { $figure }
feed-correction-text = Zuerst veröffentlicht: { $before }. Jetzt: { $now }. { $reason }
data-file-report = Bericht { $period }
field-organisation = Kurzname der Organisation, wie in den Adressen.
field-period = Berichtszeitraum: 2023, 2023-H1, 2023-Q1 oder zwei Tage.
field-measure = Was gezählt wird; die Wörter stehen im Glossar.
field-breakdown = Wonach aufgeteilt ist; leer bei einer Gesamtzahl.
field-category = Welcher Teil; mehrere mit + verbunden, wenn die Quelle nur ihre Summe nennt; rest für das, was keine Kategorie hat.
field-unit = Was gezählt wird: Anfragen, Anordnungen, Konten, Geräte, Nutzer. Einheiten lassen sich nicht addieren.
field-value = Die Anzahl; leer bei einer Spanne und bei einer Lücke.
field-lower = Mindestens so viele.
field-upper = Höchstens so viele; leer, wenn es keine Obergrenze gibt.
field-status = Woher der Wert kommt (published, derived, rebuilt, press) oder welche Art von Lücke es ist.
field-stated = Was die Quelle geschrieben hat.
field-percent = Unser Anteil an base in Prozent, eine Nachkommastelle.
field-base = Die Zahl, deren Teil er ist.
field-break = Brüche der Reihe, die diesen Wert von früheren trennen, mit ihren Kennungen; die JSON-Datei erklärt sie.
field-restated_from = Was zuerst veröffentlicht war, falls der Wert später geändert wurde.
field-source = Adresse oder Titel der Quelle.
field-note = Anmerkungen zu diesem Wert.
field-definition = Maß und Fassung seiner Definition.

## Methodology

methodology-title = Methodik
methodology-lede = Woher die Werte kommen, warum manche fehlen und was die Wörter bedeuten.
glossary-measures = Was gezählt wird
glossary-rates = Quoten
glossary-statuses = Woher ein Wert kommt
glossary-gaps = Warum ein Wert fehlt
glossary-statuses-lede = Jeder Wert hat einen Status. Alles außer „{ $published }“ steht in der Quellenzeile oder neben dem Wert.
glossary-gaps-lede = Eine Lücke ist keine Null. Jede hat einen Grund.
glossary-version-change = Geändert: { $change }
glossary-version-until = galt vor dem { $date }
glossary-version-replaced = durch die nächste Fassung ersetzt

## Not found

moved-title = Diese Seite ist umgezogen
not-found-title = Diese Seite gibt es nicht
not-found-lede = Die Adresse ist falsch geschrieben, oder die Seite hat einen anderen Namen bekommen. Hier geht es weiter:

## Around an author's text

alert-note = Hinweis
alert-tip = Tipp
alert-important = Wichtig
alert-warning = Warnung
alert-caution = Vorsicht
footnotes = Fußnoten
footnote-back = Zurück zu Fußnote { $number }, Stelle { $mention }
wide-table = Tabelle { $number }
