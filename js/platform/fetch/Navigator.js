// https://w3c.github.io/beacon/#sendbeacon-method
define(
  `
partial interface Navigator {
  boolean sendBeacon(USVString url, optional any data = null);
};`,
  class {
    sendBeacon(url, data) {
      const target = $.absolute(url);
      if (target === null || !/^https?:/.test(target))
        throw new $.TypeError(`Failed to execute 'sendBeacon' on 'Navigator': The URL '${url}' is invalid.`);
      let buffer = null,
        type = null;
      if (data !== null) {
        const extracted = $.extractBody(data, true);
        ({ buffer } = extracted.body);
        ({ type } = extracted);
        if (buffer.byteLength > 65536) return false;
      }
      const plain = type === null || $.isNoCorsHeader("content-type", type);
      $.startFetch(
        {
          url: target,
          method: "POST",
          headers: type === null ? [] : [["content-type", type]],
          mode: plain ? "no-cors" : "cors",
          credentials: "include",
          redirect: "follow",
          referrer: "client",
          referrerPolicy: "",
          timeout: 0,
        },
        buffer,
        () => {},
        () => {},
      );
      return true;
    }
  },
);
