"""Whatever is given to a convolution ends as a right map or as a sentence, soon and small."""

import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
import torch
from hypothesis import example, given
from hypothesis import strategies as st

from cnncore import InputError, convolution_steps, convolve, output_size, pad_image
from cnncore.convolution.checks import MOST_NUMBERS
from tests.fuzz import cases, peak_megabytes, tried
from tests.oracles import torch_convolve

IMAGE, KERNEL = np.arange(25.0).reshape(5, 5), np.ones((3, 3))


class Odd:
    """An object that can neither be read nor written."""

    def __array__(self, *_: object, **__: object) -> np.ndarray:
        raise RuntimeError("no array")

    def __repr__(self) -> str:
        raise RuntimeError("no words")


@pytest.mark.parametrize(
    ("image", "kernel", "settings", "word"),
    [
        ([[1e308]], [[1e308]], {}, "below 1.8e308"),
        (np.full((2, 2), 1e308), np.ones((2, 2)), {}, "below 1.8e308"),
        ([[1.0]], [[1.0]], {"bias": 10**400}, "bias"),
        ([[10**400]], [[1.0]], {}, "image"),
        (IMAGE, KERNEL, {"padding": 10**6}, "padding"),
        (IMAGE, KERNEL, {"padding": "same", "dilation": 10**7}, "padding"),
        (IMAGE, KERNEL, {"padding": 10**5_000}, "padding"),
        (IMAGE, KERNEL, {"stride": -(10**5_000)}, "stride"),
        (IMAGE, KERNEL, {"padding": np.array([1, 2])}, "padding"),
        (IMAGE, KERNEL, {"border": ["zeros"]}, "border"),
        (IMAGE * 1j, KERNEL, {}, "real numbers in the image"),
        (IMAGE, [[1j]], {}, "real numbers in the kernel"),
        (IMAGE, KERNEL, {"bias": 1j}, "real numbers in the bias"),
        ([["1", "2"]], [[1.0]], {}, "real numbers"),
        (IMAGE.astype("M8[s]"), KERNEL, {}, "real numbers"),
        (torch.ones(3, 3, requires_grad=True), KERNEL, {}, "detach"),
        (torch.eye(3).to_sparse(), KERNEL, {}, "numbers in the image"),
        (torch.ones(3, 3, device="meta"), KERNEL, {}, "numbers in the image"),
        (torch.ones(3, 3, dtype=torch.bfloat16), KERNEL, {}, "numbers in the image"),
        (np.broadcast_to(1.0, (10**6, 10**6)), KERNEL, {}, "numbers in the image"),
        (Odd(), KERNEL, {}, "a Odd"),
        (IMAGE, KERNEL, {"padding": Odd()}, "a Odd"),
        (np.ones((2_000, 2_000)), np.ones((1_000, 1_000)), {}, "products"),
    ],
)
def test_what_cannot_be_convolved_is_told(image, kernel, settings, word: str) -> None:
    for act in (convolve, lambda *args, **named: next(convolution_steps(*args, **named))):
        with pytest.raises(InputError, match=word):
            act(image, kernel, **settings)


def test_small_whole_numbers_do_not_overflow() -> None:
    padded = convolve(IMAGE, KERNEL, padding=np.uint8(200), stride=np.int8(100))
    np.testing.assert_array_equal(padded, convolve(IMAGE, KERNEL, padding=200, stride=100))
    assert output_size(np.uint8(200), np.uint8(3), padding=np.uint8(100)) == 398


def test_exact_numbers_and_tensors_are_taken() -> None:
    expected = convolve(IMAGE, KERNEL)
    for image in (
        torch.from_numpy(IMAGE),
        [[Fraction(value) for value in row] for row in IMAGE.tolist()],
        [[Decimal(value) for value in row] for row in IMAGE.tolist()],
        IMAGE.astype(np.float16),
        IMAGE.astype(np.uint8),
    ):
        np.testing.assert_array_equal(convolve(image, KERNEL), expected)


def test_the_largest_numbers_that_fit_are_convolved() -> None:
    np.testing.assert_array_equal(convolve([[1e308, -1e308]], [[0.5, 0.5]]), [[0.0]])
    np.testing.assert_array_equal(convolve([[1e200]], [[1e100]]), [[1e300]])


def test_padding_takes_little_memory() -> None:
    before = "import numpy as np; from cnncore import InputError, convolve, pad_image"
    code = """
for act in (lambda: convolve(np.ones((5, 5)), np.ones((3, 3)), padding=10**6),
            lambda: pad_image(np.ones((5, 5)), 10**6),
            lambda: convolve(np.broadcast_to(1.0, (10**6, 10**6)), np.ones((3, 3)))):
    try:
        act()
        raise SystemExit("accepted")
    except InputError:
        pass
"""
    assert peak_megabytes(before, code) < 20


def test_the_largest_image_takes_at_most_500_megabytes() -> None:
    before = "import numpy as np; from cnncore import convolve; image = np.ones((3990, 3990), 'u1')"
    code = "convolve(image, np.ones((3, 3)), padding=1)"
    assert peak_megabytes(before, code) < 450
    assert MOST_NUMBERS > 3992**2


numbers = (
    st.integers(-(10**30), 10**30)
    | st.floats()
    | st.sampled_from([1e308, -1e308, 5e-324, 10**400, 1j, True, None, "3", Fraction(1, 3)])
)
tables = st.integers(1, 6).flatmap(
    lambda wide: st.lists(st.lists(numbers, min_size=wide, max_size=wide), max_size=6)
)
arrays = st.tuples(
    st.sampled_from(["f8", "f2", "i8", "u1", "c8", "?", "U1", "M8[s]", "O", "g"]),
    st.lists(st.integers(0, 6), max_size=4),
    st.integers(0, 99),
).map(lambda a: np.random.default_rng(a[2]).integers(0, 9, a[1]).astype(a[0]))
grids = tables | arrays | st.lists(numbers | tables, max_size=3) | numbers
steps = (
    st.integers(-1, 3)
    | st.sampled_from([10**6, 10**9, 10**30, np.uint8(255), np.int8(1), True, 1.0, None, "same"])
    | st.text(max_size=5)
    | st.tuples(st.integers(0, 3), st.integers(0, 3))
    | st.lists(st.integers(-1, 3), max_size=3)
    | st.just(np.array([1, 2]))
    | st.just(math.inf)
)
borders = st.sampled_from(["zeros", "reflect", "replicate", "circular", "", None, 3, ["zeros"]])


@cases(800)
@given(grids, grids, numbers, steps, steps, steps, borders, st.booleans())
@example([[1e308]], [[1e308]], 0, 1, 0, 1, "zeros", False)
@example(IMAGE, KERNEL, 0, 1, np.uint8(200), 1, "zeros", False)
def test_any_input_is_convolved_or_refused(
    image, kernel, bias, stride, padding, dilation, border, flip
) -> None:
    named = {"bias": bias, "stride": stride, "padding": padding, "dilation": dilation}
    named |= {"border": border, "flip": flip}
    found, refusal = tried(convolve, image, kernel, **named)
    if refusal is None:
        assert np.isfinite(found).all()
        assert found.dtype == np.float64


floats = st.floats(-1e100, 1e100, allow_subnormal=False)
few = st.integers(1, 3)


@cases(200)
@given(
    st.lists(st.lists(floats, min_size=6, max_size=6), min_size=5, max_size=7),
    st.lists(st.lists(floats, min_size=2, max_size=2), min_size=1, max_size=3),
    st.fixed_dictionaries(
        {
            "stride": few | st.tuples(few, few),
            "padding": st.integers(0, 4) | st.tuples(few, few) | few.map(np.uint8),
            "dilation": few | st.tuples(few, few),
            "border": st.sampled_from(["zeros", "reflect", "replicate", "circular"]),
            "flip": st.booleans(),
        }
    ),
)
def test_what_fits_agrees_with_torch(image: list, kernel: list, settings: dict) -> None:
    found, refusal = tried(convolve, image, kernel, **settings)
    if refusal is None:
        whole = settings["padding"]
        theirs = torch_convolve(
            np.array(image),
            np.array(kernel),
            **settings | {"padding": int(whole) if isinstance(whole, np.uint8) else whole},
        )
        scale = np.abs(image).max() * np.abs(kernel).sum()
        np.testing.assert_allclose(found, theirs, rtol=0, atol=1e-12 * scale)


@cases(500)
@given(arrays, steps | st.just(((1, 1), (10**7, 1))) | st.just(((1, -1), (1, 1))), borders)
def test_any_padding_is_done_or_refused(image, padding, border) -> None:
    found, refusal = tried(pad_image, image, padding, border)
    if refusal is None:
        assert found.size <= MOST_NUMBERS


@cases(500)
@given(steps, steps, steps, steps, steps)
def test_any_size_is_worked_out_or_refused(size, kernel, stride, padding, dilation) -> None:
    named = {"stride": stride, "padding": padding, "dilation": dilation}
    found, refusal = tried(output_size, size, kernel, **named)
    if refusal is None:
        assert found >= 1
