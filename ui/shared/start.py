"""What is looked at once, when the first visitor comes: can the folders be written?"""

import logging

import streamlit as st

from cnncore.border.folders import require_writable
from cnncore.errors import InputError
from cnncore.runs.register import FOLDER, runs_folder
from ui.shared.classroom import classroom

_LOG = logging.getLogger("cnn_by_hand")


@st.cache_resource(max_entries=1, show_spinner=False)
def check_folders() -> tuple[str, ...]:
    """Tell in the log which folders cannot be written; return the sentences, one a folder."""
    problems = []
    for check in (lambda: require_writable(runs_folder(), FOLDER), classroom().require_usable):
        try:
            check()
        except InputError as error:
            problems.append(str(error))
            _LOG.warning("%s Lessons that keep nothing there go on.", error)
    return tuple(problems)
