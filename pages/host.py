"""Prepare a lesson, bring a room to it, and see how the room is doing.

Answers: how do I bring a room of people to the lesson I have prepared?
"""

import streamlit as st

from ui import frame
from ui.host import lead, lesson_link, project, ready, the_room, without_internet
from ui.shared import address

projected = bool(address.only("view", "project"))
frame.open_lesson("host", titled=not projected)
if projected:
    project.draw()
    st.stop()
link, live, leading, offline = st.tabs(["Lesson link", "The room", "Lead", "Without internet"])
with link:
    lesson_link.draw()
with live:
    the_room.draw()
with leading:
    lead.draw()
with offline:
    without_internet.draw()
ready.draw()
