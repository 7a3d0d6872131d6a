"""Everything the lessons load when they are first opened, loaded before a room comes in."""

import importlib
import pkgutil
import time

import streamlit as st

import ui
from ui.inside import cache as inside
from ui.shared import doubt, networks, process, runs
from ui.shared.networks import BUNDLED
from ui.training import cache as training

_WORDS = "Loading every lesson, so that nobody waits for it later…"


@st.cache_resource(max_entries=1, show_spinner=_WORDS)
def every_lesson() -> float:
    """Load modules, the bundled network and what judges it, once a server; return the seconds."""
    began = time.perf_counter()
    for module in pkgutil.walk_packages(ui.__path__, f"{ui.__name__}."):
        importlib.import_module(module.name)
    model = networks.load(BUNDLED)
    doubt.judge(model, BUNDLED)
    inside.outcome(model, BUNDLED, None)
    training.judge_view(runs.view("recorded"))
    process.settle()
    return time.perf_counter() - began
