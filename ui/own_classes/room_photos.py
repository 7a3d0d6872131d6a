"""What a room has collected, and what a last layer that learnt it says of photos set aside."""

from html import escape

import streamlit as st

from cnncore.chance import chance
from cnncore.errors import InputError
from cnncore.transfer import words
from cnncore.transfer.learning import Learnt
from ui.figures.pictures import cards
from ui.own_classes import room_album
from ui.own_classes.desk import told
from ui.own_classes.figures.photos import small

_SHOWN = 6
_WIDTH = 112


def show_room(code: str, *, zoom: float = 1.0) -> None:
    """Show each class with its photos, then the answers; say what is missing before there are."""
    room = room_album.collected(code)
    album, learnt = room.album, room.learnt
    for kind, count, url in zip(album.kinds, album.counts, room.sheets, strict=True):
        of = f"{escape(kind.name)}: {words.photos(count)}"
        style = f"zoom:{zoom};border-left:6px solid {kind.colour};padding-left:10px"
        st.html(f'<div style="{style}"><b>{of}</b>{_sheet(url, of)}</div>')
    if isinstance(learnt, InputError):
        st.caption(told(learnt))
        return
    st.markdown(words.verdict(learnt))
    if starved := words.starved(learnt):
        st.warning(starved, icon=":material/balance:")
    st.html(f'<div style="zoom:{zoom}">{_answers(learnt)}</div>')


def _sheet(url: str, words: str) -> str:
    style = "display:block;max-width:100%;border-radius:4px;margin-top:4px"
    return f'<img alt="{words}" src="{url}" style="{style}">' if url else ""


def _answers(learnt: Learnt) -> str:
    """Show photos that were set aside, mistakes first, with what it says of each."""
    wrong = learnt.said != learnt.album.labels
    places = sorted((p for p, test in enumerate(learnt.aside) if test), key=lambda p: not wrong[p])
    items = []
    for place in places[:_SHOWN]:
        name = escape(learnt.album.kinds[int(learnt.said[place])].name)
        sure = chance(float(learnt.chances[place].max()))
        url = small(learnt.album.shots[place], _WIDTH)
        said = f"{'wrong: ' if wrong[place] else ''}<b>{name}</b>, {sure}"
        alt = f"Set aside, given as {escape(learnt.album.kinds[learnt.album.labels[place]].name)}"
        items.append((f'<img alt="{alt}" src="{url}" width="{_WIDTH}">', said))
    return cards(items, width=_WIDTH)
