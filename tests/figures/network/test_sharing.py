"""Weight sharing: three curves with their own numbers and names, and maps on one scale."""

import numpy as np

from cnncore.networks.weight_sharing import Sharing
from tests.figures.reading import images, plain, rgb
from ui.figures import style
from ui.network.figures.sharing import growth, sliding_maps


def test_each_curve_has_its_own_counts_colour_and_name() -> None:
    fig = growth([Sharing(7, 1, 20, 300), Sharing(14, 2, 40, 900), Sharing(28, 3, 60, 990)])
    read = {line.line.color: (list(line.x), list(line.y)) for line in fig.data}
    assert read == {
        style.BAD: ([7, 14, 28], [300, 900, 990]),
        style.KERNEL: ([7, 14, 28], [20, 40, 60]),
        style.MAP: ([7, 14, 28], [1, 2, 3]),
    }
    notes = fig.layout.annotations
    named = {note.text: (note.font.color, round(10**note.y)) for note in notes}
    assert {(round(10**note.x), note.showarrow) for note in notes} == {(28, False)}
    assert named == {
        "dense": (style.BAD, 990),
        "untied kernels": (style.KERNEL, 60),
        "convolution": (style.MAP, 3),
    }
    assert fig.layout.xaxis.type == fig.layout.yaxis.type == "log"


def test_both_maps_are_on_one_scale_and_in_their_order() -> None:
    digit = np.array([[1.0, 0.0]])
    html = sliding_maps(digit, np.array([[0.0, 2.0]]), np.array([[4.0, 0.0]]))
    seen = [one[0].tolist() for one in images(html)]
    dark, middle, bright = (rgb(colour) for _, colour in style.ACTIVATION)
    assert seen == [[[0] * 3, [255] * 3], [dark, middle], [bright, dark]]
    assert html.index("<img") < html.index("the digit<")
    assert plain(html.rpartition("</style>")[2]) == (
        "the digitone filter everywherea filter of its own at every place"
    )
