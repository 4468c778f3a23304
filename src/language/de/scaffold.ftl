## Womit der Text eines neuen Berichts beginnt. Wer ihn schreibt, ändert die Sätze; die Zahlen darin sind Verweise.

scaffold-title = { $period }: Anfragen von Behörden
scaffold-summary = Wie viele Anfragen Behörden im Berichtszeitraum { $period } an { $organisation } richteten und wie sie ausgingen.
scaffold-advice =
    Schreiben Sie dazu, was die Zahlen nicht sagen: was sich geändert hat, und womit man sie nicht vergleichen darf.
    Zahlen stehen als Verweise im Text und kommen aus data.yaml; die Sätze darum sind ein Vorschlag.
scaffold-overview-title = Überblick
scaffold-overview = Im Berichtszeitraum { $period } erhielt { $organisation } { $received } Anfragen von Behörden. { $finding }.
scaffold-outcome-title = Ausgang
