"""The documents of templates' contents.
https://html.spec.whatwg.org/#appropriate-template-contents-owner-document"""

from __future__ import annotations

from turbohtml import Document, DocumentFragment, Node, ShadowRoot

from .node_factory import new_document
from .tree import DocumentInfo, Tree


def contents_owner(tree: Tree, node: Node) -> Document | None:
    """The document of a node in the contents of a template; None for any other node.

    OPTIMIZATION: nobody sees it before script asks for the document of such a node; it is made then.
    """
    root = tree.root(node)
    if not tree.templates or not isinstance(root, DocumentFragment) or isinstance(root, ShadowRoot):
        return None
    template = next((each for each, content in tree.templates.items() if content is root), None)
    if template is None:
        return None
    document = contents_owner(tree, template) or tree.document_of(template)
    # the document of contents is its own one for templates in it
    if document not in tree.inert.values():
        number = tree.id(document)
        if number not in tree.inert:
            made = tree.inert[number] = new_document()
            content_type = tree.info(document).content_type
            tree.documents[made] = DocumentInfo(xml=tree.is_xml(template), content_type=content_type)
        document = tree.inert[number]
    tree.owners[root] = document
    return document
