report-narrative = The story
at-least = no fewer than { $count }
