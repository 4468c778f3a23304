### Die Verzeichnisse: alle Berichte, alle Korrekturen, alle Lücken, und wer die Seite veröffentlicht.

## Reports

reports-lede = { $count ->
    [one] Bisher gibt es einen Bericht über Behördenanfragen an { $organisation }: { $last }.
   *[other] { $count } Berichte über Behördenanfragen an { $organisation }, { $first } bis { $last }; der neueste steht oben.
}
home-all-reports = Alle Berichte mit Titel, Zusammenfassung und Dateien
reports-fact = { $label }: { $value }
reports-fact-status = { $label }: { $value }, { $status }
