"""The server's log: one line of JSON a call, without secrets and without what shops sell."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime

LOGGER = logging.getLogger("jxc.server")


class JsonLines(logging.Formatter):
    """A record as one line of JSON; the fields are those handed in as `extra={"facts": …}`."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, object] = {"at": moment, "level": record.levelname.lower()}
        line["event"] = record.getMessage()
        facts = getattr(record, "facts", None)
        if isinstance(facts, dict):
            line |= facts
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def log_to_stderr(level: int = logging.INFO) -> None:
    """Send the server's lines, and what libraries warn of, to stderr: systemd keeps them."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    LOGGER.handlers = [handler]
    LOGGER.setLevel(level)
    LOGGER.propagate = False
    libraries = logging.getLogger("uvicorn.error")
    libraries.handlers = [handler]
    libraries.setLevel(logging.WARNING)
    libraries.propagate = False


def told(event: str, level: int = logging.INFO, **facts: object) -> None:
    """Write one line."""
    LOGGER.log(level, event, extra={"facts": facts})
