report-narrative = Der Bericht
