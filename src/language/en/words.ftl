### The words of the built-in vocabulary: a label and a definition each. Definitions say what is counted and,
### where two words are easily confused, what is not.

## Measures

measure-received = requests received
definition-measure-received = Requests from public authorities that arrived in the reporting period, whether they were later answered or rejected.
measure-accepted = correct at first review
definition-measure-accepted = Requests in which the first review found no fault.
measure-objected = objected at first review
definition-measure-objected = Requests in which the first review found a fault. Some may have been corrected and resubmitted afterwards, so this is not the number of finally rejected requests.
measure-corrected = corrected and resubmitted
definition-measure-corrected = Requests objected to at first review that the authority then submitted again without a fault.
measure-rejected = finally rejected
definition-measure-rejected = Requests for which no data was handed over in the end, because they were faulty and not corrected.
measure-answered = answered
definition-measure-answered = Requests that the provider complied with, at once or after a correction.
measure-partially_answered = partially answered
definition-measure-partially_answered = Requests that the provider complied with only in part.
measure-no_data = no data held
definition-measure-no_data = Valid requests for which the provider had stored no data.
measure-withdrawn = withdrawn
definition-measure-withdrawn = Requests that the authority itself took back before a decision.
measure-pending = still pending
definition-measure-pending = Requests not yet decided when the report was closed.
measure-accounts = accounts affected
definition-measure-accounts = Accounts that the requests refer to. One request may name several accounts, and several requests the same account.
measure-notified = users notified
definition-measure-notified = Users whom the provider told that an authority had asked about them.

## Rates

rate-objection_rate = objection rate
definition-rate-objection_rate = Requests objected to at first review as a share of all requests received. Not to be confused with the rejection rate.
rate-rejection_rate = rejection rate
definition-rate-rejection_rate = Finally rejected requests as a share of all requests received.
rate-correction_rate = correction rate
definition-rate-correction_rate = Requests corrected and resubmitted as a share of those objected to at first review.
rate-answer_rate = answer rate
definition-rate-answer_rate = Answered requests as a share of all requests received.

## Breakdowns

# Stands for what the source assigns to no category.
category-rest = category not stated

breakdown-origin = origin
definition-breakdown-origin = The country or region that the requesting authority belongs to.
category-origin-germany = Germany
definition-category-origin-germany = Requests from German authorities.
category-origin-foreign = outside Germany
definition-category-origin-foreign = Requests from authorities outside Germany, within and beyond the EU taken together.
category-origin-eu = other EU countries
definition-category-origin-eu = Requests from authorities of other member states of the European Union.
category-origin-non_eu = outside the EU
definition-category-origin-non_eu = Requests from authorities of countries that are not members of the European Union.

breakdown-authority = authority
definition-breakdown-authority = The kind of authority that made the request.
category-authority-law_enforcement = law enforcement
definition-category-authority-law_enforcement = Police and prosecutors investigating criminal offences.
category-authority-customs = customs
definition-category-authority-customs = Customs authorities, in Germany for example the customs investigation service.
category-authority-domestic_intelligence = domestic intelligence
definition-category-authority-domestic_intelligence = The offices for the protection of the constitution (Verfassungsschutz), Germany's domestic intelligence services.
category-authority-intelligence = intelligence services
definition-category-authority-intelligence = Intelligence services, as far as the source does not count domestic intelligence separately.

breakdown-type = type of request
definition-breakdown-type = Which data or which measure the authority asked for.
category-type-subscriber_data = subscriber data
definition-category-type-subscriber_data = Details of the contract and the person, such as name and address, as far as the provider has stored them. No contents.
category-type-mailbox_seizure = mailbox seizure
definition-category-type-mailbox_seizure = A single handover of the messages stored in a mailbox at that moment.
category-type-traffic_data = traffic data
definition-category-type-traffic_data = Details of who exchanged messages with whom and when, or from which IP address an account was used. No contents.
category-type-interception = interception
definition-category-type-interception = Continuous handover of an account's future communication, contents included, for the period ordered.

breakdown-channel = channel
definition-breakdown-channel = The way by which the request reached the provider.
category-channel-email = e-mail
definition-category-channel-email = Requests by e-mail, encrypted and unencrypted taken together.
category-channel-pgp_email = PGP e-mail
definition-category-channel-pgp_email = Requests by e-mail whose contents were encrypted with PGP.
category-channel-plain_email = plain-text e-mail
definition-category-channel-plain_email = Requests by e-mail whose contents were not encrypted. Anyone with access to a server on the way can read them.
category-channel-fax = fax
definition-category-channel-fax = Requests by fax, which today mostly crosses the internet unencrypted.
category-channel-post = post
definition-category-channel-post = Requests by letter.

breakdown-reason = reason for rejection
definition-breakdown-reason = The fault for which a request was objected to or rejected.
category-reason-insecure_channel = insecure channel
definition-category-reason-insecure_channel = The request contained personal data and came by a channel not permitted for it, such as unencrypted e-mail.
category-reason-legal_basis = legal basis missing or wrong
definition-category-reason-legal_basis = The request named no provision or the wrong one, or the provision did not permit what was asked for.
category-reason-formal_fault = formal fault
definition-category-reason-formal_fault = The request lacked a prescribed detail, signature or form.
category-reason-mutual_legal_assistance = mutual legal assistance required
definition-category-reason-mutual_legal_assistance = A foreign authority asked the provider directly although it had to go through international legal assistance.
category-reason-other = other reason
definition-category-reason-other = A reason that the source does not specify or that belongs to no other category.

breakdown-country = country
definition-breakdown-country = The state that the requesting authority belongs to.

breakdown-legal_basis = legal basis
definition-breakdown-legal_basis = The provision on which the request relies.

## How the parts of a breakdown add up

sums-partition = Each case counts in exactly one part.
sums-multiple = One case may count in several parts; the sum may exceed the total.
sums-overlapping = The parts overlap; their sum is not the total.
sums-incomplete = Parts are missing; the sum may fall short of the total.

## Gaps

gap-not_collected = not collected
gap-meaning-not_collected = The provider did not record this figure.
gap-not_published = not published
gap-meaning-not_published = The source does not give this figure. Whether it was recorded is not known.
gap-withheld = withheld by law
gap-meaning-withheld = A law forbids publishing this figure.
gap-suppressed = too small to publish
gap-meaning-suppressed = The figure is so small that it could point to individual people, so it is not given.
gap-not_applicable = not applicable
gap-meaning-not_applicable = There can be no such figure here.
gap-pending = not yet known
gap-meaning-pending = The figure was not available when the report was closed and is to be added later.

## Where a value comes from

status-published = published
status-meaning-published = The figure stands in the source as given here.
status-derived = computed
status-meaning-derived = The figure is computed from published counts.
status-rebuilt = rebuilt
status-meaning-rebuilt = The source gives only a share; from it follows which whole number or range must be meant.
status-press = press report
status-meaning-press = The figure comes from a press report; the provider's own publication was not available.
