"""The drawing lesson: opens on a good example, answers a drawing, survives every odd canvas."""

import base64
import io
import json
import re
from collections.abc import Iterator
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from PIL import Image

from cnncore import InputError, load_pretrained
from cnncore.digits.collection import pack
from cnncore.digits.dataset import Digits, load_digits
from cnncore.digits.strokes import render_strokes, sample_strokes
from ui.draw_digit import by_keys, teach_it
from ui.draw_digit.controls import TABS
from ui.shared.sketch import objects_of


def told_to_the_canvas(app) -> dict:
    return json.loads(app.get("bidi_component")[0].proto.json)["initialDrawing"]


def browser_sends(app, rgba: np.ndarray, objects: list | None = None) -> dict:
    """Return the canvas's state as the browser reports it after a stroke on what it was told."""
    file = io.BytesIO()
    Image.fromarray(rgba).save(file, "PNG")
    data = "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()
    raw = {"objects": objects or [{"type": "Path", "path": []}]}
    raw["background"] = told_to_the_canvas(app)["background"]
    return {"drawing": {"raw": raw, "data": data}, "backgroundFit": None}


def words(app) -> str:
    return " ".join(block.proto.body for block in app.get("html"))


def test_lesson_opens_on_a_seven(open_app) -> None:
    assert "<strong>7</strong>" in words(open_app("draw_digit"))


@pytest.mark.parametrize("digit", [0, 2, 3])
def test_a_drawing_is_answered(open_app, digit: int) -> None:
    app = open_app("draw_digit")
    app.session_state["canvas"] = browser_sends(app, render_strokes(sample_strokes(digit)))
    app.run()
    assert not app.exception
    assert f"<strong>{digit}</strong>" in words(app)


@pytest.mark.parametrize("own", [False, True])
def test_what_the_canvas_says_of_the_example_is_no_drawing_of_ones_own(open_app, own) -> None:
    app = open_app("draw_digit")
    shown = app.session_state["kept:sketch"]
    reported = [{"version": "4.4.0", "left": 80.5, **one} for one in shown.objects]
    if own:
        reported += [{**reported[0], "path": [["M", 10, 10], ["L", 60, 60]]}]
    app.session_state["canvas"] = browser_sends(app, shown.rgba, reported)
    app.run()
    assert ("localStorage.setItem" in words(app)) is own


def strokes_on_the_canvas(app, digits: tuple[int, ...]) -> dict:
    """Return the report of a canvas that stands as told, with these digits drawn on it."""
    drawn = [one for digit in digits for one in objects_of(sample_strokes(digit))]
    return browser_sends(app, render_strokes(sample_strokes(digits[-1])), drawn)


def test_undo_takes_back_the_stroke_that_came_with_it(open_app) -> None:
    app = open_app("draw_digit")
    app.session_state["canvas"] = strokes_on_the_canvas(app, (1, 7))
    app.button(key="undo").click().run()
    assert len(told_to_the_canvas(app)["objects"]) == len(objects_of(sample_strokes(1)))
    assert "<strong>1</strong>" in words(app)


def test_what_the_canvas_showed_before_it_was_told_another_drawing_is_passed_over(open_app) -> None:
    app = open_app("draw_digit")
    before = strokes_on_the_canvas(app, (1, 7))
    app.session_state["canvas"] = before
    for left in (1, 0):
        app.button(key="undo").click().run()
        assert len(told_to_the_canvas(app)["objects"]) == left
        app.session_state["canvas"] = before
        app.run()
    assert "<strong>?</strong>" in words(app)


@pytest.mark.parametrize("shade", [0, 255])
def test_blank_and_full_canvas_are_answered(open_app, shade: int) -> None:
    canvas = np.full((280, 280, 4), 255, np.uint8)
    canvas[3:-3, 3:-3, :3] = shade
    app = open_app("draw_digit")
    app.session_state["canvas"] = browser_sends(app, canvas)
    app.run()
    assert not app.exception
    assert "<strong>?</strong>" in words(app)


@pytest.mark.parametrize("view", TABS)
def test_every_view_opens_from_a_link(open_app, view: str) -> None:
    app = open_app("draw_digit", view=view)
    assert not app.exception
    assert app.session_state["view"] == TABS[view]
    assert "<strong>7</strong>" in words(app)


@pytest.mark.parametrize("view", TABS)
def test_every_view_bears_a_blank_canvas(open_app, view: str) -> None:
    app = open_app("draw_digit", view=view)
    app.session_state["canvas"] = browser_sends(app, np.full((280, 280, 4), 255, np.uint8), [])
    app.run()
    assert not app.exception
    assert "The canvas is blank" in words(app)
    assert words(app).count("<i>–</i><i>–</i>") == 10


def test_a_drawing_has_ten_numbers_and_no_dash(open_app) -> None:
    assert "<i>–</i>" not in words(open_app("draw_digit"))


def test_what_refusing_costs_is_told_of_the_digits_still_answered(open_app) -> None:
    app = open_app("draw_digit", view="unknown", coverage="90")
    told = next(part.value for part in app.markdown if part.value.startswith("Answering"))
    answered, count = re.match(r"Answering ([\d.]+) % of ([\d,]+) held-out", told).groups()
    assert float(answered) == pytest.approx(90, abs=0.1)
    assert count == f"{len(load_digits(split='held-out')):,}"


def test_nothing_of_ones_own_is_nothing_to_train_on(open_app) -> None:
    app = open_app("draw_digit", view="teach")
    assert "Keep at least one drawing first" in " ".join(one.value for one in app.caption)
    assert "Teach the network" not in [button.label for button in app.button]


def test_a_photo_is_read(open_app) -> None:
    app = open_app("draw_digit", source="photo", cut="3")
    assert not app.exception
    assert "<strong>0</strong>" in words(app)


def test_a_horse_is_not_called_a_digit(open_app) -> None:
    app = open_app("draw_digit", view="unknown")
    app.button(key="odd_horse").click().run()
    assert "I don't know" in words(app)


def test_a_kept_digit_is_listed_and_deleted(open_app) -> None:
    app = open_app("draw_digit", view="teach")
    app.button(key="really_7").click().run()
    assert "My digits: 1" in " ".join(block.value for block in app.caption)
    app.button(key="mine_none").click().run()
    assert "My digits: 0" in " ".join(block.value for block in app.caption)


def test_a_digit_that_is_not_taken_is_told_and_nothing_is_kept(open_app, monkeypatch) -> None:
    def full(*_) -> None:
        raise InputError("room for one more", "a full list", "Delete some first.")

    monkeypatch.setattr(teach_it, "add_digit", full)
    app = open_app("draw_digit", view="teach")
    app.button(key="really_7").click().run()
    assert not app.exception
    assert "Delete some first." in " ".join(one.value for one in app.warning)
    assert "Keep at least one drawing first" in " ".join(one.value for one in app.caption)


def test_what_teaching_did_is_told_and_the_taught_network_answers(open_app, monkeypatch) -> None:
    taught = load_pretrained().state_dict()
    taught["fc.bias"] = taught["fc.bias"] + 100 * torch.eye(10)[3]  # whatever it is: a 3

    weights = io.BytesIO()
    torch.save(taught, weights)

    def teach(*_, **__) -> Iterator[float]:
        yield 0.5
        return weights.getvalue()

    monkeypatch.setattr(teach_it, "teach", teach)
    app = open_app("draw_digit", view="teach")
    app.button(key="really_3").click().run()
    app.button(key="teach").click().run()
    assert not app.exception
    assert "<strong>3</strong>" in words(app)
    assert "<td>0 of 1</td><td><b>1 of 1</b></td>" in words(app)
    held_out = load_digits(split="held-out")
    threes = 100 * (held_out.labels == 3).mean()
    assert f"<b>{threes:.1f} %</b>" in words(app)
    app.button(key="unteach").click().run()
    assert "<strong>7</strong>" in words(app)


def test_digits_saved_here_come_back_and_another_file_is_told(open_app) -> None:
    app = open_app("draw_digit", view="teach")
    threes = Digits(np.full((2, 28, 28), 255, np.uint8), np.full(2, 3, np.uint8))
    for content in (pack(threes), b"no digits"):
        app.file_uploader(key="mine_file").set_value(("mine.npz", content, "")).run()
        assert not app.exception
        assert len(app.session_state["kept:my digits"]) == 2
    assert "Choose a file that this page has saved" in " ".join(card.value for card in app.warning)


def test_the_grid_shows_the_drawing_of_the_canvas(open_app) -> None:
    app = open_app("draw_digit", source="keys")
    assert not app.exception
    assert "<strong>7</strong>" in words(app)
    shown = [json.loads(one.proto.json)[0] for one in app.get("bidi_component")]
    (ink,) = (one["ink"] for one in shown if "ink" in one)
    sketch = app.session_state["kept:sketch"].rgba
    assert ink.count("1") == pytest.approx((sketch[..., 0] < 128).sum() / 100, rel=0.2)


def test_a_stroke_that_comes_twice_is_drawn_once(monkeypatch) -> None:
    counted = SimpleNamespace(get=lambda: numbers[-1], put=lambda last: numbers.append(last))
    numbers, drawn = [3], []
    monkeypatch.setattr(by_keys, "_COUNTED", counted)
    monkeypatch.setattr(by_keys, "tell", drawn.append)
    monkeypatch.setattr(by_keys, "SKETCH", SimpleNamespace(get=lambda: SimpleNamespace(latest=())))
    four, five = ({"width": 16, "points": [[x, 5], [x, 50]]} for x in (40, 50))
    by_keys._drawn(4, [four])
    by_keys._drawn(5, [four, five])
    by_keys._drawn(5, [four, five])
    assert [objects[0]["path"][0][1] for objects in drawn] == [40, 50]
    assert [len(objects) for objects in drawn] == [1, 1]
