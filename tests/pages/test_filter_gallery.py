"""The filter gallery, driven as a visitor would."""

import json
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from cnncore.convolution.operation import BORDERS
from cnncore.filters.catalogue import FILTERS
from ui.filter_gallery import imagenet_network
from ui.filter_gallery.controls import OWN_KERNEL, TABS


def shown(app, number: int = 0) -> dict:
    """Return what an own component was given to show."""
    return json.loads(app.get("bidi_component")[number].proto.json)[0]


def file_of(pixels: np.ndarray, kind: str = "PNG") -> tuple[str, bytes, str]:
    file = BytesIO()
    Image.fromarray(pixels).save(file, kind)
    return f"mine.{kind.lower()}", file.getvalue(), f"image/{kind.lower()}"


@pytest.fixture
def own() -> np.ndarray:
    return np.random.default_rng(4).integers(0, 256, (40, 60, 3), dtype=np.uint8)


def upload(app, file: tuple[str, bytes, str]):
    app.file_uploader[0].set_value(file)
    return app.run()


def test_opens_on_a_wall_of_a_sample(open_app) -> None:
    app = open_app("filter_gallery")
    tiles = shown(app)["tiles"]
    assert [tile["name"] for tile in tiles] == [listed.name for listed in FILTERS]
    assert len({tile["src"] for tile in tiles}) == len(tiles)
    assert "Chelsea" in app.caption[-1].value


@pytest.mark.parametrize("view", TABS)
def test_every_view_opens_from_a_link(open_app, view: str) -> None:
    app = open_app("filter_gallery", gallery=view, photo="rocket")
    assert not app.exception
    assert app.selectbox(key="photo").value == "rocket"
    assert app.caption[-1].value.startswith("Photo: Falcon 9")


def test_a_link_restores_filter_and_settings(open_app) -> None:
    address = {"filter": "gaussian", "gaussian-size": "5", "edge": "zeros", "colour": "grey"}
    app = open_app("filter_gallery", gallery="filter", **address)
    lens = shown(app)
    assert np.array(lens["kernels"][0]).shape == (5, 5)
    assert lens["border"] == "zeros"
    assert not lens["colour"]


def test_enlarged_corners_keep_their_pixels_and_the_whole_photo_does_not(open_app) -> None:
    table = shown(open_app("filter_gallery", gallery="rules"))
    whole, *corners = [row["pixels"] for row in table["rows"]]
    assert not whole
    assert corners == [True] * len(BORDERS)


def test_strength_scales_the_kernel(open_app) -> None:
    app = open_app("filter_gallery", gallery="filter")
    app.slider(key="sobel-x-strength").set_value(2.0).run()
    assert shown(app)["kernels"][0] == [[-2, 0, 2], [-4, 0, 4], [-2, 0, 2]]


def test_learned_filters_see_the_middle_square_of_a_photo(open_app) -> None:
    tall = np.random.default_rng(1).integers(0, 256, (160, 64, 3), dtype=np.uint8)
    seen = []
    for photo in (tall, tall[48:112]):
        app = upload(open_app("filter_gallery", gallery="learned"), file_of(photo))
        assert app.selectbox(key="photo").value == "own"
        seen.append(next(data for n in range(3) if "rows" in (data := shown(app, n))))
    assert seen[0] == seen[1]


def test_own_photo_is_shown_and_stays_over_lessons(open_app, own) -> None:
    app = upload(open_app("filter_gallery"), file_of(own))
    assert app.selectbox(key="photo").value == "own"
    assert shown(app)["shape"] == "1.500"
    assert not app.get("warning")
    app.switch_page("pages/convolution.py").run()
    app.switch_page("pages/filter_gallery.py").run()
    assert shown(app)["shape"] == "1.500"
    assert app.selectbox(key="photo").value == "own"


def test_own_photo_is_not_in_shared_memory(open_app, own) -> None:
    """Another visitor with the link gets a sample, and no choice named after the photo."""
    upload(open_app("filter_gallery"), file_of(own))
    other = open_app("filter_gallery", photo="own")
    assert not other.exception
    assert "Your photo" not in other.selectbox(key="photo").options
    assert shown(other)["shape"] != "1.500"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"just text",
        b"%PDF-1.7",
        b"<svg/>",
        file_of(np.zeros((1, 1, 3), np.uint8))[1],
        file_of(np.zeros((10_000, 1, 3), np.uint8))[1],
        file_of(np.zeros((64, 64, 3), np.uint8), "JPEG")[1][:300],
    ],
    ids=["empty", "text", "pdf", "svg", "1x1", "1x10000", "cut"],
)
def test_bad_file_is_told_and_the_photo_before_stays(open_app, own, data: bytes) -> None:
    app = upload(open_app("filter_gallery", colour="grey"), file_of(own))
    app = upload(app, ("mine.jpg", data, "image/jpeg"))
    assert not app.exception
    assert len(app.warning) == 1
    assert shown(app)["shape"] == "1.500"
    app = upload(app, file_of(own[:30]))
    assert not app.warning
    assert shown(app)["shape"] == "2.000"


@pytest.mark.parametrize("view", TABS)
def test_all_black_photo_goes_through_every_view(open_app, view: str) -> None:
    app = upload(open_app("filter_gallery"), file_of(np.zeros((24, 32, 3), np.uint8)))
    app.session_state["gallery"] = TABS[view]
    app.run()
    assert not app.exception
    assert "Every pixel of this photo is the same" in app.info[0].value


def test_own_kernel_is_typed_changed_and_linked(open_app) -> None:
    app = open_app("filter_gallery", gallery="kernel", **{OWN_KERNEL: "1,2;3,4"})
    assert shown(app)["kernel"] == [[1, 2], [3, 4]]
    press(app, "Transpose")
    assert app.text_input(key=OWN_KERNEL).value == "1,3;2,4"
    press(app, "Normalise")
    np.testing.assert_allclose(shown(app)["kernel"], [[0.1, 0.3], [0.2, 0.4]], atol=1e-6)
    press(app, "5 × 5")
    assert np.array(shown(app)["kernel"]).shape == (5, 5)


def test_wrong_kernel_is_told_and_the_last_one_stays(open_app) -> None:
    app = open_app("filter_gallery", gallery="kernel", **{OWN_KERNEL: "1,2;3,4"})
    for text in ("nan,1", "1,2;3", "a", ";;;"):
        app.text_input(key=OWN_KERNEL).set_value(text).run()
        assert len(app.warning) == 1
        assert shown(app)["kernel"] == [[1, 2], [3, 4]]


def test_kernel_of_zeros_cannot_be_normalised(open_app) -> None:
    app = open_app("filter_gallery", gallery="kernel")
    press(app, "Clear")
    press(app, "Normalise")
    assert "add up to zero" in app.warning[0].value
    assert not np.any(shown(app)["kernel"])
    press(app, "Clear")
    assert not app.warning


def press(app, label: str) -> None:
    next(button for button in app.button if button.label == label).click().run()


def test_network_tells_a_cat(open_app) -> None:
    app = open_app("filter_gallery", gallery="imagenet")
    assert {"tiger cat", "Egyptian cat", "tabby"} & set(app.radio[0].options)
    rows = shown(app)["rows"]
    assert len(rows) == 6
    assert all(len(row["cells"]) == 8 for row in rows)
    app.radio[0].set_value("just the photo").run()
    assert not app.exception


def test_a_patch_is_enlarged_in_whole_pixels_both_ways() -> None:
    patch = np.random.default_rng(2).integers(0, 256, (40, 60, 3), dtype=np.uint8)
    large = imagenet_network._large(patch, least=120)
    np.testing.assert_array_equal(large, np.kron(patch, np.ones((2, 2, 1), np.uint8)))
