// What is put into pages from outside. A page that comes back from the back/forward cache is new to the host, which
// tells it to be silent until it has a place for it, and then to introduce itself.
import { beginAnew } from "./announce.js";
import { hideFrom, hookGetter, hookValue } from "./hooks.js";
import { install } from "./install.js";

// As install does; link gets hush(), announce(), and look() for when the window has another document. imitate is
// given what it needs to hook more than the polyfill does, in a way that reads as native code.
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
  const isInstalled = install(window, link, extras);
  if (!isInstalled && imitate) hideFrom(window);
  return isInstalled;
}
