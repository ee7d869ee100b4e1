from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.importers.names import candidate_keys


@pytest.mark.parametrize(
    ("code", "keys"),
    [
        # Official keys, with and without the zero that a spreadsheet drops.
        ("03", ("03",)),
        ("031", ("031",)),
        ("03254", ("03254",)),
        ("3254", ("03254",)),
        ("03254021", ("03254021",)),
        ("3254021", ("03254021",)),
        ("03254000", ("03254",)),
        ("032545406", ("032545406",)),
        ("32545406", ("032545406",)),
        ("032540021", ("03254021",)),
        ("032540021021", ("03254021",)),
        ("32540021021", ("03254021",)),
        ("032545406043", ("03254043",)),
        ("032545406000", ("032545406",)),
        ("032540000", ("03254",)),
        ("02000", ("02000",)),
        # The state's office leaves out the leading 03.
        ("0", ("03",)),
        ("254", ("03254", "254")),
        ("254021", ("03254021",)),
        ("254021  ", ("03254021",)),
        ("254406", ("032545406",)),
        ("254999", ("03254999",)),
        ("254.0", ("03254", "254")),
        # One digit is a region of the one and a state of the other.
        ("1", ("031", "01")),
        # The state's integration monitoring.
        ("K030", ("03",)),
        ("K031", ("031",)),
        ("K03254", ("03254",)),
        ("RH03254", ("03254",)),
        ("MZ03254", ("03254",)),
        ("K03241001", ("03241001",)),
        # No codes.
        ("", ()),
        ("#NV", ()),
        ("DG", ()),
        ("Hildesheim", ()),
        ("254a", ()),
        ("254,5", ()),
        ("1234567890", ()),
        ("1234567890123", ()),
        ("٢٥٤", ()),
    ],
)
def test_codes_are_read_in_every_form(code: str, keys: tuple[str, ...]) -> None:
    assert candidate_keys(code) == keys


@given(st.text(alphabet="0123456789KRHMZ. ", max_size=14) | st.text())
def test_whatever_is_printed_gives_keys_or_none(code: str) -> None:
    for key in candidate_keys(code):
        assert key.isdecimal()
        assert len(key) in {2, 3, 5, 8, 9}
