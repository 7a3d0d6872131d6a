"""What a page tells is its record: known, lopsided numbers, read back out of the page."""

import io
import re
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

import cnncore
from cnncore.chance import chance
from cnncore.digits.dataset import load_digits
from cnncore.digits.drawing import prepare_drawing
from cnncore.digits.shift import shifted
from cnncore.digits.strokes import render_strokes, sample_strokes
from cnncore.runs import Status, recorded_run
from cnncore.training import Settings
from cnncore.training.judging import Judgement
from tests.figures.reading import images, plain, rgb
from tests.pages.test_draw_digit import browser_sends
from tests.pages.test_filter_gallery import file_of, shown, upload
from ui.draw_digit import cache as drawing_cache
from ui.figures import style
from ui.training import cache as training_cache
from ui.training import train


def html(app, mark: str) -> str:
    """Return the one piece of the page's HTML that holds `mark`."""
    (body,) = [block.proto.body for block in app.get("html") if mark in block.proto.body]
    return body


def words(app) -> str:
    return " ".join(block.value for kind in ("markdown", "caption") for block in app.get(kind))


def charted(app, title: str) -> pd.DataFrame:
    """Return the numbers under the chart whose specification holds `title`."""
    (chart,) = [c.proto for c in app.get("vega_lite_chart") if title in c.proto.spec]
    data = chart.data.data or chart.datasets[0].data.data
    return pa.ipc.open_stream(io.BytesIO(data)).read_pandas()


def draw(app, digit: int):
    app.session_state["canvas"] = browser_sends(app, render_strokes(sample_strokes(digit)))
    return app.run()


def drawn(digit: int) -> np.ndarray:
    return prepare_drawing(render_strokes(sample_strokes(digit))).digit


def lopsided() -> Judgement:
    """Judge all held-out digits right but seven fours, taken for nines, and two nines for fours."""
    labels = load_digits(split="held-out").labels
    answers, confidence = labels.copy(), np.full(len(labels), 0.9)
    fours, nines = np.flatnonzero(labels == 4)[:7], np.flatnonzero(labels == 9)[:2]
    answers[fours], answers[nines] = 9, 4
    confidence[fours], confidence[fours[3]], confidence[nines[0]] = 0.5, 0.99, 0.96
    confusion = np.zeros((10, 10), int)
    np.add.at(confusion, (labels, answers), 1)
    return Judgement(labels, answers, confidence, confusion)


def test_mistakes_are_told_under_their_truth_and_their_answer(open_app, monkeypatch) -> None:
    found = lopsided()
    monkeypatch.setattr(training_cache, "judge_view", lambda view: found)
    app = open_app("training")
    assert "9 of 1,500 held-out digits are misread" in [head.value for head in app.header]
    told = charted(app, "datum.truth").set_index(["truth", "answer"])["count"]
    assert (told[4, 9], told[9, 4], told[4, 4]) == (7, 2, found.confusion[4, 4])
    assert "Rows: the digit it is. Columns: the answer." in words(app)
    surest = plain(html(app, "read as").rpartition("</style>")[2])
    assert re.findall(r"\d read as \d, \d+ %", surest)[:3] == [
        "4 read as 9, 99 %",
        "9 read as 4, 96 %",
        "9 read as 4, 90 %",
    ]
    shares = re.findall(r"<b>(\d)</b>.*?<i>(.*?)</i>", html(app, f"{found.by_digit[4]:.1%}"))
    assert dict(shares)["4"] == f"{found.by_digit[4]:.1%}"


def test_the_answer_tells_its_second_guess_and_how_far_it_is_behind(open_app) -> None:
    app = draw(open_app("draw_digit"), 3)
    told = cnncore.predict(cnncore.load_pretrained(), drawn(3))
    second = int(np.argsort(told.probabilities)[-2])
    margin = float(told.logits[3] - told.logits[second])
    said = plain(html(app, 'class="saying"').partition("<p ")[2])
    assert margin > 0
    assert f"Second guess {second}, " in said
    assert float(re.search(r"([-−\d.]+) logits behind", said)[1]) == pytest.approx(margin, abs=0.06)
    assert f"{chance(told.probabilities[3])} sure" in said


@pytest.mark.parametrize("guess", ["first", "second"])
def test_green_is_where_the_answer_loses_when_it_is_covered(open_app, guess: str) -> None:
    app = draw(open_app("draw_digit", heat_for=guess), 3)
    model, digit = cnncore.load_pretrained(), drawn(3)
    told = cnncore.predict(model, digit)
    label = int(np.argsort(told.probabilities)[{"first": -1, "second": -2}[guess]])
    _, heat = images(html(app, "What speaks for"))
    green = heat[..., 1].astype(int) - (heat[..., 0].astype(int) + heat[..., 2]) // 2
    row, col = np.unravel_index(np.argmax(green), green.shape)
    covered = digit.copy()
    covered[max(0, row - 3) : row + 3, max(0, col - 3) : col + 3] = 0  # a square of paper
    lost = float(told.logits[label] - cnncore.predict(model, covered).logits[label])
    assert lost > 0
    assert f"the score of {label}" in words(app) or f"the {label} loses score" in words(app)
    most = float(re.search(r"its score falls by ([\d.]+), from", words(app))[1])
    assert most > 0


def test_a_page_shows_against_in_pink_and_for_in_green(open_app, monkeypatch) -> None:
    mapped = np.zeros((28, 28), np.float32)
    mapped[2, 20], mapped[25, 3] = 4.0, -4.0
    monkeypatch.setattr(drawing_cache, "attention", lambda *asked: mapped)
    app = draw(open_app("draw_digit"), 3)
    _, heat = images(html(app, "What speaks for"))
    assert heat[2, 20].tolist() == rgb("#0b6b41")
    assert heat[25, 3].tolist() == rgb("#8e0152")
    assert "the 3 loses score, so the ink there speaks for it" in words(app)
    assert "At the strongest spot its score falls by 4.0, from" in words(app)


def test_the_shift_table_holds_the_answer_of_each_shift(open_app) -> None:
    app = open_app("inside", inside="shift", follow="known", known="8", down="3", across="-2")
    body = html(app, 'class="shifts"')
    cells = re.findall(r'<td title="(.*?)" style="(.*?)">(\d)</td>', body)
    assert len(cells) == 81
    model, digit = cnncore.load_pretrained(), load_digits(split="held-out").images[8] / 255
    label = cnncore.predict(model, digit).label
    places = [(down, across) for down in (-4, 0, 3) for across in (-4, -2, 0, 4)]
    chances = set()
    for down, across in places:
        share, look, answer = cells[9 * (down + 4) + across + 4]
        told = cnncore.predict(model, shifted(digit, down, across))
        assert int(answer) == told.label, (down, across)
        assert share == chance(told.probabilities[label])
        assert (style.PATCH in look) == ((down, across) == (3, -2))
        chances.add(share)
    assert len(chances) > 4
    same = sum(int(answer) == label for *_, answer in cells)
    assert f"{same} of 81 shifts are still called **{label}**" in words(app)


def test_coverage_counts_the_windows_over_each_pixel(open_app) -> None:
    app = open_app(
        "convolution",
        tab="coverage",
        image="12345_67890_13579_24680",
        kernel="12_34",
        padding="1",
        stride="2",
    )
    counts = np.zeros((6, 7), int)  # 4 × 5 and a padding of 1
    for top in range(0, 5, 2):
        for left in range(0, 6, 2):
            counts[top : top + 2, left : left + 2] += 1
    rows = re.findall(r"<tr>(.*?)</tr>", html(app, 'class="coverage"'))
    cells = [re.findall(r'class="(.*?)" .*?>(\d+)<', row) for row in rows]
    assert [[int(count) for _, count in row] for row in cells] == counts.tolist()
    inner = [[(r, c) for c in range(1, 6)] for r in range(1, 5)]
    inside = {place for row in inner for place in row}
    for r, row in enumerate(cells):
        for c, (kind, _) in enumerate(row):
            assert ("pad" in kind) == ((r, c) not in inside)
            assert ("lost" in kind) == (counts[r, c] == 0)
    assert f"The corner pixel counts for **{counts[1, 1]} cell" in words(app)


def test_coverage_of_an_uneven_padding_lies_where_the_padding_is(open_app) -> None:
    app = open_app(
        "convolution",
        tab="coverage",
        image="12345_67890_13579_24680",
        kernel="12_34",
        padding_by="same",
    )
    rows = re.findall(r"<tr>(.*?)</tr>", html(app, 'class="coverage"'))
    padded = [["pad" in kind for kind in re.findall(r'class="(.*?)"', row)] for row in rows]
    assert padded == [[col == 5 or row == 4 for col in range(6)] for row in range(5)]


RACE = {"adam": (98.0, 98.2, 98.4), "momentum": (97.8, 97.9, 98.0)}


def test_a_race_is_told_as_its_runners_ended(open_app, engine) -> None:
    app = open_app("training", part="race", race_setting="optimiser", race_seeds="true")
    app = next(b for b in app.button if b.label == "Start the race").click().run()
    for view in engine.runs_of(app.session_state["kept:visitor"]):
        value = RACE[view.settings.optimiser][view.settings.seed] / 100
        view.folder.add_metrics([(1, 0.01, 2.3, 0.003), (99, 1.0, 0.99, value, 0.1, 0.2)])
        view.folder.set_status(Status("done", 99, 99))
    app.run()
    told = charted(app, "held-out accuracy").groupby("runner")["value"]
    assert {name: tuple(values.round(3)) for name, values in told} == RACE
    assert (
        "**With optimiser adam 98.20 % of new digits are right, with momentum 97.90 %: 0.30 points "
        "apart. Seeds alone spread by ±0.20 points, so that is no more than seeds differ.**"
    ) in words(app)


def test_a_waiting_run_is_told_its_place_and_the_recorded_one_plays(
    open_app, engine, monkeypatch
) -> None:
    for number in range(3):
        engine.submit(Settings(epochs=40), f"somebody {number}")
    app = open_app("training", epochs="5")
    app = next(b for b in app.button if b.label == "Train").click().run()
    told = [bar.proto.text for bar in app.get("progress")]
    # 8,500 digits an epoch, 4,000 a second: two of 85 s train and one waits, in two slots
    assert told == ["Waiting: place 2 in the queue, about 128 s"]
    recorded = recorded_run()
    last = (len(recorded.folder.checkpoints()) - 0.5) * train.FRAME
    monkeypatch.setattr(train, "time", SimpleNamespace(monotonic=lambda: last))
    app.run()
    accuracy = recorded.folder.history().held_out_accuracy[-1]
    assert (
        f"step {recorded.status.total:,} of {recorded.status.total:,}, {accuracy:.1%} of the "
        "held-out digits right"
    ) in words(app)


def test_the_wall_shows_an_edge_from_bright_to_dark(open_app) -> None:
    photo = np.full((32, 32, 3), 220, np.uint8)
    photo[:, 16:] = 30
    app = upload(open_app("filter_gallery"), file_of(photo))
    tiles = {tile["name"]: images(f'"{tile["src"]}"')[0] for tile in shown(app)["tiles"]}
    assert tiles["sobel-x"][16, 14:18].max() > 200
    assert tiles["sobel-x"][16, :8].max() < 30
    assert "the wall shows its size without the sign" in words(app)
