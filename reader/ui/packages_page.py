"""The settings' page of translation packages: listed, installed from a file, removed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reader.translation import install
from reader.translation import packages as found
from reader.translation.packages import Package
from reader.ui.background import Work

_PACKAGE = Qt.ItemDataRole.UserRole


class PackagesPage(QWidget):
    """`choice` is the folder of the package to translate with, "" for the usual one."""

    def __init__(self, choice: str) -> None:
        super().__init__()
        self.choice = choice
        self._work: Work | None = None
        words = QLabel(
            self.tr(
                "Arabic to English packages for Argos Translate. The one that is chosen here "
                "translates; nothing is fetched from the network."
            )
        )
        words.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Translation packages"))
        self.list.currentItemChanged.connect(self._chosen)
        self.add = QPushButton(self.tr("&Install from a file…"))
        self.add.clicked.connect(self._ask)
        self.remove = QPushButton(self.tr("Re&move"))
        self.remove.clicked.connect(self._remove)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.message = QLabel()
        self.message.setWordWrap(True)
        line = QHBoxLayout()
        line.addWidget(self.add)
        line.addWidget(self.remove)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addWidget(words)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.progress)
        layout.addWidget(self.message)
        layout.addLayout(line)
        self._refresh()

    def _refresh(self) -> None:
        """Lists the packages, found away from the window's thread."""
        Work(self).start(found.installed, self._show, self.message.setText)

    def _show(self, packages: list[Package]) -> None:
        origins = {
            "own": self.tr("installed here"),
            "argos": self.tr("of Argos Translate"),
            "shipped": self.tr("came with Mirat"),
        }
        self.list.blockSignals(True)
        self.list.clear()
        for number, package in enumerate(packages):
            item = QListWidgetItem(f"{package.label}  ·  {origins[package.origin]}")
            item.setData(_PACKAGE, package)
            item.setToolTip(str(package.path))
            self.list.addItem(item)
            if str(package.path) == self.choice or (not self.choice and number == 0):
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self._tell()

    def _current(self) -> Package | None:
        item = self.list.currentItem()
        return item.data(_PACKAGE) if item else None

    def _chosen(self) -> None:
        package = self._current()
        if package:
            # The first is what would be taken anyway, also when a newer one comes.
            self.choice = str(package.path) if self.list.currentRow() else ""
        self._tell()

    def _tell(self) -> None:
        package = self._current()
        self.remove.setEnabled(package is not None and package.origin != "shipped")

    def _ask(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Install a translation package"),
            "",
            self.tr("Argos packages") + " (*.argosmodel);;" + self.tr("All files") + " (*)",
        )
        if name:
            self.install(Path(name))

    def install(self, path: Path) -> None:
        """Checks and installs a package in a thread; it is tried in a process of its own."""
        work = self._work = Work(self)
        work.progress.connect(lambda share: self.progress.setValue(round(100 * share)))
        self.progress.setValue(0)
        self.progress.show()
        self.message.clear()
        self.add.setEnabled(False)
        work.start(lambda: install.install(path, work.tell), self._installed, self._failed)

    def _installed(self, package: Package) -> None:
        self.choice = str(package.path)
        self._end(self.tr("“%s” is installed.") % package.label)
        self._refresh()

    def _failed(self, sentence: str) -> None:
        self._end(sentence)

    def _end(self, sentence: str) -> None:
        self.progress.hide()
        self.message.setText(sentence)
        self.add.setEnabled(True)

    def _remove(self) -> None:
        package = self._current()
        if package is None:
            return
        if self.choice == str(package.path):
            self.choice = ""
        Work(self).start(
            lambda: found.remove(package), lambda _: self._refresh(), self.message.setText
        )
