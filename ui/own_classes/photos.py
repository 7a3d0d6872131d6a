"""Photos: the album, what is added to it, and Train."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from cnncore.errors import InputError
from cnncore.transfer import words
from cnncore.transfer.album import (
    MOST_CLASSES,
    MOST_LETTERS,
    Album,
    add_kind,
    drop_kind,
    drop_shots,
    move_shots,
    rename_kind,
)
from cnncore.transfer.last_layer import NUMBERS
from cnncore.transfer.ready import READY
from ui.components.album import Line, Thumbnail, show_album
from ui.own_classes import cache, controls, the_rooms
from ui.own_classes.adding import add_by_camera, add_files
from ui.own_classes.desk import Desk, desk, learn, put, told, undo
from ui.shared import session


def draw() -> None:
    """Draw the album on the left, what was learnt from it on the right; or the room's."""
    collecting = the_rooms.collecting()
    if collecting is not None and controls.whose() == "room":
        the_rooms.draw(*collecting)
        return
    now = desk()
    left, right = st.columns([3, 2], gap="large")
    with left:
        _choices(now)
        _album(now)
        _marked(now)
    with right, st.container(key="learnt"):
        _train(now)
    _add(now)


def names_of(album: Album) -> dict[str, str]:
    """Return the classes by their place, for choices."""
    return {str(place): kind.name for place, kind in enumerate(album.kinds)}


def _choices(now: Desk) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        with st.popover("Another set", icon=":material/collections:"):
            for name, ready in READY.items():
                st.button(ready.title, key=f"_set_{name}", on_click=_begin, args=(name,))
            st.button("Empty, for my own", key="_set_own", on_click=_begin, args=("",))
        with st.popover("Classes", icon=":material/edit:"):
            _classes(now)
        if now.before is not None:
            st.button("Undo", key="_undo", icon=":material/undo:", type="tertiary", on_click=undo)


def _begin(name: str) -> None:
    if name:
        put(wanted=name)
    else:
        empty = add_kind(add_kind(Album(), "First thing"), "Second thing")
        put(album=empty, wanted="", problems=())


def _classes(now: Desk) -> None:
    for place, kind in enumerate(now.album.kinds):
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            key = f"_name_{place}_{kind.name}"
            st.text_input(
                f"Class {place + 1}",
                kind.name,
                key=key,
                max_chars=MOST_LETTERS,
                on_change=lambda place=place, key=key: _rename(place, key),
            )
            st.button(
                "Delete class",
                key=f"_drop_{place}",
                help=f"Deletes {kind.name} and its photos; Undo brings them back.",
                on_click=_drop,
                args=(place,),
            )
    if len(now.album.kinds) < MOST_CLASSES:
        st.text_input(
            "Another class", key=f"_new_{len(now.album.kinds)}", max_chars=MOST_LETTERS,
            on_change=_name_new, args=(f"_new_{len(now.album.kinds)}",),
        )  # fmt: skip


def _album(now: Desk) -> None:
    album, aside = now.album, cache.aside(cache.mark(now.album), now.album)
    lines = []
    for place, kind in enumerate(album.kinds):
        shown = [
            (shot, bool(test))
            for shot, test in zip(album.shots, aside, strict=True)
            if shot.label == place
        ]
        tests = sum(test for _, test in shown)
        count = f"{words.photos(len(shown))}, {tests} of them set aside to test with"
        pictures = sorted(shown, key=lambda pair: pair[1])
        lines.append(
            Line(
                kind.name,
                kind.colour,
                count if shown else "no photo yet",
                tuple(
                    Thumbnail(shot.digest, cache.thumbnail(shot.digest, shot), test)
                    for shot, test in pictures
                ),
            )
        )
    show_album(lines, now.marked, key="album", on_mark=_mark)


def _mark(found: object) -> None:
    known = {shot.digest for shot in desk().album.shots}
    names = found if isinstance(found, list) else []
    put(marked=tuple(name for name in names if name in known))


def _marked(now: Desk) -> None:
    if not now.marked:
        st.caption("Press photos to mark them: then they can be moved or deleted.")
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.markdown(f"**{words.photos(len(now.marked))} marked**")
        st.button("Delete", key="_delete", icon=":material/delete:", on_click=_delete)
        for place, kind in enumerate(now.album.kinds):
            st.button(f"Move to {kind.name}", key=f"_move_{place}", on_click=_move, args=(place,))


def _add(now: Desk) -> None:
    if not now.album.kinds:
        st.caption("Name a class first, under Classes.")
        return
    with st.container(border=True):
        place = controls.kind(names_of(now.album), "Add photos to", "add_to")
        if controls.comes_from() == "files":
            add_files(now, place)
        else:
            add_by_camera(place)
        for problem in now.problems:
            st.warning(problem, icon=":material/build:")
        st.caption(
            "Photos stay on this server, in the memory of this tab, until you close it; nobody "
            "else is shown them, and none is written to disk."
        )


def _train(now: Desk) -> None:
    kinds = now.album.kinds
    st.button("Train", key="_train", type="primary", icon=":material/school:", on_click=learn)
    st.caption(words.what_learns(max(len(kinds), 1), NUMBERS, cache.frozen()))
    if now.learnt is None:
        st.markdown(
            "Some photos are set aside **before**: it never learns from them, and is judged by "
            "them alone. Near duplicates, such as those of one burst, stay on one side."
        )
        return
    st.markdown(words.verdict(now.learnt))
    if starved := words.starved(now.learnt):
        st.warning(starved, icon=":material/balance:")
    table = now.learnt.confusion
    for place, kind in enumerate(kinds):
        of = int(table[place].sum())
        st.markdown(f"{kind.name}: {table[place, place]} of {of}" if of else f"{kind.name}: none")


def _rename(place: int, key: str) -> None:
    if place < len(desk().album.kinds):
        _change(lambda album: rename_kind(album, place, str(session.held(key) or "")), same=True)


def _name_new(key: str) -> None:
    _change(lambda album: add_kind(album, str(session.held(key) or "")))


def _drop(place: int) -> None:
    if place < len(desk().album.kinds):
        _change(lambda album: drop_kind(album, place))


def _delete() -> None:
    _change(lambda album: drop_shots(album, set(desk().marked)))


def _move(place: int) -> None:
    if place < len(desk().album.kinds):
        _change(lambda album: move_shots(album, set(desk().marked), place))


def _change(change: Callable[[Album], Album], *, same: bool = False) -> None:
    """Change the album; `same` photos keep what was learnt from them."""
    now = desk()
    try:
        album = change(now.album)
    except InputError as problem:
        put(problems=(told(problem),))
        return
    learnt = replace(now.learnt, album=album) if same and now.learnt is not None else None
    put(album=album, learnt=learnt, problems=())
