"""Ways to mend a network whose layers do not fit, each tried out by arithmetic."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cnncore.networks.layers import MOST_LAYERS, Layer, changed, layer
from cnncore.networks.ledger import account
from cnncore.networks.misfit import Problem
from cnncore.networks.shapes import SCORES, window_of

MOST_OFFERED = 4


@dataclass(frozen=True)
class Mend:
    """A change of this `kind`, with its number if it has one, and the network it leads to."""

    kind: str
    layers: tuple[Layer, ...]
    number: int | None = None


def mends(layers: Sequence[Layer]) -> tuple[Mend, ...]:
    """Offer up to four changes that get past the first misfit, whole mends first.

    Where everything fits but ten scores do not come out, offer layers to end with.

    >>> from cnncore.networks.layers import format, parse
    >>> [(mend.kind, format(mend.layers)) for mend in mends(parse("max2-linear10"))][0]
    ('flatten', 'max2-flatten-linear10')
    """
    layers = tuple(layers)
    book = account(layers)
    if book.problem is None:
        return () if book.output_shape == SCORES else _endings(layers, len(book.output_shape or ()))
    left = len(layers) - book.problem.number
    offers: list[tuple[bool, int, Mend]] = []
    seen: set[tuple[Layer, ...]] = set()
    flat = len(book.entries[book.problem.number].taken or ()) == 1
    for mend in _candidates(layers, book.problem, flat):
        problem = account(mend.layers).problem
        further = problem is None or len(mend.layers) - problem.number < left
        if further and mend.layers not in seen and 0 < len(mend.layers) <= MOST_LAYERS:
            seen.add(mend.layers)
            offers.append((problem is not None, len(offers), mend))
    return tuple(mend for *_, mend in sorted(offers, key=lambda one: one[:2])[:MOST_OFFERED])


def _endings(layers: tuple[Layer, ...], dims: int) -> tuple[Mend, ...]:
    last = layer("linear", features=10)
    if dims == 1:
        ends: dict[str, tuple[Layer, ...]] = {"end": (last,)}
    else:
        flatten = layer("flatten")
        ends = {
            "end-flat": (flatten, last),
            "end-mean": (layer("gap"), flatten, last),
        }
    fitting = {kind: (*layers, *more) for kind, more in ends.items()}
    return tuple(Mend(kind, all_) for kind, all_ in fitting.items() if len(all_) <= MOST_LAYERS)


def _candidates(layers: tuple[Layer, ...], problem: Problem, flat: bool) -> Iterator[Mend]:
    number = problem.number
    before, failing, after = layers[:number], layers[number], layers[number + 1 :]
    if failing.kind == "linear":
        yield Mend("flatten", (*before, layer("flatten"), failing, *after))
        means = (layer("gap"), layer("flatten"))
        yield Mend("mean", (*before, *means, failing, *after))
    elif flat:
        yield from _unflatten(before, failing, after)
    else:
        yield from _fit_window(before, failing, after, problem)
    yield Mend("remove", (*before, *after))


def _unflatten(
    before: tuple[Layer, ...], failing: Layer, after: tuple[Layer, ...]
) -> Iterator[Mend]:
    places = [place for place, one in enumerate(before) if one.kind == "flatten"]
    for place in places[:1]:
        yield Mend("move", (*before[:place], failing, *before[place:], *after))
        without = tuple(one for one in before if one.kind != "flatten")
        yield Mend("unflatten", (*without, failing, *after))


def _fit_window(
    before: tuple[Layer, ...], failing: Layer, after: tuple[Layer, ...], problem: Problem
) -> Iterator[Mend]:
    window, least = problem.clash
    name = "size" if failing.kind in ("max", "avg") else "kernel"
    if failing.kind in ("max", "avg"):
        smaller = layer(failing.kind, size=least)
    else:
        smaller = changed(failing, kernel=least)
    yield Mend(name, (*before, smaller, *after), least)
    if name == "kernel":
        padding = window_of(failing)[1] + -(-(window - least) // 2)
        if padding <= 5:
            padded = changed(failing, padding=padding)
            yield Mend("padding", (*before, padded, *after), padding)
    for place in range(len(before) - 1, -1, -1):
        if before[place].kind in ("max", "avg", "gap"):
            shorter = (*before[:place], *before[place + 1 :])
            yield Mend("unpool", (*shorter, failing, *after), place + 1)
