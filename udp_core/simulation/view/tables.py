"""What a simulation says, in tables.

Exact figures, voci, payers, Comuni, rules, levers, scenarios side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from udp_core.kernel import italian
from udp_core.kernel.money import Money, of_cents
from udp_core.render.table import Cell, Column, ColumnKind, Quantity, Table, table
from udp_core.simulation.rules.compared import Difference
from udp_core.simulation.rules.evaluate import Broken, SimulatedOutcome, newly_broken, rule_changes
from udp_core.simulation.rules.facts import RuleValue
from udp_core.simulation.rules.model import Model, Position
from udp_core.simulation.rules.rule_rows import use_of
from udp_core.simulation.rules.sensitivity import Slope
from udp_core.simulation.view.levers import costs_choice, moved_words, start_words, when_words

_MONEY = ColumnKind.MONEY
MARK = " *"
EURO = 100
"""In cents."""
NEW_RULES, ALL_RULES = "Regole che lo scenario rompe", "Tutte le regole non rispettate"
UNVERIFIED = "* Dipende da costi unitari dimostrativi o da verificare."


def exact_table(model: Model, outcome: SimulatedOutcome) -> Table:
    """Every account that changes, to the cent, with what was programmed."""
    rows: list[tuple[Cell, ...]] = []
    for place, account in enumerate(model.accounts):
        change = outcome.total(place)
        if change:
            known = account.base is not None
            rows.append(
                (
                    account.label,
                    "il programma" if account.own else account.payer.label,
                    Money(account.base_total) if known else None,
                    Money(change),
                    Money(account.base_total + change) if known else None,
                )
            )
    columns = (
        Column("account", "Voce"),
        Column("payer", "Chi paga"),
        Column("programmed", "Programmato", _MONEY),
        Column("change", "Differenza", _MONEY),
        Column("after", "Dopo", _MONEY),
    )
    return table("simulazione_voci", "Voci che cambiano", columns, rows)


def levers_table(model: Model, position: Position) -> Table:
    """The levers that were moved; a change as a change, beside the level that it is made on."""
    rows = [
        (
            lever.name,
            start_words(lever),
            moved_words(lever, value),
            when_words(lever, month),
            lever.decided_by.label,
        )
        for lever, value, month in zip(model.levers, position.values, position.months, strict=True)
        if value != lever.start
    ]
    columns = (
        Column("lever", "Leva"),
        Column("start", "Com’è"),
        Column("value", "Con la leva"),
        Column("from", "Quando"),
        Column("owner", "Chi decide"),
    )
    return table("simulazione_leve", "Leve mosse", columns, rows)


def words(value: Fraction, step: Fraction) -> str:
    """A value with the decimals that its step needs."""
    decimals = next((number for number in range(3) if (step * 10**number).denominator == 1), 2)
    return italian.number(value, decimals)


NEW, STANDING, HEALED = "nuova", "già oggi", "risolta dallo scenario"


def rules_table(outcome: SimulatedOutcome, before: SimulatedOutcome) -> Table:
    """The rules that do not hold: those that the scenario breaks, those already so.

    Then those that it heals.
    """
    found = rule_changes(before, outcome)
    rows = [
        _rule_cells(one, since)
        for since, rules in ((NEW, found.new), (STANDING, found.already), (HEALED, found.healed))
        for one in rules
    ]
    columns = (
        Column("rule", "Regola"),
        Column("level", "Effetto"),
        Column("since", "Da quando"),
        Column("told", "Che cosa succede"),
        Column("short", "Di quanto"),
        Column("remedy", "Che cosa fare"),
        Column("sentence", "La regola"),
        Column("verified", "Conferma"),
        Column("source", "Fonte"),
    )
    return table("simulazione_regole", "Regole non rispettate", columns, rows)


def _rule_cells(one: Broken, since: str) -> tuple[Cell, ...]:
    check, healed = one.check, since == HEALED
    told = f"Oggi: {broken_words(one)} Con lo scenario non più." if healed else broken_words(one)
    return (
        check.name,
        check.level.label,
        since,
        told,
        gap_words(one),
        "–" if healed else remedy_words(one),
        check.sentence,
        "" if check.verified else "da verificare",
        check.source,
    )


def broken_words(one: Broken) -> str:
    """What a rule that does not hold says, with its amount."""
    return filled(one.check.told or one.check.sentence, one)


def remedy_words(one: Broken) -> str:
    """What to do about it, with its amount."""
    return filled(one.check.remedy, one)


def filled(words: str, one: Broken) -> str:
    """A sentence of a rule with its amount where it goes."""
    return words.replace("{n}", short_words(one.check.unit, one.short))


def gap_words(one: Broken) -> str:
    """«10.282,50 € in eccesso», «42.450,00 € in meno»."""
    if one.check.unit == "moved":
        return "–"
    return (
        f"{short_words(one.check.unit, one.short)}"
        f" {'in eccesso' if one.check.excess else 'in meno'}"
    )


def short_words(unit: str, short: Fraction) -> str:
    """By how much a rule is broken, in its unit."""
    if unit == "moved":
        return "–"
    if unit == "cents":
        return italian.euro(Money.rounded(short / 100))
    decimals = 0 if short.denominator == 1 and unit != "euro" else 2
    return f"{italian.number(short, decimals)} {'€' if unit == 'euro' else unit_of(unit, short)}"


_ONE = {
    "posti": "posto",
    "ospiti": "ospite",
    "beneficiari": "beneficiario",
    "ore": "ora",
    "giornate": "giornata",
    "persone": "persona",
}


def unit_of(unit: str, value: Fraction) -> str:
    """«posto» for one, «posti» for more."""
    first, space, rest = unit.partition(" ")
    return f"{_ONE.get(first, first)}{space}{rest}" if value == 1 else unit


def rule_rows_table(rows: Sequence[tuple[tuple[str, str], RuleValue]]) -> Table:
    """Every row of K1-K15 in force, and whether a judgement reads it."""
    ordered = sorted(rows, key=lambda row: (len(row[0][0]), row[0]))
    cells = [
        (
            code,
            one.sentence,
            one.level.label,
            _threshold(one),
            use_of(code, parameter),
            "" if one.verified else "da verificare",
            one.source,
        )
        for (code, parameter), one in ordered
    ]
    columns = (
        Column("rule", "Regola"),
        Column("sentence", "Che cosa dice"),
        Column("level", "Effetto"),
        Column("value", "Valore"),
        Column("use", "Come è usata"),
        Column("verified", "Conferma"),
        Column("source", "Fonte"),
    )
    return table("simulazione_righe_regole", "Regole in vigore, riga per riga", columns, cells)


def _threshold(one: RuleValue) -> str:
    """«5 %», «sì» for what a row admits, «–» where it has no value."""
    if one.value is None:
        return "–"
    if one.unit.startswith("1 ="):
        return "sì" if one.value > 0 else "no"
    return f"{italian.number(one.value, 0 if one.value.denominator == 1 else 2)} {one.unit}".strip()


def municipalities_table(model: Model, outcome: SimulatedOutcome) -> Table:
    """Need share beside spending share, before and after.

    The money of the whole district is apart.
    """
    own = sorted(model.costs)
    rows: list[tuple[Cell, ...]] = []
    before = [
        sum(
            (model.accounts[place].base or (0,) * len(model.municipalities))[number]
            for place in own
        )
        for number in range(len(model.municipalities))
    ]
    after = [
        was + sum(outcome.accounts[place][number] for place in own)
        for number, was in enumerate(before)
    ]
    whole, then = sum(before[:-1]), sum(after[:-1])
    for number, name in enumerate(model.municipalities):
        comune = number < len(model.municipalities) - 1
        need = model.need[number] if comune and number < len(model.need) else None
        rows.append(
            (
                name,
                need,
                Fraction(before[number], whole) if comune and whole else None,
                Fraction(after[number], then) if comune and then else None,
                Money(before[number]),
                Money(after[number] - before[number]),
            )
        )
    kind = ColumnKind.PERCENT
    columns = (
        Column("place", "Comune"),
        Column("need", "Quota del bisogno", kind, 1),
        Column("before", "Quota della spesa, com’è", kind, 1),
        Column("after", "Quota della spesa, dopo", kind, 1),
        Column("programmed", "Programmato", _MONEY),
        Column("change", "Differenza", _MONEY),
    )
    return table("simulazione_comuni", "Bisogno e spesa per Comune", columns, rows)


def is_plain_money(one: Slope) -> bool:
    """Whether the lever is money itself: that a euro costs a euro tells nobody anything."""
    return one.lever.unit.startswith("€") and one.whole_year == EURO


def slopes_table(slopes: Sequence[Slope]) -> Table:
    """What one more unit of each lever costs, where it is not itself money."""
    told = [one for one in slopes if one.whole_year and not is_plain_money(one)]
    rows = [
        (
            one.lever.group,
            one.lever.name,
            one.lever.unit,
            Money(one.whole_year),
            Money(one.this_year),
        )
        for one in told
    ]
    columns = (
        Column("group", "Gruppo"),
        Column("lever", "Leva"),
        Column("unit", "Una unità in più"),
        Column("year", "Costa in un anno intero", _MONEY),
        Column("now", "Costa quest’anno, dal mese scelto", _MONEY),
    )
    return table("simulazione_pendenze", "Quanto costa una unità in più", columns, rows)


def compared_table(found: Sequence[tuple[str, Model, Position, SimulatedOutcome]]) -> Table:
    """Scenarios side by side.

    Figures, rules, then the voci and the Comuni that any of them changes.
    """
    columns = (
        Column("what", "Che cosa"),
        *(Column(f"s{number}", name) for number, (name, *_) in enumerate(found)),
    )
    lines: list[tuple[str, list[Cell]]] = [
        ("Costo", [_cost(one) for *_, one in found]),
        ("Costi unitari", [costs_choice(model, position) for _, model, position, _ in found]),
        (
            "Residuo al 31/12",
            [of_cents(one.residue) for *_, one in found],
        ),
        ("Persone in più", [Quantity(one.people) for *_, one in found]),
        (
            NEW_RULES,
            [
                ", ".join(each.check.name for each in newly_broken(model, one)) or "nessuna"
                for _, model, _, one in found
            ],
        ),
        (
            ALL_RULES,
            [", ".join(each.check.name for each in one.broken) or "nessuna" for *_, one in found],
        ),
    ]
    voci = dict.fromkeys(
        account.label
        for _, model, _, outcome in found
        for place, account in enumerate(model.accounts)
        if outcome.total(place) and place in model.costs
    )
    lines += [
        (
            f"Voce: {label}",
            [
                Money(
                    sum(
                        outcome.total(place)
                        for place in model.costs
                        if model.accounts[place].label == label
                    )
                )
                for _, model, _, outcome in found
            ],
        )
        for label in voci
    ]
    places = dict.fromkeys(name for _, model, *_ in found for name in model.municipalities)
    lines += [
        (f"Comune: {name}", [_in_place(model, outcome, name) for _, model, _, outcome in found])
        for name in places
    ]
    return table(
        "scenari", "Scenari a confronto", columns, [(label, *cells) for label, cells in lines]
    )


def _cost(one: SimulatedOutcome) -> Quantity:
    """In words on screen, with its mark; a number with its sign where it leaves."""
    said = cost_words(one.cost) + ("" if one.verified else MARK)
    return Quantity(Money(one.cost).euro, "€", 2, signed=True, said=said)


def cost_words(cents: int) -> str:
    """«1.000,00 € in più», «762,00 € in meno», «0,00 €»."""
    words = italian.euro(Money(abs(cents)))
    return words if not cents else f"{words} in {'più' if cents > 0 else 'meno'}"


def _in_place(model: Model, outcome: SimulatedOutcome, name: str) -> Cell:
    if name not in model.municipalities:
        return "–"
    return Money(
        sum(outcome.accounts[place][model.municipalities.index(name)] for place in model.costs)
    )


def differences_table(found: Sequence[Difference]) -> Table:
    """What changed since a scenario was kept."""
    columns = (
        Column("what", "Che cosa"),
        Column("before", "Quando è stato salvato"),
        Column("now", "Oggi"),
    )
    return table(
        "scenario_cambiato",
        "Che cosa è cambiato",
        columns,
        [(one.what, one.before, one.now) for one in found],
    )
