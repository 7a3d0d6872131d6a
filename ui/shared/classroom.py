"""The one classroom file of this server, and what its rooms' networks make of their walls."""

import hashlib
import os
import tempfile
from pathlib import Path

import streamlit as st

from cnncore.classroom.rooms import Classroom


def _default_home() -> Path:
    """A folder of this user's in the temporary directory, so that a host's restart finds it."""
    user = hashlib.sha256(str(Path.home()).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"cnn-by-hand-{user}"


@st.cache_resource(max_entries=1)
def classroom() -> Classroom:
    """Open the classroom in $CNN_DATA, or in the temporary directory."""
    home = os.environ.get("CNN_DATA")
    return Classroom((Path(home) if home else _default_home()) / "rooms.sqlite3")
