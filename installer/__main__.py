"""What `./jxc` does once a Python is found: make the environment, then start what was asked."""

from __future__ import annotations

import os
import subprocess
import sys

from installer.catalogue_files import stale_languages
from installer.environment import child_environment, ensure_environment, site_packages
from installer.system_libraries import ensure_postgres, ensure_qt_libraries
from installer.trouble import SetupTrouble

USAGE = """\
jxc: the shop's till and back office

    ./jxc demo [--headless]   a Chinese convenience store with 90 days of history to try
    ./jxc run                 your own shop
    ./jxc server init | run | enrol …   the server of several tills (installer/server/README.md)
    ./jxc verify | rebuild | digest | backup | restore | report …   the same jobs for scripts
    ./jxc test [--fast] [pytest's words]   every check of the house
    ./jxc bench               the measured budgets
    ./jxc simulate --seeds N  a whole company under every fault, for nights
    ./jxc catalogues          collect the words to translate, compile them
    ./jxc lock                renew the lock files
"""

PYTHON_MIN = (3, 11)
HOUSE_JOBS = {
    "test": ("dev", "installer.check"),
    "bench": ("dev", "benchmarks"),
    "simulate": ("dev", "tests.simulation"),
    "lock": ("dev", "installer.lock"),
    "catalogues": ("shop", "installer.catalogues"),
}
WINDOW_JOBS = ("demo", "run")


def main(arguments: list[str]) -> int:
    """Run the job that the first argument names."""
    if sys.version_info < PYTHON_MIN:
        return _say(f"jxc needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    if not arguments or arguments[0] in ("help", "--help", "-h"):
        print(USAGE)
        return 0
    job, *rest = arguments
    window = job in WINDOW_JOBS and "--headless" not in rest and "--help" not in rest
    if window and not _has_screen():
        return _say(
            f"There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set), and"
            f" `./jxc {job}` opens a window.\nTry `./jxc demo --headless`: it plays a whole"
            " trading day without one and leaves the papers."
        )
    try:
        command = _prepare(job, rest, window=window)
    except SetupTrouble as trouble:
        return _say(str(trouble))
    return _start(command, window=window)


def _prepare(job: str, rest: list[str], *, window: bool) -> list[str]:
    shops = "server" if job == "server" else "shop"
    kind, module = HOUSE_JOBS.get(job, (shops, "jxc_desktop"))
    python = str(ensure_environment(kind))
    if kind != "server":
        ensure_qt_libraries(site_packages(), window=window)
    if job == "test":
        ensure_postgres()
    if stale_languages():
        compile_words = "from installer.catalogues import compile_stale; compile_stale()"
        subprocess.run([python, "-c", compile_words], env=child_environment(), check=True)
    return [python, "-m", module, *(rest if job in HOUSE_JOBS else [job, *rest])]


def _start(command: list[str], *, window: bool) -> int:
    """Become the program; on Windows, which cannot, wait for it."""
    variables = child_environment()
    if not window:
        variables.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.stdout.flush()
    if os.name != "nt":
        os.execve(command[0], command, variables)
    return subprocess.run(command, env=variables, check=False).returncode


def _has_screen() -> bool:
    if not sys.platform.startswith("linux") or "QT_QPA_PLATFORM" in os.environ:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _say(sentence: str) -> int:
    print(f"jxc: {sentence}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
