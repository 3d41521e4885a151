// https://w3c.github.io/permissions/#permissions-interface
define(
  `
[Exposed=(Window, Worker)]
interface Permissions {
  Promise<PermissionStatus> query(object permissionDesc);
};
dictionary PermissionDescriptor { required DOMString name; };`,
  class {
    // https://w3c.github.io/permissions/#query-method
    async query(permissionDesc) {
      if (permissionDesc === null || (typeof permissionDesc !== "object" && typeof permissionDesc !== "function"))
        throw new $.TypeError("parameter 1 is not of type 'object'.");
      const { name } = $.dictionary(permissionDesc, "PermissionDescriptor");
      if (h.permission_state(name) === "") throw new $.TypeError(`'${name}' is not the name of a permission.`);
      await $.nextTask();
      return $.permissionStatus(name);
    }
  },
);
