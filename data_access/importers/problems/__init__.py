"""What a report says of a file: problems, what lies behind them, and how they are told."""

from data_access.importers.problems.model import (
    FROM_NAME,
    NAMED,
    REASONS,
    Problem,
    Reason,
    Severity,
    further,
)

__all__ = ["FROM_NAME", "NAMED", "REASONS", "Problem", "Reason", "Severity", "further"]
