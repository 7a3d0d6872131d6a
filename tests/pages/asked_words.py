"""The words that a lesson takes from its address, as the lesson itself asks for them."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from streamlit.runtime.state.query_params import QueryParams
from streamlit.runtime.state.query_params_proxy import QueryParamsProxy
from streamlit.testing.v1 import AppTest

from ui.shared import address

MOST_OPTIONS = 5  # of a choice whose options are all opened to see what they reveal
Where = Mapping[str, str]


@dataclass
class Asked:
    """What one run of a lesson asked of its address.

    `bound` are words that Streamlit reads, with their kind of value; `choices` those with keys, the
    keys and those that are the default; `read` every word that the lesson looked at itself.
    """

    bound: dict[str, str] = field(default_factory=dict)
    choices: dict[str, tuple[list[str], list[str]]] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)

    @property
    def words(self) -> list[str]:
        """Return all of them, in their order."""
        return sorted({*self.bound, *self.choices, *self.read})


@contextmanager
def noted() -> Iterator[Asked]:
    """Note what the runs of a lesson ask of the address."""
    asked, patch = Asked(), pytest.MonkeyPatch()
    incoming, bind = address.incoming, QueryParams.bind_widget
    item, every = QueryParamsProxy.__getitem__, QueryParamsProxy.get_all

    def choice(key: str, options: Mapping[str, str], first: list[str]) -> list[str] | None:
        asked.choices[key] = (list(options), first)
        return incoming(key, options, first)

    def bound(params, param_key: str, widget_id: str, value_type: str, script_hash: str) -> None:
        asked.bound[param_key] = value_type
        bind(params, param_key, widget_id, value_type, script_hash)

    def one(params, key: str) -> str:
        asked.read.add(key)
        return item(params, key)

    def all_of(params, key: str) -> list[str]:
        asked.read.add(key)
        return every(params, key)

    with patch.context() as now:
        now.setattr(address, "incoming", choice)
        now.setattr(QueryParams, "bind_widget", bound)
        now.setattr(QueryParamsProxy, "__getitem__", one)
        now.setattr(QueryParamsProxy, "get_all", all_of)
        yield asked


@dataclass(frozen=True)
class Word:
    """A word of a lesson's address, and the rest of an address under which it is asked for."""

    name: str
    kind: str  # Streamlit's kind of value, "choice", or "read" by the lesson itself
    where: Where
    default: object = None
    options: tuple[str, ...] = ()


def words_of(lesson: str, tabs: Mapping[str, object], open_app: Callable[..., AppTest]):
    """Open a lesson and all that its choices reveal; list every word where it is first asked for.

    Every one of `tabs` is opened; of all other choices together, all options where they are few,
    else the first that is no default.
    """
    found: dict[str, Word] = {}
    waiting: list[Where] = [{}]
    while waiting:
        where = waiting.pop(0)
        with noted() as asked:
            app = open_app(lesson, **where)
        assert not app.exception, where
        new = [_word(name, asked, where, app) for name in asked.words if name not in found]
        found |= {word.name: word for word in new}
        waiting += _beyond(new, where, tabs)
    return list(found.values())


def _word(name: str, asked: Asked, where: Where, app: AppTest) -> Word:
    if name in asked.choices:
        options, first = asked.choices[name]
        return Word(name, "choice", where, first, tuple(options))
    default = app.session_state.get(name)
    return Word(name, asked.bound.get(name, "read"), where, default)


def _beyond(new: list[Word], where: Where, tabs: Mapping[str, object]) -> list[Where]:
    """List the addresses one step further."""
    beyond = [{**where, w.name: tab} for w in new if w.name in tabs for tab in w.options[1:]]
    several = {w.name: _few(w.options) for w in new if w.name not in tabs}
    several |= {w.name: ("true",) for w in new if w.kind == "bool_value"}
    several = {name: few for name, few in several.items() if few}
    for place in range(max(map(len, several.values()), default=0)):
        opened = {name: few[min(place, len(few) - 1)] for name, few in several.items()}
        beyond.append({**where, **opened})
    return beyond


def _few(options: tuple[str, ...]) -> tuple[str, ...]:
    return options[1:] if len(options) <= MOST_OPTIONS else options[1:2]
