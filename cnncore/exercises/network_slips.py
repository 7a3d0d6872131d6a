"""What each common slip would answer, for the questions about networks."""

from collections.abc import Iterator, Sequence
from math import prod

from cnncore.exercises import Answer, Mistake
from cnncore.networks.layers import Layer, changed
from cnncore.networks.ledger import Ledger, account
from cnncore.networks.shapes import Shape, shape_after, window_of

NO_PADDING = Mistake("Forgot the padding", "The image grows by the padding on both sides: add 2P.")
ONE_P = Mistake("Counted the padding once", "The padding lies on both sides: add 2P, not P.")
NO_STRIDE = Mistake("Forgot the stride", "Divide by the stride: it skips places.")
NO_ONE = Mistake("Dropped the +1", "The first place counts too: add 1 after dividing.")
ROUNDED_UP = Mistake("Rounded up", "A window that does not fit whole is dropped: round down.")
KEPT = Mistake("Kept the channels", "As many maps leave as the layer has filters, not as entered.")
NO_POOL = Mistake("Forgot the pooling", "The pooling comes last and halves height and width.")
MULTIPLIED = Mistake(
    "Multiplied the channels", "Each filter reads all input channels and gives one map: no product."
)
NO_BIAS = Mistake("Forgot the bias", "Each filter, and each score, has one bias: + 1.")
BIAS_CHANNELS = Mistake(
    "One bias a channel", "A filter has one bias in all, however many channels it reads."
)
NO_IN = Mistake(
    "Forgot the input channels", "A filter has a slice for every input channel: times C_in."
)
NO_OUT = Mistake("Forgot the filters", "That is one filter; multiply by their number.")
ONE_SIDE = Mistake("Counted one side", "A kernel has K·K weights, not K.")
POOLS = Mistake("Counted the pooling", "Pooling has nothing to learn: no parameters.")
EVERYWHERE = Mistake(
    "Counted every place", "The same filter is used at every place: count it once."
)
UNPOOLED = Mistake(
    "Forgot that pooling shrinks", "The linear layer reads the pooled maps, which are a quarter."
)
NO_JUMP = Mistake(
    "Forgot that strides spread",
    "Behind a stride or pooling, neighbours lie further apart in the image: times their distance.",
)
ADDED = Mistake(
    "Added the kernels", "Windows overlap: each adds its side minus 1, not its whole side."
)
LAST_ONLY = Mistake(
    "Looked at the last layer only", "Every number in that window sees a window of its own."
)
NO_POOL_VIEW = Mistake("Left the pooling out", "A pooling window widens the view as well.")
TIMES = Mistake("Multiplied the kernels", "Windows overlap, so their sides do not multiply.")


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
        (NO_PADDING, (side - kernel) // stride + 1),
        (ONE_P, (side + padding - kernel) // stride + 1),
        (NO_STRIDE, room + 1),
        (NO_ONE, room // stride),
        (ROUNDED_UP, -(-room // stride) + 1),
    )
    for mistake, wrong in sides:
        yield mistake, rest((filters, wrong, wrong))
    right = rest(shape_after(conv, taken))
    if len(chain) > 1:
        yield NO_POOL, shape_after(conv, taken)
    yield KEPT, (taken[0], *right[1:])
    yield MULTIPLIED, (taken[0] * filters, *right[1:])


def parameter_slips(book: Ledger) -> Iterator[tuple[Mistake, Answer]]:
    """Yield each slip with the count it gives for the whole network."""
    conv = book.entries[0]
    kernel, filters = conv.layer["kernel"], conv.layer["channels"]
    channels, square = conv.taken[0], conv.layer["kernel"] ** 2
    others = book.parameters - conv.parameters
    biases = sum(entry.given[0] for entry in book.entries if entry.parameters)
    yield NO_BIAS, book.parameters - biases
    yield BIAS_CHANNELS, (square + 1) * channels * filters + others
    yield NO_IN, (square + 1) * filters + others
    yield NO_OUT, square * channels + 1 + others
    yield EVERYWHERE, conv.parameters * conv.given[1] * conv.given[2] + others
    yield ONE_SIDE, (kernel * channels + 1) * filters + others
    for entry in book.entries:
        if entry.layer.kind == "max":
            yield POOLS, book.parameters + entry.layer["size"] ** 2
            yield POOLS, book.parameters + entry.layer["size"] ** 2 * entry.taken[0]
            linear = book.entries[-1].layer["features"]
            unpooled = entry.taken[0] * entry.taken[1] * entry.taken[2]
            yield UNPOOLED, conv.parameters + (unpooled + 1) * linear


def view_slips(chain: Sequence[Layer]) -> Iterator[tuple[Mistake, Answer]]:
    """Yield each slip with the width, in pixels, that it gives."""
    sides = [window_of(one)[0] for one in chain]
    kernels = [one["kernel"] for one in chain if one.kind == "conv"]
    yield NO_JUMP, 1 + sum(side - 1 for side in sides)
    if len(chain) > len(kernels):
        yield NO_POOL_VIEW, _last_view([one for one in chain if one.kind == "conv"])
    unspread = [changed(one, stride=1) if one.kind == "conv" else one for one in chain]
    yield NO_JUMP, _last_view(unspread)
    yield ADDED, sum(sides)
    yield ADDED, sum(kernels)
    yield TIMES, prod(kernels)
    yield LAST_ONLY, kernels[-1]


def _last_view(chain: Sequence[Layer]) -> int:
    return account(chain, (1, 64, 64)).entries[-1].receptive_field
