// The PermissionStatus objects of this realm and what the host tells them.
library({
  get permissionStatuses() {
    return [];
  },
  // a status that someone listens to is not collected
  get heardStatuses() {
    return new Set();
  },
  permissionStatus(name) {
    const impl = { name, state: $.h.permission_state(name) };
    const status = $.create("PermissionStatus", impl);
    impl.listenerAdded = (type) => {
      if (type === "change") $.heardStatuses.add(status);
    };
    $.permissionStatuses = [...$.permissionStatuses.filter((ref) => ref.deref() !== undefined), new WeakRef(status)];
    $.h.watch_permissions();
    return status;
  },
  // https://w3c.github.io/permissions/#permissionstatus-update-steps
  permissionChange(name, state) {
    for (const ref of $.permissionStatuses) {
      const status = ref.deref();
      const impl = status && $.impl(status);
      if (impl?.name !== name || impl.state === state) continue;
      impl.state = state;
      $.fire(status, "change");
    }
  },
});
