"""The plan a visitor goes by: which steps of a path it asks, and where it leads from there."""

import streamlit as st

from ui.lessons import lesson_named
from ui.shared import address
from ui.shared.path_state import walk
from ui.shared.path_steps import WORD as STEP
from ui.shared.path_steps import Path, Step
from ui.shared.plans import PLANS, Stop, title

WORD = "plan"  # in the address


def chain(path: Path, step: Step) -> tuple[Step, ...]:
    """Return the steps that are gone through, `step` among them: the plan's here, or all."""
    stop = _stop(path.lesson)
    asked = stop.asked if stop else ()
    return tuple(one for one in path.steps if one.name in asked or step.name not in asked)


def name() -> str:
    """Name the plan, "your 30 minutes"; "" where none is gone by."""
    stops = PLANS.get(address.word(WORD))
    return f"your {title(stops)}" if stops else ""


def words_to(plan: str, stop: Stop) -> dict[str, str] | None:
    """Return what the address of a stop says: its first question that has not been found out."""
    if not stop.asked:
        return None
    left = [step for step in stop.asked if step not in walk(stop.lesson).shown]
    return {STEP: (left or stop.asked)[0], WORD: plan}


def link_on(lesson: str) -> bool:
    """Link to the plan's next stop; tell whether there is one."""
    plan = address.word(WORD)
    stops = PLANS.get(plan, ())
    places = [place for place, stop in enumerate(stops) if stop.lesson == lesson]
    after = stops[places[-1] + 1 :] if places else ()
    if not after:
        return False
    onward = lesson_named(after[0].lesson)
    st.page_link(
        onward.path,
        label=" · ".join(filter(None, [f"On in {name()}: **{onward.title}**", after[0].words])),
        icon=":material/route:",
        query_params=words_to(plan, after[0]),
    )
    return True


def leave() -> None:
    """Go by no plan any more."""
    st.query_params.pop(WORD, None)


def _stop(lesson: str) -> Stop | None:
    stops = PLANS.get(address.word(WORD), ())
    return next((stop for stop in stops if stop.lesson == lesson and stop.asked), None)
