"""Prepare a lesson, bring a room to it, and see how the room is doing.

Answers: how do I bring a room of people to the lesson I have prepared?
"""

import streamlit as st

from ui import frame
from ui.host import lesson_link, ready, the_room, without_internet

frame.open_lesson("host")
link, live, offline = st.tabs(["Lesson link", "The room", "Without internet"])
with link:
    lesson_link.draw()
with live:
    the_room.draw()
with offline:
    without_internet.draw()
ready.draw()
