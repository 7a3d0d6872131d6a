"""A file that takes too long or too much is ended, and stops nobody else's."""

import json
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image

from cnncore import InputError, decode_photo
from cnncore.assets import PROJECT
from cnncore.photos import apart
from cnncore.photos.apart import read_apart
from tests.core.photos.files import (
    chunk,
    png,
    ramp,
    saved,
    scans,
    tags_that_share,
    zeros,
)

# Decodes the files of a folder one after the other; prints their words and the largest memory.
MEASURE = """
import resource, sys
from pathlib import Path
from cnncore import InputError, decode_photo
for path in sorted(Path(sys.argv[1]).iterdir()):
    try:
        print(path.stem, *decode_photo(path.read_bytes()).shape)
    except InputError as problem:
        print(path.stem, problem)
status = dict(line.split(":") for line in open("/proc/self/status"))
here = int(status["VmHWM"].split()[0])  # what getrusage tells of itself began before its exec
print("MB", (here + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) // 1024)
"""


def test_what_is_read_apart_is_what_is_read_here() -> None:
    (width, height), pixels, note = read_apart(saved(ramp(), "TIFF"))
    got = np.frombuffer(pixels, np.uint8).reshape(height, width, 3)
    np.testing.assert_array_equal(got, np.asarray(ramp()))
    assert note == ""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured by /proc")
def test_large_files_stay_within_500_mb(tmp_path: Path) -> None:
    side = 7000
    files = {
        "grey": png((side, side), 16, 0, zeros(side * (2 * side + 1)), chunk(b"tRNS", b"\0\1")),
        "clear": png((side, side), 8, 6, zeros(side * (4 * side + 1))),
        "float": saved(Image.new("F", (side, side)), "TIFF", compression="tiff_adobe_deflate"),
        "long": saved(Image.new("CMYK", (40_000, 1_200)), "JPEG", progressive=True, subsampling=0),
        "tags": tags_that_share(2**21, 60_000),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    command = [sys.executable, "-c", MEASURE, str(tmp_path)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    told = dict(line.split(" ", 1) for line in done.stdout.splitlines())
    assert told["grey"] == told["clear"] == told["float"] == "1024 1024 3"
    assert told["long"] == "31 1024 3"
    assert "Expected" in told["tags"]
    assert int(told["MB"]) < 500


def test_two_files_are_read_at_once_and_a_third_waits(monkeypatch) -> None:
    both, third, inside = threading.Barrier(2), threading.Event(), []

    def read(*_, **__) -> SimpleNamespace:
        inside.append(1)
        if len(inside) > 2:
            third.set()
        both.wait(20)  # raises where only one is let in
        found = third.wait(0.3)
        inside.pop()
        head = {"size": [1, found], "note": ""}
        return SimpleNamespace(returncode=0, stdout=json.dumps(head).encode() + b"\n")

    monkeypatch.setattr(apart.subprocess, "run", read)
    with ThreadPoolExecutor(4) as visitors:
        told = list(visitors.map(read_apart, [b"a file"] * 4))
    assert [found for (_, found), *_ in told] == [False] * 4


def test_300_000_scans_are_ended_and_stop_nobody(monkeypatch) -> None:
    monkeypatch.setattr(apart, "SECONDS", 1)
    problems = []

    def upload() -> None:
        with pytest.raises(InputError, match="seconds") as told:
            decode_photo(scans(300_000, 256))
        problems.append(told.value)

    slow = threading.Thread(target=upload)
    slow.start()
    time.sleep(0.3)
    for kind in ("JPEG", "PNG"):
        assert decode_photo(saved(ramp(), kind)).shape == (32, 48, 3)
    assert slow.is_alive()
    assert decode_photo(saved(ramp(), "TIFF")).shape == (32, 48, 3)
    slow.join()
    assert len(problems) == 1
