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
gaps-meaning-passed-over = Die gelesenen Quellen dieses Zeitraums sprechen davon nicht, wohl aber die eines anderen. Ob der Anbieter die Zahl erhoben oder anderswo genannt hat, ist damit nicht gesagt. Wo eine Gesamtzahl fehlt, fehlen auch ihre Aufteilungen; sie sind nicht eigens aufgeführt.
gaps-stated = Angegeben ist: { $stated }.
