# Said otherwise than in the built-in theme
report-narrative = The story
report-notes = Small print

# Said by pages/report.html only
gazette-strapline = What authorities asked for, and what they were given
gazette-figures = The figures
