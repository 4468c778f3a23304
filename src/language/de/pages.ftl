### What the pages say around the figures.

skip-link = Zum Inhalt springen
nav-overview = Überblick
nav-reports = Berichte
nav-data = Daten
nav-methodology = Methodik
notice-label = Hinweis
