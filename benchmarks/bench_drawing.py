"""How many drawn digits are answered rightly, wherever and however large they were drawn.

Nobody's pen is at hand here, so two stand-ins are drawn on canvases and go the whole way through
`prepare_drawing`: held-out MNIST digits traced to their centre line, and digits written by formula
in the hands of several countries with a seed that training does not use.
"""

import time

import numpy as np
from PIL import Image
from streamlit.testing.v1 import AppTest

import cnncore
from benchmarks.chromium import ROOT, chromium, running_app, seconds_to_settled
from benchmarks.table import Measurement
from cnncore.digits.collection import EMPTY, add_digit
from cnncore.digits.ink import thin
from cnncore.digits.not_digits import ODDITIES, draw_oddity
from cnncore.digits.strokes import SIDE, Stroke, fitted_strokes, render_strokes
from cnncore.digits.styles import draw_style
from cnncore.inside.doubt import calibrate, doubts
from cnncore.pieces import whole
from cnncore.training.teaching import teach

TRACED, WRITTEN = 1000, 1000


def measure() -> list[Measurement]:
    """Measure accuracy at three placements and the time a drawing takes."""
    model = cnncore.load_pretrained()
    rows = []
    for name, (lines, labels) in {
        "traced MNIST": traced(),
        "written by formula": written(),
    }.items():
        for placement, place in PLACEMENTS.items():
            right, seconds = _score(model, lines, labels, place)
            rows.append(
                Measurement(
                    f"{name}, {placement}", 100 * right, "%", "≥ 93 %", f"{len(labels)} digits"
                )
            )
    rows.append(Measurement("preparation and prediction", 1000 * seconds, "ms", "≤ 40 ms"))
    return [*rows, *_doubt(model), _server(), *_browser(), *_teaching(model)]


def _doubt(model) -> list[Measurement]:
    """Measure what is refused, and what of the digits is answered."""
    judge, rng = whole(calibrate(model)), np.random.default_rng(99)
    odd = [
        cnncore.prepare_drawing(render_strokes(fitted_strokes(draw_oddity(kind, rng)))).digit
        for kind in ODDITIES
        for _ in range(20)
    ]
    held_out = cnncore.load_digits(split="held-out").images
    refused = [verdict.refused for verdict in doubts(judge, model, np.stack(odd))]
    answered = [not verdict.refused for verdict in doubts(judge, model, held_out)]
    covered = judge.strangeness <= judge.threshold()
    kinds = f"{len(ODDITIES)} kinds by formula, 20 each"
    return [
        Measurement("no digits, refused", 100 * float(np.mean(refused)), "%", "≥ 90 %", kinds),
        Measurement("held-out digits, answered", 100 * float(np.mean(answered)), "%", "≥ 95 %"),
        Measurement("right of those answered", 100 * float(judge.right[covered].mean()), "%", ""),
    ]


def _server() -> Measurement:
    """Run the lesson's script as a stroke does, without a browser; count processor time."""
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=60)
    app.switch_page("pages/draw_digit.py").run()
    app.run()
    spent = []
    for _ in range(15):
        start = time.process_time()
        app.run()
        spent.append(time.process_time() - start)
    note = "processor time of the whole script; a stroke runs its fragment only"
    return Measurement("a stroke, server", 1000 * float(np.median(spent)), "ms", "≤ 40 ms", note)


def _browser(strokes: int = 21) -> list[Measurement]:
    """Draw with the mouse in Chromium; time from mouse-up until the 28 × 28 picture changes."""
    look = "document.querySelector('.saying img')?.src"
    spent = []
    with running_app() as (address, _, __), chromium() as browser:
        page = browser.new_page()
        seconds_to_settled(page, f"{address}/draw_digit")
        page.wait_for_function(look, timeout=60_000)
        page.wait_for_selector("canvas")
        page.wait_for_timeout(1500)
        box = page.locator("canvas").last.bounding_box()
        for number in range(strokes):
            before = page.evaluate(look)
            x, y = box["x"] + 20 + 11 * number, box["y"] + 40
            page.mouse.move(x, y)
            page.mouse.down()
            page.mouse.move(x + 10, y + 190, steps=4)
            start = time.perf_counter()
            page.mouse.up()
            page.wait_for_function(f"before => {look} !== before", arg=before, polling=10)
            spent.append(time.perf_counter() - start)
            page.wait_for_timeout(300)
    what = "mouse-up to new answer, Chromium"
    note = f"median of {strokes}, 200 ms of it the canvas's own wait"
    return [Measurement(what, 1000 * float(np.median(spent)), "ms", "≤ 450 ms", note)]


def _teaching(model) -> list[Measurement]:
    """Teach ten drawings in a process of its own."""
    lines, labels = written(10)
    mine = EMPTY
    for strokes, label in zip(lines, labels, strict=True):
        picture = render_strokes(fitted_strokes(strokes))
        mine = add_digit(mine, cnncore.prepare_drawing(picture).digit, int(label))
    start = time.perf_counter()
    for _ in teach("simple", model, mine):
        pass
    return [Measurement("ten own digits taught", time.perf_counter() - start, "s", "≤ 10 s")]


def traced(count: int = TRACED) -> tuple[list[list[np.ndarray]], np.ndarray]:
    """Trace held-out MNIST digits; each is one list of dots (x, y) in a unit square."""
    held_out = cnncore.load_digits(split="held-out")
    lines = []
    for image in held_out.images[:count]:
        large = Image.fromarray(image).resize((112, 112), Image.Resampling.BICUBIC)
        dots = np.argwhere(thin(np.asarray(large) > 110))[:, ::-1]
        lines.append([dot[None] for dot in dots / 112])
    return lines, held_out.labels[:count]


def written(count: int = WRITTEN) -> tuple[list[list[np.ndarray]], np.ndarray]:
    """Write digits by formula, in a unit square."""
    rng = np.random.default_rng(2_000_003)
    labels = np.arange(count) % 10
    return [draw_style(int(label), rng) for label in labels], labels


def _centred(rng: np.random.Generator) -> tuple[float, float, float, float]:
    return 200, 40, 40, 16


def _small(rng: np.random.Generator) -> tuple[float, float, float, float]:
    size = rng.uniform(60, 110)
    left, top = rng.uniform(12, SIDE - 12 - size, 2)
    return size, left, top, rng.uniform(4, 10)


def _any(rng: np.random.Generator) -> tuple[float, float, float, float]:
    size = rng.uniform(60, 240)
    left, top = rng.uniform(10, SIDE - 10 - size, 2)
    return size, left, top, size * rng.uniform(0.02, 0.16)


PLACEMENTS = {
    "large and centred": _centred,
    "small and off-centre": _small,
    "any size, place and pen": _any,
}


def _score(model, lines, labels, place) -> tuple[float, float]:
    """Return the share answered rightly and the seconds a drawing took."""
    rng = np.random.default_rng(7)
    right, spent = 0, 0.0
    for strokes, label in zip(lines, labels, strict=True):
        size, left, top, pen = place(rng)
        points = np.concatenate(strokes)
        low = points.min(axis=0)
        scale = size / max(np.ptp(points, axis=0).max(), 1e-6)
        drawn = [Stroke((line - low) * scale + (left, top), pen) for line in strokes]
        canvas = render_strokes(drawn)
        start = time.perf_counter()
        drawing = cnncore.prepare_drawing(canvas)
        right += cnncore.predict(model, drawing.digit).label == label
        spent += time.perf_counter() - start
    return right / len(labels), spent / len(labels)
