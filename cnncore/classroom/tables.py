"""What a room counted, as a table to take home; there are no names in it."""

import csv
import io
from collections.abc import Iterable, Sequence

import numpy as np

from cnncore.classroom.rooms import Tally


def counts_csv(tallies: Sequence[Tally]) -> str:
    """Write counts by question and outcome as CSV: "right", each slip's name, in falling order.

    >>> print(counts_csv([Tally("size", 3, {"Forgot the stride": 2})]).replace("\\r", ""), end="")
    question,outcome,answers
    size,right,3
    size,Forgot the stride,2
    """
    rows: list[tuple[object, ...]] = []
    for tally in tallies:
        rows.append((tally.question, "right", tally.right))
        slips = sorted(tally.mistakes.items(), key=lambda one: (-one[1], one[0]))
        rows += [(tally.question, slip, count) for slip, count in slips]
    return _csv(("question", "outcome", "answers"), rows)


def networks_csv(names: Sequence[str], answers: np.ndarray, labels: np.ndarray) -> str:
    """Write how many of N drawings each of K networks reads right, the best first, as CSV.

    `answers` (K, N) are the digits they named, `labels` (N,) what the drawings were given as.

    >>> answers = np.array([[7, 1, 4], [7, 1, 9]])
    >>> told = networks_csv(["Bundled", "Network 1"], answers, np.array([7, 1, 9]))
    >>> print(told.replace("\\r", ""), end="")
    network,right,drawings
    Network 1,3,3
    Bundled,2,3
    """
    right = (answers == labels).sum(axis=1).tolist()
    rows = sorted(zip(names, right, strict=True), key=lambda one: -one[1])
    return _csv(("network", "right", "drawings"), [(*row, len(labels)) for row in rows])


def _csv(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    lines = io.StringIO()
    table = csv.writer(lines)
    table.writerow(head)
    table.writerows(rows)
    return lines.getvalue()
