"""What is told of the bundled network is what it is."""

from cnncore.digits.dataset import load_digits
from cnncore.networks.bundled_facts import bundled
from cnncore.networks.simple_cnn import count_parameters, load_pretrained, logits


def test_bundled_record_is_the_networks() -> None:
    facts, network = bundled(), load_pretrained()
    held_out = load_digits(split="held-out")
    answers = logits(network, held_out.images).argmax(1).numpy()
    assert facts.parameters == count_parameters(network)
    assert (facts.held_out, facts.wrong) == (len(held_out), int((answers != held_out.labels).sum()))
    assert facts.digit_bytes == load_digits(split="train").images.nbytes
