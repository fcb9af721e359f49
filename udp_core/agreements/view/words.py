"""What the rules and the agreements say in words."""

from __future__ import annotations

from datetime import date

from udp_core.agreements.report.values import (
    AgreementValue,
    Expiry,
    RegulationValue,
    RulesReport,
    Signature,
)
from udp_core.agreements.rules import NOTICES
from udp_core.agreements.terms import AgreementState, RegulationState
from udp_core.kernel import italian
from udp_core.render.key_figure import KeyFigure
from udp_core.render.light import light

HALF_YEAR = NOTICES[-1]


def left_words(left: int) -> str:
    """«tra 25 giorni», «oggi», «da 12 giorni»."""
    if left == 0:
        return "oggi"
    days = italian.plural(abs(left), "giorno", "giorni")
    return f"tra {days}" if left > 0 else f"da {days}"


def ending_words(one: Expiry) -> str:
    """«▲ tra 25 giorni», «◆ tra 70 giorni», «▲ da 12 giorni»."""
    return f"{light(one.level).shape} {left_words(one.left)}"


def rules_message(report: RulesReport) -> str:
    """What ends within half a year, and whose signature is missing."""
    ahead = [one for one in report.endings if one.left >= 0]
    said = f"Nulla finisce nei prossimi {HALF_YEAR} giorni"
    if ahead:
        many = italian.plural(len(ahead), "cosa finisce", "cose finiscono")
        said = f"{many} nei prossimi {HALF_YEAR} giorni"
    if not report.unsigned:
        return said
    missing = italian.plural(len(report.unsigned), "firma manca", "firme mancano")
    return f"{said}, {missing}"


def rules_figures(report: RulesReport) -> tuple[KeyFigure, ...]:
    """What ends, who has not signed, what is to be mended."""
    ahead = [one for one in report.endings if one.left >= 0]
    first = f"la prima il {italian.day(ahead[0].day)}: {ahead[0].title}" if ahead else "nessuna"
    unsigned = [f"{each.who}: {one.title}" for one, each in report.unsigned]
    mend = [f"{what} «{title}»: {why}" for what, title, why in report.to_mend]
    return (
        KeyFigure("ending", f"Finiscono entro {HALF_YEAR} giorni", str(len(ahead)), first),
        KeyFigure("unsigned", "Firme che mancano", str(len(unsigned)), _first(unsigned)),
        KeyFigure("mend", "Da sistemare", str(len(mend)), _first(mend)),
    )


def _first(said: list[str]) -> str:
    rest = len(said) - 1
    if not said:
        return "nulla"
    return f"{said[0]}; {italian.others(rest)}" if rest > 0 else said[0]


def signature_words(one: Signature, today: date) -> str:
    """«Comune di Russi (Sindaco): manca, era attesa entro il 31/10/2026»."""
    who = f"{one.who} ({one.office})" if one.office else one.who
    if one.signed_on:
        return f"{who}: {italian.day(one.signed_on)}"
    if one.sign_by is None:
        return f"{who}: manca"
    verb = "era attesa" if one.sign_by < today else "è attesa"
    return f"{who}: manca, {verb} entro il {italian.day(one.sign_by)}"


def signed_words(one: AgreementValue) -> str:
    """«4 su 4», «3 su 4, manca Comune di Russi»; that nobody is written."""
    if not one.signatures:
        return "nessun firmatario scritto"
    left = [each.who for each in one.signatures if each.signed_on is None]
    done = f"{len(one.signatures) - len(left)} su {len(one.signatures)}"
    if not left or one.state is AgreementState.ENDED:
        return done
    return f"◆ {done}, manca {italian.listing(left)}"


def clause_lines(one: AgreementValue) -> tuple[str, ...]:
    """The clauses, an article a line."""
    parts = one.clauses.replace(" Art. ", "\nArt. ").splitlines()
    return tuple(part.strip() for part in parts if part.strip())


def regulation_words(one: RegulationValue) -> str:
    """«in vigore dal 01/01/2024, fino al 31/12/2026», «in proposta»."""
    said = [one.state.label]
    if one.state is RegulationState.REPEALED:
        return one.state.label
    if one.starts_on:
        said.append(f"dal {italian.day(one.starts_on)}")
    until = f", fino al {italian.day(one.ends_on)}" if one.ends_on else ""
    return f"{' '.join(said)}{until}"


def short_words(one: RegulationValue | None) -> str:
    """For the room: «dal 01/01/2024», or «fino al 31/12/2026» where it ends."""
    if one is None:
        return "manca"
    if one.ends_on:
        return f"fino al {italian.day(one.ends_on)}"
    return f"dal {italian.day(one.starts_on)}" if one.starts_on else one.state.label
