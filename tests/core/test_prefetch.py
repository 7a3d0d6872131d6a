"""Ready for an offline room: what is missing is said, and fetching it is tried."""

import pytest

from cnncore import prefetch
from cnncore.digits import dataset
from cnncore.imagenet import offers


@pytest.fixture
def nothing_here(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("CNN_DOWNLOADS", str(tmp_path))
    monkeypatch.setattr(offers.torch.hub, "get_dir", lambda: str(tmp_path / "hub"))


def test_check_only_says_what_is_missing(nothing_here, capsys, tmp_path) -> None:
    assert prefetch.main(["--check"]) == 1
    assert "Full MNIST (60,000 digits): missing" in capsys.readouterr().out
    assert not list(tmp_path.iterdir())


def test_without_internet_the_way_out_is_named(nothing_here, capsys, monkeypatch) -> None:
    def unreachable(*_, **__):
        raise OSError("no route to host")

    monkeypatch.setattr(dataset.urllib.request, "urlopen", unreachable)
    monkeypatch.setattr(offers.urllib.request, "urlopen", unreachable)
    assert prefetch.main([]) == 1
    said = capsys.readouterr().out
    assert said.count("missing: Expected") == 1 + len(offers.OFFERS)
    assert "no route to host" in said
    assert "Every lesson works without" in said


def test_what_is_here_is_not_fetched_again(nothing_here, capsys, monkeypatch) -> None:
    monkeypatch.setattr(dataset, "full_is_here", lambda: True)
    items = [item for item in prefetch.what_is_here() if item.name.startswith("Full MNIST")]
    assert items[0].here
