"""Cut the headings' font out of Streamlit's Source Serif: `python static/build_font.py`.

Needs fonttools and brotli. 25 kB instead of 429 kB, because only Latin letters, the weights 600 to
700 and one optical size are kept; renamed, as the font's licence asks of changed versions.
"""

from pathlib import Path

import streamlit
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

NAME = "House Serif"
TARGET = Path(__file__).with_name("house-serif.woff2")
SIGNS = (0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026, 0x2212)


def main() -> None:
    """Read the font that Streamlit brings, keep what headings use, write it renamed."""
    media = Path(streamlit.__file__).parent / "static" / "static" / "media"
    font = TTFont(next(media.glob("SourceSerifVariable-Roman*.woff2")))
    font = instancer.instantiateVariableFont(font, {"wght": (600, 700), "opsz": 32})
    options = subset.Options(layout_features=["kern", "liga"], name_IDs=[0, 1, 2, 4, 6, 13, 14])
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[*range(0x20, 0x7F), *range(0xA0, 0x100), *SIGNS])
    cutter.subset(font)
    for record in font["name"].names:
        if record.nameID in (1, 4, 6):
            record.string = NAME.replace(" ", "") if record.nameID == 6 else NAME
    font.flavor = "woff2"
    font.save(TARGET)
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
