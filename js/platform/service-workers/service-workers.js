// The service workers that a document has registered.
library({
  get serviceWorkers() {
    return $.create("ServiceWorkerContainer", { registrations: new Map(), ready: Promise.withResolvers() });
  },
  // https://w3c.github.io/ServiceWorker/#navigator-service-worker-register
  async registerServiceWorker(impl, scriptURL, options) {
    const failed = `Failed to register a ServiceWorker for '${scriptURL}'`;
    const parts = $.urlParts(scriptURL, $.h.base_url());
    if (parts === null || !/^https?:$/.test(parts[2])) throw new $.TypeError(`${failed}: The URL is invalid.`);
    const [url, origin] = parts;
    const folder = $.urlParts("./", url)[0];
    const scope = options.scope === undefined ? folder : $.absolute(options.scope)?.replace(/#[^]*/, "");
    const isOwn = (one) => $.urlParts(one)?.[1] === $.h.message_origin();
    if (!isOwn(url) || scope === undefined || !isOwn(scope))
      throw new $.DOMException(`${failed}: The origins do not match.`, "SecurityError");
    const response = await $.fetch(url, $.dictionary({ mode: "same-origin" }, "RequestInit"));
    if (!response.ok) throw new $.TypeError(`${failed}: The status is ${response.status}.`);
    if (!/^(?:text|application)\/(?:javascript|ecmascript|x-javascript)\b/i.test(response.headers.get("content-type") ?? ""))
      throw new $.DOMException(`${failed}: The script has an unsupported MIME type.`, "SecurityError");
    if (!scope.startsWith(folder) && response.headers.get("service-worker-allowed") === null)
      throw new $.DOMException(
        `${failed}: The scope '${scope}' is not under '${folder}', the folder of the script.`,
        "SecurityError",
      );
    $.missing("ServiceWorker: it is registered and does not run; fetch is not intercepted");
    const active = $.create("ServiceWorker", { url });
    const registration = $.create("ServiceWorkerRegistration", { scope, active, origin });
    impl.registrations.set(scope, registration);
    if ($.h.document_url().startsWith(scope)) impl.ready.resolve(registration);
    return registration;
  },
});
