"""The export dialogue: format, choices, a live preview of the pages, progress and cancel."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from reader.article import ReadArticle
from reader.export import EXPORTS
from reader.export.options import ExportOptions
from reader.ui.background import Work
from reader.ui.export_preview import ExportPreview
from reader.ui.export_process import ExportProcess


class ExportDialog(QDialog):
    """`values` are the settings; `keep` is called with those that the choices changed."""

    def __init__(
        self,
        parent: QWidget,
        read: ReadArticle,
        values: dict[str, Any],
        keep: Callable[..., None],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export"))
        self._read, self._values, self._keep = read, values, keep
        self._process = ExportProcess()
        self._work: Work | None = None
        self.preview = ExportPreview(read, self._process)
        self._make_choices(stored_options(values["export_options"]))
        self._arrange()
        self._changed()

    # Making

    def _make_choices(self, options: ExportOptions) -> None:
        self.format = QComboBox()
        for suffix, one in EXPORTS.items():
            self.format.addItem(f"{one.name}  ({suffix})", suffix)
        self.format.setCurrentIndex(
            max(0, self.format.findData("." + self._values["export_format"]))
        )
        self.layout_ = self._choice(
            options.layout,
            {"columns": self.tr("Side by side"), "interlinear": self.tr("Arabic above English")},
        )
        self.paper = self._choice(options.page, {"A4": "A4", "Letter": self.tr("Letter")})
        self.orientation = self._choice(
            options.orientation,
            {"portrait": self.tr("Upright"), "landscape": self.tr("Across")},
        )
        self.margin = self._number(options.margin, 8, 40, 1, self.tr(" mm"))
        self.font_size = self._number(options.font_size, 6, 18, 0.5, self.tr(" pt"))
        self.entities = self._tick(self.tr("&Names marked"), options.entities)
        self.quotations = self._tick(self.tr("&Quotations shaded"), options.quotations)
        self.index = self._tick(self.tr("&Index and list of quotations"), options.index)
        self.notes = self._tick(self.tr("N&otes and corrections"), options.notes)
        self.format.currentIndexChanged.connect(self._changed)

    def _choice(self, value: str, names: dict[str, str]) -> QComboBox:
        box = QComboBox()
        for key, name in names.items():
            box.addItem(name, key)
        box.setCurrentIndex(max(0, box.findData(value)))
        box.currentIndexChanged.connect(self._changed)
        return box

    def _number(
        self, value: float, low: float, high: float, step: float, unit: str
    ) -> QDoubleSpinBox:
        box = QDoubleSpinBox()
        box.setRange(low, high)
        box.setSingleStep(step)
        box.setDecimals(1)
        box.setSuffix(unit)
        box.setValue(value)
        box.valueChanged.connect(self._changed)
        return box

    def _tick(self, name: str, on: bool) -> QCheckBox:
        box = QCheckBox(name)
        box.setChecked(on)
        box.toggled.connect(self._changed)
        return box

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(9)
        form.addRow(self.tr("&Format"), self.format)
        self._for_pages = [self.layout_, self.paper, self.orientation, self.margin, self.font_size]
        for name, box in zip(
            (
                self.tr("&Layout"),
                self.tr("&Paper"),
                self.tr("O&rientation"),
                self.tr("&Margins"),
                self.tr("&Text size"),
            ),
            self._for_pages,
            strict=True,
        ):
            form.addRow(name, box)
        for tick in (self.entities, self.quotations, self.index, self.notes):
            form.addRow(tick)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 1000)
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress.hide()
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.buttons = QDialogButtonBox()
        self.save = self.buttons.addButton(
            self.tr("&Export…"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.save.setDefault(True)
        self.cancel = self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self._ask)
        self.buttons.rejected.connect(self.reject)
        left = QVBoxLayout()
        left.addLayout(form)
        left.addStretch(1)
        for widget in (self.message, self.progress, self.buttons):
            left.addWidget(widget)
        both = QHBoxLayout(self)
        both.setSpacing(20)
        both.addLayout(left, 1)
        both.addWidget(self.preview)

    # Choices

    @property
    def suffix(self) -> str:
        return str(self.format.currentData())

    def options(self) -> ExportOptions:
        return ExportOptions(
            layout=self.layout_.currentData(),
            page=self.paper.currentData(),
            orientation=self.orientation.currentData(),
            margin=self.margin.value(),
            font_size=self.font_size.value(),
            entities=self.entities.isChecked(),
            quotations=self.quotations.isChecked(),
            index=self.index.isChecked(),
            notes=self.notes.isChecked(),
        )

    def _changed(self) -> None:
        for box in self._for_pages:
            box.setEnabled(self.suffix == ".pdf")
        self.preview.show_options(self.options() if self.suffix == ".pdf" else None)

    # Exporting

    def _ask(self) -> None:
        folder = self._values["export_folder"]
        if not folder or not Path(folder).is_dir():
            documents = QStandardPaths.StandardLocation.DocumentsLocation
            folder = QStandardPaths.writableLocation(documents)
        stem = Path(self._read.article.source).name.split(".")[0] or "article"
        name, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Export"),
            str(Path(folder) / (stem + self.suffix)),
            f"{EXPORTS[self.suffix].name} (*{self.suffix})",
        )
        if name:
            path = Path(name)
            self.export_to(path if path.suffix else path.with_suffix(self.suffix))

    def export_to(self, path: Path) -> None:
        """Writes the file away from the window's thread; the dialogue closes when it is there."""
        self._keep(
            export_folder=str(path.parent),
            export_format=self.suffix.removeprefix("."),
            export_options=json.dumps(dataclasses.asdict(self.options())),
        )
        work = self._work = Work(self)
        work.progress.connect(lambda share: self.progress.setValue(round(share * 1000)))
        self.progress.setValue(0)
        self.progress.show()
        self.message.clear()
        self.save.setEnabled(False)
        options, read = self.options(), self._read
        work.start(
            lambda: self._process.export(read, path, options, work.tell, work.cancelled),
            lambda _: self._done(),
            self._failed,
            self._stopped,
        )

    def _done(self) -> None:
        self._work = None
        self.accept()

    def _failed(self, sentence: str) -> None:
        self.message.setText(sentence)
        self._stopped()

    def _stopped(self) -> None:
        self._work = None
        self.progress.hide()
        self.save.setEnabled(True)

    def reject(self) -> None:
        """Cancel stops the export first, then closes the dialogue."""
        if self._work:
            self._work.cancel()
            return
        super().reject()

    def done(self, result: int) -> None:
        """Ends the process that made the pages, whichever way the dialogue is left."""
        self.preview.stop()
        self._process.close()
        super().done(result)


def stored_options(text: str) -> ExportOptions:
    """The choices of the last export; what does not fit this version is left out."""
    usual = ExportOptions()
    try:
        stored = json.loads(text)
        fields = {f.name for f in dataclasses.fields(ExportOptions)}
        known = {k: v for k, v in stored.items() if k in fields}
        fit = {k: v for k, v in known.items() if isinstance(v, type(getattr(usual, k)))}
        return dataclasses.replace(usual, **fit)
    except (ValueError, AttributeError, TypeError):
        return usual
