"""Photos of handwriting: uneven light, chalk, specks, rules; cut in reading order."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

import cnncore
from cnncore.digits.handwriting import cut_digits
from cnncore.digits.strokes import sample_page

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


@pytest.mark.parametrize("shade", [0, 128, 255])
def test_an_empty_page_gives_nothing(shade: int) -> None:
    assert cut_digits(np.full((80, 60, 3), shade, np.uint8)) == []


def test_other_shapes_are_refused() -> None:
    with pytest.raises(cnncore.InputError, match="photo"):
        cut_digits(np.zeros((5, 5), np.uint8))
