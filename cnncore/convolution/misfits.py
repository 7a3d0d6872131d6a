"""When a convolution does not fit: the step that fails, torch's own words, and two ways out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from cnncore.convolution.grids import resized
from cnncore.convolution.operation import convolve, margins
from cnncore.convolution.worked import Setup
from cnncore.errors import InputError

# what a convolution does, in order; a misfit is met in one of the first three
STEPS = ("read", "pad", "lay", "slide")


@dataclass(frozen=True)
class Repair:
    """A way out: what it changes, to which number or rule, and the setup after it."""

    kind: str
    setup: Setup
    to: int | str | tuple[int, int] | None = None


@dataclass(frozen=True)
class Misfit:
    """What went wrong in which of `STEPS` (0 to 2), and repairs that work."""

    step: int
    error: InputError
    repairs: tuple[Repair, ...]


def misfit_of(setup: Setup) -> Misfit | None:
    """Return what does not fit and two repairs, each tried; None where all fits.

    >>> wide = Setup(np.ones((1, 3, 3)), np.ones((1, 5, 5)))
    >>> [(repair.kind, repair.to) for repair in misfit_of(wide).repairs]
    [('kernel', (3, 3)), ('padding', 1)]
    """
    try:
        convolve(setup.image, setup.kernel, **setup.settings())
    except InputError as error:
        step = _failing_step(setup)
        repairs = [repair for repair in _repairs(setup, step) if _fits(repair.setup)]
        return Misfit(step, error, tuple(repairs[:2]))
    return None


def _fits(setup: Setup) -> bool:
    try:
        convolve(setup.image, setup.kernel, **setup.settings())
    except InputError:
        return False
    return True


def _failing_step(setup: Setup) -> int:
    kernel = setup.kernel.shape[1:]
    try:
        around = margins(setup.padding, kernel, stride=setup.stride, dilation=setup.dilation)
    except InputError:
        return 0
    for size, pads in zip(setup.image.shape[1:], around, strict=True):
        most = {"reflect": size - 1, "circular": size}.get(setup.border, max(pads))
        if max(pads) > most:
            return 1
    return 2


def _repairs(setup: Setup, step: int) -> Iterator[Repair]:
    """Yield ways out, the one closest to what was wanted first."""
    height, width = setup.image.shape[1:]
    if step == 0:
        yield Repair("stride", replace(setup, stride=1), 1)
        yield Repair("valid", replace(setup, padding="valid"))
    if step == 1:
        if isinstance(setup.padding, int):
            most = min(height, width) - (setup.border == "reflect")
            yield Repair("padding", replace(setup, padding=most), most)
        for border in ("replicate", "zeros"):
            yield Repair("border", replace(setup, border=border), border)
    rows, cols = setup.kernel.shape[1:]
    kernel = resized(setup.kernel, min(rows, height), min(cols, width))
    if setup.dilation > 1:
        yield Repair("dilation", replace(setup, dilation=1), 1)
    if kernel.shape != setup.kernel.shape:
        yield Repair("kernel", replace(setup, kernel=kernel), kernel.shape[1:])
    for padding in range(1, 5):
        if _fits(replace(setup, padding=padding)):
            yield Repair("padding", replace(setup, padding=padding), padding)
            break
    reaches = [setup.dilation * (size - 1) + 1 for size in setup.kernel.shape[1:]]
    larger = [min(12, max(pair)) for pair in zip((height, width), reaches, strict=True)]
    image = resized(setup.image, *larger)
    yield Repair("image", replace(setup, image=image), tuple(larger))
    plain = replace(setup, padding=0, stride=1, dilation=1, border="zeros")
    yield Repair("plain-kernel", replace(plain, kernel=kernel))
    yield Repair("plain-image", replace(plain, image=image))


def torch_says(setup: Setup) -> str:
    """Build the same `nn.Conv2d` in torch and return the message it raises, "" for none."""
    import torch  # torch

    image = torch.as_tensor(np.array(setup.image))[None]
    try:
        # the arguments as a learner writes them; the message is what they will meet
        layer = torch.nn.Conv2d(
            len(setup.kernel),
            1,
            tuple(setup.kernel.shape[1:]),
            stride=setup.stride,
            padding=setup.padding,
            dilation=setup.dilation,
            padding_mode=setup.border,  # type: ignore[arg-type]  # torch refuses what it does not know
            dtype=torch.float64,
        )
        layer(image)
    except (RuntimeError, ValueError) as error:
        return f"{type(error).__name__}: {error}"
    return ""


def examples() -> dict[str, Setup]:
    """Return misfits worth meeting, by a short key."""
    square = np.arange(9.0).reshape(1, 3, 3) % 4
    return {
        "kernel": Setup(square, np.ones((1, 5, 5))),
        "dilation": Setup(square, np.ones((1, 3, 3)), dilation=2),
        "mirror": Setup(square, np.ones((1, 3, 3)), padding=3, border="reflect"),
        "same": Setup(square, np.ones((1, 3, 3)), padding="same", stride=2),
    }
