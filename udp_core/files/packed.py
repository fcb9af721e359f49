"""A workbook's parcel looked into before anything opens it: size, kind, locks, macros, traps."""

from __future__ import annotations

import zipfile
from io import BytesIO

from udp_core.files.limits import LockedError
from udp_core.files.other_kinds import other_kind
from udp_core.kernel.problem import Problem

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 100 * 1024 * 1024
MOST_RATIO = 200
MOST_PARTS = 500
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a file of the old kind begins; a workbook with a password too."""
WORKBOOK_SUFFIXES = ("xlsx", "ods", "xls")
TEXT_SUFFIXES = (".csv", ".txt", ".tsv")
SUFFIXES = (*WORKBOOK_SUFFIXES, *(suffix.removeprefix(".") for suffix in TEXT_SUFFIXES))
"""What a file of others may end with; a workbook is read by what it is."""
_OF_PASSWORDS = ("EncryptedPackage", "EncryptionInfo", "DataSpaces")
"""The parts of a workbook that was locked by a password, or by who may open it."""
_ENCRYPTION = b"schemas.microsoft.com/office/2006/encryption"
_LOCKED_WHOLE = "encrypted-package"
"""The one part of an .ods that the newest LibreOffice locks."""
XLSX, ODS = "xl/workbook.xml", "content.xml"
"""The part by which each kind is known."""


def suspicious(content: bytes) -> Problem | None:
    """What keeps a workbook from being opened; None where nothing does."""
    if not content:
        return Problem("X01", "Il file è vuoto.", "Controllare che il salvataggio sia riuscito.")
    if len(content) > MOST_BYTES:
        return Problem(
            "X02",
            f"Il file è di {len(content) // 1024 // 1024} MB, oltre i {MOST_BYTES // 1024 // 1024}"
            " ammessi.",
            "Togliere fogli e immagini, o dividerlo.",
        )
    if content.startswith(OLE):
        return _of_old_kind(content)
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            return _locked(packed) or _trap(packed)
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, RuntimeError):
        return other_kind(content) or _no_workbook()


def _of_old_kind(content: bytes) -> Problem | None:
    """Of an old file only its names are looked for here: whoever opens it is apart, with limits."""
    if _ENCRYPTION in content or any(_name(word) in content for word in _OF_PASSWORDS):
        return _with_password()
    if _name("_VBA_PROJECT") in content:
        return _with_macros()
    if _name("Workbook") not in content:
        return Problem(
            "X03",
            "Il file è troncato, o di un tipo che non si legge (come Excel prima del 97).",
            "Aprirlo e salvarlo di nuovo come .xlsx.",
        )
    return None


def _name(word: str) -> bytes:
    """How an old file writes the name of one of its parts."""
    return word.encode("utf-16-le")


def _trap(packed: zipfile.ZipFile) -> Problem | None:
    parts = packed.infolist()
    names = {part.filename for part in parts}
    unpacked = sum(part.file_size for part in parts)
    size = max(1, sum(part.compress_size for part in parts))
    if (
        len(parts) > MOST_PARTS
        or unpacked > MOST_UNPACKED
        or unpacked > MOST_RATIO * size + 1024 * 1024
    ):
        return Problem(
            "X05",
            "Il file si gonfia in modo anomalo quando si apre.",
            "Copiare le cifre in una cartella di lavoro nuova.",
        )
    if XLSX not in names and not (
        {ODS, "mimetype"} <= names and b"opendocument.spreadsheet" in packed.read("mimetype")
    ):
        return _no_workbook()
    if any(
        name.endswith("vbaProject.bin") or name.startswith(("Basic/", "Scripts/")) for name in names
    ):
        return _with_macros()
    return None


def _locked(packed: zipfile.ZipFile) -> Problem | None:
    parts = packed.infolist()
    if len(parts) > MOST_PARTS:
        return None
    if any(part.flag_bits & 1 or part.filename == _LOCKED_WHOLE for part in parts):
        return _with_password()
    manifest = next((part for part in parts if part.filename == "META-INF/manifest.xml"), None)
    if manifest is None or manifest.file_size > MOST_UNPACKED // MOST_PARTS:
        return None
    return _with_password() if b"encryption-data" in packed.read(manifest) else None


def _with_password() -> Problem:
    locked = LockedError()
    return Problem(locked.code, locked.sentence, locked.remedy)


def _with_macros() -> Problem:
    return Problem(
        "X06", "La cartella di lavoro contiene macro.", "Salvarla come .xlsx, senza macro."
    )


def _no_workbook() -> Problem:
    return Problem(
        "X04",
        "Il file non è una cartella di lavoro (.xlsx, .ods, .xls), o è troncato.",
        "Riaprirlo e salvarlo di nuovo come .xlsx.",
    )
