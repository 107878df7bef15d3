//! The shape of a session in one row: how long each kind of time lasts, and where, told by height and by colour.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::ui::prose::{self, Align};
use crate::ui::theme::{Role, Theme};

/// One kind of time: its sign, its word and its look.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// What stands for it: each kind has a height of its own, so that colour only repeats it.
    pub sign: char,
    /// The word in the legend.
    pub word: &'static str,
    /// Its look.
    pub role: Role,
}

/// The kinds in the order of the legend, that of [`Part::kind`].
pub const KINDS: [Kind; 4] = [
    Kind { sign: '▇', word: "hold", role: Role::Hold },
    Kind { sign: '▂', word: "rest", role: Role::Rest },
    Kind { sign: '▄', word: "prep", role: Role::Ready },
    Kind { sign: '▞', word: "switch", role: Role::Switch },
];

/// A stretch of time of one kind.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    /// Index into [`KINDS`].
    pub kind: usize,
    /// How long, in seconds.
    pub seconds: f64,
}

/// What each of `columns` cells shows of `parts`. A kind gets as many cells as it has time, each within a cell of where
/// that time is: so what is shorter than a cell is not lost, and a pair of short ones alternates.
pub fn cells(parts: &[Part], columns: u16) -> Vec<usize> {
    let total: f64 = parts.iter().map(|part| part.seconds).sum();
    let cell = total / f64::from(columns.max(1));
    let mut owed = [0.0; KINDS.len()];
    let mut parts = parts.iter().copied();
    let mut part = parts.next();
    let mut shown = Vec::new();
    while shown.len() < columns.into() && total > 0.0 {
        let mut free = cell;
        while let Some(Part { kind, seconds }) = part {
            let taken = seconds.min(free);
            owed[kind] += taken;
            free -= taken;
            if taken < seconds {
                part = Some(Part { kind, seconds: seconds - taken });
                break;
            }
            part = parts.next();
        }
        let most = (0..KINDS.len()).rev().max_by(|a, b| owed[*a].total_cmp(&owed[*b])).unwrap_or(0);
        owed[most] -= cell;
        shown.push(most);
    }
    shown
}

/// Draws `parts` into the first row of `area`, all of its width.
pub fn draw(buf: &mut Buffer, area: Rect, parts: &[Part], theme: Theme) {
    let area = area.intersection(buf.area);
    if area.is_empty() {
        return;
    }
    for (x, kind) in (area.left()..area.right()).zip(cells(parts, area.width)) {
        let Kind { sign, role, .. } = KINDS[kind];
        buf[(x, area.y)].set_char(sign).set_style(theme.style(role));
    }
}

/// The least columns in which the legend has one row.
const ONE_ROW: u16 = 52;

/// How many rows the legend takes in so many columns.
pub fn legend_rows(columns: u16) -> u16 {
    if columns < ONE_ROW { 2 } else { 1 }
}

/// Draws what the signs mean, each with its words, such as `hold 3:20`; kinds without words are left out.
pub fn draw_legend(buf: &mut Buffer, area: Rect, words: &[String; KINDS.len()], theme: Theme) {
    let in_row = if legend_rows(area.width) == 1 { 4 } else { 2 };
    let width = area.width / in_row;
    let kinds = KINDS.iter().zip(words).filter(|(_, words)| !words.is_empty());
    for (at, (kind, words)) in (0..).zip(kinds) {
        let (x, y) = (area.x + at % in_row * width, area.y + at / in_row);
        let place = Rect { x, y, width: width.saturating_sub(1), height: 1 }.intersection(area);
        prose::put(buf, place, &kind.sign.to_string(), theme.style(kind.role), Align::Left);
        let words_at = Rect { x: place.x + 2.min(place.width), width: place.width.saturating_sub(2), ..place };
        prose::put(buf, words_at, words, theme.style(Role::Text), Align::Left);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(parts: &[(usize, f64)], columns: u16) -> String {
        let parts: Vec<Part> = parts.iter().map(|(kind, seconds)| Part { kind: *kind, seconds: *seconds }).collect();
        cells(&parts, columns).into_iter().map(|kind| KINDS[kind].sign).collect()
    }

    #[test]
    fn each_kind_gets_cells_in_proportion_to_its_time() {
        assert_eq!(shown(&[(2, 10.0), (0, 30.0), (1, 20.0)], 12), "▄▄▇▇▇▇▇▇▂▂▂▂");
        assert_eq!(shown(&[(2, 10.0), (0, 30.0), (1, 20.0)], 6), "▄▇▇▇▂▂");
        assert_eq!(shown(&[(0, 5.0)], 4), "▇▇▇▇");
    }

    #[test]
    fn what_is_shorter_than_a_cell_is_not_lost() {
        let often: Vec<(usize, f64)> = (0..8).flat_map(|_| [(0, 4.0), (1, 2.0)]).collect();
        assert_eq!(shown(&often, 6), "▇▇▂▇▇▂");
    }

    #[test]
    fn no_time_or_no_room_is_no_shape() {
        assert_eq!(shown(&[], 4), "");
        assert_eq!(shown(&[(0, 5.0)], 0), "");
    }
}
