"""The script that the page offers runs as it stands."""

from cnncore.transfer.snippets import OWN_CLASSES


def test_the_script_learns_the_ready_set(capsys) -> None:
    exec(compile(OWN_CLASSES, "own_classes", "exec"), {})
    assert "24 of 24 right" in capsys.readouterr().out


def test_the_number_in_its_comment_is_the_networks(network) -> None:
    from cnncore.transfer.features import frozen_weights

    assert f"{frozen_weights(network):,} weights" in OWN_CLASSES
