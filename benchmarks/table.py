"""A measurement, the machine it was taken on, and the table README shows."""

import argparse
import os
import platform
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"


@dataclass(frozen=True)
class Measurement:
    """One figure: what was measured, its value and unit, the target, and the command's note."""

    what: str
    value: float
    unit: str
    target: str
    note: str = ""


def arguments(doc: str, **numbers: float) -> argparse.ArgumentParser:
    """Return a benchmark's options: one a number, with its default, and `--write`."""
    parser = argparse.ArgumentParser(description=doc)
    for name, default in numbers.items():
        parser.add_argument(f"--{name}", type=type(default), default=default)
    parser.add_argument("--write", action="store_true", help="put what is measured into README")
    return parser


def machine() -> str:
    """Name the processor, its cores, Python and the day."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        found = re.search(r"model name\s*: (.+)", info.read_text())
        model = found[1] if found else model
    python = platform.python_version()
    return f"{model}, {os.cpu_count()} cores, Python {python}, {date.today():%Y-%m-%d}"


def markdown(subject: str, rows: list[Measurement]) -> str:
    """Set the measurements as a Markdown table headed by the machine."""
    lines = [
        f"*{subject}: {machine()}.*",
        "",
        "| what | measured | target | |",
        "|---|---|---|---|",
    ]
    for row in rows:
        lines.append(f"| {row.what} | {row.value:,.4g} {row.unit} | {row.target} | {row.note} |")
    return "\n".join(lines)


def write_readme(subject: str, table: str) -> None:
    """Replace the subject's table in README, between its two comment marks."""
    start, end = f"<!-- bench:{subject} -->", f"<!-- /bench:{subject} -->"
    text = README.read_text()
    block = f"{start}\n{table}\n{end}"
    if start in text:
        text = text[: text.index(start)] + block + text[text.index(end) + len(end) :]
    else:
        text = text.rstrip() + f"\n\n{block}\n"
    README.write_text(text)
