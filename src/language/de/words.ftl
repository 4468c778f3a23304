### The words of the built-in vocabulary: a label and a definition each. Definitions say what is counted and,
### where two words are easily confused, what is not.

## Measures

measure-received = Anfragen
definition-measure-received = Anfragen von Behörden, die im Berichtszeitraum eingegangen sind, gleich ob sie später beantwortet oder abgelehnt wurden.
measure-accepted = auf Anhieb korrekt
definition-measure-accepted = Anfragen, an denen die erste Prüfung keinen Mangel fand.
measure-objected = zunächst beanstandet
definition-measure-objected = Anfragen, an denen die erste Prüfung einen Mangel fand. Ein Teil kann danach korrekt nachgereicht worden sein; es ist also nicht die Zahl der endgültig abgelehnten Anfragen.
measure-corrected = korrekt nachgereicht
definition-measure-corrected = Zunächst beanstandete Anfragen, die die Behörde danach ohne Mangel erneut gestellt hat.
measure-rejected = endgültig abgelehnt
definition-measure-rejected = Anfragen, zu denen am Ende keine Daten herausgegeben wurden, weil sie einen Mangel hatten und nicht korrekt nachgereicht wurden.
measure-answered = beantwortet
definition-measure-answered = Anfragen, denen der Anbieter nachgekommen ist, sofort oder nach einer Korrektur.
measure-partially_answered = teilweise beantwortet
definition-measure-partially_answered = Anfragen, denen der Anbieter nur zum Teil nachgekommen ist.
measure-no_data = keine Daten vorhanden
definition-measure-no_data = Zulässige Anfragen, zu denen der Anbieter keine Daten gespeichert hatte.
measure-withdrawn = zurückgezogen
definition-measure-withdrawn = Anfragen, die die Behörde vor einer Entscheidung selbst zurückgenommen hat.
measure-pending = noch offen
definition-measure-pending = Anfragen, über die bei Abschluss des Berichts noch nicht entschieden war.
measure-accounts = betroffene Konten
definition-measure-accounts = Konten, auf die sich die Anfragen beziehen. Eine Anfrage kann mehrere Konten nennen, mehrere Anfragen dasselbe Konto.
measure-notified = benachrichtigte Nutzer
definition-measure-notified = Nutzerinnen und Nutzer, denen der Anbieter mitgeteilt hat, dass eine Behörde nach ihnen gefragt hat.

## Rates

rate-objection_rate = Beanstandungsquote
definition-rate-objection_rate = Anteil der zunächst beanstandeten Anfragen an allen eingegangenen. Nicht zu verwechseln mit der Ablehnungsquote.
rate-rejection_rate = Ablehnungsquote
definition-rate-rejection_rate = Anteil der endgültig abgelehnten Anfragen an allen eingegangenen.
rate-correction_rate = Korrekturquote
definition-rate-correction_rate = Anteil der korrekt nachgereichten Anfragen an den zunächst beanstandeten.
rate-answer_rate = Beantwortungsquote
definition-rate-answer_rate = Anteil der beantworteten Anfragen an allen eingegangenen.

## Breakdowns

# Stands for what the source assigns to no category.
category-rest = ohne Angabe der Kategorie

breakdown-origin = Herkunft
definition-breakdown-origin = Das Land oder die Region, aus der die anfragende Behörde stammt.
category-origin-germany = Deutschland
definition-category-origin-germany = Anfragen deutscher Behörden.
category-origin-foreign = Ausland
definition-category-origin-foreign = Anfragen von Behörden außerhalb Deutschlands, innerhalb und außerhalb der EU zusammen.
category-origin-eu = EU-Ausland
definition-category-origin-eu = Anfragen von Behörden anderer Mitgliedstaaten der Europäischen Union.
category-origin-non_eu = außerhalb der EU
definition-category-origin-non_eu = Anfragen von Behörden aus Staaten, die nicht zur Europäischen Union gehören.

breakdown-authority = Behörde
definition-breakdown-authority = Die Art der Behörde, die gefragt hat.
category-authority-law_enforcement = Strafverfolgung
definition-category-authority-law_enforcement = Polizei und Staatsanwaltschaften, die Straftaten ermitteln.
category-authority-customs = Zoll
definition-category-authority-customs = Zollbehörden, in Deutschland etwa der Zollfahndungsdienst.
category-authority-domestic_intelligence = Verfassungsschutz
definition-category-authority-domestic_intelligence = Die Verfassungsschutzbehörden des Bundes und der Länder, also die Inlandsnachrichtendienste.
category-authority-intelligence = Nachrichtendienste
definition-category-authority-intelligence = Nachrichtendienste, soweit die Quelle sie nicht als Verfassungsschutz gesondert zählt.

breakdown-type = Art der Anfrage
definition-breakdown-type = Welche Daten oder welche Maßnahme die Behörde verlangt hat.
category-type-subscriber_data = Bestandsdaten
definition-category-type-subscriber_data = Angaben zum Vertrag und zur Person, etwa Name und Anschrift, soweit der Anbieter sie gespeichert hat. Keine Inhalte.
category-type-mailbox_seizure = Postfachbeschlagnahme
definition-category-type-mailbox_seizure = Einmalige Herausgabe der Nachrichten, die zu diesem Zeitpunkt im Postfach gespeichert sind.
category-type-traffic_data = Verkehrsdaten
definition-category-type-traffic_data = Angaben darüber, wer wann mit wem Nachrichten ausgetauscht hat oder von welcher IP-Adresse ein Zugriff kam. Keine Inhalte.
category-type-interception = Telekommunikations{ "\u00AD" }überwachung
definition-category-type-interception = Laufende Ausleitung der künftigen Kommunikation eines Kontos samt Inhalten für einen angeordneten Zeitraum.

breakdown-channel = Übermittlungsweg
definition-breakdown-channel = Der Weg, auf dem die Anfrage beim Anbieter ankam.
category-channel-email = E-Mail
definition-category-channel-email = Anfragen per E-Mail, verschlüsselt und unverschlüsselt zusammen.
category-channel-pgp_email = PGP-E-Mail
definition-category-channel-pgp_email = Anfragen per E-Mail, deren Inhalt mit PGP verschlüsselt war.
category-channel-plain_email = Klartext-E-Mail
definition-category-channel-plain_email = Anfragen per E-Mail, deren Inhalt nicht verschlüsselt war. Wer Zugriff auf einen Server unterwegs hat, kann sie mitlesen.
category-channel-fax = Fax
definition-category-channel-fax = Anfragen per Fax, das heute meist unverschlüsselt über das Internet übertragen wird.
category-channel-post = Post
definition-category-channel-post = Anfragen per Brief.

breakdown-reason = Grund der Ablehnung
definition-breakdown-reason = Der Mangel, dessentwegen eine Anfrage beanstandet oder abgelehnt wurde.
category-reason-insecure_channel = unsicherer Übermittlungsweg
definition-category-reason-insecure_channel = Die Anfrage enthielt personenbezogene Daten und kam auf einem Weg, der dafür nicht zulässig ist, etwa per unverschlüsselter E-Mail.
category-reason-legal_basis = Rechtsgrundlage fehlt oder ist falsch
definition-category-reason-legal_basis = Die Anfrage nannte keine oder eine unzutreffende Vorschrift, oder die Vorschrift erlaubte das Verlangte nicht.
category-reason-formal_fault = Formfehler
definition-category-reason-formal_fault = Der Anfrage fehlte eine vorgeschriebene Angabe, Unterschrift oder Form.
category-reason-mutual_legal_assistance = Rechtshilfe nötig
definition-category-reason-mutual_legal_assistance = Eine ausländische Behörde fragte unmittelbar beim Anbieter, obwohl sie den Weg der internationalen Rechtshilfe hätte nehmen müssen.
category-reason-other = anderer Grund
definition-category-reason-other = Ein Grund, den die Quelle nicht näher nennt oder der in keine andere Kategorie gehört.

breakdown-country = Land
definition-breakdown-country = Der Staat, aus dem die anfragende Behörde stammt.

breakdown-legal_basis = Rechtsgrundlage
definition-breakdown-legal_basis = Die Vorschrift, auf die sich die Anfrage stützt.

## How the parts of a breakdown add up

sums-partition = Jeder Fall zählt in genau einem Teil.
sums-multiple = Ein Fall kann in mehreren Teilen zählen; die Summe kann größer sein als die Gesamtzahl.
sums-overlapping = Die Teile überschneiden sich; ihre Summe ist nicht die Gesamtzahl.
sums-incomplete = Es fehlen Teile; die Summe kann kleiner sein als die Gesamtzahl.

## Gaps

gap-not_collected = nicht erhoben
gap-meaning-not_collected = Der Anbieter hat diese Zahl nicht erfasst.
gap-not_published = nicht veröffentlicht
gap-meaning-not_published = Die Quelle nennt diese Zahl nicht. Ob sie erhoben wurde, ist nicht bekannt.
gap-withheld = gesetzlich zurückgehalten
gap-meaning-withheld = Ein Gesetz verbietet, diese Zahl zu veröffentlichen.
gap-suppressed = zu klein zum Veröffentlichen
gap-meaning-suppressed = Die Zahl ist so klein, dass sie Rückschlüsse auf einzelne Menschen zuließe, und wird deshalb nicht genannt.
gap-not_applicable = trifft nicht zu
gap-meaning-not_applicable = Diese Zahl kann es hier nicht geben.
gap-pending = noch nicht bekannt
gap-meaning-pending = Die Zahl lag bei Abschluss des Berichts noch nicht vor und soll nachgetragen werden.

## Where a value comes from

status-published = veröffentlicht
status-meaning-published = Die Zahl steht so in der Quelle.
status-derived = berechnet
status-meaning-derived = Die Zahl ist aus veröffentlichten Anzahlen berechnet.
status-rebuilt = zurückgerechnet
status-meaning-rebuilt = Die Quelle nennt nur einen Anteil; daraus folgt, welche ganze Zahl oder welche Spanne gemeint sein muss.
status-press = aus der Presse
status-meaning-press = Die Zahl stammt aus einem Pressebericht; die Veröffentlichung des Anbieters selbst lag nicht vor.
