"""The lesson on own classes: train, mark, move, undo; the trap; files that are none."""

from collections.abc import Callable
from io import BytesIO
from types import SimpleNamespace
from zipfile import ZipFile

import numpy as np
import pytest
import streamlit as st
from PIL import Image

from cnncore.pieces import whole
from cnncore.transfer import words
from cnncore.transfer.project import pack_project, unpack_photos
from cnncore.transfer.scenes import Scene, draw_scene
from cnncore.transfer.scratch import from_scratch, weights_of
from tests.pages.test_class_wall import press
from ui.own_classes import all_photos, cache
from ui.own_classes.controls import TABS


def jpeg(thing: str, ground: str, seed: int) -> bytes:
    file = BytesIO()
    Image.fromarray(draw_scene(Scene(thing, ground), seed)).save(file, "JPEG")
    return file.getvalue()


def zip_of(**folders: list[bytes]) -> tuple[str, bytes, str]:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for folder, photos in folders.items():
            for number, photo in enumerate(photos):
                archive.writestr(f"{folder}/{number}.jpg", photo)
    return "things.zip", file.getvalue(), "application/zip"


def words_of(app) -> str:
    return "\n".join(one.value for one in [*app.markdown, *app.caption, *app.warning, *app.info])


def shots(app) -> list:
    return app.session_state["kept:own classes"].album.shots


def mark(app, *places: int):
    desk = app.session_state["kept:own classes"]
    from dataclasses import replace

    names = tuple(desk.album.shots[place].digest for place in places)
    app.session_state["kept:own classes"] = replace(desk, marked=names)
    return app.run()


def given(app, *files):
    app.file_uploader[0].set_value(list(files))
    return app.run()


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_opens_on_a_good_example(open_app, tab: str) -> None:
    app = open_app("own_classes", own=tab)
    assert not app.exception
    assert not app.warning


def test_train_tells_what_was_set_aside_and_what_learns(open_app) -> None:
    app = press(open_app("own_classes"), "Train")
    told = words_of(app)
    assert "6 of 6 photos" in told
    assert "1,281 weights a class, 2,562 in all" in told
    assert "3,371,008 stay" in told


def test_photos_are_moved_deleted_and_brought_back(open_app) -> None:
    app = mark(open_app("own_classes"), 0, 1)
    assert "2 photos marked" in words_of(app)
    app = press(app, "Move to Pear")
    assert [one.label for one in shots(app)].count(1) == 14
    app = press(mark(app, 0), "Delete")
    assert len(shots(app)) == 23
    app = press(app, "Undo")
    assert len(shots(app)) == 24


def test_a_change_makes_what_was_learnt_void_but_a_name_does_not(open_app) -> None:
    app = press(open_app("own_classes"), "Train")
    app = next(b for b in app.text_input if b.label == "Class 1").set_value("Red apple").run()
    assert "6 of 6 photos" in words_of(app)
    assert "Red apple: 3 of 3" in words_of(app)
    app = press(mark(app, 0), "Delete")
    assert "6 of 6 photos" not in words_of(app)


def test_a_name_that_is_taken_is_said_and_nothing_changes(open_app) -> None:
    app = open_app("own_classes")
    app = next(b for b in app.text_input if b.label == "Class 1").set_value("pear").run()
    assert "which is taken" in words_of(app)
    assert app.session_state["kept:own classes"].album.kinds[0].name == "Apple"


def test_too_few_photos_are_said_and_mended(open_app) -> None:
    app = press(open_app("own_classes"), "Empty, for my own")
    app = press(app, "Train")
    assert "Give First thing 3 more" in words_of(app)
    app = press(app, "Undo")
    assert "6 of 6 photos" in words_of(press(app, "Train"))


def test_a_zip_of_folders_becomes_classes(open_app) -> None:
    app = press(open_app("own_classes"), "Empty, for my own")
    cups = [jpeg("mug", "wood", n) for n in range(4)]
    balls = [jpeg("ball", "cloth", n) for n in range(5)]
    app = given(app, zip_of(Cups=cups, balls=balls))
    assert not app.exception
    names = [kind.name for kind in app.session_state["kept:own classes"].album.kinds]
    assert names == ["First thing", "Second thing", "Cups", "balls"]
    assert [one.label for one in shots(app)] == 4 * [2] + 5 * [3]
    app = press(app, "Undo")
    assert len(shots(app)) == 0


def test_files_that_are_no_photos_are_named_and_the_rest_is_taken(open_app) -> None:
    good = ("mug.jpg", jpeg("mug", "wood", 1), "image/jpeg")
    text = ("notes.png", b"only text", "image/png")
    app = given(open_app("own_classes"), good, text, good)
    assert len(shots(app)) == 25
    told = words_of(app)
    assert "notes.png: this needs a complete" in told
    assert "mug.jpg: this needs different photos" in told


def test_a_zip_that_is_none_is_told_by_name_and_loses_nothing(open_app) -> None:
    app = open_app("own_classes")
    before = shots(app)
    app = given(app, ("things.zip", b"only text", "application/zip"))
    assert not app.exception
    assert "things.zip: this needs" in words_of(app)
    assert shots(app) == before


def test_what_is_saved_holds_every_photo_of_every_class(open_app, monkeypatch) -> None:
    made, button = [], st.download_button

    def saved(label: str, data: Callable[[], bytes], *look, **more) -> None:
        made.append(data())
        button(label, data, *look, **more)

    monkeypatch.setattr(st, "download_button", saved)
    app = open_app("own_classes", own="take")
    album = app.session_state["kept:own classes"].album
    packed = unpack_photos(made[0])
    assert packed.names == tuple(kind.name for kind in album.kinds)
    assert len(packed.photos) == len(album.shots)


def test_a_project_comes_back_and_trains_to_the_same(open_app) -> None:
    app = press(open_app("own_classes"), "Train")
    desk = app.session_state["kept:own classes"]
    data = pack_project(desk.album, desk.learnt)
    fresh = press(open_app("own_classes"), "Empty, for my own")
    for place in (1, 0):
        fresh = next(b for b in fresh.button if b.key == f"_drop_{place}").click().run()
    # a class is needed to choose where photos go; the project's own are added
    box = next(b for b in fresh.text_input if b.label == "Another class")
    fresh = box.set_value("Apple").run()
    fresh = given(fresh, ("own.zip", data, "application/zip"))
    fresh = press(fresh, "Train")
    again = fresh.session_state["kept:own classes"]
    assert [one.digest for one in again.album.shots] == [one.digest for one in desk.album.shots]
    np.testing.assert_array_equal(again.learnt.layer.weights, desk.learnt.layer.weights)


def test_the_trap_is_told_after_a_guess_and_mended_by_two_photos(open_app) -> None:
    app = open_app("own_classes", own="trap")
    assert "It says" not in words_of(app)
    app = open_app("own_classes", own="trap", guess="0")
    assert "It says **Pear**, not what you thought; that is wrong" in words_of(app)
    caught = cache.caught("ground")
    assert f"**{caught.right} of 20** where the trap is turned round" in words_of(app)
    app.slider(key="against").set_value(2).run()
    mended = cache.repaired("ground", 2)
    assert f"from {caught.right} to {mended.right} of 20" in words_of(app)
    assert caught.right < 3 < 17 < mended.right


def test_what_is_like_nothing_is_none_of_these(open_app) -> None:
    app = open_app("own_classes", own="try", drawn_thing="mug", drawn_ground="cloth")
    assert "None of these" in words_of(app)
    app = open_app("own_classes", own="try")
    assert "## Apple" in words_of(app)


def test_leaving_out_tells_a_photo_that_helps(open_app) -> None:
    app = open_app("own_classes", own="all")
    app = press(app, "Leave each out once")
    assert not app.exception
    assert "helps most" in words_of(app) or "No single photo helps" in words_of(app)


def test_a_small_cnn_from_nothing_is_told_beside_the_last_layer(open_app) -> None:
    app = press(open_app("own_classes", own="holds"), "Train a small CNN on them")
    learnt = app.session_state["kept:own classes"].learnt
    right = whole(from_scratch(learnt))
    assert words.from_nothing(right, learnt, weights_of(2)) in [one.value for one in app.markdown]


@pytest.mark.parametrize(("effect", "told"), [(0.004, "+0.4"), (-0.004, "−0.4"), (-0.3, "−30")])
def test_a_photo_that_harms_is_told_with_its_sign(monkeypatch, effect: float, told: str) -> None:
    captions = []
    monkeypatch.setattr(all_photos, "picture", lambda square, caption, *_: captions.append(caption))
    shot = SimpleNamespace(label=0, square=None)
    album = SimpleNamespace(shots=[shot], kinds=[SimpleNamespace(name="Apple")])
    all_photos._one(SimpleNamespace(album=album), 0, effect, "harms most")
    assert captions == [f"harms most: {told} percentage points for what is right"]


def test_another_set_is_drawn_under_a_bar_and_laid_on_the_desk_and_undone(open_app) -> None:
    app = open_app("own_classes")
    first = app.session_state["kept:own classes"]
    assert first.before is None
    cache.ready_work.clear()
    app.button(key="_set_things").click().run()
    assert not app.exception
    assert not app.warning
    now = app.session_state["kept:own classes"]
    assert [kind.name for kind in now.album.kinds] == ["Apple", "Pear", "Ball", "Mug"]
    assert now.before is first.album
    app.button(key="_undo").click().run()
    assert app.session_state["kept:own classes"].album is first.album
    app.button(key="_set_own").click().run()
    assert [kind.name for kind in app.session_state["kept:own classes"].album.kinds] == [
        "First thing",
        "Second thing",
    ]


def test_all_other_photos_are_looked_at_after_a_look_that_failed(monkeypatch) -> None:
    cache.others_work.clear()
    work = cache.others_work()
    work.step()
    with monkeypatch.context() as broken:
        broken.setattr("cnncore.transfer.album.take_shot", lambda *given: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            work.step()
    assert len(work.whole()) == 24
