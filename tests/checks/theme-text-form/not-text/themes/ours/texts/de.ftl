nav-data = Zählen
