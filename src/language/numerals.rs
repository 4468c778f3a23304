//! Numbers as people write them: digits with the language's separators, number words, fractions, percentages,
//! "more than doubled".
//!
//! In: a passage of prose. Out: what it says in numbers, with places, and without those that count nothing of a report:
//! dates, law paragraphs, durations, parts of words. What a number should be is not known here.
//!
//! The words are data (`numerals.ftl` of each language), so that a further language needs no code.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Language;

/// A number in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numeral {
    /// Bytes of the text, with the word or sign that belongs to it: "33.8 %", "a quarter".
    pub range: Range<usize>,
    pub meaning: Meaning,
    pub hedge: Hedge,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meaning {
    /// A count, or one end of "12.7 to 33.8 %", whose unit stands behind the other end: then `joined`.
    Number {
        written: Written,
        joined: bool,
    },
    Percent(Written),
    /// "five more": how far apart two counts are.
    Difference(Written),
    /// Percentage points.
    Points(Written),
    /// "a quarter", "two thirds", "every second", "one in three".
    Part(u64, u64),
    /// "doubled" is (2, 1), "halved" (1, 2).
    Multiple(u64, u64),
    /// Four digits that can be a year. It counts nothing, but says which figures are spoken of.
    Year(u16),
    /// "the year before": likewise.
    PreviousPeriod,
    /// "rose", "a decline": no number, but a claim about some.
    Direction(Direction),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    Rose,
    Fell,
}

/// 33.8 as (338, 1): the digits after the point are its precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Written {
    pub scaled: u64,
    pub decimals: u8,
}

/// What is said about a number's exactness.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hedge {
    #[default]
    None,
    MoreThan,
    LessThan,
    AtLeast,
    AtMost,
    About,
}

/// What the words of one language mean.
pub struct Numerals {
    decimal: char,
    group: char,
    /// By their first word: the words of a phrase, and what they mean; the longest first.
    phrases: BTreeMap<String, Vec<(Vec<String>, Sense)>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sense {
    Number(u64),
    /// The part of a whole that a word names: 4 for a quarter.
    Part(u64),
    /// "second", a part only behind "every".
    Ordinal(u64),
    NotAPartAfter,
    Every,
    Of,
    Percent,
    Points,
    Multiple(u64, u64),
    Hedge(Hedge),
    Joint,
    Month,
    Duration,
    Cases,
    Law,
    Previous,
    Difference,
    Direction(Direction),
}

const LISTS: &[(&str, Sense)] = &[
    ("numeral-1", Sense::Number(1)),
    ("numeral-2", Sense::Number(2)),
    ("numeral-3", Sense::Number(3)),
    ("numeral-4", Sense::Number(4)),
    ("numeral-5", Sense::Number(5)),
    ("numeral-6", Sense::Number(6)),
    ("numeral-7", Sense::Number(7)),
    ("numeral-8", Sense::Number(8)),
    ("numeral-9", Sense::Number(9)),
    ("numeral-10", Sense::Number(10)),
    ("numeral-11", Sense::Number(11)),
    ("numeral-12", Sense::Number(12)),
    ("numeral-half", Sense::Part(2)),
    ("numeral-third", Sense::Part(3)),
    ("numeral-quarter", Sense::Part(4)),
    ("numeral-fifth", Sense::Part(5)),
    ("numeral-tenth", Sense::Part(10)),
    ("numeral-every-2", Sense::Ordinal(2)),
    ("numeral-every-3", Sense::Ordinal(3)),
    ("numeral-every-4", Sense::Ordinal(4)),
    ("numeral-not-a-part-after", Sense::NotAPartAfter),
    ("numeral-every", Sense::Every),
    ("numeral-of", Sense::Of),
    ("numeral-percent", Sense::Percent),
    ("numeral-points", Sense::Points),
    ("numeral-doubled", Sense::Multiple(2, 1)),
    ("numeral-tripled", Sense::Multiple(3, 1)),
    ("numeral-halved", Sense::Multiple(1, 2)),
    ("numeral-more-than", Sense::Hedge(Hedge::MoreThan)),
    ("numeral-less-than", Sense::Hedge(Hedge::LessThan)),
    ("numeral-at-least", Sense::Hedge(Hedge::AtLeast)),
    ("numeral-at-most", Sense::Hedge(Hedge::AtMost)),
    ("numeral-about", Sense::Hedge(Hedge::About)),
    ("numeral-joint", Sense::Joint),
    ("numeral-months", Sense::Month),
    ("numeral-durations", Sense::Duration),
    ("numeral-cases", Sense::Cases),
    ("numeral-laws", Sense::Law),
    ("numeral-previous", Sense::Previous),
    ("numeral-difference", Sense::Difference),
    ("numeral-rose", Sense::Direction(Direction::Rose)),
    ("numeral-fell", Sense::Direction(Direction::Fell)),
];

#[derive(Debug, Clone, PartialEq, Eq)]
struct Token {
    range: Range<usize>,
    kind: Kind,
    senses: Vec<Sense>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    /// `None`: digits that are no number of anything, such as 13.06.2019 or 100g.
    Digits(Option<Written>),
    Sign(char),
}

impl Token {
    fn has(&self, sense: Sense) -> bool {
        self.senses.contains(&sense)
    }

    fn number_word(&self) -> Option<u64> {
        self.senses.iter().find_map(|sense| match sense {
            Sense::Number(number) => Some(*number),
            _ => None,
        })
    }

    fn part(&self) -> Option<u64> {
        self.senses.iter().find_map(|sense| match sense {
            Sense::Part(whole) => Some(*whole),
            _ => None,
        })
    }

    fn digits(&self) -> Option<Written> {
        match self.kind {
            Kind::Digits(written) => written,
            Kind::Word | Kind::Sign(_) => None,
        }
    }

    fn is_sign(&self, signs: &[char]) -> bool {
        matches!(self.kind, Kind::Sign(sign) if signs.contains(&sign))
    }
}

impl Numerals {
    pub fn of(language: &Language) -> Numerals {
        let one = |id: &str| language.message(id, &[]).chars().next().unwrap_or_default();
        let mut phrases: BTreeMap<String, Vec<(Vec<String>, Sense)>> = BTreeMap::new();
        for (id, sense) in LISTS {
            for phrase in language.message(id, &[]).split_whitespace() {
                let words: Vec<String> = phrase.split('_').map(str::to_owned).collect();
                if let Some(first) = words.first() {
                    let all = phrases.entry(first.clone()).or_default();
                    all.push((words, *sense));
                }
            }
        }
        for all in phrases.values_mut() {
            all.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        Numerals {
            decimal: one("numeral-decimal"),
            group: one("numeral-group"),
            phrases,
        }
    }

    /// Every number of a text, in its order.
    pub fn read(&self, text: &str) -> Vec<Numeral> {
        let tokens = self.tokens(text);
        let mut found = Vec::new();
        let mut at = 0;
        // "§§ 100a, 100g und 101": a law goes on as long as nothing else is said.
        let mut law = false;
        while let Some(token) = tokens.get(at) {
            let goes_on = token.is_sign(&[',', '.', '(', ')']) || token.has(Sense::Joint);
            let is_digits = matches!(token.kind, Kind::Digits(_));
            law = token.has(Sense::Law) || law && (goes_on || is_digits);
            match numeral(&tokens, at) {
                Some((numeral, length)) => {
                    found.extend(numeral.filter(|_| !law));
                    at += length;
                }
                None => at += 1,
            }
        }
        found
    }

    fn tokens(&self, text: &str) -> Vec<Token> {
        let mut tokens: Vec<Token> = Vec::new();
        let mut at = 0;
        while let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) {
            let rest = text.get(at..).unwrap_or_default();
            let length = if first.is_ascii_digit() {
                let digits = digits_length(rest);
                // "100g" is one word.
                let letters = rest.get(digits..).unwrap_or_default();
                digits
                    + letters
                        .find(|c: char| !c.is_alphanumeric())
                        .unwrap_or(letters.len())
            } else if first.is_alphabetic() {
                let end = rest.find(|c: char| !c.is_alphanumeric());
                end.unwrap_or(rest.len())
            } else if rest.starts_with("§§") {
                "§§".len()
            } else {
                first.len_utf8()
            };
            let range = at..at + length;
            at = range.end;
            let kind = match first {
                _ if first.is_whitespace() => continue,
                _ if first.is_ascii_digit() => Kind::Digits(self.number(text, &range)),
                '%' | '§' => Kind::Word,
                _ if first.is_alphabetic() => Kind::Word,
                sign => Kind::Sign(sign),
            };
            tokens.push(Token {
                range,
                kind,
                senses: Vec::new(),
            });
        }
        self.with_senses(text, &tokens)
    }

    /// Words with what they mean; the words of a phrase become one token.
    fn with_senses(&self, text: &str, tokens: &[Token]) -> Vec<Token> {
        let words: Vec<String> = tokens
            .iter()
            .map(|token| match token.kind {
                Kind::Word => {
                    let written = text.get(token.range.clone()).unwrap_or_default();
                    written.to_lowercase()
                }
                Kind::Digits(_) | Kind::Sign(_) => String::new(),
            })
            .collect();
        let mut given = Vec::with_capacity(tokens.len());
        let mut index = 0;
        while let Some(token) = tokens.get(index) {
            let phrases = words.get(index).and_then(|word| self.phrases.get(word));
            let here = |phrase: &[String]| words.get(index..index + phrase.len()) == Some(phrase);
            let fitting = || {
                let all = phrases.into_iter().flatten();
                all.filter(|(phrase, _)| here(phrase))
            };
            let length = fitting().next().map_or(1, |(phrase, _)| phrase.len());
            let senses = fitting()
                .filter(|(phrase, _)| phrase.len() == length)
                .map(|(_, sense)| *sense)
                .collect();
            let last = tokens.get(index + length - 1).unwrap_or(token);
            given.push(Token {
                range: token.range.start..last.range.end,
                kind: token.kind,
                senses,
            });
            index += length;
        }
        given
    }

    /// The number that digits are in this language, separators read as a person reads them: groups of three are
    /// thousands, anything else behind one separator is decimals.
    fn number(&self, text: &str, range: &Range<usize>) -> Option<Written> {
        let written = text.get(range.clone())?;
        if written.contains(char::is_alphabetic) {
            return None;
        }
        let separators: Vec<char> = written.chars().filter(|c| !c.is_ascii_digit()).collect();
        let pieces: Vec<&str> = written.split(|c: char| !c.is_ascii_digit()).collect();
        let in_threes = |pieces: &[&str]| {
            pieces.first().is_some_and(|first| first.len() <= 3)
                && pieces.iter().skip(1).all(|piece| piece.len() == 3)
        };
        let is_group = |c: char| c == self.group || !matches!(c, '.' | ',');
        let decimals = match separators.as_slice() {
            [] => 0,
            all if all.iter().all(|c| is_group(*c)) && in_threes(&pieces) => 0,
            // "33.8" in a German text is still no 338.
            [_] => pieces.last()?.len(),
            [groups @ .., last]
                if *last == self.decimal
                    && groups.iter().all(|c| is_group(*c))
                    && in_threes(pieces.get(..pieces.len() - 1)?) =>
            {
                pieces.last()?.len()
            }
            // 13.06.2019, 3.1.2
            _ => return None,
        };
        Some(Written {
            scaled: pieces.concat().parse().ok()?,
            decimals: u8::try_from(decimals).ok()?,
        })
    }
}

/// Digits with single separators between them. A blank separates thousands only where three digits follow.
fn digits_length(rest: &str) -> usize {
    let digits = |from: usize| {
        let rest = rest.get(from..).unwrap_or_default();
        rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len()
    };
    let mut end = digits(0);
    while let Some(separator) = rest.get(end..).and_then(|rest| rest.chars().next()) {
        let next = end + separator.len_utf8();
        let follows = digits(next);
        match separator {
            '.' | ',' if follows > 0 => end = next + follows,
            '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’' if follows == 3 => {
                end = next + follows;
            }
            _ => break,
        }
    }
    end
}

/// What begins at a token, and how many tokens it takes; without a numeral for a number that counts nothing.
fn numeral(tokens: &[Token], at: usize) -> Option<(Option<Numeral>, usize)> {
    let token = tokens.get(at)?;
    let ahead = |distance: usize| tokens.get(at + distance);
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let touches = |one: &Token, next: &Token| one.range.end == next.range.start;
    let made = |meaning: Meaning, length: usize| {
        let last = ahead(length - 1).unwrap_or(token);
        let hedge = before.and_then(|token| {
            token.senses.iter().find_map(|sense| match sense {
                Sense::Hedge(hedge) => Some(*hedge),
                _ => None,
            })
        });
        let numeral = Numeral {
            range: token.range.start..last.range.end,
            meaning,
            hedge: hedge.unwrap_or_default(),
        };
        Some((Some(numeral), length))
    };
    for direction in [Direction::Rose, Direction::Fell] {
        if token.has(Sense::Direction(direction)) {
            return made(Meaning::Direction(direction), 1);
        }
    }
    if token.has(Sense::Previous) {
        return made(Meaning::PreviousPeriod, 1);
    }
    if let Some(Sense::Multiple(of, to)) = token
        .senses
        .iter()
        .find(|sense| matches!(sense, Sense::Multiple(..)))
    {
        return made(Meaning::Multiple(*of, *to), 1);
    }
    // Part of a longer word: "Zwei-Faktor", "half-year", "24-stündig", "2024/2835", "10:30".
    let joins = |token: &Token| token.is_sign(&['-', '/', ':', '#']);
    let in_word = |at: usize| {
        let near = |distance: usize| tokens.get(at + distance);
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        let begins = near(0).zip(before);
        let ends = near(0).zip(near(1)).zip(near(2));
        begins.is_some_and(|(token, sign)| joins(sign) && touches(sign, token))
            || ends.is_some_and(|((token, sign), next)| {
                joins(sign) && touches(token, sign) && touches(sign, next)
            })
    };
    let is_number = token.number_word().is_some() || matches!(token.kind, Kind::Digits(_));
    if in_word(at) {
        return (is_number || token.part().is_some()).then_some((None, 1));
    }
    if token.has(Sense::Every)
        && let Some(Sense::Ordinal(whole)) = ahead(1).and_then(|next| {
            let mut senses = next.senses.iter();
            senses.find(|sense| matches!(sense, Sense::Ordinal(_)))
        })
    {
        return made(Meaning::Part(1, *whole), 2);
    }
    if let Some(part) = token.number_word() {
        if let Some(whole) = ahead(1).and_then(Token::part).filter(|_| !in_word(at + 1)) {
            return made(Meaning::Part(part, whole), 2);
        }
        let of = ahead(1).is_some_and(|next| next.has(Sense::Of));
        let whole = ahead(2).and_then(|whole| {
            let digits = whole.digits().filter(|written| written.decimals == 0);
            digits.map(|written| written.scaled).or(whole.number_word())
        });
        if let (1, true, Some(whole @ 2..=12)) = (part, of, whole) {
            return made(Meaning::Part(1, whole), 3);
        }
        // "ein", "a" is an article before it is a number.
        if part == 1 {
            return None;
        }
    }
    let a_while = [1, 2].iter().any(|distance| {
        let word = ahead(*distance);
        let between = *distance == 1
            || ahead(1).is_some_and(|word| word.is_sign(&['.']) || word.number_word() == Some(1));
        between && word.is_some_and(|word| word.has(Sense::Duration))
    });
    if token.part() == Some(2) {
        let order = before.is_some_and(|before| before.has(Sense::NotAPartAfter));
        return match order || a_while {
            true => Some((None, 1)),
            false => made(Meaning::Part(1, 2), 1),
        };
    }
    let written = match (token.digits(), token.number_word()) {
        (Some(written), _) => written,
        (None, Some(scaled)) => Written {
            scaled,
            decimals: 0,
        },
        (None, None) => return is_number.then_some((None, 1)),
    };
    let is_date = {
        let month = |token: Option<&Token>| token.is_some_and(|token| token.has(Sense::Month));
        let day = written.decimals == 0 && (1..=31).contains(&written.scaled);
        let ordinal = ahead(1).is_some_and(|dot| dot.is_sign(&['.']));
        day && (month(ahead(1)) || ordinal && month(ahead(2)) || month(before))
    };
    if is_date || a_while {
        return Some((None, 1));
    }
    let unit = |token: Option<&Token>| {
        let token = token?;
        let percent = token.has(Sense::Percent).then_some(Sense::Percent);
        percent.or(token.has(Sense::Points).then_some(Sense::Points))
    };
    match unit(ahead(1)) {
        Some(Sense::Percent) => return made(Meaning::Percent(written), 2),
        Some(_) => return made(Meaning::Points(written), 2),
        None => {}
    }
    let counts = ahead(1).is_some_and(|next| next.has(Sense::Cases));
    let year = (token.range.len() == 4 && token.digits().is_some() && written.decimals == 0)
        .then(|| u16::try_from(written.scaled).ok())
        .flatten()
        .filter(|year| (1800..2200).contains(year) && !counts);
    if let Some(year) = year {
        return made(Meaning::Year(year), 1);
    }
    if [1, 2].iter().any(|distance| {
        let between = *distance == 1 || ahead(1).is_some_and(|next| next.has(Sense::Cases));
        between && ahead(*distance).is_some_and(|next| next.has(Sense::Difference))
    }) {
        return made(Meaning::Difference(written), 1);
    }
    let joint = ahead(1).is_some_and(|next| next.has(Sense::Joint) || next.is_sign(&['–', ',']));
    let joined =
        joint && ahead(2).is_some_and(|next| next.digits().is_some()) && unit(ahead(3)).is_some();
    made(Meaning::Number { written, joined }, 1)
}

#[cfg(test)]
mod tests {
    use super::super::tests::language;
    use super::Numerals;

    /// Each number as written, with its meaning in short.
    fn read(tag: &str, text: &str) -> Vec<String> {
        let numerals = Numerals::of(&language(tag)).read(text);
        numerals
            .iter()
            .map(|numeral| {
                let meaning = format!("{:?}", numeral.meaning);
                let meaning = meaning
                    .replace("Written { scaled: ", "")
                    .replace(", decimals: ", "e-")
                    .replace(" }", "");
                let hedge = match numeral.hedge {
                    super::Hedge::None => String::new(),
                    hedge => format!(" {hedge:?}"),
                };
                format!("{}: {meaning}{hedge}", &text[numeral.range.clone()])
            })
            .collect()
    }

    #[test]
    fn numbers_percentages_and_parts_are_read_in_both_languages() {
        assert_eq!(
            read(
                "de",
                "Von 1.234 Anfragen wurden 33,8 % abgelehnt, mehr als ein Drittel."
            ),
            [
                "1.234: Number { written: 1234e-0, joined: false",
                "33,8 %: Percent(338e-1)",
                "ein Drittel: Part(1, 3) MoreThan",
            ]
        );
        assert_eq!(
            read(
                "en",
                "Of 1,234 requests two thirds, or 66.2 per cent, up 3.5 percentage points; one in three."
            ),
            [
                "1,234: Number { written: 1234e-0, joined: false",
                "two thirds: Part(2, 3)",
                "66.2 per cent: Percent(662e-1)",
                "3.5 percentage points: Points(35e-1)",
                "one in three: Part(1, 3)",
            ]
        );
        assert_eq!(
            read(
                "de",
                "von 12,7 auf 33,8 % gestiegen, mehr als verdoppelt; fast jede zweite; zwölf"
            ),
            [
                "12,7: Number { written: 127e-1, joined: true",
                "33,8 %: Percent(338e-1)",
                "gestiegen: Direction(Rose)",
                "verdoppelt: Multiple(2, 1) MoreThan",
                "jede zweite: Part(1, 2) LessThan",
                "zwölf: Number { written: 12e-0, joined: false",
            ]
        );
    }

    #[test]
    fn a_difference_is_not_a_count() {
        assert_eq!(
            read("en", "five more than in 2019, 78 requests fewer, 12 more"),
            [
                "five: Difference(5e-0)",
                "2019: Year(2019)",
                "78: Difference(78e-0)",
                "12: Difference(12e-0)",
            ]
        );
    }

    #[test]
    fn what_counts_nothing_is_left_out() {
        let nothing: [&str; 0] = [];
        for text in [
            "Am 13. Juni 2019".trim_end_matches(" 2019"),
            "§ 100g, §§ 100a und 101 Abs. 1 StPO",
            "innerhalb von zwei Wochen, nach 24-stündiger Frist, um 10:30 Uhr",
            "Verordnung (EU) 2024/2835, Version 3.1.2, am 13.06.2019",
            "eine Anfrage, IPv6, Zwei-Faktor-Anmeldung, 100g",
            "in der ersten Hälfte, ein halbes Jahr",
        ] {
            assert_eq!(read("de", text), nothing, "{text}");
        }
        for text in [
            "On June 13, and 7 February",
            "a request, the third paragraph, a half-year, half a year",
            "Article 15 and sections 3 to 5",
            "within 30 days",
        ] {
            assert_eq!(read("en", text), nothing, "{text}");
        }
        assert_eq!(
            read("de", "Im Jahr 2019, im Vorjahr; 2019 Anfragen"),
            [
                "2019: Year(2019)",
                "Vorjahr: PreviousPeriod",
                "2019: Number { written: 2019e-0, joined: false",
            ]
        );
    }
}
