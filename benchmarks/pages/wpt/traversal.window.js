// META: title=TreeWalker and NodeIterator
function tree(depth) {
  const element = document.createElement("div");
  if (depth > 0) element.append(`text ${depth}`, tree(depth - 1), document.createComment(depth));
  return element;
}

test(() => {
  const walker = document.createTreeWalker(tree(COUNT), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode.data);
  assert_equals(found.length, COUNT);
  assert_equals(found[0], `text ${COUNT}`);
}, "The texts");

test(() => {
  const iterator = document.createNodeIterator(tree(COUNT), NodeFilter.SHOW_ALL, (node) => (
    node.nodeType === Node.COMMENT_NODE ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT
  ));
  assert_equals(iterator.nextNode().data, "1");
  assert_equals(iterator.previousNode().data, "1");
}, "The comments");

test(() => {
  const root = tree(2);
  assert_equals(root.compareDocumentPosition(root.firstElementChild), 20);
  assert_true(root.contains(root.firstElementChild.firstChild));
}, "Where a node is");
