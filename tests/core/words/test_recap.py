"""What home says with a number is what the lessons compute."""

import numpy as np
import pytest

from cnncore.convolution.grids import ARTICLE_KERNEL, parse_grid
from cnncore.convolution.operation import output_size
from cnncore.networks.weight_sharing import sharing
from cnncore.words.recap import RECAP, score
from ui.home.report import LessonDone, report


def test_five_questions_each_with_an_explanation_for_every_option() -> None:
    assert len(RECAP) == 5
    for question in RECAP:
        assert 0 <= question.right < len(question.options)
        assert all(len(option.explanation) > 30 for option in question.options)


def test_map_sizes_in_the_recap() -> None:
    padded = output_size(28, 3, padding=1)
    unpadded = output_size(28, 3)
    question = RECAP[2]
    assert question.options[question.right].words == f"{padded}×{padded}"
    assert question.options[0].words == f"{unpadded}×{unpadded}"


def test_parameter_counts_in_the_recap() -> None:
    small, large = sharing(28), sharing(1024)
    question = RECAP[3]
    assert question.options[question.right].words == f"{small.shared}" == f"{large.shared}"
    scaled = round(small.shared * (1024 / 28) ** 2, -3)
    assert question.options[1].words == f"About {scaled:,.0f}"
    assert question.options[2].words == f"About {large.dense / 1e12:.1f} trillion"


def test_articles_filter_looks_the_same_turned() -> None:
    kernel = parse_grid(ARTICLE_KERNEL)[0]
    np.testing.assert_array_equal(kernel, np.rot90(kernel, 2))


@pytest.mark.parametrize(("answers", "expected"), [({}, (0, 0)), ({0: 1, 1: 0}, (1, 2))])
def test_score(answers: dict[int, int], expected: tuple[int, int]) -> None:
    assert score(answers) == expected


def test_report_escapes_and_adds_up() -> None:
    lessons = [LessonDone("A <b>", "Why?", True, 2, 3), LessonDone("B", "How?", False, 1, 1)]
    page = report(lessons, (4, 5), "22 November", "CNN by hand")
    assert "A &lt;b&gt;" in page
    assert "1 of 2 lessons opened" in page
    assert "3 of 4 right" in page


def test_the_size_formulas_on_home_hold_for_the_articles_grid() -> None:
    assert output_size(5, 3) == 5 - 3 + 1
    assert output_size(5, 3, padding=1) == 5 + 2 - 3 + 1 == 5
    assert output_size(5, 3, padding=1, stride=2) == (5 + 2 - 3) / 2 + 1
