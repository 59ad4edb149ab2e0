"""Setting a shop up: its first terminal, its owner, the usual roles and ways to pay."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import insert, select

from jxc_desktop import __version__
from jxc_desktop.commands.change_person import fit_name, fit_number
from jxc_desktop.commands.change_records import write_records
from jxc_desktop.commands.new_ids import new_ids
from jxc_desktop.commands.secret_check import hash_secret
from jxc_desktop.documents.events import TerminalEnrolled
from jxc_desktop.documents.records import RecordChange
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import PersonId, RoleId
from jxc_desktop.domain.permissions import CASHIER, CLERK, MANAGER, OWNER, RoleTemplate
from jxc_desktop.domain.secret_policy import refuse_unfit_secret
from jxc_desktop.domain.settings import ShopSettings, setting_text
from jxc_desktop.domain.tender import MethodKind
from jxc_desktop.domain.words import Words, mark
from jxc_desktop.journal.post import post
from jxc_desktop.models.journal import JournalEntry
from jxc_desktop.models.till import Incarnation

if TYPE_CHECKING:
    from jxc_desktop.documents.records import Value
    from jxc_desktop.store.session import ShopSession

TEXT_LETTERS_MAX = 60
_USUAL = ShopSettings()

_ROLES: tuple[tuple[RoleId, str, RoleTemplate], ...] = (
    (RoleId(1), mark("老板"), OWNER),
    (RoleId(2), mark("店长"), MANAGER),
    (RoleId(3), mark("店员"), CLERK),
    (RoleId(4), mark("收银员"), CASHIER),
)
OWNER_ROLE, MANAGER_ROLE, CLERK_ROLE, CASHIER_ROLE = (role for role, _, _ in _ROLES)

_METHODS: tuple[tuple[str, MethodKind, int], ...] = (
    (mark("现金"), MethodKind.CASH, 0),
    (mark("微信"), MethodKind.WALLET, 38),
    (mark("支付宝"), MethodKind.WALLET, 38),
    (mark("银行卡"), MethodKind.CARD, 60),
    (mark("银行转账"), MethodKind.TRANSFER, 0),
    (mark("赊账"), MethodKind.ON_ACCOUNT, 0),
    (mark("预存款"), MethodKind.DEPOSIT, 0),
)
"""Name, kind and the fee in 1/10000 that a small shop usually pays; ids count from 1."""


@dataclass(frozen=True, slots=True)
class SetUpShop:
    """What the first-run wizard asked; the rest can be changed in the settings later.

    `public_key` is the raw Ed25519 key (32 bytes) that belongs to the till's signatures; `words`
    turns the names of roles and ways to pay into the owner's language.
    """

    shop_name: str
    owner_name: str
    owner_number: str
    owner_secret: str
    public_key: bytes
    store_name: str = ""
    terminal_name: str = ""
    address: str = ""
    phone: str = ""
    time_zone: str = _USUAL.time_zone
    day_end_hour: int = _USUAL.day_end_hour
    words: Words = field(default=mark)

    def __repr__(self) -> str:
        """Without the secret, since commands end up in logs and tracebacks."""
        return f"SetUpShop({self.shop_name!r}, owner_number={self.owner_number!r})"


@dataclass(frozen=True, slots=True)
class ShopSetUp:
    """The shop stands."""

    owner: PersonId


def set_up_shop(session: ShopSession, command: SetUpShop) -> ShopSetUp:
    """Write the shop's first documents for the session's till (`store.incarnation.first_till`).

    Refuses a database that has a shop (`shop_exists`), a missing or overlong name
    (`shop_name_needed`, `text_too_long`), an unknown time zone (`time_zone_unknown`), settings out
    of range (`setting_invalid`) and an unfit owner or secret (see `change_person`).
    """
    _refuse_second_shop(session)
    settings = _settings(command)
    owner = PersonId(next(new_ids(session.till.clock, session.till.random_bits)))
    changes = (
        *(_role(*role, command.words) for role in _ROLES),
        *(_method(number, *method, command.words) for number, method in enumerate(_METHODS, 1)),
        _owner(owner, command),
        RecordChange("setting", 0, dict(settings)),
    )
    till = session.till
    session.execute(
        insert(Incarnation),
        {"id": 1, "terminal": till.terminal, "incarnation": till.incarnation, "store": till.store},
    )
    enrolled = TerminalEnrolled(
        name=settings["terminal_name"], public_key=command.public_key.hex(), version=__version__
    )
    post(session, enrolled, actor=owner)
    write_records(session, changes, owner, source="set_up")
    return ShopSetUp(owner)


def _refuse_second_shop(session: ShopSession) -> None:
    taken = session.execute(select(Incarnation.id)).first()
    if taken is not None or session.execute(select(JournalEntry.key).limit(1)).first() is not None:
        raise Refusal("shop_exists")


def _settings(command: SetUpShop) -> dict[str, str]:
    shop_name = fit_text(command.shop_name)
    if not shop_name:
        raise Refusal("shop_name_needed")
    try:
        ZoneInfo(command.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Refusal("time_zone_unknown", name=command.time_zone[:TEXT_LETTERS_MAX]) from error
    words = command.words
    values: dict[str, str | int] = {
        "shop_name": shop_name,
        "store_name": fit_text(command.store_name) or shop_name,
        "terminal_name": fit_text(command.terminal_name) or words("收银台 1"),
        "address": fit_text(command.address),
        "phone": fit_text(command.phone),
        "receipt_footer": words("谢谢惠顾，欢迎再次光临！"),
        "time_zone": command.time_zone,
        "day_end_hour": command.day_end_hour,
    }
    return {name: setting_text(name, value) for name, value in values.items()}


def fit_text(typed: str) -> str:
    """One line as it is kept and printed; refused where it would not fit on paper."""
    text = " ".join(typed.split())
    if len(text) > TEXT_LETTERS_MAX or not text.isprintable():
        raise Refusal("text_too_long", limit=TEXT_LETTERS_MAX)
    return text


def _owner(owner: PersonId, command: SetUpShop) -> RecordChange:
    fields: dict[str, Value] = {
        "number": fit_number(command.owner_number),
        "name": fit_name(command.owner_name),
        "role": OWNER_ROLE,
        "secret": hash_secret(refuse_unfit_secret(command.owner_secret)),
    }
    return RecordChange("person", owner, fields, new=True)


def _role(role: RoleId, name: str, template: RoleTemplate, words: Words) -> RecordChange:
    fields: dict[str, Value] = {
        "name": words(name),
        "permissions": " ".join(sorted(template.permissions)),
        "discount_limit": template.discount_limit.e4,
    }
    return RecordChange("role", role, fields, new=True)


def _method(number: int, name: str, kind: MethodKind, fee: int, words: Words) -> RecordChange:
    fields: dict[str, Value] = {
        "name": words(name),
        "kind": kind.value,
        "fee_rate": fee,
        "opens_drawer": kind is MethodKind.CASH,
        "gives_change": kind is MethodKind.CASH,
        "works_offline": True,
        "sort": number,
    }
    return RecordChange("payment_method", number, fields, new=True)
