"""The breaks: Cosmic Ray's operators, and one that swaps neighbours; a seeded sample of them."""

import ast
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import parso.tree
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Example, Operator
from cosmic_ray.plugins import get_operator, operator_names

ROOT = Path(__file__).parent.parent.parent
# Made by a command and looked at then, or tried with a scheduler of its own: no quick tests.
_APART = {"__init__", "__main__", "build_bundled", "record_bundled", "doubt_bundled", "cluster"}
_BIT_BY_BIT = (
    "BitOr",
    "BitAnd",
    "BitXor",
    "LShift",
    "RShift",
    "Invert",
    "_Pow",
    "_Is",
    "UAdd",
    "USub_Not",
)
_EQUIVALENT = {"strict"}  # of zip: the lengths are equal
_LOOKS = {"height", "width", "gap", "strokeWidth", "fontSize", "opacity", "cornerRadius", "yshift"}
_EITHER_WAY = {"min", "max"}  # of two in either order


@dataclass(frozen=True)
class Mutant:
    """One break: the operator's `occurrence`-th place in a file, which is at a line."""

    path: str
    operator: str
    occurrence: int
    line: int
    col: int

    def code(self) -> str:
        """Return the broken source."""
        source = (ROOT / self.path).read_text()
        broken = mutate_code(source, _operators()[self.operator], self.occurrence)
        return source if broken is None else broken


class SwapNeighbours(Operator):
    """Swap the first two of a call's arguments, of a tuple or of a list."""

    def mutation_positions(self, node: parso.tree.NodeOrLeaf) -> Iterator[tuple]:
        """Yield where the first two are plain and differ."""
        if node.type in ("arglist", "testlist_comp") and len(node.children) > 2:
            one, comma, two = node.children[:3]
            plain = not {one.type, two.type} & {"argument", "sync_comp_for"}
            either_way = _text(node.parent.get_previous_sibling() or comma) in _EITHER_WAY
            if plain and not either_way and comma.type == "operator" and _text(one) != _text(two):
                yield node.start_pos, node.end_pos

    def mutate(self, node: parso.tree.BaseNode, index: int) -> parso.tree.BaseNode:
        """Swap the two."""
        one, comma, two = node.children[:3]
        node.children[:3] = [two, comma, one]
        return node

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        """Show what is done."""
        return (Example("f(row, col)", "f( col,row)"),)


def groups() -> dict[str, list[str]]:
    """Return the files whose breaks are counted together: cnncore, figures, tabs."""
    ui = [file for file in (ROOT / "ui").glob("*/**/*.py") if file.stem not in _APART]
    figures = [file for file in ui if "figures" in file.parts]
    rest = ("shared", "components")
    tabs = [file for file in ui if file not in figures and file.parent.name not in rest]
    core = [file for file in (ROOT / "cnncore").rglob("*.py") if file.stem not in _APART]
    found = {"cnncore": core, "figures": figures, "tabs": tabs}
    return {
        name: sorted(
            str(file.relative_to(ROOT)) for file in files if "components" not in file.parts
        )
        for name, files in found.items()
    }


def draw(files: list[str], count: int, seed: int) -> list[Mutant]:
    """Draw breaks by a seed: a line first, then a place on it, then what is done there."""
    chance = random.Random(seed)
    lines = [(file, line) for file in files for line in sorted(_code_lines(file))]
    chance.shuffle(lines)
    drawn: list[Mutant] = []
    for file, line in lines:
        here = [mutant for mutant in mutants(file) if mutant.line == line]
        if here:
            col = chance.choice(sorted({mutant.col for mutant in here}))
            drawn.append(chance.choice([mutant for mutant in here if mutant.col == col]))
        if len(drawn) == count:
            break
    return drawn


@cache
def mutants(path: str) -> tuple[Mutant, ...]:
    """Return all breaks of a file, but those of annotations and decorators."""
    source = (ROOT / path).read_text()
    quiet = _quiet(ast.parse(source))
    nodes = list(ast_nodes(get_ast(source)))
    found = []
    for name, operator in _operators().items():
        places = (place for node in nodes for place in operator.mutation_positions(node))
        for number, ((line, col), _) in enumerate(places):
            if not any(start <= (line, col) < end for start, end in quiet):
                found.append(Mutant(path, name, number, line, col))
    return tuple(found)


@cache
def _operators() -> dict[str, Operator]:
    names = [name for name in operator_names() if not any(odd in name for odd in _BIT_BY_BIT)]
    wanted = [name for name in names if name.startswith("core/") and "NoOp" not in name]
    made = {name: get_operator(name)() for name in wanted if not get_operator(name).arguments()}
    return made | {"SwapNeighbours": SwapNeighbours()}


def _quiet(tree: ast.AST) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    found: list[ast.AST] = []
    for node in ast.walk(tree):
        found += getattr(node, "decorator_list", [])
        found += [part for name in ("annotation", "returns") if (part := getattr(node, name, None))]
        if isinstance(node, ast.keyword) and node.arg in _EQUIVALENT:
            found.append(node)
        found += _looks(node)
        if isinstance(node, ast.If) and "__main__" in ast.dump(node.test):
            found.append(node)
    # a decorator begins one character before what it names
    return [
        ((node.lineno, max(node.col_offset - 1, 0)), (node.end_lineno, node.end_col_offset))
        for node in found
    ]


def _looks(node: ast.AST) -> list[ast.AST]:
    """Return numbers that say only how large something is drawn."""
    named: list[tuple[object, ast.AST]] = []
    if isinstance(node, ast.keyword):
        named = [(node.arg, node.value)]
    if isinstance(node, ast.Dict):
        named = [
            (getattr(key, "value", ""), value)
            for key, value in zip(node.keys, node.values, strict=True)
        ]
    return [value for name, value in named if name in _LOOKS and isinstance(value, ast.Constant)]


def _code_lines(path: str) -> set[int]:
    tree = ast.parse((ROOT / path).read_text())
    return {node.lineno for node in ast.walk(tree) if isinstance(node, ast.expr | ast.stmt)}


def _text(node: parso.tree.NodeOrLeaf) -> str:
    return node.get_code(include_prefix=False)
