"""What a step of a path costs the server beside the same state of the workbench without it.

Each page is opened in a session of its own, in this process, and then redrawn: at the step, and by
the address that "Look around freely" leaves. Processor time is counted, so others on the machine
change little.
"""

import os
import time
from collections.abc import Mapping

import numpy as np
from streamlit.testing.v1 import AppTest

from benchmarks.chromium import ROOT
from benchmarks.table import Measurement
from ui.host.questions import PATHS
from ui.lessons import lesson_named
from ui.shared.path import WORD
from ui.shared.path_steps import Path, Step

MOST = 60  # ms
TIMES = 4  # the least counts


def measure() -> list[Measurement]:
    """Measure every step of every path, for some minutes; a row is a lesson's costliest step."""
    os.environ["CNN_WARM"] = "0"  # nothing is loaded beside what is counted
    return [_costliest(path) for path in PATHS]


def _costliest(path: Path) -> Measurement:
    costs = {step.name: cost(path, step) for step in path.steps}
    name = max(costs, key=lambda one: max(costs[one]))
    opened, redrawn = costs[name]
    what = f"{lesson_named(path.lesson).title}: costliest step"
    note = f"“{name}”: {opened:.0f} ms more to open, {redrawn:.0f} ms more to redraw"
    return Measurement(what, max(opened, redrawn), "ms", f"at most {MOST} ms", note)


def cost(path: Path, step: Step) -> tuple[float, float]:
    """Return the ms that a step takes more than its state alone: to be opened, to be redrawn."""
    at_step = {WORD: step.name}
    ways = (at_step, _address_without(path, at_step))
    spent = [[_opened_and_redrawn(path.lesson, way) for way in ways] for _ in range(TIMES)]
    with_step, alone = np.min(spent, axis=0)
    opened, redrawn = with_step - alone
    return float(opened), float(redrawn)


def _address_without(path: Path, at_step: Mapping[str, object]) -> dict[str, object]:
    app = _arrived(path.lesson, at_step).run()
    return dict(app.button(key="path_leave").click().run().query_params)


def _opened_and_redrawn(lesson: str, address: Mapping[str, object]) -> tuple[float, float]:
    app = _arrived(lesson, address)
    return _spent(app), _spent(app)


def _arrived(lesson: str, address: Mapping[str, object]) -> AppTest:
    """Come from home to a lesson's address; nothing of the lesson is drawn yet."""
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=120)
    for key, word in address.items():
        app.query_params[key] = word
    return app.switch_page(lesson_named(lesson).path)


def _spent(app: AppTest) -> float:
    started = time.process_time()
    app.run()
    return 1000 * (time.process_time() - started)
