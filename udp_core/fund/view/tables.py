"""The tables of the fund."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from udp_core.fund.report.fund import FundReport, GroupValue, VoceValue
from udp_core.fund.rules.equilibrium import FundPosition
from udp_core.fund.view.words import is_closed, residue_of, used_heading, used_word
from udp_core.kernel import italian
from udp_core.kernel.money import Money
from udp_core.kernel.small_numbers import Hidden
from udp_core.kernel.vocabulary import AmountStatus
from udp_core.render.light import light
from udp_core.render.table import Cell, Column, ColumnKind, Quantity, Table, table

MONEY = ColumnKind.MONEY
GROUPS = {"area": "aree", "macrosezione": "macrosezioni"}
"""What voci are added up by, one and many."""


def months_table(report: FundReport) -> Table:
    """Month by month: expected by the programme, spent, forecast; and the running total."""
    used = used_heading(report.regime)
    columns = (
        Column("month", "Mese"),
        Column("expected", "Atteso dal programma", MONEY),
        Column("spent", used, MONEY),
        Column("forecast", f"{used} o previsto", MONEY),
        Column("spent_running", f"{used}, cumulato", MONEY),
        Column("running", f"{used} o previsto, cumulato", MONEY),
    )
    curves = report.curves
    rows = [
        (
            italian.month(number),
            report.expected[place] if report.expected else None,
            report.spent[place],
            report.forecast[place] if report.forecast else None,
            curves.spent[place],
            curves.forecast[place],
        )
        for place, number in enumerate(curves.months)
    ]
    title = f"{report.fund.short} {report.year} mese per mese"
    return table(f"{report.fund.stem}_mesi", title, columns, rows)


def available_table(report: FundReport) -> Table:
    """How the available is made, line by line, and what is left of it: the parts add up."""
    columns = (
        Column("item", "Che cosa"),
        Column("amount", "Importo", MONEY),
        Column("note", "Nota"),
        Column("source", "Fonte"),
    )
    return table(
        f"{report.fund.stem}_disponibile",
        f"Da dove viene il disponibile {report.year}",
        columns,
        [*_income_rows(report), *_outgo_rows(report)],
    )


def _income_rows(report: FundReport) -> list[tuple[Cell, ...]]:
    lines: list[tuple[Cell, ...]] = [
        (
            f"Assegnazione: {step.row.line.label}",
            step.row.amount,
            f"{step.row.status.label}, {step.row.act or 'atto non indicato'}",
            step.row.source,
        )
        for step in report.allocations
        if not step.superseded
    ]
    carried: list[tuple[Cell, ...]] = [
        (
            f"Trascinamento dal {step.row.from_year}",
            step.row.amount,
            _carried(step.row.status),
            step.row.source,
        )
        for step in report.carry_overs
        if not step.superseded
    ]
    moved: list[tuple[Cell, ...]] = [
        *(
            (f"Variazione del {italian.day(one.day)}", one.amount, one.what, one.source)
            for one in report.variations
        ),
        *(
            (f"Cofinanziamento di {one.what}", one.amount, "", one.source)
            for one in report.cofinancings
        ),
    ]
    return [
        *lines,
        *carried,
        *moved,
        ("Disponibile", report.available, "somma delle righe sopra", ""),
    ]


def _carried(status: AmountStatus) -> str:
    """A residue is masculine: the vocabulary's words speak of assignments."""
    return "presunto" if status is AmountStatus.ESTIMATED else "definitivo"


def _outgo_rows(report: FundReport) -> list[tuple[Cell, ...]]:
    position = report.position
    rest = None if position.expected_rest is None else -position.expected_rest
    used, closed = None if report.used is None else -report.used, is_closed(report)
    returned: list[tuple[Cell, ...]] = (
        [("Restituito", -position.returned, "", "")] if position.returned else []
    )
    return [
        *returned,
        (
            f"{used_heading(report.regime)} {'nell’anno' if closed else 'ad oggi'}",
            used,
            f"al {italian.day(report.day)}" if report.day else "nessuna spesa confermata",
            "le voci del fondo, riga per riga",
        ),
        *(
            []
            if closed
            else [
                (
                    "Ancora previsto entro il 31/12",
                    rest,
                    "ritmo dei mesi comunicati e stagionalità",
                    "calcolo",
                )
            ]
        ),
        (
            f"Residuo al 31/12/{report.year}" if closed else "Residuo al 31/12",
            residue_of(report),
            f"{position.limit_name} meno {used_word(report.regime)} e previsto",
            "calcolo",
        ),
    ]


def voci_table(report: FundReport, voci: Sequence[VoceValue] | None = None) -> Table:
    """Programmed, used, expected, forecast, difference, light and activity of every voce.

    The preconsuntivo beside them, where one was written. `voci` are some of them.
    """
    written = any(voce.preconsuntivo is not None for voce in report.voci)
    preconsuntivo = (Column("preconsuntivo", "Preconsuntivo", MONEY),) if written else ()
    columns = (
        Column("code", "Codice"),
        Column("name", "Voce"),
        Column("programmed", "Programmato", MONEY),
        *preconsuntivo,
        Column("used", used_heading(report.regime), MONEY),
        Column("expected", "Atteso a oggi", MONEY),
        Column("forecast", "Previsto al 31/12", MONEY),
        Column("variance", "Differenza", MONEY),
        Column("light", "Oggi"),
        Column("light_end", "A fine anno"),
        Column("activity", "Attività"),
        Column("unit_cost", "Costo unitario", ColumnKind.QUANTITY),
        Column("as_of", "Dati al", ColumnKind.DAY),
    )
    rows = [_voce_row(voce, written=written) for voce in (report.voci if voci is None else voci)]
    return table(f"{report.fund.stem}_voci", f"Le voci {report.fund.of_the_fund}", columns, rows)


def _voce_row(voce: VoceValue, *, written: bool) -> tuple[Cell, ...]:
    now, end = voce.status.now.level, voce.status.at_year_end.level
    preconsuntivo = (voce.preconsuntivo,) if written else ()
    return (
        voce.code,
        voce.name,
        voce.programmed,
        *preconsuntivo,
        voce.used,
        voce.expected,
        voce.year_total,
        voce.variance,
        light(now).words,
        light(end).words,
        activity_words(voce),
        unit_cost(voce),
        voce.as_of,
    )


def voce_table(report: FundReport, voce: VoceValue) -> Table:
    """One voce by itself, narrow enough to be read whole on the wall."""
    whole = voci_table(report, [voce])
    kept = [
        place
        for place, column in enumerate(whole.columns)
        if column.name not in {"code", "name", "light", "light_end"}
    ]
    return table(
        f"{report.fund.stem}_voce_{voce.code}",
        f"{voce.code} {voce.name}",
        [whole.columns[place] for place in kept],
        [[whole.rows[0][place] for place in kept]],
    )


def activity_words(voce: VoceValue) -> str:
    """«225.028 giornate su 268.134; 759 posti su 773»."""
    return (
        "; ".join(
            f"{_done(one.done)} {one.unit.label} su {_amount(one.planned)}"
            for one in voce.activities
        )
        or italian.NO_VALUE
    )


def _done(value: Decimal | Hidden | None) -> str:
    return value.label if isinstance(value, Hidden) else _amount(value)


def _amount(value: Decimal | None) -> str:
    return italian.number(value, 0)


def unit_cost(voce: VoceValue) -> Quantity | None:
    """«51,00 € per giornata», as a number with its unit."""
    for one in voce.activities:
        if one.unit_cost is not None:
            unit = _SINGULAR.get(one.unit.label, one.unit.label)
            return Quantity(one.unit_cost.euro, f"€ per {unit}", 2)
    return None


_SINGULAR = {
    "giornate": "giornata",
    "ore": "ora",
    "pasti": "pasto",
    "valutazioni": "valutazione",
    "iniziative": "iniziativa",
}


def groups_table(report: FundReport, kind: str, groups: Sequence[GroupValue]) -> Table:
    """Areas or macro-sections, with their share of the programme. `kind` is what they are."""
    columns = (
        Column("name", "Gruppo"),
        Column("programmed", "Programmato", MONEY),
        Column("share", "Quota del programmato", ColumnKind.PERCENT, 1),
        Column("used", used_heading(report.regime), MONEY),
        Column("expected", "Atteso a oggi", MONEY),
        Column("forecast", "Previsto al 31/12", MONEY),
        Column("variance", "Differenza", MONEY),
    )
    whole = _sum([group.programmed for group in groups])
    rows: list[tuple[Cell, ...]] = [
        (
            group.name.capitalize(),
            group.programmed,
            _share(group.programmed, whole),
            group.used,
            group.expected,
            group.forecast,
            group.variance,
        )
        for group in groups
    ]
    rows.append(
        (
            "Totale",
            whole,
            _share(whole, whole),
            *(
                _sum([getattr(group, field) for group in groups])
                for field in ("used", "expected", "forecast", "variance")
            ),
        )
    )
    name = f"{report.fund.stem}_{GROUPS[kind]}"
    return table(name, f"{report.fund.short} per {kind}", columns, rows)


def _share(part: Money | None, whole: Money | None) -> Fraction | None:
    return part.share_of(whole) if part is not None and whole is not None else None


def _sum(amounts: Sequence[Money | None]) -> Money | None:
    known = [amount for amount in amounts if amount is not None]
    return Money(sum(amount.cents for amount in known)) if known else None


def structure_table(report: FundReport, positions: Sequence[FundPosition]) -> Table:
    """Year by year.

    What the year brings, what it spends, what is left with and without residues.
    """
    columns = (
        Column("year", "Anno"),
        Column("recurring", "Risorse dell’anno", MONEY),
        Column("carried_in", "Residui portati", MONEY),
        Column("spending", "Spesa dell’anno", MONEY),
        Column("structural", "Saldo senza residui", MONEY),
        Column("residue", "Residuo finale", MONEY),
    )
    rows = [
        (
            str(one.year),
            one.recurring,
            one.carried_in,
            one.forecast,
            one.structural_balance,
            one.residue,
        )
        for one in positions
    ]
    name = f"{report.fund.stem}_equilibrio"
    return table(name, "Equilibrio del fondo con e senza residui", columns, rows)


def allocations_table(report: FundReport) -> Table:
    """Every statement of every line and residue.

    The current one counts, the older ones are history and are never added.
    """
    columns = (
        Column("line", "Quota"),
        Column("status", "Assegnazione"),
        Column("as_of", "Situazione al", ColumnKind.DAY),
        Column("amount", "Importo", MONEY),
        Column("holds", "Vale"),
        Column("act", "Atto"),
        Column("source", "Fonte"),
    )
    lines: list[tuple[Cell, ...]] = [
        (
            step.row.line,
            step.row.status,
            step.row.as_of,
            step.row.amount,
            "superata" if step.superseded else "corrente",
            step.row.act or italian.NO_VALUE,
            step.row.source,
        )
        for step in report.allocations
    ]
    carried: list[tuple[Cell, ...]] = [
        (
            f"residui del {step.row.from_year}",
            _carried(step.row.status),
            step.row.as_of,
            step.row.amount,
            "superato" if step.superseded else "corrente",
            italian.NO_VALUE,
            step.row.source,
        )
        for step in report.carry_overs
    ]
    return table(
        f"{report.fund.stem}_assegnazioni",
        f"Assegnazioni e residui del {report.year}, atto per atto",
        columns,
        [*lines, *carried],
    )


ENTRY_COLUMNS = (
    Column("id", "Riga"),
    Column("phase", "Fase"),
    Column("period", "Periodo"),
    Column("municipality", "Comune"),
    Column("amount", "Importo", MONEY),
    Column("state", "Stato"),
    Column("as_of", "Situazione al", ColumnKind.DAY),
    Column("source", "Fonte"),
    Column("origin", "Natura"),
)


def entries_table(report: FundReport, voce: VoceValue, rows: Sequence[tuple[Cell, ...]]) -> Table:
    """The rows behind the figures of a voce."""
    return table(
        f"{report.fund.stem}_righe_{voce.code}",
        f"Da dove viene: {voce.code} {voce.name}",
        ENTRY_COLUMNS,
        rows,
    )
