// Collections that are worked out anew whenever somebody looks.
library({
  descendantCollection(element, tag) {
    return element.getElementsByTagName(tag);
  },
});
