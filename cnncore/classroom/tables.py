"""What a room counted, as a table to take home; there are no names in it."""

import csv
import io
from collections.abc import Sequence

from cnncore.classroom.rooms import Tally


def counts_csv(tallies: Sequence[Tally]) -> str:
    """Write counts by question and outcome as CSV: "right", each slip's name, in falling order.

    >>> print(counts_csv([Tally("size", 3, {"Forgot the stride": 2})]).replace("\\r", ""), end="")
    question,outcome,answers
    size,right,3
    size,Forgot the stride,2
    """
    lines = io.StringIO()
    table = csv.writer(lines)
    table.writerow(("question", "outcome", "answers"))
    for tally in tallies:
        table.writerow((tally.question, "right", tally.right))
        for slip, count in sorted(tally.mistakes.items(), key=lambda one: (-one[1], one[0])):
            table.writerow((tally.question, slip, count))
    return lines.getvalue()
