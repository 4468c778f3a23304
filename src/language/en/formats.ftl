### How English prints numbers, dates and ranges. Digits, grouping, month names and plural forms come from
### CLDR; only what CLDR's stable interfaces lack stands here.

language-name = English

# The CLDR locale for numbers, dates and plurals where the site's language tag names no region. British:
# "7 February 2024" reads the same everywhere. A site in `en-US` writes "February 7, 2024".
format-locale = en-GB

## Numbers

number-positive = +{ $number }
number-negative = −{ $number }
range = { $lower }–{ $upper }
at-least = at least { $count }
at-most = at most { $count }
about = about { $count }
unknown-short = n/a
unknown-long = not given

## Shares

percent = { $number }%
percent-range = { $lower }–{ $upper }%
count-of = { $part } of { $whole }
# $number carries the sign; $amount is the same without it and chooses the plural form.
points = { $number } { $amount ->
        [one] percentage point
       *[other] percentage points
    }
points-short = { $number } pts

## Dates and periods

date-range = { $first } to { $last }
period-half = { $half ->
        [1] first
       *[2] second
    } half of { $year }
period-quarter = { $quarter ->
        [1] first
        [2] second
        [3] third
       *[4] fourth
    } quarter of { $year }
period-short-year = ’{ $year }
period-short-half = H{ $half } ’{ $year }
period-short-quarter = Q{ $quarter } ’{ $year }
period-short-free = { $first-month }/{ $first-year }–{ $last-month }/{ $last-year }

## Lists and quotations

list-pair = { $first } and { $second }
list-middle = { $first }, { $rest }
list-or-pair = { $first } or { $second }
quotation = “{ $text }”

## Units

unit-requests = { $count ->
        [one] { $count } request
       *[other] { $count } requests
    }
unit-orders = { $count ->
        [one] { $count } order
       *[other] { $count } orders
    }
unit-accounts = { $count ->
        [one] { $count } account
       *[other] { $count } accounts
    }
unit-devices = { $count ->
        [one] { $count } device
       *[other] { $count } devices
    }
unit-users = { $count ->
        [one] { $count } user
       *[other] { $count } users
    }
unit-name-requests = requests
unit-name-orders = orders
unit-name-accounts = accounts
unit-name-devices = devices
unit-name-users = users
