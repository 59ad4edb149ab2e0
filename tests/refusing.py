"""What the shop says no with."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jxc_desktop.domain.errors import Refusal


def refused(action: Callable[[], object]) -> str:
    """The code of the refusal that `action` meets; it must meet one."""
    with pytest.raises(Refusal) as trouble:
        action()
    return trouble.value.code
