"""Run the benchmarks: `python -m benchmarks [--write] [subject ...]`."""

import argparse
from importlib import import_module
from pathlib import Path

from benchmarks.table import markdown, write_readme

SUBJECTS = sorted(p.stem.removeprefix("bench_") for p in Path(__file__).parent.glob("bench_*.py"))


def main() -> None:
    """Measure each subject in turn and print, or write, its table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("subjects", nargs="*", help=f"of {', '.join(SUBJECTS)}; all if none")
    parser.add_argument("--write", action="store_true", help="put the tables into README")
    options = parser.parse_args()
    for subject in options.subjects or SUBJECTS:
        table = markdown(subject, import_module(f"benchmarks.bench_{subject}").measure())
        print(table, end="\n\n", flush=True)
        if options.write:
            write_readme(subject, table)


if __name__ == "__main__":
    main()
