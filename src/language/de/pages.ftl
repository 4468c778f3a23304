# Words that stand on every page, whatever the figures are. Templates look them up with text(id="…").

## Frame
frame-skip = Zum Inhalt springen
frame-navigation = Hauptnavigation
frame-notice = Hinweis zu dieser Seite
frame-draft = Entwurf
frame-draft-meaning = Dieser Bericht ist noch nicht veröffentlicht; Zahlen und Text können sich ändern.
frame-privacy = Ohne Cookies, ohne Tracking, ohne fremde Server.

## Script
script-theme = Farben
script-system = auto
script-light = hell
script-dark = dunkel
script-copy = Kopieren
script-copied = Kopiert

## Parts of a page
page-breadcrumbs = Sie sind hier
page-contents = Auf dieser Seite

## Figures
figure-table = Tabelle
figure-download = Herunterladen:
figure-embed = Einbetten
figure-embed-how = Diesen Code in die eigene Seite einfügen. Er lädt eine Grafik mit Tabelle und kein Skript.
figure-cite = Zitieren
figure-link = Link
figure-link-what = zu dieser Grafik

## Citation
cite-title = Zitieren
cite-bibtex = BibTeX
cite-csl = CSL-JSON

## Quote cards
quotes-title = Sätze zum Zitieren
quotes-lede = Jede Zahl mit dem, wovon sie ein Teil ist, und einer Adresse, die zu ihr führt.

## Home
home-topics-sub = Anzahl der Anfragen je Zeitraum in der Kategorie, um die es geht; alle Grafiken haben denselben Maßstab.
home-topics = Themen
home-reports = Alle Berichte

## Report
report-narrative = Der Bericht in Worten
report-no-narrative = Zu diesem Bericht gibt es keinen Text in dieser Sprache.
report-files = Dateien zu diesem Bericht
report-notes = Anmerkungen und Korrekturen
report-irregularities = Unstimmigkeiten der Quelle
report-irregularities-meaning = Die Quelle selbst geht hier nicht auf. Wir zeigen, was sie nennt, und sagen, was nicht passt.
report-corrections = Korrekturen
report-corrections-caption = Zahlen dieses Berichts, die nachträglich geändert wurden
report-no-corrections = Zu diesem Bericht gibt es keine Korrekturen.
correction-figure = Angabe
correction-published = zuerst veröffentlicht
correction-now = heute
correction-date = geändert
correction-reason = Grund und Quelle
report-sources = Quellen
report-pager = Weitere Berichte
report-previous = Früherer Bericht
report-next = Späterer Bericht

## All reports
reports-none = Bisher ist kein Bericht erschienen.

## Corrections
correction-source = Quelle:
corrections-none = Bisher wurde keine Zahl nach ihrer Veröffentlichung geändert.
corrections-open = Offene Fragen
corrections-open-meaning = Hier geht die Quelle selbst nicht auf. Wir zeigen, was sie nennt, sagen, was nicht passt, und rechnen es nicht zurecht.
corrections-open-none = In keinem Bericht ist etwas bekannt, das nicht aufgeht.

## Gaps
gaps-figure = Angabe
gaps-period = Zeitraum
gaps-note = Anmerkung
gaps-none = In keinem Bericht fehlt etwas, das ein anderer nennt.

## Compare
compare-index-breaks = Wo sich die Regeln änderten
compare-pairs-title = Andere Zeiträume vergleichen

## Topics
topic-breaks-title = Brüche in der Reihe
topic-reports-title = Berichte

## Data
data-files = Dateien
data-files-how = Alle Dateien enthalten dieselben Zahlen wie die Seiten. Mit der Prüfsumme lässt sich feststellen, ob eine Datei unverändert ist: „sha256sum -c SHA256SUMS“.
data-files-caption = Jede Zeile enthält dieselben Zahlen in mehreren Formaten
data-contents = Inhalt
data-date = Stand
data-feed = Neue Berichte und Korrekturen
data-programs = Für Programme
data-checksums = Prüfsummen (SHA-256)
data-fields = Was die Spalten bedeuten
data-fields-how = { $count ->
    [one] Die CSV-Dateien haben eine Spalte. Jede Zeile ist eine Angabe.
   *[other] Die CSV-Dateien haben { $count } Spalten, immer in dieser Reihenfolge. Jede Zeile ist eine Angabe.
}
data-example = Beispiel:
data-recipes = In zwei Zeilen laden
data-recipes-how = Die CSV-Datei braucht keine Einstellungen. Diese Zeilen geben die Gesamtzahlen aller Berichte aus; bei einer Spanne oder fehlenden Angabe ist „value“ leer.
data-licence = Nutzungsrechte
data-licence-meaning = Die Daten dürfen genutzt, geteilt und bearbeitet werden, wenn die Quelle genannt wird. Maßgeblich ist die Lizenz:

## Text pages
text-glossary = Glossar
