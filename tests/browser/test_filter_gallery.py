"""The filter gallery in a real browser: the wall, the lens, the editor, a photo from a phone."""

import re
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from cnncore.filters.catalogue import filter_named
from cnncore.filters.response import filter_response
from cnncore.photos import sample_photo
from tests.conftest import settled

pytestmark = pytest.mark.browser


def wait_for(page, text: str) -> None:
    page.get_by_text(text, exact=False).first.wait_for(timeout=30_000)


def test_a_tile_opens_its_filter_and_the_address_says_so(visit) -> None:
    page = visit("/filter_gallery")
    page.get_by_role("button", name=re.compile("Laplacian of Gaussian")).click()
    page.locator(".readout .sum").wait_for(timeout=30_000)
    page.wait_for_url(re.compile(r"gallery=filter"))
    page.wait_for_url(re.compile(r"filter=log"))
    page.reload()
    settled(page)
    page.locator(".readout .sum").wait_for(timeout=30_000)
    wait_for(page, "Marr & Hildreth")


def test_the_lens_writes_the_sum_that_python_computes(visit) -> None:
    page = visit("/filter_gallery?gallery=filter&photo=rocket&edge=circular")
    page.locator(".readout .sum b").wait_for(timeout=30_000)
    stage = page.locator(".stage")
    stage.scroll_into_view_if_needed()
    stage.focus()
    response = filter_response(
        sample_photo("rocket").pixels, filter_named("sobel-x").kernels()[0], border="circular"
    )
    for keys in (["ArrowUp"], ["ArrowLeft"] * 3, ["ArrowDown"] * 2):
        for key in keys:
            page.keyboard.press(key)
        counted = re.findall(r"\d+", page.locator(".readout > div").first.inner_text())
        row, col = (int(number) - 1 for number in counted)
        written = page.locator(".readout .sum b").inner_text().replace("−", "-")
        assert float(written) == pytest.approx(response[row, col, 1], abs=0.51)
    page.get_by_role("button", name="red").click()
    written = page.locator(".readout .sum b").inner_text().replace("−", "-")
    assert float(written) == pytest.approx(response[row, col, 0], abs=0.51)


def test_the_line_between_before_and_after_is_dragged(visit) -> None:
    page = visit("/filter_gallery?gallery=filter")
    page.locator(".readout .sum").wait_for(timeout=30_000)
    divider, stage = page.locator(".divider"), page.locator(".stage")
    stage.scroll_into_view_if_needed()
    box = stage.bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] / 2, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.2, middle, steps=4)
    page.mouse.up()
    assert abs(int(divider.get_attribute("aria-valuenow")) - 20) <= 2
    divider.focus()
    page.keyboard.press("ArrowRight")
    assert abs(int(divider.get_attribute("aria-valuenow")) - 25) <= 2


def test_a_kernel_is_painted_and_lands_in_the_address(visit) -> None:
    page = visit("/filter_gallery?gallery=kernel")
    cells = page.locator(".editor input")
    cells.first.wait_for(timeout=30_000)
    page.get_by_role("button", name="Paint 2").click()
    start, end = (cells.nth(place).bounding_box() for place in (0, 2))
    page.mouse.move(start["x"] + 20, start["y"] + 20)
    page.mouse.down()
    page.mouse.move(end["x"] + 20, end["y"] + 20, steps=8)
    page.mouse.up()
    page.wait_for_url(re.compile(r"own-kernel=2%2C2%2C2%3B-1%2C5%2C-1"))
    page.get_by_role("button", name="Type").click()
    cells.nth(4).fill("9")
    cells.nth(4).press("Tab")
    page.wait_for_url(re.compile(r"own-kernel=2%2C2%2C2%3B-1%2C9%2C-1"))


def test_a_phones_photo_is_upright_and_a_bad_file_changes_nothing(visit, tmp_path) -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (900, 1200, 3), dtype=np.uint8)
    exif = Image.Exif()
    exif[0x0112] = 6
    photo = tmp_path / "phone.jpg"
    Image.fromarray(pixels).save(photo, "JPEG", exif=exif)
    text = tmp_path / "notes.jpg"
    text.write_text("this is a text file")
    page = visit("/filter_gallery", width=390, height=844)
    page.get_by_role("button", name="Use your own").click()
    page.locator("input[type=file]").set_input_files(str(photo))
    wait_for(page, "phone.jpg, yours")
    tile = page.locator(".tile img").first
    size = tile.evaluate(
        "image => image.decode().then(() => [image.naturalWidth, image.naturalHeight])"
    )
    assert size[0] < size[1]
    page.get_by_role("button", name="Use your own").click()
    page.locator("input[type=file]").set_input_files(str(text))
    wait_for(page, "none of these")
    wait_for(page, "phone.jpg, yours")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_lens_is_read_by_touch_on_a_phone(visit) -> None:
    page = visit("/filter_gallery?gallery=filter", width=390, height=844)
    page.locator(".readout .sum").wait_for(timeout=30_000)
    stage = page.locator(".stage")
    stage.scroll_into_view_if_needed()
    before = page.locator(".readout > div").first.inner_text()
    box = stage.bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.8, box["y"] + box["height"] * 0.8)
    assert page.locator(".readout > div").first.inner_text() != before
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_zip_and_png_are_downloaded(visit, tmp_path) -> None:
    page = visit("/filter_gallery")
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("button", name="The whole wall (ZIP)").click()
    assert waiting.value.suggested_filename == "filters.zip"
    page.goto(page.url.split("?")[0] + "?gallery=filter&filter=box")
    settled(page)
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("button", name="This picture (PNG)").click()
    waiting.value.save_as(tmp_path / "box.png")
    picture = np.asarray(Image.open(BytesIO((tmp_path / "box.png").read_bytes())))
    assert picture.shape == sample_photo("chelsea").pixels.shape
