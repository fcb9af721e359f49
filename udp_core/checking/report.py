"""What a check found, in words for a person and in JSON for a program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from udp_core.archive.replay import Alteration
from udp_core.archive.writer import Head
from udp_core.fund.rules.identities import Breach
from udp_core.fund.rules.identities.breach import written
from udp_core.kernel.italian import number, plural
from udp_core.kernel.problem import Problem
from udp_core.sources.queries.sources import DiscrepancyValue


@dataclass(frozen=True, slots=True)
class IdentityResult:
    """How many times an identity was asked, and why it was not where it was not."""

    code: str
    title: str
    asked: int
    not_asked_because: str = ""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The content's digest, the end of the chain, every breach and every discrepancy of the
    published sources.

    `identity_breaches`: identities that do not hold. `scheda_problems`: schede whose state asks for
    more than they have.
    `alterations`: places where rows and history disagree.
    `outside`: what the chain does not cover and is not as it should be: bans, sessions, prints of
    dossiers and copies.
    `unrecorded`: discrepancies of the sources that are stored otherwise than they compute.
    """

    digest: str
    head: Head
    identities: tuple[IdentityResult, ...]
    identity_breaches: tuple[Breach, ...]
    scheda_problems: tuple[Problem, ...]
    alterations: tuple[Alteration, ...]
    unrecorded: tuple[str, ...]
    outside: tuple[str, ...]
    discrepancies: tuple[DiscrepancyValue, ...]

    @property
    def breaches(self) -> tuple[str, ...]:
        """Everything that makes the check fail, in words."""
        return (
            *(str(breach) for breach in self.identity_breaches),
            *(str(problem) for problem in self.scheda_problems),
            *(
                f"[H1] {_place(one)}: {one.what}. Ripristinare una copia verificata."
                for one in self.alterations
            ),
            *(f"[H2] {words}" for words in self.outside),
            *(f"[T0] {words}" for words in self.unrecorded),
        )

    def as_text(self) -> str:
        """For a person at a terminal."""
        return "\n".join(
            [
                *self._summary(),
                "",
                *self._identity_lines(),
                "",
                *self._discrepancy_lines(),
                *self._breach_lines(),
            ]
        )

    def _summary(self) -> list[str]:
        return [
            f"digest   {self.digest}",
            f"storia   {number(self.head.sequence)} righe, impronta {self.head.hash}",
        ]

    def _identity_lines(self) -> list[str]:
        return [f"{result.code:4} {result.title}: {_asked(result)}" for result in self.identities]

    def _discrepancy_lines(self) -> list[str]:
        lines = [
            f"  [{one.check}] {one.title} — {one.place}: dichiarato {_plain(one.stated)}, calcolato"
            f" {_plain(one.computed)}"
            f" {one.unit}{' (arrotondamento)' if one.explained_by_rounding else ''}"
            for one in self.discrepancies
        ]
        return [
            f"{plural(len(lines), 'discrepanza', 'discrepanze')} nelle fonti pubblicate",
            *lines,
        ]

    def _breach_lines(self) -> list[str]:
        return ["", *self.breaches] if self.breaches else ["", "Tutto torna."]

    def as_json(self) -> dict[str, Any]:
        """For a program."""
        return {
            "digest": self.digest,
            "revision": self.head.sequence,
            "head": self.head.hash,
            "identities": [
                {
                    "code": one.code,
                    "title": one.title,
                    "asked": one.asked,
                    "not_asked_because": one.not_asked_because,
                }
                for one in self.identities
            ],
            "breaches": [
                *map(_breach_json, self.identity_breaches),
                *map(_problem_json, self.scheda_problems),
                *map(_alteration_json, self.alterations),
                *({"code": "H2", "sentence": words} for words in self.outside),
                *({"code": "T0", "sentence": words} for words in self.unrecorded),
            ],
            "discrepancies": [_discrepancy_json(one) for one in self.discrepancies],
        }


def _place(one: Alteration) -> str:
    row = f"riga {one.sequence} della storia, " if one.sequence else ""
    return f"{row}{one.entity} {one.entity_id}"


def _asked(result: IdentityResult) -> str:
    return result.not_asked_because or plural(result.asked, "verifica", "verifiche")


def _plain(value: object) -> str:
    return f"{value:f}"


def _breach_json(breach: Breach) -> dict[str, Any]:
    return {
        "code": breach.code,
        "place": breach.place,
        "expected": written(breach.expected),
        "found": written(breach.found),
        "sentence": breach.sentence,
        "remedy": breach.remedy,
    }


def _problem_json(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "place": str(problem.place),
        "sentence": problem.sentence,
        "remedy": problem.remedy,
    }


def _alteration_json(one: Alteration) -> dict[str, Any]:
    return {
        "code": "H1",
        "place": _place(one),
        "sentence": one.what,
        "remedy": "Ripristinare una copia verificata.",
    }


def _discrepancy_json(one: DiscrepancyValue) -> dict[str, Any]:
    return {
        "code": one.check,
        "data_set": one.data_set,
        "place": one.place,
        "title": one.title,
        "stated": _plain(one.stated),
        "computed": _plain(one.computed),
        "unit": one.unit,
        "explained_by_rounding": one.explained_by_rounding,
    }
