//! Letters and digits as tall as the room allows, made of block characters.
//!
//! Two tables of shapes, each drawn at any whole scale: one pixel is `scale` columns wide and `scale`
//! half rows high, which is about a square.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::ui::bar;
use crate::ui::layout;
use crate::ui::prose::{self, Align};

const FULL: char = '█';

/// A table of shapes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Font {
    /// Digits, 5 by 7.
    Tall,
    /// Digits 3 by 5, and letters.
    Low,
}

/// A shape: its width, and its rows from the top, the lowest bit at the right.
type Glyph = (u16, [u8; 7]);

/// A size in which something fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    font: Font,
    scale: u16,
}

impl Size {
    /// The tallest in which all of `model` fits into `width` columns and `rows` rows.
    pub fn fitting(model: &str, width: u16, rows: u16) -> Option<Size> {
        let sizes = (1..=rows.max(1)).flat_map(|scale| [Font::Low, Font::Tall].map(|font| Size { font, scale }));
        sizes
            .filter(|size| size.rows() <= rows && size.width(model).is_some_and(|w| w <= width))
            .max_by_key(|size| (size.rows(), size.font == Font::Tall))
    }

    /// How many rows it takes.
    pub fn rows(self) -> u16 {
        (self.font.height() * self.scale).div_ceil(2)
    }

    /// How many columns `text` takes; none if it has a character without a shape.
    pub fn width(self, text: &str) -> Option<u16> {
        let widths: Option<Vec<u16>> = text.chars().map(|c| self.font.glyph(c).map(|(w, _)| w + 1)).collect();
        Some(widths?.iter().sum::<u16>().saturating_sub(1) * self.scale)
    }

    /// `text` as rows of block characters.
    fn lines(self, text: &str) -> Vec<String> {
        let glyphs: Vec<Glyph> = text.chars().filter_map(|c| self.font.glyph(c)).collect();
        (0..self.rows())
            .map(|row| {
                let blocks = |glyph: &Glyph| self.blocks(*glyph, row);
                glyphs.iter().map(blocks).collect::<Vec<_>>().join(&" ".repeat(self.scale.into()))
            })
            .collect()
    }

    /// One row of one shape.
    fn blocks(self, (width, pixels): Glyph, row: u16) -> String {
        let lit = |half: u16, column: u16| {
            let line = pixels.get(usize::from(half / self.scale)).copied().unwrap_or(0);
            line >> (width - 1 - column) & 1 == 1
        };
        let cells = (0..width).flat_map(|column| {
            let block = match (lit(2 * row, column), lit(2 * row + 1, column)) {
                (true, true) => FULL,
                (true, false) => '▀',
                (false, true) => '▄',
                (false, false) => ' ',
            };
            std::iter::repeat_n(block, self.scale.into())
        });
        cells.collect()
    }
}

/// Draws `text` in the middle of `area`: at `size` if it fits, else as tall as it can, at last as it is.
pub fn draw(buf: &mut Buffer, area: Rect, text: &str, size: Option<Size>, style: Style) {
    let fits = |size: &Size| size.width(text).is_some_and(|w| w <= area.width) && size.rows() <= area.height;
    match size.filter(fits).or_else(|| Size::fitting(text, area.width, area.height)) {
        Some(size) => {
            let area = layout::middle(area, size.rows()).intersection(buf.area);
            let free = area.width.saturating_sub(size.width(text).unwrap_or_default());
            // Bold blocks are smeared into their neighbours where bold is drawn twice.
            let style = style.remove_modifier(Modifier::BOLD);
            for (row, line) in area.rows().zip(size.lines(text)) {
                for (column, block) in row.columns().skip(usize::from(free / 2)).zip(line.chars()) {
                    put(&mut buf[(column.x, column.y)], block, style);
                }
            }
        }
        None => prose::put(buf, layout::middle(area, 1), text, style, Align::Middle),
    }
}

fn put(cell: &mut Cell, block: char, style: Style) {
    match block {
        FULL => bar::solid(cell, style),
        block => drop(cell.set_char(block).set_style(style)),
    }
}

impl Font {
    fn height(self) -> u16 {
        match self {
            Font::Tall => 7,
            Font::Low => 5,
        }
    }

    fn glyph(self, c: char) -> Option<Glyph> {
        match self {
            Font::Tall => tall(c),
            Font::Low => low_digit(c).or_else(|| low_letter(c)),
        }
    }
}

fn tall(c: char) -> Option<Glyph> {
    Some(match c {
        '0' => (5, [0b01110, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01110]),
        '1' => (5, [0b00100, 0b01100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110]),
        '2' => (5, [0b01110, 0b10001, 0b00001, 0b00110, 0b01000, 0b10000, 0b11111]),
        '3' => (5, [0b01110, 0b10001, 0b00001, 0b00110, 0b00001, 0b10001, 0b01110]),
        '4' => (5, [0b00010, 0b00110, 0b01010, 0b10010, 0b11111, 0b00010, 0b00010]),
        '5' => (5, [0b11111, 0b10000, 0b11110, 0b00001, 0b00001, 0b10001, 0b01110]),
        '6' => (5, [0b01110, 0b10000, 0b10000, 0b11110, 0b10001, 0b10001, 0b01110]),
        '7' => (5, [0b11111, 0b00001, 0b00010, 0b00100, 0b00100, 0b00100, 0b00100]),
        '8' => (5, [0b01110, 0b10001, 0b10001, 0b01110, 0b10001, 0b10001, 0b01110]),
        '9' => (5, [0b01110, 0b10001, 0b10001, 0b01111, 0b00001, 0b00001, 0b01110]),
        '?' => (5, [0b01110, 0b10001, 0b00001, 0b00110, 0b00100, 0b00000, 0b00100]),
        ':' => (1, [0, 0, 1, 0, 1, 0, 0]),
        _ => return None,
    })
}

fn low_digit(c: char) -> Option<Glyph> {
    Some(match c {
        '0' => (3, [0b111, 0b101, 0b101, 0b101, 0b111, 0, 0]),
        '1' => (3, [0b010, 0b110, 0b010, 0b010, 0b111, 0, 0]),
        '2' => (3, [0b111, 0b001, 0b111, 0b100, 0b111, 0, 0]),
        '3' => (3, [0b111, 0b001, 0b111, 0b001, 0b111, 0, 0]),
        '4' => (3, [0b101, 0b101, 0b111, 0b001, 0b001, 0, 0]),
        '5' => (3, [0b111, 0b100, 0b111, 0b001, 0b111, 0, 0]),
        '6' => (3, [0b111, 0b100, 0b111, 0b101, 0b111, 0, 0]),
        '7' => (3, [0b111, 0b001, 0b001, 0b010, 0b010, 0, 0]),
        '8' => (3, [0b111, 0b101, 0b111, 0b101, 0b111, 0, 0]),
        '9' => (3, [0b111, 0b101, 0b111, 0b001, 0b111, 0, 0]),
        ':' => (1, [0, 1, 0, 1, 0, 0, 0]),
        _ => return None,
    })
}

fn low_letter(c: char) -> Option<Glyph> {
    Some(match c {
        'A' => (3, [0b010, 0b101, 0b111, 0b101, 0b101, 0, 0]),
        'B' => (3, [0b110, 0b101, 0b110, 0b101, 0b110, 0, 0]),
        'C' => (3, [0b011, 0b100, 0b100, 0b100, 0b011, 0, 0]),
        'D' => (3, [0b110, 0b101, 0b101, 0b101, 0b110, 0, 0]),
        'E' => (3, [0b111, 0b100, 0b110, 0b100, 0b111, 0, 0]),
        'F' => (3, [0b111, 0b100, 0b110, 0b100, 0b100, 0, 0]),
        'G' => (4, [0b0111, 0b1000, 0b1011, 0b1001, 0b0111, 0, 0]),
        'H' => (3, [0b101, 0b101, 0b111, 0b101, 0b101, 0, 0]),
        'I' => (1, [1, 1, 1, 1, 1, 0, 0]),
        'J' => (3, [0b001, 0b001, 0b001, 0b101, 0b010, 0, 0]),
        'K' => (4, [0b1001, 0b1010, 0b1100, 0b1010, 0b1001, 0, 0]),
        'L' => (3, [0b100, 0b100, 0b100, 0b100, 0b111, 0, 0]),
        'M' => (5, [0b10001, 0b11011, 0b10101, 0b10001, 0b10001, 0, 0]),
        'N' => (4, [0b1001, 0b1101, 0b1011, 0b1001, 0b1001, 0, 0]),
        'O' => (4, [0b0110, 0b1001, 0b1001, 0b1001, 0b0110, 0, 0]),
        'P' => (3, [0b110, 0b101, 0b110, 0b100, 0b100, 0, 0]),
        'Q' => (4, [0b0110, 0b1001, 0b1001, 0b1011, 0b0111, 0, 0]),
        'R' => (3, [0b110, 0b101, 0b110, 0b101, 0b101, 0, 0]),
        'S' => (3, [0b011, 0b100, 0b010, 0b001, 0b110, 0, 0]),
        'T' => (3, [0b111, 0b010, 0b010, 0b010, 0b010, 0, 0]),
        'U' => (4, [0b1001, 0b1001, 0b1001, 0b1001, 0b0110, 0, 0]),
        'V' => (5, [0b10001, 0b10001, 0b01010, 0b01010, 0b00100, 0, 0]),
        'W' => (5, [0b10001, 0b10001, 0b10101, 0b11011, 0b10001, 0, 0]),
        'X' => (3, [0b101, 0b101, 0b010, 0b101, 0b101, 0, 0]),
        'Y' => (3, [0b101, 0b101, 0b010, 0b010, 0b010, 0, 0]),
        'Z' => (3, [0b111, 0b001, 0b010, 0b100, 0b111, 0, 0]),
        '?' => (3, [0b110, 0b001, 0b010, 0b000, 0b010, 0, 0]),
        '→' => (5, [0b00100, 0b00010, 0b11111, 0b00010, 0b00100, 0, 0]),
        '-' => (2, [0, 0, 0b11, 0, 0, 0, 0]),
        '\'' | '’' => (1, [1, 1, 0, 0, 0, 0, 0]),
        ',' => (1, [0, 0, 0, 1, 1, 0, 0]),
        '.' => (1, [0, 0, 0, 0, 1, 0, 0]),
        ' ' => (2, [0; 7]),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_grow_with_the_room() {
        let rows = |width, height| Size::fitting("8:88", width, height).map(Size::rows);
        let heights = [2, 3, 5, 7, 11, 14, 18].map(|height| rows(200, height));
        assert_eq!(heights, [None, Some(3), Some(5), Some(7), Some(11), Some(14), Some(18)]);
        assert_eq!(rows(12, 40), None);
        assert_eq!(rows(13, 40), Some(3));
    }

    #[test]
    fn every_row_of_a_text_is_as_wide_as_it_says() {
        for scale in 1..5 {
            for font in [Font::Tall, Font::Low] {
                let size = Size { font, scale };
                let text = if font == Font::Tall {
                    "0123456789:?"
                } else {
                    "THE QUICK BROWN FOX JUMPS → LAZY DOG V 0123456789:?"
                };
                let width = usize::from(size.width(text).unwrap());
                let lines = size.lines(text);
                assert_eq!(lines.len(), usize::from(size.rows()));
                assert!(lines.iter().all(|line| line.chars().count() == width));
            }
        }
    }

    #[test]
    fn a_letter_without_a_shape_is_written_as_it_is() {
        assert_eq!(Size::fitting("ÜBUNG", 200, 40), None);
    }
}
