"""What to do with a trained network: use it here, take it away, bring one back."""

from contextlib import suppress
from functools import partial
from pathlib import Path

import streamlit as st

from cnncore.digits.collection import EMPTY
from cnncore.errors import InputError
from cnncore.networks.weights_file import read_weights, safetensors_bytes
from cnncore.runs import MOVING, RunView
from cnncore.training import Settings
from ui.figures.pictures import pixels
from ui.shared import networks, once, runs, show, visitor
from ui.shared.my_digits import MINE
from ui.shared.progress import progress
from ui.training import cache, shown_run
from ui.training import experiments as controls
from ui.training.lab_report import ReportedRun, lab_report


def draw(view: RunView, settings: Settings) -> None:
    """Offer the shown run's network for use and download, and take one in."""
    left, right = st.columns(2, gap="large")
    with left:
        if view.folder.weights() is None and view.status.state in MOVING:
            _await_weights(view.id)
        _use(view)
        _take(view)
        _report()
    with right:
        _bring(settings)


@st.fragment(run_every=1.0)
def _await_weights(run: str) -> None:
    """Draw the whole page again once the run has weights, or will have none."""
    with show.problems():  # it may have been deleted meanwhile
        view = runs.view(run)
        if view.folder.weights() is not None or view.status.state not in MOVING:
            st.rerun()
    st.caption("Its weights can be used as soon as the first ones are there.")


def _use(view: RunView) -> None:
    st.markdown("**Use it in the drawing lesson**")
    if view.id == runs.RECORDED:
        st.caption("The drawing lesson has a better one built in; train one of your own first.")
        return
    using = networks.used() == view.id
    st.button(
        "In use" if using else "Use this network",
        icon=":material/check:" if using else ":material/arrow_forward:",
        key="use_network",
        disabled=using or view.folder.weights() is None,
        on_click=networks.use,
        args=(view.id,),
    )


def _take(view: RunView) -> None:
    weights = view.folder.weights()
    if weights is None:
        return
    with show.problems():
        _downloads(weights)


def _downloads(weights: Path) -> None:
    st.markdown("**Take the weights away**")
    with st.container(horizontal=True):
        st.download_button(
            "State dict",
            weights.read_bytes(),
            "my_network.pt",
            key="take_pt",
            icon=":material/download:",
            help="For torch.load(..., weights_only=True).",
            on_click="ignore",
        )
        st.download_button(
            "safetensors",
            safetensors_bytes(weights),
            "my_network.safetensors",
            key="take_safetensors",
            icon=":material/download:",
            on_click="ignore",
        )


def _report() -> None:
    st.markdown("**Lab report**")
    drawn = controls.report_drawings()
    if not st.button("Write the report", icon=":material/description:", key="write_report"):
        return
    finished = [_reported(run) for run in runs.engine().runs_of(visitor.token())]
    mine = MINE.get() if drawn else EMPTY
    pictures = [
        pixels(image / 255, alt=f"My {label}", width=56)
        for image, label in zip(mine.images, mine.labels, strict=True)
    ]
    st.download_button(
        "Download it (HTML, prints well)",
        lab_report(finished, progress().lessons_done(), pictures),
        "lab-report.html",
        key="take_report",
        icon=":material/download:",
        on_click="ignore",
    )


def _reported(run: RunView) -> ReportedRun:
    found = None
    with suppress(InputError):  # its weights cannot be read: told without its mistakes
        found = cache.judge_view(run) if run.folder.weights() else None
    return ReportedRun(run.settings, run.status.state, runs.history(run), found)


def _bring(settings: Settings) -> None:
    st.markdown("**Bring a network**")
    file = controls.upload_weights()
    st.caption(f"It must fit the network chosen under Train: `{settings.network}`.")
    if file is None:
        return
    about = (settings, file.file_id)
    once.button("Check and add it", _adopt, settings, file.getvalue(), key="bring", about=about)


def _adopt(settings: Settings, weights: bytes) -> once.Follow:
    engine, token = runs.engine(), visitor.token()
    read_weights(weights, settings.network)
    return partial(shown_run.show, engine.adopt(settings, token, weights))
