# ruff: noqa: E501 scripts have long lines
"""IndexedDB, and libraries on it, come out the same on both engines."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from shim import Browser
from tests.paths import ROOT

URL = "https://example.test/"
MODULES = ROOT / "node_modules"
ALL = """async () => {
  const log = [];
  const done = (r) => new Promise((ok, no) => { r.onsuccess = () => ok(r.result); r.onerror = (e) => { e.preventDefault(); no(r.error); }; });
  const ended = (tx) => new Promise((ok) => { tx.oncomplete = () => ok("complete"); tx.onabort = () => ok("abort " + tx.error?.name); });
  const open = indexedDB.open("a", 2);
  open.onupgradeneeded = (e) => {
    log.push(["upgrade", e.oldVersion, e.newVersion, open.transaction.mode]);
    const s = open.result.createObjectStore("s", { keyPath: "id" });
    s.createIndex("name", "name"); s.createIndex("tags", "tags", { multiEntry: true });
    s.put({ id: 1, name: "x", tags: ["a", "b"] });
    s.createIndex("late", "name", { unique: true });
    open.result.createObjectStore("auto", { autoIncrement: true });
    open.result.createObjectStore("both", { autoIncrement: true, keyPath: "k.id" });
  };
  const db = await done(open);
  log.push([db.name, db.version, [...db.objectStoreNames]]);
  let tx = db.transaction(["s", "auto", "both"], "readwrite");
  const s = tx.objectStore("s");
  log.push(await done(s.put({ id: 2, name: "y", tags: ["b"] })));
  log.push(await done(s.add({ id: 2 })).catch((e) => e.name));
  log.push(await done(s.put({ id: 3, name: "y" })).catch((e) => e.name));
  log.push(await done(s.index("tags").getAllKeys("b")), await done(s.index("name").get("y")), await done(s.count()));
  log.push(await done(tx.objectStore("auto").add("v")), await done(tx.objectStore("auto").add("w", 10)), await done(tx.objectStore("auto").add("z")));
  log.push(await done(tx.objectStore("both").add({ v: 1 })), await done(tx.objectStore("both").getAll()));
  log.push(await ended(tx));
  try { s.get(1) } catch (e) { log.push(e.name) }
  tx = db.transaction("auto", "readwrite");
  for (const k of [new Date(5), "b", "a", [1, "x"], [1], -5, 1e10, new Uint8Array([1, 2]), "é\\u{1F600}"]) tx.objectStore("auto").put(1, k);
  log.push((await done(tx.objectStore("auto").getAllKeys())).map((k) => k instanceof ArrayBuffer ? [...new Uint8Array(k)] : k));
  tx.abort(); log.push(await ended(tx));
  tx = db.transaction("auto");
  log.push(await done(tx.objectStore("auto").getAllKeys()));
  try { tx.objectStore("auto").put(1, 1) } catch (e) { log.push(e.name) }
  tx = db.transaction("s");
  const walk = async (source, q, d) => { const out = []; let r = source.openCursor(q, d); await new Promise((ok) => { r.onsuccess = () => { const c = r.result; if (!c) return ok(); out.push([c.key, c.primaryKey, c.value.id]); c.continue(); } }); return out };
  for (const d of ["next", "prev", "nextunique", "prevunique"]) log.push(await walk(tx.objectStore("s").index("tags"), null, d));
  log.push(await walk(tx.objectStore("s"), IDBKeyRange.lowerBound(1, true)));
  // order
  const order = []; const t1 = db.transaction("s", "readwrite"), t2 = db.transaction("s", "readwrite"), t3 = db.transaction("auto");
  t2.objectStore("s").get(1).onsuccess = () => order.push("t2"); t1.objectStore("s").get(1).onsuccess = () => order.push("t1"); t3.objectStore("auto").get(1).onsuccess = () => order.push("t3");
  await Promise.all([t1, t2, t3].map(ended)); log.push(order.indexOf("t1") < order.indexOf("t2"));
  // thrown in handler aborts
  tx = db.transaction("s", "readwrite"); tx.objectStore("s").get(1).onsuccess = () => { throw new Error("mine") }; log.push(await ended(tx));
  // versionchange and blocked
  const events = []; db.onversionchange = (e) => events.push(["versionchange", e.oldVersion, e.newVersion]);
  const again = indexedDB.open("a", 3); again.onblocked = (e) => { events.push(["blocked", e.oldVersion, e.newVersion]); db.close(); };
  again.onupgradeneeded = () => { events.push("upgrade"); again.transaction.objectStore("s").name = "renamed"; again.result.deleteObjectStore("auto"); };
  const db2 = await done(again); log.push(events, [...db2.objectStoreNames]);
  log.push(await done(indexedDB.open("a", 1)).catch((e) => e.name));
  db2.close();
  const failing = indexedDB.open("a", 4); failing.onupgradeneeded = () => { failing.result.createObjectStore("gone"); failing.transaction.abort(); };
  log.push(await done(failing).catch((e) => e.name));
  const db3 = await done(indexedDB.open("a")); log.push(db3.version, [...db3.objectStoreNames]); db3.close();
  log.push(await indexedDB.databases());
  const del = indexedDB.deleteDatabase("a"); log.push(await new Promise((ok) => { del.onsuccess = (e) => ok([e.constructor.name, e.oldVersion, e.newVersion, del.result === undefined]) }));
  log.push(await indexedDB.databases(), indexedDB.cmp([1], [1, 2]), indexedDB.cmp("b", "a"));
  try { indexedDB.cmp({}, 1) } catch (e) { log.push(e.name) }
  return log;
}"""
EXPECTED = [
    ["upgrade", 0, 2, "versionchange"],
    ["a", 2, ["auto", "both", "s"]],
    2,
    "ConstraintError",
    "ConstraintError",
    [1, 2],
    {"id": 2, "name": "y", "tags": ["b"]},
    2,
    1,
    10,
    11,
    1,
    [{"v": 1, "k": {"id": 1}}],
    "complete",
    "TransactionInactiveError",
    [-5, 1, 10, 11, 1e10, "1970-01-01T00:00:00.005Z", "a", "b", "\u00e9\U0001f600", [1, 2], [1], [1, "x"]],
    "abort undefined",
    [1, 10, 11],
    "ReadOnlyError",
    [["a", 1, 1], ["b", 1, 1], ["b", 2, 2]],
    [["b", 2, 2], ["b", 1, 1], ["a", 1, 1]],
    [["a", 1, 1], ["b", 1, 1]],
    [["b", 1, 1], ["a", 1, 1]],
    [[2, 2, 2]],
    True,
    "abort AbortError",
    [["versionchange", 2, 3], ["blocked", 2, 3], "upgrade"],
    ["both", "renamed"],
    "VersionError",
    "AbortError",
    3,
    ["both", "renamed"],
    [{"name": "a", "version": 3}],
    ["IDBVersionChangeEvent", 3, None, True],
    [],
    -1,
    1,
    "DataError",
]
DEXIE = """async () => {
 const db = new Dexie("friends"); db.version(1).stores({friends: "++id, name, age, *tags"});
 await db.friends.bulkAdd([{name:"Ann",age:21,tags:["x"]},{name:"Bob",age:30,tags:["x","y"]},{name:"Cy",age:30,tags:[]}]);
 const out=[await db.friends.where("age").above(25).toArray(), await db.friends.where("tags").equals("x").count(), await db.friends.orderBy("name").reverse().first(), await db.friends.where("name").startsWithIgnoreCase("b").toArray()];
 await db.transaction("rw", db.friends, async () => { await db.friends.where({name:"Ann"}).modify({age: 22}); await db.friends.delete(3); });
 out.push(await db.friends.toArray());
 try { await db.transaction("rw", db.friends, async () => { await db.friends.clear(); throw new Error("no") }) } catch (e) { out.push(e.message) }
 out.push(await db.friends.count()); db.close();
 const db2 = new Dexie("friends"); db2.version(2).stores({friends: "++id, name, city"}).upgrade(t => t.table("friends").toCollection().modify(f => { f.city = "Rome" }));
 out.push(await db2.friends.where("city").equals("Rome").count()); await db2.delete(); out.push(await Dexie.exists("friends")); return out; }"""
IDB = """async () => { const log=[];
 const db = await idb.openDB("shop", 1, { upgrade(db, old) { const s = db.createObjectStore("p", {keyPath:"id", autoIncrement:true}); s.createIndex("price","price"); } });
 await db.add("p", {price: 5}); await db.add("p", {price: 3});
 const tx = db.transaction("p","readwrite"); await Promise.all([tx.store.add({price: 9}), tx.store.put({price: 4, id: 1}), tx.done]);
 log.push(await db.getAllFromIndex("p","price"), await db.getAllKeysFromIndex("p","price",IDBKeyRange.bound(3,4)));
 const t = db.transaction("p"); for await (const c of t.store.index("price").iterate(null,"prev")) log.push([c.key,c.primaryKey]);
 let cur = await db.transaction("p","readwrite").store.openCursor(); while (cur) { await cur.update({...cur.value, seen:1}); cur = await cur.continue(); }
 log.push(await db.getAll("p")); db.close(); await idb.deleteDB("shop"); log.push((await indexedDB.databases()).length); return log; }"""
FRIENDS = {
    "Ann": {"name": "Ann", "age": 22, "tags": ["x"], "id": 1},
    "Bob": {"name": "Bob", "age": 30, "tags": ["x", "y"], "id": 2},
    "Cy": {"name": "Cy", "age": 30, "tags": [], "id": 3},
}
OPEN = """(upgrade) => new Promise((done, fail) => {
  const request = indexedDB.open("shared", upgrade);
  request.onupgradeneeded = () => { if (!request.result.objectStoreNames.contains("s")) request.result.createObjectStore("s"); };
  request.onsuccess = () => { globalThis.db = request.result; done(db.version); };
  request.onblocked = () => { globalThis.blocked = true; };
  request.onerror = () => fail(request.error);
})"""
PUT = """(value) => new Promise((done) => {
  const transaction = db.transaction("s", "readwrite");
  transaction.objectStore("s").put(value, "key");
  transaction.oncomplete = () => done("complete");
  transaction.onabort = () => done(transaction.error.name);
})"""
GET = """() => new Promise((done) => { const request = db.transaction("s").objectStore("s").get("key"); request.onsuccess = () => done(request.result); })"""


@pytest.fixture
async def browser(engine: str) -> AsyncIterator[Browser]:
    async with Browser(engine=engine) as browser:
        yield browser


async def test_all_of_it(browser: Browser) -> None:
    page = await browser.new_page()
    await page.set_content("<p>", url=URL)
    assert await page.evaluate(ALL) == EXPECTED
    assert ["mine" in error.message for error in page.errors] == [True]


async def test_idb_and_dexie(browser: Browser) -> None:
    page = await browser.new_page()
    scripts = [MODULES / "idb" / "build" / "umd.js", MODULES / "dexie" / "dist" / "dexie.js"]
    if not all(script.exists() for script in scripts):
        pytest.fail("idb and dexie are not installed: run `npm ci` (or `make setup`) first")
    markup = "".join(f"<script>{script.read_text('utf-8')}</script>" for script in scripts)
    await page.set_content(markup, url=URL)
    ann, bob, cy = FRIENDS.values()
    assert await page.evaluate(DEXIE) == [[bob, cy], 2, cy, [bob], [ann, bob], "no", 2, 2, False]
    one, two, three = ({"price": price, "id": id_} for price, id_ in ((4, 1), (3, 2), (9, 3)))
    seen = [{**item, "seen": 1} for item in (one, two, three)]
    assert await page.evaluate(IDB) == [[two, one, three], [2, 1], [9, 3], [4, 1], [3, 2], seen, 0]
    assert page.errors == type(page.errors)()


async def test_values_are_clones_and_handlers_run_in_order(browser: Browser) -> None:
    page = await browser.new_page()
    await page.set_content("<p>", url=URL)
    assert await page.evaluate(OPEN, 1) == 1
    script = """async () => {
      const map = new Map([["a", new Set([1n])]]), value = { map, date: new Date(7), bytes: new Uint8Array([1, 2]), regexp: /x/g, error: new RangeError("r") };
      value.self = value;
      const transaction = db.transaction("s", "readwrite"), store = transaction.objectStore("s"), log = [];
      store.put(value, 1).onsuccess = () => log.push("put");
      store.get(1).onsuccess = ({ target }) => log.push("get", target.result.self === target.result, target.result !== value, [...target.result.map.get("a")][0] === 1n, target.result.date.getTime(), target.result.bytes[1], target.result.error instanceof RangeError);
      try { store.put(() => 1, 2) } catch (error) { log.push(error.name) }
      Promise.resolve().then(() => store.count().onsuccess = () => log.push("microtask"));
      setTimeout(() => { try { store.count() } catch (error) { log.push(error.name) } });
      await new Promise((done) => { transaction.oncomplete = done; });
      log.push("complete");
      await new Promise((done) => setTimeout(done, 20));
      return log.filter((entry) => entry !== "TransactionInactiveError").concat(log.includes("TransactionInactiveError"));
    }"""
    expected = ["DataCloneError", "put", "get", True, True, True, 7, 2, True, "microtask", "complete", True]
    assert await page.evaluate(script) == expected


async def test_pages_of_one_origin_share_databases() -> None:
    async with Browser() as browser:
        first, second, third = [await browser.new_page() for _ in range(3)]
        await first.set_content("<p>", url=URL)
        await second.set_content("<p>", url=URL)
        await third.set_content("<p>", url="https://other.test/")
        assert [await page.evaluate(OPEN, 1) for page in (first, second)] == [1, 1]
        assert await first.evaluate(PUT, "mine") == "complete"
        assert await second.evaluate(GET) == "mine"
        assert await third.evaluate("indexedDB.databases()") == []
        # a newer version waits for the other page's connection, which its page takes along
        await first.evaluate("() => { db.close() }")
        await first.evaluate(f"() => {{ waiting = ({OPEN})(2) }}")
        await first.wait_for_function("globalThis.blocked")
        await second.close()
        assert await first.evaluate("waiting") == 2
        assert await first.evaluate(GET) == "mine"


async def test_a_page_that_goes_takes_its_transaction_back() -> None:
    async with Browser() as browser:
        first, second = await browser.new_page(), await browser.new_page()
        for page in (first, second):
            await page.set_content("<p>", url=URL)
            await page.evaluate(OPEN, 1)
        await first.evaluate(PUT, "before")
        await first.evaluate(
            """() => new Promise((done) => {
              const store = db.transaction("s", "readwrite").objectStore("s");
              const on = () => { store.put("during", "key").onsuccess = () => { done(); on(); }; };
              on();
            })"""
        )
        await first.close()
        assert await second.evaluate(GET) == "before"


async def test_an_origin_that_takes_too_much_is_refused() -> None:
    async with Browser() as browser:
        page = await browser.new_page()
        await page.set_content("<p>", url=URL)
        await page.evaluate(OPEN, 1)
        assert await page.evaluate(f"() => ({PUT})('x'.repeat(70 * 1024 ** 2))") == "QuotaExceededError"
        assert await page.evaluate(PUT, "small") == "complete"
        many = "() => { try { for (;;) db.transaction('s', 'readwrite') } catch (error) { return error.name } }"
        assert await page.evaluate(many) == "QuotaExceededError"
        opaque = "() => { try { return indexedDB.open('x') && 1 } catch (error) { return error.name } }"
        await page.set_content("<p>")
        assert await page.evaluate(opaque) == "SecurityError"
