"""Real files of the statistical offices beside the checkout; they may be missing."""

from __future__ import annotations

import pytest

from data_access.settings import ROOT

FOLDER = ROOT.parent / "shared" / "data" / "samples"

#: For tests that need the files.
needed = pytest.mark.skipif(not FOLDER.exists(), reason="the shared folder is not here")
