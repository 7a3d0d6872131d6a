"""Code beside its meaning: a line lights its own words and the block of its own layer."""

import re

from cnncore.networks.code import CodeLine
from cnncore.networks.layers import parse
from cnncore.networks.ledger import account
from tests.figures.reading import plain
from ui.network.figures.code_view import code_view

BOOK = account(parse("conv6k5p2-relu-max2-relu-flatten-linear10"))
LINES = (
    CodeLine("import torch", "the library"),
    CodeLine("a < b", "", "compares `a`", (2,)),
    CodeLine("fc(x)", "scores", "scores", (5,)),
)


def test_words_stand_beside_their_own_line() -> None:
    html = code_view(LINES, BOOK)
    rows = re.findall(r'<tr data-l="(\d)".*?<td>(\d)</td><td>(.*?)</td>', html)
    assert rows == [("2", "2", "compares <code>a</code>"), ("3", "3", "scores")]
    code = re.findall(r'<span class="line" data-l="(\d)">(.*?)</span>(.*?)</span>', html)
    assert [(number, plain(rest)) for number, _, rest in code] == [
        ("1", "import torch  # the library"),
        ("2", "a &lt; b"),
        ("3", "fc(x)  # scores"),
    ]


def test_a_line_lights_the_block_of_its_layer() -> None:
    style = re.search(r"<style>(.*?)</style>", code_view(LINES, BOOK), re.DOTALL)[1]
    lit = re.findall(r':root:has\(\.cv \[data-l="(\d)"\]:is[^{]*?\) :is\(([^{]*?)\)\{', style)
    places = {line: re.findall(r'data-block="(\d)"', boxes) for line, boxes in lit}
    assert places == {"2": ["2"], "3": ["4"]}  # the input is block 0, ReLU stands with its conv
