"""Connecting this machine to its devices; no document, since no other machine is concerned."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert

from jxc_desktop.commands.authority import require
from jxc_desktop.domain.machine_settings import MachineSettings, refuse_unfit_machine
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.models.till import LocalSetting
from jxc_desktop.queries.find_local_settings import find_local_settings

if TYPE_CHECKING:
    from jxc_desktop.domain.ids import PersonId
    from jxc_desktop.store.session import ShopSession


@dataclass(frozen=True, slots=True)
class ChangeLocalSettings:
    """From now on this machine is set so."""

    actor: PersonId
    settings: MachineSettings


@dataclass(frozen=True, slots=True)
class ChangeLook:
    """Light or dark, and the language: whoever works here may choose."""

    mode: str
    language: str


def change_local_settings(session: ShopSession, command: ChangeLocalSettings) -> MachineSettings:
    """Keep the settings; refuses what `refuse_unfit_machine` refuses."""
    require(session, command.actor, {Permission.EDIT_SETTINGS})
    return _keep(session, refuse_unfit_machine(command.settings))


def change_look(session: ShopSession, command: ChangeLook) -> MachineSettings:
    """Keep how the screen looks; devices stay as they are."""
    now = find_local_settings(session)
    return _keep(session, replace(now, mode=command.mode, language=command.language))


def _keep(session: ShopSession, settings: MachineSettings) -> MachineSettings:
    values = asdict(settings)
    session.execute(delete(LocalSetting).where(LocalSetting.name.in_(values)))
    rows = [{"name": name, "value": json.dumps(value)} for name, value in values.items()]
    session.execute(insert(LocalSetting), rows)
    return settings
