"""Photos of handwriting: uneven light, chalk, specks, rules; cut in reading order."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

import cnncore
from cnncore.digits.handwriting import cut_digits
from cnncore.digits.strokes import sample_page
from tests.fuzz import counted

WORDS = "1408 2957 36"


def read(photo: np.ndarray) -> str:
    model = cnncore.load_pretrained()
    cuts = cut_digits(photo)
    return "".join(
        str(cnncore.predict(model, cnncore.prepare_drawing(cut.rgba).digit).label) for cut in cuts
    )


def test_a_page_in_uneven_light_is_read_in_order() -> None:
    assert read(sample_page(WORDS)) == WORDS.replace(" ", "")


def test_chalk_on_a_board_is_read() -> None:
    assert read(255 - sample_page(WORDS)) == WORDS.replace(" ", "")


def test_a_five_keeps_its_hat() -> None:
    page = Image.new("RGB", (120, 120), "#eeeeee")
    pen = ImageDraw.Draw(page)
    pen.line([(45, 35), (45, 60), (70, 60), (75, 80), (60, 95), (42, 90)], fill="#222222", width=5)
    pen.line([(45, 28), (75, 26)], fill="#222222", width=5)
    assert len(cut_digits(np.asarray(page))) == 1


def test_specks_and_rules_are_no_digits() -> None:
    page = sample_page("42").copy()
    page[20:22, 15:17] = 20
    page[-8:-6] = 40
    assert len(cut_digits(page)) == 2


@pytest.mark.parametrize(("teeth", "digits"), [(4, 1), (5, 0)])
def test_a_comb_of_more_strokes_than_a_digit_has_is_none(teeth: int, digits: int) -> None:
    page = np.full((160, 300, 3), 235, np.uint8)
    page[30:36, 30 : 30 + 8 * (2 * teeth - 1)] = 30
    for tooth in range(teeth):
        page[30:130, 30 + 16 * tooth : 38 + 16 * tooth] = 30
    assert len(cut_digits(page)) == digits


@pytest.mark.parametrize("shade", [0, 128, 255])
def test_an_empty_page_gives_nothing(shade: int) -> None:
    assert cut_digits(np.full((80, 60, 3), shade, np.uint8)) == []


def test_other_shapes_are_refused() -> None:
    with pytest.raises(cnncore.InputError, match="photo"):
        cut_digits(np.zeros((5, 5), np.uint8))


@pytest.mark.parametrize("side", [28, 48, 100, 280, 600])
@pytest.mark.parametrize("inverted", [False, True])
def test_a_picture_of_one_digit_is_one_digit(side: int, inverted: bool) -> None:
    digits = cnncore.load_digits()
    right = 0
    for image, label in zip(digits.images[-20:], digits.labels[-20:], strict=True):
        grey = 255 - image if inverted else image
        large = Image.fromarray(grey).resize((side, side), Image.Resampling.BICUBIC)
        right += read(np.asarray(large.convert("RGB"))) == str(int(label))
    assert right >= 18


def test_a_page_of_one_line_is_no_single_digit() -> None:
    for words in ("10", "42", "777"):
        assert len(cut_digits(sample_page(words))) == len(words)


def pattern(kind: str, step: int, side: int, seed: int) -> np.ndarray:
    """Draw what no one wrote: noise, dots, specks, print or grass."""
    rng = np.random.default_rng(seed)
    page = np.full((side, side), 240, np.uint8)
    if kind == "noise":
        page = rng.integers(0, 256, (side, side), dtype=np.uint8)
    elif kind == "grass":
        blades = rng.integers(0, 256, (side // 4 + 1, side // (2 * step) + 1), dtype=np.uint8)
        page = np.asarray(Image.fromarray(blades).resize((side, side), Image.Resampling.BICUBIC))
    elif kind == "dots":
        rows, cols = np.mgrid[:side, :side] % (2 * step) < step
        page = np.where(rows & cols, 20, page).astype(np.uint8)
    elif kind == "specks":
        for top, left in rng.integers(0, side - step, (3000, 2)):
            page[top : top + step, left : left + step] = 20
    else:
        for top in range(4, side - 12, 12):
            page[top : top + 8] = np.where(rng.random(side) < 0.4, 30, 240)
    return np.repeat(page[..., None], 3, axis=2)


@settings(max_examples=25, derandomize=True, deadline=None, database=None)
@given(
    st.sampled_from(["noise", "grass", "dots", "specks", "print"]),
    st.integers(1, 9),
    st.sampled_from([300, 800, 1024]),
    st.integers(0, 99),
)
def test_no_photo_takes_long(kind: str, step: int, side: int, seed: int) -> None:
    cut_digits(np.zeros((9, 9, 3), np.uint8))  # what is loaded late
    photo = pattern(kind, step, side, seed)
    with counted(1_000_000):  # calls: each of them holds the server
        found = cut_digits(photo)
    assert len(found) <= 40
