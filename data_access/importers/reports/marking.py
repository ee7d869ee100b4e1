"""A copy of a workbook in which every problem is marked in its cell."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from data_access.importers.files.grids import Grid
from data_access.importers.opening import open_upload
from data_access.importers.problems import Problem, Severity
from data_access.importers.reports.report import SEVERITIES

#: From the worst to the mildest.
_COLOURS = {Severity.ERROR: "#F4B6B0", Severity.DOUBT: "#FBE3A2", Severity.NOTE: "#CFE3F5"}
_WORST_FIRST = tuple(_COLOURS)
_LIST = "Befunde"


def marked_copy(name: str, content: bytes, problems: Iterable[Problem]) -> bytes:
    """The values of a file as a workbook: cells with problems coloured and explained.

    A first sheet lists all problems with links to their cells. Of the file only values are
    copied, neither formulas nor layout; texts stay texts.

    Args:
        name: of the file.
        content: its bytes.
        problems: of this file.

    Raises:
        RefusedFileError: the file cannot be read.
    """
    listed = tuple(problems)
    made = io.BytesIO()
    # Nothing that a file says may be taken for a formula or a link.
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(made, options) as workbook:
        front = workbook.add_worksheet(_LIST)
        formats = {
            severity: workbook.add_format({"bg_color": colour, "text_wrap": True, "valign": "top"})
            for severity, colour in _COLOURS.items()
        }
        heading = workbook.add_format({"bold": True, "bottom": 1})
        titles: dict[tuple[str, str], str] = {}
        for opened in open_upload(name, content):
            for source in opened.sources:
                if isinstance(source, Grid):
                    title = _free_title(source.sheet, titles.values())
                    titles[source.document, source.sheet] = title
                    sheet = workbook.add_worksheet(title)
                    _copy(sheet, source)
                    _mark(sheet, source, listed, formats)
        _list(front, listed, titles, formats, heading)
    return made.getvalue()


def _free_title(sheet: str, taken: Iterable[str]) -> str:
    used = {_LIST.casefold(), *(one.casefold() for one in taken)}
    title, number = sheet[:31], 2
    while title.casefold() in used:
        title, number = f"{sheet[:27]} ({number})", number + 1
    return title


def _copy(sheet: Worksheet, grid: Grid) -> None:
    rows = zip(grid.frame.iter_rows(), grid.numeric.iter_rows(), strict=True)
    for row, (texts, numeric) in enumerate(rows):
        for column, (text, is_number) in enumerate(zip(texts, numeric, strict=True)):
            if text is None:
                continue
            if is_number:
                sheet.write_number(row, column, float(text))
            else:
                sheet.write_string(row, column, text)


def _mark(
    sheet: Worksheet,
    grid: Grid,
    problems: tuple[Problem, ...],
    formats: Mapping[Severity, Format],
) -> None:
    by_cell: dict[str, list[Problem]] = {}
    for problem in problems:
        if (problem.document, problem.sheet) == (grid.document, grid.sheet) and problem.cell:
            by_cell.setdefault(problem.cell, []).append(problem)
    for cell, listed in by_cell.items():
        # Of several problems the worst gives the colour, and is explained first.
        listed.sort(key=lambda one: _WORST_FIRST.index(one.severity))
        sheet.conditional_format(cell, {"type": "no_errors", "format": formats[listed[0].severity]})
        texts = [f"{one.what}\n{one.remedy}" for one in listed]
        sheet.write_comment(cell, "\n\n".join(texts), {"x_scale": 3, "y_scale": 2})


def _list(
    sheet: Worksheet,
    problems: tuple[Problem, ...],
    titles: Mapping[tuple[str, str], str],
    formats: Mapping[Severity, Format],
    heading: Format,
) -> None:
    for column, (title, width) in enumerate(
        (("Art", 12), ("Wo", 40), ("Befund", 70), ("Abhilfe", 70))
    ):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, heading)
    sheet.freeze_panes(1, 0)
    for row, problem in enumerate(problems, start=1):
        shown = formats[problem.severity]
        sheet.write_string(row, 0, SEVERITIES[problem.severity], shown)
        title = titles.get((problem.document, problem.sheet), "")
        if title and problem.cell:
            target = f"internal:'{title.replace(chr(39), chr(39) * 2)}'!{problem.cell}"
            sheet.write_url(row, 1, target, shown, string=problem.where[:250])
        else:
            sheet.write_string(row, 1, problem.where, shown)
        sheet.write_string(row, 2, problem.what, shown)
        sheet.write_string(row, 3, problem.remedy, shown)
