"""Long work on a page: who leaves goes on later, who comes too waits for the same."""

import threading
from types import SimpleNamespace

import pytest

from cnncore.errors import InputError
from cnncore.pieces import Pieces
from ui.shared import long_work
from ui.shared.long_work import Work


class Bar:
    """A place on the page that notes what stands in it; `leaves` after that many bars."""

    def __init__(self, leaves: int = -1) -> None:
        self.told: list[tuple[float, str] | None] = []
        self.leaves = leaves

    def progress(self, share: float, words: str) -> None:
        if len(self.told) == self.leaves:
            raise KeyboardInterrupt
        self.told.append((share, words))

    def empty(self) -> None:
        self.told.append(None)


@pytest.fixture
def bars(monkeypatch) -> list[Bar]:
    """Take these places, first the last."""
    waiting: list[Bar] = []
    page = SimpleNamespace(empty=lambda: waiting.pop() if waiting else Bar())
    monkeypatch.setattr(long_work, "st", page)
    return waiting


def quarters(done: list[int]) -> Pieces[str]:
    for number in range(4):
        done.append(number)
        yield (number + 1) / 4
    return "all four"


def test_a_bar_tells_the_share_and_goes(bars) -> None:
    bar, done = Bar(), []
    bars.append(bar)
    work = Work(lambda: quarters(done))
    assert (work.is_done, work.share) == (False, 0.0)
    assert work.finish("Waiting…") == "all four"
    assert bar.told == [*((share / 4, "Waiting…") for share in range(5)), None]
    assert (work.is_done, work.share) == (True, 1.0)
    again = Bar()
    bars.append(again)
    assert work.finish("Waiting…") == "all four"
    assert again.told == [None]
    assert done == [0, 1, 2, 3]


def test_who_leaves_and_comes_back_goes_on(bars) -> None:
    done: list[int] = []
    work = Work(lambda: quarters(done))
    bars.append(Bar(leaves=2))
    with pytest.raises(KeyboardInterrupt):
        work.finish("Waiting…")
    assert done == [0, 1]
    assert work.share == 0.5
    assert not work.is_done
    back = Bar()
    bars.append(back)
    assert work.finish("Waiting…") == "all four"
    assert done == [0, 1, 2, 3]
    assert back.told[0] == (0.5, "Waiting…")


def test_what_fails_is_told_and_begins_anew(bars) -> None:
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
    assert work.finish("Waiting…") == 7
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

    def wait(work: Work[str]) -> None:
        while not work.is_done:
            work.step()

    hands = [threading.Thread(target=wait, args=(work,)) for work in (one, one, other)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join(20)
    assert sorted(done) == sorted([*range(6), *range(6)])
    assert most == [1]
