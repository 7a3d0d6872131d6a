"""Long work on a page: who leaves goes on later, who comes too waits for the same."""

import threading

import pytest

from cnncore.errors import InputError
from cnncore.pieces import Pieces
from ui.shared import long_work
from ui.shared.long_work import Work


class Anew(BaseException):
    """The page is drawn anew."""


class Page:
    """A page that notes what its bars tell; the visitor leaves it after `leaves` of these."""

    def __init__(self) -> None:
        self.told: list[tuple[float, str]] = []
        self.leaves = -1

    def progress(self, share: float, words: str) -> "Page":
        if len(self.told) == self.leaves:
            raise KeyboardInterrupt
        self.told.append((share, words))
        return self

    def rerun(self) -> None:
        raise Anew


@pytest.fixture
def page(monkeypatch) -> Page:
    shown = Page()
    monkeypatch.setattr(long_work, "st", shown)
    return shown


def quarters(done: list[int]) -> Pieces[str]:
    for number in range(4):
        done.append(number)
        yield (number + 1) / 4
    return "all four"


def test_a_bar_tells_the_share_and_the_page_is_drawn_anew_without_it(page) -> None:
    done: list[int] = []
    work = Work(lambda: quarters(done))
    assert (work.is_done, work.share) == (False, 0.0)
    with pytest.raises(Anew):
        work.finish("Waiting…")
    assert sorted(set(page.told)) == [(share / 4, "Waiting…") for share in range(5)]
    assert page.told == sorted(page.told)
    assert (work.is_done, work.share) == (True, 1.0)
    page.told.clear()
    assert work.finish("Waiting…") == "all four"
    assert page.told == []
    assert done == [0, 1, 2, 3]


def test_who_leaves_and_comes_back_goes_on(page) -> None:
    done: list[int] = []
    work = Work(lambda: quarters(done))
    page.leaves = 3
    with pytest.raises(KeyboardInterrupt):
        work.finish("Waiting…")
    assert done == [0, 1, 2]
    assert work.share == 0.75
    assert not work.is_done
    page.told.clear()
    with pytest.raises(Anew):
        work.finish("Waiting…")
    assert done == [0, 1, 2, 3]
    assert page.told[0] == (0.75, "Waiting…")


def test_where_no_page_waits_nothing_is_drawn(page) -> None:
    assert Work(lambda: quarters([])).whole() == "all four"
    assert page.told == []


def test_what_fails_is_told_and_begins_anew(page) -> None:
    begun: list[int] = []

    def fails_once() -> Pieces[int]:
        begun.append(0)
        yield 0.5
        if len(begun) == 1:
            raise InputError("a photo", "none", "Add one.")
        return 7

    work = Work(fails_once)
    with pytest.raises(InputError, match="Add one"):
        work.finish("Waiting…")
    assert work.share == 0.0
    assert not work.is_done
    assert work.whole() == 7
    assert len(begun) == 2


def test_two_who_wait_share_one_work_and_its_pieces_never_overlap() -> None:
    inside, most, done = [0], [0], []
    pause = threading.Event()

    def careful() -> Pieces[str]:
        for number in range(6):
            inside[0] += 1
            most[0] = max(most[0], inside[0])
            pause.wait(0.005)
            done.append(number)
            inside[0] -= 1
            yield (number + 1) / 6
        return "done"

    one, other = Work(careful), Work(careful)

    hands = [threading.Thread(target=work.whole) for work in (one, one, other)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join(20)
    assert sorted(done) == sorted([*range(6), *range(6)])
    assert most == [1]
