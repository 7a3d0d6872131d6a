"""The convolution lesson, driven as a visitor would."""

import json
from uuid import uuid4

import numpy as np
import pytest

from cnncore import convolve, parse_grid
from cnncore.convolution.grids import ARTICLE_IMAGE, ARTICLE_KERNEL
from ui.convolution.controls import TABS


def shown(app) -> dict:
    """Return what the board was given to show, the present setting's results opened."""
    data = json.loads(app.get("bidi_component")[0].proto.json)[0]
    grids, sliders, others = (json.loads(data[name]) for name in ("grids", "sliders", "others"))
    member = {"pooled": None} | (sliders | others)[data["setting"]]
    flip = data["setting"].split(" ")[4]
    return data | grids | member | {"kernels": grids["kernels"][flip]}


def edit(app, *, text: str, channel: int = 0, paste: bool = False, **what) -> None:
    """Change cells as the board's front end reports it."""
    event = {"channel": channel, "text": text, "paste": paste, "sent": str(uuid4()), **what}
    app.session_state["board"] = {"edit": event}
    app.run()


def test_opens_on_the_articles_example(open_app) -> None:
    app = open_app("convolution")
    assert shown(app)["map"] == [[4, 2, 2], [2, 3, 4], [1, 3, 3]]


def test_sliders_change_the_map_and_the_address(open_app) -> None:
    app = open_app("convolution")
    app.slider(key="padding").set_value(1)
    app.slider(key="stride").set_value(2).run()
    image, kernel = parse_grid(ARTICLE_IMAGE), parse_grid(ARTICLE_KERNEL)
    assert shown(app)["map"] == convolve(image, kernel, padding=1, stride=2).tolist()


def test_a_link_reopens_the_board(open_app) -> None:
    address = {"image": "123_456_789", "kernel": "1 -1", "stride": "2", "bias": "0.5"}
    app = open_app("convolution", **address)
    assert shown(app)["map"] == [[-0.5], [-0.5]]
    assert app.selectbox(key="image_preset").value == "Your own"


def test_an_edit_on_the_board_goes_into_the_grid(open_app) -> None:
    app = open_app("convolution")
    edit(app, grid="image", cells=[[0, 0], [0, 1]], text="5")
    assert app.text_input(key="image").value.startswith("55100_")
    assert shown(app)["image"][0][0] == [5, 5, 1, 0, 0]
    edit(app, grid="kernel", cells=[[1, 1]], text="−0,5")
    assert shown(app)["kernels"][0][1] == [0, -0.5, 0]


def test_what_a_cell_cannot_take_is_told_and_nothing_is_lost(open_app) -> None:
    app = open_app("convolution", stride="2")
    before = shown(app)
    for text in ("abc", "", "nan", "inf", "1e300"):
        edit(app, grid="image", cells=[[1, 2]], text=text)
        told = shown(app)["problem"]
        assert "a number from −999 to 999" in told["text"]
        assert (told["grid"], told["cell"]) == ("image0", [1, 2])
        assert shown(app)["map"] == before["map"]
    edit(app, grid="image", cells=[[1, 2]], text="1")
    assert shown(app)["problem"] is None


def test_pasted_rows_fill_cells_or_say_what_fits(open_app) -> None:
    app = open_app("convolution")
    edit(app, grid="image", cells=[[3, 2]], text="7 8 9\n4 5 6", paste=True)
    assert shown(app)["image"][0][3][2:] == [7, 8, 9]
    assert shown(app)["image"][0][4][2:] == [4, 5, 6]
    for text, word in (("1 2 3 4", "3 numbers from here"), ("1 2\n3", "rows of 2 numbers")):
        edit(app, grid="image", cells=[[3, 2]], text=text, paste=True)
        assert word in shown(app)["problem"]["text"]
    edit(app, grid="image", cells=[[4, 0]], text="1 2\n3 4", paste=True)
    assert "1 rows from here" in shown(app)["problem"]["text"]


def test_a_turned_kernel_is_edited_where_it_is_seen(open_app) -> None:
    app = open_app("convolution", flip="true", kernel="123_456_789")
    assert shown(app)["kernels"][0][0] == [9, 8, 7]
    edit(app, grid="kernel", cells=[[0, 0]], text="0")
    assert app.text_input(key="kernel").value == "123_456_780"
    assert shown(app)["other"] is not None


def test_a_damaged_link_is_mended_with_sentences(open_app) -> None:
    app = open_app("convolution", image="10_0", kernel="banana", padding="1", stride="banana")
    told = shown(app)["problem"]["text"]
    assert "The link’s stride takes 1 to 4; it got “banana”." in told
    assert "The link’s image takes 2 numbers in every row" in told
    assert "The link’s kernel takes a number from −999 to 999" in told
    assert app.text_input(key="image").value == ARTICLE_IMAGE
    assert app.text_input(key="kernel").value == ARTICLE_KERNEL
    assert app.slider(key="padding").value == 1
    assert app.slider(key="stride").value == 1
    edit(app, grid="image", cells=[[0, 0]], text="2")
    assert shown(app)["problem"] is None


def test_typed_text_that_is_no_grid_stays_to_be_mended(open_app) -> None:
    app = open_app("convolution")
    app.text_input(key="image").set_value("101_11").run()
    assert "3 numbers in every row" in app.error[0].value
    assert app.text_input(key="image").value == "101_11"
    assert shown(app)["map"] == [[4, 2, 2], [2, 3, 4], [1, 3, 3]]


def test_presets_sizes_and_channels(open_app) -> None:
    app = open_app("convolution")
    app.selectbox(key="image_preset").set_value("A real digit").run()
    assert len(shown(app)["image"][0]) == 12
    app.selectbox(key="kernel_preset").set_value("Sobel, vertical").run()
    assert shown(app)["kernels"][0][1] == [-2, 0, 2]
    app.selectbox(key="image_preset").set_value("Checkerboard").run()
    app.number_input(key="image_columns").set_value(8).run()
    assert app.selectbox(key="image_preset").value == "Checkerboard"
    app.number_input(key="kernel_rows").set_value(2).run()
    assert app.selectbox(key="kernel_preset").value == "Your own"
    app.segmented_control(key="channels").set_value(3).run()
    assert len(shown(app)["sums"]) == 3
    edit(app, grid="kernel", channel=2, cells=[[0, 0]], text="4")
    assert [one[0][0] for one in shown(app)["kernels"]] == [-1, -1, 4]


def test_random_images_follow_each_other(open_app) -> None:
    app = open_app("convolution")
    app.selectbox(key="image_preset").set_value("Random").run()
    first = shown(app)["image"]
    next(one for one in app.button if one.label == "Another random image").click().run()
    assert shown(app)["image"] != first
    assert app.selectbox(key="image_preset").value == "Random"


def test_a_pooling_window_that_does_not_fit_is_told(open_app) -> None:
    app = open_app("convolution", then="max", window="4")
    assert "a window of 4 and a map of 3 × 3" in shown(app)["note"][0]
    assert shown(app)["rectified"] == [[4, 2, 2], [2, 3, 4], [1, 3, 3]]
    assert shown(app)["pooled"] is None


def test_a_misfit_offers_two_ways_out(open_app) -> None:
    app = open_app("convolution", image="123_456_789", kernel="11111_11111_11111_11111_11111")
    assert "a kernel that fits in the padded image" in shown(app)["unfit"][0]
    ways = [button for button in app.button if button.key.startswith("repair_card")]
    assert [way.label for way in ways] == ["Cut the kernel to 3 × 3", "Set the padding to 1"]
    ways[1].click().run()
    assert app.slider(key="padding").value == 1
    assert len(shown(app)["map"]) == 1


def test_an_example_of_a_misfit_goes_on_the_board_and_is_repaired(open_app) -> None:
    app = open_app("convolution", tab="misfit", misfit="same")
    assert [one for one in app.code if "not supported for strided" in one.value]
    next(one for one in app.button if one.label == "Put it on the board").click().run()
    assert app.slider(key="stride").value == 2
    assert app.selectbox(key="padding_by").value == "same"
    app.button(key="repair_card_0").click().run()
    assert app.slider(key="stride").value == 1
    assert np.shape(shown(app)["map"]) == (3, 3)


@pytest.mark.parametrize(
    ("key", "text"), [("stride", "9"), ("bias", "nan"), ("border", "mirror"), ("flip", "perhaps")]
)
def test_a_setting_no_link_can_have_is_told(open_app, key: str, text: str) -> None:
    app = open_app("convolution", **{key: text})
    assert shown(app)["problem"]["text"].startswith(f"The link’s {key} takes ")
    assert shown(open_app("convolution", stride="4", bias="-1.5", flip="true"))["problem"] is None


def test_every_tab_opens(open_app) -> None:
    for tab in TABS:
        app = open_app("convolution", tab=tab, border="reflect", padding="1", dilation="2")
        assert not app.exception
    app = open_app("convolution", tab="check")
    assert [one for one in app.markdown if "the largest difference is **0**" in one.value]


def test_random_settings_never_raise(open_app) -> None:
    random = np.random.default_rng(1)
    app = open_app("convolution")
    for _ in range(25):
        if not app.slider(key="padding").disabled:
            app.slider(key="padding").set_value(int(random.integers(5)))
        app.slider(key="stride").set_value(int(random.integers(1, 5)))
        app.slider(key="dilation").set_value(int(random.integers(1, 4)))
        for key in ("border", "padding_by", "then", "image_preset", "kernel_preset"):
            box = app.selectbox(key=key)
            box.set_value(box.options[random.integers(len(box.options))])
        app.toggle(key="flip").set_value(bool(random.integers(2))).run()
        assert not app.exception
        told = shown(app)
        moved = [app.slider(key=key).value for key in ("stride", "dilation")]
        flip = str(app.toggle(key="flip").value).lower()
        chosen = [*map(str, moved), app.selectbox(key="border").value, flip]
        assert told["setting"].split(" ")[1:5] == chosen
        assert ("map" in told) != ("unfit" in told)


def test_of_one_channel_three_are_made_none_like_another(open_app) -> None:
    app = open_app("convolution", image="123_456_789", kernel="1 -1")
    app.segmented_control(key="channels").set_value(3).run()
    assert parse_grid(app.text_input(key="image").value).tolist() == [
        [[1, 2, 3], [4, 5, 6], [7, 8, 9]],
        [[3, 2, 1], [6, 5, 4], [9, 8, 7]],
        [[7, 8, 9], [4, 5, 6], [1, 2, 3]],
    ]
