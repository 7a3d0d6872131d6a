"""Learn a kernel: what one step of training does, on a grid small enough to check by hand."""

import numpy as np
import streamlit as st

from cnncore.convolution.grids import ARTICLE_IMAGE, KERNELS, parse_grid
from cnncore.convolution.learn_kernel import KernelStep, descend, good_rate, look, safe_rate
from cnncore.convolution.operation import convolve
from ui.shared import session
from ui.training import experiments as controls
from ui.training.figures.kernel_grids import side_by_side, signed_grid, weights_grid

_IMAGES = {
    "Mixed 7×7": np.random.default_rng(0).integers(-2, 3, (7, 7)).astype(float),
    "The article's 5×5": parse_grid(ARTICLE_IMAGE)[0],
}
_ALL = {name: parse_grid(text)[0] for name, text in KERNELS.items()}
_HIDDEN = {name: kernel for name, kernel in _ALL.items() if kernel.shape == (3, 3)}
_KEPT = "kernel learnt"


def draw() -> None:
    """Show the kernel, its map, the target and the gradient; step on demand."""
    st.markdown(
        "A kernel is hidden; only its map is known. Start with zeros, measure how wrong the map "
        "is, and move every weight a little against its gradient. **This is all that training is.**"
    )
    hidden_name, image_name, flip = controls.hidden_kernel(list(_HIDDEN), list(_IMAGES))
    image, hidden = _IMAGES[image_name], _HIDDEN[hidden_name]
    target = convolve(image, hidden, flip=flip)
    task = (hidden_name, image_name, flip)
    kernel, steps = session.kept(_KEPT, {}).get(task, (np.zeros((3, 3)), 0))
    best = good_rate(image, (3, 3))
    left, right = st.columns(2)
    with left:
        rate = controls.kernel_rate(best, safe_rate(image, (3, 3)))
    with right:
        cell = controls.kernel_cell()
    _buttons(task, image, target, rate)
    step = look(image, kernel, target)
    _show(step, target, steps)
    _terms(step, image, cell)
    _verdict(step, hidden, flip)


def _buttons(task: tuple, image: np.ndarray, target: np.ndarray, rate: float) -> None:
    with st.container(horizontal=True):
        for count in (1, 10, 100):
            label = "One step" if count == 1 else f"{count} steps"
            arguments = (task, image, target, rate, count)
            st.button(label, key=f"kernel_{count}", on_click=_walk, args=arguments)
        st.button("Back to zeros", key="kernel_0", on_click=_walk, args=(task, image, target, 0, 0))


def _walk(task: tuple, image: np.ndarray, target: np.ndarray, rate: float, count: int) -> None:
    kept = dict(session.kept(_KEPT, {}))
    kernel, steps = kept.get(task, (np.zeros((3, 3)), 0)) if count else (np.zeros((3, 3)), 0)
    for _ in range(count):
        step = look(image, kernel, target)
        if not step.loss < 1e12:
            break
        kernel, steps = descend(step, rate), steps + 1
    session.keep(_KEPT, kept | {task: (kernel, steps)})


def _show(step: KernelStep, target: np.ndarray, steps: int) -> None:
    most = float(np.abs(target).max())
    st.html(
        side_by_side(
            weights_grid(step.kernel, f"Kernel after {steps} steps"),
            signed_grid(step.made, "Its map", most),
            signed_grid(target, "Target map", most),
        )
    )
    st.markdown(f"Loss, the mean of the squared errors: **{step.loss:.3g}**")


def _terms(step: KernelStep, image: np.ndarray, cell: tuple[int, int]) -> None:
    row, col = cell
    terms = step.terms(image, row, col)
    st.html(
        side_by_side(
            signed_grid(step.error, "Error: map − target", float(np.abs(step.error).max())),
            weights_grid(step.gradient, "Gradient dL/dK", on=(row, col)),
            signed_grid(terms, f"The terms of dL/dK[{row}, {col}]", float(np.abs(terms).max())),
        )
    )
    pixel = f"I(i + {row}, j + {col})"
    st.caption(
        f"Each term is 2/{step.error.size} · error(i, j) · {pixel}; they add up to "
        f"{terms.sum():.3f}. A positive gradient: a smaller weight would be less wrong."
    )


def _verdict(step: KernelStep, hidden: np.ndarray, flip: bool) -> None:
    if step.loss < 1e-4:
        learnt = "the hidden kernel, turned by 180 degrees" if flip else "the hidden kernel"
        why = (
            " The target was made by true convolution, which flips; a network does not flip, so "
            "it learns the flipped weights. Nothing is lost."
            if flip
            else ""
        )
        st.success(f"It has found {learnt}.{why}", icon=":material/check_circle:")
    elif not step.loss < 1e6:
        st.error("The steps are too large: each overshoots more than the last. Go back to zeros.")
