"""What the frozen network says: its own numbers, its own evidence, and nothing learns in it."""

import numpy as np
import pytest
import torch

from cnncore.errors import InputError
from cnncore.transfer.features import evidence, frozen_weights, look, middle_square
from cnncore.transfer.scenes import Scene, draw_scene


def test_the_numbers_are_what_the_networks_own_last_layer_gets(network) -> None:
    square = draw_scene(Scene("mug", "wood"), 0)
    heard = []
    hook = network.head[-1].register_forward_hook(lambda _m, given, _o: heard.append(given[0]))
    from cnncore.imagenet.observation import observe

    observe(network, np.pad(square, ((16, 16), (16, 16), (0, 0))))  # its middle is the square
    hook.remove()
    np.testing.assert_allclose(look(network, square[None]).numbers, heard[0], atol=2e-4)


def test_several_photos_at_once_give_what_each_gives_alone(network) -> None:
    squares = np.stack([draw_scene(Scene("ball", "grass"), seed) for seed in range(3)])
    together = look(network, squares)
    assert together.maps.shape == (3, 1280, 7, 7)
    for number, square in enumerate(squares):
        alone = look(network, square[None])
        np.testing.assert_allclose(together.numbers[number], alone.numbers[0], atol=1e-4)


def test_evidence_is_grad_cam_of_a_last_layer(network) -> None:
    maps = look(network, draw_scene(Scene("pear", "cloth"), 2)[None]).maps
    weights = np.random.default_rng(0).normal(0, 1, 1280).astype(np.float32)
    x = torch.tensor(maps, requires_grad=True)
    score = (x.mean(dim=(2, 3)) @ torch.tensor(weights)).sum()
    (slope,) = torch.autograd.grad(score, x)
    expected = (slope.mean(dim=(2, 3), keepdim=True) * x.detach()).sum(1)[0].clamp(min=0)
    np.testing.assert_allclose(evidence(maps[0], weights), expected / expected.max(), atol=1e-4)
    assert (
        evidence(np.ones((2, 3, 3)), np.array([-1.0, -1.0])).tolist() == np.zeros((3, 3)).tolist()
    )


def test_all_below_the_last_layer_is_frozen_and_counted(network) -> None:
    own = [weight for stage in network.stages for weight in stage.layers.parameters()]
    assert not any(weight.requires_grad for weight in own)
    last = sum(weight.numel() for weight in network.head.parameters())
    whole = sum(weight.numel() for weight in own) + last
    assert frozen_weights(network) == whole - 1281 * 1000


@pytest.mark.parametrize("photo", [np.zeros((9, 9), np.uint8), np.zeros((9, 9, 3))])
def test_what_is_no_photo_is_refused(photo) -> None:
    with pytest.raises(InputError, match="Decode it first"):
        middle_square(photo)
