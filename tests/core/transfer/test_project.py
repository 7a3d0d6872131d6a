"""A project survives its file; a zip from elsewhere is measured, and gives photos or a sentence."""

import io
import json
import pickle
from contextlib import suppress
from dataclasses import replace
from zipfile import ZIP_DEFLATED, ZipFile

import numpy as np
import pytest

from cnncore.errors import InputError
from cnncore.transfer.learning import train
from cnncore.transfer.project import MOST_BYTES, pack_project, unpack_photos
from tests.core.transfer.conftest import plain_album, plain_shot


def zipped(**members: bytes | str) -> bytes:
    return zipped_as({name.replace("__", "/"): data for name, data in members.items()})


def zipped_as(members: dict) -> bytes:
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def test_a_project_comes_back_as_it_was(clouds) -> None:
    shots = [replace(one, burst="b1" if n < 3 else "") for n, one in enumerate(clouds.shots)]
    album = replace(clouds, shots=tuple(shots))
    learnt = train(album)
    packed = unpack_photos(pack_project(album, learnt))
    assert packed.names == ("thing 1", "thing 2")
    assert [(name, data, burst) for name, data, burst in packed.photos] == [
        (album.kinds[one.label].name, one.png, one.burst) for one in album.shots
    ]
    np.testing.assert_array_equal(packed.layer.weights, learnt.layer.weights)
    np.testing.assert_array_equal(packed.layer.biases, learnt.layer.biases)


def test_names_that_are_paths_are_only_names(clouds) -> None:
    kinds = (
        replace(clouds.kinds[0], name="../../up"),
        replace(clouds.kinds[1], name="a/b"),
    )
    packed = unpack_photos(pack_project(replace(clouds, kinds=kinds), None))
    assert {name for name, _, _ in packed.photos} == {"../../up", "a/b"}
    assert packed.layer is None


def test_folders_of_any_zip_are_classes_and_hidden_files_are_none() -> None:
    data = zipped_as(
        {
            "cups/one.jpg": b"1",
            "set/balls/two.png": b"2",
            "loose.jpg": b"3",
            "__MACOSX/cups/._one.jpg": b"x",
            "cups/.DS_Store": b"x",
            "empty/": b"",
        }
    )
    packed = unpack_photos(data)
    assert packed.names == ("cups", "balls")
    assert packed.photos == (("cups", b"1", ""), ("balls", b"2", ""), ("", b"3", ""))


class Evil:
    def __reduce__(self):
        return (print, ("executed",))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "whole archive"),
        (b"PK\x03\x04 not a zip", "Expected a whole archive"),
        (zipped_as({"a/b.zip": zipped(x="1")}), "another zip"),
        (zipped_as({".hidden": b""}), "photos in the zip"),
        (zipped_as({f"{n}.jpg": b"x" for n in range(201)}), "at most 200 photos"),
        (zipped_as({f"{n}/x.jpg": b"x" for n in range(7)}), "at most 6 folders"),
        (zipped_as({"x.jpg": bytes(MOST_BYTES + 1)}), "once unpacked"),
        (zipped_as({"project.json": b"[", "1/x.jpg": b"x"}), "cannot be read"),
        (zipped_as({"project.json": b"{}", "1/x.jpg": b"x"}), "saved here"),
        (zipped_as({"project.json": pickle.dumps(Evil()), "1/x.jpg": b"x"}), "cannot be read"),
        (
            zipped_as({"last_layer.json": b'{"weights": 1}', "a/x.jpg": b"x"}),
            "Expected a last layer of 1",
        ),
        (zipped_as({"last_layer.json": b'{"weights": [["a"]]}', "a/x.jpg": b"x"}), "a last layer"),
        (
            zipped_as({"last_layer.json": b'{"weights": [[NaN]], "biases": [0]}', "a/x": b"x"}),
            "a last layer",
        ),
        (zipped_as({"last_layer.json": b"[" * 100_000, "a/x.jpg": b"x"}), "cannot be read"),
    ],
)
def test_what_is_no_such_zip_is_said_in_a_sentence(data: bytes, said: str, capsys) -> None:
    with pytest.raises(InputError, match=said):
        unpack_photos(data)
    assert not capsys.readouterr().out


@pytest.mark.parametrize("seed", range(200))
def test_a_damaged_project_gives_photos_or_a_sentence(seed: int) -> None:
    random = np.random.default_rng(seed)
    album = plain_album(random.normal(0, 1, (6, 4)), [0, 0, 0, 1, 1, 1])
    data = bytearray(pack_project(album, train(album)))
    for at in random.integers(0, len(data), random.integers(1, 6)):
        data[at] = random.integers(0, 256)
    if random.random() < 0.3:
        data = data[: random.integers(0, len(data))]
    packed = None
    with suppress(InputError):
        packed = unpack_photos(bytes(data))
    assert packed is None or 0 < len(packed.photos) <= 200


@pytest.mark.parametrize(
    "changed",
    [
        {"classes": []},
        {"classes": [1]},
        {"classes": 7 * ["a"]},
        {"bursts": []},
        {"bursts": {"a": 1}},
        {"format": "another"},
    ],
)
def test_a_project_of_another_form_is_refused(changed: dict) -> None:
    about = {"format": "own classes 1", "classes": ["a"], "bursts": {}} | changed
    with pytest.raises(InputError, match="saved here"):
        unpack_photos(zipped_as({"project.json": json.dumps(about), "1/x.jpg": b"x"}))


def test_photos_are_packed_as_they_are_kept() -> None:
    album = plain_album(np.eye(2), [0, 1])
    with ZipFile(io.BytesIO(pack_project(album, None))) as archive:
        assert archive.namelist() == ["1/001.png", "2/002.png", "project.json"]
        assert archive.read("2/002.png") == plain_shot(np.eye(2)[1], 1, seed=1).png
