"""What a control changes is seen while it is moved, on every tab, on a screen and on a phone.

Every slider, choice, switch and number field is moved once by keyboard. Two thirds of what a window
can show of the change must be in it together with the control; on a phone a sign of it is enough.
"""

from fnmatch import fnmatch

import pytest

from tests.browser import moved
from tests.conftest import settled
from tests.lesson_tabs import Tab, every_tab
from ui.lessons import LESSONS, Lesson, address_path

pytestmark = pytest.mark.browser
LEAST = 2 / 3
SIGN = 12  # on a phone, whose width stacks all: so many changed squares of 8 pixels, a word or two
SIZES = {"screen": (1280, 720), "phone": (390, 844)}
WHOLE = {"screen": 3000, "phone": 5000}  # a window that holds a whole page

# control -> why moving it changes nothing to see
SILENT = {
    "which_trained": "there is one network to choose until a visitor has trained another",
    "run": "there is one run to choose until a visitor has trained another",
    "kernel-start": "says what Copy copies",
    "tool": "pen or eraser: says what the next stroke does",
    "race_*": "says what the race will be, once it is started",
    "report_drawings": "says what the report that is taken home will hold",
    "mix": "says what the next teaching will mix in",
    "border": "says what padding cells hold, and here there are none",
    "edit_channel": "there is one input channel to choose in the first layer",
    "add_to": "says which class the next photos show",
    "network_shape_*": "part of an answer: nothing is told before Check",
    "convolution_cell_*": "part of an answer: nothing is told before Check",
}
# control -> why what it changes is not beside it
APART = {
    "ten_form": "ten other questions, longer than a window; the first stands below it",
    "cut_layer": "twice as many filters, more than a window holds; the first stand below it",
    "*_rows": "one of a dozen in a fold; the grids stand below the fold, the sum under them",
    "*_columns": "as the rows",
    "bias": "as the rows",
    "sees": "every picture of the tab, more than a window holds; the answers stand below it",
}
# what is read after what a control changes first, and is not counted -> why
AFTERWARDS = {
    ".st-key-opened": "the spread of all responses is read after the picture above it",
    ".st-key-tab": "the tabs below the board write out what the board has just shown",
}


class Bench:
    """A lesson in a window as high as its page, whose controls are moved one by one."""

    def __init__(self, page: object, size: str) -> None:
        self.page, self.height, self.phone = page, SIZES[size][1], size == "phone"
        self.home = page.url.split("?")[0]
        self.met: set[str] = set()

    def faults(self, tab: Tab) -> list[str]:
        """Move every control of the tab that was not met before; tell what is not seen with it."""
        self._open(tab, folds=False)
        told = self._move_all(tab, folds=False)
        if moved.has_folds(self.page):
            self._open(tab, folds=True)
            told += self._move_all(tab, folds=True)
        return told

    def _open(self, tab: Tab, *, folds: bool) -> None:
        """Open the tab as it first stands."""
        self.page.goto(f"{self.home}?{tab.word}={tab.key}")
        settled(self.page)
        moved.rest(self.page)
        if folds:
            moved.unfold(self.page)
        self.seen = moved.picture(self.page)

    def _move_all(self, tab: Tab, *, folds: bool) -> list[str]:
        there = moved.controls(self.page)
        found = {key: kind for key, kind in there.items() if key not in self.met}
        self.met |= set(found)
        told = []
        for key, kind in found.items():
            if not moved.controls(self.page).keys() >= there.keys():  # another took some away
                self._open(tab, folds=folds)
            if fault := self._fault(key, kind):
                told.append(f"{tab.key}: {key}: {fault}")
        return told

    def _fault(self, key: str, kind: str) -> str | None:
        """Move one control; tell what is wrong, if anything is."""
        page, before, was = self.page, self.seen, moved.place(self.page, key)
        after = self._read_afterwards(key)
        took = moved.move(page, key, kind)
        now = moved.place(page, key) or was
        self.seen = moved.picture(page)
        after += self._read_afterwards(key)
        squares = moved.changed(before, self.seen, without=[was, now, *after])
        if not took or not squares.any():
            return None if _listed(key, SILENT) else f"nothing changed ({took=})"
        share, seen = moved.in_view(squares, now, self.height, moved.stuck(page))
        enough = share >= LEAST or (self.phone and seen >= SIGN)
        return None if enough or _listed(key, APART) else f"{share:.2f} in view"

    def _read_afterwards(self, key: str) -> list[moved.Box]:
        """Return where that lies, unless the control itself is part of it."""
        parts = [
            part for part in AFTERWARDS if not moved.places(self.page, f"{part} .st-key-{key}")
        ]
        return [box for part in parts for box in moved.places(self.page, part)]


def _listed(key: str, exceptions: dict[str, str]) -> bool:
    return any(fnmatch(key, pattern) for pattern in exceptions)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)
def test_what_a_control_changes_is_seen_with_it(visit, lesson: Lesson, size: str) -> None:
    page = visit(f"/{address_path(lesson)}", width=SIZES[size][0], height=WHOLE[size])
    bench = Bench(page, size)
    tabs = (tab for tab in every_tab() if tab.lesson == lesson)
    assert [fault for tab in tabs for fault in bench.faults(tab)] == []
