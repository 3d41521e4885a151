// Values of text fields as the user sees them, for pictures.
library({
  // the values of the controls with these numbers, as JSON
  valuesOf(ids) {
    return $.str(JSON.stringify(JSON.parse(ids).map((id) => $.textOf($.implOf(id)))));
  },
});
