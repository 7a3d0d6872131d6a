"""What does not fit: torch refuses the same, and every repair fits."""

import numpy as np
import pytest

from cnncore.convolution.misfits import examples, misfit_of, torch_says
from tests.core.convolution.setups import drawn

pytestmark = pytest.mark.filterwarnings("ignore:Using padding='same'")  # torch, of its own copy


def test_misfits_are_torchs_too_and_their_repairs_fit() -> None:
    random = np.random.default_rng(4)
    misfits = 0
    for _ in range(400):
        setup = drawn(random)
        found = misfit_of(setup)
        assert bool(torch_says(setup)) == bool(found), setup
        if found:
            misfits += 1
            assert len(found.repairs) == 2
            assert not [one for one in found.repairs if misfit_of(one.setup)]
    assert misfits > 40


@pytest.mark.parametrize("name", examples())
def test_the_examples_do_not_fit(name: str) -> None:
    found = misfit_of(examples()[name])
    assert len(found.repairs) == 2
    assert torch_says(examples()[name])
