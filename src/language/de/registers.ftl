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
