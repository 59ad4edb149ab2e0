"""What this machine is connected to, as it was last set."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING

from sqlalchemy import select

from jxc_desktop.domain.machine_settings import MachineSettings
from jxc_desktop.models.till import LocalSetting

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def find_local_settings(session: Session) -> MachineSettings:
    """The settings of this machine; names and values that this program cannot read stay aside."""
    rows = session.execute(select(LocalSetting.name, LocalSetting.value))
    stored = {row.name: row.value for row in rows}
    usable = {}
    for field in fields(MachineSettings):
        value = _read(stored.get(field.name, ""))
        if type(value).__name__ == field.type:
            usable[field.name] = value
    return MachineSettings(**usable)  # type: ignore[arg-type]  # each kind was just compared


def _read(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return None
