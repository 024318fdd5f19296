"""The article as one web page: both languages side by side, all marks, no script, no address.

The page carries a content security policy that lets nothing be loaded but its own style sheet
(by its hash), so whatever stands in the article stays text.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from reader.arabic.mentions import entries
from reader.article import ENTITY_TYPES, Quotation, ReadArticle, ReadParagraph
from reader.errors import Cancelled
from reader.export.html_style import style
from reader.export.options import ExportOptions
from reader.export.segments import Run, arabic_runs, clean, doubts, english_runs
from reader.export.wording import (
    CORRECTED,
    NOT_FOUND,
    NOT_TRANSLATED,
    TYPE_HEADINGS,
    TYPE_NAMES,
    entity_note,
    facts,
    quotation_note,
    source,
    speaker,
)

#: A row with more characters than this may be broken over printed pages.
_LONG_ROW = 1600


def write(
    read: ReadArticle,
    path: Path,
    options: ExportOptions,
    progress: Callable[[float], None],
    cancelled: Callable[[], bool],
) -> None:
    """Writes the page, UTF-8, with the parts that the options ask for."""
    sheet = style(options.layout == "interlinear")
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_head(read, sheet))
        file.write(_header(read, options))
        file.write("<main>\n")
        for done, paragraph in enumerate(read.paragraphs):
            if cancelled():
                raise Cancelled
            file.write(_row(paragraph, options))
            progress((done + 1) / len(read.paragraphs))
        file.write("</main>\n<footer>\n")
        if options.index and options.entities:
            file.write(_index(read, options))
        if options.quotations:
            file.write(_quotations(read.paragraphs))
        file.write("</footer>\n</body>\n</html>\n")


def _text(text: str) -> str:
    return escape(clean(text))


def _head(read: ReadArticle, sheet: str) -> str:
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = " · ".join(t for t in (read.english_title, read.article.title) if t) or "Mirat"
    return (
        '<!DOCTYPE html>\n<html lang="en" dir="ltr">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="Mirat">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{_text(title)}</title>\n<style>{sheet}</style>\n</head>\n<body>\n"
    )


def _header(read: ReadArticle, options: ExportOptions) -> str:
    titles = ""
    if read.article.title:
        titles += f'<h1 lang="ar" dir="rtl">{_text(read.article.title)}</h1>\n'
    if read.english_title:
        titles += f'<h1 lang="en">{_text(read.english_title)}</h1>\n'
    items = "".join(f"<li>{_fact(read, fact)}</li>" for fact in facts(read))
    return (
        f'<header>\n<div class="titles">\n{titles}</div>\n<ul class="facts">{items}</ul>\n'
        f"{_legend(read, options)}</header>\n"
    )


def _fact(read: ReadArticle, fact: str) -> str:
    where = read.article.source
    if fact == f"Source: {source(where)}" and urlsplit(where).scheme in ("http", "https"):
        return f'Source: <a href="{escape(where)}"><bdi>{_text(where)}</bdi></a>'
    label, _, value = fact.partition(": ")
    return f"{_text(label)}: <bdi>{_text(value)}</bdi>" if value else _text(fact)


def _legend(read: ReadArticle, options: ExportOptions) -> str:
    """What the marks mean, of those that are on the page."""
    items: list[tuple[str, str]] = []
    if options.entities:
        there = {e.type for p in read.paragraphs for e in p.entities}
        items += [(kind, TYPE_NAMES[kind]) for kind in ENTITY_TYPES if kind in there]
    if options.quotations and any(p.quotations for p in read.paragraphs):
        items.append(("quotation", "Quotation"))
    if any(doubts(p) for p in read.paragraphs):
        items.append(("doubt", "Unsure translation"))
    if not items:
        return '<div class="legend"></div>\n'
    marks = "".join(f'<li><span class="{kind}">{label}</span></li>' for kind, label in items)
    return f'<ul class="legend" aria-label="Legend">{marks}</ul>\n'


def _row(read: ReadParagraph, options: ExportOptions) -> str:
    number = read.paragraph.index + 1
    english = (
        f'<p lang="en">{_marked(read, english_runs(read, options), "en")}</p>'
        if read.translated
        else f'<p lang="en" class="quiet"><i>{NOT_TRANSLATED}</i></p>'
    )
    size = len(read.paragraph.arabic) + len(read.english)
    return (
        f'<section class="row{" long" if size > _LONG_ROW else ""}" id="p{number}">\n'
        f'<div class="texts"><a class="number" href="#p{number}" aria-label="Paragraph {number}">'
        f"{number}</a>\n"
        f'<p lang="ar" dir="rtl">{_marked(read, arabic_runs(read, options), "ar")}</p>\n'
        f"{english}</div>\n{_remarks(read, options)}</section>\n"
    )


def _marked(read: ReadParagraph, runs: Iterable[Run], language: str) -> str:
    return "".join(_run(read, run, language) for run in runs)


def _run(read: ReadParagraph, run: Run, language: str) -> str:
    classes: list[str] = []
    said: list[str] = []
    label = place = ""
    if run.quotation is not None:
        quotation = read.quotations[run.quotation]
        classes.append("quotation")
        said.append(quotation_note(quotation))
        name = speaker(quotation, read)[language == "en"]
        if run.quotation_begins and name:
            label = f'<span data-speaker="{_text(name)}"></span>'
    if run.entity is not None:
        entity = read.entities[run.entity]
        classes.append(entity.type)
        said.insert(0, entity_note(entity, read))
        if run.entity_begins and language == "ar":
            place = f' id="{_mention(read.paragraph.index, run.entity)}"'
    if run.doubt:
        classes.append("doubt")
        said.append(f"Unsure: {run.doubt}")
    if run.notes:
        classes.append("noted")
        said += [f"Note: {read.notes[i].text}" for i in run.notes]
    if not classes:
        return _text(run.text)
    title = _text(". ".join(said))
    marked = f'<span class="{" ".join(classes)}" title="{title}"{place}>{_text(run.text)}</span>'
    return label + marked


def _mention(paragraph: int, entity: int) -> str:
    return f"n{paragraph + 1}-{entity + 1}"


def _remarks(read: ReadParagraph, options: ExportOptions) -> str:
    """What is said about a paragraph below it: doubts, notes, that it was corrected."""
    lines = [f"Unsure: {_text(why)}" for why in doubts(read)]
    if options.notes:
        for note in read.notes:
            about = clean(read.paragraph.arabic[slice(*note.arabic)]) if note.arabic else ""
            quoted = f'<bdi lang="ar" dir="rtl">{escape(_short(about))}</bdi> — ' if about else ""
            lines.append(f"Note: {quoted}{_text(note.text)}")
        if read.corrected:
            lines.append(CORRECTED)
    if not lines:
        return ""
    return "<aside>" + "".join(f"<p>{line}</p>" for line in lines) + "</aside>\n"


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:58].rstrip()}…"


def _index(read: ReadArticle, options: ExportOptions) -> str:
    found = entries(read.paragraphs)
    if not found:
        return ""
    out = ['<h2 id="index">Index</h2>\n']
    # A name that lies wholly under others has no place of its own to go to.
    shown = {
        (p.paragraph.index, run.entity) for p in read.paragraphs for run in arabic_runs(p, options)
    }
    for kind in ENTITY_TYPES:
        group = [entry for entry in found if entry.type == kind]
        if not group:
            continue
        out.append(f"<h3>{TYPE_HEADINGS[kind]}</h3>\n<table>\n")
        for entry in group:
            first: dict[int, int] = {}
            for paragraph, entity in entry.mentions:
                first.setdefault(paragraph, entity)
            links = ", ".join(
                f'<a href="#{_mention(p, e) if (p, e) in shown else f"p{p + 1}"}">{p + 1}</a>'
                for p, e in first.items()
            )
            out.append(
                f'<tr><td><span class="{kind}">{_text(entry.name) or "—"}</span></td>'
                f'<td><bdi lang="ar" dir="rtl">{_text(entry.arabic)}</bdi></td>'
                f"<td>{len(entry.mentions)}× in ¶ {links}</td></tr>\n"
            )
        out.append("</table>\n")
    return "".join(out)


def _quotations(paragraphs: Sequence[ReadParagraph]) -> str:
    found = [_said(read, quotation) for read in paragraphs for quotation in read.quotations]
    return f'<h2 id="quotations">Quotations</h2>\n{"".join(found)}' if found else ""


def _said(read: ReadParagraph, quotation: Quotation) -> str:
    arabic, name = speaker(quotation, read)
    who = f"<b>{_text(name)}</b> " if name else ""
    if arabic:
        who += f'<bdi lang="ar" dir="rtl">{_text(arabic)}</bdi> '
    who = who or '<span class="quiet">Speaker not named</span> '
    number = read.paragraph.index + 1
    quoted = _text(read.paragraph.arabic[slice(*quotation.arabic)])
    said = _text(read.english[slice(*quotation.english)]) if quotation.english else ""
    quiet = "" if said else ' class="quiet"'
    return (
        f'<figure><figcaption>{who}<a href="#p{number}">¶ {number}</a></figcaption>\n'
        f'<div class="said"><blockquote lang="ar" dir="rtl">«{quoted}»</blockquote>\n'
        f'<blockquote lang="en"{quiet}>{f"“{said}”" if said else NOT_FOUND}</blockquote></div>'
        "</figure>\n"
    )
