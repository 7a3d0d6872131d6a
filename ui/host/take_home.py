"""What a host takes home before the room is closed, as files that hold nobody's name."""

import io
from collections.abc import Callable

import streamlit as st
from PIL import Image

from cnncore.classroom.rooms import Classroom
from cnncore.classroom.tables import counts_csv, networks_csv
from cnncore.digits.collection import MOST, pack
from cnncore.digits.dataset import Digits
from ui.figures.pictures import wall_image
from ui.shared import our_handwriting

_LARGER = 2  # pixels of the picture for one of a drawing


def draw(school: Classroom, code: str) -> None:
    """Offer the room's counts, its wall as a picture and as a test set, its networks' table."""
    tallies, wall = school.tallies(code), school.wall(code)
    if not tallies and not len(wall):
        return
    st.markdown("**To take home**, before the room is closed")
    with st.container(horizontal=True):
        if tallies:
            _file("Counts (CSV)", lambda: counts_csv(tallies), f"room-{code}.csv", "text/csv")
        if len(wall):
            _file("Wall (PNG)", lambda: picture(wall), f"wall-{code}.png", "image/png")
            plain = "application/octet-stream"
            _file("Test set", lambda: digits_file(wall), f"wall-{code}.npz", plain)
            _file("Networks (CSV)", lambda: _networks(code), f"networks-{code}.csv", "text/csv")
    if len(wall):
        st.caption(
            "*Draw a digit*, *Teach it*, takes the test set in"
            + (f": {MOST} of the {len(wall):,} drawings." if len(wall) > MOST else ".")
        )


def picture(wall: Digits) -> bytes:
    """Return the wall as a PNG, as the room has seen it."""
    small = Image.fromarray(wall_image(wall.images))
    large = small.resize((small.width * _LARGER, small.height * _LARGER), Image.Resampling.NEAREST)
    file = io.BytesIO()
    large.save(file, "PNG")
    return file.getvalue()


def digits_file(wall: Digits) -> bytes:
    """Return the wall's drawings with their labels, as many as a file of digits holds; receipts
    order them, so the first are as good as any."""
    return pack(Digits(wall.images[:MOST], wall.labels[:MOST]))


def _networks(code: str) -> str:
    test = our_handwriting.room_test(code)
    return networks_csv(test.names, test.told.answers, test.labels)


def _file(label: str, make: Callable[[], str | bytes], name: str, kind: str) -> None:
    """Offer a file that is made when it is asked for: the page is drawn every two seconds."""
    st.download_button(label, make, name, kind, icon=":material/download:", on_click="ignore")
