"""Draws what `tmux capture-pane -peN` says, from standard input, as an SVG.

usage: svg.py dark|light TITLE
Blocks and braille are drawn as shapes, so that they join in every font; all else is text in cells.
"""

import re
import sys
import unicodedata
from html import escape

WIDTH, HEIGHT, FONT, PAD = 9, 19, 15, 14
FACES = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace"
GROUNDS = {
    "dark": ("#12161c", "#d5dae3"),
    "light": ("#fcfcf7", "#24272c"),
}
PALETTES = {
    "dark": "#3b4252 #e06c75 #7ec699 #e5c07b #7aa2f7 #d787d7 #5fc3d0 #d5dae3".split(),
    "light": "#24272c #c02f3a #2e8b57 #9a6700 #2b5fc4 #a3319c #16879a #6a6f78".split(),
}
# Each block as rectangles of eighths of a cell: x, y, width, height.
BLOCKS = {"▀": [(0, 0, 8, 4)], "▌": [(0, 0, 4, 8)], "▐": [(4, 0, 4, 8)], "▞": [(4, 0, 4, 4), (0, 4, 4, 4)]}
BLOCKS |= {chr(0x2580 + n): [(0, 8 - n, 8, n)] for n in range(1, 9)}
BLOCKS |= {chr(0x2590 - n): [(0, 0, n, 8)] for n in range(1, 8)}
BLOCKS |= {"─": [(0, 3.8, 8, 0.4)], "━": [(0, 3.4, 8, 1.2)], "│": [(3.6, 0, 0.8, 8)]}
SHADES = {"░": 0.25, "▒": 0.5, "▓": 0.75}
# The bits of a braille character, by column and row of its dots.
DOTS = [(0, 0, 1), (0, 1, 2), (0, 2, 4), (1, 0, 8), (1, 1, 16), (1, 2, 32), (0, 3, 64), (1, 3, 128)]


class Pen:
    """How the next character looks."""

    def __init__(self):
        self.fg = self.bg = None
        self.bold = self.dim = self.reverse = self.underline = False

    def take(self, codes, palette):
        """Obeys one SGR sequence."""
        codes = [int(code or 0) for code in codes.replace(":", ";").split(";")]
        while codes:
            code = codes.pop(0)
            if code == 0:
                self.__init__()
            elif code in (1, 2, 4, 7):
                setattr(self, {1: "bold", 2: "dim", 4: "underline", 7: "reverse"}[code], True)
            elif code == 22:
                self.bold = self.dim = False
            elif code in (24, 27):
                setattr(self, {24: "underline", 27: "reverse"}[code], False)
            elif code in (38, 48):
                colour = self.long(codes, palette)
                setattr(self, "fg" if code == 38 else "bg", colour)
            elif 30 <= code <= 37 or 90 <= code <= 97:
                self.fg = palette[code % 10]
            elif 40 <= code <= 47 or 100 <= code <= 107:
                self.bg = palette[code % 10]
            elif code in (39, 49):
                setattr(self, "fg" if code == 39 else "bg", None)

    @staticmethod
    def long(codes, palette):
        """A colour of 256, of which only the first sixteen are used, or one of three parts."""
        if codes.pop(0) == 5:
            return palette[codes.pop(0) % 8]
        parts, codes[:3] = codes[:3], []
        return "#" + "".join(f"{part:02x}" for part in parts)


def cells(line, pen, palette):
    """Each character of a line with its look."""
    for codes, text in re.findall(r"\x1b\[([\d;:]*)m|([^\x1b]+)", line):
        if not text:
            pen.take(codes, palette)
        for c in text:
            yield c, (pen.fg, pen.bg, pen.bold, pen.dim, pen.reverse, pen.underline)


def number(value):
    """A number without needless digits."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def rect(x, y, width, height, colour, opacity=1.0):
    """One rectangle."""
    faint = f' opacity="{number(opacity)}"' if opacity < 1 else ""
    box = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
    return f'<rect {box} fill="{colour}"{faint}/>'


def shapes(c, x, y, colour, opacity, columns):
    """A block or a braille character, `columns` times side by side."""
    if c in SHADES:
        return [rect(x, y, WIDTH * columns, HEIGHT, colour, opacity * SHADES[c])]
    if c in BLOCKS:
        whole = len(BLOCKS[c]) == 1 and BLOCKS[c][0][0] == 0 and BLOCKS[c][0][2] == 8
        runs = [(x, WIDTH * columns)] if whole else [(x + n * WIDTH, WIDTH) for n in range(columns)]
        eighths = [(left, wide, block) for left, wide in runs for block in BLOCKS[c]]
        return [
            rect(left + a * wide / 8, y + b * HEIGHT / 8, w * wide / 8, h * HEIGHT / 8, colour, opacity)
            for left, wide, (a, b, w, h) in eighths
        ]
    bits = ord(c) - 0x2800
    places = [(a, b, n) for n in range(columns) for a, b, bit in DOTS if bits & bit]
    return [
        f'<circle cx="{number(x + (n + 0.25 + a / 2) * WIDTH)}" cy="{number(y + (b + 0.5) * HEIGHT / 4)}" r="1.7" '
        f'fill="{colour}"/>'
        for a, b, n in places
    ]


def kind(c):
    """What may be drawn together: the same shape, or text."""
    return c if c in BLOCKS or c in SHADES or "\u2800" <= c <= "\u28ff" else "text"


def draw_run(text, look, x, y, ground, ink):
    """Characters of one look and kind, side by side."""
    fg, bg, bold, dim, reverse, underline = look
    colour, behind = fg or ink, bg
    if reverse:
        colour, behind = bg or ground, fg or ink
    opacity = 0.62 if dim and not reverse else 1.0
    columns = sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in text)
    out = [rect(x, y, WIDTH * columns, HEIGHT, behind)] if behind else []
    if kind(text[0]) != "text":
        return out + shapes(text[0], x, y, colour, opacity, columns)
    if text.strip():
        left = len(text) - len(text.lstrip())
        bare = text.strip()
        style = (' font-weight="700"' if bold else "") + (' text-decoration="underline"' if underline else "")
        style += f' opacity="{opacity}"' if opacity < 1 else ""
        place = f'x="{x + left * WIDTH}" y="{y + HEIGHT - 5}" textLength="{len(bare) * WIDTH}"'
        out.append(f'<text {place} fill="{colour}"{style}>{escape(bare)}</text>')
    return out


def runs(row):
    """Neighbours of one look and kind; where each begins, its text and its look."""
    start = 0
    while start < len(row):
        c, look = row[start]
        end = start + 1
        while end < len(row) and row[end][1] == look and kind(row[end][0]) == kind(c):
            end += 1
        text = "".join(c for c, _ in row[start:end])
        # Text far apart is drawn apart, so that nothing is stretched over the gap.
        for part in re.finditer(r"\S+(?: \S+)*|\s+", text) if kind(c) == "text" else [re.match(r".*", text)]:
            yield start + part.start(), part.group(), look
        start = end


def main():
    """Writes the picture to standard output."""
    name, title = sys.argv[1:]
    (ground, ink), palette, pen = GROUNDS[name], PALETTES[name], Pen()
    rows = [list(cells(line, pen, palette)) for line in sys.stdin.read().rstrip("\n").split("\n")]
    columns = max(len(row) for row in rows)
    width, height = columns * WIDTH + 2 * PAD, len(rows) * HEIGHT + 2 * PAD
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">')
    print(f"<title>{escape(title)}</title>")
    print(f'<rect width="{width}" height="{height}" rx="10" fill="{ground}"/>')
    print(f'<g font-family="{FACES}" font-size="{FONT}" xml:space="preserve" shape-rendering="crispEdges">')
    for y, row in enumerate(rows):
        for x, text, look in runs(row):
            print("".join(draw_run(text, look, PAD + x * WIDTH, PAD + y * HEIGHT, ground, ink)), end="")
        print()
    print("</g></svg>")


main()
