"""Back to a shop whose keys are lost: the recovery code that was printed on the first day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.store.keys import TillKeys, recover_keys
from jxc_desktop.store.soundness import refuse_unreadable
from jxc_desktop.store.trouble import StoreTrouble

if TYPE_CHECKING:
    from jxc_desktop.app.places import Places


def keys_of_code(places: Places, typed: str) -> TillKeys:
    """The keys of the typed code, which do open the database here if there is one.

    Refuses a mistyped code and the code of another till (`recovery_code_of_other_till`); nothing is
    kept yet.
    """
    keys = recover_keys(places.key_file, typed)
    if places.database.exists():
        try:
            refuse_unreadable(places.database, keys.database_key)
        except StoreTrouble as trouble:
            if trouble.code != "backup_unreadable":
                raise
            raise Refusal("recovery_code_of_other_till") from trouble
    return keys
