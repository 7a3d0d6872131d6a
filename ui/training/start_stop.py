"""Starting, choosing, stopping and deleting runs."""

import dataclasses

import streamlit as st

from cnncore.digits.collection import pack
from cnncore.errors import InputError
from cnncore.runs.engine import View
from cnncore.runs.folder import ACTIVE, OVER, RESUMABLE
from cnncore.runs.script import run_notebook, run_script
from cnncore.training.settings import Settings, changed, command
from ui.shared import address, runs, session, show, visitor
from ui.shared.my_digits import MINE
from ui.training import controls

RECORDED = "recorded"
_CHANGED = "training:changed"


def start(settings: Settings, drawings: bytes | None = None) -> None:
    """Submit a run and show it; called by buttons."""
    try:
        run = runs.engine().submit(settings, visitor.token(), drawings)
    except InputError as error:
        session.keep("training:problem", error)
        return
    session.forget("training:problem")
    session.keep(_CHANGED, True)
    address.put("part", "train")
    controls.show_run(run)


def own_digits() -> bytes | None:
    """Offer to learn the digits kept in the drawing lesson; return them as a file if wanted."""
    mine = MINE.get()
    wanted = controls.own_drawings(len(mine))
    return pack(mine) if wanted and len(mine) else None


def problem() -> None:
    """Show what the last press could not do, once."""
    error = session.kept("training:problem")
    if error:
        show.problem(error)
        session.forget("training:problem")


def choose() -> str:
    """Choose the run that is shown: the recorded one, this visitor's, or the one in the address."""
    pressed()  # this is the whole page
    visitor.remember()
    options = {RECORDED: "Recorded run: default settings, ready to explore"}
    options |= {view.id: runs.name_of(view) for view in runs.engine().runs_of(visitor.token())}
    asked = controls.asked_run()
    if asked and asked not in options:
        try:
            options[asked] = f"From a link · {runs.name_of(runs.engine().watch(asked))}"
        except InputError as error:
            show.problem(error)
            controls.show_run(RECORDED)
            asked = RECORDED
    return controls.run(options, asked or RECORDED)


def announce(settings: Settings, chosen: str) -> None:
    """Say what a press would train, where the recorded run is shown beside other settings."""
    named = [f"{runs.SHORT.get(key, key)} {value}" for key, value in changed(settings).items()]
    if chosen == RECORDED and named:
        st.info(
            f"Ready to train with {', '.join(named)}: press **Train**. Until then you see the "
            "recorded run, which had the default settings.",
            icon=":material/play_arrow:",
        )


def pressed() -> bool:
    """Tell, once, whether a button has changed what the whole page should show."""
    changed = session.kept(_CHANGED, False)
    session.forget(_CHANGED)
    return changed


def act(run: str, what: str) -> None:
    """Stop, pause, resume or delete a run; called by buttons."""
    session.keep(_CHANGED, True)
    try:
        getattr(runs.engine(), what)(run, visitor.token())
    except InputError as error:
        session.keep("training:problem", error)
    if what == "delete":
        controls.show_run(RECORDED)


def buttons(view: View) -> None:
    """Offer what can be done with a run in its state."""
    if not view.folder.belongs_to(visitor.token()):
        return
    with st.container(horizontal=True, gap="small"):
        if view.status.state in ACTIVE:
            _button("Pause", ":material/pause:", view.id, "pause")
        if view.status.state in RESUMABLE:
            _button("Resume", ":material/play_arrow:", view.id, "resume")
        if view.status.state not in OVER:
            _button("Stop", ":material/stop:", view.id, "stop")
        _button("Delete", ":material/delete:", view.id, "delete")


def _button(label: str, icon: str, run: str, what: str) -> None:
    st.button(label, icon=icon, key=f"do_{what}", on_click=act, args=(run, what))


def try_remedy(settings: Settings, remedy: dict[str, object], label: str) -> None:
    """Offer to train again with the remedy, one click away."""
    better = dataclasses.replace(settings, **remedy)
    st.button(
        label,
        icon=":material/healing:",
        key="remedy",
        on_click=start,
        args=(better,),
        type="primary",
    )


def repeat(settings: Settings) -> None:
    """Show the command that repeats the run outside the app."""
    with st.expander("Repeat it outside the app", icon=":material/terminal:"):
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
