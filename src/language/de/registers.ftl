### Die Verzeichnisse: alle Berichte, alle Korrekturen, alle Lücken, und wer die Seite veröffentlicht.

## Reports

reports-lede = { $count ->
    [one] Bisher gibt es einen Bericht über Behördenanfragen an { $organisation }: { $last }.
   *[other] { $count } Berichte über Behördenanfragen an { $organisation }, { $first } bis { $last }; der neueste steht oben.
}
home-all-reports = Alle Berichte mit Titel, Zusammenfassung und Dateien
reports-fact = { $label }: { $value }
reports-fact-status = { $label }: { $value }, { $status }

## Corrections

corrections-title = Korrekturen
corrections-headline = Was nachträglich geändert wurde
corrections-lede = Jede Zahl, die nach ihrer Veröffentlichung geändert wurde, mit altem und neuem Wert, Grund und Quelle. Darunter steht, was in den Quellen nicht aufgeht.
corrections-description = { $organisation }: alle nachträglich geänderten Zahlen der Berichte und alle offenen Fragen.
corrections-count = { $count ->
    [0] Keine Korrekturen
    [one] { $count } Korrektur
   *[other] { $count } Korrekturen
}
corrections-all = Korrekturen aller Berichte

## Gaps

gaps-title = Was fehlt
gaps-headline = Was nicht veröffentlicht ist
gaps-lede = { $count ->
    [one] Eine Angabe fehlt oder lässt sich nicht als Anzahl lesen.
   *[other] { $count } Angaben fehlen oder lassen sich nicht als Anzahl lesen, hier nach dem Grund geordnet.
} Eine Lücke ist keine Null: Eine Null steht in den Tabellen als 0.
gaps-description = { $organisation }: welche Angaben in welchem Bericht fehlen, nach Art der Lücke.
gaps-no-fit = ein Anteil, zu dem keine Anzahl passt
gaps-meaning-no-fit = Die Quelle druckt einen Prozentwert, den keine ganze Zahl ergibt. Er wird gezeigt, wie er dort steht, und es wird nicht mit ihm gerechnet.
gaps-about = nur ungefähr angegeben
gaps-meaning-about = Die Quelle nennt eine ungefähre Zahl. Sie wird gezeigt, wie sie dort steht, und es wird nicht mit ihr gerechnet.
gaps-share-only = nur als Anteil angegeben
gaps-meaning-share-only = Die Quelle nennt einen Prozentwert, aber nicht die Zahl, von der er genommen ist. Eine Anzahl folgt daraus nicht.
gaps-partly = nur zum Teil angegeben
gaps-meaning-partly = Die Quelle nennt einige Teile einer Aufteilung, aber nicht alle.
gaps-passed-over = nicht angesprochen
gaps-meaning-passed-over = Soweit die Quellen dieses Zeitraums gelesen wurden, sprechen sie davon nicht; die eines anderen schon. Ob der Anbieter die Zahl erhoben oder anderswo genannt hat, ist damit nicht gesagt. Wo eine Gesamtzahl fehlt, fehlen auch ihre Aufteilungen; sie sind nicht eigens aufgeführt.
gaps-stated = Angegeben ist: { $stated }.

## About

about-title = Wer dahintersteht
about-description = { $organisation }: wer das ist, wer diese Seite veröffentlicht und warum.
about-organisation = Über { $organisation }
about-name = Name
about-former-names = Frühere Namen
about-kind = Art
about-country = Land
about-website = Website
about-own-reports = Eigene Berichte
about-legal-context = Rechtlicher Rahmen
about-reports-here = Berichte auf dieser Seite
about-reports-range = { $first } bis { $last }
about-contact = Kontakt
about-licence = Lizenz der Texte und Daten
about-notice = Hinweis
# CLDR's names for the countries whose rules klartext was written with in mind; any other shows its ISO 3166 code.
country = { $code ->
    [AT] Österreich
    [BE] Belgien
    [BG] Bulgarien
    [CA] Kanada
    [CH] Schweiz
    [CY] Zypern
    [CZ] Tschechien
    [DE] Deutschland
    [DK] Dänemark
    [EE] Estland
    [ES] Spanien
    [FI] Finnland
    [FR] Frankreich
    [GB] Vereinigtes Königreich
    [GR] Griechenland
    [HR] Kroatien
    [HU] Ungarn
    [IE] Irland
    [IS] Island
    [IT] Italien
    [LI] Liechtenstein
    [LT] Litauen
    [LU] Luxemburg
    [LV] Lettland
    [MT] Malta
    [NL] Niederlande
    [NO] Norwegen
    [PL] Polen
    [PT] Portugal
    [RO] Rumänien
    [SE] Schweden
    [SI] Slowenien
    [SK] Slowakei
    [US] Vereinigte Staaten
   *[other] { $code }
}
