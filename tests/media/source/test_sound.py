"""Sound of a MediaSource, and the memory limit of its page."""

from __future__ import annotations

from pathlib import Path

import pytest

from shim import Browser
from tests.conftest import Serve
from tests.media.source.conftest import Media, answer
from tests.sound import Sound

FILL = """
  const source = await open(), buffer = source.addSourceBuffer(TYPES.KIND);
  await append(buffer, await get("/KIND/whole"));
  source.endOfStream();
"""


@pytest.mark.parametrize("kind", ["mp4", "webm", "adts", "mp3"])
async def test_the_tone_in_the_segments_is_heard_without_a_break(serve: Serve, tmp_path: Path, kind: str) -> None:
    origin = await serve(answer)
    async with Browser(clock="manual", autoplay="allow") as browser:
        page = await browser.new_page()
        await page.goto(f"{origin}/")
        async with browser.device.record(tmp_path / "out.wav"):
            run = Media(page).run(
                FILL.replace("KIND", kind) + 'await a.play(); await once(a, "ended"); return a.duration'
            )
            duration = await run
        assert list(page.errors) == []
    sound = Sound(tmp_path / "out.wav")
    assert abs(sound.duration - duration) < 0.1
    levels = [sound.level(440, at / 10, at / 10 + 0.1) for at in range(2, 38)]
    assert min(levels) > 0.4
    assert max(levels) < 0.6
    assert sound.roughness(0.3, 3.7, above=2000) < 0.02


async def test_segments_of_two_files_are_heard_where_they_were_put(serve: Serve, tmp_path: Path) -> None:
    origin = await serve(answer)
    async with Browser(clock="manual", autoplay="allow") as browser:
        page = await browser.new_page()
        await page.goto(f"{origin}/")
        async with browser.device.record(tmp_path / "out.wav"):
            run = Media(page).run("""
              const source = await open(), buffer = source.addSourceBuffer(TYPES.webm);
              await append(buffer, await get("/webm/whole"));
              buffer.appendWindowStart = 1;
              buffer.appendWindowEnd = 2;
              await append(buffer, await get("/webm/whole?hz=880"));
              source.endOfStream();
              await a.play();
              await once(a, "ended");
            """)
            await run
    sound = Sound(tmp_path / "out.wav")
    for start, end, there, gone in ((0.1, 0.9, 440, 880), (1.1, 1.9, 880, 440), (2.1, 3.8, 440, 880)):
        assert sound.level(there, start, end) > 0.4
        assert sound.level(gone, start, end) < 0.05


async def test_a_call_stops_it_and_it_goes_on_after(serve: Serve, tmp_path: Path) -> None:
    origin = await serve(answer)
    async with Browser(clock="manual", autoplay="allow") as browser:
        page = await browser.new_page()
        await page.goto(f"{origin}/")
        async with browser.device.record(tmp_path / "out.wav"):
            await page.evaluate(f"(async () => {{ {FILL.replace('KIND', 'mp4')} await a.play(); }})()")
            await browser.clock.run_for(1)
            assert page.session.state == "active"
            async with browser.device.phone_call():
                await browser.clock.run_for(1)
                assert page.session.state == "interrupted"
                assert await page.evaluate("a.paused")
            await browser.clock.run_for(1)
            assert page.session.state == "active"
            assert not await page.evaluate("a.paused")
    sound = Sound(tmp_path / "out.wav")
    assert sound.level(440, 0.3, 0.9) > 0.4
    assert sound.peak(1.3, 1.9) < 0.01
    assert sound.level(440, 2.3, 2.9) > 0.4


async def test_what_is_buffered_counts_and_goes_with_its_element(serve: Serve) -> None:
    origin = await serve(answer)
    async with Browser(memory_limit=12_000_000, autoplay="allow") as browser:
        page = await browser.new_page()
        await page.goto(f"{origin}/")
        found = await Media(page).run("""
          const source = await open(), buffer = source.addSourceBuffer(TYPES.mp3), data = new Uint8Array(1 << 20);
          let appended = 0, name = "";
          const bytes = new Uint8Array(await get("/mp3/whole"));
          for (let at = 0; at + bytes.length < data.length; at += bytes.length) data.set(bytes, at);
          try {
            for (; appended < 50; appended++) await append(buffer, data);
          } catch (error) { name = error.name; }
          buffer.remove(0, Infinity);
          await once(buffer, "updateend");
          await append(buffer, bytes);
          return [appended, name, buffer.buffered.length];
        """)
        assert found[1:] == ["QuotaExceededError", 1]
        assert 1 <= found[0] < 12
        again = await Media(page).run("""
          a.removeAttribute("src");
          a.load();
          const source = await open(), buffer = source.addSourceBuffer(TYPES.mp3);
          await append(buffer, new Uint8Array(1 << 20));
          return source.readyState;
        """)
        assert again == "ended"  # zeros are not MP3, but there was room for them


async def test_a_full_buffer_gives_up_what_has_been_played(serve: Serve) -> None:
    origin = await serve(answer)
    async with Browser(autoplay="allow") as browser:
        page = await browser.new_page()
        await page.goto(f"{origin}/")
        found = await Media(page).run("""
          const source = await open(), buffer = source.addSourceBuffer(TYPES.mp3), data = new Uint8Array(1 << 20);
          const bytes = new Uint8Array(await get("/mp3/whole"));
          for (let at = 0; at + bytes.length < data.length; at += bytes.length) data.set(bytes, at);
          let name = "", appended = 0;
          try { for (; appended < 50; appended++) await append(buffer, data); } catch (error) { name = error.name; }
          const full = buffer.buffered.end(0);
          a.currentTime = full - 10;
          await once(a, "seeked");
          await append(buffer, data);
          return [name, appended, buffer.buffered.start(0) > 1, buffer.buffered.end(0) > full];
        """)
    assert found[0] == "QuotaExceededError"
    assert 10 <= found[1] <= 12
    assert found[2:] == [True, True]
