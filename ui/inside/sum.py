"""The sum behind one number: patches, kernels, partial sums, bias, ReLU; each to walk on from."""

import numpy as np
import streamlit as st

from cnncore.inside.steps import Step, Stop
from cnncore.inside.sums import Box, Sum, Term
from cnncore.inside.words import came_about, explain_sum
from ui.components.cells import Grid, cells
from ui.figures.numbers import fixed, signed
from ui.inside import controls, trail
from ui.inside.trail import words

_MOST_SHOWN = 64


def draw(steps: list[Step], stops: list[Stop], told: Sum) -> None:
    """Write the cell's number and what it is made of."""
    now = stops[-1]
    st.markdown(f"**{words(steps, now)} = {_n(told.value)}**")
    if told.kind == "linear":
        _contributions(steps, stops, told)
    elif told.terms and told.window:
        _patches(steps, stops, told, told.window)
    else:
        _passed_on(steps, stops, told)


def beside_torch(told: Sum) -> str:
    """Say how far the number worked out here and torch's own lie apart."""
    close = "exactly" if told.difference == 0 else f"to {told.difference:.0e}"
    return f"torch's own number: {_n(told.torch)}; worked out again here, equal {close}."


def _total(told: Sum) -> None:
    st.markdown(came_about(told))
    if explanation := explain_sum(told):
        st.caption(explanation)
    st.caption("Rounded to 6 digits only when shown, so a last digit may seem off by one.")


def _patches(steps: list[Step], stops: list[Stop], told: Sum, window: Box) -> None:
    strongest = int(np.argmax([abs(term.total) for term in told.terms]))
    _total(told)
    number = controls.channel(len(told.terms), strongest)
    term = told.terms[number]
    source = stops[-1].step - 1
    top, left, _, _ = window
    shape = steps[source].value.shape

    def pick(grid: str, row: int, col: int) -> None:
        channel = int(grid.split("_")[-1])
        place = (top + row, left + col)
        if all(0 <= at < size for at, size in zip(place, shape[1:], strict=True)):
            trail.walk_down(stops, source, (channel, *place))

    cells(
        [
            *_written_out(term, told, steps[source]),
            Grid("line", sign="\n"),
            *_all_channels(told, steps[source]),
        ],
        key="patches",
        on_pick=pick,
        hint=f"Click a cell of a patch to go on to where it came from, {steps[source].name}.",
    )


def _written_out(term: Term, told: Sum, source: Step) -> list[Grid]:
    """Return patch × kernel = products of one input channel, with numbers in the cells."""
    rows, cols = term.patch.shape
    size = int(np.clip(114 // max(rows, cols), 20, 38))
    seen = max(float(np.abs(source.value).max()), 1e-6)
    heavy = max(float(np.abs(term.kernel).max()), 1e-6)
    products = np.where(term.kernel == 0, 0, np.nan_to_num(term.patch, neginf=0) * term.kernel)
    most = max(float(np.abs(products).max()), 1e-6)
    scale = "ink" if source.kind == "input" else "map"
    mark = None
    if told.winner and told.window:
        mark = (told.winner[1] - told.window[0], told.winner[2] - told.window[1])
    patch = Grid(
        f"patch_{term.channel}",
        f"patch of {source.name}, map {term.channel + 1}",
        term.patch,
        scale,
        0.0,
        seen,
        title=f"patch of {source.name}, map {term.channel + 1}",
        mark=mark,
        numbers=True,
        size=size,
    )
    if told.kind == "max":
        return [patch]
    kernel = Grid(
        f"kernel_{term.channel}",
        "kernel",
        term.kernel,
        "weights",
        -heavy,
        heavy,
        title="kernel",
        numbers=True,
        size=size,
    )
    product = Grid(
        f"product_{term.channel}",
        "products",
        products,
        "signed",
        -most,
        most,
        title=f"products, sum {_n(term.total)}",
        numbers=True,
        size=size,
    )
    return [patch, Grid("times", sign="×"), kernel, Grid("equals", sign="="), product]


def _all_channels(told: Sum, source: Step) -> list[Grid]:
    """Return every input channel's products in small, with its partial sum."""
    if len(told.terms) < 2:
        return []
    products = [term.patch * term.kernel for term in told.terms[:_MOST_SHOWN]]
    most = max(float(np.abs(products).max()), 1e-6)
    return [
        Grid(
            f"small_{term.channel}",
            f"products with {source.name}, map {term.channel + 1}, partial sum {_n(term.total)}",
            made,
            "signed",
            -most,
            most,
            size=max(6, 54 // max(made.shape)),
            title=f"{term.channel + 1}: {signed(term.total, 2)}",
        )
        for term, made in zip(told.terms, products, strict=False)
    ]


def _contributions(steps: list[Step], stops: list[Stop], told: Sum) -> None:
    """Show a linear layer's products in the shape of the maps they came from."""
    _total(told)
    source = stops[-1].step - 1
    products = (told.terms[0].patch * told.terms[0].kernel)[0]
    before = steps[source]
    folded = before.kind == "flatten" and before.given.ndim == 3
    maps = products.reshape(before.given.shape) if folded else products[None, None]
    most = max(float(np.abs(products).max()), 1e-6)
    order = np.argsort(-np.abs(products))[:5]
    largest = ", ".join(f"number {i + 1:,}: {_n(products[i])}" for i in order)
    st.markdown(f"The largest of its {len(products):,} contributions: {largest}.")
    height, width = maps.shape[1:]

    def pick(grid: str, row: int, col: int) -> None:
        index = int(grid) * height * width + row * width + col
        trail.walk_down(stops, source, (index, 0, 0))

    size = max(3, min(9, 63 // max(height, min(width, 30))))
    grids = [
        Grid(
            str(number),
            f"contributions through map {number + 1}, together {_n(float(one.sum()))}",
            one,
            "signed",
            -most,
            most,
            size=size,
            title=f"{number + 1}: {signed(float(one.sum()), 2)}",
        )
        for number, one in enumerate(maps[:_MOST_SHOWN])
    ]
    cells(grids, key="contributions", on_pick=pick, hint="Green speaks for it, pink against it.")


def _passed_on(steps: list[Step], stops: list[Stop], told: Sum) -> None:
    if explanation := explain_sum(told):
        st.markdown(explanation)
    if told.relu:
        st.markdown(f"{_n(told.before)} → ReLU → **{_n(told.value)}**")
    if told.winner is None:
        st.markdown("This is a pixel of the drawing: the trail ends here.")
        return
    source = Stop(stops[-1].step - 1, told.winner)
    st.button(
        f"Go on to {words(steps, source)}",
        key="source",
        icon=":material/arrow_downward:",
        on_click=trail.walk_down,
        args=(stops, source.step, source.cell),
    )


def _n(number: float) -> str:
    return fixed(number, 6)
