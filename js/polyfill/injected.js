// The polyfill as it is put into pages from outside. A page that comes back from the back/forward cache is new to the
// host, which tells it to be silent until it has a place for it, and then to introduce itself.
import { beginAnew } from "./announce.js";
import { DEVICE_KINDS } from "./device-kinds.js";
import { apply, hideFrom, hookGetter, hookValue } from "./hooks.js";
import { install } from "./install.js";

// As install does; link gets hush(), announce(), and look() for when the window has another document. imitate is
// given what it needs to hook more than the polyfill does, in a way that reads as native code; link then also gets
// read(fn), by which the windows in this one read its functions; readAround(fn) is that of the window around.
export function installInjected(window, link, extras, imitate) {
  const { send } = link;
  link.hush = () => {
    link.send = () => {};
  };
  link.watch = ({ session, guard, lookForMedia }) => {
    link.look = guard(lookForMedia);
    link.announce = guard(() => {
      link.hush();
      const introduce = beginAnew(session);
      link.send = send;
      introduce();
    });
  };
  imitate?.({ hookGetter, hookValue });
  const isInstalled = install(window, link, extras, DEVICE_KINDS);
  if (!isInstalled && imitate) hideFrom(window);
  if (imitate) readAcrossWindows(window, link);
  return isInstalled;
}

// By the toString of a frame a hook of the window around it would read as native code without a name.
function readAcrossWindows({ Function: { prototype } }, link) {
  const { original, value } = hookValue(prototype, "toString", {
    apply(target, self, args) {
      const text = apply(target, self, args);
      try {
        return text === nameless ? link.readAround(self) : text;
      } catch {
        return text;
      }
    },
  });
  const nameless = apply(original, new Proxy(apply, {}), []);
  link.read = (fn) => apply(value, fn, []);
}
