"""The path through a lesson: a few steps, each one question that is answered before it is shown.

A step sets the workbench up, covers what would give the answer away, and asks. After an answer, or
when asked to, it shows, and says in one sentence what was learnt. The workbench stays whole and
usable throughout: nothing is locked.
"""

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from cnncore.exercises import check, verdict_sentence
from ui.lessons import LESSONS, place_of
from ui.shared import address, path_answer, path_plan, session, show
from ui.shared.path_state import be_at, found, note, remember, walk
from ui.shared.path_steps import WORD as WORD
from ui.shared.path_steps import Path, Step, held_by
from ui.shared.prose import prose


def _is_led(path: Path) -> bool:
    """Tell whether the address names a step; a word that names none goes."""
    if path.place(address.word(WORD)) is not None:
        return True
    st.query_params.pop(WORD, None)
    note(path, at="")
    return False


def lead(path: Path, opening: str) -> None:
    """Draw the step that the address names, or the opening words and the way onto the path.

    The opening's place is there either way, so that what stands below keeps its own.
    """
    place = st.empty()
    if not _is_led(path):
        with place:
            prose(opening)
        _offer(path)
        return
    step = path.steps[path.place(st.query_params[WORD]) or 0]
    steps = path_plan.chain(path, step)
    st.query_params[WORD] = step.name
    be_at(path, step)
    if walk(path.lesson).at != step.name:
        _set_up(path, step)
    with st.container(key="path", border=True, gap="small"):
        _strip(path, steps, step)
        _question(path, step, is_last=step is steps[-1])
    remember()


def _offer(path: Path) -> None:
    left, known = walk(path.lesson).left, found(path)
    start = path.steps[path.place(left) or 0]
    count = len(path.steps)
    label = f"Lead me: {count} questions" if not left else f"Back to the path: {start.title}"
    with st.container(horizontal=True, vertical_alignment="center", key="path_offer"):
        st.button(
            label,
            key="path_start",
            type="primary" if not known else "secondary",
            icon=":material/route:",
            on_click=_go,
            args=(path, start),
        )
        st.caption(f"{known} of {count} found out." if known else "Or look around freely below.")


def _strip(path: Path, steps: Sequence[Step], step: Step) -> None:
    """Say where on the way this is; offer the steps before and after, and the way off."""
    place, shown = steps.index(step), step.name in walk(path.lesson).shown
    of = f" in {path_plan.name()}" if len(steps) < len(path.steps) else ""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        at = f"{place + 1} of {len(steps)}{of}"
        st.markdown(f"**{at} · {step.title}**", width="stretch")
        with st.container(horizontal=True, width="content", gap="xsmall", key="path_ways"):
            kind: Literal["primary", "secondary"] = "primary" if shown else "secondary"
            _step_button(path, steps, "Back", place - 1, "Alt+Left")
            _step_button(path, steps, "On", place + 1, "Alt+Right", kind)
            st.button(
                "Look around freely",
                key="path_leave",
                type="tertiary",
                on_click=_leave,
                args=(path,),
            )


def _step_button(
    path: Path,
    steps: Sequence[Step],
    label: str,
    to: int,
    shortcut: str,
    kind: Literal["primary", "secondary"] = "secondary",
) -> None:
    if 0 <= to < len(steps):
        key = f"path_{label.lower()}"
        st.button(
            label, key=key, type=kind, shortcut=shortcut, on_click=_go, args=(path, steps[to])
        )


def _question(path: Path, step: Step, *, is_last: bool) -> None:
    asked = step.ask()
    st.markdown(asked.question)
    if path_answer.is_held_back(path, step):
        path_answer.take_for_the_room(path, step, asked)
        return
    known = walk(path.lesson)
    said, shown = known.said.get(step.name, ()), step.name in known.shown
    if not shown:
        path_answer.take(path, step, asked)
    if said and not check(asked, said[-1]).right:
        verdict = check(asked, said[-1])
        name = f"**{verdict.mistake.name}.** " if verdict.mistake else ""
        name = f"{step.choices[int(said[-1])]}: {name}" if step.picked else name
        more = "" if shown else " Once more?"
        if step.picked:  # on a phone, from below
            show.bring_into_view(step.picked, f"{step.name} said {len(said)}")
        st.warning(f"{name}{verdict_sentence(verdict)}{more}", icon=":material/lightbulb:")
    if shown:
        right = bool(said) and check(asked, said[-1]).right
        st.success(f"{'Right. ' if right else ''}{asked.working}", icon=":material/check:")
        st.markdown(f"**{step.learnt}**")
        if is_last and not path_plan.link_on(path.lesson):
            _go_on(path, step)
        _focus(step)


def _go_on(path: Path, step: Step) -> None:
    """Say that the way ends here, and lead to where the next path begins."""
    if step is not path.steps[-1]:
        st.caption(f"That was the last question of {path_plan.name()}: go on as you like.")
        return
    st.caption("That was the last question here: change what you like, or go on.")
    onward = LESSONS[place_of(path.lesson) + 1 :]
    if onward:
        st.page_link(
            onward[0].path,
            label=f"Next: **{onward[0].title}.** {onward[0].question}",
            icon=":material/route:",
            query_params={WORD: "1"},
        )
    else:
        st.page_link(
            LESSONS[0].path,
            label="To end with: **five questions**, each answer explained",
            icon=":material/flag:",
            query_params={"home_tab": "recap"},
        )


def _set_up(path: Path, step: Step) -> None:
    """Have the workbench show the step's state; what stands in the address too counts for more."""
    told = step.name in walk(path.lesson).shown and not path_answer.is_held_back(path, step)
    shown = step.shows if told else {}
    for key, value in held_by({**path.inputs, **step.inputs, **shown}).items():
        if session.mounted(key) or key not in st.query_params:
            session.choose(key, value)
    for key, option in {**path.options, **step.options}.items():
        address.put(key, option)
    note(path, at=step.name)


def _go(path: Path, step: Step) -> None:
    st.query_params[WORD] = step.name


def _leave(path: Path) -> None:
    left = walk(path.lesson).at
    st.query_params.pop(WORD, None)
    path_plan.leave()
    note(path, left=left)


def _focus(step: Step) -> None:
    """Mark the part to look at, and bring as much of it into view as fits below the question."""
    st.html(
        f"<style>.st-key-{step.look}{{outline:3px solid light-dark(#1557b0,#6cb0ff);"
        "outline-offset:6px;border-radius:8px}</style>"
    )
    show.bring_into_view(step.look, f"{step.name} shown")
