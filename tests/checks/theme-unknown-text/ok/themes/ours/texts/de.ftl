strapline = Zuerst die Zahlen
