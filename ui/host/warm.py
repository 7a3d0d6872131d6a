"""Everything the lessons load when they are first opened, loaded before a room comes in."""

import importlib
import pkgutil
import time

import streamlit as st

from ui import panels
from ui.controls.networks import BUNDLED
from ui.draw_digit import cache
from ui.inside import cache as inside
from ui.shared import networks, process
from ui.training import cache as training


@st.cache_resource(show_spinner="Loading every lesson, so that nobody waits for it later…")
def every_lesson() -> float:
    """Load modules, the bundled network and what judges it, once a server; return the seconds."""
    began = time.perf_counter()
    for module in pkgutil.iter_modules(panels.__path__, f"{panels.__name__}."):
        importlib.import_module(module.name)
    model = networks.load(BUNDLED)
    cache.judge(model, BUNDLED)
    inside.outcome(model, BUNDLED, None)
    training.judge_view(training.view("recorded"))
    process.settle()
    return time.perf_counter() - began
