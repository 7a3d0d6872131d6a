"""Race: runs that differ in one setting only, side by side."""

import secrets
from collections.abc import Sequence
from contextlib import suppress
from functools import partial

import streamlit as st

from cnncore.errors import InputError
from cnncore.runs import (
    MOVING,
    Entrant,
    RunView,
    line_up,
    outcome,
    results,
    sentence,
    verdict,
)
from cnncore.training import Settings
from ui.shared import address, once, runs, session, visitor
from ui.training import experiments as controls
from ui.training.figures import race as figures

_STARTED: session.Slot[str] = session.Slot("race", str)  # the race started last


def draw(view: RunView) -> None:
    """Set a race up from the shown run's settings, and show the last one."""
    st.markdown(
        "All runners begin with the same weights and see the same digits in the same order. "
        "Only one setting differs, so whatever differs at the end is its doing."
    )
    name, values, seeds = controls.race(view.settings)
    chosen = (view.settings, name, values, seeds)
    look = {"icon": ":material/flag:", "about": chosen}
    once.button("Start the race", _start, *chosen, key="start_race", **look)
    race = address.word("race") or _STARTED.get()
    views = _runners(race)
    address.say("race", race if views else "")
    if views:
        moving = any(view.status.state in MOVING for view in views)
        st.fragment(_race, run_every=1.0 if moving else None)(race, moving)


def _start(base: Settings, name: str, values: list, seeds: bool) -> once.Follow | None:
    entered = line_up(base, name, values, seeds=seeds)
    if _is_under_way(entered):
        return None
    race, engine, token = f"{name}.{secrets.token_urlsafe(6)}", runs.engine(), visitor.token()
    try:
        for settings in entered:
            engine.submit(settings, token, note=f"race {race}")
    except InputError:  # all of them run, or none
        for view in _runners(race):
            engine.delete(view.id, token)
        raise
    return partial(_show, race)


def _show(race: str) -> None:
    _STARTED.put(race)
    address.say("race", race)


def _is_under_way(entered: Sequence[Settings]) -> bool:
    """Tell whether the race started last has the same runners, and one of them still moves."""
    views = _runners(_STARTED.get())
    moving = any(view.status.state in MOVING for view in views)
    return moving and [view.settings for view in views] == list(entered)


def _runners(race: str) -> list[RunView]:
    """Return this visitor's runs of a race, in the order they were entered."""
    if not race:
        return []
    own = runs.engine().runs_of(visitor.token())
    return [run for run in reversed(own) if run.note == f"race {race}"]


def _race(race: str, moving: bool) -> None:
    views, name = _runners(race), race.partition(".")[0]
    for view in views:
        if view.status.state in MOVING:
            with suppress(InputError):  # deleted meanwhile
                runs.engine().watch(view.id)  # somebody is watching
    if moving != any(view.status.state in MOVING for view in views):
        st.rerun()
    entrants = [Entrant(view.settings, view.status.state, runs.history(view)) for view in views]
    _charts(entrants, name)
    st.markdown(f"**{verdict(outcome(results(entrants, name)), name)}**")
    _those_out(views, name)


def _charts(entrants: Sequence[Entrant], name: str) -> None:
    epochs = max((entrant.settings.epochs for entrant in entrants), default=1)
    left, right = st.columns(2)
    for column, what in ((left, "held-out accuracy, %"), (right, "loss, smoothed")):
        with column:
            st.vega_lite_chart(
                figures.race_data(entrants, name, accuracy=column is left),
                figures.race_chart(what, epochs, accuracy=column is left),
                key=f"race_{'accuracy' if column is left else 'loss'}",
                alt=f"{what} of all runners over the epochs",
            )


def _those_out(views: Sequence[RunView], name: str) -> None:
    broken = [view for view in views if view.status.state in ("lost", "failed")]
    for view in broken:
        label = getattr(view.settings, name)
        st.warning(f"The runner with {label} is out: {sentence(view.status)} The rest goes on.")
    waiting = sum(view.status.state == "waiting" for view in views)
    if waiting:
        st.caption(f"{waiting} of {len(views)} runners still wait for their turn.")
