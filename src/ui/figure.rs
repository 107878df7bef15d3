//! A figure in dots: eight to a cell, the person bold, what is around it dim.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::figure::{Circle, Drawing, Line, Part, Point};
use crate::ui::theme::{Role, Theme};

/// The bit of each dot in the glyphs of braille, row by row.
const BITS: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
const BRAILLE: u32 = 0x2800;

/// Half of the thickness of a line, in units of the figure.
const TRUNK: f64 = 0.034;
const BAR: f64 = 0.024;
const LIMB: f64 = 0.019;
/// How far the head and the limbs stand apart from what is behind them.
const HALO: f64 = 0.016;
/// A head with a smaller radius, in dots, is too small to stand apart.
const LEAST_APART: f64 = 2.0;
/// Half of the thickness, in dots, of a trunk of which something is left when an arm crosses it.
const LEAST_CROSSED: f64 = 3.0;
/// Half of the least thickness that leaves no gaps in a line, in dots.
const THIN: f64 = 0.55;

/// Draws a figure as large as `area` allows, in its middle, the person in the style of `role`. Outside of `area`
/// nothing is touched, nor are cells in it without a dot.
pub fn draw(buf: &mut Buffer, area: Rect, drawing: &Drawing, role: Role, theme: Theme) {
    let area = area.intersection(buf.area);
    let Some(scale) = Scale::fit(area, drawing) else { return };
    let mut person = Raster::new(area);
    let mut around = Raster::new(area);
    for line in &drawing.lines {
        match line.part {
            Part::Prop => scale.line(&mut around, line),
            Part::Limb => {}
            Part::Trunk | Part::Bar | Part::Head => scale.line(&mut person, line),
        }
    }
    if let Some(corners) = drawing.torso {
        scale.torso(&mut person, corners);
    }
    // An arm or a leg is a run of bones, each of which begins where the one before it ends.
    for limb in drawing.lines.chunk_by(|line, next| line.part == next.part && line.to == next.from) {
        if limb[0].part == Part::Limb {
            scale.limb(&mut person, limb);
        }
    }
    for circle in &drawing.circles {
        let raster = if circle.part == Part::Prop { &mut around } else { &mut person };
        scale.circle(raster, circle);
    }
    for (at, (&person, &around)) in person.cells.iter().zip(&around.cells).enumerate() {
        let (x, y) = (at % usize::from(area.width), at / usize::from(area.width));
        let bits = person | around;
        let Some(glyph) = char::from_u32(BRAILLE + u32::from(bits)).filter(|_| bits != 0) else { continue };
        let role = if person != 0 { role } else { Role::Track };
        // Both are less than the size of the area, which fits its own type.
        let cell = &mut buf[(area.x + x as u16, area.y + y as u16)];
        cell.set_char(glyph).set_style(theme.style(role));
    }
}

/// How units become dots.
struct Scale {
    /// Dots in a unit.
    dots: f64,
    /// Where the left edge of the view is, in dots.
    left: f64,
    /// Where its upper edge is.
    top: f64,
    origin: Point,
}

impl Scale {
    /// None if there is nothing to be seen.
    fn fit(area: Rect, drawing: &Drawing) -> Option<Scale> {
        let view = drawing.view;
        let (width, height) = (f64::from(area.width) * 2.0, f64::from(area.height) * 4.0);
        let dots = (width / view.width()).min(height / view.height());
        let usable = !area.is_empty() && dots.is_finite() && dots > 0.0;
        usable.then(|| Scale {
            dots,
            left: (width - view.width() * dots) / 2.0,
            top: (height - view.height() * dots) / 2.0,
            origin: Point { x: view.left, y: view.top },
        })
    }

    /// A point in dots, from the upper left corner of the area.
    fn place(&self, point: Point) -> (f64, f64) {
        (self.left + (point.x - self.origin.x) * self.dots, self.top + (self.origin.y - point.y) * self.dots)
    }

    /// Half of the thickness of a line.
    fn radius(&self, part: Part) -> f64 {
        match part {
            Part::Trunk => (TRUNK * self.dots).max(1.0),
            Part::Bar => (BAR * self.dots).max(THIN),
            Part::Limb | Part::Head => (LIMB * self.dots).max(THIN),
            Part::Prop => THIN,
        }
    }

    /// An arm or a leg stands apart from what it crosses, but not from where it begins, if all that is thick enough.
    fn limb(&self, raster: &mut Raster, limb: &[Line]) {
        let trunk = self.radius(Part::Trunk);
        let (root, apart) = (self.place(limb[0].from), self.radius(Part::Limb) + (HALO * self.dots).max(1.0));
        for line in limb.iter().filter(|_| trunk >= LEAST_CROSSED) {
            let (from, to) = (self.place(line.from), self.place(line.to));
            raster.clear(from, to, apart, |dot| {
                distance(dot, from, to) <= apart && (dot.0 - root.0).hypot(dot.1 - root.1) > trunk * 1.6
            });
        }
        limb.iter().for_each(|line| self.line(raster, line));
    }

    /// All that lies on the same side of each edge, whichever way around the corners go.
    fn torso(&self, raster: &mut Raster, corners: [Point; 4]) {
        let corners = corners.map(|corner| self.place(corner));
        let side = |dot: (f64, f64), from: usize| {
            let ((x, y), (to_x, to_y)) = (corners[from], corners[(from + 1) % 4]);
            (to_x - x) * (dot.1 - y) - (to_y - y) * (dot.0 - x)
        };
        let (low, high) = corners.iter().fold((corners[0], corners[0]), |(low, high), &(x, y)| {
            ((low.0.min(x), low.1.min(y)), (high.0.max(x), high.1.max(y)))
        });
        raster.fill(low, high, 0.0, |dot| {
            let sides = [0, 1, 2, 3].map(|from| side(dot, from));
            sides.iter().all(|side| *side >= 0.0) || sides.iter().all(|side| *side <= 0.0)
        });
    }

    fn line(&self, raster: &mut Raster, line: &Line) {
        let radius = self.radius(line.part);
        let (from, to) = (self.place(line.from), self.place(line.to));
        raster.fill(from, to, radius, |dot| distance(dot, from, to) <= radius);
    }

    /// The head is a disc that stands apart from what is behind it; what is round around it is a ring.
    fn circle(&self, raster: &mut Raster, circle: &Circle) {
        let middle = self.place(circle.middle);
        let radius = (circle.radius * self.dots).max(1.0);
        let inner = if circle.part == Part::Head { 0.0 } else { radius - 2.0 * THIN };
        if circle.part == Part::Head && radius >= LEAST_APART {
            let apart = radius + (HALO * self.dots).max(1.0);
            raster.clear(middle, middle, apart, |dot| (dot.0 - middle.0).hypot(dot.1 - middle.1) <= apart);
        }
        raster
            .fill(middle, middle, radius, |dot| (inner..=radius).contains(&(dot.0 - middle.0).hypot(dot.1 - middle.1)));
    }
}

/// The dots of an area, eight to a byte.
struct Raster {
    width: usize,
    height: usize,
    cells: Vec<u8>,
}

impl Raster {
    fn new(area: Rect) -> Raster {
        let (width, height) = (usize::from(area.width), usize::from(area.height));
        Raster { width: width * 2, height: height * 4, cells: vec![0; width * height] }
    }

    /// Sets the dots that are `inside`, of those no further than `reach` from the box around two points.
    fn fill(&mut self, a: (f64, f64), b: (f64, f64), reach: f64, inside: impl Fn((f64, f64)) -> bool) {
        self.each(a, b, reach, inside, |cell, bit| *cell |= bit);
    }

    /// Takes the dots away that are `inside`, of the same ones.
    fn clear(&mut self, a: (f64, f64), b: (f64, f64), reach: f64, inside: impl Fn((f64, f64)) -> bool) {
        self.each(a, b, reach, inside, |cell, bit| *cell &= !bit);
    }

    fn each(
        &mut self,
        a: (f64, f64),
        b: (f64, f64),
        reach: f64,
        inside: impl Fn((f64, f64)) -> bool,
        act: impl Fn(&mut u8, u8),
    ) {
        for y in reached(a.1, b.1, reach, self.height) {
            for x in reached(a.0, b.0, reach, self.width) {
                if inside((x as f64 + 0.5, y as f64 + 0.5)) {
                    act(&mut self.cells[y / 4 * (self.width / 2) + x / 2], BITS[y % 4][x % 2]);
                }
            }
        }
    }
}

/// The dots of one direction, of `count`, that can be within reach.
fn reached(a: f64, b: f64, reach: f64, count: usize) -> std::ops::Range<usize> {
    // What is no number, or below zero, becomes zero here, and what is too large the largest.
    let start = (a.min(b) - reach - 1.0) as usize;
    let end = (a.max(b) + reach + 1.0) as usize;
    start.min(count)..end.min(count)
}

/// How far a point is from a line between two others.
fn distance(point: (f64, f64), from: (f64, f64), to: (f64, f64)) -> f64 {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx * dx + dy * dy;
    let along = ((point.0 - from.0) * dx + (point.1 - from.1) * dy) / length;
    let along = if length > 0.0 { along.clamp(0.0, 1.0) } else { 0.0 };
    (point.0 - from.0 - along * dx).hypot(point.1 - from.1 - along * dy)
}
