"""Ways into the lessons by the time one has."""

import streamlit as st

from ui.lessons import lesson_named
from ui.shared import path_plan
from ui.shared.path_state import walk
from ui.shared.plans import LED, PLANS, Stop, title

WAYS = ("5", "30", "120")


def draw() -> None:
    """Lay the three ways out side by side, every stop a link."""
    for column, name in zip(st.columns(len(WAYS), gap="medium"), WAYS, strict=True):
        with column:
            workshop = "A workshop of " if PLANS[name][0].a_question == LED else ""
            st.markdown(f"**{workshop}{title(PLANS[name])}**")
            for stop in PLANS[name]:
                _stop(name, stop)


def _stop(name: str, stop: Stop) -> None:
    """Link to the first question of a stop that has not been found out."""
    lesson, count = lesson_named(stop.lesson), len(stop.asked)
    unit = "minute" if stop.minutes == 1 else "minutes"
    if stop.lesson == "home":
        st.markdown(f"{stop.words} *{stop.minutes} {unit}*")
        return
    questions = f" {count} question{'s' if count > 1 else ''}." if count else ""
    found = bool(stop.asked) and walk(stop.lesson).shown >= set(stop.asked)
    st.page_link(
        lesson.path,
        label=f"**{lesson.title}**, {stop.minutes} {unit}.{questions} {stop.words}".rstrip(),
        icon=":material/check_circle:" if found else lesson.icon,
        query_params=path_plan.words_to(name, stop),
    )
