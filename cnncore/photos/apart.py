"""One file, read in a process of its own that is ended when it takes too long or too much.

`python -m cnncore.photos.apart SECONDS` reads a file from its standard input and writes a line of
JSON and the pixels.
"""

import json
import subprocess
import sys
import threading

from cnncore.assets import PROJECT
from cnncore.errors import InputError

SECONDS = 5  # of work
_LATEST = 15  # seconds by the clock, where others keep the machine busy
MEMORY = 480 * 2**20  # bytes of data; with its code the process stays below 500 MB
_AT_ONCE = 2  # so that one visitor's file never stops another's
_PATIENCE = 20  # seconds to wait for one's turn
_OUT_OF_TIME = (-24, -9)  # SIGXCPU, SIGKILL
_turns = threading.BoundedSemaphore(_AT_ONCE)


def read_apart(data: bytes) -> tuple[tuple[int, int], bytes, str]:
    """Return a file's size (width, height), its RGB bytes and its note.

    Raise `InputError` for whatever keeps the file from being read within the limits.
    """
    if not _turns.acquire(timeout=_PATIENCE):
        raise InputError("a turn to read the photo", "others waiting", "Try again in a minute.")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "cnncore.photos.apart", str(SECONDS)],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=PROJECT,
            timeout=_LATEST,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_long() from None
    finally:
        _turns.release()
    head, _, pixels = done.stdout.partition(b"\n")
    if done.returncode in _OUT_OF_TIME:
        raise _too_long()
    if done.returncode != 0 or not head:
        raise InputError(
            "a complete photo", "a file that breaks its decoder", "Save it again as a JPEG."
        )
    told = json.loads(head)
    if "problem" in told:
        raise InputError(*told["problem"])
    return tuple(told["size"]), pixels, told["note"]


def _too_long() -> InputError:
    return InputError(
        f"a photo that can be read in {SECONDS} seconds",
        "one that takes longer",
        "Open it elsewhere and save it as a JPEG.",
    )


def _limit(seconds: int) -> None:
    """Let the system keep the limits, where it can: an orphan ends by itself."""
    try:
        import resource  # not on Windows

        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    except (ImportError, ValueError, OSError):
        pass


def _main() -> None:
    from cnncore.photos.reading import read_small  # Pillow

    _limit(int(sys.argv[1]))
    told: dict[str, object]
    try:
        small, note = read_small(sys.stdin.buffer.read())
    except InputError as problem:
        told, pixels = {"problem": [problem.expected, problem.got, problem.todo]}, b""
    else:
        told, pixels = {"size": small.size, "note": note}, small.tobytes()
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + pixels)


if __name__ == "__main__":
    _main()
