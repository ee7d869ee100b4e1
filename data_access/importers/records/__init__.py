"""The office's own lists: compared with the database, written, taken back, put back."""

from data_access.importers.records.applying import (
    RecordSummary,
    apply_records,
    release_records,
    replay_records,
    stage_records,
    undo_records,
)
from data_access.importers.records.compare import compare_records
from data_access.importers.records.model import ReadRecords, RecordDifference

__all__ = [
    "ReadRecords",
    "RecordDifference",
    "RecordSummary",
    "apply_records",
    "compare_records",
    "release_records",
    "replay_records",
    "stage_records",
    "undo_records",
]
