// The markup of the document.
() => {
  const { doctype, documentElement } = document;
  const start = doctype ? new XMLSerializer().serializeToString(doctype) : "";
  return start + (documentElement ? documentElement.outerHTML : "");
};
