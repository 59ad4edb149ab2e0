"""Tells a scanner from a hand by the time between keys. Knows no Qt and has no clock of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from statistics import median

from jxc_desktop.domain.typed_text import CODE_LENGTH_MAX, scanned_code

END_KEYS = frozenset("\r\n\t")


@dataclass(frozen=True, slots=True)
class ScanRule:
    """How the scanner of this till types; the wizard learns slower ones (Bluetooth: 40 to 60 ms).

    A scanner that is set to send a `prefix` is recognised by it, however slowly it types.
    """

    prefix: str = ""
    suffix: str = ""
    length_min: int = 4
    gap_ms: int = 35
    silence_ms: int = 60
    prefixed_silence_ms: int = 1000
    late_end_ms: int = 200


class Heard(Enum):
    """What a key turned out to be."""

    FIRST = "first"
    """Of a new burst: whatever is in the field now was there before."""
    NEXT = "next"
    """Of the burst that is on."""
    SCANNED = "scanned"
    """The end of a scan: `code` has it, and this key is not for the field."""
    LATE_END = "late end"
    """The end key of a scan that silence ended already; it is not for the field either."""


@dataclass(slots=True)
class ScanDetector:
    """Give it each typed sign with the time of its event; it says when they were a scan."""

    rule: ScanRule = field(default_factory=ScanRule)
    code: str = ""
    _signs: str = ""
    _gaps: list[int] = field(default_factory=list)
    _last_ms: int = 0
    _ended_by_silence: bool = False

    def hear(self, sign: str, at_ms: int) -> Heard:
        """Take in one sign; END_KEYS, or the suffix, end a scan."""
        ends = self.would_end(sign, at_ms)
        fresh = not self._goes_on(at_ms)
        late = self._ended_by_silence and self._is_late_end(sign, at_ms)
        self._ended_by_silence = False
        if late:
            return Heard.LATE_END
        if ends:
            self._finish(self._signs if sign in END_KEYS else self._signs + sign)
            return Heard.SCANNED
        if fresh:
            self.forget()
        else:
            self._gaps.append(at_ms - self._last_ms)
        self._signs += sign
        self._last_ms = at_ms
        return Heard.FIRST if fresh else Heard.NEXT

    def would_end(self, sign: str, at_ms: int) -> bool:
        """Whether `sign` at this time ends a scan; nothing is taken in."""
        if self._ended_by_silence:
            return self._is_late_end(sign, at_ms)
        if not self._goes_on(at_ms):
            return False
        if sign in END_KEYS:
            return self._is_scan(self._signs, [*self._gaps, at_ms - self._last_ms])
        suffix = self.rule.suffix
        signs = self._signs + sign
        return bool(suffix) and signs.endswith(suffix) and self._is_scan(signs, self._gaps)

    def fall_silent(self) -> bool:
        """No key came for `silence_ms`: whether what was heard is a scan, which `code` then has."""
        if self._prefixed() or not self._is_scan(self._signs, self._gaps):
            return False
        self._finish(self._signs)
        self._ended_by_silence = True
        return True

    def forget(self) -> None:
        """A shortcut, a held key, another window: the burst is no scan."""
        self._signs = ""
        self._gaps.clear()

    def _is_late_end(self, sign: str, at_ms: int) -> bool:
        return sign in END_KEYS and 0 <= at_ms - self._last_ms <= self.rule.late_end_ms

    def _goes_on(self, at_ms: int) -> bool:
        if not self._signs or len(self._signs) > CODE_LENGTH_MAX:
            return False
        silence = self.rule.prefixed_silence_ms if self._prefixed() else self.rule.silence_ms
        return 0 <= at_ms - self._last_ms <= silence

    def _prefixed(self) -> bool:
        prefix = self.rule.prefix
        return bool(prefix) and self._signs.startswith(prefix)

    def _is_scan(self, signs: str, gaps: list[int]) -> bool:
        if self._prefixed():
            return len(signs) > len(self.rule.prefix)
        quick = bool(gaps) and median(gaps) <= self.rule.gap_ms
        return quick and len(signs) >= self.rule.length_min

    def _finish(self, signs: str) -> None:
        bare = signs.removeprefix(self.rule.prefix).removesuffix(self.rule.suffix)
        self.code = scanned_code(bare)
        self.forget()
