"""The progress report: titles are text, sums are right."""

from ui.home.report import LessonDone, report


def test_report_escapes_and_adds_up() -> None:
    lessons = [LessonDone("A <b>", "Why?", True, 2, 3), LessonDone("B", "How?", False, 1, 1)]
    page = report(lessons, (4, 5), "22 November", "CNN by hand")
    assert "A &lt;b&gt;" in page
    assert "1 of 2 lessons opened" in page
    assert "3 of 4 right" in page
