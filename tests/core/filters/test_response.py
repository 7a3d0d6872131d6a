"""Filters against scipy and torch for every border, value rules, and the algebra of kernels."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from PIL import Image
from scipy import ndimage

from cnncore import InputError, apply_filter, compose, filter_response, normalise, render
from cnncore.filters.catalogue import FAMILIES, FILTERS, filter_named
from cnncore.filters.opened import open_filter
from cnncore.filters.snippet import pytorch_snippet
from cnncore.filters.wall import filter_wall

SCIPY = {"zeros": "constant", "reflect": "mirror", "replicate": "nearest", "circular": "wrap"}
TORCH = {
    "zeros": "constant",
    "reflect": "reflect",
    "replicate": "replicate",
    "circular": "circular",
}
BORDERS = list(SCIPY)


@pytest.fixture
def photo() -> np.ndarray:
    return np.random.default_rng(3).integers(0, 256, (75, 40, 3), dtype=np.uint8)


def random_kernel(height: int, width: int) -> np.ndarray:
    return np.random.default_rng(height * 40 + width).normal(size=(height, width))


@pytest.mark.parametrize("border", BORDERS)
@pytest.mark.parametrize("size", [(1, 1), (3, 3), (5, 3), (1, 7), (11, 11)])
def test_response_agrees_with_scipy(photo, border: str, size: tuple[int, int]) -> None:
    kernel = random_kernel(*size)
    ours = filter_response(photo, kernel, border=border)
    for channel in range(3):
        plane = photo[..., channel].astype(float)
        theirs = ndimage.correlate(plane, kernel, mode=SCIPY[border])
        np.testing.assert_allclose(ours[..., channel], theirs, atol=1e-6)


@pytest.mark.parametrize("border", BORDERS)
@pytest.mark.parametrize("size", [(2, 2), (3, 4), (4, 1), (7, 7)])
def test_response_agrees_with_torch_for_even_kernels_too(photo, border: str, size) -> None:
    (height, width), kernel = size, random_kernel(*size)
    sides = ((width - 1) // 2, width // 2, (height - 1) // 2, height // 2)
    planes = torch.from_numpy(photo).double().permute(2, 0, 1)[:, None]
    padded = F.pad(planes, sides, mode=TORCH[border])
    theirs = F.conv2d(padded, torch.from_numpy(kernel)[None, None])[:, 0].permute(1, 2, 0)
    ours = filter_response(photo, kernel, border=border)
    np.testing.assert_allclose(ours, theirs.numpy(), atol=1e-6)


@pytest.mark.parametrize("border", BORDERS)
@pytest.mark.parametrize("name", [listed.name for listed in FILTERS])
def test_named_filter_agrees_with_scipy(photo, name: str, border: str) -> None:
    grey = photo[..., 0]
    for kernel in filter_named(name).kernels():
        if kernel.shape[0] % 2:
            theirs = ndimage.correlate(grey.astype(float), kernel, mode=SCIPY[border])
            ours = filter_response(grey, kernel, border=border)
            np.testing.assert_allclose(ours, theirs, atol=1e-6)


@pytest.mark.parametrize("border", BORDERS)
@pytest.mark.parametrize("name", [listed.name for listed in FILTERS])
def test_wall_is_the_rounded_response(photo, name: str, border: str) -> None:
    chosen = filter_named(name)
    mode = "absolute" if chosen.signed else "clip"
    (wall,) = filter_wall(photo, [chosen.kernels()], [mode], border=border)
    exact = open_filter(photo, chosen.kernels(), border=border, mode=mode).shown
    apart = np.abs(wall.astype(int) - exact)
    assert apart.max() <= 1
    assert np.count_nonzero(apart) <= apart.size // 500


def test_wall_computes_all_at_once_as_one_by_one(photo) -> None:
    kernels = [listed.kernels() for listed in FILTERS]
    modes = ["clip"] * len(kernels)
    together = filter_wall(photo[..., 0], kernels, modes)
    for group, shown in zip(kernels, together, strict=True):
        np.testing.assert_array_equal(filter_wall(photo[..., 0], [group], ["clip"])[0], shown)


def test_impulse_gives_the_kernel_back_turned() -> None:
    dot = np.zeros((9, 9), np.uint8)
    dot[4, 4] = 1
    kernel = np.arange(25.0).reshape(5, 5)
    response = filter_response(dot, kernel)[2:7, 2:7]
    np.testing.assert_allclose(response, kernel[::-1, ::-1], atol=1e-12)


@pytest.mark.parametrize("listed", FILTERS, ids=lambda listed: listed.name)
def test_flat_photo_stays_flat(listed) -> None:
    """A blur keeps the brightness; a filter of both signs answers zero to nothing."""
    flat = np.full((30, 30), 100, np.uint8)
    for kernel in listed.kernels():
        response = filter_response(flat, kernel)
        np.testing.assert_allclose(response, 100 * kernel.sum(), atol=1e-6)
        assert abs(kernel.sum()) < 1e-9 or abs(kernel.sum() - 1) < 1e-9


def test_gallery_has_families_sources_and_words() -> None:
    assert len(FILTERS) >= 18
    assert {listed.family for listed in FILTERS} == set(FAMILIES)
    assert len({listed.name for listed in FILTERS}) == len({listed.title for listed in FILTERS})
    assert all(listed.source and listed.finds.endswith(".") for listed in FILTERS)


@pytest.mark.parametrize("listed", FILTERS, ids=lambda listed: listed.name)
def test_every_setting_of_a_filter_gives_a_finite_kernel(listed) -> None:
    for name, knob in listed.knobs.items():
        for value in (knob.least, knob.most, knob.least - 5, knob.most * 10):
            for kernel in listed.kernels(**{name: value}):
                assert np.isfinite(kernel).all()
                assert max(kernel.shape) <= 31


def test_angle_turns_the_edge_a_gabor_answers_to() -> None:
    stripes = np.uint8(127 + 100 * np.sin(np.arange(60) * 2 * np.pi / 6.5))
    upright = np.tile(stripes, (60, 1))
    answers = {
        name: np.abs(filter_response(upright, filter_named(name).kernels()[0])).mean()
        for name in ("gabor-0", "gabor-45", "gabor-90", "gabor-135")
    }
    assert max(answers, key=answers.get) == "gabor-0"
    assert answers["gabor-0"] > 10 * answers["gabor-90"]


def test_two_filters_are_one_with_the_composed_kernel(photo) -> None:
    first, second = random_kernel(3, 3), random_kernel(5, 3)
    twice = filter_response(filter_response(photo, first), second)
    once = filter_response(photo, compose(first, second))
    assert compose(first, second).shape == (7, 5)
    np.testing.assert_allclose(once[4:-4, 4:-4], twice[4:-4, 4:-4], atol=1e-6)


@pytest.mark.parametrize("mode", ["clip", "absolute", "rescale", "signed"])
def test_flat_and_black_photos_have_a_picture(mode: str) -> None:
    for value in (0, 9):
        flat = np.full((8, 8, 3), value, np.uint8)
        assert apply_filter(flat, np.eye(3), mode=mode).shape == flat.shape


@pytest.mark.parametrize(
    ("kernel", "words"),
    [
        ([[np.nan, 1]], "NaN"),
        ([[np.inf]], "NaN or infinity"),
        ([["a"]], "numbers"),
        ([[1, 2], [3]], "numbers"),
        ([1, 2, 3], "shape"),
        (np.ones((77, 77)), "shape"),
        (np.ones((0, 3)), "shape"),
    ],
)
def test_bad_kernel_is_told(photo, kernel: object, words: str) -> None:
    with pytest.raises(InputError, match=words):
        filter_response(photo, kernel)


def test_zero_sum_cannot_be_normalised() -> None:
    for kernel in (np.zeros((3, 3)), filter_named("sobel-x").kernels()[0]):
        with pytest.raises(InputError, match="add up to zero"):
            normalise(kernel)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda: render(np.zeros(3), "loud"), "value rule"),
        (lambda: filter_named("blur"), "gaussian"),
        (lambda: filter_response(np.zeros((1, 1)), np.ones((3, 3))), "reflect padding"),
        (lambda: filter_response(np.zeros((4, 4)), np.ones((3, 3)), border="x"), "border rule"),
        (lambda: filter_response(np.zeros((0, 4)), np.ones((3, 3))), "a photo as"),
        (lambda: filter_wall(np.zeros((4, 4)), [(np.ones((3, 3)),)], ["clip"]), "uint8"),
    ],
)
def test_wrong_call_is_told(wrong, words: str) -> None:
    with pytest.raises(InputError, match=words):
        wrong()


@pytest.mark.parametrize("grey", [False, True])
@pytest.mark.parametrize("mode", ["clip", "absolute", "rescale", "signed"])
@pytest.mark.parametrize(
    ("name", "border"),
    [
        ("scharr", "reflect"),
        ("roberts-x", "circular"),
        ("gabor-45", "replicate"),
        ("unsharp", "zeros"),
    ],
)
def test_snippet_makes_the_same_picture(
    photo, tmp_path, monkeypatch, name: str, border: str, mode: str, grey: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    Image.fromarray(photo).save("photo.png")
    kernels = filter_named(name).kernels()
    exec(pytorch_snippet(kernels, grey=grey, border=border, mode=mode), {})
    theirs = np.asarray(Image.open("filtered.png")).astype(int)
    ours = open_filter(photo, kernels, grey=grey, border=border, mode=mode).shown
    assert np.abs(ours - theirs).max() <= 1


def test_opened_filter_counts_every_response(photo) -> None:
    opened = open_filter(photo, filter_named("sobel-x").kernels())
    response = filter_response(photo, filter_named("sobel-x").kernels()[0])
    counts, edges = np.histogram(response, 64, (opened.least, opened.most))
    assert opened.counts.sum() == response.size
    np.testing.assert_allclose(opened.edges, edges)
    assert np.abs(opened.counts - counts).sum() < response.size / 50
    assert opened.outside == pytest.approx(((response < 0) | (response > 255)).mean())
    row, col = opened.strongest
    assert np.abs(response[row, col]).max() == np.abs(response).max()
