"""The host's tab for leading: where the room is, what it is asked, what it predicts, the answer."""

from collections.abc import Callable

import streamlit as st

from cnncore.classroom.leading import Lead
from cnncore.classroom.rooms import Classroom
from ui.host import questions
from ui.host.figures.predictions import bars, chart
from ui.lessons import LESSONS
from ui.shared import once, session, show
from ui.shared.classroom import classroom
from ui.shared.hosting import hosted

EVERY = 1.0  # seconds between two looks at what came in
TIMES = {0: "as you like", 30: "30 seconds", 60: "1 minute", 120: "2 minutes"}
_TIME = "_lead_time"


def draw() -> None:
    """Lead the hosted room; say what to do first where there is none."""
    code = hosted()
    if code is None:
        st.markdown("Open a room first, in the tab **The room**; then you can lead it from here.")
        return
    st.markdown(
        "Everybody who follows comes with you: press **Everybody here** in any lesson's sidebar, "
        "or ask one of the lessons' questions here."
    )
    with show.problems():
        _ask(code)
        st.fragment(_live, run_every=EVERY)(code)


def _ask(code: str) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        question = st.selectbox(
            "Question", list(questions.QUESTIONS), format_func=questions.title, key="_question"
        )
        st.selectbox("Time", list(TIMES), format_func=TIMES.__getitem__, key=_TIME, width=140)
        seconds = _seconds()
        _button("Ask the room", "how_to_vote", ask, code, question, seconds, kind="primary")


def _seconds() -> int:
    return session.held(_TIME) or 0


def ask(code: str, question: str, seconds: int) -> None:
    """Take the room to a question of a lesson's path; after so many seconds it locks, if any."""
    classroom().ask(code, questions.place(question), question, seconds)


def _button(label: str, icon: str, act: Callable, *given: object, kind: str = "secondary") -> None:
    """Draw a button that moves the room once, however quickly it is pressed."""
    key = "_lead_" + label.lower().replace(" ", "_").replace(",", "")
    look = {"icon": f":material/{icon}:", "type": kind}
    once.button(label, act, *given, key=key, about=given, **look)


def _live(code: str) -> None:
    with show.problems():
        school = classroom()
        lead = school.led(code)
        if lead is None:
            st.caption("You lead nobody just now: everybody is on their own.")
        elif lead.question in questions.QUESTIONS:
            told(school, code, lead)
            _hand(code, lead)
        else:
            st.markdown(f"The room is at **{_title(lead)}**.")
            _button("Let them go", "waving_hand", school.let_go, code)


def _title(lead: Lead) -> str:
    name = lead.place.partition("?")[0]
    return next((lesson.title for lesson in LESSONS if lesson.name == name), name)


def told(school: Classroom, code: str, lead: Lead, *, size: str = "1rem") -> None:
    """Show the question, how many have predicted, and what, once it is revealed."""
    _, step = questions.QUESTIONS[lead.question]
    asked, said = step.ask(), school.predictions(code, lead.question)
    count = len(said.get(lead.turn, ()))
    st.markdown(f"**{questions.title(lead.question)}**")
    st.markdown(asked.question)
    turn = f", for the {_nth(lead.turn)} time" if lead.turn > 1 else ""
    left = lead.seconds_left if lead.phase == "open" else None
    more = "" if left is None else f" **{left:.0f} s** left."
    st.markdown(f"**{count}** {'prediction' if count == 1 else 'predictions'}{turn}.{more}")
    if lead.phase == "revealed":
        st.html(chart(bars(asked, step.choices, said), size=size))
        st.success(asked.working, icon=":material/check:")
        st.markdown(f"**{step.learnt}**")


def _nth(turn: int) -> str:
    return {2: "second", 3: "third"}.get(turn, f"{turn}th")


def _hand(code: str, lead: Lead) -> None:
    """Offer what a host does next with a question."""
    school, onward = classroom(), questions.after(lead.question)
    with st.container(horizontal=True):
        if lead.phase == "open":
            _button("Lock", "lock", school.lock, code)
        if lead.phase != "revealed":
            _button("Reveal", "visibility", school.reveal, code, kind="primary")
        _button("Discuss, ask again", "forum", ask, code, lead.question, _seconds())
        if onward is not None:
            _button("Next question", "skip_next", ask, code, onward, _seconds())
        _button("Let them go", "waving_hand", school.let_go, code)
