"""What harms a machine: each upload is read in a process of its own, whose memory is measured."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from data_access.engine import create_store_engine
from data_access.importers.files import limits
from data_access.migrate import migrate
from data_access.settings import ROOT
from tests.support import lsn_tables as lsn
from tests.support import uploads
from tests.support.peak import GIB, import_apart, look_apart, open_apart

#: So many records of the bench's flat file are nearly as large as a file may be.
_RECORDS = 1_050_000

_FLAT = (
    "12411;Fortschreibung;STAG;Stichtag;2024-12-31;KREISE;Kreise und kreisfreie Städte;03254;"
    "Hildesheim, Landkreis;GES;Geschlecht;GESM;männlich;BEVSTD;Bevölkerungsstand;Anzahl;134567;e\n"
).encode()


def _flat(size: int) -> bytes:
    return _FLAT * (size // len(_FLAT))


def _cells(cell: str, rows: int = 50_000, columns: int = 20) -> str:
    """Rows of one cell again and again; ``{at}`` in it is its address."""
    letters = [chr(65 + column) for column in range(columns)]
    return "".join(
        f'<row r="{row}">{"".join(cell.format(at=f"{letter}{row}") for letter in letters)}</row>'
        for row in range(1, rows + 1)
    )


def _texts_written_out(length: int) -> bytes:
    """One shared text in a million cells."""
    parts = uploads.parts(uploads.sheet_xml(_cells('<c r="{at}" t="s"><v>0</v></c>')))
    text = "x" * length
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{uploads.MAIN}"><si><t>{text}</t></si></sst>'
    return uploads.packed(parts)


def _shared(texts: str) -> bytes:
    parts = uploads.parts(uploads.sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>'))
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{uploads.MAIN}">{texts}</sst>'
    return uploads.packed(parts)


def _corner(content: str) -> bytes:
    """A cell in the last corner of a sheet, after one in the first."""
    return uploads.crafted(
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        f'<row r="900000"><c r="XFD900000"{content}</c></row>'
    )


def _entities() -> bytes:
    """Ten to the twelfth letters, declared in a kilobyte."""
    ever_more = "".join(f'<!ENTITY e{depth} "{f"&e{depth - 1};" * 10}">' for depth in range(1, 13))
    return uploads.packed(
        uploads.parts(
            f'<!DOCTYPE x [<!ENTITY e0 "x">{ever_more}]><worksheet xmlns="{uploads.MAIN}">'
            '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&e12;</t></is></c></row>'
            "</sheetData></worksheet>"
        )
    )


def _many_sheets() -> bytes:
    """Sheets with one value far out; each alone would be allowed."""
    parts = uploads.parts(uploads.sheet_xml('<row r="50"><c r="XFD50"><v>1</v></c></row>'))
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{uploads.MAIN}" xmlns:r="{uploads.RELATIONS}"><sheets>'
        + "".join(f'<sheet name="T{one}" sheetId="{one}" r:id="rId1"/>' for one in range(1, 251))
        + "</sheets></workbook>"
    )
    return uploads.packed(parts)


def _many_entries() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(100_000):
            archive.writestr(f"{number}.csv", "")
    return buffer.getvalue()


def _many_bombs() -> bytes:
    types = str(uploads.parts("")["[Content_Types].xml"])
    bomb = uploads.packed({"[Content_Types].xml": f"{types}{' ' * 20_000_000}"})
    return uploads.packed({f"{number}.xlsx": bomb for number in range(400)})


HARMFUL: dict[str, tuple[Callable[[], bytes], str]] = {
    "a ZIP bomb": (
        lambda: uploads.packed({"a.csv": b"1;2\n" * (limits.MAX_UNPACKED_BYTES // 2)}),
        "entpackt sich zu mehr als 200 MB",
    ),
    "workbooks that are bombs": (_many_bombs, "entpackt sich zu mehr als"),
    "a sheet that is a bomb": (
        lambda: uploads.crafted(" " * (limits.MAX_WORKBOOK_BYTES + 1)),
        "entpackt sich zu mehr als 128 MB",
    ),
    "entries without end": (_many_entries, "mehr als 500 Einträge"),
    "a number in the last corner": (lambda: _corner("><v>1</v>"), "reicht bis zur Zelle XFD"),
    # The reader of values lays out a sheet for an empty text as well.
    "nothing in the last corner": (lambda: _corner(' t="str"><v></v>'), "reicht bis zur Zelle XFD"),
    "an empty text in the last corner": (
        lambda: _corner(' t="inlineStr"><is><t/></is>'),
        "reicht bis zur Zelle XFD",
    ),
    "a formula in the last corner": (lambda: _corner("><f>1+1</f>"), "reicht bis zur Zelle XFD"),
    "all rows of Excel": (
        lambda: uploads.crafted(_cells('<c r="{at}"><v>1</v></c>', limits.EXCEL_ROWS, 1)),
        "abgeschnitten",
    ),
    "a long text everywhere": (lambda: _texts_written_out(32_000), "zu viel Text"),
    "texts without end": (lambda: _shared("<si/>" * 5_000_000), "beschädigt"),
    "rows without end": (lambda: uploads.crafted("<row/>" * 5_000_000), "beschädigt"),
    "entities of entities": (_entities, "Entities"),
    "sheets without end": (_many_sheets, "zusammen mehr als"),
    "a hundred thousand columns": (
        lambda: b"\n".join([b";".join(b"%d" % one for one in range(100_000))] * 3),
        "mehr als 2.000 Spalten",
    ),
    "one line": (lambda: b"a;b;" * 40_000_000, "länger als 1 MB"),
    "one field": (lambda: b'a;b\n1;"' + b"x y\n" * 40_000_000 + b'"', "zu lang"),
    "a text that is none": (lambda: b"a;b\n" * 10_000_000 + b"\0", "weder eine Arbeitsmappe"),
    "two encodings": (
        lambda: _flat(100_000_000) + "Münster\n".encode("cp1252"),
        "mischt zwei Zeichenkodierungen",
    ),
}

LARGE: dict[str, Callable[[], bytes]] = {
    "a flat file of 200 MB": lambda: _flat(limits.MAX_FILE_BYTES),
    "the same in a ZIP": lambda: uploads.packed({"a.csv": _flat(limits.MAX_UNPACKED_BYTES)}),
    "the same in Windows letters": lambda: _flat(limits.MAX_FILE_BYTES).decode().encode("cp1252"),
    "the same in UTF-16": lambda: (
        _flat(limits.MAX_FILE_BYTES // 2 - 1000).decode().encode("utf-16")
    ),
    "two million rows": lambda: b"03254;Hildesheim;1\n" * 2_000_000,
    "one wide row and many narrow ones": lambda: b";" * 1_999 + b"\n" + b"1;2\n" * 90_000,
    "a claim to be as large as Excel allows": lambda: uploads.crafted(
        '<row r="1"><c r="A1"><v>1</v></c></row>', before='<dimension ref="A1:XFD1048576"/>'
    ),
    "one text of a hundred megabytes": lambda: _shared(f"<si><t>{'ab' * 50_000_000}</t></si>"),
}


#: A million cells, filled in the ways that cost most.
FULL: dict[str, Callable[[], bytes]] = {
    "texts": lambda: _texts_written_out(31),
    "numbers": lambda: uploads.crafted(_cells('<c r="{at}"><v>1.2345678901</v></c>')),
    "formulas": lambda: uploads.crafted(_cells('<c r="{at}"><f/><v>1</v></c>')),
    "errors": lambda: uploads.crafted(_cells('<c r="{at}" t="e"><v>#N/A</v></c>')),
}


@pytest.mark.parametrize("name", HARMFUL)
def test_what_harms_is_refused_in_less_than_a_gibibyte(name: str, tmp_path: Path) -> None:
    make, words = HARMFUL[name]
    path = tmp_path / "upload"
    path.write_bytes(make())

    opened = open_apart(path)
    path.unlink()

    assert words in opened.refusal
    assert opened.peak < GIB


@pytest.mark.parametrize("name", LARGE)
def test_what_is_large_is_read_in_less_than_a_gibibyte(name: str, tmp_path: Path) -> None:
    _read_apart(LARGE[name](), tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("name", FULL)
def test_as_many_cells_as_are_allowed_take_less_than_a_gibibyte(name: str, tmp_path: Path) -> None:
    _read_apart(FULL[name](), tmp_path)


# Whole imports, at the limits


@pytest.fixture(scope="module")
def largest_flat_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A flat file of nearly as many bytes as are read, beside a database that understands it."""
    folder = tmp_path_factory.mktemp("flat")
    command = [sys.executable, "-m", "tests.bench.imports", "prepare", str(folder), str(_RECORDS)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    path = folder / "bench_de_flat.csv"
    assert 0.99 * limits.MAX_FILE_BYTES < path.stat().st_size <= limits.MAX_FILE_BYTES
    return path


def _beside(path: Path) -> str:
    return f"sqlite:///{path.parent / 'import.db'}"


def test_the_preview_of_the_largest_flat_file_takes_less_than_a_gibibyte(
    largest_flat_file: Path, tmp_path: Path
) -> None:
    """In Windows letters it lies in the memory twice for a while."""
    path = tmp_path / "windows.csv"
    text = largest_flat_file.read_text("utf-8-sig")
    path.write_text(text, "cp1252", newline="")

    looked = look_apart(path, _beside(largest_flat_file))
    path.unlink()

    assert (looked.refusal, looked.outcome, looked.values) == ("", "preview", _RECORDS)
    assert looked.peak < GIB


@pytest.mark.long
def test_the_import_of_the_largest_flat_file_takes_less_than_a_gibibyte(
    largest_flat_file: Path,
) -> None:
    done = import_apart(largest_flat_file, _beside(largest_flat_file))

    assert (done.refusal, done.outcome, done.values) == ("", "released", _RECORDS)
    assert done.peak < GIB


@pytest.mark.long
def test_the_import_of_as_many_fields_as_are_allowed_takes_less_than_a_gibibyte(
    prepared: str, tmp_path: Path
) -> None:
    columns = 140
    named = ["RS", "NAME", "INSGESAMT", "AUSL_INSG", "SCH_I_2019"]
    header = ",".join([*named, *(f"SPALTE_{number}" for number in range(len(named), columns))])
    row = ",".join(["05111", "Düsseldorf", *("1234.5" for _ in range(2, columns))])
    rows = limits.MAX_TABLE_FIELDS // columns - 2
    own = row.replace("05111,Düsseldorf", "03254,Hildesheim")
    path = tmp_path / "upload.csv"
    path.write_text("\n".join([header, own, *[row] * rows, ""]), "utf-8-sig")

    done = import_apart(path, prepared)

    # Nobody has said what its columns are; all of it is read to say so.
    assert (done.refusal, done.outcome) == ("", "rejected")
    assert done.peak < GIB


@pytest.mark.long
def test_the_import_of_as_many_cells_as_are_allowed_takes_less_than_a_gibibyte(
    prepared: str, tmp_path: Path
) -> None:
    values: tuple[lsn.Value, ...] = (1_000, 400, 600, 12.5, 80)
    row: lsn.Row = ("153", "Goslar", (), values)
    rows = limits.MAX_SHEET_CELLS // (1 + len(values)) - 100
    path = tmp_path / "upload.xlsx"
    path.write_bytes(lsn.workbook(lsn.download(lsn.Table((row,) * rows))))

    done = import_apart(path, prepared)

    assert done.refusal == ""
    assert done.peak < GIB


@pytest.fixture
def prepared(tmp_path: Path) -> str:
    """A database with the real counties, in a file."""
    url = f"sqlite:///{tmp_path / 'import.db'}"
    engine = create_store_engine(url, read_only=False)
    migrate(engine, county_keys=("03254", "03"))
    engine.dispose()
    return url


def _read_apart(content: bytes, folder: Path) -> None:
    path = folder / "upload"
    path.write_bytes(content)

    opened = open_apart(path)
    path.unlink()

    assert (opened.refusal, opened.sources) == ("", 1)
    assert opened.peak < GIB
