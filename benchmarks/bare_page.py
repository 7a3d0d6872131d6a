"""The framework's own floor: a bare Streamlit page of one slider and one text."""

import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

from benchmarks.chromium import free_port

_SCRIPT = """import streamlit as st
st.title("Bare")
with st.container(key="stage"):
    st.text(f"Stride {st.slider('Stride', 1, 4, 1, key='stride')}")
"""


@contextmanager
def bare_page() -> Iterator[tuple[str, subprocess.Popen]]:
    """Serve the page; yield its address and its process once it answers."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "bare.py"
        script.write_text(_SCRIPT)
        options = [f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true"]
        command = [sys.executable, "-m", "streamlit", "run", str(script), *options]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        address = f"http://127.0.0.1:{port}"
        try:
            _wait(address, process)
            yield address, process
        finally:
            process.terminate()
            process.wait(30)


def _wait(address: str, process: subprocess.Popen) -> None:
    while process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1).close()
            return
        except OSError:
            sleep(0.05)
    raise RuntimeError("the bare page's server did not start")
