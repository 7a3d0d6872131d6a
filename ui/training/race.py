"""Race: runs that differ in one setting only, side by side."""

import secrets

import streamlit as st

from cnncore.errors import InputError
from cnncore.runs.engine import View
from cnncore.runs.folder import ACTIVE
from cnncore.runs.race import line_up, results, verdict
from cnncore.training.settings import Settings
from ui.shared import runs, session, show, visitor
from ui.training import experiments as controls
from ui.training.figures import race as figures

_PROBLEM = "race:problem"
_MOVING = (*ACTIVE, "waiting")


def draw(view: View) -> None:
    """Set a race up from the shown run's settings, and show the last one."""
    st.markdown(
        "All runners begin with the same weights and see the same digits in the same order. "
        "Only one setting differs, so whatever differs at the end is its doing."
    )
    name, values, seeds = controls.race(view.settings)
    st.button(
        "Start the race",
        icon=":material/flag:",
        key="start_race",
        on_click=_start,
        args=(view.settings, name, values, seeds),
    )
    if error := session.kept(_PROBLEM):
        show.problem(error)
        session.forget(_PROBLEM)
    race = st.query_params.get("race") or session.kept("race") or ""
    views = _runners(race)
    if views:
        moving = any(view.status.state in _MOVING for view in views)
        st.fragment(_race, run_every=1.0 if moving else None)(race, moving)


def _start(base: Settings, name: str, values: list, seeds: bool) -> None:
    race = f"{name}.{secrets.token_urlsafe(6)}"
    try:
        for settings in line_up(base, name, values, seeds=seeds):
            runs.engine().submit(settings, visitor.token(), note=f"race {race}")
    except InputError as error:
        session.keep(_PROBLEM, error)
    session.keep("race", race)
    st.query_params["race"] = race


def _runners(race: str) -> list[View]:
    """Return this visitor's runs of a race, in the order they were entered."""
    if not race:
        return []
    own = runs.engine().runs_of(visitor.token())
    return [run for run in reversed(own) if run.folder.record.get("note") == f"race {race}"]


def _race(race: str, moving: bool) -> None:
    views, name = _runners(race), race.partition(".")[0]
    for view in views:
        if view.status.state in _MOVING:
            runs.engine().watch(view.id)  # somebody is watching
    if moving != any(view.status.state in _MOVING for view in views):
        st.rerun()
    epochs = max((view.settings.epochs for view in views), default=1)
    left, right = st.columns(2)
    for column, what in ((left, "held-out accuracy, %"), (right, "loss, smoothed")):
        with column:
            data = figures.race_data(views, name, accuracy=column is left)
            st.vega_lite_chart(
                data,
                figures.race_chart(what, epochs, accuracy=column is left),
                key=f"race_{'accuracy' if column is left else 'loss'}",
                alt=f"{what} of all runners over the epochs",
            )
    st.markdown(f"**{verdict(results(views, name), name)}**")
    broken = [view for view in views if view.status.state in ("lost", "failed")]
    for view in broken:
        label = getattr(view.settings, name)
        st.warning(f"The runner with {label} is out: {view.status.sentence} The rest goes on.")
    waiting = sum(view.status.state == "waiting" for view in views)
    if waiting:
        st.caption(f"{waiting} of {len(views)} runners still wait for their turn.")
