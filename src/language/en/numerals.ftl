### How numbers are written in a text. No sentences for readers: words between blanks, in small letters; several words
### in a row are joined by _. By these `check` finds numbers written by hand.

numeral-decimal = .
numeral-group = ,
numeral-1 = a an one
numeral-2 = two
numeral-3 = three
numeral-4 = four
numeral-5 = five
numeral-6 = six
numeral-7 = seven
numeral-8 = eight
numeral-9 = nine
numeral-10 = ten
numeral-11 = eleven
numeral-12 = twelve
numeral-half = half
numeral-third = third thirds
numeral-quarter = quarter quarters
numeral-fifth = fifth fifths
numeral-tenth = tenth tenths
# Before a word for a part these make it an order: "in the first half".
numeral-not-a-part-after = the first second third last
numeral-every = every
numeral-every-2 = second
numeral-every-3 = third
numeral-every-4 = fourth
numeral-of = in of
numeral-percent = % percent per_cent
numeral-points = percentage_point percentage_points
numeral-doubled = doubled double doubling twice_as_many
numeral-tripled = tripled triple tripling three_times_as_many
numeral-halved = halved halving half_as_many
numeral-more-than = more_than over
numeral-less-than = less_than fewer_than under almost nearly just_under
numeral-at-least = at_least
numeral-at-most = at_most up_to
numeral-about = about around roughly some approximately
numeral-joint = to and or from of
numeral-months = january february march april may june july august september october november december
numeral-durations = day days week weeks month months year years hour hours minute minutes am pm
numeral-cases = request requests order orders accounts users cases
numeral-laws = § §§ art article articles section sections sec paragraph para page chapter version regulation directive
numeral-previous = previous_year year_before last_year report_before year_earlier
numeral-difference = more more_than fewer fewer_than less less_than
numeral-rose = rise rises rose risen rising increase increases increased increasing grew growth
numeral-fell = fall falls fell fallen falling decline declines declined declining decrease decreased drop dropped
