"""Cache of compiled sources on disk: an entry comes back whole or not at all."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from shim.engine.platform import disk_cache
from shim.engine.platform.disk_cache import DiskCache

PAGE = """
import asyncio, json, sys
from shim import Browser
from shim.engine.platform import index

async def main():
    async with Browser() as browser:
        page = await browser.new_page()
        await page.set_content("<p id=a class=b><form><input></form>")
        found = await page.evaluate("[document.querySelector('p').className, document.forms.length, typeof fetch]")
        evaluated = sum("_collector" in vars(p) for p in [index.platform()])
        print(json.dumps([found, evaluated, [m for m in ("numpy", "av", "aiohttp") if m in sys.modules]]))

asyncio.run(main())
"""


@pytest.fixture
def writes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


@pytest.mark.usefixtures("writes")
def test_another_process_finds_what_was_put(tmp_path: Path) -> None:
    first = DiskCache(tmp_path / "a.bin")
    first.put("one", b"1" * 100_000)
    first.put("two", b"")
    first.put("one", b"else")
    second = DiskCache(tmp_path / "a.bin")
    assert (second.get("one"), second.get("two"), second.get("three")) == (b"1" * 100_000, b"", None)
    assert (tmp_path / "a.bin").stat().st_mode & 0o777 == 0o600


@pytest.mark.usefixtures("writes")
def test_writers_at_the_same_time_do_not_disturb_each_other(tmp_path: Path) -> None:
    caches = [DiskCache(tmp_path / "a.bin") for _ in range(3)]
    for number in range(30):
        caches[number % 3].put(f"key {number}", str(number).encode() * number)
    found = DiskCache(tmp_path / "a.bin")
    assert all(found.get(f"key {number}") == str(number).encode() * number for number in range(30))


@pytest.mark.usefixtures("writes")
def test_a_record_that_was_not_written_whole_is_left_out(tmp_path: Path) -> None:
    cache = DiskCache(tmp_path / "a.bin")
    cache.put("one", b"1")
    cache.put("two", b"2" * 100)
    os.truncate(tmp_path / "a.bin", (tmp_path / "a.bin").stat().st_size - 50)
    assert (DiskCache(tmp_path / "a.bin").get("one"), DiskCache(tmp_path / "a.bin").get("two")) == (b"1", None)


@pytest.mark.usefixtures("writes")
@pytest.mark.parametrize("at", [0, 12, 40, 150])
def test_a_file_with_a_wrong_byte_is_begun_anew(tmp_path: Path, at: int) -> None:
    cache = DiskCache(tmp_path / "a.bin")
    cache.put("one", b"1" * 100)
    cache.put("two", b"2" * 100)
    data = bytearray((tmp_path / "a.bin").read_bytes())
    data[at] ^= 1
    (tmp_path / "a.bin").write_bytes(data)
    again = DiskCache(tmp_path / "a.bin")
    assert again.get("one") is None
    again.put("one", b"new")
    assert DiskCache(tmp_path / "a.bin").get("one") == b"new"


@pytest.mark.usefixtures("writes")
def test_a_file_that_others_can_write_is_not_read(tmp_path: Path) -> None:
    DiskCache(tmp_path / "a.bin").put("one", b"1")
    (tmp_path / "a.bin").chmod(0o666)
    assert DiskCache(tmp_path / "a.bin").get("one") is None


@pytest.mark.usefixtures("writes")
def test_a_link_is_not_followed(tmp_path: Path) -> None:
    DiskCache(tmp_path / "a.bin").put("one", b"1")
    (tmp_path / "b.bin").symlink_to(tmp_path / "a.bin")
    assert DiskCache(tmp_path / "b.bin").get("one") is None


@pytest.mark.usefixtures("writes")
def test_without_a_folder_there_is_no_cache(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cache = DiskCache(tmp_path / "file" / "a.bin")
    cache.put("one", b"1")
    assert cache.get("one") is None


def test_where_python_writes_nothing_it_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    DiskCache(tmp_path / "a.bin").put("one", b"1")
    assert not list(tmp_path.iterdir())


@pytest.mark.usefixtures("writes")
def test_size_and_number_of_files_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk_cache, "MAX_BYTES", 1000)
    for number in range(20):
        cache = DiskCache(tmp_path / f"platform-{number}.bin")
        for key in range(20):
            cache.put(f"key {key}", b"x" * 100)
    sizes = [file.stat().st_size for file in tmp_path.iterdir()]
    assert len(sizes) <= disk_cache.MAX_FILES + 1
    assert all(800 < size <= 1000 for size in sizes)


def test_a_second_process_compiles_nothing_and_its_page_is_the_same(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def run() -> list[object]:
        done = subprocess.run([sys.executable, "-c", PAGE], env=environment, capture_output=True, text=True, check=True)
        found: list[object] = json.loads(done.stdout)
        return found

    assert run() == [["b", 1, "function"], 1, []]
    (file,) = tmp_path.rglob("platform-*.bin")
    size = file.stat().st_size
    assert run() == [["b", 1, "function"], 0, []]
    assert file.stat().st_size == size > 100_000
