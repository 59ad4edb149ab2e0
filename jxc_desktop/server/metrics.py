"""What the server counts, in Prometheus' words, on a port that only this host reaches."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Histogram, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from jxc_desktop.server.watching import Figures
    from jxc_desktop.sync.wire import PushAnswer

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60)


class Metrics:
    """Counters of the door; figures of the companies are read when somebody asks."""

    def __init__(
        self,
        figures: Callable[[], Mapping[str, Figures]],
        listening: Callable[[], int],
    ) -> None:
        """`figures` by company; `listening` counts the wake lines."""
        self.registry = CollectorRegistry()
        self._documents = Counter(
            "jxc_documents", "Pushed documents by outcome", ["outcome"], registry=self.registry
        )
        self._calls = Histogram(
            "jxc_call_seconds",
            "Answered calls",
            ["path", "status"],
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.registry.register(_Companies(figures, listening))

    def count_push(self, answer: PushAnswer) -> None:
        """Count what became of the documents."""
        for verdicts in answer.verdicts:
            for verdict in verdicts:
                self._documents.labels(verdict.outcome.name.lower()).inc()
                if verdict.parked:
                    self._documents.labels("parked").inc()

    def count_call(self, path: str, status: int, seconds: float) -> None:
        """Count an answered call."""
        self._calls.labels(path, str(status)).observe(seconds)

    def serve(self, port: int) -> Callable[[], None]:
        """Answer on 127.0.0.1; returns what ends it."""
        server, thread = start_http_server(port, addr="127.0.0.1", registry=self.registry)

        def stop() -> None:
            server.shutdown()
            server.server_close()
            thread.join()

        return stop


class _Companies(Collector):
    """Reads the companies' figures at each scrape."""

    def __init__(
        self, figures: Callable[[], Mapping[str, Figures]], listening: Callable[[], int]
    ) -> None:
        self._figures, self._listening = figures, listening

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Nothing before somebody asks: figures cost questions to the database."""
        return iter(())

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """A gauge for each figure."""
        yield GaugeMetricFamily("jxc_listening", "Open wake lines", value=self._listening())
        told = self._figures()
        for name, what in _GAUGES.items():
            gauge = GaugeMetricFamily(f"jxc_{name}", what, labels=["tenant"])
            for tenant, figures in told.items():
                gauge.add_metric([tenant], getattr(figures, name))
            yield gauge
        age = GaugeMetricFamily(
            "jxc_oldest_parked_seconds", "Age of the oldest parked document", labels=["tenant"]
        )
        for tenant, figures in told.items():
            oldest = figures.oldest_parked
            age.add_metric([tenant], 0 if oldest is None else time.time() - oldest.timestamp())
        yield age


_GAUGES = {
    "position": "Documents numbered",
    "terminals": "Terminals that ever enrolled",
    "parked": "Documents stored and not projected",
    "held": "Documents held of revoked terminals",
    "forks": "Documents of second branches",
    "exceptions": "Exceptions raised so far",
    "backlog": "Documents that terminals said they still have",
}
