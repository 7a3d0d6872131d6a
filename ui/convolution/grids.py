"""The image and the kernel of the convolution lesson: named, typed, edited on the board, linked.

Their text in the address is the one truth; every other input shows it or rewrites it.
"""

from dataclasses import asdict

import numpy as np
import streamlit as st

from cnncore.convolution.grids import (
    IMAGES,
    KERNELS,
    SEEDS,
    format_grid,
    image_name,
    image_named,
    kernel_name,
    parse_grid,
    resized,
)
from cnncore.convolution.worked import Setup
from cnncore.errors import InputError
from ui.convolution.board_state import START, Problem, board_state, change, keep_text
from ui.convolution.drawn import drawn_image
from ui.shared import inputs, session
from ui.shared.sketch import is_own

_OWN, _DRAWING = "Your own", "Your drawing"
_LIMITS = {"image": (3, 12), "kernel": (1, 5)}


def texts() -> tuple[np.ndarray, np.ndarray]:
    """Draw both grids as text and return them as (C, H, W), equally many channels.

    Text that is no grid is told so and the last good grid stays; a damaged link is mended.
    """
    image, kernel = _text("image", "Image as text"), _text("kernel", "Kernel as text")
    if len(kernel) != len(image):
        kernel = np.repeat(kernel[:1], len(image), axis=0)
    return image, kernel


def _text(kind: str, label: str) -> np.ndarray:
    text = st.text_input(
        label,
        START[kind],
        key=kind,
        bind=inputs.binding(kind, START[kind], lambda word: _taken(kind, word)),
        on_change=change,
        kwargs={"problem": None},
        help="Digits side by side or numbers between blanks; `_` ends a row, `__` a channel.",
    )
    try:
        grid = _read(kind, text)
    except InputError as error:
        st.error(f"This takes {error.expected}; it got {error.got}. {error.todo}")
        return good(kind)
    keep_text(kind, text)
    return grid


def _taken(kind: str, word: str) -> bool:
    try:
        _read(kind, word)
    except InputError as error:
        tell(kind, error, "The link’s")
        return False
    return True


def _read(kind: str, text: str) -> np.ndarray:
    least, most = _LIMITS[kind]
    return parse_grid(text, least=least, most=most)


def tell(
    kind: str, error: InputError, whose: str, cell: tuple[int, int] | None = None, channel: int = 0
) -> None:
    """Keep what was wrong with a change or a link; several of a link's are told together."""
    text = f"{whose} {kind} takes {error.expected}; it got {error.got}. {error.todo}"
    if not cell and (before := board_state().problem):
        text = f"{before.text} {text}"
    change(problem=Problem(text, f"{kind}{channel}" if cell else None, cell))


def problem() -> dict[str, object] | None:
    """Return what was wrong with the last change, for the board to say."""
    told = board_state().problem
    return None if told is None else asdict(told)


def write(kind: str, grid: np.ndarray) -> None:
    """Put another grid on the board; for callbacks."""
    session.choose(kind, format_grid(grid))
    change(problem=None)


def put(setup: Setup) -> None:
    """Put a whole setup on the board: grids and settings; for buttons' callbacks."""
    write("image", setup.image)
    write("kernel", setup.kernel)
    by_name = isinstance(setup.padding, str)
    session.choose("padding_by", setup.padding if by_name else "slider")
    if not by_name:
        session.choose("padding", setup.padding)
    for name in ("stride", "dilation", "border", "flip"):
        session.choose(name, getattr(setup, name))
    session.choose("bias", float(setup.bias))
    st.rerun()  # the settings too, which stand around the button


def good(kind: str) -> np.ndarray:
    """Return the last image or kernel that could be read, (C, H, W)."""
    return _read(kind, board_state().texts[kind])


def image_preset(image: np.ndarray, width: int) -> None:
    """Draw the choice of image; what is on the board decides what it shows."""
    alike = (image == image[:1]).all()
    now = image_name(image[0]) if alike else None
    own = (_DRAWING,) if is_own() else ()
    if own and alike and not now and np.array_equal(image[0], drawn_image()):
        now = _DRAWING
    _choice("Image", "image_preset", (*IMAGES, *own), now or _OWN, width)


def kernel_preset(kernel: np.ndarray, width: int) -> None:
    """Draw the choice of kernel; what is on the board decides what it shows."""
    alike = (kernel == kernel[:1]).all()
    now = kernel_name(kernel[0]) if alike else None
    _choice("Kernel", "kernel_preset", tuple(KERNELS), now or _OWN, width)


def _choice(label: str, key: str, names: tuple[str, ...], now: str, width: int) -> None:
    session.choose(key, now)
    options = names if now in names else (*names, _OWN)
    st.selectbox(label, options, key=key, on_change=_chosen, args=(key,), width=width)


def _chosen(key: str) -> None:
    name = session.held(key)
    if key == "kernel_preset" and name in KERNELS:
        write("kernel", parse_grid(KERNELS[name]))
    elif name == _DRAWING:
        write("image", np.repeat(drawn_image()[None], len(good("image")), axis=0))
    elif name in IMAGES:
        _draw(name)


def _draw(name: str) -> None:
    image = good("image")
    height, width = image.shape[1:] if image.shape[1:] != (12, 12) else (5, 5)
    seed = board_state().seed % len(SEEDS) + 1
    change(seed=seed)
    write("image", np.repeat(image_named(name, height, width, seed)[None], len(image), axis=0))


def another_random(image: np.ndarray) -> None:
    """Offer the next random image while a random one is on the board."""
    if image_name(image[0]) == "Random":
        st.button(
            "Another random image", on_click=_draw, args=("Random",), icon=":material/casino:"
        )


def size(kind: str, axis: int, grid: np.ndarray, width: int) -> None:
    """Draw the number of rows (axis 0) or columns (axis 1) of the image or the kernel."""
    key = f"{kind}_{('rows', 'columns')[axis]}"
    session.choose(key, grid.shape[1 + axis])
    least, most = _LIMITS[kind]
    label = f"{kind.capitalize()} {('rows', 'columns')[axis]}"
    st.number_input(
        label, least, most, key=key, on_change=_resize, args=(kind, axis, key), width=width
    )


def _resize(kind: str, axis: int, key: str) -> None:
    grid, number = good(kind), session.held(key)
    if number is None:
        return None
    shape = list(grid.shape[1:])
    was = tuple(shape)
    shape[axis] = number
    if kind == "image" and len(grid) == 1:
        for name in IMAGES[1:6]:
            if np.array_equal(grid[0], image_named(name, *was)):
                return write(kind, image_named(name, *shape))
    return write(kind, resized(grid, *shape))


def channels(image: np.ndarray) -> None:
    """Draw the choice between one channel and three."""
    session.choose("channels", len(image))
    st.segmented_control(
        "Channels",
        (1, 3),
        key="channels",
        on_change=_rechannel,
        required=True,
        help="Three: red, green and blue, each with a kernel of its own; their sums are added.",
    )


def _rechannel() -> None:
    image, kernel = good("image"), good("kernel")
    if session.held("channels") == 3 and len(image) == 1:
        write("image", np.stack([image[0], image[0][:, ::-1], image[0][::-1]]))
    elif session.held("channels") == 1 and len(image) == 3:
        write("image", image[:1])
        write("kernel", kernel[:1])
