"""What each common slip would answer, for the questions about networks."""

from collections.abc import Iterator, Sequence
from math import prod

from cnncore.exercises import slips
from cnncore.exercises.exercise import Answer, Mistake
from cnncore.networks.layers import Layer, changed
from cnncore.networks.ledger import Ledger, account
from cnncore.networks.shapes import Shape, shape_after, window_of


def shape_slips(chain: Sequence[Layer], taken: Shape) -> Iterator[tuple[Mistake, Answer]]:
    """Yield each slip with the shape (C, H, W) it gives."""
    conv = chain[0]

    def rest(shape: Shape) -> Shape:
        for one in chain[1:]:
            shape = shape_after(one, shape)
        return shape

    kernel, (_, padding), stride = conv["kernel"], window_of(conv), conv["stride"]
    filters, side = conv["channels"], taken[1]
    room = side + 2 * padding - kernel
    sides = (
        (slips.UNPADDED, (side - kernel) // stride + 1),
        (slips.LAYER_ONE_P, (side + padding - kernel) // stride + 1),
        (slips.LAYER_NO_STRIDE, room + 1),
        (slips.NO_ONE, room // stride),
        (slips.LAYER_ROUNDED_UP, -(-room // stride) + 1),
    )
    for mistake, wrong in sides:
        yield mistake, rest((filters, wrong, wrong))
    right = rest(shape_after(conv, taken))
    if len(chain) > 1:
        yield slips.NO_POOL, shape_after(conv, taken)
    yield slips.KEPT, (taken[0], *right[1:])
    yield slips.MULTIPLIED, (taken[0] * filters, *right[1:])


def parameter_slips(book: Ledger) -> Iterator[tuple[Mistake, Answer]]:
    """Yield each slip with the count it gives for the whole network."""
    conv = book.entries[0]
    kernel, filters = conv.layer["kernel"], conv.layer["channels"]
    taken, given = conv.shapes
    channels, square = taken[0], kernel**2
    others = book.parameters - conv.parameters
    biases = sum(entry.shapes[1][0] for entry in book.entries if entry.parameters)
    yield slips.LAYER_NO_BIAS, book.parameters - biases
    yield slips.LAYER_BIAS_CHANNELS, (square + 1) * channels * filters + others
    yield slips.LAYER_NO_IN, (square + 1) * filters + others
    yield slips.LAYER_NO_OUT, square * channels + 1 + others
    yield slips.LAYER_EVERYWHERE, conv.parameters * given[1] * given[2] + others
    yield slips.LAYER_ONE_SIDE, (kernel * channels + 1) * filters + others
    for entry in book.entries:
        if entry.layer.kind == "max":
            yield slips.POOLS, book.parameters + entry.layer["size"] ** 2
            yield slips.POOLS, book.parameters + entry.layer["size"] ** 2 * entry.shapes[0][0]
            linear = book.entries[-1].layer["features"]
            unpooled = prod(entry.shapes[0])
            yield slips.UNPOOLED, conv.parameters + (unpooled + 1) * linear


def view_slips(chain: Sequence[Layer]) -> Iterator[tuple[Mistake, Answer]]:
    """Yield each slip with the width, in pixels, that it gives."""
    sides = [window_of(one)[0] for one in chain]
    kernels = [one["kernel"] for one in chain if one.kind == "conv"]
    yield slips.NO_JUMP, 1 + sum(side - 1 for side in sides)
    if len(chain) > len(kernels):
        yield slips.NO_POOL_VIEW, _last_view([one for one in chain if one.kind == "conv"])
    unspread = [changed(one, stride=1) if one.kind == "conv" else one for one in chain]
    yield slips.NO_JUMP, _last_view(unspread)
    yield slips.ADDED, sum(sides)
    yield slips.ADDED, sum(kernels)
    yield slips.TIMES, prod(kernels)
    yield slips.LAST_ONLY, kernels[-1]


def _last_view(chain: Sequence[Layer]) -> int:
    return account(chain, (1, 64, 64)).entries[-1].receptive_field
