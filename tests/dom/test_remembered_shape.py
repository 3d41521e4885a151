"""Memory that script has of the tree's shape (neighbours, selectors, collections, event paths) is dropped in time."""

from __future__ import annotations

import turbohtml

from shim import Browser

# a page remembers only when it has asked a few times
WARM_UP = "<script>for (let i = 0; i < 20; i++) document.body.firstChild</script>"
HTML = "<!doctype html><body><ul id=list><li id=a></li><li id=b></li></ul></body>" + WARM_UP
LOOK = """() => {
  const list = document.getElementById("list");
  const ids = [];
  for (let node = list.firstChild; node !== null; node = node.nextSibling) ids.push(node.id);
  const last = document.querySelector("li:last-child") && document.querySelector("#list > .new");
  const { parentNode } = document.getElementById(ids[0]);
  return [ids.join(" "), list.lastChild.id, list.children.length, last === null ? "" : last.id, parentNode.id];
}"""


def _append(document: turbohtml.Document) -> None:
    found = document.select_one("#list")
    assert found is not None
    found.append(turbohtml.Element("li", {"id": "c", "class": "new"}))


async def test_the_embedder_changes_the_tree_between_scripts() -> None:
    async with Browser() as browser:
        page = await browser.new_page()
        await page.set_content(HTML)
        assert await page.evaluate(LOOK) == ["a b", "b", 2, "", "list"]
        _append(page.document)
        assert await page.evaluate(LOOK) == ["a b c", "c", 3, "c", "list"]


async def test_a_handler_of_the_embedder_changes_the_tree_in_the_middle_of_a_script() -> None:
    async with Browser() as browser:
        page = await browser.new_page()
        page.on("console", lambda _: _append(page.document))
        await page.set_content(HTML)
        both = await page.evaluate(
            f"() => {{ const look = {LOOK}; const before = look(); console.log(1); return [before, look()]; }}"
        )
        assert both == [["a b", "b", 2, "", "list"], ["a b c", "c", 3, "c", "list"]]


async def test_script_changes_the_tree() -> None:
    async with Browser() as browser:
        page = await browser.new_page()
        await page.set_content(HTML)
        changes = """() => {
          const list = document.getElementById("list"), [a, b] = list.children, seen = [];
          const look = () => {
            const ids = [...list.children].map((e) => e.id).join("");
            seen.push(ids + (a.nextSibling?.id ?? "-") + (document.querySelector("#list .x")?.id ?? "-"));
          };
          look();
          list.insertBefore(b, a); look();
          a.className = "x"; look();
          a.remove(); look();
          list.innerHTML = "<li id=d></li>"; look();
          return seen;
        }"""
        assert await page.evaluate(changes) == ["abb-", "ba--", "ba-a", "b--", "d--"]


async def test_an_event_takes_the_path_of_the_moment() -> None:
    async with Browser() as browser:
        page = await browser.new_page()
        await page.set_content(HTML)
        paths = """() => {
          const list = document.getElementById("list"), a = list.firstChild, seen = [];
          a.addEventListener("x", (e) => seen.push(e.composedPath().length));
          const fire = () => a.dispatchEvent(new Event("x", { bubbles: true }));
          fire(); fire();
          document.body.append(a); fire();
          a.remove(); fire();
          const host = document.createElement("div");
          host.append(a); fire();
          host.attachShadow({ mode: "open" }).append(document.createElement("slot")); fire();
          return seen;
        }"""
        assert await page.evaluate(paths) == [6, 6, 5, 1, 2, 4]
