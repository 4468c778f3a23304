## What the text of a new report begins with. Whoever writes it changes the sentences; the figures in them are references.

scaffold-title = { $period }: requests from authorities
scaffold-summary = How many requests authorities sent to { $organisation } in the reporting period { $period }, and how they ended.
scaffold-advice =
    Add what the figures do not say: what changed, and what they must not be compared with.
    Figures stand in the text as references and come from data.yaml; the sentences around them are a suggestion.
scaffold-overview-title = Overview
scaffold-overview = In the reporting period { $period }, { $organisation } received { $received } requests from authorities. { $finding }.
scaffold-outcome-title = Outcome
