"""Take it away: the project as a file, and how to bring it back."""

import streamlit as st

from cnncore.transfer.project import pack_project
from ui.own_classes.desk import desk


def draw() -> None:
    """Offer the album, its classes and the last layer as one zip."""
    now = desk()
    st.markdown(
        "One zip: a folder a class with its photos as the network is given them (224 × 224 "
        "pixels), `project.json` with the names, and `last_layer.json` with what was learnt. Any "
        "program opens it. **Bring it back under Photos, Add photos, Files**: the photos come "
        "back into their classes, and Train gives the same last layer, number for number."
    )
    st.download_button(
        "Save the project",
        lambda: pack_project(now.album, now.learnt),
        "own-classes.zip",
        "application/zip",
        key="own_save",
        icon=":material/download:",
        on_click="ignore",
        disabled=not now.album.shots,
    )
    if now.learnt is None:
        st.caption("Nothing has been trained yet: the zip then holds photos and names alone.")
