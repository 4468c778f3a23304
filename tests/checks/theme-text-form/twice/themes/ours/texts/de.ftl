report-narrative = Der Bericht
report-narrative = Die Lage
