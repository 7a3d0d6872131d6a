"""The image and the kernel of the convolution lesson: named, typed, edited on the board, linked.

Their text in the address is the one truth; every other input shows it or rewrites it.
"""

import numpy as np
import streamlit as st

from cnncore.convolution.grids import (
    ARTICLE_IMAGE,
    ARTICLE_KERNEL,
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
from ui.shared import session

_OWN = "Your own"
_START = {"image": ARTICLE_IMAGE, "kernel": ARTICLE_KERNEL}
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
    mended = session.kept(f"{kind}_mended")
    if mended is not None:
        session.choose(kind, mended)
        session.forget(f"{kind}_mended")
    text = st.text_input(
        label,
        _START[kind],
        key=kind,
        bind="query-params",
        on_change=_typed,
        args=(kind,),
        help="Digits side by side or numbers between blanks; `_` ends a row, `__` a channel.",
    )
    try:
        grid = _read(kind, text)
    except InputError as error:
        good = session.kept(f"{kind}_good", _START[kind])
        if session.kept(f"{kind}_typed") != text:
            session.keep(f"{kind}_mended", good)
            tell(kind, error, "The link’s")
            st.rerun()
        st.error(f"This takes {error.expected}; it got {error.got}. {error.todo}")
        return _read(kind, good)
    session.keep(f"{kind}_good", text)
    return grid


def _read(kind: str, text: str) -> np.ndarray:
    least, most = _LIMITS[kind]
    return parse_grid(text, least=least, most=most)


def _typed(kind: str) -> None:
    session.keep(f"{kind}_typed", session.held(kind))
    session.forget("board_problem")


def tell(kind: str, error: InputError, whose: str, cell: object = None, channel: int = 0) -> None:
    """Keep what was wrong with a change or a link; several of a link's are told together."""
    text = f"{whose} {kind} takes {error.expected}; it got {error.got}. {error.todo}"
    if not cell and (before := problem()):
        text = f"{before['text']} {text}"
    told = {"text": text, "grid": f"{kind}{channel}" if cell else None, "cell": cell}
    session.keep("board_problem", told)


def problem() -> dict[str, object] | None:
    """Return what was wrong with the last change, for the board to say."""
    return session.kept("board_problem")


def write(kind: str, grid: np.ndarray) -> None:
    """Put another grid on the board; for callbacks."""
    session.choose(kind, format_grid(grid))
    session.forget("board_problem")


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


def good(kind: str) -> np.ndarray:
    """Return the last image or kernel that could be read, (C, H, W)."""
    return _read(kind, session.kept(f"{kind}_good", _START[kind]))


def image_preset(image: np.ndarray, width: int) -> None:
    """Draw the choice of image; what is on the board decides what it shows."""
    alike = (image == image[:1]).all()
    now = image_name(image[0]) if alike else None
    _choice("Image", "image_preset", IMAGES, now or _OWN, width)


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
    elif name in IMAGES:
        _draw(name)


def _draw(name: str) -> None:
    image = good("image")
    shape = image.shape[1:] if image.shape[1:] != (12, 12) else (5, 5)
    seed = session.kept("seed", 0) % len(SEEDS) + 1
    session.keep("seed", seed)
    write("image", np.repeat(image_named(name, *shape, seed)[None], len(image), axis=0))


def another_random(image: np.ndarray) -> None:
    """Offer the next random image while a random one is on the board."""
    if image_name(image[0]) == "Random":
        st.button(
            "Another random image", on_click=_draw, args=("Random",), icon=":material/casino:"
        )


def size(kind: str, axis: int, grid: np.ndarray) -> None:
    """Draw the number of rows (axis 0) or columns (axis 1) of the image or the kernel."""
    key = f"{kind}_{('rows', 'columns')[axis]}"
    session.choose(key, grid.shape[1 + axis])
    least, most = _LIMITS[kind]
    label = f"{kind.capitalize()} {('rows', 'columns')[axis]}"
    st.number_input(label, least, most, key=key, on_change=_resize, args=(kind, axis, key))


def _resize(kind: str, axis: int, key: str) -> None:
    grid = good(kind)
    shape = list(grid.shape[1:])
    was = tuple(shape)
    shape[axis] = session.held(key)
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
