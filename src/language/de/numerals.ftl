### Wie Zahlen im Text geschrieben werden. Keine Sätze für Leser: Wörter, durch Leerzeichen getrennt, in kleinen
### Buchstaben; mehrere Wörter hintereinander sind durch _ verbunden. An ihnen erkennt `check` handgeschriebene Zahlen.

numeral-decimal = ,
numeral-group = .
numeral-1 = ein eine einer eines einem einen eins
numeral-2 = zwei zweien
numeral-3 = drei dreien
numeral-4 = vier
numeral-5 = fünf
numeral-6 = sechs
numeral-7 = sieben
numeral-8 = acht
numeral-9 = neun
numeral-10 = zehn
numeral-11 = elf
numeral-12 = zwölf
numeral-half = hälfte
numeral-third = drittel dritteln drittels
numeral-quarter = viertel vierteln viertels
numeral-fifth = fünftel fünfteln
numeral-tenth = zehntel zehnteln
# Davor ist ein Bruchwort eine Reihenfolge: „in der ersten Hälfte“.
numeral-not-a-part-after = erste ersten erster zweite zweiten zweiter
numeral-every = jede jeder jedes jedem jeden
numeral-every-2 = zweite zweiter zweites zweiten zweitem
numeral-every-3 = dritte dritter drittes dritten drittem
numeral-every-4 = vierte vierter viertes vierten viertem
numeral-of = von
numeral-percent = % prozent
numeral-points = prozentpunkt prozentpunkte prozentpunkten
numeral-doubled = verdoppelt verdoppelte verdoppelten verdoppelung verdopplung doppelt_so_viele
numeral-tripled = verdreifacht verdreifachte verdreifachten dreimal_so_viele
numeral-halved = halbiert halbierte halbierten halbierung halb_so_viele
numeral-more-than = mehr_als über gut
numeral-less-than = weniger_als unter fast knapp beinahe nahezu
numeral-at-least = mindestens wenigstens
numeral-at-most = höchstens maximal bis_zu
numeral-about = rund etwa circa ca ungefähr
numeral-joint = bis auf und oder zu nach von
numeral-months = januar februar märz april mai juni juli august september oktober november dezember
numeral-durations = tag tage tagen tages woche wochen monat monate monaten jahr jahre jahren stunde stunden minute minuten uhr halbjahr quartal
numeral-cases = anfrage anfragen ersuchen auskunftsersuchen auskunftsanfragen anordnung anordnungen konten nutzer fälle
numeral-laws = § §§ art artikel abs absatz satz nr nummer seite kapitel version absätze artikeln
numeral-previous = vorjahr vorjahres vorjahre vorjahren im_jahr_davor ein_jahr_zuvor bericht_davor letztes_jahr
numeral-difference = mehr mehr_als weniger weniger_als zusätzlich
numeral-rose = steigt steigen stieg stiegen gestiegen anstieg zunahme zugenommen wächst wuchs gewachsen
numeral-fell = sinkt sinken sank sanken gesunken rückgang abnahme abgenommen fällt fiel gefallen
