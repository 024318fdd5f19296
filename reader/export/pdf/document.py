"""The finished document: pages, fonts, structure tree, outline, labels and metadata."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from pikepdf import (
    Array,
    Dictionary,
    Name,
    Object,
    ObjectStreamMode,
    OutlineItem,
    Pdf,
    String,
    make_page_destination,
)

from reader.article import ReadArticle
from reader.export.pdf.canvas import Page
from reader.export.pdf.faces import Face
from reader.export.pdf.flow import FAINT, MUTED, Flow
from reader.export.pdf.lines import Line, lines
from reader.export.pdf.structure import Element, write_structure

#: (title, page number, y) with what stands under it.
Outline = list[tuple[str, int, float, "Outline"]]


def furnish(flow: Flow, read: ReadArticle) -> None:
    """Draws running headers and page numbers, when it is known how many pages there are."""
    g, total = flow.geometry, len(flow.pages)
    face = Face(7.5, 1.5)
    for page in flow.pages:
        with page.artifact():
            for margin in page.later:
                page.text(*margin)
            number = lines(f"page {page.number + 1} of {total}", face, g.body)[0]
            width = number.right
            page.text(number, g.right - width, g.bottom + 12, MUTED)
            page.text(lines("Mirat", face, g.body)[0], g.left, g.bottom + 12, MUTED)
            if page.number:
                _running_header(flow, page.number, read, face)


def _running_header(flow: Flow, number: int, read: ReadArticle, face: Face) -> None:
    g, page = flow.geometry, flow.pages[number]
    half = g.body / 2 - 10
    y = g.top - 20
    english = _one_line(read.english_title, face, half)
    arabic = _one_line(read.article.title, Face(9, 1.5, rtl=True), half)
    if english:
        page.text(english[0], g.left, y, MUTED)
    if arabic:
        page.text(arabic[0], g.right - half, y - 2, MUTED)
    page.rule(g.left, g.top - 5, g.right, g.top - 5, FAINT, 0.4)


def _one_line(text: str, face: Face, width: float) -> list[Line]:
    """The text in one line, if any; "…" for the words that it has no room for."""
    made = lines(text, face, width)
    words = text[: made[0].end].split() if made else []
    while len(made) > 1:
        made = lines(" ".join(words) + "…", face, width)
        words = words[:-1]
    return made


def assemble(flow: Flow, read: ReadArticle, tree: Element, outline: Outline, path: Path) -> None:
    """Puts the pages together and writes the file, as PDF 1.7."""
    pdf = flow.pdf
    fonts = flow.fonts.resources(pdf)
    for page in flow.pages:
        added = pdf.add_blank_page(page_size=(page.width, page.height))
        added.obj.Contents = pdf.make_stream(page.content)
        added.obj.Resources = Dictionary(Font=fonts)
        added.obj.StructParents = page.number
        added.obj.Tabs = Name.S
    annotations = [_annotations(pdf, page) for page in flow.pages]
    for added, found in zip(pdf.pages, annotations, strict=True):
        if found:
            added.obj.Annots = Array(found)
    write_structure(pdf, tree, annotations)
    _outline(pdf, outline, flow.geometry.height)
    root = pdf.Root
    root.Lang = String("en")
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
    root.PageMode = Name.UseOutlines
    _metadata(pdf, read)
    pdf.save(
        path, min_version="1.7", object_stream_mode=ObjectStreamMode.generate, compress_streams=True
    )


def _annotations(pdf: Pdf, page: Page) -> list[Object]:
    """The page's annotations in the order in which they were made, links with their targets."""
    for link, number, y in page.links:
        target = pdf.pages[number].obj
        link.Dest = Array([target, Name.XYZ, 0, round(page.height - y + 12, 2), 0])
    return [pdf.make_indirect(annotation) for annotation in page.annotations]


def _outline(pdf: Pdf, outline: Outline, height: float) -> None:
    def item(entry: tuple[str, int, float, Outline]) -> OutlineItem:
        title, number, y, under = entry
        destination = make_page_destination(pdf, number, "XYZ", left=0, top=height - y + 8)
        made = OutlineItem(title, destination)
        made.is_closed = True
        made.children.extend(item(u) for u in under)
        return made

    with pdf.open_outline() as tree:
        tree.root.extend(item(entry) for entry in outline)


def _metadata(pdf: Pdf, read: ReadArticle) -> None:
    from reader import __version__

    title = " · ".join(t for t in (read.article.title, read.english_title) if t)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with pdf.open_metadata(set_pikepdf_as_editor=False) as meta:
        meta["dc:title"] = title
        meta["dc:language"] = {"ar", "en"}
        if read.article.source:
            meta["dc:source"] = read.article.source
        meta["dc:creator"] = ["Mirat"]
        meta["xmp:CreatorTool"] = f"Mirat {__version__}"
        meta["xmp:CreateDate"] = now
        meta["pdf:Producer"] = f"Mirat {__version__} with pikepdf"
