"""Small scripts that show one component each; AppTest runs them from their source."""

from __future__ import annotations


def script_of_filters() -> None:
    """One choice and one of many, told back."""
    import streamlit as st

    from pages.components.filters import choose, choose_many

    st.text(choose("Ambito", {"": "Tutti", "minori": "Famiglie e minori"}, "ambito"))
    st.text(",".join(choose_many("Comuni", {"039007": "Cervia", "039014": "Ravenna"}, "comuni")))


def script_of_cards() -> None:
    """Two figures, one with its light; an empty place."""
    from pages.components.cards import empty_state, key_figures
    from udp_core.kernel.vocabulary import StatusLevel
    from udp_core.render.key_figure import KeyFigure

    key_figures(
        [
            KeyFigure(
                "left",
                "Residuo <b>vero</b>",
                "−590 mila €",
                "senza interventi",
                StatusLevel.CRITICAL,
                judged=True,
            ),
            KeyFigure("used", "Usato", "18,02 M€", ""),
        ]
    )
    empty_state("Nessuna scheda.", "Caricare il programma.")


def script_of_a_table(rows: int) -> None:
    """A table of so many rows, with its files."""
    from datetime import UTC, datetime

    from pages.components.tables import show_table
    from udp_core.kernel.money import Money
    from udp_core.render.stamp import Stamp
    from udp_core.render.table import Column, ColumnKind, table

    columns = [
        Column("name", "Voce"),
        Column("amount", "Importo", ColumnKind.MONEY),
        Column("n", "Posti", ColumnKind.WHOLE, unit="posti"),
    ]
    made = table(
        "voci",
        "Spesa per voce",
        columns,
        [(f"*Voce* {row}", Money(123456), None) for row in range(rows)],
    )
    show_table(made, "voci", stamp=Stamp(None, datetime(2026, 1, 1, tzinfo=UTC), 1, "", ""))


def script_of_a_figure() -> None:
    """A chart with one bar."""
    from datetime import UTC, datetime

    import plotly.graph_objects as go

    from pages.components.figure import figure
    from udp_core.render.chart import Chart
    from udp_core.render.stamp import Stamp
    from udp_core.render.table import Column, table

    stamp = Stamp(None, datetime(2026, 1, 1, tzinfo=UTC), 1, "dati validati", "Registro")
    made = table("voci", "Spesa per voce", [Column("name", "Voce")], [("A1",)])
    figure(
        Chart(
            "La domiciliarità cresce",
            "Euro, 2026",
            "Una barra: 5",
            go.Figure(go.Bar(x=["A1"], y=[5])),
            made,
            stamp,
        ),
        "voci",
        heading=2,
    )


def script_of_a_broken_part() -> None:
    """A fragment that fails, beside what works."""
    import streamlit as st

    from pages.components.guard import guarded
    from udp_core.kernel.problem import Problem, RefusedError

    @st.fragment
    @guarded
    def broken() -> None:
        raise RefusedError(
            [
                Problem(f"I{number}", "Il programmato supera il disponibile.", "Ridurre le voci.")
                for number in range(60)
            ]
        )

    st.text("intatto")
    broken()
