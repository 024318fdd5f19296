"""The settings' page of what finds the names: the one that ships, or a CAMeL Tools model."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from reader.arabic import camel
from reader.ui.background import Work


class RecogniserPage(QWidget):
    """`choice` is the setting: "mirat" or "camel:FOLDER"."""

    def __init__(self, choice: str) -> None:
        super().__init__()
        self.built_in = QRadioButton(self.tr("&Built in: fast, needs nothing more"))
        self.camel = QRadioButton(self.tr("&CAMeL Tools: a large model, slow to start"))
        words = QLabel(
            self.tr(
                "CAMeL Tools' model is not part of Mirat. The button fetches it from the network "
                "(about 400 MB); or name a folder that holds a BERT model for token classification."
            )
        )
        words.setWordWrap(True)
        words.setProperty("kind", "muted")
        self.folder = QLineEdit(choice.removeprefix("camel:") if choice != "mirat" else "")
        self.folder.setPlaceholderText(self.tr("Folder of the model"))
        self.folder.setAccessibleName(self.tr("Folder of the model"))
        self.folder.textChanged.connect(self._tell)
        browse = QPushButton(self.tr("Bro&wse…"))
        browse.clicked.connect(self._browse)
        self.fetch = QPushButton(self.tr("&Fetch the model from the network"))
        self.fetch.clicked.connect(self._fetch)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.message = QLabel()
        self.message.setWordWrap(True)
        line = QHBoxLayout()
        line.addWidget(self.folder, 1)
        line.addWidget(browse)
        layout = QVBoxLayout(self)
        layout.addWidget(self.built_in)
        layout.addWidget(self.camel)
        layout.addLayout(line)
        layout.addWidget(self.fetch)
        layout.addWidget(self.progress)
        layout.addWidget(self.message)
        layout.addWidget(words)
        layout.addStretch(1)
        (self.camel if choice.startswith("camel:") else self.built_in).setChecked(True)
        self._tell()
        Work(self).start(camel.available, self._found, lambda _: None)

    @property
    def choice(self) -> str:
        folder = self.folder.text().strip()
        return f"camel:{folder}" if self.camel.isChecked() and folder else "mirat"

    def _found(self, folder: Path | None) -> None:
        """The model is on the machine already."""
        if folder and not self.folder.text():
            self.folder.setText(str(folder))

    def _tell(self) -> None:
        there = bool(self.folder.text().strip())
        self.camel.setEnabled(there)
        if not there:
            self.built_in.setChecked(True)

    def _browse(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Folder of the model"))
        if name:
            self.folder.setText(name)
            self.camel.setChecked(True)

    def _fetch(self) -> None:
        self.fetch.setEnabled(False)
        self.progress.show()
        self.message.setText(self.tr("Fetching …"))
        Work(self).start(camel.fetch, self._fetched, self._failed)

    def _fetched(self, folder: Path) -> None:
        self._failed(self.tr("The model is here."))
        self.folder.setText(str(folder))
        self.camel.setChecked(True)

    def _failed(self, sentence: str) -> None:
        self.progress.hide()
        self.message.setText(sentence)
        self.fetch.setEnabled(True)
