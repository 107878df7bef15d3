//! A figure in dots: some to a cell, the person bold, what is around it dim.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::figure::{Circle, Dots, Drawing, Line, Part, Point};
use crate::ui::theme::{Role, Theme};

/// The bit of each dot in the glyphs of braille, row by row.
const BRAILLE_BITS: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
/// The same for the halves of two cells beside and two above each other.
const BLOCK_BITS: [[u8; 2]; 4] = [[1, 1], [2, 2], [1, 1], [2, 2]];
const BRAILLE: u32 = 0x2800;
/// The halves of a cell: none, the upper, the lower, both.
const BLOCKS: [char; 4] = [' ', '▀', '▄', '█'];
/// Fewer dots in a unit do not make a person of blocks.
const LEAST_BLOCKS: f64 = 16.0;

/// Half of the thickness of a line, in units of the figure.
const TRUNK: f64 = 0.034;
const BAR: f64 = 0.024;
const LIMB: f64 = 0.019;
const NOSE: f64 = 0.017;
/// How far the head and the arms stand apart from what is behind them.
const HALO: f64 = 0.016;
/// A head with a smaller radius, in dots, is too small to stand apart.
const LEAST_APART: f64 = 2.0;
/// An eye with a smaller one is none.
const LEAST_EYE: f64 = 0.7;
/// Half of the thickness, in dots, of a trunk of which something is left when an arm crosses it.
const LEAST_CROSSED: f64 = 2.6;
/// Half of the least thickness that leaves no gaps in a line, in dots.
const THIN: f64 = 0.55;

/// Draws a figure as large as `area` allows, in its middle, the person in the style of `role`. Outside of `area`
/// nothing is touched, nor are cells in it without a dot.
pub fn draw(buf: &mut Buffer, area: Rect, drawing: &Drawing, dots: Dots, role: Role, theme: Theme) {
    let area = area.intersection(buf.area);
    let Some(scale) = Scale::fit(area, drawing, dots) else { return };
    let mut layers = Layers { person: Raster::new(area, dots), around: Raster::new(area, dots) };
    layers.paint(&scale, drawing);
    for (place, at) in area.rows().flat_map(|row| row.columns()).zip(0..) {
        let (bits, is_person) = layers.cell(at);
        if bits != 0 {
            let role = if is_person { role } else { Role::Track };
            buf[(place.x, place.y)].set_char(glyph(dots, bits)).set_style(theme.style(role));
        }
    }
}

/// How many dots a cell has, across and down.
fn grid(dots: Dots) -> (usize, usize) {
    match dots {
        Dots::Braille => (2, 4),
        Dots::Blocks => (1, 2),
    }
}

fn glyph(dots: Dots, bits: u8) -> char {
    match dots {
        Dots::Braille => char::from_u32(BRAILLE + u32::from(bits)).unwrap_or(' '),
        Dots::Blocks => BLOCKS[usize::from(bits & 3)],
    }
}

/// What is drawn, by what hides what.
struct Layers {
    person: Raster,
    around: Raster,
}

impl Layers {
    /// The dots of a cell, and whether any of them are of the person.
    fn cell(&self, at: usize) -> (u8, bool) {
        (self.person.cells[at] | self.around.cells[at], self.person.cells[at] != 0)
    }

    fn paint(&mut self, scale: &Scale, drawing: &Drawing) {
        for line in &drawing.lines {
            match line.part {
                Part::Prop | Part::Behind => scale.line(&mut self.around, line),
                Part::Trunk | Part::Bar | Part::Leg => scale.line(&mut self.person, line),
                Part::Arm | Part::Nose | Part::Head | Part::Eye => {}
            }
        }
        if let Some(corners) = drawing.torso {
            scale.torso(&mut self.person, corners);
        }
        // An arm is a run of bones, each of which begins where the one before it ends.
        for arm in drawing.lines.chunk_by(|line, next| line.part == next.part && line.to == next.from) {
            if arm[0].part == Part::Arm {
                scale.arm(&mut self.person, arm);
            }
        }
        for circle in &drawing.circles {
            match circle.part {
                Part::Head => scale.head(&mut self.person, circle),
                Part::Eye => scale.eye(&mut self.person, circle),
                _ => scale.ring(&mut self.around, circle),
            }
        }
        for nose in drawing.lines.iter().filter(|line| line.part == Part::Nose) {
            scale.line(&mut self.person, nose);
        }
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
    fn fit(area: Rect, drawing: &Drawing, kind: Dots) -> Option<Scale> {
        let view = drawing.view;
        let (across, down) = grid(kind);
        let (width, height) = (f64::from(area.width) * across as f64, f64::from(area.height) * down as f64);
        let dots = (width / view.width()).min(height / view.height());
        let least = if kind == Dots::Blocks { LEAST_BLOCKS } else { 0.0 };
        let usable = !area.is_empty() && dots.is_finite() && dots > least;
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
            Part::Arm | Part::Leg | Part::Head => (LIMB * self.dots).max(THIN),
            Part::Nose => (NOSE * self.dots).max(THIN),
            Part::Prop | Part::Behind | Part::Eye => THIN,
        }
    }

    /// An arm stands apart from what it crosses, but not from where it begins, if all that is thick enough.
    fn arm(&self, raster: &mut Raster, arm: &[Line]) {
        let trunk = self.radius(Part::Trunk);
        let (root, apart) = (self.place(arm[0].from), self.radius(Part::Arm) + (HALO * self.dots).max(1.0));
        for line in arm.iter().filter(|_| trunk >= LEAST_CROSSED) {
            let (from, to) = (self.place(line.from), self.place(line.to));
            let (bone, free) = (Bone::new(from, to, apart), trunk * 1.6);
            raster.clear(from, to, apart, |dot| bone.holds(dot) && square(dot, root) > free * free);
        }
        arm.iter().for_each(|line| self.line(raster, line));
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
        let bone = Bone::new(from, to, radius);
        raster.fill(from, to, radius, |dot| bone.holds(dot));
    }

    /// A disc that stands apart from what is behind it.
    fn head(&self, raster: &mut Raster, circle: &Circle) {
        let (middle, radius) = (self.place(circle.middle), (circle.radius * self.dots).max(1.0));
        if radius >= LEAST_APART {
            let apart = radius + (HALO * self.dots).max(1.0);
            raster.clear(middle, middle, apart, |dot| square(dot, middle) <= apart * apart);
        }
        raster.fill(middle, middle, radius, |dot| square(dot, middle) <= radius * radius);
    }

    /// A hole in the head, if that is large enough.
    fn eye(&self, raster: &mut Raster, circle: &Circle) {
        let (middle, radius) = (self.place(circle.middle), (circle.radius * self.dots).max(THIN));
        if circle.radius * self.dots >= LEAST_EYE {
            raster.clear(middle, middle, radius, |dot| square(dot, middle) <= radius * radius);
        }
    }

    fn ring(&self, raster: &mut Raster, circle: &Circle) {
        let (middle, radius) = (self.place(circle.middle), (circle.radius * self.dots).max(1.0));
        let inner = (radius - 2.0 * THIN).max(0.0);
        let ring = inner * inner..=radius * radius;
        raster.fill(middle, middle, radius, |dot| ring.contains(&square(dot, middle)));
    }
}

/// The dots of an area, those of a cell in a byte.
struct Raster {
    bits: &'static [[u8; 2]; 4],
    /// Powers of two: how many dots a cell has, across and down.
    shifts: (u32, u32),
    columns: usize,
    width: usize,
    height: usize,
    cells: Vec<u8>,
}

impl Raster {
    fn new(area: Rect, dots: Dots) -> Raster {
        let (width, height) = (usize::from(area.width), usize::from(area.height));
        let (across, down) = grid(dots);
        Raster {
            bits: if dots == Dots::Braille { &BRAILLE_BITS } else { &BLOCK_BITS },
            shifts: (across.trailing_zeros(), down.trailing_zeros()),
            columns: width,
            width: width * across,
            height: height * down,
            cells: vec![0; width * height],
        }
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
        let (across, down) = self.shifts;
        for y in reached(a.1, b.1, reach, self.height) {
            let row = (y >> down) * self.columns;
            for x in reached(a.0, b.0, reach, self.width) {
                if inside((x as f64 + 0.5, y as f64 + 0.5)) {
                    act(&mut self.cells[row + (x >> across)], self.bits[y % 4][x % 2]);
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

/// The square of how far two points are from each other.
fn square(a: (f64, f64), b: (f64, f64)) -> f64 {
    (a.0 - b.0) * (a.0 - b.0) + (a.1 - b.1) * (a.1 - b.1)
}

/// What is near a line between two points.
struct Bone {
    from: (f64, f64),
    way: (f64, f64),
    /// One by the square of its length; zero if it has none.
    share: f64,
    /// The square of what is near.
    near: f64,
}

impl Bone {
    fn new(from: (f64, f64), to: (f64, f64), radius: f64) -> Bone {
        let length = square(from, to);
        let share = if length > 0.0 { 1.0 / length } else { 0.0 };
        Bone { from, way: (to.0 - from.0, to.1 - from.1), share, near: radius * radius }
    }

    fn holds(&self, dot: (f64, f64)) -> bool {
        let (x, y) = (dot.0 - self.from.0, dot.1 - self.from.1);
        let along = ((x * self.way.0 + y * self.way.1) * self.share).clamp(0.0, 1.0);
        square((x, y), (along * self.way.0, along * self.way.1)) <= self.near
    }
}
