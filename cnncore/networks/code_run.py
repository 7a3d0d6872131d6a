"""Run generated model code and return what it really prints."""

from collections.abc import Sequence

from cnncore.networks.code import model_code
from cnncore.networks.layers import Layer
from cnncore.networks.ledger import account
from cnncore.networks.limits import require_buildable


def printed(layers: Sequence[Layer]) -> str:
    """Execute `model_code` and return its output: `print(model)` and the parameter count.

    Raise `InputError` for a network that does not fit or is too large to make.

    >>> from cnncore.networks.layers import parse
    >>> print(printed(parse("flatten-linear10")))
    Network(
      (fc): Linear(in_features=784, out_features=10, bias=True)
    )
    Total parameters: 7,850
    """
    require_buildable(account(layers))
    said: list[str] = []
    code = "\n".join(str(line) for line in model_code(layers))
    names = {"print": lambda *words: said.append(" ".join(map(str, words))), "__name__": "script"}
    exec(code, names)
    return "\n".join(said)
