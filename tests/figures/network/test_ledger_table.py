"""The ledger: every layer's own numbers in their own columns, and their sums."""

import re

import pytest

from cnncore.networks.layers import parse
from cnncore.networks.ledger import account
from tests.figures.reading import plain
from ui.network.figures.ledger_table import ledger_table

BOOK = account(parse("conv6k5p2-relu-max2-flatten-linear10"))


def cells(html: str, part: str) -> list[list[str]]:
    body = re.search(rf"<{part}>(.*?)</{part}>", html)[1]
    rows = re.findall(r"<tr.*?</tr>", body)
    return [[plain(cell) for cell in re.findall(r"<t[dh].*?</t[dh]>", row)] for row in rows]


def test_each_number_stands_under_its_own_head() -> None:
    html = ledger_table(BOOK)
    (head,), (conv, _, pool, _, linear) = cells(html, "thead"), cells(html, "tbody")
    read = dict(zip(head[1:], conv[1:], strict=True))
    assert read["layer"] == "conv 5×5"
    assert read["output"] == "6 maps of 28×28"
    assert (read["parameters"], read["multiply-adds"]) == ("156", "117,600")
    assert (read["memory"], read["sees"]) == ("19.4 kB", "5×5")
    assert [conv[0], pool[0], linear[0]] == ["1", "3", "5"]
    assert (pool[5], pool[8]) == ("–", "6×6")
    assert (linear[5], linear[8]) == ("11,770", "all")


def test_a_cell_sees_all_from_the_images_own_side_on() -> None:
    book = account(parse("conv4k9-max2-conv4k9-max2-flatten-linear10"))
    assert [line.receptive_field for line in book.entries[:4]] == [9, 10, 26, 28]
    rows = cells(ledger_table(book), "tbody")
    assert [row[8] for row in rows[:4]] == ["9×9", "10×10", "26×26", "all"]


def test_the_foot_adds_up() -> None:
    ((_, _, parameters, work, memory, _),) = cells(ledger_table(BOOK), "tfoot")
    assert parameters == f"{156 + 11_770:,}"
    assert work == f"{BOOK.multiply_adds:,}"
    assert memory == f"{BOOK.memory / 1000:.1f} kB"


@pytest.mark.parametrize(("layers", "told"), [("conv6k5-linear10-relu", [None, "bad", "soft"])])
def test_what_does_not_fit_is_marked_and_what_follows_is_not_reached(layers, told) -> None:
    rows = re.findall(r"<tr(?: class=\"(\w+)\")?><td", ledger_table(account(parse(layers))))
    assert [kind or None for kind in rows[:3]] == told
