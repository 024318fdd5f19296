"""Help: every shortcut, from the table of actions, and what the signs on the page mean."""

from __future__ import annotations

import html

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from reader.ui.actions import ACTIONS, MENUS, Spec, plain_text_of


def keys_of(spec: Spec) -> str:
    """An action's shortcuts as they stand on the keyboard."""
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(QKeySequence(keys).toString(native) for keys in spec.shortcuts)


def help_html() -> str:
    """The page, made from the table so that it is never out of date."""
    parts = []
    for menu, title in MENUS.items():
        specs = [s for s in ACTIONS if s.menu == menu and s.shortcuts]
        if not specs:
            continue
        name = QCoreApplication.translate("actions", title).replace("&", "")
        parts.append(f"<h3>{html.escape(name)}</h3><table cellspacing='0' cellpadding='3'>")
        parts += [
            f"<tr><td width='170'><b>{html.escape(keys_of(s))}</b></td>"
            f"<td>{html.escape(plain_text_of(s))}</td></tr>"
            for s in specs
        ]
        parts.append("</table>")
    return "".join(parts)


class HelpDialog(QDialog):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys and signs"))
        self.resize(560, 640)
        page = QTextBrowser()
        page.setAccessibleName(self.tr("Keys and signs"))
        signs = self.tr(
            "Names are underlined: persons with a solid line, places dotted, organisations "
            "dashed, others wavy. A name with a small cross was lost in the English. Quotations "
            "are shaded, their marks coloured; a grey mark was missing in the text or its other "
            "end was guessed. English in grey is doubtful: rest the pointer on it to see why. A "
            "small sheet at the right edge stands where you noted something."
        )
        moving = self.tr(
            "The arrow keys move the caret, with Shift they select, with Ctrl by words. "
            "What is under the caret or the pointer is outlined with its counterpart."
        )
        page.setHtml(
            f"{help_html()}<h3>{html.escape(self.tr('On the page'))}</h3>"
            f"<p>{html.escape(signs)}</p><p>{html.escape(moving)}</p>"
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(page)
        layout.addWidget(buttons)
