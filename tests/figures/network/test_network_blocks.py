"""The network drawn: sizes to scale, the kernel yellow, the pool's window blue, words true."""

import re

import pytest

from cnncore.networks.layers import parse
from cnncore.networks.ledger import account
from tests.figures.reading import drawings, plain
from ui.figures import style
from ui.network.figures.network_blocks import PIXEL, network_blocks

BOOK = account(parse("conv6k5p2-relu-max2-flatten-linear10"))


def items(book: object) -> list[str]:
    return re.findall(r"<li.*?</li>", network_blocks(book))


def window(svg: str) -> tuple[str, str, float, float]:
    """Return fill, edge, side and left of the square drawn last, in cells of the map."""
    *_, last = re.findall(r"<rect (.*?)/>", svg)
    value = dict(re.findall(r'([\w-]+)="(.*?)"', last))
    assert value["width"] == value["height"]
    return value["fill"], value["stroke"], float(value["width"]) / PIXEL, float(value["x"]) / PIXEL


def test_kernel_and_pool_have_their_colours_and_sizes() -> None:
    drawn = [drawings(item)[0] for item in items(BOOK)]
    assert window(drawn[0]) == (style.KERNEL, style.KERNEL, 5, -2)
    assert window(drawn[1]) == ("#ffffff", style.PATCH, 2, 0)


def test_maps_are_drawn_to_scale_one_sheet_a_channel() -> None:
    drawn = [drawings(item)[0] for item in items(BOOK)]
    sheets = [re.findall(r'height="([\d.]+)" fill="(#1f9d63|#8fd0b3)"', svg) for svg in drawn[1:3]]
    assert [{float(height) / PIXEL for height, _ in one} for one in sheets] == [{28}, {14}]
    assert [[fill for _, fill in one].count(style.MAP) for one in sheets] == [1, 1]
    assert [len(one) for one in sheets] == [6, 6]


def test_no_more_than_64_sheets_are_drawn() -> None:
    many, most = (drawings(items(account(parse(f"conv{n}k3")))[1])[0] for n in (200, 64))
    assert many.count("<rect") == most.count("<rect") == 64


@pytest.mark.parametrize(
    ("length", "rects"),
    [
        (10, [(1, 10)]),  # a column
        (28, [(1, 28)]),
        (56, [(28, 2)]),
        (60, [(28, 2), (4, 1)]),  # folded into rows of 28, and what is left below
        (2000, [(28, 60)]),  # cut
    ],
)
def test_a_list_is_folded_into_rows(length: int, rects: list[tuple[int, int]]) -> None:
    svg = drawings(items(account(parse(f"flatten-linear{length}")))[-1])[0]
    found = re.findall(r'<rect x="0" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"', svg)
    assert [(float(w) / PIXEL, float(h) / PIXEL) for _, w, h in found] == rects
    assert [float(top) / PIXEL for top, *_ in found] == [0, rects[0][1]][: len(rects)]
    assert ("⋮" in svg) == (length == 2000)
    _, _, wide, high = map(float, re.search(r'viewBox="(.*?)"', svg)[1].split())
    assert (wide - 32, high - 32) == (rects[0][0] * PIXEL, (rects[0][1] + 1) * PIXEL)


def test_words_shapes_and_parameters_are_the_layers_own() -> None:
    texts = [plain(item) for item in items(BOOK)]
    assert texts[0].startswith("input1 map of 28×28")
    assert texts[1] == "conv 5×5+ ReLU6 maps of 28×28156 parameters"
    assert texts[2] == "max pool 2×26 maps of 14×14&nbsp;"
    assert texts[-1] == "linear10 numbers11,770 parameters"


def test_the_layer_that_does_not_fit_is_the_marked_one() -> None:
    told = items(account(parse("conv6k5-linear10")))
    assert ['class="bad"' in item for item in told] == [False, False, True]
    assert "does not fit" in told[2]
