"""A visitor's progress as one page to print or send: plain HTML, nothing fetched."""

from collections.abc import Sequence
from html import escape

from cnncore.words.recap import LessonDone

_CSS = """
@page{size:A4;margin:18mm}
body{font:15px/1.5 Georgia,serif;max-width:42rem;margin:2rem auto;padding:0 1rem;color:#1c2430}
h1{font-size:1.6rem;margin:0}p{margin:.3rem 0 1rem}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.3rem .6rem .3rem 0;border-bottom:1px solid #d9d5ca}
td:nth-child(n+2){font-variant-numeric:tabular-nums}
"""


def report(lessons: Sequence[LessonDone], recap: tuple[int, int], day: str, product: str) -> str:
    """Return the page; `recap` is (right, answered) of the quick recap, `day` is shown as is.

    >>> page = report([LessonDone("Training", "How?", True, 2, 3)], (4, 5), "1 May", "CNN")
    >>> "2 of 3 right at the first try" in page, "4 of 5" in page
    (True, True)
    """
    rows = "".join(_row(lesson) for lesson in lessons)
    opened = sum(lesson.opened for lesson in lessons)
    right = sum(lesson.right for lesson in lessons)
    answered = sum(lesson.answered for lesson in lessons)
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(product)}: report'
        f"</title><style>{_CSS}</style><h1>{escape(product)}</h1><p>What was done by "
        f"{escape(day)}: {opened} of {len(lessons)} lessons opened; exercises: "
        f"{right} of {answered} right at the first try; quick recap: {recap[0]} of {recap[1]} "
        "right.</p><table><thead><tr><th>Lesson</th><th>Opened</th><th>Exercises</th></tr></thead>"
        f"<tbody>{rows}</tbody></table></html>"
    )


def _row(lesson: LessonDone) -> str:
    exercises = "–"
    if lesson.answered:
        exercises = f"{lesson.right} of {lesson.answered} right at the first try"
    return (
        f"<tr><td><b>{escape(lesson.title)}</b><br>{escape(lesson.question)}</td>"
        f"<td>{'yes' if lesson.opened else 'not yet'}</td><td>{exercises}</td></tr>"
    )
