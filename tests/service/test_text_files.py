"""Text files of others.

Every record whole, in whatever encoding and with whatever sign, or refused with its row.
"""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.service.files import codes, in_this_process, laid_out, read, written
from udp_core.files import limits, unpacked
from udp_core.files.delimited import FIRST_LINES, HEAD_BYTES, head_of, holds_a_record, said_sign
from udp_core.files.unpacked import Sheet
from udp_core.imports.layout import read_any, tables
from udp_core.kernel.problem import Problem, RefusedError

HEAD = "Voce;Mese;Importo;Note\n"


def sheet_of(content: bytes | str, name: str = "x.csv") -> Sheet:
    [sheet] = read_any(content.encode() if isinstance(content, str) else content, name)
    return sheet


def refused(content: bytes | str) -> Problem:
    with pytest.raises(RefusedError) as caught:
        tables([sheet_of(content)])
    problem = caught.value.problems[0]
    assert problem.place.file == "x.csv"
    return problem


def many(rows: dict[int, str], until: int = 80) -> str:
    """A file of 80 notes, some of them (by row of the file) as given."""
    return HEAD + "".join(
        f"A1.{row};{row};{row},50;{rows.get(row, 'ok')}\n" for row in range(2, until + 2)
    )


@pytest.mark.parametrize(
    ("notes", "row"),
    [
        ({46: '"da verificare con il distretto'}, 46),
        ({20: '"da verificare', 40: 'poi "chiuso"'}, 20),
        ({20: '"da verificare', 40: 'e poi chiuso"'}, 20),
        ({20: '"una', 21: 'due"'}, 20),
        ({81: '"in fondo'}, 81),
        ({30: '"Nonni" al caldo'}, 30),
    ],
)
def test_an_open_quote_never_swallows_rows_in_silence(notes: dict[int, str], row: int) -> None:
    problem = refused(many(notes))
    assert (problem.code, problem.place.row) == ("F10", row)


def test_a_quote_inside_a_cell_is_a_quote_and_a_doubled_one_is_one() -> None:
    rows = sheet_of(
        many(
            {
                30: 'progetto "Nonni al caldo"',
                31: '"progetto ""Nonni"""',
                32: '5" di pollice',
                33: '"due\nrighe; davvero"',
            }
        )
    ).rows
    assert len(rows) == 81
    assert [rows[number][3] for number in (29, 30, 31, 32)] == [
        'progetto "Nonni al caldo"',
        'progetto "Nonni"',
        '5" di pollice',
        "due\nrighe; davvero",
    ]


def test_a_long_text_on_several_lines_is_no_record() -> None:
    rows = sheet_of(
        'Codice,Titolo,Descrizione,Stato\nS1,Uno,"Prima riga, con virgole, e altre,'
        ' ancora\nseconda, riga, lunga, anche",in corso\n'
    ).rows
    assert (len(rows), rows[1][3]) == (2, "in corso")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_accents_and_typographic_signs_are_read_in_every_encoding_of_excel(encoding: str) -> None:
    text = "Voce;Note\nCittà à è é ì ò ù;«perché»… l’anno – 5 €\nÀ È;SÃO Žiga\n"
    assert sheet_of(text.encode(encoding)).rows[1] == (
        "Città à è é ì ò ù",
        "«perché»… l’anno – 5 €",
    )


GOOD, BAD = "Associazione Città aperta", "Cooperativa Libertà"


@pytest.mark.parametrize(
    ("second", "third", "code", "row"),
    [
        (GOOD.encode(), BAD.encode("cp1252"), "F17", 3),
        (GOOD.encode("cp1252"), BAD.encode(), "F17", 2),
        (b"ok", GOOD.encode() + BAD.encode("cp1252"), "F17", 3),
        (b"ok", "l’anno".encode() + "è".encode("cp1252"), "F17", 3),
        ("CittÃ\xa0 aperta".encode(), b"ok", "F17", 2),
        ("CittÃ  aperta".encode(), b"ok", "F17", 2),
        ("Forlï¿½".encode(), b"ok", "F17", 2),
        ("Forl\ufffd".encode(), b"ok", "F17", 2),
        ("lâ€™anno".encode(), b"ok", "F17", 2),
        ("1Â° gennaio".encode(), b"ok", "F17", 2),
        (b"ok", "Libert\x85".encode(), "F17", 3),
        (b"ok", BAD.encode("mac-roman"), "F17", 3),
        (b"ok", "Caffè e tè".encode("cp850"), "F17", 3),
        (b"ok", b"Libert\x81", "F05", 3),
        (b"ok", b"Forl\x00", "F05", 3),
    ],
)
def test_mixed_and_spoilt_letters_are_refused_with_their_row(
    second: bytes, third: bytes, code: str, row: int
) -> None:
    problem = refused(b"Voce;Importo\n" + second + b";1\n" + third + b";2\n")
    assert (problem.code, problem.place.row) == (code, row)


@pytest.mark.parametrize(
    ("name", "row"),
    [
        (GOOD.encode() + b"\n" + BAD.encode("cp1252"), 3),
        (b"ok\n" + "CittÃ\xa0".encode(), 3),
        (b"ok\nok\n" + BAD.encode("mac-roman"), 4),
    ],
)
def test_the_strict_reader_refuses_them_too(tmp_path: Path, name: bytes, row: int) -> None:
    lines = [f"a{number},1,".encode() + line for number, line in enumerate(name.split(b"\n"))]
    content = b"code,amount_eur,note\n" + b"\n".join(lines) + b"\n"
    _, problems = read(written(tmp_path, content))
    assert (codes(problems), problems[0].place.row) == (["F17"], row)


def test_spoilt_letters_in_utf_16_are_refused_too() -> None:
    assert (
        refused("Voce;Importo\nForl\ufffd;1\n".encode("utf-16")).code,
        refused("Voce;Importo\nA;1\n".encode("utf-16")[:-1]).code,
    ) == ("F17", "F05")


@pytest.mark.parametrize("sign", [";", "\t", "|", ","])
def test_each_sign_is_found_and_a_first_line_may_say_it(sign: str) -> None:
    text = (
        HEAD.replace(";", sign)
        + f'A1{sign}1{sign}"100,50"{sign}nota\nA2{sign}2{sign}"1.200,50"{sign}\n'
    )
    assert [row for _, row in laid_out(sheet_of(text)).rows] == [
        ("A1", "1", "100,50", "nota"),
        ("A2", "2", "1.200,50"),
    ]
    said = laid_out(sheet_of(f"sep={sign}\r\n{text}"))
    assert [number for number, _ in said.rows] == [3, 4]


def test_rows_without_the_last_sign_are_read_and_the_decimal_comma_is_no_sign() -> None:
    text = "Voce;Mese;Importo;Note\nA1.1;1;100,50\nA2.1;1;200,50\nA2.2;1;300,50\nA2.3;1;400,50;nota\nA2.4;1;500,50\n"  # noqa: E501
    assert [row[:3] for _, row in laid_out(sheet_of(text)).rows] == [
        ("A1.1", "1", "100,50"),
        ("A2.1", "1", "200,50"),
        ("A2.2", "1", "300,50"),
        ("A2.3", "1", "400,50"),
        ("A2.4", "1", "500,50"),
    ]


def test_a_row_with_a_cell_too_many_is_told_and_never_cut() -> None:
    problem = refused("Voce,Mese,Importo\nA1,1,100.50\nA2,1,200,50\n")
    assert (problem.code, problem.place.row, problem.value) == ("F11", 3, "50")
    assert laid_out(sheet_of("Voce;Importo;;\nA1;1;;\nA2;2;;;;\n")).rows == (
        (2, ("A1", "1")),
        (3, ("A2", "2")),
    )


def test_the_words_of_errors_are_errors_in_a_text_too() -> None:
    assert sheet_of("Voce;Importo\nA1;#DIV/0!\nA2;#N/D\nA3;#1\n").errors == {
        (1, 1): "#DIV/0!",
        (2, 1): "#N/D",
    }


@pytest.mark.parametrize(
    ("content", "row"),
    [
        ("a;b\n" * (limits.MOST_ROWS + 1), limits.MOST_ROWS + 1),
        ("a;b\n" + "x;" * limits.MOST_COLUMNS + "y\n", 2),
        ("a;b\nc;" + "x" * (limits.LONGEST_CELL + 1) + "\n", 2),
        (("x;" * 900 + "\n") * 1 + ("x;" * 900 + "y\n") * 1_700, 1_665),
    ],
)
def test_beyond_the_limits_a_text_is_refused_whole_too(content: str, row: int) -> None:
    problem = refused(content)
    assert (problem.code, problem.place.row) == ("X09", row)


def rows_or_codes(content: bytes) -> tuple[tuple[str, ...], ...] | set[str]:
    try:
        return sheet_of(content).rows
    except RefusedError as refusal:
        return {one.code for one in refusal.problems}


CELLS = st.text(
    st.one_of(
        st.sampled_from(';,|\t"\n àèé’€1A '),
        st.characters(
            min_codepoint=32,
            max_codepoint=0xFF,
            blacklist_characters=[chr(code) for code in range(0x7F, 0xA0)],
        ),
    ),
    max_size=12,
)


def _is_also_utf8(content: bytes) -> bool:
    try:
        return not content.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.lists(CELLS, min_size=2, max_size=5), min_size=1, max_size=8),
    st.sampled_from([";", "\t", "|", ","]),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
@example([["", "Â\xa0"]], ";", "cp1252", csv.QUOTE_MINIMAL)
@example([["a", 'b"c'], ["1", '"'], ["", "x\ny"]], ";", "utf-8", csv.QUOTE_MINIMAL)
def test_what_a_writer_wrote_comes_back_whole_or_is_refused(
    rows: list[list[str]], sign: str, encoding: str, quoting: int
) -> None:
    stream = StringIO(newline="")
    # one of the two constants
    csv.writer(stream, delimiter=sign, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    try:
        content = f"sep={sign}\r\n{stream.getvalue()}".encode(encoding)
    except UnicodeEncodeError:
        return
    if encoding == "cp1252" and _is_also_utf8(content):
        return  # the same bytes are somebody else's UTF-8: no reader can tell
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(unpacked, "_child", in_this_process)
        found = rows_or_codes(content)
    if isinstance(found, set):
        assert found <= {"F10", "F17", "F05"}
        return
    meant = [tuple(cell.strip() for cell in row) for row in rows]
    expected = [
        row[: max((place + 1 for place, cell in enumerate(row) if cell), default=0)]
        for row in meant
    ]
    while expected and not expected[-1]:
        expected.pop()
    assert list(found[1:]) == expected


@pytest.mark.parametrize(
    ("content", "head"),
    [
        (("è;1\n" * 201).encode(), "è;1\n" * FIRST_LINES),
        ((("é" * 500 + "\n") * 140).encode(), ("é" * 500 + "\n") * 130),
        (b"x" * (HEAD_BYTES + 1), "x" * HEAD_BYTES),
        (b"a\n" + b"b" * (HEAD_BYTES - 2), "a\n" + "b" * (HEAD_BYTES - 2)),
        (b"a\n" + b"b" * (HEAD_BYTES - 1), "a\n"),
        ("à;b\n".encode("utf-8-sig"), "à;b\n"),
        ("à;b\n".encode("utf-16"), "à;b\n"),
        (b"\xfe\xff" + "à;b\n".encode("utf-16-be"), "à;b\n"),
        ("à;b\n".encode("cp1252"), "à;b\n"),
        (b"", ""),
    ],
    ids=range(10),
)
def test_the_head_of_a_file_is_its_first_whole_lines(content: bytes, head: str) -> None:
    """Two hundred of them, and no more than 128 KiB: a letter cut in two would spoil them all."""
    assert head_of(content) == head


@pytest.mark.parametrize(
    ("row", "sign", "width", "holds"),
    [
        (["a;b\nc;d;e", "f"], ";", 4, True),  # two signs: a record of three cells, or of four
        (["a;b\nc;d", "f"], ";", 4, False),
        (["a;b\nc;d", "f"], ";", 3, True),
        (["a\nb", "c"], ";", 2, False),
        (["a\nb;c", "c"], ";", 2, True),
        (["a\nb; c", "c"], ";", 2, False),
        (["a\r\nb;c", "c"], ";", 1, True),
        (["a;b;c;d", "e"], ";", 4, False),
    ],
)
def test_a_line_inside_a_cell_that_is_a_record(
    row: list[str], sign: str, width: int, holds: bool
) -> None:
    assert holds_a_record(row, sign, width) == holds


@pytest.mark.parametrize(
    ("text", "sign", "rest"),
    [
        ("sep=;\na;b\n", ";", "a;b\n"),
        ("\ufeffsep=,\r\na,b", ",", "a,b"),
        ('"sep=|"\na|b', "|", "a|b"),
        ("SEP=\t\na", "\t", "a"),
        ("sep=;", ";", ""),
        ("sep=;;\na;b", "", "sep=;;\na;b"),
        ("a;b\nsep=;", "", "a;b\nsep=;"),
    ],
)
def test_the_sign_that_the_first_line_names(text: str, sign: str, rest: str) -> None:
    assert said_sign(text) == (sign, rest)
