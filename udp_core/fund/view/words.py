"""The fund in final Italian words: the key figures, the messages, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from udp_core.fund.report.fund import FundPicture, VoceValue
from udp_core.fund.rules.equilibrium import lasting_words
from udp_core.kernel import italian
from udp_core.kernel.money import ZERO, Money, total
from udp_core.kernel.vocabulary import StatusLevel
from udp_core.render.key_figure import KeyFigure
from udp_core.render.markup import lights_markup

NEGLIGIBLE = Fraction(5, 10_000)
"""A gap that is written 0,0 %: its euros would be noise."""


def fund_figures(picture: FundPicture) -> tuple[KeyFigure, ...]:
    """Available, used, expected at year end, left: the answer to «Quanto resta?»."""
    position, closed = picture.position, is_closed(picture)
    used = (
        f"{italian.percent(position.use_rate_available, 1)} del disponibile, al"
        f" {italian.day(picture.day)}"
        if picture.used is not None
        else "nessuna spesa confermata"
    )
    return (
        KeyFigure(
            "available",
            "Disponibile",
            italian.euro_short(picture.available),
            _available_note(picture),
        ),
        KeyFigure(
            "used",
            "Usato nell’anno" if closed else "Usato ad oggi",
            italian.euro_short(picture.used),
            used,
        ),
        KeyFigure(
            "forecast",
            "Spesa dell’anno" if closed else "Previsto al 31/12",
            italian.euro_short(position.forecast),
            _forecast_note(picture),
        ),
        KeyFigure(
            "residue",
            "Residuo dell’anno" if closed else "Residuo al 31/12",
            italian.euro_short(residue_of(picture)),
            _residue_note(picture),
        ),
    )


def _available_note(picture: FundPicture) -> str:
    """What is programmed; where money was given back, what can still be spent of the available."""
    position = picture.position
    programmed = "programma non caricato"
    if picture.budget_drafts:
        programmed = f"preventivo in bozza ({italian.euro_short(picture.budget_drafts)})"
    if position.programmed is not None:
        programmed = f"programmati {italian.euro_short(position.programmed)}"
    if not position.returned:
        return programmed
    left = italian.euro_short(position.spendable)
    return f"{programmed}; restituiti {italian.euro_short(position.returned)}, spendibili {left}"


def is_closed(picture: FundPicture) -> bool:
    """Every month of the year is there: nothing is estimated."""
    return picture.position.expected_rest == ZERO and all(
        amount is not None for amount in picture.spent
    )


def residue_of(picture: FundPicture) -> Money | None:
    """What will be left; None also where nothing is stated to come in.

    There is nothing to subtract from.
    """
    return None if picture.available is None else picture.position.residue


def _forecast_note(picture: FundPicture) -> str:
    share = picture.position.forecast_share
    return (
        "mancano i dati per prevedere"
        if share is None
        else f"{italian.percent(share, 1)} {picture.position.of_the_limit}"
    )


def _residue_note(picture: FundPicture) -> str:
    balance = picture.position.structural_balance
    if balance is None or picture.available is None:
        return "previsione non disponibile"
    without = "avanzo" if balance >= ZERO else "disavanzo"
    return f"senza residui: {without} di {italian.euro_short(abs(balance))}"


def curve_message(picture: FundPicture) -> str:
    """Whether the money lasts, in one line."""
    position = picture.position
    if picture.available is None:
        return "Non si può dire se il fondo basta: non ci sono assegnazioni"
    if position.residue is None:
        return "La previsione al 31 dicembre non si può fare: mancano i dati di spesa"
    if capped(picture):
        return f"Non si può dire se il fondo basta: {capped(picture)}"
    if is_closed(picture):
        return (
            f"Nel {picture.year} sono stati spesi {italian.euro_short(position.used)} su"
            f" {italian.euro_short(position.spendable)} {position.limit_name.removesuffix('e')}i"
        )
    if position.residue < ZERO:
        return (
            "Il fondo non basta fino al 31 dicembre: mancano"
            f" {italian.euro_short(-position.residue)}"
        )
    return f"Il fondo basta fino al 31 dicembre: resteranno {italian.euro_short(position.residue)}"


def structural_message(picture: FundPicture) -> str:
    """Whether the year lives on its own money."""
    position = picture.position
    balance, years = position.structural_balance, position.years_of_residues
    if balance is None:
        return "L’equilibrio strutturale non si può dire: manca la previsione"
    if capped(picture):
        return f"L’equilibrio strutturale non si può dire: {capped(picture)}"
    if is_closed(picture):
        return _structural_of_closed(picture.year, balance)
    if balance >= ZERO:
        return (
            f"L’anno vive delle proprie risorse: avanzo di {italian.euro_short(balance)} senza i"
            " residui"
        )
    lasting = f"; {lasting_words(years)}" if years and not is_closed(picture) else ""
    return f"L’anno consuma residui per {italian.euro_short(-balance)}{lasting}"


def _structural_of_closed(year: int, balance: Money) -> str:
    if balance >= ZERO:
        return (
            f"Il {year} è vissuto delle proprie risorse: avanzo di {italian.euro_short(balance)}"
            " senza i residui"
        )
    return f"Il {year} ha consumato residui per {italian.euro_short(-balance)}"


def capped(picture: FundPicture) -> str:
    """Why no light is given on the end of the year, inside a sentence; empty where one is.

    A headline is capped by its data exactly as its light is.
    """
    judgement = picture.status.at_year_end
    if judgement.level is not StatusLevel.STALE:
        return ""
    return f"{judgement.reason[:1].lower()}{judgement.reason[1:].rstrip('.')}"


def voci_message(voci: Sequence[VoceValue]) -> str:
    """The voce that strays most from its programme."""
    known = [(voce.variance, voce) for voce in voci if voce.variance is not None]
    if not known:
        return "Non ci sono voci da confrontare con il programma"
    gap, voce = max(known, key=lambda pair: abs(pair[0].cents))
    return (
        f"{voce.short_name}: {italian.signed(italian.euro_short(gap))} sul programmato, lo"
        " scostamento maggiore"
    )


def data_notes(picture: FundPicture) -> tuple[str, ...]:
    """What to know of the data.

    Drafts, voci that are stale or without forecast, months not validated.
    """
    stale = [voce.short_name for voce in picture.stale_voci if voce.as_of]
    silent = [voce.short_name for voce in picture.stale_voci if not voce.as_of]
    unknown = picture.without_forecast
    programmed = total(voce.programmed for voce in unknown if voce.programmed)
    months = italian.listing([italian.month(number) for number in picture.unvalidated_months])
    drafts = picture.drafts
    return tuple(
        note
        for note in (
            _budget_note(picture),
            (
                f"Sono in bozza {italian.euro(drafts)}: nessuno li ha ancora confermati e non sono"
                " contati."
                if drafts
                else ""
            ),
            (
                f"Dati fermi da oltre {picture.stale_days} giorni: {italian.listing(stale)}."
                if stale
                else ""
            ),
            _silent_words(silent, len(picture.voci)),
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


def _budget_note(picture: FundPicture) -> str:
    """The programme that nobody has confirmed yet, and where it is confirmed."""
    if not picture.budget_drafts:
        return ""
    waiting = italian.euro(picture.budget_drafts)
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


def band_words(picture: FundPicture) -> str:
    """Why the curve has a band or none.

    Nothing to say of a year that is over or cannot be forecast.
    """
    return picture.band_reason if picture.forecast and not is_closed(picture) else ""


def state_of_data(picture: FundPicture) -> str:
    """The state written on what leaves."""
    if picture.used is None:
        return "nessuna spesa confermata"
    return (
        "dati confermati, in parte non ancora validati" if picture.unvalidated else "dati validati"
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
