//! What a name gives away: that it is a rest, which side it is for, and what to be careful with.

/// Words for a rest, for getting ready and for changing sides, in small letters and many languages.
const RESTS: &str = "rest rests resting break pause pauses recovery recover ready prepare preparation prep switch change \
    transition repos récupération recuperation changement pausa descanso descansar recuperación cambio recuperação \
    intervalo riposo recupero erholung ruhe ruhepause ruhezeit wechsel seitenwechsel rust herstel paus vila hvile tauko \
    lepo przerwa odpoczynek pauza odmor odpočinek přestávka oddych prestávka pihenő szünet pauză odihnă mola dinlenme ara \
    отдых пауза перерыв відпочинок перерва почивка ανάπαυση διάλειμμα 休憩 休息 レスト 휴식 מנוחה הפסקה راحة استراحة استراحت \
    विश्राम nghỉ istirahat พัก";

/// Words that may stand beside such a word and change nothing.
const BESIDE: &str = "short long quick brief little small big get time period interval between sets rounds round set side \
    sides position a the and kurze lange kleine große de temps courte longue petite côté tiempo corto corta largo larga lado \
    tempo breve lunga lungo lato di do da korte kort krótka długa s sec secs second seconds min mins minute minutes sek \
    sekunden";

/// Whether a name says that nothing is done.
pub(super) fn is_rest(name: &str) -> bool {
    let small = name.to_lowercase();
    let is_one_of = |words: &str, word: &str| words.split(' ').any(|known| known == word);
    let number = |word: &str| word.starts_with(char::is_numeric);
    let mut found = false;
    for word in small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && !number(word)) {
        if is_one_of(RESTS, word) {
            found = true;
        } else if !is_one_of(BESIDE, word) {
            // Scripts whose marks count as no letters come apart.
            return is_one_of(RESTS, small.trim());
        }
    }
    found
}

/// Words for two sides, in the language of one name each: left, then right.
const SIDES: &[(&str, &str)] = &[
    ("left", "right"),
    ("links", "rechts"),
    ("linke", "rechte"),
    ("linkes", "rechtes"),
    ("linker", "rechter"),
    ("gauche", "droite"),
    ("gauche", "droit"),
    ("izquierda", "derecha"),
    ("izquierdo", "derecho"),
    ("sinistra", "destra"),
    ("sinistro", "destro"),
    ("esquerda", "direita"),
    ("esquerdo", "direito"),
    ("vänster", "höger"),
    ("venstre", "højre"),
    ("venstre", "høyre"),
    ("lewa", "prawa"),
    ("lewy", "prawy"),
    ("levá", "pravá"),
    ("bal", "jobb"),
    ("sol", "sağ"),
    ("левая", "правая"),
    ("ліва", "права"),
    ("左", "右"),
];
/// Letters that stand for them at the start or the end of a name.
const LETTERS: [(&str, &str); 3] = [("l", "r"), ("lt", "rt"), ("lh", "rh")];
/// Words round a side that go with it.
const WITH_SIDE: &[&str] = &["side", "seite", "côté", "lado", "lato", "zijde", "sida"];
/// Words that lead to a side.
const BEFORE_SIDE: &[&str] =
    &["on", "to", "the", "your", "auf", "der", "nach", "zur", "à", "a", "al", "la", "du", "per"];

/// A name that is for one side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sided {
    /// The name without the side.
    pub base: String,
    /// The word for the side.
    pub word: &'static str,
    /// The word for the other side.
    pub other: &'static str,
}

/// The side in a name, if there is one and something beside it.
pub(super) fn sided(name: &str) -> Option<Sided> {
    let tokens: Vec<&str> = name.split_whitespace().collect();
    let bare: Vec<String> =
        tokens.iter().map(|token| token.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()).collect();
    let mut sides = bare.iter().enumerate().filter_map(|(at, word)| {
        let at_end = at == 0 || at + 1 == bare.len();
        side(word, at_end).map(|(word, other)| (at, word, other))
    });
    let (at, word, other) = sides.next()?;
    if sides.next().is_some() {
        return None;
    }
    let with = |at: usize| bare.get(at).is_some_and(|word| WITH_SIDE.contains(&word.as_str()));
    let mut start = if at > 0 && with(at - 1) { at - 1 } else { at };
    let end = if with(at + 1) { at + 2 } else { at + 1 };
    while end == tokens.len() && start > 0 && BEFORE_SIDE.contains(&bare[start - 1].as_str()) {
        start -= 1;
    }
    let rest = [&tokens[..start], &tokens[end..]].concat().join(" ");
    let base = rest.trim_matches(|c: char| c.is_whitespace() || "-–—:;,.([/|".contains(c)).to_owned();
    base.contains(char::is_alphanumeric).then_some(Sided { base, word, other })
}

fn side(word: &str, at_end: bool) -> Option<(&'static str, &'static str)> {
    let whole = SIDES.iter().map(|pair| (pair, pair));
    let letters = LETTERS.iter().filter(|_| at_end).map(|letters| (letters, &SIDES[0]));
    whole.chain(letters).find_map(|(spelt, words)| match word {
        _ if word == spelt.0 => Some((words.0, words.1)),
        _ if word == spelt.1 => Some((words.1, words.0)),
        _ => None,
    })
}

/// Two names that are one exercise on two sides: what it is called, and the words in their order.
///
/// `gauche` goes with two words, so the other side decides.
pub(super) fn pair(first: &str, second: &str) -> Option<(String, [String; 2])> {
    let (first, second) = (sided(first)?, sided(second)?);
    let same = first.base.to_lowercase() == second.base.to_lowercase();
    let others = SIDES
        .iter()
        .any(|&(left, right)| (left, right) == (first.word, second.word) || (right, left) == (first.word, second.word));
    let words = [first.word.to_owned(), second.word.to_owned()];
    (same && others && first.word != second.word).then(|| (capital(&first.base), words))
}

/// The base of "left arm up" begins a name now.
fn capital(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// What a name suggests that ought to be thought about before it is done alone on a mat.
const CAUTIONS: &[(&[&str], &str)] = &[
    (
        &["neck roll", "neck circle", "head roll", "head circle", "neck rotation circle"],
        "rolling the neck in circles strains its joints; slow turns are gentler",
    ),
    (&["bridge", "wheel pose"], "a bridge loads neck and back; is it for you?"),
    (
        &["handstand", "headstand", "shoulder stand", "shoulderstand", "plow", "plough"],
        "upside down, the neck bears weight; is it for you?",
    ),
    (
        &[
            "deadlift",
            "back squat",
            "front squat",
            "barbell",
            "weighted",
            "kettlebell",
            "dumbbell",
            "bench press",
            "overhead press",
            "shoulder press",
            "military press",
            "leg press",
            "snatch",
            "clean and jerk",
            "good morning",
        ],
        "a lift with a load needs more than a timer",
    ),
];

/// What to be careful with, judging by the name alone.
pub(super) fn caution(name: &str) -> Option<&'static str> {
    let name = spaced(name);
    let has = |word: &str| name.contains(&format!(" {word} ")) || name.contains(&format!(" {word}s "));
    let roller = is_on_roller(&name) && delicate_place(&name).is_some();
    if roller {
        return Some("a roller never goes under the low back or the neck");
    }
    CAUTIONS.iter().find(|(words, _)| words.iter().any(|word| has(word))).map(|&(_, caution)| caution)
}

/// Whether a name speaks of a roller, or of massage by one's own weight.
pub(super) fn is_on_roller(name: &str) -> bool {
    let name = spaced(name);
    [" foam ", " roller ", " smr ", " rolling "].iter().any(|word| name.contains(word))
}

/// A place where a roller must not go, if the name has it.
pub(super) fn delicate_place(name: &str) -> Option<&'static str> {
    let name = spaced(name);
    let low = [" low back ", " lower back ", " lumbar "].iter().any(|place| name.contains(place));
    match low {
        true => Some("low back"),
        false => name.contains(" neck ").then_some("neck"),
    }
}

/// Small letters, one space round each word.
fn spaced(name: &str) -> String {
    let small = name.to_lowercase();
    let words: Vec<&str> = small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    format!(" {} ", words.join(" "))
}
