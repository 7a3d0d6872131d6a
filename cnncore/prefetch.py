"""Make a server ready for a room without internet: `python -m cnncore.prefetch`.

Checks what the lessons can use, fetches what is missing, and says what works without it.
"""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from cnncore.digits import dataset
from cnncore.errors import InputError


@dataclass(frozen=True)
class Item:
    """One thing a lesson can use: is it here, what is it for, and how to fetch it."""

    name: str
    here: bool
    meaning: str
    fetch: Callable[[], object]


def what_is_here() -> list[Item]:
    """List the optional downloads and whether each is on this machine's disk already."""
    from cnncore.imagenet import offers  # torch

    digits = Item(
        "Full MNIST (60,000 digits)",
        dataset.full_is_here(),
        "training on all of MNIST; without it the 10,000 bundled digits are used",
        lambda: dataset.load_digits("full", progress=_show),
    )
    networks = [
        Item(
            f"{offer.name} ({offer.megabytes:g} MB)",
            offers.is_here(offer.name),
            "the gallery's ImageNet view; without it EfficientNet-Lite0 is there",
            partial(_fetch_network, offer.name),
        )
        for offer in offers.OFFERS.values()
    ]
    return [digits, *networks]


def main(arguments: list[str] | None = None) -> int:
    """Check and fetch everything; return 0 when all is here, 1 when something is missing."""
    parser = argparse.ArgumentParser(prog="python -m cnncore.prefetch", description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say what is missing")
    options = parser.parse_args(arguments)
    missing = 0
    for item in what_is_here():
        note = "here" if item.here else "missing"
        if not item.here and not options.check:
            try:
                item.fetch()
                note = "fetched"
            except InputError as error:
                note = f"missing: {error}"
        missing += note.startswith("missing")
        sys.stdout.write(f"{item.name}: {note}\n    for {item.meaning}\n")
    if missing:
        sys.stdout.write("Every lesson works without what is missing.\n")
    return 1 if missing else 0


def _fetch_network(name: str) -> None:
    from cnncore.imagenet import offers  # torch

    offers.fetch_weights(name, lambda share: _show(share, name))


def _show(fraction: float, words: str) -> None:
    sys.stderr.write(f"\r{fraction:4.0%} {words:40.40}")


if __name__ == "__main__":
    raise SystemExit(main())
