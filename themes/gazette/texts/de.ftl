# Anders gesagt als im eingebauten Thema
report-narrative = Der Bericht
report-notes = Kleingedrucktes

# Sagt nur pages/report.html
gazette-strapline = Was Behörden verlangt haben, und was sie bekamen
gazette-figures = Die Zahlen
