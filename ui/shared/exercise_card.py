"""The exercise card every lesson shares: predict, then reveal; a slip is told its cause."""

from collections.abc import Callable

import streamlit as st

from cnncore.errors import InputError
from cnncore.exercises import Answer, Exercise, check
from ui.shared import address, room, session
from ui.shared.classroom import classroom
from ui.shared.exercise_places import LEVELS, MOST_QUESTIONS, PLACES
from ui.shared.inputs import whole_number

# every run brings it, as the first may be overtaken; the browser heeds it once
_SCROLL = """<script>
if (!window.shownKEY) {
  window.shownKEY = true;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  setTimeout(() => document.querySelector(".st-key-KEY")?.scrollIntoView(
    {block: "start", behavior: calm ? "auto" : "smooth"}), 900);
}
</script>"""


def exercise_card(lesson: str, make: Callable[[str, int, int], Exercise]) -> None:
    """Ask one question at a time; `make(kind, level, seed)` writes it.

    Kind, level and seed stand in the address, as `PLACES` says; the answer never does. The score
    is kept for the visit, through changes of lesson.
    """
    words, kinds = PLACES[lesson].words, PLACES[lesson].kinds
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = address.choose(st.segmented_control, "Predict", kinds, key=words[0])
        level = st.segmented_control(
            "Level", LEVELS, default=1, key=words[1], bind="query-params", required=True
        )
        seed = whole_number("Question", 1, MOST_QUESTIONS, 1, key=words[2], width=140)
    _show_at_once(lesson, words[0])
    exercise = make(kind, level, seed)
    st.markdown(exercise.question)
    _answering(lesson, exercise, words[2])
    _score(lesson)


def _show_at_once(lesson: str, key: str) -> None:
    """Bring the exercise into view, once a visit, where the page was opened for it."""
    asked = session.kept(f"{lesson} opened for exercise")
    if asked is None:
        asked = key in st.query_params
        session.keep(f"{lesson} opened for exercise", asked)
    if asked:
        st.html(_SCROLL.replace("KEY", key), unsafe_allow_javascript=True)


def _answering(lesson: str, exercise: Exercise, seed_key: str) -> None:
    name = f"{lesson}_{exercise.kind}_{exercise.level}_{exercise.seed}"
    with (
        st.form(f"{name}_form", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        given = [
            st.number_input(
                part,
                value=None,
                step=1.0,
                format="%g",
                key=f"{name}_{number}",
                width=180,
                placeholder="a number",
            )
            for number, part in enumerate(exercise.parts)
        ]
        asked = st.form_submit_button("Check", type="primary")
    if asked:
        session.keep(f"{name}_said", _answer(given))
        _tell_room(lesson, name, exercise, session.kept(f"{name}_said"))
    said = session.kept(f"{name}_said")
    with st.container(horizontal=True):
        if st.button("Show the working", key=f"{name}_show"):
            session.keep(f"{name}_shown", True)
            _count(lesson, name, False)
        st.button("Next question", key=f"{name}_next", on_click=_next, args=(seed_key,))
    if asked and said is None:
        st.info("Type your prediction first.", icon=":material/edit:")
    elif said is not None:
        _verdict(lesson, name, exercise, said)
    if session.kept(f"{name}_shown"):
        st.markdown(exercise.working)


def _answer(given: list[float | None]) -> Answer | None:
    if None in given:
        return None
    return tuple(given) if len(given) > 1 else given[0]


def _tell_room(lesson: str, name: str, exercise: Exercise, answer: Answer | None) -> None:
    """Count the answer in the room this visitor has joined, if any; no name goes with it.

    The same answer pressed again is not counted again.
    """
    code = room.joined()
    told = session.kept(f"{name}_told", ())
    if code and answer is not None and (code, answer) not in told:
        session.keep(f"{name}_told", (*told, (code, answer)))
        verdict = check(exercise, answer)
        cause = verdict.mistake.name if verdict.mistake else "another number"
        kind = PLACES[lesson].kinds[exercise.kind]
        asked = f"{kind}, level {exercise.level}, question {exercise.seed}"
        question = f"{lesson.capitalize()}: {asked}"
        classroom().count(code, question, "right" if verdict.right else cause)


def _verdict(lesson: str, name: str, exercise: Exercise, answer: Answer) -> None:
    try:
        verdict = check(exercise, answer)
    except InputError as error:
        st.warning(f"This needs {error.expected}. {error.todo}", icon=":material/build:")
        return
    _count(lesson, name, verdict.right)
    if verdict.right:
        st.success("Right.", icon=":material/check:")
        session.keep(f"{name}_shown", True)
    else:
        known = f"**{verdict.mistake.name}.** " if verdict.mistake else ""
        st.warning(f"{known}{verdict.sentence}", icon=":material/lightbulb:")


def _next(seed_key: str) -> None:
    session.choose(seed_key, session.held(seed_key) % MOST_QUESTIONS + 1)


def _count(lesson: str, name: str, right: bool) -> None:
    """Count a question's first answer; later ones teach but do not change the score."""
    answered = dict(session.kept(f"{lesson}_answered", {}))
    session.keep(f"{lesson}_answered", {name: right} | answered)


def _score(lesson: str) -> None:
    answered = session.kept(f"{lesson}_answered", {})
    if answered:
        st.caption(f"{sum(answered.values())} of {len(answered)} right at the first try.")
