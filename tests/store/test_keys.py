"""The till's keys: kept where the machine can, asked for where it cannot, never lost with it."""

from __future__ import annotations

import json
import stat
import time
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.store.keys import (
    KeyPlace,
    KeyringHolder,
    PassphraseHolder,
    PlainKeyFile,
    TillKeys,
    keep_keys,
    key_place,
    make_keys,
    open_keys,
    recover_keys,
)
from jxc_desktop.store.system_keyring import keyring_works, read_from_keyring

KEYS = TillKeys(bytes(range(32)))
PASSPHRASE = "店里的猫叫小花 2026"


class MemoryKeyring(KeyringBackend):
    """A keyring that works."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring's own
        self.items: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.items.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.items[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.items.pop((service, username), None) is None:
            raise PasswordDeleteError(username)


class ForgetfulKeyring(MemoryKeyring):
    """Takes everything and keeps nothing, as keyring's own null back end does."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass

    def delete_password(self, service: str, username: str) -> None:
        pass


class SilentKeyring(MemoryKeyring):
    """Waits for a prompt that nobody sees."""

    def set_password(self, *_: str) -> None:
        time.sleep(1)


class RudeKeyring(MemoryKeyring):
    """Fails with an error of the desktop's own library."""

    def set_password(self, *_: str) -> None:
        raise LookupError("org.freedesktop.DBus.Error.ServiceUnknown")


class PlaintextKeyring(MemoryKeyring):
    """Stands for `keyrings.alt.file.PlaintextKeyring`."""


PlaintextKeyring.__module__ = "keyrings.alt.file"


@pytest.fixture
def working_keyring() -> Iterator[MemoryKeyring]:
    yield from in_use(MemoryKeyring())


def in_use(backend: MemoryKeyring) -> Iterator[MemoryKeyring]:
    before = keyring.get_keyring()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


def refused(path: Path, passphrase: str = "") -> str:
    with pytest.raises(Refusal) as refusal:
        open_keys(path, passphrase)
    return refusal.value.code


def test_one_root_gives_the_same_keys_in_every_later_version() -> None:
    assert (
        KEYS.database_key.hex()
        == "a33d43a2e91516eb7634b8d5267a11a709c9a0a99c1f26e14dd15452033344e7"
    )
    assert (
        KEYS.public_key.hex() == "633c828c77a989b5f0d8d72a6b82e86adf42663222bcf26bcc6b852754f80da6"
    )
    assert KEYS.check == "f8d07f8812b48ff8"
    assert KEYS.recovery_code.startswith("0001J-081GE-")


def test_the_database_key_and_the_terminals_key_are_not_the_root() -> None:
    assert KEYS.root not in {KEYS.database_key, KEYS.signer.private_bytes_raw()}
    assert make_keys() != make_keys()
    public = Ed25519PublicKey.from_public_bytes(KEYS.public_key)
    public.verify(KEYS.signer.sign(b"a hash"), b"a hash")


def test_keys_show_in_no_log_and_have_one_length() -> None:
    assert KEYS.root.hex() not in repr(KEYS)
    assert str(KEYS.root) not in repr(KEYS)
    with pytest.raises(ValueError, match="32 bytes"):
        TillKeys(bytes(31))


def test_a_working_keyring_keeps_the_keys_and_nobody_is_asked(
    tmp_path: Path, working_keyring: MemoryKeyring
) -> None:
    path = tmp_path / "shop" / "till.key"
    assert keep_keys(path, KEYS) is KeyPlace.KEYRING

    assert open_keys(path) == KEYS
    assert KEYS.root.hex() not in path.read_text()
    assert list(working_keyring.items.values()) == [KEYS.root.hex()], "and the probe is gone"


def test_without_a_keyring_a_passphrase_is_needed_and_does(tmp_path: Path) -> None:
    assert not keyring_works(), "the test run's own back end always fails"
    path = tmp_path / "till.key"
    with pytest.raises(Refusal, match="passphrase_needed"):
        keep_keys(path, KEYS)
    assert key_place(path) is KeyPlace.NOWHERE

    assert keep_keys(path, KEYS, PASSPHRASE) is KeyPlace.PASSPHRASE

    assert open_keys(path, f" {PASSPHRASE.replace('2026', '２０２６')} ") == KEYS
    assert refused(path, "another passphrase") == "passphrase_wrong"
    assert refused(path) == "passphrase_wrong"
    assert KEYS.root.hex() not in path.read_text()


@pytest.mark.parametrize("backend", [ForgetfulKeyring, RudeKeyring, PlaintextKeyring])
def test_a_keyring_that_is_there_may_still_be_no_use(backend: type[MemoryKeyring]) -> None:
    for _ in in_use(backend()):
        assert not keyring_works()


def test_a_keyring_that_waits_for_an_unseen_prompt_holds_nothing_up() -> None:
    for _ in in_use(SilentKeyring()):
        started = time.monotonic()
        assert not keyring_works(seconds=0.1)
        assert time.monotonic() - started < 0.9


def test_an_emptied_keyring_is_told_and_the_paper_brings_the_keys_back(
    tmp_path: Path, working_keyring: MemoryKeyring
) -> None:
    path = tmp_path / "till.key"
    keep_keys(path, KEYS)
    printed = KEYS.recovery_code
    working_keyring.items.clear()
    assert refused(path) == "keyring_lost"

    keys = recover_keys(path, printed.lower().replace("-", " "))

    assert keys == KEYS
    assert keep_keys(path, keys) is KeyPlace.KEYRING
    assert open_keys(path) == KEYS


def test_a_keyring_that_broke_after_set_up_is_told_and_can_be_left(tmp_path: Path) -> None:
    path = tmp_path / "till.key"
    for _ in in_use(MemoryKeyring()):
        keep_keys(path, KEYS)
    assert refused(path) == "keyring_unavailable"
    keep_keys(path, recover_keys(path, KEYS.recovery_code), PASSPHRASE)
    assert open_keys(path, PASSPHRASE) == KEYS


def test_a_foreign_item_in_the_keyring_is_not_taken_for_the_key(
    tmp_path: Path, working_keyring: MemoryKeyring
) -> None:
    path = tmp_path / "till.key"
    keep_keys(path, KEYS)
    for value in (make_keys().root.hex(), "no hex", "abcd", ""):
        working_keyring.items = dict.fromkeys(working_keyring.items, value)
        assert refused(path) == "keyring_lost"


def test_the_code_of_another_till_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "till.key"
    PlainKeyFile(path).keep(KEYS)
    with pytest.raises(Refusal, match="recovery_code_of_other_till"):
        recover_keys(path, make_keys().recovery_code)
    assert recover_keys(tmp_path / "gone", KEYS.recovery_code) == KEYS


def test_the_demo_never_asks_and_its_file_is_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "till.key"
    PlainKeyFile(path).keep(KEYS)
    assert key_place(path) is KeyPlace.PLAIN
    assert open_keys(path) == KEYS
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "key_file_damaged"),
        (b"\x00" * 4096, "key_file_damaged"),
        (b"[]", "key_file_damaged"),
        (b'{"format":1,"kept":"heaven"}', "key_file_damaged"),
        (b'{"format":1,"kept":"plain","root":"zz","check":""}', "key_file_damaged"),
        (b'{"format":1,"kept":"plain","root":"00","check":""}', "key_file_damaged"),
        (b'{"format":2,"kept":"chip"}', "key_file_newer"),
        ('{"format":1,"kept":"老板"}'.encode("gbk"), "key_file_damaged"),
    ],
)
def test_a_damaged_key_file_is_told_and_the_paper_still_helps(
    tmp_path: Path, content: bytes, code: str
) -> None:
    path = tmp_path / "till.key"
    path.write_bytes(content)
    assert refused(path) == code
    assert recover_keys(path, KEYS.recovery_code) == KEYS


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("wrapped", "00" * 48, "passphrase_wrong"),
        ("check", "0" * 16, "passphrase_wrong"),
        ("nonce", "00" * 8, "key_file_damaged"),
        ("salt", "not hex", "key_file_damaged"),
        ("memory_kib", 1 << 40, "key_file_damaged"),
        ("time_cost", 0, "key_file_damaged"),
        ("time_cost", "3", "key_file_damaged"),
    ],
)
def test_a_tampered_passphrase_file_opens_nothing_and_exhausts_nothing(
    tmp_path: Path, field: str, value: object, code: str
) -> None:
    path = tmp_path / "till.key"
    PassphraseHolder(path, PASSPHRASE).keep(KEYS)
    path.write_text(json.dumps(json.loads(path.read_text()) | {field: value}))
    assert refused(path, PASSPHRASE) == code


def test_a_missing_key_file_and_a_folder_in_its_place_are_told(tmp_path: Path) -> None:
    assert refused(tmp_path / "till.key") == "keys_missing"
    assert refused(tmp_path) == "key_file_unreadable"


def test_a_short_passphrase_is_refused_and_the_old_one_stays(tmp_path: Path) -> None:
    path = tmp_path / "till.key"
    PassphraseHolder(path, PASSPHRASE).keep(KEYS)
    with pytest.raises(Refusal, match="passphrase_too_short"):
        PassphraseHolder(path, "  short  ").keep(make_keys())
    assert open_keys(path, PASSPHRASE) == KEYS


def test_a_holder_whose_file_says_something_else_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "till.key"
    PlainKeyFile(path).keep(KEYS)
    for holder in (KeyringHolder(path), PassphraseHolder(path, PASSPHRASE)):
        with pytest.raises(Refusal, match="keys_missing"):
            holder.read()
    with pytest.raises(Refusal, match="keyring_unavailable"):
        KeyringHolder(path).keep(KEYS)
    assert open_keys(path) == KEYS


class CorruptingKeyring(MemoryKeyring):
    """Works for the probe, and cuts what is longer-lived short."""

    def set_password(self, service: str, username: str, password: str) -> None:
        super().set_password(
            service, username, password if username.startswith("probe") else "00" * 32
        )


def test_keys_that_were_not_really_kept_are_never_trusted(tmp_path: Path) -> None:
    path = tmp_path / "till.key"
    for _ in in_use(CorruptingKeyring()):
        with pytest.raises(Refusal, match="keyring_unavailable"):
            keep_keys(path, KEYS)
    assert key_place(path) is KeyPlace.NOWHERE, "nothing points to what is not there"


def test_a_deleted_item_is_none_and_no_error(working_keyring: MemoryKeyring) -> None:
    assert read_from_keyring("never kept") is None
    working_keyring.set_password("jxc", "kept", "value")
    assert read_from_keyring("kept") == "value"
    working_keyring.delete_password("jxc", "kept")
    assert read_from_keyring("kept") is None
