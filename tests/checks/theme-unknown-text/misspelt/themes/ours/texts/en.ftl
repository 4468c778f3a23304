report-narative = The story
strapline = Figures first
