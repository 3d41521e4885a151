// https://xhr.spec.whatwg.org/#interface-formdata; `impl.entries` holds [name, string or File]
define(
  `
[Exposed=(Window,Worker)]
interface FormData {
  constructor(optional HTMLFormElement form, optional HTMLElement? submitter = null);
  undefined append(USVString name, any value, optional USVString filename);
  undefined delete(USVString name);
  any get(USVString name);
  sequence<any> getAll(USVString name);
  boolean has(USVString name);
  undefined set(USVString name, any value, optional USVString filename);
  iterable<USVString, any>;
};`,
  class {
    construct(form, submitter) {
      Object.assign(impl, $.formSlots(form === undefined ? [] : $.formEntries(form, submitter)));
    }
    append(name, value, filename) {
      impl.entries.push([name, $.formValue(value, filename)]);
    }
    delete(name) {
      impl.entries = impl.entries.filter((e) => e[0] !== name);
    }
    get(name) {
      return impl.entries.find((e) => e[0] === name)?.[1] ?? null;
    }
    getAll(name) {
      return impl.entries.filter((e) => e[0] === name).map((e) => e[1]);
    }
    has(name) {
      return impl.entries.some((e) => e[0] === name);
    }
    set(name, value, filename) {
      const entry = [name, $.formValue(value, filename)];
      const at = impl.entries.findIndex((e) => e[0] === name);
      if (at < 0) impl.entries.push(entry);
      else {
        impl.entries[at] = entry;
        impl.entries = impl.entries.filter((e, i) => i <= at || e[0] !== name);
      }
    }
  },
);
