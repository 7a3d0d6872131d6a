"""The real app and a real Chromium, for benchmarks that measure what a visitor waits for."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running_app(
    port: int | None = None, *, script: str = "streamlit_app.py", **environment: str
) -> Iterator[tuple[str, subprocess.Popen, float]]:
    """Start the app on a free port; yield its address, its process and the seconds to healthy."""
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", script]
    options = [f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true"]
    started = time.perf_counter()
    process = subprocess.Popen(
        [*command, *options],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | environment,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        while True:
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=1).close()
                break
            except OSError:
                if process.poll() is not None or time.perf_counter() - started > 60:
                    raise RuntimeError("the server did not start") from None
                time.sleep(0.02)
        yield address, process, time.perf_counter() - started
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def chromium() -> Iterator[object]:
    """Start Debian's Chromium (or the one $CHROMIUM names) and yield the browser."""
    from playwright.sync_api import sync_playwright

    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def seconds_to_settled(page: object, address: str) -> float:
    """Go to an address; return the seconds until its title stands and its script has ended."""
    started = time.perf_counter()
    page.goto(address)
    page.wait_for_selector("h1", timeout=60_000)
    page.wait_for_selector("[data-test-script-state=notRunning]", timeout=60_000)
    return time.perf_counter() - started


def memory_mb(process: subprocess.Popen) -> float:
    """Return the resident memory of a process in MB (10^6 bytes), from the kernel's count."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) * 1024 / 1e6
