"""Which network a lesson uses: the bundled one, or one this visitor has trained."""

import streamlit as st

from cnncore.runs.folder import OVER
from ui.shared import session, visitor

BUNDLED = "bundled"


def choose(label: str = "Network") -> str:
    """Choose the network of a lesson; return its key for `ui.shared.networks.load`."""
    options = {BUNDLED: "The bundled network"} | _own_runs()
    asked = st.query_params.get("trained") or session.kept("trained") or BUNDLED
    session.choose("which_trained", asked if asked in options else BUNDLED)
    return st.selectbox(
        label,
        tuple(options),
        format_func=lambda key: options.get(key, key),
        key="which_trained",
        on_change=lambda: use(session.held("which_trained")),
        help="Runs that you have finished in the training lesson stand here too.",
    )


def use(key: str) -> None:
    """Use this network from now on, in every lesson that asks; the address holds its key."""
    session.keep("trained", key)
    if key == BUNDLED:
        st.query_params.pop("trained", None)
    else:
        st.query_params["trained"] = key


def _own_runs() -> dict[str, str]:
    if not visitor.is_known():
        return {}
    from ui.training.cache import engine
    from ui.training.runs import name_of

    runs = engine().runs_of(visitor.token())
    return {
        run.id: f"Mine: {name_of(run)}"
        for run in runs
        if run.status.state in OVER and run.folder.weights() is not None
    }
