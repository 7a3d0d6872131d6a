"""The exercise card every lesson shares: predict, then reveal; a slip is told its cause."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st

from cnncore.errors import InputError
from cnncore.exercises import Answer, Exercise, check, verdict_sentence
from ui.shared import address, kept, room, session, show
from ui.shared.classroom import classroom
from ui.shared.exercise_places import LEVELS, MOST_QUESTIONS, PLACES
from ui.shared.inputs import whole_number
from ui.shared.progress import note_answer, note_working, progress

_LEVELS = {str(level): str(level) for level in LEVELS}


@dataclass(frozen=True)
class Asked:
    """What came of one question: the last answer, whether its working is open, what rooms know.

    `told` holds (room's code, answer).
    """

    said: Answer | None = None
    open: bool = False
    told: frozenset[tuple[str, Answer]] = frozenset()


@dataclass(frozen=True)
class Exercises:
    """Every question asked, by its name; by lesson, whether its page was opened for exercise."""

    asked: Mapping[str, Asked] = field(default_factory=dict)
    opened_for: Mapping[str, bool] = field(default_factory=dict)


_EXERCISES = session.Slot("exercises", Exercises)


def _asked(name: str) -> Asked:
    return _EXERCISES.get().asked.get(name, Asked())


def _note(name: str, **changed: Any) -> None:
    kept = _EXERCISES.get()
    asked = {**kept.asked, name: replace(_asked(name), **changed)}
    _EXERCISES.put(replace(kept, asked=asked))


def exercise_card(lesson: str, make: Callable[[str, int, int], Exercise]) -> None:
    """Ask one question at a time; `make(kind, level, seed)` writes it.

    Kind, level and seed stand in the address, as `PLACES` says; the answer never does. The score
    is kept for the visit, through changes of lesson.
    """
    words, kinds = PLACES[lesson].words, PLACES[lesson].kinds
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = address.choose(st.segmented_control, "Predict", kinds, key=words[0])
        level = int(address.choose(st.segmented_control, "Level", _LEVELS, key=words[1]))
        seed = whole_number("Question", 1, MOST_QUESTIONS, 1, key=words[2], width=140)
    _show_at_once(lesson, words[0])
    exercise = make(kind, level, seed)
    st.markdown(exercise.question)
    _answering(lesson, exercise, words[2])
    _score(lesson)
    kept.remember()


def _show_at_once(lesson: str, key: str) -> None:
    """Bring the exercise into view, once a visit, where the page was opened for it."""
    kept = _EXERCISES.get()
    if lesson not in kept.opened_for:
        kept = replace(kept, opened_for={**kept.opened_for, lesson: key in st.query_params})
        _EXERCISES.put(kept)
    if kept.opened_for[lesson]:
        show.bring_into_view(key)


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
        _note(name, said=_answer(given))
        _tell_room(lesson, name, exercise)
    said = _asked(name).said
    with st.container(horizontal=True):
        if st.button("Show the working", key=f"{name}_show"):
            _note(name, open=True)
            note_working(lesson, name)
        st.button("Next question", key=f"{name}_next", on_click=_next, args=(seed_key,))
    if asked and said is None:
        st.info("Type your prediction first.", icon=":material/edit:")
    elif said is not None:
        _verdict(lesson, name, exercise, said)
    if _asked(name).open:
        st.markdown(exercise.working)


def _answer(given: list[float | None]) -> Answer | None:
    numbers = [one for one in given if one is not None]
    if len(numbers) < len(given):
        return None
    return tuple(numbers) if len(numbers) > 1 else numbers[0]


def _tell_room(lesson: str, name: str, exercise: Exercise) -> None:
    """Count the answer in the room this visitor has joined, if any; no name goes with it.

    The same answer pressed again is not counted again.
    """
    code = room.joined()
    answer, told = _asked(name).said, _asked(name).told
    if code and answer is not None and (code, answer) not in told:
        _note(name, told=told | {(code, answer)})
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
    note_answer(lesson, name, verdict.right)
    if verdict.right:
        st.success("Right.", icon=":material/check:")
        _note(name, open=True)
    else:
        known = f"**{verdict.mistake.name}.** " if verdict.mistake else ""
        st.warning(f"{known}{verdict_sentence(verdict)}", icon=":material/lightbulb:")


def _next(seed_key: str) -> None:
    session.choose(seed_key, (session.held(seed_key) or 0) % MOST_QUESTIONS + 1)


def _score(lesson: str) -> None:
    score = progress().score(lesson)
    if score.answered:
        st.caption(f"{score.right} of {score.answered} right at the first try.")
