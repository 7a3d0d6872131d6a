"""Starting, choosing, stopping and deleting runs."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from cnncore.digits.collection import pack
from cnncore.errors import InputError
from cnncore.runs import ACTIVE, MOVING, OVER, RESUMABLE, RunView, run_notebook, run_script
from cnncore.training import Settings, changed, command
from ui.shared import address, once, runs, session, show, visitor
from ui.shared.my_digits import MINE
from ui.training import controls, shown_run


@dataclass(frozen=True)
class Press:
    """What the last press of a button did: change the whole page, or meet a problem."""

    changed: bool = False
    problem: InputError | None = None


FEW_DIGITS: Mapping[str, Any] = {
    "data": "bundled",
    "first_digits": 300,
    "augmentation": "none",
    "epochs": 40,
}
_PRESS: session.Slot[Press] = session.Slot("training press", Press)


def start(settings: Settings, drawings: bytes | None = None) -> once.Follow:
    """Submit a run, or find the same one under way; what follows shows it. Called by buttons."""
    engine, token = runs.engine(), visitor.token()
    run = _under_way(engine.runs_of(token), settings, drawings)
    return partial(_show, run or engine.submit(settings, token, drawings))


def _show(run: str) -> None:
    shown_run.show(run)
    address.put("part", "train")
    _PRESS.put(Press(changed=True))


def _under_way(views: Sequence[RunView], settings: Settings, drawings: bytes | None) -> str | None:
    """Return the run with these settings and drawings that waits or trains already."""
    for view in views:
        same = dataclasses.replace(view.settings, drawings=settings.drawings) == settings
        if same and view.status.state in MOVING and not view.folder.note:
            path = view.folder.drawings
            if (path.read_bytes() if path else None) == drawings:
                return view.id
    return None


def own_digits() -> bytes | None:
    """Offer to learn the digits kept in the drawing lesson; return them as a file if wanted."""
    mine = MINE.get()
    wanted = controls.own_drawings(len(mine))
    return pack(mine) if wanted and len(mine) else None


def problem() -> None:
    """Show what the last press could not do, once."""
    press = _PRESS.get()
    if press.problem:
        show.problem(press.problem)
        _PRESS.put(dataclasses.replace(press, problem=None))


def choose() -> str:
    """Choose the run that is shown: the recorded one, this visitor's, or the one in the address."""
    pressed()  # this is the whole page
    visitor.remember()
    _unreadable()
    options = {runs.RECORDED: "Recorded run: default settings, ready to explore"}
    options |= {view.id: runs.name_of(view) for view in runs.engine().runs_of(visitor.token())}
    asked = shown_run.asked()
    if asked and asked not in options:
        try:
            options[asked] = f"From a link · {runs.name_of(runs.engine().watch(asked))}"
        except InputError as error:
            show.problem(error)
            shown_run.show(runs.RECORDED)
    return shown_run.choose(options)


def _unreadable() -> None:
    """Tell this visitor which runs of theirs cannot be read; only they may delete them."""
    for folder in runs.engine().unreadable(visitor.token()):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.warning(
                f"What you chose for your run {folder.id} cannot be read. Nothing of it was "
                "deleted: ask the host, or delete it.",
                icon=":material/folder_off:",
            )
            st.button(
                "Delete it",
                icon=":material/delete:",
                key=f"delete_{folder.id}",
                on_click=act,
                args=(runs.engine().delete, folder.id),
            )


def announce(settings: Settings, chosen: str) -> None:
    """Say what a press would train, where the recorded run is shown beside other settings."""
    named = [f"{runs.SHORT.get(key, key)} {value}" for key, value in changed(settings).items()]
    if chosen == runs.RECORDED and named:
        st.info(
            f"Ready to train with {', '.join(named)}: press **Train**. Until then you see the "
            "recorded run, which had the default settings.",
            icon=":material/play_arrow:",
        )


def pressed() -> bool:
    """Tell, once, whether a button has changed what the whole page should show."""
    press = _PRESS.get()
    _PRESS.put(dataclasses.replace(press, changed=False))
    return press.changed


def act(what: Callable[[str, str], None], run: str) -> None:
    """Do something with a run of this visitor; called by buttons."""
    problem = None
    try:
        what(run, visitor.token())
    except InputError as error:
        problem = error
    _PRESS.put(Press(True, problem or _PRESS.get().problem))


def delete(run: str) -> None:
    """Delete a run and show the recorded one; called by a button."""
    act(runs.engine().delete, run)
    shown_run.show(runs.RECORDED)


def buttons(view: RunView) -> None:
    """Offer what can be done with a run in its state."""
    if not view.folder.belongs_to(visitor.token()):
        return
    engine, state, run = runs.engine(), view.status.state, view.id
    with st.container(horizontal=True, gap="small"):
        if state in ACTIVE:
            _button("Pause", ":material/pause:", act, engine.pause, run)
        if state in RESUMABLE:
            _button("Resume", ":material/play_arrow:", act, engine.resume, run)
        if state not in OVER:
            _button("Stop", ":material/stop:", act, engine.stop, run)
        _button("Delete", ":material/delete:", delete, run)


def _button(label: str, icon: str, press: Callable, *given: object) -> None:
    st.button(label, icon=icon, key=f"do_{label.lower()}", on_click=press, args=given)


def try_remedy(settings: Settings, remedy: Mapping[str, Any], label: str) -> None:
    """Offer to train again with the remedy, one click away."""
    better = dataclasses.replace(settings, **remedy)
    look = {"icon": ":material/healing:", "type": "primary"}
    once.button(label, start, better, key="remedy", about=better, **look)


def see_them_part(settings: Settings) -> None:
    """Offer a run whose two curves part: few digits, shown often and unchanged."""
    if settings.first_digits:
        return
    few = dataclasses.replace(settings, **FEW_DIGITS)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            "**When do the two curves part?** When it learns a few digits by heart, train goes to "
            "100 % and new digits do not follow."
        )
        label = "Train on 300 digits"
        once.button(label, start, few, key="few_digits", about=few, icon=":material/call_split:")
    st.caption("By hand: More settings, How many of them 300, Augmentation None; Epochs 40; Train.")


def repeat(settings: Settings) -> None:
    """Show the command that repeats the run outside the app."""
    fold = show.opened("Repeat it outside the app", icon=":material/terminal:", key="repeat")
    if fold is None:
        return
    with fold:
        st.markdown("The same run, number for number, with this project:")
        st.code(command(settings, "my_network.pt"), language="bash")
        st.markdown("The same settings in plain PyTorch, without this project:")
        with st.container(horizontal=True):
            for label, name, make in (
                ("Script", "train.py", run_script),
                ("Notebook", "train.ipynb", run_notebook),
            ):
                st.download_button(
                    label,
                    make(settings),
                    name,
                    key=f"take_{name.rpartition('.')[2]}",
                    icon=":material/download:",
                    on_click="ignore",
                )
