"""What is said about filters is read back against the record it was made from."""

import re
from dataclasses import replace

import numpy as np
import pytest

from cnncore.filters.catalogue import FILTERS
from cnncore.filters.chain import chain_filters
from cnncore.filters.opened import open_filter
from cnncore.filters.resemblance import most_alike
from cnncore.filters.words import chain_sentence, learned_sentence, spread_sentence, sum_sentence


def a_kernel(random: np.random.Generator) -> np.ndarray:
    if random.random() < 0.5:
        return FILTERS[random.integers(len(FILTERS))].kernels()[0]
    kernel = random.integers(-2, 3, random.integers(1, 8, 2)).astype(float)
    return kernel / 3 if random.random() < 0.3 else kernel


@pytest.mark.parametrize("seed", range(240))
def test_what_a_kernel_adds_up_to(seed: int) -> None:
    kernel = a_kernel(np.random.default_rng(seed))
    read = re.fullmatch(r"(\d+) × (\d+), adds up to (.+?): an even area (.+)", sum_sentence(kernel))
    assert (int(read[1]), int(read[2])) == kernel.shape
    assert float(read[3].replace("−", "-")) == pytest.approx(kernel.sum(), rel=6e-3, abs=1e-6)
    answer = 7 * kernel.sum()
    assert read[4].startswith("gives 0") == (abs(answer) < 1e-5)
    assert (read[4] == "keeps its brightness") == (abs(answer - 7) < 1e-5)
    assert ("differences" in read[4]) == (abs(answer) < 1e-5 and bool(kernel.any()))


@pytest.mark.parametrize("seed", range(240))
def test_where_the_responses_lie(seed: int) -> None:
    random = np.random.default_rng(seed)
    photo = random.integers(0, 256, (24, 20, 3), dtype=np.uint8)
    if seed % 4 == 0:
        photo[:] = photo[0, 0]
    opened = open_filter(photo, [a_kernel(random)])
    if seed % 9 == 0:
        opened = replace(opened, outside=float(random.choice([1e-5, 0.9999, 1.0])))
    said = spread_sentence(opened)
    least, most = re.match(r"Responses from (.+) to (.+?); ", said).groups()
    ends = [float(end.replace("−", "-")) for end in (least, most)]
    np.testing.assert_allclose(ends, (opened.least, opened.most), rtol=6e-4, atol=1e-6)
    assert ("none falls" in said) == (opened.outside == 0)
    assert ("all fall" in said) == (opened.outside == 1)
    share = re.search(r"(under |over )?([\d.]+) % fall", said)
    assert bool(share) == (0 < opened.outside < 1)
    if share and share[1]:
        assert (opened.outside < 0.001) == (share[1] == "under ")
    elif share:
        assert float(share[2]) == pytest.approx(100 * opened.outside, abs=0.051)
        assert share[2] not in ("0.0", "100.0")


@pytest.mark.parametrize("seed", range(220))
def test_how_steps_and_one_kernel_differ(seed: int) -> None:
    random = np.random.default_rng(seed)
    photo = random.integers(0, 256, tuple(random.integers(12, 40, 2))).astype(float)
    names = random.integers(len(FILTERS), size=int(random.integers(2, 4)))
    if seed % 5 == 0:
        names = [0, 0]
    kernels, between = [FILTERS[name].kernels()[0] for name in names], bool(random.integers(2))
    border = str(random.choice(["zeros", "reflect", "circular"]))
    try:
        chain = chain_filters(photo, kernels, border=border, between=between)
    except ValueError:  # a mirror wider than the photo
        return
    said = chain_sentence(chain, between=between)
    alone = min(photo.shape) <= 2 * chain.margin
    assert (chain.inside is None) == alone == ("the border is all there is" in said)
    assert chain.difference.max() == max(chain.inside or 0, chain.at_border)
    parts = re.findall(r"\*\*(?:up to )?(.+?)\*\*", said)
    for value, told in zip(
        [v for v in (chain.inside, chain.at_border) if v is not None], parts, strict=True
    ):
        if told == "none but rounding":
            assert value < 1e-6
        else:
            assert float(told.replace(",", "")) == pytest.approx(value, rel=6e-3)
    assert ("no single kernel" in said) == (between and (chain.inside or 0) >= 1e-6)
    if "only one larger" in said or "one kernel still" in said:
        assert chain.inside < 1e-6
    if not between:  # what the sentence stands on: a chain is one kernel, whatever its filters
        assert (chain.inside or 0) < 1e-6


@pytest.mark.parametrize("seed", range(200))
def test_how_many_learned_filters_are_close(seed: int) -> None:
    random = np.random.default_rng(seed)
    likes = [most_alike(random.normal(size=(3, 3))) for _ in range(random.integers(1, 17))]
    said = learned_sentence(likes)
    read = re.search(r"ended with (\d+) filters; (none|\d+) of them ha(?:s|ve) a", said)
    shown = [float(f"{like.cosine:.2f}") for like in likes]
    assert int(read[1]) == len(likes)
    assert int(read[2].replace("none", "0")) == sum(cosine >= 0.8 for cosine in shown)
    name, cosine = re.search(r"closest is \*(.+)\*, cosine ([\d.]+)\.", said).groups()
    assert float(cosine) == max(shown)
    assert name in [like.name for like, one in zip(likes, shown, strict=True) if one == max(shown)]
