"""Where this machine keeps its index: a folder for each time it was built, and a file that names
the one in use.

search-index/current            the name of the folder in use, replaced in one step
search-index/building           the name of the folder that is being built
search-index/2-3f9c…/           an index; its name begins with the version of fields and analysis
search-index/*.lock             held by the process that follows or builds; freed when it dies
"""

import fcntl
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from django.conf import settings

from jmzpro.search.index import IndexBroken
from jmzpro.search.tantivy_index import VERSION, TantivyIndex


class IndexStorage:
    """The indexes of one machine. `current` opens the one in use once a process, and again when
    another has taken its place.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._open: tuple[str, TantivyIndex] | None = None
        self._locks: dict[str, int] = {}
        self._opening = threading.Lock()
        self.writing = threading.RLock()  # held while a thread of this process follows

    def current(self) -> TantivyIndex | None:
        """The index in use; None when there is none yet (or none of this version). Raises
        IndexBroken.
        """
        name = self.name()
        if not name.startswith(f"{VERSION}-"):
            return None
        if not (self.root / name / "meta.json").exists():
            raise IndexBroken(f"{self.root / name} is not there")
        with self._opening:
            if self._open is None or self._open[0] != name:
                self._open = (name, TantivyIndex(self.root / name))
            return self._open[1]

    def fresh(self) -> TantivyIndex:
        """A new, empty index beside the one in use."""
        name = f"{VERSION}-{uuid4().hex[:12]}"
        index = TantivyIndex(self.root / name)
        self._write("building", name)
        return index

    def begun(self) -> TantivyIndex | None:
        """The index that a process began to build and did not finish. Raises IndexBroken."""
        name = self._read("building")
        is_there = name.startswith(f"{VERSION}-") and (self.root / name / "meta.json").exists()
        return TantivyIndex(self.root / name) if is_there else None

    def serve(self, index: TantivyIndex) -> None:
        """Put the new index in use, and clear away all others. Who reads an old one keeps its
        files until done.
        """
        index.close()
        self._write("current", index.folder.name)
        (self.root / "building").unlink(missing_ok=True)
        for folder in self.root.iterdir():
            if folder.is_dir() and folder != index.folder:
                shutil.rmtree(folder, ignore_errors=True)

    def hold(self, name: str) -> bool:
        """Take a lock for as long as this process lives; False when another process has it."""
        with self._opening:
            return name in self._locks or self._take(name)

    def _take(self, name: str) -> bool:
        self.root.mkdir(parents=True, exist_ok=True)
        lock = os.open(self.root / f"{name}.lock", os.O_RDWR | os.O_CREAT, 0o640)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            return False
        self._locks[name] = lock
        return True

    def close(self) -> None:
        """Let go of the locks and of the index."""
        for lock in self._locks.values():
            os.close(lock)
        self._locks.clear()
        if self._open is not None:
            self._open[1].close()
            self._open = None

    @contextmanager
    def alone(self, name: str) -> Iterator[None]:
        """Wait until no other process does the same."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / f"{name}.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def name(self) -> str:
        """The folder in use, as it is written down; empty when none is."""
        return self._read("current")

    def _read(self, name: str) -> str:
        try:
            return (self.root / name).read_text().strip()
        except FileNotFoundError:
            return ""

    def _write(self, name: str, text: str) -> None:
        """In one step: who reads it meanwhile has the old text or the new."""
        new = self.root / f"{name}.{os.getpid()}"
        new.write_text(text)
        new.replace(self.root / name)


_shelf: IndexStorage | None = None


def index_storage() -> IndexStorage:
    """This process's shelf, at settings.SEARCH_INDEX_DIR."""
    global _shelf
    root = Path(settings.SEARCH_INDEX_DIR)
    if _shelf is None or _shelf.root != root:
        if _shelf is not None:
            _shelf.close()
        _shelf = IndexStorage(root)
    return _shelf
