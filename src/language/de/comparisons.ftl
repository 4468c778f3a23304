### Sätze über zwei Zeiträume. „Gestiegen“ und „gesunken“ stehen nur jenseits des Rauschens, und ein Unterschied über
### einen Bruch hinweg nie ohne dessen Namen; beides entscheidet `analysis::change`, nicht diese Datei.

## Verdicts

verdict-rose = gestiegen
verdict-fell = gesunken
verdict-no-clear-change = keine klare Änderung
verdict-none = –
change-in-words = { $difference }, von { $before } auf { $after }
points-in-words = von { $before } auf { $after }
with-rule = { $words } ({ $rule })
under-rule = Unter der neuen Regel: { $finding }
range-of-differences = { $lower } bis { $upper }

## Compare page

nav-compare = Vergleich
compare-kicker = Vergleich { $from } und { $to } · { $comparable }
compare-comparable = vergleichbar
compare-partly = nur zum Teil vergleichbar
compare-title = { $from } und { $to }
compare-description = { $organisation }: { $from } und { $to } im Vergleich. { $finding }.
compare-lede-part = { $period } wurden { $part } { $label }.
# Für Überschriften: das Vielfache, wo es eines gibt, sonst der Unterschied. Die beiden Zahlen stehen im Vorspann.
finding-total-multiple = { $to }: { $times ->
    [double] doppelt so viele
    [two] mehr als doppelt so viele
    [three] mehr als dreimal so viele
    [four] mehr als viermal so viele
    [half] halb so viele
   *[less] weniger als halb so viele
} { $units } wie { $from }
finding-total-more = { $to }: { $difference } mehr als { $from }
finding-total-fewer = { $to }: { $difference } weniger als { $from }
finding-total-same = { $to }: so viele { $units } wie { $from }
compare-headline = { $finding }, { $rate } { $verdict ->
    [rose] gestiegen
    [fell] gesunken
    [ruled] nach neuer Regel
   *[unclear] ohne klare Änderung
}
compare-lede = { $requests } ({ $to }) nach { $before } ({ $from }). { $finding }.
finding-count-more = { $to }: { $requests }, { $difference } mehr als { $from } ({ $before })
finding-count-fewer = { $to }: { $requests }, { $difference } weniger als { $from } ({ $before })
finding-count-same = { $to }: { $requests }, so viele wie { $from }
finding-part-more = { $label }: { $after }, { $difference } mehr als { $from } ({ $before })
finding-part-fewer = { $label }: { $after }, { $difference } weniger als { $from } ({ $before })
finding-part-same = { $label }: { $after }, so viele wie { $from }
finding-part-range = { $label }: { $to } { $after }, { $from } { $before }
finding-rate-rose = { $rate } gestiegen: { $after } nach { $before }
finding-rate-fell = { $rate } gesunken: { $after } nach { $before }
finding-rate-shares = Das sind { $after } ({ $to }) nach { $before } ({ $from }).
finding-rate-unclear = { $rate } ohne klare Änderung: { $after } nach { $before }
finding-rate-ruled = Unter der neuen Regel: { $after } { $label } ({ $to }); davor { $before } ({ $from })
compare-answer-all = { $from } und { $to } sind vergleichbar
compare-answer-partly = { $from } und { $to } sind nur zum Teil vergleichbar
compare-answer-gaps = { $from } und { $to } sind vergleichbar, soweit beide Berichte Zahlen nennen
compare-answer-none = { $from } und { $to } sind nicht vergleichbar
compare-no-break = Zwischen { $from } und { $to } ist kein Bruch durch Recht, Methode oder Umfang bekannt.
compare-comparable-figures = Vergleichbar
compare-ruled-figures = Nach verschiedenen Regeln gezählt
compare-one-sided-figures = Nur für einen der beiden angegeben
compare-divided-figures = Verschieden aufgeteilt
compare-ruled = { $figures }: { $rules }.
compare-listed = { $figures }.
compare-break-title = { $title }, seit { $date }
compare-break-mixed = { $period } liegt teils unter der alten, teils unter der neuen Regel.
compare-break-figures = Das betrifft: { $figures }.
compare-other-date = { $source } nennt ein anderes Datum: { $date }.
compare-merged = { $breakdown }, hier in der feinsten Aufteilung, die beide haben: { $parts }.
compare-counts-title = Anzahlen, { $from } und { $to }
compare-counts-sub = Anzahl je Zeitraum, Achse ab null
compare-counts-sub-table = Anzahl je Zeitraum; für eine Grafik liegen die Zahlen zu nah beieinander
compare-counts-multiple = { $difference }, { $multiple }-mal so viele
compare-counts-how = Jede Linie verbindet dieselbe Zahl in beiden Zeiträumen; auf schmalen Bildschirmen stehen dafür zwei Balken. Je steiler die Linie, desto mehr Anfragen macht der Unterschied aus.
compare-counts-ruled = Wo keine Linie ist, hat sich dazwischen die Regel geändert, nach der gezählt wird.
compare-points-how = Punkte, nicht Prozent
compare-points-how-text = Von { $before } auf { $after } sind es { $points }.
compare-small-base = Wenige Fälle
compare-counts-caption = Anzahlen { $from } und { $to }
compare-shares-title = Anteile, { $from } und { $to }
compare-shares-sub = Anteil in Prozent; Ring: { $from } (N = { $n-from }), Punkt: { $to } (N = { $n-to })
compare-shares-caption = Anteile { $from } und { $to }
compare-parts-title = { $breakdown }, { $from } und { $to }
compare-parts-sub = { $breakdown }, ein Kästchen je Anfrage
compare-parts-period = { $period } (N = { $n })
compare-parts-how = Jedes Kästchen ist eine Anfrage. In beiden Zeiträumen sind sie gleich groß, deshalb lassen sich auch die Flächen vergleichen.
describe-units = Kästchendiagramm: { $title }. { $values }.
compare-why-title = Woraus sich die Anzahl ergibt: { $label }
compare-why-finding = { $total }, davon { $volume } durch die Anzahl und { $rate } durch die Quote
compare-why-sub = Änderung der Anzahl ({ $label }) von { $from } auf { $to }, in Anfragen
why-count = Bei der Quote von { $from } wären von { $requests } { $expected } { $label } gewesen; es waren { $actual }
compare-why-volume = durch die Zahl der Anfragen
compare-why-rate = durch die Quote
compare-why-rate-ruled = durch die Quote, unter neuer Regel
compare-why-total = zusammen
compare-why-caption = Teile der Änderung von { $from } auf { $to }
compare-why-how = Wie das berechnet ist
compare-why-formula = Der Teil durch die Zahl der Anfragen ist die Änderung der Gesamtzahl mal der früheren Quote; der Rest ist die Änderung der Quote. Das sagt, wie viel, nicht warum: Die Quote kann sich aus mehreren Gründen zugleich geändert haben.
compare-why-symmetric = Halbiert man, was beide gemeinsam bewirken, sind es { $volume } und { $rate }.
compare-why-ruled = Über eine Änderung der Regeln hinweg ist der Teil der Quote keine Ursache: Dieselbe Anfrage kann davor und danach anders beurteilt werden.
compare-mix-title = { $rate } nach { $breakdown }: Zusammensetzung und Quoten
compare-mix-finding = { $total }: { $mix } durch die Zusammensetzung, { $within } innerhalb der Kategorien
compare-mix-sub = Änderung der { $rate } von { $from } auf { $to }, in Prozentpunkten
why-mix = Bei den Quoten von { $from } hätten die Anfragen von { $to } nach { $breakdown } { $expected } ergeben; es waren { $actual }
compare-mix-mix = durch die Zusammensetzung nach { $breakdown }
compare-mix-within = durch die Quoten innerhalb
compare-mix-within-ruled = durch die Quoten innerhalb, unter neuer Regel
compare-mix-parts = Teile der Änderung
compare-mix-formula = Der Teil durch die Zusammensetzung ist die Änderung, die sich ergeben hätte, wenn sich nur die Anteile der Kategorien verschoben hätten und jede ihre frühere Quote behalten hätte; der Rest geschah innerhalb der Kategorien. Das sagt, wie viel, nicht warum.
compare-table-title = Alle Zahlen nebeneinander
compare-table-caption = Alle Zahlen von { $from } und { $to } mit ihren Unterschieden
column-figure = Merkmal
compare-column-change = Unterschied
compare-group-outcome = Anfragen und Ausgang
compare-group-rates = Quoten, mit ihrem 95-%-Intervall
compare-how-verdict = Was sich sagen lässt
compare-how-verdict-text = Was mit dem Namen einer Regel gekennzeichnet ist, zählt davor und danach nach verschiedenen Regeln. Mehr und weniger sind Tatsachen. „Gestiegen“ und „gesunken“ steht nur da, wo ein Unterschied größer ist, als ihn der Zufall in einem von zwanzig Fällen ergäbe.
compare-interval = { $percent } ({ $interval })
compare-pairs-with = { $period } mit
compare-pairs-grid = Alle Paare in einer Tabelle
describe-slope = Liniendiagramm: { $title }. { $values }.
describe-dumbbell = Punktdiagramm: { $title }. { $values }.
describe-signed = Balkendiagramm ab null: { $title }. { $values }.
describe-two = { $label }: { $from-period } { $from }, { $to-period } { $to }
describe-two-ruled = { $label }: { $from-period } { $from }, { $to-period } { $to }, nach anderer Regel

## All comparisons

compare-index-title = Zwei Zeiträume vergleichen
compare-index-lede = Links steht der frühere Zeitraum, oben der spätere. Jede Seite sagt zuerst, ob man die beiden vergleichen darf.
compare-index-description = { $organisation }: alle Vergleiche zweier Berichtszeiträume.
compare-index-caption = Früherer Zeitraum in Zeilen, späterer in Spalten
compare-index-corner = von \ bis
compare-index-none = Bisher gibt es nur einen Bericht und deshalb nichts zu vergleichen.
compare-pair = { $from } und { $to } vergleichen

## Topics

nav-topics = Themen
topics-title = Themen
topics-headline = Alle Themen über die Jahre
topics-lede = Je Aufteilung und je Quote eine Seite: wie sich die Zahlen entwickelt haben, mit allen Jahren in einer Tabelle.
topics-description = { $organisation }: Übermittlungsweg, Art, Herkunft, Ablehnungsquote und weitere Themen über alle Berichtszeiträume.
topics-breakdowns = Aufteilungen
topics-rates = Quoten
topic-title = { $topic }
topic-kicker = Thema · { $first } bis { $last }
topic-description = { $organisation }: { $topic }, { $first } bis { $last }. { $finding }.
topic-breakdown-neutral = { $measure } nach { $breakdown }, { $first } bis { $last }
topic-rate-neutral = { $rate }, { $first } bis { $last }
topic-rate-latest = { $period }: { $value } { $label }
topic-share-sub = Anteil an allen { $units } je Zeitraum, in Prozent, mit 95-%-Intervall; unter jedem Zeitraum die Anzahl
topic-share-title = { $label }: Anteil je Zeitraum
topic-counts-title = { $measure } nach { $breakdown }: Anzahl je Zeitraum
topic-counts-sub = Anzahl je Zeitraum, in allen Feldern dieselbe Skala
home-rate-sub = Anteil „{ $part }“ an „{ $whole }“ in Prozent; unter jedem Zeitraum die Anzahl
home-rate-how = Wie genau sind die Anteile?
home-rate-how-text = Bei wenigen Anfragen schwankt ein Anteil schon durch Zufall. „Gestiegen“ oder „gesunken“ steht deshalb nur da, wo der Unterschied größer ist; zu jedem Anteil nennt die Tabelle das 95-%-Intervall.
home-rate-how-link = Die Quote über alle Jahre
break-more = Mehr dazu
topic-rate-sub = Anteil „{ $part }“ an „{ $whole }“ in Prozent, mit 95-%-Intervall; unter jedem Zeitraum die Anzahl
topic-table-title = Alle Zeiträume
topic-table-caption = { $topic }, alle Zeiträume, der neueste zuerst
topic-breaks = Brüche in der Reihe
topic-no-breaks = In dieser Reihe ist kein Bruch bekannt.
topic-reports = Berichte
topic-rates-apart = Zunächst beanstandet und endgültig abgelehnt sind zwei Größen: Was zunächst beanstandet wurde, kann korrekt nachgereicht worden sein. Sie stehen deshalb auf getrennten Seiten.
topic-column-interval = 95-%-Intervall
describe-dots = Punktdiagramm mit Linie: { $title }. { $values }.
describe-multiples = Säulendiagramme nebeneinander: { $title }. { $values }.
describe-panel = { $label }: { $values }
describe-break = ab { $period } neue Regel: { $title }
topic-finding-years = { $finding } ({ $to } gegenüber { $from })
by-breakdown = { $measure } nach { $breakdown }
meta-compare = Mit { $period } vergleichen
