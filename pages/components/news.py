"""What this release brings that the archive has not yet.

Said to who may take it, and taken with a button.
"""

from __future__ import annotations

import streamlit as st

from pages.components.commanding import carry_out
from pages.components.context import context, read
from udp_core.kernel import italian
from udp_core.packages.shipped import News, news, not_for, take_news
from udp_core.people.rules import Actor


def offer_news(actor: Actor) -> None:
    """The notice and its button; nothing where the archive lacks nothing."""
    here = context()
    found = read(news)
    if not found.touched or read(not_for, actor, here.today):
        return
    st.info(news_words(found))
    if st.button("Prendi le novità", key="novita"):
        carry_out(
            lambda asked: take_news(here.engine, asked, here.today),
            actor,
            "Regole, voci e leve di questa versione del cruscotto",
            lambda rows: f"{italian.plural(rows, 'riga presa', 'righe prese')} da questa versione.",
            form=("novita", here.revision),
        )


def news_words(found: News) -> str:
    """How much is new, and what stays as people made it."""
    parts = [
        words
        for count, words in (
            (found.added, italian.plural(found.added, "riga nuova", "righe nuove")),
            (found.changed, italian.plural(found.changed, "riga riscritta", "righe riscritte")),
        )
        if count
    ]
    kept = (
        f" {italian.plural(found.kept, 'riga cambiata', 'righe cambiate')} a mano non si tocca."
        if found.kept == 1
        else f" {italian.plural(found.kept, 'riga', 'righe')} cambiate a mano non si toccano."
    )
    return (
        f"Questa versione porta {italian.listing(parts)} tra regole, voci, leve e costi unitari,"
        " che l’archivio non ha ancora: senza, alcuni giudizi restano quelli di"
        f" prima.{kept if found.kept else ''}"
    )
