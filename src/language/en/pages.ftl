### What the pages say around the figures.

skip-link = Skip to content
nav-overview = Overview
nav-reports = Reports
nav-data = Data
nav-methodology = Methodology
notice-label = Note
