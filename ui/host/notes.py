"""The host's notes: for each lesson its aim, minutes and questions, with the answers to expect.

They are written from the steps of the lessons' own paths, so that the two cannot disagree.
"""

import streamlit as st

from ui.host.plans import LENGTHS, SELECTIONS, WHOLE, asked_at
from ui.lessons import lesson_named
from ui.shared import address
from ui.shared.path_steps import Path, Step
from ui.shared.plans import LED, Stop, minutes_of


def draw() -> None:
    """Choose a plan and read its notes; the browser prints them without what surrounds them."""
    labels = {WHOLE: "Every question"} | {name: f"{name} minutes" for name in LENGTHS}
    plan = address.choose(st.segmented_control, "Plan", labels, key="plan")
    stops = SELECTIONS[plan]
    count = sum(len(stop.asked) for stop in stops)
    with st.container(key="notes"):
        st.markdown(
            f"**{minutes_of(stops)} minutes, {count} questions**, about {LED} minutes each: "
            "everybody predicts, you reveal, they tell each other why. To print: your browser's "
            "*Print*."
        )
        for stop in stops:
            st.markdown(notes(stop))


def notes(stop: Stop) -> str:
    """Write the notes of one lesson as Markdown: aim, minutes, every question that is asked."""
    lesson = lesson_named(stop.lesson)
    parts = [f"#### {lesson.title}: {stop.minutes} minutes", f"*Aim: {lesson.question}*"]
    parts += [_asked(path, step) for path, step in asked_at(stop)]
    if stop.words and stop.own_minutes > 0:
        unit = "minute" if stop.own_minutes == 1 else "minutes"
        parts.append(f"**{stop.own_minutes} {unit} of their own:** {stop.words}")
    return "\n\n".join(parts)


def _asked(path: Path, step: Step) -> str:
    asked, number = step.ask(), path.steps.index(step) + 1
    wrong = [
        f"- **{_said(step, value)}**: {slip.name}. {slip.sentence}"
        for value, slip in asked.slips.items()
    ]
    onward = path.steps[number : number + 1]
    then = [f"- Next: {one.title}" for one in onward]
    return "\n".join([
        f"**{number}. {step.title}**",
        "",
        asked.question,
        "",
        f"- Right is **{_said(step, asked.answer)}**: {asked.working}",
        *wrong,
        f"- To take along: {step.learnt}",
        *then,
    ])  # fmt: skip


def _said(step: Step, value: object) -> str:
    number = float(value)  # type: ignore[arg-type]  # a path asks for one number
    return step.choices[int(number)] if step.choices else f"{number:g}"
