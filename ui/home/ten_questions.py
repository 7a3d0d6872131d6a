"""Ten questions before the lessons, ten like them afterwards, and what was gained."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace

import streamlit as st

from cnncore.errors import InputError
from cnncore.exercises.concepts import CONCEPTS, FORMS, concept_question, gain
from ui.lessons import lesson_named
from ui.shared import path, room, session
from ui.shared.classroom import classroom

# concept -> (lesson, step of its path) that teaches it
TAUGHT = {
    "size": ("convolution", "size"),
    "edge": ("convolution", "edge"),
    "pooling": ("convolution", "pool"),
    "weights": ("convolution", "weights"),
    "seen": ("network", "view"),
    "part": ("training", "part"),
    "shift": ("convolution", "shift"),
    "channels": ("network", "slices"),
    "no_digit": ("draw_digit", "house"),
    "sure": ("draw_digit", "sure"),
}
_TIMES = {0: "Before the lessons", 1: "Afterwards"}


@dataclass(frozen=True)
class Answers:
    """By form, what was chosen for each concept so far; and the forms that were handed in.

    `counted` are the forms that a room has counted, each with the room's code.
    """

    chosen: Mapping[tuple[int, str], int] = field(default_factory=dict)
    handed_in: frozenset[int] = frozenset()
    counted: frozenset[tuple[str, int]] = frozenset()


_ANSWERS: session.Slot[Answers] = session.Slot("ten questions", Answers)


@st.fragment
def draw() -> None:
    """Ask one form, and once it is handed in show what was right and where the rest is taught."""
    form = st.segmented_control(
        "When",
        FORMS,
        default=0,
        required=True,
        format_func=_TIMES.__getitem__,
        key="ten_form",
        label_visibility="collapsed",
    )
    known = _ANSWERS.get()
    if form in known.handed_in:
        _result(form)
        return
    st.markdown(
        "Answer what you can and leave out what you cannot. The second ten ask the same with other "
        "numbers, so that both together show what the lessons gave you. "
        + (
            "Your host sees how many of the room were right, and no names."
            if room.joined()
            else "Nobody else sees this."
        )
    )
    with st.form(f"ten_{form}", border=False):
        for number, concept in enumerate(CONCEPTS, 1):
            asked = concept_question(concept, form)
            words = [choice.words for choice in asked.choices]
            st.radio(
                f"**{number}. {asked.question}**",
                range(len(words)),
                index=None,
                format_func=words.__getitem__,
                key=_key(form, concept),
            )
        st.form_submit_button("Hand in", type="primary", on_click=_hand_in, args=(form,))


def _key(form: int, concept: str) -> str:
    return f"ten_{form}_{concept}"


def _hand_in(form: int) -> None:
    known = _ANSWERS.get()
    given = {(form, concept): session.held(_key(form, concept)) for concept in CONCEPTS}
    chosen = {**known.chosen, **{key: place for key, place in given.items() if place is not None}}
    _ANSWERS.put(replace(known, chosen=chosen, handed_in=known.handed_in | {form}))
    _tell_room(form)


def _tell_room(form: int) -> None:
    """Count a form, the first time it is handed in, in the room that was joined; no name goes."""
    code, known = room.joined(), _ANSWERS.get()
    if code and (code, form) not in known.counted:
        with suppress(InputError):  # the room was closed this moment, or its file cannot be written
            classroom().hand_in(
                code, form, {concept: _right(form, concept) for concept in CONCEPTS}
            )
            _ANSWERS.put(replace(known, counted=known.counted | {(code, form)}))


def _again(form: int) -> None:
    known = _ANSWERS.get()
    chosen = {key: place for key, place in known.chosen.items() if key[0] != form}
    _ANSWERS.put(replace(known, chosen=chosen, handed_in=known.handed_in - {form}))


def _right(form: int, concept: str) -> bool:
    place = _ANSWERS.get().chosen.get((form, concept))
    return place == concept_question(concept, form).right


def _share(form: int) -> float:
    return sum(_right(form, concept) for concept in CONCEPTS) / len(CONCEPTS)


def _result(form: int) -> None:
    right = sum(_right(form, concept) for concept in CONCEPTS)
    st.markdown(f"### {right} of {len(CONCEPTS)} right")
    _gained()
    for concept, title in CONCEPTS.items():
        _one(form, concept, title)
    st.button("Answer them again", key="ten_again", on_click=_again, args=(form,))


def _gained() -> None:
    if not set(FORMS) <= _ANSWERS.get().handed_in:
        return
    before, after = (_share(form) for form in FORMS)
    gained = gain(before, after)
    if gained is None:
        st.markdown("All were right before: there was nothing left to gain.")
        return
    sum_ = f"({after:.1f} − {before:.1f}) / (1 − {before:.1f})"
    st.markdown(
        f"Before {before:.0%}, afterwards {after:.0%}.".replace("%", " %")
        + " Hake’s normalised gain, what was gained of what was missing: "
        f"{sum_} = **{gained:.2f}**.".replace("**-", "**−")
    )


def _one(form: int, concept: str, title: str) -> None:
    asked = concept_question(concept, form)
    place = _ANSWERS.get().chosen.get((form, concept))
    if place == asked.right:
        st.markdown(f":material/check_circle: **{title}.** {asked.working}")
        return
    slip = None if place is None else asked.choices[place].slip
    cause = "Left out." if slip is None else f"{slip.name}: {slip.sentence}"
    right = asked.choices[asked.right].words
    st.markdown(f":material/lightbulb: **{title}.** {cause} Right: **{right}.** {asked.working}")
    lesson, step = TAUGHT[concept]
    st.page_link(
        lesson_named(lesson).path,
        label=f"Find it out: {lesson_named(lesson).title}",
        icon=":material/route:",
        query_params={path.WORD: step},
    )
