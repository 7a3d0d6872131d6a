"""Turn a lesson's script into a notebook that opens in Jupyter and Colab."""

import json

_CELL_MARK = "# %%"


def notebook(script: str) -> str:
    """Return the script as notebook JSON (nbformat 4.5), one cell per `# %%` mark.

    A mark `# %% [markdown]` starts a text cell whose lines are comments; text before the first
    mark is a cell too.

    >>> cells = json.loads(notebook("x = 1\\n# %% [markdown]\\n# Add one.\\n# %%\\nx + 1"))["cells"]
    >>> [(cell["cell_type"], "".join(cell["source"])) for cell in cells]
    [('code', 'x = 1'), ('markdown', 'Add one.'), ('code', 'x + 1')]
    """
    cells = []
    for number, (kind, lines) in enumerate(_split(script)):
        source = "\n".join(lines).strip("\n")
        if not source:
            continue
        cell: dict[str, object] = {"cell_type": kind, "id": f"cell-{number}", "metadata": {}}
        cell["source"] = source.splitlines(keepends=True)
        if kind == "code":
            cell |= {"execution_count": None, "outputs": []}
        cells.append(cell)
    python = {"display_name": "Python 3", "language": "python", "name": "python3"}
    book = {"cells": cells, "metadata": {"kernelspec": python}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(book, indent=1)


def _split(script: str) -> list[tuple[str, list[str]]]:
    cells: list[tuple[str, list[str]]] = [("code", [])]
    for line in script.splitlines():
        if line.startswith(_CELL_MARK):
            cells.append(("markdown" if "[markdown]" in line else "code", []))
        elif cells[-1][0] == "markdown":
            cells[-1][1].append(line.removeprefix("#").removeprefix(" "))
        else:
            cells[-1][1].append(line)
    return cells
