"""Break the code in small ways and count what the nearest quick tests notice.

`python -m tests.mutation` draws 210 breaks by a seed and stops after 15 minutes; `--groups tabs`
draws from some groups only, `--files` from some files only. What no test noticed is printed.
"""

import argparse
import difflib
import json
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from queue import Empty, Queue

from tests.mutation.mutants import ROOT, Mutant, draw, groups
from tests.mutation.nearest import nearest

TARGETS = {"cnncore": 90, "figures": 90, "tabs": 75}  # percent


class Count:
    """What became of the breaks, by group."""

    def __init__(self) -> None:
        self.outcomes: Counter[tuple[str, str]] = Counter()
        self.lock = threading.Lock()

    def add(self, group: str, mutant: Mutant, outcome: str, test: str) -> None:
        """Count one, and print what was not noticed."""
        with self.lock:
            self.outcomes[group, outcome] += 1
            if outcome != "failed":
                print(
                    f"{outcome}: {mutant.path}:{mutant.line} {mutant.operator}\n{_change(mutant)}"
                )
                print(f"  {test}\n" if test else "", end="", flush=True)

    def table(self) -> str:
        """Return the shares by group, with their targets."""
        lines = [f"{'group':9}{'noticed':>8}{'of':>5}{'share':>7}{'target':>8}  left out"]
        for group, target in TARGETS.items():
            killed, lived = (self.outcomes[group, word] for word in ("failed", "passed"))
            out = sum(self.outcomes[group, word] for word in ("late", "fails unbroken"))
            share = f"{killed / (killed + lived):.0%}" if killed + lived else "-"
            lines.append(f"{group:9}{killed:8}{killed + lived:5}{share:>7}{target:7}%{out:10}")
        return "\n".join(lines)


def main() -> None:
    """Draw, try and tell."""
    options = _options()
    work: Queue[tuple[str, Mutant]] = Queue()
    drawn = {}
    for group, files in groups().items():
        if group in options.groups:
            chosen = [file for file in files if not options.files or file in options.files]
            drawn[group] = draw(chosen, -(-options.sample // len(options.groups)), options.seed)
    for number in range(max(map(len, drawn.values()), default=0)):
        for group, mutants in drawn.items():
            if number < len(mutants):
                work.put((group, mutants[number]))
    count, until = Count(), time.monotonic() + 60 * options.minutes
    hands = [
        threading.Thread(target=_try_all, args=(work, count, until, options.seconds))
        for _ in range(options.processes)
    ]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    print(count.table())


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=210, help="how many breaks, of all groups")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=15, help="begin no trial after these")
    parser.add_argument("--seconds", type=float, default=120, help="the longest trial")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--groups", nargs="+", choices=TARGETS, default=list(TARGETS))
    parser.add_argument("--files", nargs="+", default=[])
    return parser.parse_args()


def _try_all(work: Queue, count: Count, until: float, seconds: float) -> None:
    with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
        _copy(Path(folder))
        command = [sys.executable, "-m", "tests.mutation.trial"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        with subprocess.Popen(command, cwd=folder, **pipes) as trial:
            while time.monotonic() < until:
                try:
                    group, mutant = work.get_nowait()
                except Empty:
                    break
                tests = nearest(mutant.path)
                asked = {"path": mutant.path, "code": mutant.code(), "tests": tests}
                trial.stdin.write(json.dumps(asked | {"seconds": seconds}) + "\n")
                trial.stdin.flush()
                told = json.loads(trial.stdout.readline())
                count.add(group, mutant, told["outcome"], told["test"])
            trial.stdin.close()


def _copy(folder: Path) -> None:
    """Copy what the project holds, and compile it."""
    names = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True
    )
    for name in names.stdout.decode().splitlines():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, folder / name)
    rooms = ["cnncore", "ui", "tests"]
    subprocess.run([sys.executable, "-m", "compileall", "-q", *rooms], cwd=folder, check=True)


def _change(mutant: Mutant) -> str:
    old, new = (ROOT / mutant.path).read_text().splitlines(), mutant.code().splitlines()
    lines = list(difflib.unified_diff(old, new, lineterm="", n=0))[2:]
    return "\n".join(f"  {line}" for line in lines if not line.startswith("@@"))


if __name__ == "__main__":
    main()
