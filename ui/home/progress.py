"""What has been done in this browser session, and the report to take away."""

from datetime import date

import streamlit as st

from cnncore.words.recap import RECAP, score
from ui.home import controls
from ui.home.report import report
from ui.lessons import LESSONS, PRODUCT
from ui.shared.path_state import walk
from ui.shared.progress import progress


def draw() -> None:
    """List lessons and exercises done; offer them as a page to print or send."""
    done = progress().lessons_done()
    for lesson, one in zip(LESSONS, done, strict=True):
        mark = ":material/check_circle:" if one.opened else ":material/radio_button_unchecked:"
        exercises = f", {one.right} of {one.answered} right at the first try"
        found = len(walk(lesson.name).shown)
        path = f", {found} of the path’s questions found out" if found else ""
        words = f"**{one.title}**{exercises if one.answered else ''}{path}"
        st.page_link(lesson.path, label=f"{mark} {words}")
    right, answered = score(controls.RECAP.get())
    st.markdown(f"Quick recap: {right} of {len(RECAP)} right, {answered} answered.")
    st.download_button(
        "Report on one page (.html)",
        report(done, (right, answered), f"{date.today():%-d %B %Y}", PRODUCT),
        "cnn-by-hand-report.html",
        "text/html",
        icon=":material/description:",
        on_click="ignore",
    )
    st.caption("Remembered by this browser; nothing is sent anywhere.")
