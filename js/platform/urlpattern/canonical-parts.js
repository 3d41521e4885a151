// Parts of URLs on their own, in the form that they have in a parsed URL. https://urlpattern.spec.whatwg.org/#canon
library({
  get urlEncoders() {
    const dummy = "https://dummy.invalid/";
    const assigned = (name, value) => $.h.set_url_component(dummy, name, value).split("\n");
    return {
      protocol(value) {
        if (value === "") return value;
        const parts = $.urlParts(`${value}://dummy.invalid/`);
        if (parts === null) $.badUrlPattern(`'${value}' is not a protocol`);
        return parts[2].slice(0, -1);
      },
      username: (value) => assigned("username", value)[3],
      password: (value) => assigned("password", value)[4],
      hostname(value) {
        if (value === "") return value;
        const host = assigned("hostname", value)[6];
        if (host === "dummy.invalid" && value !== host) $.badUrlPattern(`'${value}' is not a host`);
        return host;
      },
      port(value, protocol) {
        if (value === "") return value;
        const digits = /^\d+/.exec(value.replace(/[\t\n\r]/g, ""));
        if (digits === null || +digits[0] > 65535) $.badUrlPattern(`'${value}' is not a port`);
        const port = String(+digits[0]);
        return $.specialPorts[protocol] === port ? "" : port;
      },
      pathname(value) {
        if (value === "") return value;
        if (value[0] === "/") return assigned("pathname", value)[8];
        return assigned("pathname", `/-${value}`)[8].slice(2);
      },
      search: (value) => (value === "" ? value : assigned("search", `?${value}`)[9].slice(1)),
      hash: (value) => (value === "" ? value : assigned("hash", `#${value}`)[10].slice(1)),
    };
  },
  // the host of a scheme that is not special
  encodeOpaqueHost(value) {
    if (value === "") return value;
    const host = $.h.set_url_component("dummy://dummy.invalid/", "hostname", value).split("\n")[6];
    if (host === "dummy.invalid" && value !== host) $.badUrlPattern(`'${value}' is not a host`);
    return host;
  },
  encodeIPv6(value) {
    if (/[^\da-fA-F[\]:]/.test(value)) $.badUrlPattern(`'${value}' is not a part of an IPv6 address`);
    return $.lower(value);
  },
  encodeOpaquePath(value) {
    const parts = value === "" ? null : $.urlParts(`dummy:${value.replace(/[?#]/g, encodeURIComponent)}`);
    return parts === null ? value : parts[8];
  },
});
