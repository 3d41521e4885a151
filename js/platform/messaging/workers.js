// FIXME: there are no workers. The names are there and undefined, so that a page that asks for them, as libraries do, falls back
// to working in the document; asking is reported. https://html.spec.whatwg.org/#workers
globals({
  get Worker() { $.missing("Worker"); return undefined; },
  get SharedWorker() { $.missing("SharedWorker"); return undefined; },
});
