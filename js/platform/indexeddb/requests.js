// Requests and transactions of IndexedDB: in their order, each in a task of its own; the host says when a transaction may start.
// https://w3c.github.io/IndexedDB/#transaction-lifecycle
library({
  get indexed() {
    return { connections: new Map(), transactions: new Map(), opens: new Map(), last: 0 };
  },
  get indexedDB() {
    return $.create("IDBFactory");
  },
  newRequest(name, source, transaction) {
    const request = $.create(name, {
      source,
      transaction,
      done: false,
      result: undefined,
      error: null,
      parentTarget: transaction,
    });
    return request;
  },
  // https://w3c.github.io/IndexedDB/#asynchronously-execute-a-request
  execute(source, transaction, operation, request = $.newRequest("IDBRequest", source, transaction)) {
    const tx = $.impl(transaction);
    $.impl(request).operation = operation;
    tx.requests.push(request);
    $.goOn(transaction);
    return request;
  },
  needActive(transaction) {
    const tx = $.impl(transaction);
    if (!tx.active || tx.finished) throw new $.DOMException("The transaction is not active.", "TransactionInactiveError");
    return tx;
  },
  // a transaction that has been created, with the number that the host gave it
  newTransaction(database, names, mode, id, durability = "default") {
    const transaction = $.create("IDBTransaction", {
      id,
      database,
      names,
      mode,
      durability,
      active: true,
      finished: false,
      started: false,
      running: false,
      commits: false,
      error: null,
      requests: [],
      stores: new Map(),
      parentTarget: database,
      before: null,
      open: null,
    });
    $.indexed.transactions.set(id, transaction);
    $.queueTask(() => {
      $.impl(transaction).active = false;
      $.goOn(transaction);
    });
    return transaction;
  },
  transactionStarted(id) {
    const transaction = $.indexed.transactions.get(id);
    if (transaction === undefined) return;
    $.impl(transaction).started = true;
    $.goOn(transaction);
  },
  // Takes up the next request, or commits when there will be none.
  goOn(transaction) {
    const tx = $.impl(transaction);
    if (!tx.started || tx.running || tx.finished) return;
    if (tx.requests.length > 0) {
      tx.running = true;
      $.queueTask(() => {
        tx.running = false;
        if (!tx.finished) $.runRequest(transaction, tx.requests.shift());
      });
    } else if (!tx.active || tx.commits) $.commitTransaction(transaction);
  },
  runRequest(transaction, request) {
    const impl = $.impl(request);
    let failure = null;
    try {
      const result = impl.operation();
      impl.result = result;
    } catch (error) {
      failure = error;
    }
    if (impl.isInner) {
      // what a change of the schema does to the data: nobody hears of it, but of its failure
      if (failure !== null) $.abortTransaction(transaction, failure);
    } else {
      impl.done = true;
      impl.error = failure;
      if (failure === null) $.answer(transaction, request, "success", false);
      else {
        impl.result = undefined;
        $.answer(transaction, request, "error", true);
      }
    }
    $.goOn(transaction);
  },
  // https://w3c.github.io/IndexedDB/#fire-a-success-event and the error event
  answer(transaction, request, type, isFailure, name = "Event", init = undefined) {
    const tx = $.impl(transaction);
    const { report } = $;
    let threw = false,
      goesOn = true;
    $.report = (error) => {
      threw = true;
      report(error);
    };
    tx.active = !tx.commits;
    try {
      goesOn = $.fire(request, type, init ?? { bubbles: isFailure, cancelable: isFailure }, name);
    } finally {
      $.report = report;
    }
    tx.active = false;
    if (tx.finished) return;
    if (threw) $.abortTransaction(transaction, new $.DOMException("Uncaught exception in event handler.", "AbortError"));
    else if (isFailure && goesOn) $.abortTransaction(transaction, $.impl(request).error);
  },
  // https://w3c.github.io/IndexedDB/#commit-a-transaction
  commitTransaction(transaction) {
    const tx = $.impl(transaction);
    tx.finished = true;
    tx.active = false;
    const ended = tx.before === null ? () => undefined : () => $.upgradeDone(transaction);
    try {
      $.h.indexed_commit(tx.id);
    } catch (error) {
      tx.finished = false;
      $.abortTransaction(transaction, error);
      return;
    }
    $.queueTask(() => {
      $.forgetTransaction(tx);
      $.fire(transaction, "complete");
      ended();
    });
  },
  forgetTransaction(tx) {
    $.indexed.transactions.delete(tx.id);
    if (tx.before !== null) $.impl(tx.database).upgrade = null;
  },
  // https://w3c.github.io/IndexedDB/#abort-a-transaction
  abortTransaction(transaction, error) {
    const tx = $.impl(transaction);
    if (tx.finished) return;
    tx.finished = true;
    tx.active = false;
    tx.error = error;
    if (tx.before !== null) $.revertUpgrade(transaction);
    $.h.indexed_abort(tx.id);
    const dropped = tx.requests.splice(0);
    const stop = () => new $.DOMException("The transaction was aborted, so the request cannot be fulfilled.", "AbortError");
    for (const request of dropped) {
      const impl = $.impl(request);
      if (impl.isInner) continue;
      $.queueTask(() => {
        Object.assign(impl, { done: true, result: undefined, error: stop() });
        $.fire(request, "error", { bubbles: true, cancelable: true });
      });
    }
    $.queueTask(() => {
      $.forgetTransaction(tx);
      $.fire(transaction, "abort", { bubbles: true });
      if (tx.before !== null) $.upgradeAborted(transaction);
    });
  },
});
