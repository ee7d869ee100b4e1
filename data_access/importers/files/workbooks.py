"""A workbook taken apart and put together again from the parts that carry values.

Only sheets, shared texts, formats and comments are read. Drawings, links to other files,
connections, tables and whatever else a workbook may carry are left behind and never followed. The
copy is written under fixed names, so what has been looked at is exactly what is read afterwards.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from array import array
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from data_access.importers.errors import RefusedFileError
from data_access.importers.files import limits
from data_access.importers.files.archives import Archive
from data_access.importers.files.budget import Budget
from data_access.importers.files.formats import Formats
from data_access.importers.files.markup import BrokenMarkupError, parse, refused_markup
from data_access.importers.files.sheets import Sheet, SheetScan

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@dataclass(frozen=True)
class Part:
    """A sheet: its name, whether Excel shows it, and what its XML says.

    Attributes:
        remarks: what people have noted at cells, by the name of the cell.
    """

    name: str
    shown: bool
    sheet: Sheet
    remarks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Workbook:
    """The sheets of a workbook, without charts and macros.

    Attributes:
        copy: a workbook of these sheets alone, in their order.
    """

    copy: bytes
    sheets: tuple[Part, ...]


@dataclass
class _Listed:
    """Contents of the workbook part."""

    sheets: list[tuple[str, str, bool]] = field(default_factory=list)
    since_1904: bool = False

    def sheet(self, attributes: Mapping[str, str]) -> None:
        shown = attributes.get("state", "visible") == "visible"
        self.sheets.append((attributes.get("name", ""), _relation(attributes), shown))

    def properties(self, attributes: Mapping[str, str]) -> None:
        self.since_1904 = attributes.get("date1904") in {"1", "true"}


@dataclass
class _Related:
    """Contents of a part with relationships: by id and by the last word of their type."""

    by_id: dict[str, tuple[str, str]] = field(default_factory=dict)

    def relationship(self, attributes: Mapping[str, str]) -> None:
        if attributes.get("TargetMode") == "External":
            return
        kind = attributes.get("Type", "").rpartition("/")[2]
        self.by_id[attributes.get("Id", "")] = (kind, attributes.get("Target", ""))

    def all(self, kind: str) -> list[str]:
        return [target for found, target in self.by_id.values() if found == kind]

    def first(self, kind: str) -> str | None:
        return next((target for found, target in self.by_id.values() if found == kind), None)


@dataclass
class _Texts:
    """How long the shared texts are."""

    lengths: array[int] = field(default_factory=lambda: array("L"))
    _length: int = 0

    def text(self, text: str) -> None:
        self._length += len(text)

    def end(self) -> None:
        if len(self.lengths) == limits.MAX_SHEET_CELLS:
            raise BrokenMarkupError("more texts than cells")
        self.lengths.append(self._length)
        self._length = 0


@dataclass
class _Remarks:
    """Comments of a sheet, by the cell at which they stand."""

    found: list[tuple[str, str]] = field(default_factory=list)
    _cell: str = ""
    _pieces: list[str] = field(default_factory=list)

    def begin(self, attributes: Mapping[str, str]) -> None:
        self._cell = attributes.get("ref", "")
        self._pieces = []

    def text(self, text: str) -> None:
        self._pieces.append(text)

    def end(self) -> None:
        self.found.append((self._cell, "".join(self._pieces)))


#: Kinds of parts with comments: notes, and what Excel calls comments today; the element of one and
#: that of its text.
_REMARKS = {"comments": ("comment", "t"), "threadedComment": ("threadedComment", "text")}


def take_apart(name: str, content: bytes, budget: Budget) -> Workbook:
    """Look through a workbook and copy what carries values.

    Raises:
        RefusedFileError: it is damaged, or takes more room than allowed.
    """
    try:
        return _Workshop(name, content, budget).run()
    except BrokenMarkupError as error:
        raise refused_markup(name, error) from error


class _Workshop:
    def __init__(self, name: str, content: bytes, budget: Budget) -> None:
        self._name = name
        self._archive = Archive(name, content)
        self._budget = budget
        self._buffer = io.BytesIO()

    def run(self) -> Workbook:
        folder, listed, related = self._contents()
        sheets: list[Part] = []
        with zipfile.ZipFile(self._buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
            texts, formats = self._shared(copy, folder, related)
            for name, relation, shown in listed.sheets:
                kind, target = related.by_id.get(relation, ("", ""))
                if kind != "worksheet":
                    continue
                where = f"{self._name}, Blatt „{name}“"
                scan = SheetScan(where, self._budget, texts.lengths, formats)
                part = f"xl/worksheets/sheet{len(sheets) + 1}.xml"
                source = posixpath.join(folder, target)
                with self._copied(copy, source, part) as pieces:
                    found = scan.run(pieces)
                sheets.append(Part(name, shown, found, self._remarks(source)))
            _write_frame(copy, [one.name for one in sheets], since_1904=listed.since_1904)
        return Workbook(self._buffer.getvalue(), tuple(sheets))

    def _contents(self) -> tuple[str, _Listed, _Related]:
        """Folder and contents of the workbook part."""
        main = self._relations("_rels/.rels").first("officeDocument")
        if main is None:
            raise BrokenMarkupError("no workbook")
        folder, part = posixpath.split(main.lstrip("/"))
        listed = _Listed()
        parse(
            self._pieces(posixpath.join(folder, part)),
            starts={"sheet": listed.sheet, "workbookPr": listed.properties},
        )
        if len(listed.sheets) > limits.MAX_SHEETS:
            raise RefusedFileError(
                f"Die Arbeitsmappe hat mehr als {limits.MAX_SHEETS} Tabellenblätter.",
                where=self._name,
                remedy="Nur die Blätter behalten, die eingelesen werden sollen.",
            )
        return folder, listed, self._relations(posixpath.join(folder, f"_rels/{part}.rels"))

    def _relations(self, part: str) -> _Related:
        related = _Related()
        parse(self._pieces(part), starts={"Relationship": related.relationship})
        return related

    def _remarks(self, sheet: str) -> tuple[tuple[str, str], ...]:
        """What is noted at the cells of a sheet; it is looked at and not copied."""
        folder, part = posixpath.split(posixpath.normpath(sheet).lstrip("/"))
        relations = posixpath.join(folder, f"_rels/{part}.rels")
        if self._archive.find(relations) is None:
            return ()
        related, remarks = self._relations(relations), _Remarks()
        for kind, (element, text) in _REMARKS.items():
            for target in related.all(kind):
                parse(
                    self._pieces(posixpath.join(folder, target)),
                    starts={element: remarks.begin},
                    texts={text: remarks.text},
                    ends={element: remarks.end},
                )
        return tuple(remarks.found)

    def _shared(
        self, copy: zipfile.ZipFile, folder: str, related: _Related
    ) -> tuple[_Texts, Formats]:
        texts, formats = _Texts(), Formats()
        target = related.first("sharedStrings")
        if target is not None:
            part = posixpath.join(folder, target)
            with self._copied(copy, part, "xl/sharedStrings.xml") as pieces:
                parse(pieces, texts={"t": texts.text}, ends={"si": texts.end})
        target = related.first("styles")
        if target is not None:
            part = posixpath.join(folder, target)
            with self._copied(copy, part, "xl/styles.xml") as pieces:
                parse(
                    pieces,
                    starts={"numFmt": formats.code, "cellXfs": formats.enter, "xf": formats.style},
                    ends={"cellXfs": formats.leave},
                )
        return texts, formats

    def _pieces(self, part: str) -> Iterator[bytes]:
        entry = self._archive.find(posixpath.normpath(part).lstrip("/"))
        if entry is None:
            raise BrokenMarkupError(part)
        return self._archive.chunks(entry, self._budget.spend_parts)

    @contextmanager
    def _copied(self, copy: zipfile.ZipFile, part: str, name: str) -> Iterator[Iterator[bytes]]:
        """The bytes of a part, which are copied as they are looked through."""
        with copy.open(name, "w") as target:

            def pieces() -> Iterator[bytes]:
                for piece in self._pieces(part):
                    target.write(piece)
                    yield piece

            yield pieces()


def _relation(attributes: Mapping[str, str]) -> str:
    """The relationship id of a sheet, whatever prefix its name has."""
    return next((value for key, value in attributes.items() if key.endswith(":id")), "")


def _write_frame(copy: zipfile.ZipFile, names: list[str], *, since_1904: bool) -> None:
    """The parts that hold a workbook together."""
    numbers = range(1, len(names) + 1)
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, name in zip(numbers, names, strict=True)
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/worksheet" '
        f'Target="worksheets/sheet{number}.xml"/>'
        for number in numbers
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        f'<workbookPr date1904="{int(since_1904)}"/><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{relations}</Relationships>",
    }
    for part, text in parts.items():
        copy.writestr(part, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
