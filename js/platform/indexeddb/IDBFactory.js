// https://w3c.github.io/IndexedDB/#factory-interface
define(
  `
[Exposed=(Window,Worker)]
interface IDBFactory {
  IDBOpenDBRequest open(DOMString name, optional any version);
  IDBOpenDBRequest deleteDatabase(DOMString name);
  Promise<any> databases();
  short cmp(any first, any second);
};`,
  class {
    open(name, version) {
      let number = 0;
      if (version !== undefined) {
        number = Math.trunc(Number(version));
        if (!(number >= 1 && number <= Number.MAX_SAFE_INTEGER))
          throw new $.TypeError("The version provided must not be less than 1.");
      }
      return $.askForDatabase("open", $.str(name), number);
    }
    deleteDatabase(name) {
      return $.askForDatabase("delete", $.str(name), 0);
    }
    async databases() {
      return $.pageParse(h.indexed_databases());
    }
    cmp(first, second) {
      const one = $.needKey(first),
        two = $.needKey(second);
      return one < two ? -1 : one > two ? 1 : 0;
    }
  },
);
