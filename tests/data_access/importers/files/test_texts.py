"""Texts know their encoding and separator; rows know their lines."""

from __future__ import annotations

import csv
from io import BytesIO
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.importers.errors import RefusedFileError
from data_access.importers.files import limits
from data_access.importers.files.documents import Document, DocumentKind
from data_access.importers.files.grids import Text, read_text
from tests.support import samples

GERMAN = "Kreis;männlich\nGöttingen;1,5\n"


def _text(content: bytes) -> Text:
    return read_text(Document("tabelle.csv", DocumentKind.TEXT, content))


ENCODED = {
    "utf-8": GERMAN.encode(),
    "utf-8-sig": GERMAN.encode("utf-8-sig"),
    "utf-16": GERMAN.encode("utf-16"),
    "utf-16-le": GERMAN.encode("utf-16-le"),
    "utf-16-be": GERMAN.encode("utf-16-be"),
    "iso-8859-1": GERMAN.encode("iso-8859-1"),
    # A dash and a euro sign are letters of Windows only.
    "cp1252": (GERMAN + "Anmerkung – in €;1\n").encode("cp1252"),
}


@pytest.mark.parametrize("encoding", ENCODED)
def test_each_encoding_is_told_apart_and_read(encoding: str) -> None:
    text = _text(ENCODED[encoding])

    assert text.encoding == encoding
    assert text.separator == ";"
    assert text.head[:2] == ("Kreis;männlich", "Göttingen;1,5")
    assert next(text.rows()) == (1, ["Kreis", "männlich"])
    frame = pl.read_csv(text.utf8, separator=";", infer_schema=False)
    assert frame.columns == ["Kreis", "männlich"]
    assert frame.item(0, 0) == "Göttingen"


def test_a_large_file_in_utf8_is_not_copied() -> None:
    content = ENCODED["utf-8-sig"]

    assert _text(content).utf8 is content


@pytest.mark.parametrize("offset", range(4))
def test_a_letter_between_two_pieces_is_whole(offset: int) -> None:
    """Bytes are looked at in pieces of a mebibyte."""
    line = "üß€\n"
    content = b"\n" * offset + line.encode() * 199_990

    text = _text(content)

    assert text.encoding == "utf-8"
    assert sum(1 for _ in text.rows()) == 199_990 + offset


MIXED = {
    "Windows in UTF-8": ("Göttingen;1\n".encode() + "Münster;2\n".encode("cp1252"), 2, 2, 0xFC),
    "UTF-8 in Windows": ("Münster;2\n".encode("cp1252") + "Göttingen;1\n".encode(), 1, 2, 0xFC),
    "Windows under a mark": (b"\xef\xbb\xbf" + "a;b\nfür;1\n".encode("cp1252"), 2, 2, 0xFC),
    "DOS": ("Kreis;1\nGöttingen;1\n".encode("cp850"), 2, 2, 0x94),
    "Macintosh": ("Kreis;1\nJäger;1\n".encode("mac-roman"), 2, 2, 0x8A),
    "no letter of Windows": (b"a\n\x81;1\n", 2, 1, 0x81),
}


@pytest.mark.parametrize("name", MIXED)
def test_a_mixed_or_unknown_encoding_is_refused_with_line_and_byte(name: str) -> None:
    content, line, byte, code = MIXED[name]
    with pytest.raises(RefusedFileError) as refused:
        _text(content)

    assert refused.value.where == f"tabelle.csv, Zeile {line}, Byte {byte} (0x{code:02X})"
    # Saved again in Excel, the next refusal would be of what Excel has made of it.
    assert refused.value.remedy.startswith("Die Datei beim Herausgeber noch einmal herunterladen")


@pytest.mark.parametrize("letter", "äöüÄÖÜß")
@pytest.mark.parametrize("taken_for", ["cp1252", "latin-1"])
def test_a_file_that_was_encoded_twice_is_told_as_that(letter: str, taken_for: str) -> None:
    content = f"Kreis;1\nG{letter}ttingen;2\n".encode().decode(taken_for).encode()

    with pytest.raises(RefusedFileError, match=f"Statt „{letter}“ steht „Ã.?“ da") as refused:
        _text(content)

    assert refused.value.where == "tabelle.csv, Zeile 2, Byte 2 (0xC3)"
    assert "unverändert einlesen" in refused.value.remedy


def test_a_capital_of_another_language_is_no_second_encoding() -> None:
    assert _text("São Tomé;1\nSÃO TOMÉ;2\n".encode()).encoding == "utf-8"


def test_guillemets_behind_a_sharp_s_are_no_utf8() -> None:
    """In bytes „ß»“ looks like one letter of UTF-8."""
    assert _text("»groß«;1\n»Spaß»;2\n".encode("cp1252")).encoding == "iso-8859-1"


@pytest.mark.parametrize(
    "content",
    [b"a;b\n1;\x00\n", b"a;b\n" + bytes(range(256)), "a;b\n".encode("utf-32"), b"\x01\x02\x03"],
    ids=["zero", "all bytes", "UTF-32", "controls"],
)
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(RefusedFileError, match="weder eine Arbeitsmappe noch ein Text"):
        _text(content)


@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("code", sorted({*range(32)} - {*b"\t\n\f\r"}))
def test_each_control_character_is_found_wherever_it_stands(code: int, end: bytes) -> None:
    lines = end.join([b"Peine;1"] * 50_000)
    with pytest.raises(RefusedFileError, match="weder eine Arbeitsmappe noch ein Text") as refused:
        _text(lines + bytes([code]) + end)
    assert refused.value.where == f"tabelle.csv, Zeile 50000, Byte 8 (0x{code:02X})"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\f\n"])
def test_a_text_may_have_tabs_and_ends_of_lines_and_pages(end: str) -> None:
    assert _text(f"Gebiet\tWert{end}Peine\t1{end}".encode()).encoding == "utf-8"


def test_half_a_letter_in_utf16_is_refused() -> None:
    with pytest.raises(RefusedFileError, match="unvollständig"):
        _text(GERMAN.encode("utf-16")[:-1])


@pytest.mark.parametrize(
    ("lines", "separator"),
    [
        ("a;b;c\n1,5;2,5;3,5\n", ";"),
        ("a,b,c\n1.5,2.5,3.5\n", ","),
        ('"Braunschweig; Stadt",1\n"Peine; Stadt",2\n', ","),
        ("a\tb\n1,5\t2,5\n", "\t"),
        ("a|b\n1|2\n", "|"),
        (
            "Bevölkerung: Kreise, Stichtag\n- Stichtag, 31.12. -\n;männlich\nPeine;1\nGifhorn;2\n",
            ";",
        ),
        ("nur ein Wort\n", ";"),
    ],
)
def test_the_separator_is_what_most_lines_have_equally_often(lines: str, separator: str) -> None:
    assert _text(lines.encode()).separator == separator


def test_rows_of_quoted_fields_know_the_line_they_begin_in() -> None:
    content = b'a;"zwei\nZeilen; hier"\n\n"x ""y""";2\n'

    assert list(_text(content).rows()) == [
        (1, ["a", "zwei\nZeilen; hier"]),
        (3, []),
        (4, ['x "y"', "2"]),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_one(end: str) -> None:
    text = _text(f"a;b{end}1;2{end}".encode())

    assert list(text.rows()) == [(1, ["a", "b"]), (2, ["1", "2"])]
    assert text.head == ("a;b", "1;2")


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"])), min_size=2
        ),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_any_table_is_read_as_it_was_written(rows: list[list[str]], encoding: str) -> None:
    lines = [";".join('"' + field.replace('"', '""') + '"' for field in row) for row in rows]
    content = ("\n".join(lines) + "\n").encode(encoding)

    assert [row for _, row in _text(content).rows(";")] == rows


def test_an_open_quotation_mark_swallows_nothing() -> None:
    text = _text(b'a;b\n1;"2\n3;4\n')

    with pytest.raises(RefusedFileError) as refused:
        list(text.rows())

    assert refused.value.where == "tabelle.csv, Zeile 2"


def test_a_field_that_is_too_long_is_refused() -> None:
    field = b"wort\n" * (limits.MAX_FIELD_CHARACTERS // 5 + 1)

    with pytest.raises(RefusedFileError, match="zu lang"):
        list(_text(b'a;b\n1;"' + field + b'"\n').rows())


def test_a_table_of_too_many_columns_is_refused_with_its_line() -> None:
    many = b";".join([b"1"] * (limits.MAX_TEXT_COLUMNS + 1))

    with pytest.raises(RefusedFileError, match=r"mehr als 2\.000 Spalten") as refused:
        _text(b"a;b\n1;2\n" + many + b"\n")

    assert refused.value.where == "tabelle.csv, Zeile 3"
    # One field less is allowed.
    assert len(next(_text(many[:-2]).rows())[1]) == limits.MAX_TEXT_COLUMNS


def test_a_line_that_is_too_long_is_refused_with_its_number() -> None:
    with pytest.raises(RefusedFileError, match="länger als 1 MB") as refused:
        _text(b"a;b\n" + b"x" * (limits.MAX_LINE_BYTES + 1) + b"\n1;2\n")

    assert refused.value.where == "tabelle.csv, Zeile 2"
    _text(b"a;b\n" + b"x" * limits.MAX_LINE_BYTES + b"\n1;2\n")


def test_a_table_of_too_many_fields_is_refused_when_read_line_by_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "MAX_TABLE_FIELDS", 6)
    text = _text(b"a;b\n1;2\n3;4\n5;6\n")

    rows = text.rows()
    assert [next(rows) for _ in range(3)][-1] == (3, ["3", "4"])
    with pytest.raises(RefusedFileError, match="mehr als 6 Felder"):
        next(rows)


def test_a_table_of_too_many_lines_is_refused_when_read_line_by_line() -> None:
    text = _text(b"03254;1\n" * (limits.MAX_TABLE_LINES + 1))

    assert text.head[0] == "03254;1"
    with pytest.raises(RefusedFileError, match="Flat-CSV"):
        for _ in text.rows():
            pass


@samples.needed
@pytest.mark.parametrize(
    "path",
    sorted(samples.FOLDER.glob("*/*.csv")),
    ids=lambda path: f"{path.parent.name}-{path.stem}",
)
def test_an_original_file_is_read_row_by_row_or_refused_with_its_place(path: Path) -> None:
    content = path.read_bytes()
    if path.stem == "migrationintegrationregionen_codebook":
        # Its authors mixed DOS and Windows letters; it holds no figures.
        with pytest.raises(RefusedFileError, match="keine Zahlenwerte"):
            _text(content)
        return
    text = _text(content)
    encoding = "utf-8-sig" if content.startswith(b"\xef\xbb\xbf") else text.encoding
    lines = BytesIO(content).read().decode(encoding).splitlines(keepends=True)

    assert [row for _, row in text.rows()] == [*csv.reader(lines, delimiter=text.separator)]
    for number, row in text.rows():
        assert not row or row[0][:3] in lines[number - 1]


def test_a_text_that_ends_inside_a_quoted_field_broke_off() -> None:
    begun = 'Kreis;Name\n1;"Göttin'

    with pytest.raises(RefusedFileError, match="endet mitten in einer Zeile") as refused:
        list(_text(begun.encode()).rows())
    assert refused.value.where == "tabelle.csv, Zeile 2"

    # With its line ended it is whole, and only the mark is wrong.
    with pytest.raises(RefusedFileError, match="Anführungszeichen steht allein"):
        list(_text(f"{begun}\n".encode()).rows())


DESCRIBED = "".join(f"SPALTE{number};Bevölkerung;31.12.2016;2017\n" for number in "ABCDEFG")


def test_a_description_in_a_foreign_encoding_is_told_as_what_it_is() -> None:
    with pytest.raises(RefusedFileError, match="keine Zahlenwerte") as refused:
        _text(DESCRIBED.encode("cp850"))

    assert "nichts einzulesen" in refused.value.remedy
    assert _text(DESCRIBED.encode()).encoding == "utf-8"


@pytest.mark.parametrize("figure", ["5", "1.234,5", "-3", "7 %"])
def test_a_table_in_a_foreign_encoding_is_told_with_its_place(figure: str) -> None:
    content = (DESCRIBED + f"SPALTEH;Bevölkerung;{figure};\n").encode("cp850")

    with pytest.raises(RefusedFileError, match="DOS") as refused:
        _text(content)

    assert refused.value.where == "tabelle.csv, Zeile 1, Byte 12 (0x94)"
