"""What each concept question asks in its two forms: right answer and slips, all computed."""

from collections.abc import Callable, Mapping

import numpy as np

from cnncore.convolution import convolve, output_size, pool
from cnncore.exercises import slips
from cnncore.exercises.exercise import Mistake
from cnncore.networks.layers import layer
from cnncore.networks.ledger import account

SOBEL = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
LAPLACIAN = np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]])
# question, right answer, slips with what each would answer, working
Asked = tuple[str, str, list[tuple[Mistake, str]], str]


def _size(form: int) -> Asked:
    side, kernel, padding, stride = ((9, 3, 2, 2), (11, 5, 2, 2))[form]
    answer = output_size(side, kernel, padding=padding, stride=stride)
    return (
        f"An image of {side} × {side}, a kernel of {kernel} × {kernel}, padding {padding}, stride "
        f"{stride}. How many rows has the map?",
        f"{answer}",
        [
            (slips.UNPADDED, f"{output_size(side, kernel, stride=stride)}"),
            (slips.NO_STRIDE, f"{output_size(side, kernel, padding=padding)}"),
            (slips.NO_ONE, f"{answer - 1}"),
        ],
        f"({side} + 2·{padding} − {kernel}) / {stride} + 1, rounded down, is {answer}.",
    )


def _edge(form: int) -> Asked:
    level = (4, 7)[form]
    kernel = (SOBEL, LAPLACIAN)[form]
    answer = float(convolve(np.full((3, 3), level), kernel)[0, 0])
    plus = int(kernel[kernel > 0].sum())
    return (
        f"An edge kernel’s weights add up to {kernel.sum():g}. What does it answer where every "
        f"pixel is {level}?",
        f"{answer:g}",
        [
            (slips.ONLY_PLUS, f"{plus * level}"),
            (slips.KEEPS_LEVEL, f"{level}"),
            (slips.UNWEIGHTED, f"{9 * level}"),
        ],
        "What is the same everywhere cancels: some weights add what the others take away.",
    )


def _pooling(form: int) -> Asked:
    window = np.array(([[1, 5], [2, 4]], [[3, 0], [7, 2]])[form])
    answer = float(pool(window, 2, 2).values[0, 0])
    numbers = ", ".join(map(str, window.ravel()))
    return (
        f"Max pooling looks at a window of {numbers}. What is known of it afterwards?",
        f"The {answer:g}, but not where it stood",
        [
            (slips.KEEPS_PLACE, f"The {answer:g}, and where it stood"),
            (slips.MEAN, f"The mean, {window.mean():g}"),
            (slips.SUMMED, f"The sum, {window.sum():g}"),
        ],
        "Pooling keeps how strongly something was found, and gives up exactly where.",
    )


def _weights(form: int) -> Asked:
    side, kernel = ((28, 3), (100, 5))[form]
    entry = account([layer("conv", channels=1, kernel=kernel)], (1, side, side)).entries[0]
    answer = entry.parameters
    places = int(np.prod(entry.shapes[1]))
    return (
        f"One filter of {kernel} × {kernel} with a bias goes over an image of {side} × {side}. How "
        "many numbers does it learn?",
        f"{answer:,}",
        [
            (slips.EVERYWHERE, f"{answer * places:,}"),
            (slips.LAYER_NO_BIAS, f"{kernel * kernel:,}"),
            (slips.WHOLE_IMAGE, f"{side * side:,}"),
        ],
        f"{kernel}·{kernel} + 1 = {answer}: the same ones at every place.",
    )


def _seen(form: int) -> Asked:
    first, second = ((3, 3), (5, 3))[form]
    chain = [layer("conv", channels=1, kernel=side) for side in (first, second)]
    answer = account(chain, (1, 32, 32)).entries[-1].receptive_field
    return (
        f"Two convolutions in a row, {first} × {first} and then {second} × {second}, stride 1. How "
        "wide is the patch of the image that one cell of the second map has seen?",
        f"{answer} pixels",
        [
            (slips.LAST_ONLY, f"{second} pixels"),
            (slips.ADDED, f"{first + second} pixels"),
            (slips.TIMES, f"{first * second} pixels"),
        ],
        f"{first} + {second} − 1 = {answer}: neighbours’ patches overlap.",
    )


def _part(form: int) -> Asked:
    curve = ("loss", "accuracy")[form]
    went = ("falls, the held-out loss rises", "rises, the held-out accuracy falls")[form]
    return (
        f"During training, the {curve} on the training digits {went}. What is happening?",
        "It learns the training digits by heart",
        [
            (slips.STILL_LEARNING, "It learns well: the training curve decides"),
            (slips.RATE_BLAMED, "The learning rate is too small"),
            (slips.HARDER_DIGITS, "The held-out digits are getting harder"),
        ],
        "What helps with these digits only helps with no others; held-out digits show it.",
    )


def _shift(form: int) -> Asked:
    image = np.zeros((8, 8))
    image[3, 3] = 1
    kernel = np.arange(9.0).reshape(3, 3)
    moved = np.roll(image, 1, axis=form)
    along = np.array_equal(convolve(moved, kernel), np.roll(convolve(image, kernel), 1, axis=form))
    way = ("down", "to the right")[form]
    words = (f"It moves one cell {way}", "Its numbers become others")
    return (
        f"A digit moves one pixel {way}. What does a feature map of the first layer do, away from "
        "the border?",
        words[0 if along else 1],
        [
            (slips.STAYS, "It stays as it is, and so the answer does"),
            (slips.NEW_SUMS, words[1 if along else 0]),
        ],
        "Same kernel, same pattern, one place on. The answer may change all the same: the last "
        "layer weighs every place by a weight of its own.",
    )


def _channels(form: int) -> Asked:
    taken, given, kernel = ((3, 8, 5), (4, 6, 3))[form]
    entry = account([layer("conv", channels=given, kernel=kernel)], (taken, 28, 28)).entries[0]
    weights = entry.parameters - given
    return (
        f"A layer of {kernel} × {kernel} kernels makes {given} maps from {taken}. How many weights "
        "has it, biases left out?",
        f"{weights:,}",
        [
            (slips.LAYER_NO_IN, f"{kernel * kernel * given:,}"),
            (slips.LAYER_NO_OUT, f"{kernel * kernel * taken:,}"),
            (slips.ADDED_CHANNELS, f"{kernel * kernel * (taken + given):,}"),
        ],
        f"{given} filters, each with {taken} slices of {kernel} × {kernel}: {weights:,}.",
    )


def _no_digit(form: int) -> Asked:
    thing = ("a heart", "a star")[form]
    return (
        f"Somebody draws {thing}. What do the ten percentages look like?",
        "They add up to 100 %, and one digit may get nearly all of it",
        [
            (slips.CAN_REFUSE, "All are near 0 %"),
            (slips.EVEN_SHARES, "All are near 10 %"),
            (slips.KNOWS_THINGS, f"The network says that it is {thing}"),
        ],
        "There is a score for every digit and for nothing else; together they are always 100 %.",
    )


def _sure(form: int) -> Asked:
    percent = ("99 %", "97 %")[form]
    return (
        f"“{percent} sure” stands below an answer. What does that number alone say?",
        "That one of the ten scores lies far above the others",
        [
            (slips.PROMISE, f"That {percent} of such answers are right"),
            (slips.LIKENESS, f"That the drawing is {percent} like a perfect digit"),
            (slips.RULES_OUT, "That it cannot be anything but a digit"),
        ],
        "How often such answers are right has to be counted on digits that are known.",
    )


ASKED: Mapping[str, Callable[[int], Asked]] = {
    "size": _size, "edge": _edge, "pooling": _pooling, "weights": _weights, "seen": _seen,
    "part": _part, "shift": _shift, "channels": _channels, "no_digit": _no_digit, "sure": _sure,
}  # fmt: skip
