"""The comparison of fees in tables: by family, by service, rule by rule, under one rule."""

from __future__ import annotations

from collections.abc import Sequence

from udp_core.fees.report import FeesReport, PlaceRule, ServiceFees
from udp_core.fees.rules.bands import FeeBand
from udp_core.fees.rules.paying import Use
from udp_core.fees.rules.single import PlaceChange
from udp_core.fees.view.words import (
    band_words,
    cap_words,
    choice_words,
    each_words,
    how_words,
    isee_words,
    rule_words,
)
from udp_core.kernel.italian import OF_WHOLE_DISTRICT
from udp_core.kernel.money import Money, total
from udp_core.kernel.small_numbers import Hidden, safe_row
from udp_core.render.table import Cell, Column, ColumnKind, Quantity, Table, table

MONEY = ColumnKind.MONEY
ONE_RULE = "una sola regola"


def _place_columns(places: Sequence[PlaceRule], kind: ColumnKind) -> list[Column]:
    return [Column(f"comune_{number}", one.name, kind) for number, one in enumerate(places, 1)]


def families_table(fees: ServiceFees, families: Sequence[Money], use: Use) -> Table:
    """What each family pays a year in each Comune, and the distance."""
    heads = [
        Column("isee", "ISEE della famiglia", MONEY),
        *_place_columns(fees.places, MONEY),
        Column("distance", "Distanza", MONEY),
        Column("dearest", "Dove si paga di più"),
    ]
    rows = [_family(fees, isee, use) for isee in families]
    return table("tariffe_famiglie", f"{fees.service.name}: quanto si paga l’anno", heads, rows)


def _family(fees: ServiceFees, isee: Money, use: Use) -> tuple[Cell, ...]:
    return (isee, *fees.paid(isee, use).values(), *_apart(fees, isee, use))


def _apart(fees: ServiceFees, isee: Money, use: Use | None) -> tuple[Cell, Cell]:
    found = fees.apart(isee, use)
    if found is None:
        return None, "n.d."
    same = "uguale ovunque" if found.whole else "uguale dove si sa"
    return found.euro, found.dearest if found.euro else same


def services_table(report: FeesReport, isee: Money) -> Table:
    """Every service, for its usual use and one family."""
    services = report.ruled
    places = services[0].places if services else ()
    heads = [
        Column("service", "Servizio"),
        *_place_columns(places, MONEY),
        Column("distance", "Distanza", MONEY),
        Column("dearest", "Dove si paga di più"),
        Column("rules", "Regole"),
    ]
    rows = [
        (one.service.name, *one.paid(isee).values(), *_apart(one, isee, None), _rules(one))
        for one in services
    ]
    title = f"Quanto si paga l’anno con ISEE {isee_words(isee)}"
    return table("tariffe_servizi", title, heads, rows)


def _rules(fees: ServiceFees) -> str:
    if fees.is_one_rule:
        return ONE_RULE
    missing = [one.name for one in fees.places if not one.bands]
    return f"manca a {', '.join(missing)}" if missing else "◆ diverse"


def grid_table(report: FeesReport) -> Table:
    """Comune by service: thresholds, fees and caps in words; where they differ it is marked."""
    services = report.ruled
    places = services[0].places if services else ()
    heads = [
        Column("service", "Servizio"),
        *_place_columns(places, ColumnKind.TEXT),
        Column("rules", "Regole"),
    ]
    rows = [(one.service.name, *map(rule_words, one.places), _rules(one)) for one in services]
    return table("tariffe_griglia", "Regole per Comune e servizio", heads, rows)


_RULE_COLUMNS = (
    Column("service", "Servizio"),
    Column("place", "Comune"),
    Column("band", "ISEE"),
    Column("fee", "Tariffa", ColumnKind.QUANTITY),
    Column("cap", "Tetto", ColumnKind.QUANTITY),
    Column("since", "Valida dal", ColumnKind.DAY),
    Column("regulation", "Regolamento"),
    Column("source", "Fonte"),
    Column("origin", "Natura"),
)


def rules_table(report: FeesReport) -> Table:
    """Every band in force, then those proposed."""
    rows = []
    for fees in report.services:
        shown = [*fees.places, *([fees.proposed] if fees.proposed else [])]
        for one in _once(shown):
            rows += _bands(fees.service.name, one, proposed=one is fees.proposed)
    return table("regole_tariffarie", "Regole tariffarie", _RULE_COLUMNS, rows)


def _once(rules: Sequence[PlaceRule]) -> list[PlaceRule]:
    """The rule of the whole district is said once."""
    found: list[PlaceRule] = []
    for one in rules:
        if not (one.whole and any(other.whole for other in found)):
            found.append(one)
    return found


def _bands(service: str, rule: PlaceRule, *, proposed: bool) -> list[tuple[Cell, ...]]:
    place = OF_WHOLE_DISTRICT if rule.whole or proposed else rule.name
    return [
        (
            service,
            f"{place} (in proposta)" if proposed else place,
            "; ".join(filter(None, (band_words(band), how_words(band)))),
            _fee(band),
            _cap(band),
            row.valid_from,
            row.regulation or "",
            row.source,
            row.origin,
        )
        for band, row in zip(rule.bands, rule.rows, strict=True)
    ]


def _fee(band: FeeBand) -> Cell:
    """What a unit costs at the beginning of the band."""
    fee = band.unit_fee(band.isee_from)
    return None if fee is None else Quantity(fee.euro, f"€ {each_words(band.unit)}", 2)


def _cap(band: FeeBand) -> Cell:
    if band.month_cap is not None:
        both = cap_words(band) if band.year_cap is not None else ""
        return Quantity(band.month_cap.euro, "€ al mese", 2, said=both)
    return "" if band.year_cap is None else Quantity(band.year_cap.euro, "€ l’anno", 2)


_SINGLE_COLUMNS = (
    Column("place", "Comune"),
    Column("users", "Utenti", ColumnKind.WHOLE),
    Column("now", "Pagano oggi", MONEY),
    Column("then", "Pagherebbero", MONEY),
    Column("cost", "Resta da coprire in più", MONEY),
)


def single_table(fees: ServiceFees, found: Sequence[PlaceChange], choice: str) -> Table:
    """Comune by Comune under one rule; of few users neither their number nor their euro."""
    names = {one.place: one.name for one in fees.places}
    counted = safe_row([one.users for one in found])
    rows: list[tuple[Cell, ...]] = []
    for one, cell in zip(found, counted.parts, strict=True):
        if isinstance(cell, Hidden):
            rows.append((names[one.place], cell.label, "n.p.", "n.p.", "n.p."))
        else:
            rows.append((names[one.place], one.users or None, one.now, one.then, one.cost))
    if not counted.hides:
        rows.append(_total(found))
    rule = choice_words(fees, choice)
    title = f"{fees.service.name}: {rule[:1].lower()}{rule[1:]}"
    return table("tariffa_unica", title, _SINGLE_COLUMNS, rows)


def _total(found: Sequence[PlaceChange]) -> tuple[Cell, ...]:
    """The sum of the Comuni of which it is known."""
    known = [one for one in found if one.cost is not None]
    if not known:
        return ("Totale", None, None, None, None)
    now = total(one.now for one in known if one.now)
    then = total(one.then for one in known if one.then)
    return ("Totale", sum(one.users for one in known), now, then, now - then)
