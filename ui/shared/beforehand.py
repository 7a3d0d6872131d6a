"""Everything the lessons load when they are first opened, loaded before anybody asks for it.

Once its first page is out, a server goes through the course in a thread of its own: the modules of
each lesson, then what the lesson's `first_visit.load` gives all its visitors. It goes step by step,
and before each waits for a pause in the visitors' scripts. The thread has no low priority: it often
holds the interpreter's lock, and whoever waits for that would wait for all other programs too.
"""

import ctypes
import importlib.util
import logging
import os
import pkgutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import streamlit as st

import ui
from cnncore.machine import is_roomy
from ui.lessons import HOST, LESSONS
from ui.shared import process

_LOG = logging.getLogger("cnn_by_hand")
_NAME = "beforehand"
_SCRIPT = "ScriptRunner.scriptThread"  # what Streamlit calls the thread of a visitor's script
_FIRST = 1.0  # seconds left to the first page; its browser fetches and draws meanwhile
_PATIENCE = 2.0  # seconds; a full room never pauses
_BREATH = threading.Event()  # never set: what is waited on between two looks


@st.cache_resource(max_entries=1, show_spinner=False)
def begin() -> None:
    """Start loading in the background, once a server; not where $CNN_WARM is 0.

    A machine of less than 2 GB gets the modules only, not what is worked out with them.
    """
    if os.environ.get("CNN_WARM") != "0":
        threading.Thread(target=_in_background, name=_NAME, daemon=True).start()


def load(everything: bool, wait: Callable[[], None] = lambda: None) -> float:
    """Take all steps, waiting before each; log those that fail; return the seconds."""
    began = time.perf_counter()
    for name, step in steps(everything):
        wait()
        try:
            step()
        except Exception:  # whoever opens the lesson meets it, and is told there
            _LOG.exception("%s could not be loaded beforehand.", name)
    seconds = time.perf_counter() - began
    _LOG.info("Every lesson was loaded in %.1f s.", seconds)
    return seconds


def steps(everything: bool) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield what is to be loaded, by name, in the course's order: modules only, or everything."""
    yield "torch's libraries", _map_torch
    for room in (*(lesson.name for lesson in (*LESSONS, HOST)), "shared"):
        package, folder = f"{ui.__name__}.{room}", Path(ui.__path__[0], room)
        for module in pkgutil.walk_packages([str(folder)], f"{package}."):
            yield module.name, partial(importlib.import_module, module.name)
        if everything and (folder / "first_visit.py").exists():
            yield f"{package}'s first visit", partial(_first_visit, f"{package}.first_visit")
        yield "garbage", process.settle


def _first_visit(module: str) -> None:
    importlib.import_module(module).load()


def _in_background() -> None:
    # this thread belongs to no visitor, of which Streamlit warns where it would show a spinner
    named = logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context")
    named.addFilter(lambda record: record.threadName != _NAME)
    _BREATH.wait(_FIRST)
    load(is_roomy(), _give_way)


def _give_way() -> None:
    """Wait until no visitor's script runs, but not for ever."""
    until = time.monotonic() + _PATIENCE
    while _visited() and time.monotonic() < until:
        _BREATH.wait(0.05)


def _visited() -> bool:
    return any(thread.name == _SCRIPT for thread in threading.enumerate())


def _map_torch() -> None:
    """Map torch's libraries into memory without the interpreter's lock.

    `import torch` holds it meanwhile, and everybody waits: 0.6 to 1.2 s against 0.2 s. Where this
    does not succeed, the import does it.
    """
    found = importlib.util.find_spec("torch")
    if sys.platform != "linux" or "torch" in sys.modules or found is None or found.origin is None:
        return
    dlopen = ctypes.CDLL(None).dlopen  # ctypes.CDLL(path) would hold the lock
    dlopen.argtypes, dlopen.restype = (ctypes.c_char_p, ctypes.c_int), ctypes.c_void_p
    library = Path(found.origin).parent / "lib" / "libtorch_python.so"
    dlopen(os.fsencode(library), os.RTLD_NOW)
