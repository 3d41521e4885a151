// Patterns of URLs: what they are made of, and what they match. https://urlpattern.spec.whatwg.org/#urlpattern-struct
library({
  get urlPatternNames() {
    return ["protocol", "username", "password", "hostname", "port", "pathname", "search", "hash"];
  },
  get specialPorts() {
    return { http: "80", https: "443", ws: "80", wss: "443", ftp: "21", file: "" };
  },
  badUrlPattern(message) {
    throw new $.TypeError(`Invalid URL pattern: ${message}`);
  },
  // a URLPatternInit or text
  urlPatternInput(input) {
    if (input === undefined || input === null || typeof input === "object" || typeof input === "function")
      return $.dictionary(input, "URLPatternInit");
    return $.str(input);
  },
  // https://urlpattern.spec.whatwg.org/#url-pattern-create
  newUrlPattern(input, baseURL, ignoreCase) {
    let init = input;
    if (typeof input === "string") {
      // 1.
      init = $.parseUrlPattern(input);
      if (baseURL === undefined && init.protocol === undefined) $.badUrlPattern("a relative pattern needs a base URL");
      if (baseURL !== undefined) init.baseURL = baseURL;
    } else if (baseURL !== undefined) $.badUrlPattern("an object comes without a second base URL"); // 2.
    // 3. to 5.
    const given = $.processUrlPatternInit(init, true, {});
    for (const name of $.urlPatternNames) given[name] ??= "*";
    // 6.
    if (given.port !== "" && $.specialPorts[given.protocol] === given.port) given.port = "";
    // 8. to 11.
    const plain = { delimiter: "", prefix: "", ignoreCase: false };
    const compile = (name, options) => $.compileUrlComponent(given[name], $.urlEncoders[name], options);
    const components = {
      protocol: compile("protocol", plain),
      username: compile("username", plain),
      password: compile("password", plain),
    };
    const isSpecial = Object.keys($.specialPorts).some((scheme) => components.protocol.regexp.test(scheme));
    const hostEncoder = $.isIPv6Pattern(given.hostname) ? $.encodeIPv6 : isSpecial ? $.urlEncoders.hostname : $.encodeOpaqueHost;
    components.hostname = $.compileUrlComponent(given.hostname, hostEncoder, { ...plain, delimiter: "." });
    components.port = compile("port", plain);
    // 12. to 16.
    const options = { ...plain, ignoreCase };
    components.pathname = isSpecial
      ? compile("pathname", { delimiter: "/", prefix: "/", ignoreCase })
      : $.compileUrlComponent(given.pathname, $.encodeOpaquePath, options);
    components.search = compile("search", options);
    components.hash = compile("hash", options);
    return components;
  },
  // https://urlpattern.spec.whatwg.org/#hostname-pattern-is-an-ipv6-address
  isIPv6Pattern(pattern) {
    return pattern.length >= 2 && /^(?:\[|\{\[|\\\[)/.test(pattern);
  },
  // https://urlpattern.spec.whatwg.org/#process-a-urlpatterninit
  processUrlPatternInit(init, isPattern, result) {
    let base = null;
    const has = (...names) => names.some((name) => init[name] !== undefined);
    if (init.baseURL !== undefined) {
      base = $.urlComponents($.urlParts(init.baseURL));
      if (base === null) $.badUrlPattern(`'${init.baseURL}' is not a URL`);
      const inherit = (name) => {
        result[name] = isPattern ? $.escapeUrlPattern(base[name]) : base[name];
      };
      if (!has("protocol")) inherit("protocol");
      if (!isPattern && !has("protocol", "hostname", "port", "username")) inherit("username");
      if (!isPattern && !has("protocol", "hostname", "port", "username", "password")) inherit("password");
      if (!has("protocol", "hostname")) inherit("hostname");
      if (!has("protocol", "hostname", "port")) inherit("port");
      if (!has("protocol", "hostname", "port", "pathname")) inherit("pathname");
      if (!has("protocol", "hostname", "port", "pathname", "search")) inherit("search");
      if (!has("protocol", "hostname", "port", "pathname", "search", "hash")) inherit("hash");
    }
    const put = (name, value, encode = $.urlEncoders[name]) => {
      result[name] = isPattern ? value : encode(value, result.protocol);
    };
    if (has("protocol")) put("protocol", init.protocol.replace(/:$/, ""));
    if (has("username")) put("username", init.username);
    if (has("password")) put("password", init.password);
    const isSpecial = result.protocol === undefined || result.protocol === "" || result.protocol in $.specialPorts;
    if (has("hostname")) put("hostname", init.hostname, isSpecial ? undefined : $.encodeOpaqueHost);
    if (has("port")) put("port", init.port);
    if (has("pathname")) {
      let path = init.pathname;
      if (base !== null && !base.isOpaque && !$.isAbsolutePattern(path, isPattern)) {
        const folder = base.pathname.slice(0, base.pathname.lastIndexOf("/") + 1);
        path = (isPattern ? $.escapeUrlPattern(folder) : folder) + path;
      }
      put("pathname", path, isSpecial ? undefined : $.encodeOpaquePath);
    }
    if (has("search")) put("search", init.search.replace(/^\?/, ""));
    if (has("hash")) put("hash", init.hash.replace(/^#/, ""));
    return result;
  },
  // https://urlpattern.spec.whatwg.org/#is-an-absolute-pathname
  isAbsolutePattern(path, isPattern) {
    return path[0] === "/" || (isPattern && (path.startsWith("\\/") || path.startsWith("{/")));
  },
  // the components of a URL as patterns have them, without what divides them
  urlComponents(parts) {
    if (parts === null) return null;
    const [href, , protocol, username, password, , hostname, port, pathname, search, hash] = parts;
    return {
      protocol: protocol.slice(0, -1),
      username,
      password,
      hostname,
      port,
      pathname,
      search: search.slice(1),
      hash: hash.slice(1),
      isOpaque: pathname[0] !== "/" && !href.startsWith(`${protocol}//`),
    };
  },
  // https://urlpattern.spec.whatwg.org/#url-pattern-match
  matchUrlPattern(impl, input, baseURL) {
    const inputs = [input];
    let found;
    if (typeof input === "string") {
      if (baseURL !== undefined) inputs.push(baseURL);
      found = $.urlComponents($.urlParts(input, baseURL));
      if (found === null) return null;
    } else {
      if (baseURL !== undefined) $.badUrlPattern("an object comes without a second base URL");
      const empty = { username: "", password: "", hostname: "", port: "", pathname: "", search: "", hash: "", protocol: "" };
      try {
        found = $.processUrlPatternInit(input, false, empty);
      } catch {
        return null;
      }
    }
    const result = { inputs };
    for (const name of $.urlPatternNames) {
      const { regexp, names } = impl.components[name];
      const match = regexp.exec(found[name]);
      if (match === null) return null;
      const groups = {};
      for (let i = 0; i < names.length; i++) groups[names[i]] = match[i + 1];
      result[name] = { input: found[name], groups };
    }
    return result;
  },
});
