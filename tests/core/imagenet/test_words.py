"""The ImageNet tab's sentences are read back against the record they were made from."""

import re

import numpy as np
import pytest

from cnncore.imagenet.classifiers import Field
from cnncore.imagenet.observation import Given, Observation, StageMaps
from cnncore.imagenet.words import (
    evidence_sentence,
    journey_sentence,
    stage_lines,
    strongest_cell,
    strongest_sentence,
)

SEEDS = pytest.mark.parametrize("seed", range(200))


def numbers(sentence: str) -> list[float]:
    plain = sentence.replace(",", "").replace("−", "-")
    return [float(one) for one in re.findall(r"-?\d+(?:\.\d+)?(?:e[+-]\d+)?", plain)]


def random_stage(rng: np.random.Generator, number: int, size: int) -> StageMaps:
    maps = rng.normal(size=(8, *rng.integers(1, 30, 2))).astype(np.float32)
    count = int(rng.integers(8, 2000))
    field = Field(int(size), 1, 0)
    return StageMaps(
        f"Stage {'abcdef'[number]}", count, True, field, tuple(range(8)), maps, ((0, 0),)
    )


def random_observation(rng: np.random.Generator) -> Observation:
    shape = (32 * int(rng.integers(1, 15)), 32 * int(rng.integers(1, 15)), 3)
    sizes = np.sort(rng.integers(1, 900, int(rng.integers(2, 7))))
    stages = tuple(random_stage(rng, number, size) for number, size in enumerate(sizes))
    return Observation(Given(np.zeros(shape, np.uint8), (0, 0, 1, 1)), (), stages)


@SEEDS
def test_the_journey_tells_what_cells_see(seed: int) -> None:
    seen = random_observation(np.random.default_rng(seed))
    side, longer = sorted(seen.view.pixels.shape[:2])
    last = seen.stages[-1]
    told = journey_sentence(seen)
    middle = next(one for one in seen.stages if f"*{one.title}*" in told)
    expected = [seen.stages[0].field.size, side, middle.field.size, last.field.size]
    found = numbers(told)
    assert found[:4] == expected
    assert found[-3:] == [last.count, *last.maps.shape[1:]]
    assert ("wider than the photo," in told) == (last.field.size > longer)
    assert ("wider than the photo's shorter side," in told) == (side < last.field.size <= longer)
    earlier = [one for one in seen.stages if one.field.size < middle.field.size]
    assert all(one.field.size <= side / 5 for one in earlier)


@pytest.mark.parametrize("field", [63, 64, 65, 96, 97])
def test_a_field_as_large_as_the_photo_is_not_wider(field: int) -> None:
    stages = tuple(
        random_stage(np.random.default_rng(0), place, size) for place, size in enumerate((3, field))
    )
    seen = Observation(Given(np.zeros((96, 64, 3), np.uint8), (0, 0, 1, 1)), (), stages)
    told = journey_sentence(seen)
    assert ("wider than the photo," in told) == (field == 97)
    assert ("shorter side" in told) == (field in (65, 96))
    assert ("pixels, of 64" in told) == (field < 65)


@SEEDS
def test_a_stages_lines_tell_its_maps(seed: int) -> None:
    seen = random_observation(np.random.default_rng(seed))
    for number, stage in enumerate(seen.stages):
        name, maps, field = stage_lines(seen, number).split("\n")
        assert name.startswith(f"{stage.title}: ")
        assert numbers(maps) == [stage.count, *stage.maps.shape[1:]]
        assert numbers(field) == [stage.field.size]
    first, last = stage_lines(seen, 0), stage_lines(seen, len(seen.stages) - 1)
    assert "edges and colours" in first
    assert "whole things" in last


@SEEDS
def test_the_cell_named_is_the_one_farthest_from_zero(seed: int) -> None:
    rng = np.random.default_rng(seed)
    stage = random_stage(rng, 0, 3)
    values = stage.maps[0] * 10.0 ** rng.integers(-3, 4)
    channel, row, col, value = numbers(strongest_sentence(stage, 16, values))
    assert channel == 17
    assert (row - 1, col - 1) == strongest_cell(values)
    np.testing.assert_allclose(value, values[int(row) - 1, int(col) - 1], rtol=1e-3)
    np.testing.assert_allclose(abs(value), np.abs(values).max(), rtol=1e-3)


@SEEDS
def test_the_evidence_tells_the_size_of_the_last_stage(seed: int) -> None:
    rng = np.random.default_rng(seed)
    heat = rng.random(rng.integers(1, 30, 2)) * rng.integers(0, 2)
    told = evidence_sentence(heat, "tabby")
    assert numbers(told) == list(heat.shape)
    assert ("none of" in told) == (heat.max() == 0)
    assert told.endswith("for tabby.")


def test_a_silent_channel_is_told() -> None:
    stage = random_stage(np.random.default_rng(1), 0, 3)
    told = strongest_sentence(stage, 0, np.zeros((3, 4)))
    assert told == "Channel 1 of Stage a. Every cell is 0: it finds nothing here."
