"""What every kind of document has in common: it is frozen, and defaults are not spelled out."""

from __future__ import annotations

import msgspec


class Fact(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="kind"):
    """Something that happened. `kw_only` is not handed down: each kind says it again.

    `frozen` is, but mypy wants to read it.
    """
