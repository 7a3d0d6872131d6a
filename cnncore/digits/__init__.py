"""Handwritten digits: the ones to learn from, a visitor's own, and what is no digit at all.

A drawing or a photo becomes the 28 x 28 pixels that a network knows; nothing here knows networks.
"""

from cnncore.lazy import lazy

_HOMES = {
    "address_text": "read_digit write_digit",
    "collection": "EMPTY MOST add_digit pack unpack without",
    "dataset": "HELD_OUT Digits Progress downloads_folder full_is_here load_digits",
    "drawing": "STEPS Drawing prepare_drawing without_each_step",
    "handwriting": "Cut cut_digits",
    "ink": "Piece find_ink ink_box pieces thin to_bytes",
    "not_digits": "ODDITIES draw_oddity",
    "pens": "draw_lines formula_digits traced_digits",
    "strokes": "INK PAPER PEN SIDE Stroke fitted_strokes render_strokes sample_page sample_strokes",
    "styles": "STYLES draw_style",
}
__getattr__, __dir__, __all__ = lazy(__name__, _HOMES)
