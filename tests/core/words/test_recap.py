"""What the recap says with a number is what the lessons compute."""

import pytest

from cnncore.convolution.operation import output_size
from cnncore.networks.weight_sharing import sharing
from cnncore.words.recap import RECAP, score


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


@pytest.mark.parametrize(("answers", "expected"), [({}, (0, 0)), ({0: 1, 1: 0}, (1, 2))])
def test_score(answers: dict[int, int], expected: tuple[int, int]) -> None:
    assert score(answers) == expected
