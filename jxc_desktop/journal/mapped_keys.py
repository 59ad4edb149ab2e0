"""References among documents, rewritten when documents are posted again under other keys."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import msgspec

from jxc_desktop.documents.shift import DayClosed
from jxc_desktop.domain.ids import DocumentKey

if TYPE_CHECKING:
    from jxc_desktop.documents.kinds import Body

S = TypeVar("S", bound=msgspec.Struct)


def with_keys_mapped(
    body: Body, keys: Mapping[DocumentKey, DocumentKey], hashes: Mapping[str, str]
) -> Body:
    """The fact with every document key that `keys` names replaced, however deep it stands.

    The fields are found by their type, so that a kind that comes later is not forgotten here. The
    hash that a Z report seals goes with its key.
    """
    mapped = _struct(body, keys)
    if isinstance(mapped, DayClosed):
        sealed = hashes.get(mapped.sealed_hash, mapped.sealed_hash)
        return msgspec.structs.replace(mapped, sealed_hash=sealed)
    return mapped


def _struct(value: S, keys: Mapping[DocumentKey, DocumentKey]) -> S:
    changed: dict[str, Any] = {}
    for name, is_key in _fields(type(value)):
        before = getattr(value, name)
        after = keys.get(before, before) if is_key else _deep(before, keys)
        if after is not before:
            changed[name] = after
    return msgspec.structs.replace(value, **changed) if changed else value


def _deep(value: Any, keys: Mapping[DocumentKey, DocumentKey]) -> Any:
    if isinstance(value, msgspec.Struct):
        return _struct(value, keys)
    if isinstance(value, tuple) and any(isinstance(each, msgspec.Struct) for each in value):
        mapped = tuple(_deep(each, keys) for each in value)
        same = all(one is other for one, other in zip(mapped, value, strict=True))
        return value if same else mapped
    return value


@lru_cache(maxsize=64)
def _fields(kind: type[msgspec.Struct]) -> tuple[tuple[str, bool], ...]:
    """The fields of a struct, and whether each is a document's key."""
    return tuple((each.name, _is_key(each.type)) for each in msgspec.structs.fields(kind))


def _is_key(hint: Any) -> bool:
    return hint is DocumentKey or any(part is DocumentKey for part in get_args(hint))
