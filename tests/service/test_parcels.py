"""A workbook's parcel before anybody opens it: each limit, just inside and just beyond."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

import pytest

from udp_core.files.packed import MOST_BYTES, MOST_PARTS, ODS, OLE, XLSX, suspicious
from udp_core.files.row_order import Met, parents_first

SHEET = b"application/vnd.oasis.opendocument.spreadsheet"
MEBIBYTE = 1024 * 1024


def packed(parts: Mapping[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return stream.getvalue()


def named(word: str) -> bytes:
    return word.encode("utf-16-le")


def many(count: int) -> dict[str, bytes]:
    return {XLSX: b"x"} | {f"p{number}": b"x" for number in range(count - 1)}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "X01"),
        (b"x" * MOST_BYTES, "X04"),
        (b"x" * (MOST_BYTES + 1), "X02"),
        (packed({XLSX: b"x"}), None),
        (packed({"altro.xml": b"x"}), "X04"),
        (packed({ODS: b"x", "mimetype": SHEET}), None),
        (packed({ODS: b"x", "mimetype": b"application/vnd.oasis.opendocument.text"}), "X04"),
        (packed({"mimetype": SHEET}), "X04"),
        (packed({ODS: b"x"}), "X04"),
        (packed(many(MOST_PARTS)), None),
        (packed(many(MOST_PARTS + 1)), "X05"),
        (packed({XLSX: bytes(MEBIBYTE)}), None),
        (packed({XLSX: bytes(2 * MEBIBYTE)}), "X05"),
        (packed({XLSX: b"x", "xl/vbaProject.bin": b"x"}), "X06"),
        (packed({XLSX: b"x", "xl/vbaProject.bin.txt": b"x"}), None),
        (packed({ODS: b"x", "mimetype": SHEET, "Basic/a.xml": b"x"}), "X06"),
        (packed({ODS: b"x", "mimetype": SHEET, "Scripts/a.py": b"x"}), "X06"),
        (
            packed({ODS: b"x", "mimetype": SHEET, "META-INF/manifest.xml": b"encryption-data"}),
            "X03",
        ),
        (packed({ODS: b"x", "mimetype": SHEET, "META-INF/manifest.xml": b"x"}), None),
        (OLE + named("Workbook"), None),
        (OLE + named("Workbook") + named("_VBA_PROJECT"), "X06"),
        (OLE + named("EncryptedPackage"), "X03"),
        (OLE, "X03"),
    ],
    ids=range(23),
)
def test_what_keeps_a_workbook_from_being_opened(content: bytes, code: str | None) -> None:
    """A mebibyte of nothing is packed in one kilobyte, and may be; two are a trap."""
    found = suspicious(content)
    assert (found.code if found else None) == code


def test_a_password_and_a_truncated_file_are_told_apart() -> None:
    locked, broken = suspicious(OLE + named("EncryptedPackage")), suspicious(OLE)
    assert locked is not None
    assert broken is not None
    assert locked.sentence == "Il file è protetto da password."
    assert broken.sentence.startswith("Il file è troncato, o di un tipo che non si legge")


def test_rows_that_repeat_an_earlier_one_with_its_number() -> None:
    met = Met()
    for number, row_id in enumerate(["a", "b", "a", "c", "a", "b"], start=2):
        met.add(row_id, number)
    assert list(met.repeated()) == [(2, 4), (2, 6), (3, 7)]
    assert list(Met().repeated()) == []


def test_parents_come_first_and_circles_are_told() -> None:
    """«c» is under «b», which is under «a»; «x» and «y» are under each other, «z» under them."""
    rows: list[tuple[str, dict[str, str | None]]] = [
        ("c", {"parent": "b"}),
        ("b", {"parent": "a"}),
        ("a", {"parent": None}),
        ("d", {"parent": "elsewhere"}),
        ("x", {"parent": "y"}),
        ("y", {"parent": "x"}),
        ("z", {"parent": "y"}),
    ]
    assert parents_first(["parent"], rows) == (["a", "d", "b", "c"], ["x", "y", "z"])
    assert parents_first([], rows[:2]) == (["c", "b"], [])
