"""The one classroom file of this server, and what its rooms' networks make of their walls."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import streamlit as st

from cnncore.classroom.comparison import Comparison, compare_answers
from cnncore.classroom.rooms import Classroom
from cnncore.errors import InputError

MOST_TESTED = 240  # drawings of a wall; receipts order them, so these are as good as any


def _default_home() -> Path:
    """A folder of this user's in the temporary directory, so that a host's restart finds it."""
    user = hashlib.sha256(str(Path.home()).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"cnn-by-hand-{user}"


@st.cache_resource(max_entries=1)
def classroom() -> Classroom:
    """Open the classroom in $CNN_DATA, or in the temporary directory."""
    home = os.environ.get("CNN_DATA")
    return Classroom((Path(home) if home else _default_home()) / "rooms.sqlite3")


@dataclass(frozen=True)
class RoomTest:
    """How a room's networks, the bundled one first, answer its drawings (N, 28, 28) uint8.

    `runs` are the networks' keys, `names` what visitors see of them.
    """

    runs: tuple[str, ...]
    names: tuple[str, ...]
    images: np.ndarray
    labels: np.ndarray
    told: Comparison


@st.cache_data(ttl=4.0, max_entries=8, show_spinner="The room's networks read our handwriting…")
def room_test(code: str) -> RoomTest:
    """Ask every network of the room for its drawings, at most once in four seconds for all."""
    import cnncore
    from ui.controls.networks import BUNDLED
    from ui.shared import networks

    wall = classroom().wall(code)
    images, labels = wall.images[:MOST_TESTED], wall.labels[:MOST_TESTED]
    runs, names, models = [BUNDLED], ["The bundled network"], [networks.load(BUNDLED)]
    for entry in classroom().entries(code):
        try:
            models.append(networks.load(entry.run))
        except InputError:  # its run was deleted
            continue
        runs.append(entry.run)
        names.append(f"Network {len(names)}: {entry.words}")
    answers = np.zeros((len(models), len(images)), np.int64)
    if len(images):
        answers = np.array([cnncore.logits(one, images).argmax(1).numpy() for one in models])
    return RoomTest(tuple(runs), tuple(names), images, labels, compare_answers(answers, labels))
