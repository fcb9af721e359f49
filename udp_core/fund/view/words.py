"""The fund in final Italian words: the key figures, the messages, what is missing."""

from __future__ import annotations

from fractions import Fraction

from udp_core.fund.report.fund import FundReport, VoceValue
from udp_core.fund.rules.equilibrium import lasting_words
from udp_core.kernel import italian
from udp_core.kernel.money import ZERO, Money, total
from udp_core.kernel.vocabulary import AccountingRegime, StatusLevel
from udp_core.render.key_figure import KeyFigure
from udp_core.render.markup import lights_markup

NEGLIGIBLE = Fraction(5, 10_000)
"""A gap that is written 0,0 %: its euros would be noise."""


_USED = {AccountingRegime.ACCRUAL: "utilizzato", AccountingRegime.FINANCIAL: "impegnato"}
NO_MONEY = "nessuna risorsa assegnata"


def used_word(*regimes: AccountingRegime) -> str:
    """What is used, as who keeps the accounts calls it: a Comune commits, an AUSL uses.

    Of funds of both kinds together, both words.
    """
    return " o ".join(word for regime, word in _USED.items() if regime in regimes)


def used_heading(*regimes: AccountingRegime) -> str:
    """The same at the head of a column."""
    return used_word(*regimes).capitalize()


def accounts_words(report: FundReport) -> str:
    """Which fund it is, who manages it, how its accounts are kept, when its money expires."""
    who = f"Lo gestisce {report.manager}" if report.manager else "Ente gestore non indicato"
    said = f"{report.fund.name}. {who}, in {report.regime.label}: si conta l’"
    return f"{said}{used_word(report.regime)}.{_expiry_words(report.fund.expires or '')}"


def _expiry_words(rule: str) -> str:
    """What becomes of unused money, inside a sentence."""
    rule = rule.strip().rstrip(".").replace("'", "’")
    return f" Scadenza: {rule[:1].lower()}{rule[1:]}." if rule else ""


def fund_figures(report: FundReport) -> tuple[KeyFigure, ...]:
    """Available, used, expected at year end, left: the answer to «Quanto resta?»."""
    position, closed = report.position, is_closed(report)
    used = (
        f"{italian.percent(position.use_rate_available, 1)} del disponibile, al"
        f" {italian.day(report.day)}"
        if report.used is not None
        else "nessuna spesa confermata"
    )
    return (
        KeyFigure(
            "available",
            "Disponibile",
            italian.euro_short(report.available),
            _available_note(report),
        ),
        KeyFigure(
            "used",
            f"{used_heading(report.regime)} {'nell’anno' if closed else 'ad oggi'}",
            italian.euro_short(report.used),
            used,
        ),
        KeyFigure(
            "forecast",
            "Spesa dell’anno" if closed else "Previsto al 31/12",
            italian.euro_short(position.forecast),
            _forecast_note(report),
        ),
        KeyFigure(
            "residue",
            "Residuo dell’anno" if closed else "Residuo al 31/12",
            italian.euro_short(residue_of(report)),
            _residue_note(report),
        ),
    )


def _available_note(report: FundReport) -> str:
    """What is programmed; where money was given back, what can still be spent of the available."""
    position = report.position
    programmed = "programma non caricato"
    if report.budget_drafts:
        programmed = f"preventivo in bozza ({italian.euro_short(report.budget_drafts)})"
    if position.programmed is not None:
        programmed = f"programmati {italian.euro_short(position.programmed)}"
    if not position.returned:
        return programmed
    left = italian.euro_short(position.spendable)
    return f"{programmed}; restituiti {italian.euro_short(position.returned)}, spendibili {left}"


def is_closed(report: FundReport) -> bool:
    """Every month of the year is there: nothing is estimated."""
    return report.position.expected_rest == ZERO and all(
        amount is not None for amount in report.spent
    )


def residue_of(report: FundReport) -> Money | None:
    """What will be left; None also where nothing is stated to come in.

    There is nothing to subtract from.
    """
    return None if report.available is None else report.position.residue


def _forecast_note(report: FundReport) -> str:
    """What share of the money it is; where the light of the year's end is out, why."""
    share = report.position.forecast_share
    if report.position.forecast is None:
        return "mancano i dati per prevedere"
    if capped(report):
        return capped(report)
    return (
        NO_MONEY if share is None else f"{italian.percent(share, 1)} {report.position.of_the_limit}"
    )


def _residue_note(report: FundReport) -> str:
    """What the year leaves by itself; where the light of the year's end is out, why."""
    balance = report.position.structural_balance
    if balance is None or report.available is None:
        return "previsione non disponibile"
    if capped(report):
        return capped(report)
    without = "avanzo" if balance >= ZERO else "disavanzo"
    return f"senza residui: {without} di {italian.euro_short(abs(balance))}"


def curve_message(report: FundReport) -> str:
    """Whether the money lasts, in one line."""
    position = report.position
    if report.available is None:
        return "Non si può dire se il fondo basta: non ci sono assegnazioni"
    if position.residue is None:
        return "La previsione al 31 dicembre non si può fare: mancano i dati di spesa"
    if capped(report):
        return f"Non si può dire se il fondo basta: {capped(report)}"
    if is_closed(report):
        return (
            f"Nel {report.year} sono stati spesi {italian.euro_short(position.used)} su"
            f" {italian.euro_short(position.spendable)} {position.limit_name.removesuffix('e')}i"
        )
    if position.residue < ZERO:
        return (
            "Il fondo non basta fino al 31 dicembre: mancano"
            f" {italian.euro_short(-position.residue)}"
        )
    return f"Il fondo basta fino al 31 dicembre: resteranno {italian.euro_short(position.residue)}"


def structural_message(report: FundReport) -> str:
    """Whether the year lives on its own money."""
    position = report.position
    balance, years = position.structural_balance, position.years_of_residues
    if balance is None:
        return "L’equilibrio strutturale non si può dire: manca la previsione"
    if capped(report):
        return f"L’equilibrio strutturale non si può dire: {capped(report)}"
    if is_closed(report):
        return _structural_of_closed(report.year, balance)
    if balance >= ZERO:
        return (
            f"L’anno vive delle proprie risorse: avanzo di {italian.euro_short(balance)} senza i"
            " residui"
        )
    lasting = f"; {lasting_words(years)}" if years and not is_closed(report) else ""
    return f"L’anno consuma residui per {italian.euro_short(-balance)}{lasting}"


def _structural_of_closed(year: int, balance: Money) -> str:
    if balance >= ZERO:
        return (
            f"Il {year} è vissuto delle proprie risorse: avanzo di {italian.euro_short(balance)}"
            " senza i residui"
        )
    return f"Il {year} ha consumato residui per {italian.euro_short(-balance)}"


def capped(report: FundReport) -> str:
    """Why no light is given on the end of the year, inside a sentence; empty where one is.

    A headline is capped by its data exactly as its light is.
    """
    judgement = report.status.at_year_end
    if judgement.level is not StatusLevel.STALE:
        return ""
    return f"{judgement.reason[:1].lower()}{judgement.reason[1:].rstrip('.')}"


def voci_message(report: FundReport) -> str:
    """The voce that strays most from its programme, among those whose data say so today.

    Where too few of them do to judge the fund, how few they are.
    """
    known = [
        (voce.variance, voce)
        for voce in report.voci
        if voce.variance is not None and not voce.is_stale
    ]
    if not known:
        return "Non ci sono voci da confrontare con il programma"
    gap, voce = max(known, key=lambda pair: abs(pair[0].cents))
    strays = f"{voce.short_name}: {italian.signed(italian.euro_short(gap))}"
    if capped(report):
        few = italian.plural(len(known), "voce", "voci")
        return f"Con dati aggiornati {few} su {len(report.voci)}. {strays}"
    if not gap:
        return "Nessuna voce si scosta dal programma"
    return f"{strays} sul programmato, lo scostamento maggiore"


def data_notes(report: FundReport) -> tuple[str, ...]:
    """What to know of the data.

    Drafts, voci that are stale or without forecast, months not validated.
    """
    stale = [voce.short_name for voce in report.stale_voci if voce.as_of]
    silent = [voce.short_name for voce in report.stale_voci if not voce.as_of]
    unknown = report.without_forecast
    programmed = total(voce.programmed for voce in unknown if voce.programmed)
    months = italian.listing([italian.month(number) for number in report.unvalidated_months])
    drafts = report.drafts
    return tuple(
        note
        for note in (
            _budget_note(report),
            (
                f"Sono in bozza {italian.euro(drafts)}: nessuno li ha ancora confermati e non sono"
                " contati."
                if drafts
                else ""
            ),
            (
                f"Dati fermi da oltre {report.stale_days} giorni: {italian.listing(stale)}."
                if stale
                else ""
            ),
            _silent_words(silent, len(report.voci)),
            (
                "Fuori dalla previsione, perché senza dati:"
                f" {italian.listing([voce.short_name for voce in unknown])}"
                f" (programmati {italian.euro_short(programmed)})."
                if unknown
                else ""
            ),
            f"Dati confermati ma non ancora validati dal distretto: {months}." if months else "",
        )
        if note
    )


def _budget_note(report: FundReport) -> str:
    """The programme that nobody has confirmed yet, and where it is confirmed."""
    if not report.budget_drafts:
        return ""
    waiting = italian.euro(report.budget_drafts)
    return (
        f"Del preventivo sono in bozza {waiting}, non contati: confermarlo in «Conferme e stati»,"
        " parte «Preventivi»."
    )


def _silent_words(silent: list[str], among: int) -> str:
    """The voci of which nothing was ever told in the year: they have no day to be old."""
    if not silent:
        return ""
    if len(silent) == among:
        return "Nessuna voce ha ancora dati di spesa."
    return f"Ancora senza dati di spesa: {italian.listing(silent)}."


def band_words(report: FundReport) -> str:
    """Why the curve has a band or none.

    Nothing to say of a year that is over or cannot be forecast.
    """
    return report.band_reason if report.forecast and not is_closed(report) else ""


def state_of_data(report: FundReport) -> str:
    """The state written on what leaves."""
    if report.used is None:
        return "nessuna spesa confermata"
    return (
        "dati confermati, in parte non ancora validati" if report.unvalidated else "dati validati"
    )


def gap_words(found: Money | None, base: Money | None) -> str:
    """«+468 mila € (+3,4 %)»."""
    if found is None or base is None:
        return italian.NO_VALUE
    gap = found - base
    share = gap.share_of(base)
    if share is not None and abs(share) < NEGLIGIBLE:
        return "in pari"
    return f"{italian.signed(italian.euro_short(gap))} ({italian.signed(italian.percent(share))})"


def voce_markup(voce: VoceValue) -> str:
    """The lights of a voce with their reasons, and what its forecast rests on."""
    return lights_markup(
        voce.status.now,
        voce.status.at_year_end,
        [voce.forecast.explanation] if voce.forecast else [],
    )
