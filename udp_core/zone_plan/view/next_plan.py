"""What preparing the next plan would write, in words."""

from __future__ import annotations

from udp_core.kernel import italian
from udp_core.zone_plan.report.next_plan import NextPlan


def next_plan_words(found: NextPlan) -> str:
    """What is handed on; that nothing is, or that the next plan is there, where it is so."""
    if found.follower:
        return f"Il piano nuovo c’è già: {found.follower}."
    if not found.objectives:
        return "Nessun obiettivo è da mantenere o da sviluppare: scrivere prima gli esiti."
    objectives = italian.plural(found.objectives, "obiettivo", "obiettivi")
    phases = italian.plural(found.phases, "fase", "fasi")
    waiting = italian.plural(found.waiting, "obiettivo", "obiettivi")
    rest = f" Senza esito, e quindi non ripresi: {waiting}." if found.waiting else ""
    return (
        f"Il piano {found.first}-{found.last} si prepara in bozza con {objectives} da mantenere o"
        f" da sviluppare (con quelli sopra di loro) e {phases} del modello regionale.{rest}"
    )
