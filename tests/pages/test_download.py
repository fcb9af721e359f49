"""A file made at a press is there until the browser has taken it, whoever draws a screen meanwhile.

Streamlit throws it away after two screens drawn; three walls draw one each half a second.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
import streamlit
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from pages.components import download

KIND, NAME = "text/csv", "prova.csv"


@pytest.fixture
def storage() -> MemoryMediaFileStorage:
    return MemoryMediaFileStorage("/media")


@pytest.fixture
def files(storage: MemoryMediaFileStorage, monkeypatch: pytest.MonkeyPatch) -> MediaFileManager:
    """What a running server keeps files in."""
    made = MediaFileManager(storage)
    running = SimpleNamespace(
        exists=lambda: True, get_instance=lambda: SimpleNamespace(media_file_mgr=made)
    )
    monkeypatch.setattr(download, "runtime", running)
    return made


def pressed(files: MediaFileManager, monkeypatch: pytest.MonkeyPatch, content: bytes | str) -> str:
    """The address of the file, as the browser is told it once the button was pressed."""
    drawn: list[Callable[[], bytes]] = []
    monkeypatch.setattr(download, "still_here", lambda: lambda: None)

    def draw(_label: str, made: Callable[[], bytes], *_: object, **__: object) -> None:
        drawn.append(made)

    monkeypatch.setattr(streamlit, "download_button", draw)
    download.download_button("Scarica", lambda: content, NAME, KIND)
    return files.execute_deferred(files.add_deferred(drawn[0], KIND, "1.2", NAME))


def taken(storage: MemoryMediaFileStorage, address: str) -> bytes:
    return storage.get_file(urlsplit(address).path.rpartition("/")[2]).content


def screens_are_drawn(files: MediaFileManager) -> None:
    for _ in range(5):
        files.remove_orphaned_files()


@pytest.mark.parametrize("content", [b"a;b\n", "città;1\n"])
def test_it_is_taken_after_any_number_of_screens(
    files: MediaFileManager,
    storage: MemoryMediaFileStorage,
    monkeypatch: pytest.MonkeyPatch,
    content: bytes | str,
) -> None:
    address = pressed(files, monkeypatch, content)
    screens_are_drawn(files)
    assert taken(storage, address) == (content if isinstance(content, bytes) else content.encode())


def test_it_goes_once_its_time_is_over(
    files: MediaFileManager, storage: MemoryMediaFileStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download, "KEPT_SECONDS", 0.05)
    address = pressed(files, monkeypatch, b"a;b\n")
    time.sleep(0.5)
    screens_are_drawn(files)
    with pytest.raises(MediaFileStorageError):
        taken(storage, address)
