"""How much of a file is read: all limits of the importers, with what they are measured by.

Nothing is believed that a file says of its own size; everything is counted while reading. The
limits are far above what statistical offices deliver for a county (30 MB at most so far) and keep
the whole process under 1 GiB, from opening the file to storing its values.
"""

from __future__ import annotations

#: A million values in a flat file of the regional database, the densest of all, have 190 MB.
MAX_FILE_BYTES = 200_000_000

#: All files that one session of "Datenpflege" has before it: the server holds them beside its
#: pages, and other sessions may have some of their own. The office is told this number of MB.
MAX_DESK_MEGABYTES = 100
MAX_DESK_BYTES = MAX_DESK_MEGABYTES * 1_000_000

#: What a ZIP holds altogether, counted while unpacking; the texts stay in memory.
MAX_UNPACKED_BYTES = 200_000_000

#: Entries of a ZIP; the offices deliver one to a few tables at once.
MAX_ZIP_MEMBERS = 500

#: Entries of a ZIP's directory, those of workbooks stored in it included.
MAX_ZIP_ENTRIES = 20_000

#: The parts of workbooks that are read (sheets, texts, formats), unpacked.
MAX_WORKBOOK_BYTES = 128_000_000

#: From A1 to the last cell with a value, all sheets together: so many places are laid out. One
#: column may fill all rows of Excel, so that a table that was cut off there is told as such.
MAX_SHEET_CELLS = 1_050_000

#: All texts of all sheets written out; a workbook stores each only once.
MAX_SHEET_TEXT = 32_000_000

#: Merged ranges of a sheet.
MAX_MERGED_RANGES = 100_000

#: Sheets of a workbook.
MAX_SHEETS = 250

#: Rows that a sheet of Excel can have; one that fills them all has been cut off.
EXCEL_ROWS = 1_048_576

#: Formats of cells that a workbook of Excel can have, with room for other programmes.
EXCEL_STYLES = 100_000

#: Columns of a text file; the widest table of the offices has 140.
MAX_TEXT_COLUMNS = 2_000

#: Bytes of one line of a text file.
MAX_LINE_BYTES = 1_000_000

#: Characters of one field of a text file, as Python's reader counts them.
MAX_FIELD_CHARACTERS = 131_072

#: Lines of a table that is read line by line; flat files of any length are read in one go.
MAX_TABLE_LINES = 200_000

#: Fields of a table that is read field by field; each takes about 200 bytes on the way. The
#: largest of the regional database for all counties has 150,000 per year.
MAX_TABLE_FIELDS = 2_500_000

#: Bytes of such a table.
MAX_TABLE_BYTES = 100_000_000

#: Lines at the beginning of a text that layouts look at.
HEAD_LINES = 200
