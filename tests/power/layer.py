"""The layer between the database and its files: SQLite's own file system, with ears.

The encrypted SQLite of the program exports `sqlite3_vfs_register`. The layer is a copy of the
system's own VFS in which writing, cutting, syncing, opening and removing are told to a
`ForgetfulDisk`; everything else (reading, locks, shared memory) goes on as it is. As the default
VFS it lies under every connection of this process, without a seam in the program.
"""

from __future__ import annotations

import ctypes
import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlcipher3._sqlite3 as driver

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.power.forgetful_disk import ForgetfulDisk

OK, CREATE = 0, 0x4
_WATCHED = 0x100 | 0x800 | 0x4000 | 0x80000
"""SQLITE_OPEN_MAIN_DB, MAIN_JOURNAL, SUPER_JOURNAL, WAL."""
_Pointer = ctypes.c_void_p
_Open = ctypes.CFUNCTYPE(
    ctypes.c_int, _Pointer, _Pointer, _Pointer, ctypes.c_int, ctypes.POINTER(ctypes.c_int)
)
_Delete = ctypes.CFUNCTYPE(ctypes.c_int, _Pointer, ctypes.c_char_p, ctypes.c_int)
_Close = ctypes.CFUNCTYPE(ctypes.c_int, _Pointer)
_Write = ctypes.CFUNCTYPE(ctypes.c_int, _Pointer, _Pointer, ctypes.c_int, ctypes.c_int64)
_Truncate = ctypes.CFUNCTYPE(ctypes.c_int, _Pointer, ctypes.c_int64)
_Sync = ctypes.CFUNCTYPE(ctypes.c_int, _Pointer, ctypes.c_int)


class FileSystem(ctypes.Structure):
    """`sqlite3_vfs`, as far as it is the same in every version."""

    _fields_ = [
        ("version", ctypes.c_int),
        ("file_bytes", ctypes.c_int),
        ("path_bytes", ctypes.c_int),
        ("next", _Pointer),
        ("name", ctypes.c_char_p),
        ("data", _Pointer),
        ("open", _Open),
        ("delete", _Delete),
        ("others", _Pointer * 14),
    ]


class Methods(ctypes.Structure):
    """`sqlite3_io_methods`."""

    _fields_ = [
        ("version", ctypes.c_int),
        ("close", _Close),
        ("read", _Pointer),
        ("write", _Write),
        ("truncate", _Truncate),
        ("sync", _Sync),
        ("others", _Pointer * 13),
    ]


class Layer:
    """One process's ears at its files; there for as long as the process is."""

    def __init__(self, disk: ForgetfulDisk) -> None:
        """Lie under everything that is opened from now on."""
        self._disk = disk
        self._paths: dict[int, str] = {}
        self._methods: dict[int, Methods] = {}
        library = ctypes.CDLL(driver.__file__)
        library.sqlite3_vfs_find.restype = ctypes.POINTER(FileSystem)
        self._system: Any = library.sqlite3_vfs_find(None).contents
        self._own = FileSystem()
        ctypes.memmove(
            ctypes.byref(self._own), ctypes.byref(self._system), ctypes.sizeof(FileSystem)
        )
        self._own.name = b"jxc-forgetful"
        self._own.next = None
        self._own.open = _Open(self._open)
        self._own.delete = _Delete(self._delete)
        if library.sqlite3_vfs_register(ctypes.byref(self._own), 1) != OK:
            message = "SQLite took no other file system"
            raise OSError(message)
        # A fault in here is a fault of the test: it must not look like one of the disk.
        sys.unraisablehook = _end_loudly
        self._listen_to_the_system()

    def _open(self, _vfs: int, name: int | None, file: int, flags: int, out: Any) -> int:
        opened: int = self._system.open(ctypes.addressof(self._system), name, file, flags, out)
        if opened == OK and name and flags & _WATCHED:
            path = os.fsdecode(ctypes.string_at(name))
            if self._disk.has(path):
                if flags & CREATE:
                    self._disk.opened(path)
                self._paths[file] = path
                slot = ctypes.cast(file, ctypes.POINTER(_Pointer))
                slot[0] = ctypes.addressof(self._with_ears(slot[0] or 0))
        return opened

    def _with_ears(self, address: int) -> Methods:
        """The system's methods of a file, with ours in their place where we listen."""
        if address not in self._methods:
            theirs = Methods.from_address(address)
            ours = Methods()
            ctypes.memmove(ctypes.byref(ours), ctypes.byref(theirs), ctypes.sizeof(Methods))
            ours.close = _Close(lambda file: self._closed(theirs, file))
            ours.write = _Write(
                lambda file, data, count, offset: self._write(theirs, file, (data, count, offset))
            )
            ours.truncate = _Truncate(lambda file, length: self._truncate(theirs, file, length))
            ours.sync = _Sync(lambda file, _flags: self._sync(file))
            self._methods[address] = ours
        return self._methods[address]

    def _closed(self, theirs: Methods, file: int) -> int:
        del self._paths[file]
        return int(theirs.close(file))

    def _write(self, theirs: Methods, file: int, what: tuple[int, int, int]) -> int:
        data, count, offset = what
        self._disk.point()
        done = int(theirs.write(file, data, count, offset))
        if done == OK:
            self._disk.wrote(self._paths[file], offset, ctypes.string_at(data, count))
        return done

    def _truncate(self, theirs: Methods, file: int, length: int) -> int:
        self._disk.point()
        done = int(theirs.truncate(file, length))
        if done == OK:
            self._disk.cut_short(self._paths[file], length)
        return done

    def _sync(self, file: int) -> int:
        self._disk.point()
        self._disk.synced(self._paths[file])
        self._disk.point()
        return OK

    def _delete(self, _vfs: int, name: bytes, sync_folder: int) -> int:
        path = os.fsdecode(name)
        ours = self._disk.has(path)
        if ours:
            self._disk.point()
        done = int(self._system.delete(ctypes.addressof(self._system), name, 0))
        if done == OK and ours:
            self._disk.removed(path)
            if sync_folder:
                self._disk.folder_synced()
        return done

    def _listen_to_the_system(self) -> None:
        """What the program does to files by itself: syncs, new names, removals."""
        os.fsync = self._heard_sync  # type: ignore[assignment]  # the program syncs handles only
        os.replace = self._heard(os.replace, self._disk.renamed)
        os.unlink = self._heard(os.unlink, self._disk.removed)

    def _heard_sync(self, handle: int) -> None:
        path = str(Path(f"/proc/self/fd/{handle}").readlink())
        self._disk.point()
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            self._disk.folder_synced()
        elif self._disk.has(path):
            self._disk.written_elsewhere(path)
            self._disk.synced(path)
        self._disk.point()

    def _heard(self, act: Callable[..., None], tell: Callable[..., None]) -> Callable[..., None]:
        def heard(*paths: Any, **options: Any) -> None:
            spelled = [os.fspath(path) for path in paths]
            ours = self._disk.has(spelled[0])
            if ours:
                self._disk.point()
                if Path(spelled[0]).is_file():
                    self._disk.written_elsewhere(spelled[0])
            act(*paths, **options)
            if ours:
                tell(*spelled)

        return heard


def _end_loudly(fault: sys.UnraisableHookArgs) -> None:
    sys.__excepthook__(fault.exc_type, fault.exc_value or Exception(), fault.exc_traceback)
    sys.stderr.flush()
    os._exit(70)
