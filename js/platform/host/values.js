// What the user sees in text fields, for pictures.
library({
  // the values of the controls with these numbers, as JSON
  valuesOf(ids) {
    return $.str(JSON.stringify(JSON.parse(ids).map((id) => $.textOf($.implOf(id)))));
  },
});
