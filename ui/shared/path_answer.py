"""How a step's question is answered: at one's own pace, or with a room that its host asks."""

import streamlit as st

from cnncore.errors import InputError
from cnncore.exercises import Exercise, check
from ui.shared import address, following, session
from ui.shared import show as furniture
from ui.shared.path_state import note, walk
from ui.shared.path_steps import WORD, Path, Step, held_by

_TRIES = 2
_REFUSED: session.Slot[InputError | None] = session.Slot("prediction refused", lambda: None)


def question_name(path: Path, step: Step) -> str:
    """Name a step's question to a room, as `cnncore.classroom` keeps it."""
    return f"{path.lesson}:{step.name}"


def picks(path: Path, component: str) -> bool:
    """Tell whether a cell of the component is the answer to the step that the address names.

    Until it is shown to everybody, its numbers are kept out of sight.
    """
    step = _named(path)
    if step is None or step.picked != component:
        return False
    lead = following.asked(question_name(path, step))
    is_shown = step.name in walk(path.lesson).shown
    return not is_shown if lead is None else lead.phase != "revealed"


def take_pick(path: Path, component: str) -> None:
    """Take the cell that was picked: the callback of the component's `picked`."""
    step, event = _named(path), session.reported(component, "picked")
    if step is not None and event and event["at"] in range(len(step.choices)):
        _say(path, step, float(event["at"]))
    st.rerun()  # the question too, which stands outside the component's part of the page


def _named(path: Path) -> Step | None:
    place = path.place(address.word(WORD))
    return None if place is None else path.steps[place]


def is_held_back(path: Path, step: Step) -> bool:
    """Tell whether the host asks this of the room now and has not revealed it.

    Once it is revealed, it is shown to everybody, each beside their own prediction.
    """
    lead = following.asked(question_name(path, step))
    if lead is None:
        return False
    if lead.phase != "revealed":
        return True
    if step.name not in walk(path.lesson).shown:
        said = following.predicted(lead)
        if said is not None:
            note(path, said={**walk(path.lesson).said, step.name: (said,)})
        _show(path, step)
    return False


def take_for_the_room(path: Path, step: Step, asked: Exercise) -> None:
    """Take the one prediction that the host asks for; nothing is told of it yet."""
    lead = following.asked(question_name(path, step))
    said = None if lead is None else following.predicted(lead)
    if said is not None:
        words = step.choices[int(said)] if step.choices else f"{said:g}"
        st.info(
            f"You predict **{words}**. Your host will reveal it.", icon=":material/how_to_vote:"
        )
    elif lead is not None and lead.phase == "locked":
        st.info("No more predictions are taken. Your host will reveal it.", icon=":material/lock:")
    else:
        _input(path, step, asked, own_pace=False)
        if lead is not None and (left := lead.seconds_left) is not None:
            st.html(f'<div class="timer" style="animation-duration:{left:.1f}s"></div>')
            st.caption("Your host takes predictions until the bar is gone.")
    _cover(step)
    _tell_refused()


def take(path: Path, step: Step, asked: Exercise) -> None:
    """Take a prediction, or the wish to be shown; what would tell is covered."""
    _input(path, step, asked, own_pace=True)
    _cover(step)
    _tell_refused()


def _input(path: Path, step: Step, asked: Exercise, *, own_pace: bool) -> None:
    """Take the prediction: the press of a choice, or a number; at one's own pace, or show it."""
    key, both = f"path_{path.lesson}_{step.name}", (path, step)
    if step.choices:
        with st.container(horizontal=True, vertical_alignment="center"):
            if step.picked:
                st.caption("Click the cell below; by keys, go there with Tab and arrows: Enter.")
            for number, words in enumerate(() if step.picked else step.choices):
                st.button(words, key=f"{key}_{number}", on_click=_say, args=(path, step, number))
            if own_pace:
                st.button("Show me", key="path_show", type="tertiary", on_click=_show, args=both)
        return
    with (
        st.form(f"{key}_form", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        st.number_input(
            asked.parts[0],
            value=None,
            step=1.0,
            format="%g",
            key=key,
            placeholder="a number",
            width=180,
        )
        held = (path, step, key)
        st.form_submit_button(
            "That is my prediction", type="primary", on_click=_say_held, args=held
        )
        if own_pace:
            st.form_submit_button(
                "Show me", key="path_show", type="tertiary", on_click=_show, args=both
            )


def _tell_refused() -> None:
    if (refused := _REFUSED.get()) is not None:
        furniture.problem(refused)
        _REFUSED.clear()


def _say_held(path: Path, step: Step, key: str) -> None:
    given = session.held(key)
    if given is None:  # what is typed and is no number comes as nothing
        _REFUSED.put(InputError("a number", "none", "Type your prediction in figures."))
    else:
        _say(path, step, float(given))


def _say(path: Path, step: Step, answer: float) -> None:
    if is_held_back(path, step):
        try:
            following.predict(question_name(path, step), answer)
        except InputError as error:
            _REFUSED.put(error)
        return
    known = walk(path.lesson)
    said = (*known.said.get(step.name, ()), answer)
    note(path, said={**known.said, step.name: said})
    if check(step.ask(), answer).right or len(said) >= _TRIES:
        _show(path, step)


def _show(path: Path, step: Step) -> None:
    note(path, shown=walk(path.lesson).shown | {step.name})
    for key, value in held_by(step.shows).items():
        session.choose(key, value)


def _cover(step: Step) -> None:
    """Hide parts of a component by its own variables, and of the page by the class of their key."""
    rules = [f"--cover-{name}:hidden;--asked-{name}:visible" for name in step.covers]
    parts = ",".join(f".st-key-{name},.st-key-{name} *" for name in step.covers)
    if rules:
        hidden = "{visibility:hidden!important}"
        st.html(f"<style>:root{{{';'.join(rules)}}}{parts}{hidden}</style>")
