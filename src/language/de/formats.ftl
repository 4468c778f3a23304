### How German prints numbers, dates and ranges. Digits, grouping, month names and plural forms come from
### CLDR; only what CLDR's stable interfaces lack stands here.

language-name = Deutsch

# The CLDR locale for numbers, dates and plurals where the site's language tag names no region.
format-locale = de

## Numbers

number-positive = +{ $number }
number-negative = −{ $number }
range = { $lower }–{ $upper }
at-least = mindestens { $count }
at-most = höchstens { $count }
about = rund { $count }
unknown-short = k.{ "\u00A0" }A.
unknown-long = keine Angabe

## Shares

percent = { $number }{ "\u00A0" }%
percent-range = { $lower }–{ $upper }{ "\u00A0" }%
count-of = { $part } von { $whole }
# $number carries the sign; $amount is the same without it and chooses the plural form.
points = { $number } { $amount ->
        [one] Prozentpunkt
       *[other] Prozentpunkte
    }
points-short = { $number } Pp.

## Dates and periods

date-range = { $first } bis { $last }
period-half = { $half }. Halbjahr { $year }
period-quarter = { $quarter }. Quartal { $year }
period-short-year = ’{ $year }
period-short-half = H{ $half } ’{ $year }
period-short-quarter = Q{ $quarter } ’{ $year }
period-short-free = { $first-month }/{ $first-year }–{ $last-month }/{ $last-year }

## Lists and quotations

list-pair = { $first } und { $second }
list-middle = { $first }, { $rest }
list-or-pair = { $first } oder { $second }
quotation = „{ $text }“

## Units

unit-requests = { $count ->
        [one] { $count } Anfrage
       *[other] { $count } Anfragen
    }
unit-orders = { $count ->
        [one] { $count } Anordnung
       *[other] { $count } Anordnungen
    }
unit-accounts = { $count ->
        [one] { $count } Konto
       *[other] { $count } Konten
    }
unit-devices = { $count ->
        [one] { $count } Gerät
       *[other] { $count } Geräte
    }
unit-users = { $count ->
        [one] { $count } Nutzer
       *[other] { $count } Nutzer
    }
unit-name-requests = Anfragen
unit-name-orders = Anordnungen
unit-name-accounts = Konten
unit-name-devices = Geräte
unit-name-users = Nutzer
