"""A real ImageNet network on the photo: its answers, where it looks, what its layers see."""

import numpy as np
import streamlit as st

from cnncore.chance import chance
from cnncore.errors import InputError
from cnncore.imagenet.observation import Observation, patch_seen
from cnncore.imagenet.offers import OFFERS, fetch_weights, is_here
from cnncore.imagenet.words import (
    evidence_sentence,
    journey_sentence,
    stage_lines,
    strongest_cell,
    strongest_sentence,
)
from cnncore.photos import Photo, shrink_photo
from ui.components.picture_table import Row, show_table
from ui.figures.evidence import answer_bars, heat_over
from ui.filter_gallery import imagenet_controls as controls
from ui.filter_gallery import network_cache as cache
from ui.filter_gallery.figures.maps import boxed, map_picture
from ui.shared import address, show


def draw(photo: Photo) -> None:
    """Draw what the network makes of this photo."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = controls.network({offer.builder: name for name, offer in OFFERS.items()})
        whole = controls.sees_whole()
    if name in OFFERS and not is_here(name):
        _fetch(name)
        return
    try:
        shown = cache.observed(photo, name, whole)
    except InputError as problem:
        show.problem(problem)
        return
    seen = shown.observation
    _answers(photo, name, seen, whole)
    st.header("Between the layers", anchor=False)
    st.markdown(journey_sentence(seen))
    rows = [
        Row(stage_lines(seen, number), pictures, True)
        for number, pictures in enumerate(shown.pictures)
    ]

    def opened(row: int, col: int) -> None:
        address.put("map-stage", str(row))
        address.put("map-channel", str(seen.stages[row].channels[col]))

    places = [f"{number}." for number in range(1, len(rows[0].cells) + 1)]
    show_table(places, rows, key="stages", on_open=opened, label="10rem")
    st.caption(
        "The eight channels with the largest values of each stage, strongest first. Black to "
        "green: after a ReLU, nothing below zero. Pink and green: no ReLU, below and above zero."
    )
    _enlarged(photo, name, seen, whole)


def _fetch(name: str) -> None:
    """Offer the download; tell how far it is, or why it cannot be had."""
    st.markdown(
        f"The weights of {name} are not on this computer: {OFFERS[name].megabytes:g} MB from "
        "download.pytorch.org."
    )
    if not st.button("Download", icon=":material/download:"):
        return
    bar = st.progress(0.0, "Downloading")
    try:
        fetch_weights(name, bar.progress)
    except InputError as problem:
        bar.empty()
        show.problem(problem)
    else:
        st.rerun()


def _answers(photo: Photo, name: str, seen: Observation, whole: bool) -> None:
    left, right = st.columns([1, 1], gap="large")
    with right:
        show.figure(
            answer_bars([(answer.name, answer.probability) for answer in seen.answers]),
            caption="The five likeliest of 1,000 classes.",
            alt=", ".join(f"{answer.name} {chance(answer.probability)}" for answer in seen.answers),
            key="answers",
            height=250,
        )
        names = [answer.name for answer in seen.answers]
        chosen = st.radio("Where is the evidence for", ["just the photo", *names], index=1)
    with left:
        height, width = seen.view.pixels.shape[:2]
        if chosen in names:
            place = seen.answers[names.index(chosen)].place
            heat = cache.heat(photo, name, whole, place)
            st.image(
                heat_over(seen.view.pixels, heat),
                width="stretch",
                alt=f"The photo with the places that speak for {chosen} glowing",
            )
            st.caption(evidence_sentence(heat, chosen))
        else:
            st.image(seen.view.pixels, width="stretch", alt="The photo as the network gets it")
            st.caption(f"What the network is given: {width} × {height} pixels.")


def _enlarged(photo: Photo, name: str, seen: Observation, whole: bool) -> None:
    st.header("One map enlarged", anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        number = controls.stage([stage.title for stage in seen.stages])
        stage = seen.stages[number]
        channel = controls.channel(stage.count)
    channel = stage.channels[0] if channel is None else channel
    values = cache.one_map(photo, name, whole, number, channel)
    box = patch_seen(seen.view, stage.field, *strongest_cell(values))
    top, left, bottom, right = box
    one, two, three = st.columns(3)
    one.image(
        _large(map_picture(values, signed=stage.signed)),
        width="stretch",
        alt=f"Channel {channel + 1} of {stage.title} as a map",
    )
    one.caption(strongest_sentence(stage, channel, values))
    two.image(boxed(photo.pixels, box), width="stretch", alt="The photo, the cell's view framed")
    two.caption("What that cell sees, framed in the photo.")
    three.image(
        _large(photo.pixels[top:bottom, left:right]), width="stretch", alt="The framed patch, large"
    )
    three.caption(f"The patch behind it: {right - left} × {bottom - top} pixels of the photo.")


def _large(picture: np.ndarray, least: int = 480) -> np.ndarray:
    """Repeat pixels until the picture is large enough to stay sharp on a screen."""
    times = -(-least // max(picture.shape[:2]))
    if times <= 1:
        return shrink_photo(picture, 2 * least)
    return picture.repeat(times, axis=0).repeat(times, axis=1)
