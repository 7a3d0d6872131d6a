"""What can be set in the lesson on own classes; every key is its word in the address."""

from collections.abc import Mapping

import streamlit as st

from cnncore.photos import SUFFIXES
from ui.shared import address

TABS = {
    "photos": "Photos",
    "try": "Try it",
    "why": "Why",
    "all": "All photos",
    "trap": "Caught cheating",
    "holds": "How many, what light",
    "take": "Take it away",
}
WHOSE = {"room": "The room's", "mine": "Mine"}
FROM = {"files": "Files", "camera": "Camera"}
TRIED = {"drawn": "A drawn photo", "file": "A file", "camera": "The camera, live"}


def whose() -> str:
    """Ask whether photos are for the room or for oneself."""
    return address.choose(st.segmented_control, "Whose photos", WHOSE, key="whose")


def comes_from() -> str:
    """Ask whether photos come from files or from the camera."""
    return address.choose(st.segmented_control, "Photos from", FROM, key="photos_from")


def tried() -> str:
    """Ask what is tried."""
    return address.choose(st.segmented_control, "What it is shown", TRIED, key="tried")


def kind(names: Mapping[str, str], label: str, key: str) -> int:
    """Ask for a class by its place (key) and name; return the place."""
    return int(address.choose(st.segmented_control, label, names, key=key))


def trap(titles: Mapping[str, str]) -> str:
    """Ask which set with a trap."""
    return address.choose(st.segmented_control, "The trap", titles, key="trap")


def added(most: int) -> int:
    """Ask how many photos against the trap are added."""
    return st.slider(
        "Photos against the trap",
        0,
        most,
        0,
        key="against",
        bind="query-params",
        help="They show each thing as only the other was shown.",
    )


def upload(key: str) -> list:
    """Take photos and zips, many at once; Streamlit refuses more than 20 MB each in the browser."""
    files = st.file_uploader(
        "Photos, or a zip with one folder a class",
        type=[*SUFFIXES, "zip"],
        accept_multiple_files=True,
        max_upload_size=20,
        key=key,
        help="Of each, the middle square is kept, 224 × 224 pixels, and no more.",
    )
    return list(files or [])


def upload_some(key: str) -> list:
    """Take some photos for the room."""
    files = st.file_uploader(
        "Photos", type=SUFFIXES, accept_multiple_files=True, max_upload_size=20, key=key
    )
    return list(files or [])


def upload_one(key: str):
    """Take one photo to be tried."""
    return st.file_uploader("A photo", type=SUFFIXES, max_upload_size=20, key=key)
