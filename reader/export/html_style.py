"""The style sheet of the web page: the reader's colours, by screen, dark and print."""

from __future__ import annotations

from reader.article import ENTITY_TYPES
from reader.palette import DARK, LIGHT, UNDERLINES, Palette


def style(interlinear: bool) -> str:
    """The whole sheet; it names no file and no address."""
    types = "".join(
        f".{kind}{{text-decoration-line:underline;text-decoration-style:{UNDERLINES[kind]};"
        f"text-decoration-color:var(--{kind});"
        f"background:color-mix(in srgb,var(--{kind}) 12%,transparent)}}\n"
        for kind in ENTITY_TYPES
    )
    columns = _INTERLINEAR if interlinear else _COLUMNS
    return (
        f":root{{color-scheme:light dark;{_variables(LIGHT)}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{_variables(DARK)}}}}}\n"
        f"{_BASE}{types}{columns}{_PRINT}"
    )


def _variables(palette: Palette) -> str:
    colours: dict[str, str] = {
        "paper": palette.paper,
        "text": palette.text,
        "accent": palette.accent,
        "quotation": palette.quotation,
        **{str(kind): colour for kind, colour in palette.entities.items()},
    }
    return "".join(f"--{name}:{value};" for name, value in colours.items())


# No padding and no isolation on marked words: an Arabic letter joins the next one across them.
_BASE = """\
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--text);line-height:1.55;
 font:1rem/1.55 "Source Serif 4",Literata,Georgia,"Times New Roman",serif;
 font-variant-numeric:lining-nums}
[lang=ar]{font-family:"Noto Naskh Arabic",Amiri,"Scheherazade New","Traditional Arabic",
 "Geeza Pro","Times New Roman",serif;font-size:1.25em;line-height:1.9}
bdi[lang=ar]{line-height:1.5}
main,header,footer,nav{max-width:82rem;margin:0 auto;padding:0 2rem}
header{padding-top:2.5rem}
h1{margin:0;font-size:1.9rem;line-height:1.35;font-weight:600}
h1[lang=ar]{font-size:2.2rem;line-height:1.7}
h2{margin:3rem 0 .8rem;font-size:1.35rem;font-weight:600}
h3{margin:1.4rem 0 .4rem;font-size:1rem;font-weight:600;color:var(--accent)}
a{color:var(--accent)}
.quiet,.facts,.legend{color:color-mix(in srgb,var(--text) 68%,var(--paper))}
.facts,.legend{font-size:.85rem;list-style:none;margin:.7rem 0 0;padding:0;
 display:flex;flex-wrap:wrap;gap:.3rem 1.6rem}
.legend{padding-bottom:1rem;border-bottom:1px solid color-mix(in srgb,var(--text) 18%,transparent)}
.legend span{color:var(--text)}
.doubt{text-decoration:underline dotted color-mix(in srgb,var(--text) 55%,transparent) 1px;
 text-underline-offset:.42em}
.PER,.LOC,.ORG,.MISC{text-decoration-thickness:2px;text-underline-offset:.22em;
 text-decoration-skip-ink:none}
.quotation{background:var(--quotation)}
.noted{border-bottom:2px dotted var(--accent)}
section.row{padding:.6rem 0;break-inside:avoid}
section.long{break-inside:auto}
section.row:target{background:color-mix(in srgb,var(--accent) 7%,transparent)}
.row p{margin:0;overflow-wrap:anywhere;orphans:3;widows:3}
.row aside{font-size:.85rem;margin:.4rem 0 0;padding-left:.7rem;
 border-left:3px solid var(--accent)}
.row aside p+p{margin-top:.2rem}
.number{font:600 .8rem/1 Georgia,serif;text-decoration:none;user-select:none}
:target{outline:2px solid var(--accent);outline-offset:2px;border-radius:3px}
section:target{outline:none}
table{border-collapse:collapse;width:100%;max-width:60rem;table-layout:fixed}
td,th{text-align:start;vertical-align:baseline;padding:.15rem .8rem .15rem 0;
 border-bottom:1px solid color-mix(in srgb,var(--text) 12%,transparent)}
td{width:28%;overflow-wrap:anywhere}
td:last-child{width:44%}
tr,figure{break-inside:avoid}
figure{margin:0 0 1.2rem}
figcaption{font-size:.85rem;display:flex;gap:1rem;align-items:baseline}
blockquote{margin:0;padding:.15rem .8rem;background:var(--quotation);overflow-wrap:anywhere}
footer{padding-top:2rem;padding-bottom:3rem}
"""

# The speaker stands in the outer margin, out of the text: it is not copied with it.
_COLUMNS = """\
.row .texts{display:grid;grid-template-columns:1fr 1fr;column-gap:3.2rem;position:relative;
 align-items:first baseline}
.row p[lang=en]{grid-column:1;grid-row:1;padding-left:6.4rem}
.row p[lang=ar]{grid-column:2;grid-row:1;padding-right:6rem}
.row aside{margin-left:6.4rem}
.row .number{position:absolute;left:50%;top:.75rem;transform:translateX(-50%)}
[data-speaker]::before{content:attr(data-speaker);font-size:.75rem;line-height:1.25;
 color:var(--accent);width:5.6rem;overflow-wrap:break-word;
 margin-top:.35rem}
[lang=en] [data-speaker]::before{float:left;clear:left;margin-left:-6.4rem}
[lang=ar] [data-speaker]::before{float:right;clear:right;margin-right:-6rem;
 font-size:.95rem;width:5.4rem}
.titles{display:grid;grid-template-columns:1fr 1fr;gap:3.2rem;align-items:baseline}
.titles>:only-child{grid-column:1/-1}
.titles [lang=ar]{grid-column:2;grid-row:1}
.said{display:grid;grid-template-columns:1fr 1fr;gap:1.2rem}
.said [lang=en]{grid-column:1;grid-row:1}
.said [lang=ar]{grid-column:2;grid-row:1}
@media screen and (max-width:56rem){
 main,header,footer,nav{padding-left:1rem;padding-right:1rem}
 .row .texts,.said,.titles{display:block}
 .row p[lang=en],.row p[lang=ar]{padding:0}
 .row aside{margin-left:0}
 .row .number{position:static;transform:none}
 .row [lang=ar] [data-speaker]::before,.row [lang=en] [data-speaker]::before{
  float:none;margin:0;width:auto;content:"[" attr(data-speaker) "] "}
}
"""

_INTERLINEAR = """\
main,header,footer,nav{max-width:52rem}
.row .texts{position:relative;padding-left:2.4rem}
.row .number{position:absolute;left:0;top:.9rem}
[data-speaker]::before{content:"[" attr(data-speaker) "] ";font-size:.75em;color:var(--accent)}
.titles [lang=en]{margin-bottom:.5rem}
"""

_PRINT = """\
@media print{
 @page{size:A4;margin:16mm 14mm}
 *{print-color-adjust:exact;-webkit-print-color-adjust:exact}
 :root{--paper:#fff}
 :root{font-size:9.5pt}
 main,header,footer,nav{max-width:none;padding-left:0;padding-right:0}
 header{padding-top:0}
 a{color:inherit;text-decoration:none}
 h2,h3{break-after:avoid}
 .row .texts{column-gap:2.4rem}
}
"""
