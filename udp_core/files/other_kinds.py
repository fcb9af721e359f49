"""What a file is that is no workbook, whatever its name: a web page, a text, a document."""

from __future__ import annotations

import codecs
import re

from udp_core.kernel.problem import Problem

_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HEAD = 4096
_PAGE = re.compile(
    rb"\s*(?:<!doctype html|<(?:!--|html|head|body|meta|style|table|div|tr)\b)|\s*MIME-Version:",
    re.IGNORECASE,
)
_SPREADSHEET_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"
_CONTROLS = re.compile(rb"[\0-\x08\x0e-\x1a\x1c-\x1f]")
_SAVE = "Aprirlo con Excel o LibreOffice, controllare le cifre e salvarlo come .xlsx."


def is_text(content: bytes) -> bool:
    """True of what is written in letters, as a CSV is."""
    head = content[:_HEAD]
    return head.startswith(_BOMS) or (bool(head) and _CONTROLS.search(head) is None)


def other_kind(content: bytes) -> Problem | None:
    """Why a file that has the name of a workbook is none, where its first bytes tell."""
    if problem := unread_kind(content):
        return problem
    if is_text(content) and any(sign in content[:_HEAD] for sign in (b";", b",", b"\t", b"|")):
        return Problem(
            "X04",
            "Il file è un testo (CSV), ma il suo nome non finisce per .csv.",
            "Dargli un nome che finisce per .csv e riprovare, o aprirlo e salvarlo come .xlsx.",
        )
    return None


def unread_kind(content: bytes) -> Problem | None:
    """Why a file is neither a workbook nor a table of text, where its first bytes tell."""
    head = content[:_HEAD]
    head = head.decode("utf-16", "ignore").encode() if head.startswith(_BOMS) else head
    head = head.removeprefix(codecs.BOM_UTF8)
    if _SPREADSHEET_2003 in head:
        return _is_a("un foglio di Excel 2003 in XML", _SAVE)
    if _PAGE.match(head):
        return _is_a("una pagina web (HTML), come la salvano alcuni gestionali", _SAVE)
    if head.startswith(b"%PDF"):
        return _is_a("un PDF", "Chiedere a chi lo manda il foglio di calcolo da cui viene.")
    if head.startswith(b"{\\rtf"):
        return _is_a("un documento di testo (RTF)", "Copiare la tabella in un foglio di calcolo.")
    return None


def _is_a(what: str, remedy: str) -> Problem:
    sentence = (
        f"Il file non è una cartella di lavoro (.xlsx, .ods, .xls) né un CSV: dentro c’è {what}."
    )
    return Problem("X04", sentence, remedy)
