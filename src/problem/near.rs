//! What a person probably meant: the nearest of a few words.

/// The candidate that takes the fewest slips of the fingers, if they are few for its length.
///
/// Case, underscores and spaces cost nothing; two neighbours swapped are one slip.
pub fn nearest<'c>(written: &str, candidates: &[&'c str]) -> Option<&'c str> {
    const LONGEST: usize = 40;
    let written: Vec<char> = written.chars().take(LONGEST + 1).flat_map(char::to_lowercase).map(plain).collect();
    if written.is_empty() || written.len() > LONGEST {
        return None;
    }
    let slips = |candidate: &&'c str| (distance(&written, &candidate.chars().collect::<Vec<_>>()), *candidate);
    let (slips, candidate) = candidates.iter().map(slips).min_by_key(|&(slips, _)| slips)?;
    let allowed = match candidate.chars().count().min(written.len()) {
        0..=2 => 1,
        3..=5 => 2,
        _ => 3,
    };
    // A short word that shares nothing with what was written is no guess.
    let shares = slips < candidate.chars().count().max(written.len());
    (slips <= allowed && shares).then_some(candidate)
}

fn plain(c: char) -> char {
    if c == '_' || c == ' ' { '-' } else { c }
}

/// Damerau and Levenshtein: insertions, deletions, replacements and swaps of neighbours.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let cost = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + cost);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = last;
        last = row;
    }
    last[b.len()]
}
