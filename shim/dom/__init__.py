"""The host half of the DOM: turbohtml's tree behind the bindings of `js/platform/dom`."""
