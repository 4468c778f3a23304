report-narrative = Der Bericht
at-least = mindestens { $count
frame-skip = Weiter
