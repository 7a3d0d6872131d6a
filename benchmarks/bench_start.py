"""From the command to the first page, and which lessons stay free of torch."""

from pathlib import Path

from benchmarks.chromium import chromium, memory_mb, running_app, seconds_to_settled
from benchmarks.table import Measurement


def _torch_mapped(pid: int) -> float:
    return float("libtorch" in Path(f"/proc/{pid}/maps").read_text())


def _visit(browser: object, address: str) -> tuple[float, float]:
    page = browser.new_page()
    home = seconds_to_settled(page, address)
    return home, seconds_to_settled(page, f"{address}/convolution")


def measure() -> list[Measurement]:
    """Start the server cold and visit home, then the convolution lesson, in Chromium.

    Once as it is, and once without what it loads beforehand: what do these two lessons need?
    """
    with chromium() as browser:
        with running_app() as (address, _, healthy):
            home, convolution = _visit(browser, address)
        with running_app(CNN_WARM="0") as (address, process, _):
            _visit(browser, address)
            torch, memory = _torch_mapped(process.pid), memory_mb(process)
    return [
        Measurement("server start to healthy", healthy, "s", "at most 3 s"),
        Measurement("first full page after that (home)", home, "s", "at most 2.5 s"),
        Measurement("convolution lesson, first opened", convolution, "s", ""),
        Measurement("torch loaded by these two lessons (1 = yes)", torch, "", "0"),
        Measurement("server memory after both, nothing loaded beforehand", memory, "MB", ""),
    ]
