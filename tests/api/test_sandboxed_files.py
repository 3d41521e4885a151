"""A sandboxed document that a page of a file makes reads none of the files beside the page, on both engines."""

from __future__ import annotations

from pathlib import Path

import pytest

from shim import Browser

LOADS = """
const told = { origin: self.origin }, all = [];
const wait = (name, work) => all.push(work.then((found) => { told[name] = found }, () => { told[name] = "refused" }));
const element = (name, made, ready) => wait(name, new Promise((done, failed) => {
  made[ready] = () => done("read");
  made.onerror = failed;
}));
wait("fetch", fetch("secret.txt").then((response) => response.text()));
wait("module", import("./secret.mjs").then(() => "read"));
const script = document.createElement("script");
element("script", script, "onload");
script.src = "secret.js";
document.head.append(script);
const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet" });
element("sheet", sheet, "onload");
sheet.href = "secret.css";
document.head.append(sheet);
Promise.all(all).then(() => parent.postMessage(told, "*"));
"""
PAGE = """<!doctype html><body><script>
const told = new Promise((done) => addEventListener("message", ({ data }) => done(data)));
const frame = document.createElement("iframe");
const html = `<base href="${location.href}"><body><script>` + LOADS + "</" + "script>";
SANDBOX
FRAME;
document.body.append(frame);
</script>"""
FRAMES = {
    "srcdoc": "frame.srcdoc = html",
    "data": "frame.src = 'data:text/html,' + encodeURIComponent(html)",
    "blob": "frame.src = URL.createObjectURL(new Blob([html], { type: 'text/html' }))",
}


@pytest.mark.parametrize("kind", FRAMES)
async def test_a_sandboxed_document_reads_no_files(kind: str, engine: str, tmp_path: Path) -> None:
    names = ["fetch", "module", "script", "sheet"]
    told = await loaded(kind, engine, tmp_path, "frame.sandbox = 'allow-scripts';")
    assert told == {"origin": "null"} | dict.fromkeys(names, "refused")


async def test_one_without_a_sandbox_reads_what_the_page_does(engine: str, tmp_path: Path) -> None:
    told = await loaded("srcdoc", engine, tmp_path, "")
    assert (told["fetch"], told["script"], told["sheet"]) == ("secret", "read", "read")


async def loaded(kind: str, engine: str, folder: Path, sandbox: str) -> dict[str, str]:
    for name, text in {"txt": "secret", "js": "0", "mjs": "export {}", "css": "p { color: red }"}.items():
        (folder / f"secret.{name}").write_text(text)
    html = PAGE.replace("LOADS", repr(LOADS)).replace("SANDBOX", sandbox).replace("FRAME", FRAMES[kind])
    (folder / "page.html").write_text(html)
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.goto(folder / "page.html")
        told: dict[str, str] = await page.evaluate("told")
        return told
