"""Integration in words, tables and a picture: policies, delivery, actors, payers, health."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from udp_core.fund.report.fund import short_name
from udp_core.kernel import italian
from udp_core.kernel.money import of_cents
from udp_core.kernel.vocabulary import PartnerRole
from udp_core.render.bullets import base_layout, height_of, shortened
from udp_core.render.chart import Chart
from udp_core.render.markdown import plotly_text
from udp_core.render.markup import linked, text
from udp_core.render.palette import FONT_SIZE, INK, SERIES
from udp_core.render.stamp import Stamp
from udp_core.render.table import Cell, Column, ColumnKind, Table, table
from udp_core.zone_plan.report.integration import (
    Crossing,
    Facet,
    IntegrationReport,
    Partner,
    SchedaFacets,
    money_of,
)
from udp_core.zone_plan.view.tables import MONEY, PERCENT, PROGRAMMED, SPENT, TOTAL, WHOLE
from udp_core.zone_plan.view.words import plan_name

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

HOW_COUNTED = (
    "Una scheda con più politiche sta in ognuna; nei totali conta una volta sola. Il soggetto è chi"
    " gestisce la scheda, o il capofila dove nessuno la gestisce; se i gestori sono di tipo diverso"
    " la scheda sta in «più tipi insieme», senza dividerne il denaro."
)
NOTHING = "–"
MOST_PARTNERS = 14
"""In the picture: as many rows as a screen takes in without scrolling."""
MARK_PIXELS = (14.0, 6.0)
"""The mark of one scheda, and how much it grows with each other one."""


def crossing_table(
    report: IntegrationReport, found: Crossing, facets: tuple[Facet, Facet], *, money: bool
) -> Table:
    """The crossing in counts, or in euro programmed; the totals have each scheda once."""
    kind = MONEY if money else WHOLE
    first, second = facets
    columns = (
        Column("row", first.label.capitalize()),
        *(
            Column(f"column_{number}", name.capitalize(), kind)
            for number, name in enumerate(found.columns, start=1)
        ),
        Column("total", TOTAL, kind),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            name.capitalize(),
            *(_cell(found.cells.get((name, column), ()), money=money) for column in found.columns),
            _cell(found.row(name), money=money),
        )
        for name in found.rows
    ]
    sums = (_cell(found.column(name), money=money) for name in found.columns)
    rows.append((TOTAL, *sums, _cell(found.whole, money=money)))
    said = "programmato, in euro" if money else "numero di schede"
    title = f"Schede del {report.plan.year}: {first.label} e {second.label}, {said}"
    return table("integrazione", title, columns, rows)


def _cell(schede: Sequence[SchedaFacets], *, money: bool) -> Cell:
    if not schede:
        return NOTHING
    return money_of(schede)[0] if money else len(schede)


def cell_names(found: Crossing) -> dict[str, str]:
    """The cells that have schede, by the words with which they are opened."""
    return {
        f"{row}|{column}": f"{row.capitalize()} e {column}: "
        f"{italian.plural(len(found.cells[row, column]), 'scheda', 'schede')}"
        for row in found.rows
        for column in found.columns
        if (row, column) in found.cells
    }


def crossing_markup(shown: Table, found: Crossing, key: str, address: dict[str, str]) -> str:
    """The crossing as a table whose cells open the list of their schede."""
    names = cell_names(found)
    heads = "".join(
        f'<th scope="col"{_number(column)}>{text(column.heading)}</th>' for column in shown.columns
    )
    lines = []
    for place, words in enumerate(shown.words):
        row = found.rows[place] if place < len(found.rows) else ""
        cells = [f"<td>{text(words[0])}</td>"]
        for column, said in zip(shown.columns[1:], words[1:], strict=True):
            at = len(cells) - 1
            code = f"{row}|{found.columns[at]}" if at < len(found.columns) else ""
            link = f"?{urlencode({**address, key: names[code]})}" if code in names else ""
            inner = linked(said, link)
            cells.append(f'<td class="udp-number" data-th="{text(column.heading)}">{inner}</td>')
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return (
        f'<table class="udp-table udp-wide" aria-label="{text(shown.title)}">'
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(lines)}</tbody></table>"
    )


def _number(column: Column) -> str:
    return ' class="udp-number"' if column.is_number else ""


def facets_table(report: IntegrationReport, title: str, schede: Sequence[SchedaFacets]) -> Table:
    """Some schede with all that they are counted by: what a cell opens."""
    columns = (
        Column("scheda", "Scheda"),
        Column("area", "Ambito"),
        Column("sectors", "Politiche integrate"),
        Column("delivery", "Modalità"),
        Column("recipient", "Destinatari"),
        Column("manager", "Soggetto gestore"),
        PROGRAMMED,
        SPENT,
    )
    rows = [
        (
            _named(one),
            one.scheda.row.area,
            ", ".join(each.label for each in one.sectors) or NOTHING,
            one.scheda.row.delivery,
            one.scheda.row.recipient,
            one.manager,
            one.scheda.programmed,
            one.scheda.spent,
        )
        for one in schede
    ]
    return table("schede_integrate", f"{plan_name(report.plan)}: {title}", columns, rows)


def _named(one: SchedaFacets) -> str:
    return f"{one.scheda.row.code} {one.scheda.row.title}"


def actors_table(report: IntegrationReport) -> Table:
    """The share of the money by the kind of who manages it."""
    columns = (
        Column("actor", "Tipo di soggetto"),
        Column("schede", "Schede", WHOLE),
        PROGRAMMED,
        SPENT,
        Column("share", "Sulla spesa", PERCENT),
    )
    whole = money_of(report.schede)
    rows: list[tuple[Cell, ...]] = []
    for kind, schede in report.by_manager:
        programmed, spent = money_of(schede)
        share = spent.share_of(whole[1]) if spent is not None and whole[1] else None
        rows.append((kind.label.capitalize(), len(schede), programmed, spent, share))
    rows.append((TOTAL, len(report.schede), *whole, None if not whole[1] else 1))
    title = f"Chi gestisce le schede del {report.plan.year}"
    return table("tipi_di_soggetto", title, columns, rows)


def shared_table(report: IntegrationReport) -> Table:
    """The services that several sources pay, with how much each programmes."""
    columns = (
        Column("scheda", "Servizio (scheda)"),
        Column("lead", "Capofila"),
        Column("payers", "Chi paga, e quanto è programmato"),
        Column("count", "Fonti", WHOLE),
        PROGRAMMED,
        Column("evaluated", "Valutazione"),
    )
    rows = [
        (
            _named(one),
            one.scheda.row.lead,
            "; ".join(
                f"{short_name(each.source, each.name)} {_short(each.programmed_cents)}"
                for each in one.paying
            ),
            len(one.paying),
            one.scheda.programmed,
            "scritta" if one.scheda.row.evaluation else "da scrivere",
        )
        for one in report.shared
    ]
    title = f"Stesso servizio pagato da più fonti nel {report.plan.year}"
    return table("stesso_servizio", title, columns, rows)


def _short(cents: int | None) -> str:
    return italian.euro_short(of_cents(cents))


def alike_table(report: IntegrationReport) -> Table:
    """Schede of one ambito, delivery and recipient that different bodies lead."""
    columns = (
        Column("what", "Che cosa hanno in comune"),
        Column("scheda", "Scheda"),
        Column("lead", "Capofila"),
        PROGRAMMED,
    )
    rows = [
        (
            _alike(one),
            _named(one),
            one.scheda.row.lead,
            one.scheda.programmed,
        )
        for group in report.alike
        for one in group
    ]
    title = f"Schede simili con capofila diversi nel {report.plan.year}"
    return table("schede_simili", title, columns, rows)


def _alike(one: SchedaFacets) -> str:
    row = one.scheda.row
    return f"{row.area}, {row.delivery.label}, {row.recipient.label}"


def health_table(report: IntegrationReport) -> Table:
    """Each line of the health programme with its schede and both owners."""
    columns = (
        Column("programme", "Programma sanitario"),
        Column("item", "Voce"),
        Column("health_owner", "Titolare sanitario"),
        Column("scheda", "Scheda"),
        Column("social_owner", "Titolare sociale"),
    )
    names = {one.scheda.id: _named(one) for one in report.schede}
    rows = [
        (
            one.programme,
            one.title,
            f"{one.health_owner}, {one.organisation}",
            names.get(one.scheda, one.scheda) if one.scheda else "▲ nessuna scheda",
            one.social_owner or NOTHING,
        )
        for one in report.health
    ]
    title = f"Integrazione con la programmazione sanitaria nel {report.plan.year}"
    return table("programmazione_sanitaria", title, columns, rows)


# The network


def partners_table(report: IntegrationReport) -> Table:
    """Who takes part: in how many schede, as what, in which ambiti, for how much."""
    columns = (
        Column("organisation", "Soggetto"),
        Column("kind", "Tipo"),
        Column("schede", "Schede", WHOLE),
        Column("leads", "Capofila", WHOLE),
        *(Column(role.value, role.label.capitalize(), WHOLE) for role in PartnerRole),
        Column("areas", "Ambiti"),
        Column("programmed_eur", "Programmato di queste schede", ColumnKind.MONEY),
    )
    rows = [
        (
            one.name,
            one.kind,
            len(one.schede),
            one.roles.get(None, 0),
            *(one.roles.get(role, 0) for role in PartnerRole),
            ", ".join(one.areas),
            money_of(one.schede)[0],
        )
        for one in report.partners
    ]
    title = f"La rete dei soggetti nelle schede del {report.plan.year}"
    return table("rete", title, columns, rows)


def network_message(report: IntegrationReport) -> str:
    """How many take part, and who is in most schede."""
    found = report.partners
    if not found:
        return f"Nessun soggetto è scritto nelle schede del {report.plan.year}"
    first = found[0]
    many = italian.plural(len(found), "soggetto", "soggetti")
    schede = italian.plural(len(first.schede), "scheda", "schede")
    areas = italian.plural(len(first.areas), "ambito", "ambiti")
    return f"La rete ha {many}; il più presente è {first.name}: {schede}, {areas}"


def network_chart(report: IntegrationReport, stamp: Stamp) -> Chart | None:
    """Who works in which ambito: the larger the mark, the more schede; the most present on top."""
    partners = report.partners[:MOST_PARTNERS]
    if not partners:
        return None
    rest = len(report.partners) - len(partners)
    more = f"; {italian.others(rest, 'un altro', 'altri')} nella tabella" if rest else ""
    told = " ".join(
        f"{one.name}: {', '.join(f'{area} {many}' for area, many in _in_areas(one))}."
        for one in partners
    )
    return Chart(
        network_message(report),
        f"Schede del {report.plan.year} per soggetto e ambito, in qualunque ruolo{more}",
        f"Segni per soggetto e ambito, con il numero di schede. {told}",
        _network_figure(partners),
        partners_table(report),
        stamp,
    )


def network_height(report: IntegrationReport) -> int:
    """Pixels of the picture."""
    return height_of(min(len(report.partners), MOST_PARTNERS)) + 110


def _in_areas(one: Partner) -> list[tuple[str, int]]:
    areas = [each.scheda.row.area for each in one.schede]
    return [(area, areas.count(area)) for area in one.areas]


def _network_figure(partners: Sequence[Partner]) -> Figure:
    from plotly import graph_objects as go

    marks = [(area, shortened(one.name), many) for one in partners for area, many in _in_areas(one)]
    least, more = MARK_PIXELS
    figure = go.Figure(
        go.Scatter(
            x=[area for area, _, _ in marks],
            y=[plotly_text(name) for _, name, _ in marks],
            mode="markers+text",
            text=[str(many) if many > 1 else "" for _, _, many in marks],
            textfont={"color": "white", "size": FONT_SIZE},
            marker={
                "size": [least + more * min(many, 3) for _, _, many in marks],
                "color": SERIES[0],
                "opacity": 1,
            },
            hovertemplate="%{y}<br>%{x}<extra></extra>",
        )
    )
    figure.update_layout(**base_layout())
    figure.update_yaxes(
        autorange="reversed", automargin=True, tickfont={"size": FONT_SIZE, "color": INK}
    )
    figure.update_xaxes(side="top", type="category", automargin=True)
    return figure
