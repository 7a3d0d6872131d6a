"""The one classroom file of this server, and what its rooms' networks make of their walls."""

import hashlib
import os
import tempfile
from pathlib import Path

import streamlit as st

from cnncore.classroom.room_file import FOLDER
from cnncore.classroom.rooms import Classroom


def _default_home() -> Path:
    """A folder of this user's in the temporary directory, so that a host's restart finds it."""
    user = hashlib.sha256(str(Path.home()).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"cnn-by-hand-{user}"


def data_folder() -> Path:
    """Return where rooms are kept: $CNN_DATA, or a folder in the temporary directory."""
    home = os.environ.get(FOLDER)
    return Path(home) if home else _default_home()


@st.cache_resource(max_entries=1)
def classroom() -> Classroom:
    """Return the classroom of this server."""
    return Classroom(data_folder() / "rooms.sqlite3")
