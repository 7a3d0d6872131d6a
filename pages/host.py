"""Prepare a lesson, bring a room to it, and see how the room is doing.

Answers: how do I bring a room of people to the lesson I have prepared?
"""

import streamlit as st

from ui import frame
from ui.panels import host_link, host_offline, host_ready, host_room

frame.open_lesson("host")
link, live, offline = st.tabs(["Lesson link", "The room", "Without internet"])
with link:
    host_link.draw()
with live:
    host_room.draw()
with offline:
    host_offline.draw()
host_ready.draw()
