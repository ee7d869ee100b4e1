"""Findings in words."""

from __future__ import annotations

from data_access.audit.model import Kind, Severity
from data_access.audit.telling import KINDS, SEVERITIES


def test_every_kind_and_severity_has_its_german_word() -> None:
    assert set(KINDS) == set(Kind)
    assert set(SEVERITIES) == set(Severity)
