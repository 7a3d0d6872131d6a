"""The words of the field, each in a sentence or two, and the lesson where it can be touched."""

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Word:
    """A word, how it may be written in running text, what it means and its lesson."""

    name: str
    forms: tuple[str, ...]
    meaning: str
    lesson: str


WORDS = (
    Word(
        "filter",
        ("filters", "filter", "kernels", "kernel"),
        "A small grid of numbers, also called a kernel, that slides over the image and answers at "
        "every place: is my pattern here? In a network the numbers are learned.",
        "convolution",
    ),
    Word(
        "feature map",
        ("feature maps", "feature map"),
        "What a filter gives back: a grid that shows where, and how strongly, its pattern appears.",
        "convolution",
    ),
    Word(
        "channel",
        ("channels", "channel"),
        "One of several grids lying behind each other: red, green and blue of a photo, or the "
        "feature maps of a layer. A filter has one slice for every channel that arrives.",
        "filter_gallery",
    ),
    Word(
        "padding",
        ("padding",),
        "Extra pixels, usually zeros, laid round the image so that the filter can also be centred "
        "on its border. A 3×3 filter with padding 1 keeps the size.",
        "convolution",
    ),
    Word(
        "stride",
        ("strides", "stride"),
        "How many pixels the filter moves at each step. A stride of 2 halves height and width.",
        "convolution",
    ),
    Word(
        "pooling",
        ("max pooling", "pooling"),
        "Shrinking a map by keeping one number of each small square: the largest (max pooling) or "
        "the mean. It has nothing to learn.",
        "convolution",
    ),
    Word(
        "activation",
        ("activations", "activation"),
        "The number a unit passes on. ReLU, the usual activation function, keeps what is positive "
        "and turns the rest into 0.",
        "inside",
    ),
    Word(
        "parameter",
        ("parameters", "parameter"),
        "A number the network learns: every weight of every filter, and one bias a filter.",
        "network",
    ),
    Word(
        "receptive field",
        ("receptive fields", "receptive field"),
        "The square of the input that one number of a deeper map depends on. It grows from layer "
        "to layer.",
        "network",
    ),
    Word(
        "weight sharing",
        ("weight sharing", "shares its weights", "share their weights"),
        "Using the same filter at every place. What is learned in one corner works in all others, "
        "and the layer needs few parameters.",
        "network",
    ),
    Word(
        "epoch",
        ("epochs", "epoch"),
        "One pass through all training images, after which every image has been used once.",
        "training",
    ),
    Word(
        "logit",
        ("logits", "logit"),
        "The score a network gives one answer, before the ten scores are turned into "
        "probabilities (softmax): the larger, the more that answer is preferred.",
        "draw_digit",
    ),
    Word(
        "loss",
        ("loss",),
        "How wrong the network is on the digits it has just seen, as one number; training "
        "makes it small.",
        "training",
    ),
    Word(
        "held-out",
        ("held-out",),
        "Digits that are never trained on, kept aside to see whether what was learned holds "
        "for new ones.",
        "training",
    ),
)


def mark(text: str, write: Callable[[Word, str], str]) -> str:
    """Pass each word's first mention in the text through `write(word, as_written)`.

    Code, formulas and links are left alone, and longer forms win over shorter ones.

    >>> mark("A filter and `filter`; filters.", lambda word, form: f"<{form}>")
    'A <filter> and `filter`; filters.'
    """
    of_form = {form: word for word in WORDS for form in word.forms}
    longest_first = sorted(of_form, key=len, reverse=True)
    forms = "|".join(re.escape(form) for form in longest_first)
    pattern = re.compile(
        rf"`[^`]*`|\$[^$]*\$|\[[^\]]*\]\([^)]*\)|<[^>]*>|\b({forms})\b", re.IGNORECASE
    )
    met: set[str] = set()

    def replace(found: re.Match[str]) -> str:
        if found[1] is None:
            return found[0]
        word = of_form[found[1].lower()]
        if word.name in met:
            return found[0]
        met.add(word.name)
        return write(word, found[1])

    return pattern.sub(replace, text)
