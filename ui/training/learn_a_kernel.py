"""Learn a kernel: what one step of training does, on a grid small enough to check by hand."""

from dataclasses import dataclass, field

import numpy as np
import streamlit as st

from cnncore.convolution.grids import ARTICLE_IMAGE, KERNELS, parse_grid
from cnncore.convolution.kernel_words import found, loss_words
from cnncore.convolution.learn_kernel import KernelStep, descend, good_rate, look, safe_rate
from cnncore.convolution.operation import convolve
from ui.figures.numbers import fixed
from ui.shared import session
from ui.training import experiments as controls
from ui.training.figures.kernel_grids import side_by_side, signed_grid, weights_grid

_IMAGES = {
    "Mixed 7×7": np.random.default_rng(0).integers(-2, 3, (7, 7)).astype(float),
    "The article's 5×5": parse_grid(ARTICLE_IMAGE)[0],
}
_ALL = {name: parse_grid(text)[0] for name, text in KERNELS.items()}
_HIDDEN = {name: kernel for name, kernel in _ALL.items() if kernel.shape == (3, 3)}


@dataclass(frozen=True)
class Task:
    """What is to be learnt: the hidden kernel and the image by name, and whether it is flipped."""

    hidden: str
    image: str
    flip: bool


@dataclass(frozen=True)
class Learnt:
    """A kernel (3, 3) after so many steps; zeros to begin with."""

    kernel: np.ndarray = field(default_factory=lambda: np.zeros((3, 3)))
    steps: int = 0


_LEARNT: session.Slot[dict[Task, Learnt]] = session.Slot("kernels learnt", dict)


def draw() -> None:
    """Show the kernel, its map, the target and the gradient; step on demand."""
    st.markdown(
        "A kernel is hidden; only its map is known. Start with zeros, measure how wrong the map "
        "is, and move every weight a little against its gradient. **This is all that training is.**"
    )
    hidden_name, image_name, flip = controls.hidden_kernel(list(_HIDDEN), list(_IMAGES))
    image, hidden = _IMAGES[image_name], _HIDDEN[hidden_name]
    target = convolve(image, hidden, flip=flip)
    task = Task(hidden_name, image_name, flip)
    learnt = _LEARNT.get().get(task, Learnt())
    step = look(image, learnt.kernel, target)
    _show(step, target, learnt.steps)
    rate = controls.kernel_rate(good_rate(image, (3, 3)), safe_rate(image, (3, 3)))
    ahead = look(image, descend(step, rate), target)
    st.markdown(
        f"Loss, the mean of the squared errors: **{loss_words(step.loss)}**; "
        f"after one more step of this size {loss_words(ahead.loss)}."
    )
    _buttons(task, image, target, rate)
    _verdict(step, hidden, flip)
    _terms(step, look(image, np.zeros((3, 3)), target), image, controls.kernel_cell())


def _buttons(task: Task, image: np.ndarray, target: np.ndarray, rate: float) -> None:
    with st.container(horizontal=True):
        for count in (1, 10, 100):
            label = "One step" if count == 1 else f"{count} steps"
            arguments = (task, image, target, rate, count)
            st.button(label, key=f"kernel_{count}", on_click=_walk, args=arguments)
        st.button("Back to zeros", key="kernel_0", on_click=_walk, args=(task, image, target, 0, 0))


def _walk(task: Task, image: np.ndarray, target: np.ndarray, rate: float, count: int) -> None:
    learnt = _LEARNT.get().get(task, Learnt()) if count else Learnt()
    for _ in range(count):
        step = look(image, learnt.kernel, target)
        if not step.loss < 1e12:
            break
        learnt = Learnt(descend(step, rate), learnt.steps + 1)
    _LEARNT.put(_LEARNT.get() | {task: learnt})


def _show(step: KernelStep, target: np.ndarray, steps: int) -> None:
    most = float(np.abs(target).max())
    st.html(
        side_by_side(
            weights_grid(step.kernel, f"Kernel after {steps} step{'' if steps == 1 else 's'}"),
            signed_grid(step.made, "Its map", most),
            signed_grid(target, "Target map", most),
        )
    )


def _terms(step: KernelStep, first: KernelStep, image: np.ndarray, cell: tuple[int, int]) -> None:
    """Show error and gradient, as strongly coloured as they are beside those of `first`."""
    row, col = cell
    terms = step.terms(image, row, col)
    name = f"The terms of dL/dK[{row}, {col}]"
    st.html(
        side_by_side(
            signed_grid(step.error, "Error: map − target", _most(first.error)),
            weights_grid(
                step.gradient, "Gradient dL/dK", most=_most(first.gradient), on=(row, col)
            ),
            signed_grid(terms, name, _most(first.terms(image, row, col))),
        )
    )
    pixel = f"I(i + {row}, j + {col})"
    st.caption(
        f"Each term is 2/{step.error.size} · error(i, j) · {pixel}; they add up to "
        f"{fixed(float(terms.sum()), 3)}. In formulas, as in code, rows and columns count from 0. "
        "A positive gradient: a smaller weight would be less wrong. The colours keep the scale of "
        "the first step: they fade as the errors do."
    )


def _most(values: np.ndarray) -> float:
    return float(np.abs(values).max())


def _verdict(step: KernelStep, hidden: np.ndarray, flip: bool) -> None:
    if told := found(step, hidden, flip=flip):
        st.success(told, icon=":material/check_circle:")
    elif not step.loss < 1e6:
        st.error("The steps are too large: each overshoots more than the last. Go back to zeros.")
