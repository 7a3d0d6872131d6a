"""The tab for what does not fit: torch's own words, the step that failed, and ways out."""

import streamlit as st

from cnncore.convolution.misfits import Misfit, Repair, examples, misfit_of
from cnncore.convolution.words import EXAMPLE_NAMES, STEP_NAMES, repair_label
from cnncore.convolution.worked import Setup
from ui.convolution import cache, grids
from ui.shared import address, show

_TODAY = "today"


def draw(setup: Setup) -> None:
    """Explain a misfit: today's, or one of the usual ones."""
    cases, names = {_TODAY: setup} | examples(), {_TODAY: "Today’s board"} | EXAMPLE_NAMES
    misfits = {name: found for name, case in cases.items() if (found := misfit_of(case))}
    labels = {name: names[name] for name in misfits}
    name = address.choose(st.selectbox, "What does not fit", labels, key="misfit")
    case, found = cases[name], misfits[name]
    st.markdown(_steps(found))
    st.markdown(f"Expected {found.error.expected}; got {found.error.got}.")
    if name != _TODAY:
        st.button("Put it on the board", on_click=grids.put, args=(case,), icon=":material/upload:")
    st.markdown("**Two ways out**")
    repair_buttons(found, "tab")
    with show.for_programmers():
        st.code(_layer(case), language="python")
        st.markdown("PyTorch says:")
        st.code(cache.refused(case), language=None, wrap_lines=True)


def hint() -> None:
    """Say why there is nothing to explain yet."""
    st.info("These settings do not fit. Choose one of the ways out above.", icon=":material/build:")


def repair_buttons(found: Misfit, where: str) -> None:
    """Draw one button a repair; a click puts it on the board."""
    with st.container(horizontal=True):
        for number, repair in enumerate(found.repairs):
            _button(repair, f"{where}_{number}")


def _button(repair: Repair, key: str) -> None:
    st.button(
        repair_label(repair),
        key=f"repair_{key}",
        on_click=grids.put,
        args=(repair.setup,),
        icon=":material/build:",
    )


def _steps(found: Misfit) -> str:
    lines = []
    for number, step in enumerate(STEP_NAMES.values()):
        sign = ":material/check:" if number < found.step else ":material/remove:"
        if number == found.step:
            sign, step = ":material/close:", f"**{step}: fails here**"
        lines.append(f"{number + 1}. {sign} {step}")
    return "\n".join(lines)


def _layer(setup: Setup) -> str:
    channels, height, width = setup.image.shape
    kernel = setup.kernel.shape[1:]
    size = kernel[0] if kernel[0] == kernel[1] else kernel
    more = f", padding_mode={setup.border!r}" if setup.border != "zeros" else ""
    return (
        f"layer = nn.Conv2d({channels}, 1, kernel_size={size}, stride={setup.stride}, "
        f"padding={setup.padding!r}, dilation={setup.dilation}{more})\n"
        f"layer(torch.zeros(1, {channels}, {height}, {width}))"
    )
