"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

SHARED = Path(__file__).resolve().parents[2] / "shared"

settings.register_profile("quick", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("quick")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real articles and their gold, which the repository does not hold."""
    if not (SHARED / "gold").is_dir():
        pytest.skip("the real articles are not beside this checkout (../shared)")
    return SHARED
