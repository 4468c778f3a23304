strapline = Figures first
