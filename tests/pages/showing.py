"""What a page shows, as lines: its words in full, its pictures and numbers as a few sums.

`python -m tests.pages.showing` writes `shown/*.txt` anew, in which every `## ` line is a link, and
after ` > ` the buttons pressed there. Read the difference before it is kept: nothing else says that
it is right.
"""

import logging
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import numpy as np

from tests.pages import elements
from tests.pages.elements import NUMBER, SUMS, value_of

FOLDER = Path(__file__).parent / "shown"
_MARK, _SAME = "## ", "= "
_NEAR = 5e-4  # of all that is summed: what the last bits of another processor may change


def states() -> dict[str, list[str]]:
    """Return the lines approved for every link."""
    found: dict[str, list[str]] = {}
    for file in sorted(FOLDER.glob("*.txt")):
        first: list[str] = []
        for part in f"\n{file.read_text()}".split(f"\n{_MARK}")[1:]:
            link, *lines = part.strip().splitlines()
            found[link] = _unfolded(lines, first)
            first = first or found[link]
    return found


def _folded(lines: list[str], first: list[str]) -> list[str]:
    """Write what stands on the lesson's first page too as its lines there: `= 3 to 17`."""
    out: list[str] = []
    matched = SequenceMatcher(a=first, b=lines, autojunk=False)
    for what, start, end, at, till in matched.get_opcodes():
        if what == "equal":
            out.append(f"{_SAME}{start + 1} to {end}")
        else:
            out += lines[at:till]
    return out


def _unfolded(lines: list[str], first: list[str]) -> list[str]:
    out: list[str] = []
    for line in lines:
        if line.startswith(_SAME):
            start, end = map(int, line.removeprefix(_SAME).split(" to "))
            out += first[start - 1 : end]
        else:
            out.append(line)
    return out


def show(open_app: Callable[..., Any], link: str) -> list[str]:
    """Open a link, press what stands behind it, and return what the page shows."""
    with elements.media() as files:
        main = follow(open_app, link).main
        return [line for leaf in elements.leaves(main) for line in elements.lines(leaf, files)]


def follow(open_app: Callable[..., Any], link: str) -> Any:
    """Open a link and press what stands behind it; return the app."""
    address, *presses = link.split(" > ")
    lesson, _, words = address.partition("?")
    app = open_app(lesson, **dict(parse_qsl(words)))
    for label in presses:
        next(one for one in app.button if one.label == label).click()
        app.run()
    assert not app.exception
    return app


def differences(told: list[str], kept: list[str]) -> list[str]:
    """Return the lines that differ by more than rounding, as `- kept` and `+ told`."""
    out = []
    for number in range(max(len(told), len(kept))):
        now, before = (lines[number] if number < len(lines) else "" for lines in (told, kept))
        if not _is_same(now, before):
            out += [f"- {before}", f"+ {now}"]
    return out


def _is_same(now: str, before: str) -> bool:
    if NUMBER.sub("0", now) != NUMBER.sub("0", before):
        return False
    pairs = list(zip(NUMBER.findall(now), NUMBER.findall(before), strict=True))
    if now.startswith(SUMS):
        values = np.array([[value_of(one) for one in pair] for pair in pairs])
        return bool(np.abs(values[:, 0] - values[:, 1]).max() <= _NEAR * values[-1].max() + 1e-6)
    return all(a == b or _rounds_alike(a, b) for a, b in pairs)


def _rounds_alike(a: str, b: str) -> bool:
    places = [len(one.partition(".")[2]) for one in (a, b)]
    return min(places) > 0 and abs(value_of(a) - value_of(b)) < 1.5 * 10.0 ** -min(places)


def main() -> None:
    """Write all files anew."""
    logging.disable()
    from tests.conftest import open_app

    opened = open_app.__wrapped__()
    for file in sorted(FOLDER.glob("*.txt")):
        links = [line for line in file.read_text().splitlines() if line.startswith(_MARK)]
        told = [show(opened, link.removeprefix(_MARK)) for link in links]
        parts = [told[0], *(_folded(lines, told[0]) for lines in told[1:])]
        both = zip(links, parts, strict=True)
        file.write_text("\n\n".join("\n".join([link, *lines]) for link, lines in both) + "\n")


if __name__ == "__main__":
    main()
