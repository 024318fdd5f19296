"""The structure tree: what a screen reader reads, in which order and language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pikepdf import Array, Dictionary, Name, Object, Pdf, String


class Drawn(NamedTuple):
    """Marked content of a page: the page's number, the content's id."""

    page: int
    mcid: int


class Annotated(NamedTuple):
    """An annotation of a page: the page's number, the annotation's place in its list."""

    page: int
    place: int


@dataclass
class Element:
    """A node of the structure tree: its tag, language, text where that must be given, and
    what stands under it."""

    tag: str
    language: str = ""
    actual_text: str = ""
    children: list[Element | Drawn | Annotated] = field(default_factory=list)

    def add(self, tag: str, language: str = "", actual_text: str = "") -> Element:
        """A new element under this one."""
        child = Element(tag, language, actual_text)
        self.children.append(child)
        return child


def write_structure(pdf: Pdf, tree: Element, annotations: Sequence[Sequence[Object]]) -> None:
    """Writes the tree, and for each page and annotation which elements it belongs to.

    `annotations` are those of each page; every page of the document has its list.
    """
    parents: list[dict[int, Object]] = [{} for _ in annotations]
    owners: list[Object] = []

    def kid(child: Element | Drawn | Annotated, node: Object) -> Object | None:
        if isinstance(child, Element):
            return build(child, node)
        page = pdf.pages[child.page].obj
        if isinstance(child, Drawn):
            parents[child.page][child.mcid] = node
            return Dictionary(Type=Name.MCR, Pg=page, MCID=child.mcid)
        annotation = annotations[child.page][child.place]
        annotation.StructParent = len(annotations) + len(owners)
        owners.append(node)
        return Dictionary(Type=Name.OBJR, Pg=page, Obj=annotation)

    def build(element: Element, parent: Object) -> Object | None:
        if not element.children:
            return None
        node = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name("/" + element.tag), P=parent)
        )
        if element.language:
            node.Lang = String(element.language)
        if element.actual_text:
            node.ActualText = String(element.actual_text)
        node.K = Array([k for child in element.children if (k := kid(child, node)) is not None])
        return node

    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = build(tree, root)
    root.K = Array([document] if document is not None else [])
    numbers: list[object] = []
    for number, ids in enumerate(parents):
        numbers += [number, pdf.make_indirect(Array([ids[i] for i in sorted(ids)]))]
    for number, owner in enumerate(owners, len(parents)):
        numbers += [number, owner]
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    root.ParentTreeNextKey = len(parents) + len(owners)
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)
