"""The article as Markdown (CommonMark with GitHub's footnotes): readable as it is, and rendered.

Arabic stands in `<div dir="rtl" lang="ar">`; names are bold in both languages, and the first
mention of each has a footnote: together they are the index.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from html import escape as escape_html
from pathlib import Path

from reader.arabic.mentions import Entry, entries
from reader.article import ReadArticle, ReadParagraph
from reader.errors import Cancelled
from reader.export.options import ExportOptions
from reader.export.segments import Run, arabic_runs, clean, doubts, english_runs
from reader.export.wording import (
    CORRECTED,
    NOT_FOUND,
    NOT_TRANSLATED,
    TYPE_NAMES,
    facts,
    speaker,
)

_SPECIAL = re.compile(r"[\\`*_\[\]<>&|~#$^]")
# What makes a list, a heading or a rule at the beginning of a line.
_LINE_START = re.compile(r"^(\d{0,9})([-+=.)])")


def write(
    read: ReadArticle,
    path: Path,
    options: ExportOptions,
    progress: Callable[[float], None],
    cancelled: Callable[[], bool],
) -> None:
    """Writes the text, UTF-8, with the parts that the options ask for."""
    found = entries(read.paragraphs) if options.entities and options.index else []
    # The first mention of each entry, and its number.
    notes = {entry.mentions[0]: i + 1 for i, entry in enumerate(found)}
    blocks = _header(read)
    for done, paragraph in enumerate(read.paragraphs):
        if cancelled():
            raise Cancelled
        blocks += _paragraph(paragraph, options, notes)
        progress((done + 1) / len(read.paragraphs))
    if options.quotations:
        blocks += _quotations(read.paragraphs)
    if found:
        blocks.append("## Index")
        blocks += [_footnote(i + 1, entry) for i, entry in enumerate(found)]
    path.write_text("\n\n".join(blocks) + "\n", encoding="utf-8", newline="\n")


def escape(text: str) -> str:
    """The text as one line that Markdown shows as it is."""
    return _line(_inline(text))


def _inline(text: str) -> str:
    """A piece of a line that Markdown shows as it is, unless it begins the line."""
    return _SPECIAL.sub(r"\\\g<0>", clean(text))


def _line(markdown: str) -> str:
    """A line that is neither a list nor a heading, a rule or code."""
    return _LINE_START.sub(r"\1\\\2", markdown.strip())


def _rtl(text: str) -> str:
    return f'<div dir="rtl" lang="ar">\n\n{text}\n\n</div>'


def _bdi(text: str) -> str:
    return f'<bdi lang="ar" dir="rtl">{escape_html(clean(text))}</bdi>'


def _header(read: ReadArticle) -> list[str]:
    blocks = []
    if read.english_title:
        blocks.append(f"# {escape(read.english_title)}")
    if read.article.title:
        blocks.append(_rtl(f"# {escape(read.article.title)}"))
    return [*blocks, "\n".join(f"- {escape(fact)}" for fact in facts(read))]


def _paragraph(
    read: ReadParagraph, options: ExportOptions, notes: Mapping[tuple[int, int], int]
) -> list[str]:
    index = read.paragraph.index
    first = {e: number for (p, e), number in notes.items() if p == index}
    english = _marked(english_runs(read, options), first)
    # A name that the translation lost has its footnote in the Arabic.
    shown = {run.entity for run in english_runs(read, options)}
    lost = {e: number for e, number in first.items() if e not in shown}
    blocks = [
        f"### {index + 1}",
        _rtl(_marked(arabic_runs(read, options), lost)),
        english if read.translated else f"*{NOT_TRANSLATED}*",
    ]
    remarks = [f"Unsure: {escape(why)}" for why in doubts(read)]
    if options.notes:
        for note in read.notes:
            about = read.paragraph.arabic[slice(*note.arabic)] if note.arabic else ""
            remarks.append(f"Note: {f'{_bdi(about)} — ' if about else ''}{escape(note.text)}")
        if read.corrected:
            remarks.append(CORRECTED)
    return blocks + [f"> {remark}" for remark in remarks]


def _marked(runs: Sequence[Run], footnotes: Mapping[int, int]) -> str:
    """A paragraph's text, its names bold; runs that one name covers are one."""
    pieces: list[tuple[int | None, str]] = []
    for run in runs:
        if (
            pieces
            and pieces[-1][0] == run.entity
            and not (run.entity is not None and run.entity_begins)
        ):
            pieces[-1] = (run.entity, pieces[-1][1] + run.text)
        else:
            pieces.append((run.entity, run.text))
    out: list[str] = []
    noted: set[int] = set()
    for i, (entity, text) in enumerate(pieces):
        if entity is None or not text.strip():
            out.append(_inline(text))
            continue
        out.append(_bold(text, after_bold=i > 0 and pieces[i - 1][0] is not None))
        if entity in footnotes and entity not in noted:
            noted.add(entity)
            out.append(f"[^{footnotes[entity]}]")
    return _line("".join(out))


def _bold(text: str, after_bold: bool) -> str:
    """Bold by `**`, by a tag where Markdown would not see the stars as such."""
    if after_bold or _is_edge(text[0]) or _is_edge(text[-1]):
        return f"<b>{_inline(text)}</b>"
    return f"**{_inline(text)}**"


def _is_edge(character: str) -> bool:
    return character.isspace() or unicodedata.category(character)[0] in "PSC"


def _quotations(paragraphs: Sequence[ReadParagraph]) -> list[str]:
    blocks = []
    for read in paragraphs:
        for quotation in read.quotations:
            arabic, name = speaker(quotation, read)
            who = " ".join(
                w for w in (f"**{escape(name)}**" if name else "", arabic and _bdi(arabic)) if w
            )
            said = read.english[slice(*quotation.english)] if quotation.english else ""
            quoted = read.paragraph.arabic[slice(*quotation.arabic)]
            blocks += [
                f"{who or 'Speaker not named'}, ¶ {read.paragraph.index + 1}:",
                f"> “{_inline(said)}”" if said else f"> *{NOT_FOUND}*",
                _rtl(f"> «{_inline(quoted)}»"),
            ]
    return ["## Quotations", *blocks] if blocks else []


def _footnote(number: int, entry: Entry) -> str:
    places = ", ".join(dict.fromkeys(str(p + 1) for p, _ in entry.mentions))
    name = f"{escape(entry.name)} · " if entry.name else ""
    return (
        f"[^{number}]: {name}{_bdi(entry.arabic)} · {TYPE_NAMES[entry.type]} · "
        f"{len(entry.mentions)}× in ¶ {places}"
    )
