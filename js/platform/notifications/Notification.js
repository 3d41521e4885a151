// https://notifications.spec.whatwg.org/#api; a granted notification is shown to nobody: `show` fires and it stays until it
// is closed
define(
  `
[Exposed=(Window,Worker)]
interface Notification : EventTarget {
  constructor(DOMString title, optional NotificationOptions options = {});
  static readonly attribute any permission;
  static Promise<DOMString> requestPermission(optional any deprecatedCallback);
  static readonly attribute unsigned long maxActions;
  attribute EventHandler onclick;
  attribute EventHandler onshow;
  attribute EventHandler onerror;
  attribute EventHandler onclose;
  readonly attribute DOMString title;
  readonly attribute DOMString dir;
  readonly attribute DOMString lang;
  readonly attribute DOMString body;
  readonly attribute DOMString tag;
  readonly attribute DOMString icon;
  readonly attribute DOMString image;
  readonly attribute DOMString badge;
  readonly attribute boolean renotify;
  readonly attribute any silent;
  readonly attribute boolean requireInteraction;
  readonly attribute any data;
  readonly attribute any actions;
  readonly attribute any vibrate;
  readonly attribute double timestamp;
  undefined close();
};
dictionary NotificationOptions {
  DOMString dir = "auto";
  DOMString lang = "";
  DOMString body = "";
  DOMString tag = "";
  DOMString image;
  DOMString icon;
  DOMString badge;
  boolean renotify = false;
  any silent = null;
  boolean requireInteraction = false;
  any data = null;
  any actions;
  any vibrate;
  double timestamp;
};`,
  class {
    construct(title, options) {
      if (options.renotify && options.tag === "")
        throw new $.TypeError("Notifications which set the renotify flag must specify a non-empty tag.");
      if (options.actions?.length > 0) throw new $.TypeError("Actions are only supported for persistent notifications.");
      Object.assign(impl, options, { title, data: $.global.structuredClone(options.data) });
      const url = (text) => (text === undefined ? "" : ($.absolute(text) ?? ""));
      Object.assign(impl, { icon: url(options.icon), image: url(options.image), badge: url(options.badge) });
      impl.timestamp = options.timestamp ?? Math.trunc(h.wall_clock());
      const isGranted = $.notificationPermission() === "granted";
      if (isGranted) $.shownNotifications.add(this);
      $.queueTask(() => $.fire(this, isGranted ? "show" : "error", {}, "Event"));
    }
    static get permission() {
      const state = $.notificationPermission();
      return state === "prompt" ? "default" : state;
    }
    // https://notifications.spec.whatwg.org/#dom-notification-requestpermission
    static async requestPermission(deprecatedCallback) {
      await $.nextTask();
      const state = await $.answered("notifications");
      if (typeof deprecatedCallback === "function") $.invoke(deprecatedCallback, undefined, [state]);
      return state;
    }
    static get maxActions() {
      return 2;
    }
    get title() {
      return impl.title;
    }
    get dir() {
      return impl.dir;
    }
    get lang() {
      return impl.lang;
    }
    get body() {
      return impl.body;
    }
    get tag() {
      return impl.tag;
    }
    get icon() {
      return impl.icon;
    }
    get image() {
      return impl.image;
    }
    get badge() {
      return impl.badge;
    }
    get renotify() {
      return impl.renotify;
    }
    get silent() {
      return impl.silent;
    }
    get requireInteraction() {
      return impl.requireInteraction;
    }
    get data() {
      return impl.data;
    }
    get actions() {
      return (impl.noActions ??= Object.freeze([]));
    }
    get vibrate() {
      return (impl.vibrations ??= Object.freeze([...(impl.vibrate ?? [])]));
    }
    get timestamp() {
      return impl.timestamp;
    }
    close() {
      if ($.shownNotifications.delete(this)) $.queueTask(() => $.fire(this, "close", {}, "Event"));
    }
  },
);

library({
  get shownNotifications() {
    return new Set();
  },
  notificationPermission() {
    return $.global.isSecureContext ? $.h.permission_state("notifications") : "denied";
  },
  // the state of a permission once the person has answered, who does so by `grant_permissions`
  async answered(name) {
    const state = () => ($.global.isSecureContext ? $.h.permission_state(name) : "denied");
    if (state() !== "prompt") return state();
    const status = $.permissionStatus(name);
    const { promise, resolve } = $.deferred();
    $.listen($.impl(status), "change", resolve);
    $.heardStatuses.add(status);
    await promise;
    $.heardStatuses.delete(status);
    return state();
  },
});
