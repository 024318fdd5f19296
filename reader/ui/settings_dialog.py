"""The settings: a form made from the table in `reader/settings.py`, and the packages."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QLineEdit,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from reader.settings import SETTINGS, Setting, Value
from reader.ui.packages_page import PackagesPage
from reader.ui.recogniser_page import RecogniserPage


def _N(context: str, text: str) -> str:
    """Marks a text for translators; it is translated where it is shown."""
    return str(QT_TRANSLATE_NOOP(context, text))


#: What is shown as a plain form; the rest has a page or a place of its own.
_FORM = ("theme", "zoom", "arabic_font", "english_font", "reduced_motion", "show_entities",
         "show_quotations", "show_english", "show_panel", "remember", "threads")  # fmt: skip

_CHOICES = {
    "system": _N("settings", "As the system"),
    "light": _N("settings", "Light"),
    "dark": _N("settings", "Dark"),
    "sepia": _N("settings", "Sepia"),
}


class SettingsDialog(QDialog):
    """After it was accepted, `changes()` are the settings that are different."""

    def __init__(self, parent: QWidget, values: dict[str, Any]) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        self.resize(620, 520)
        self._values = values
        self.fields: dict[str, QWidget] = {}
        form = QWidget()
        rows = QFormLayout(form)
        rows.setVerticalSpacing(9)
        for name in _FORM:
            setting = SETTINGS[name]
            field = _field(setting, values[name])
            words = QCoreApplication.translate("settings", setting.description)
            field.setAccessibleName(words)
            self.fields[name] = field
            if isinstance(field, QCheckBox):
                field.setText(words)
                rows.addRow(field)
            else:
                rows.addRow(words, field)
        self.packages = PackagesPage(values["package"])
        self.recogniser = RecogniserPage(values["recogniser"])
        tabs = QTabWidget()
        tabs.addTab(form, self.tr("&Reading"))
        tabs.addTab(self.packages, self.tr("&Translation"))
        tabs.addTab(self.recogniser, self.tr("&Names"))
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(tabs)
        layout.addWidget(buttons)

    def changes(self) -> dict[str, Value]:
        """The settings that were changed, with values that they accept."""
        new: dict[str, Value] = {name: _value(field) for name, field in self.fields.items()}
        new["package"] = self.packages.choice
        new["recogniser"] = self.recogniser.choice
        return {
            name: value
            for name, value in new.items()
            if value != self._values[name] and SETTINGS[name].accepts(value)
        }


def _field(setting: Setting, value: Value) -> QWidget:
    """The widget for a setting of its type."""
    if setting.type is bool:
        box = QCheckBox()
        box.setChecked(bool(value))
        return box
    if setting.choices:
        choice = QComboBox()
        for one in setting.choices:
            text = _CHOICES.get(str(one), str(one))
            choice.addItem(QCoreApplication.translate("settings", text), one)
        choice.setCurrentIndex(max(0, choice.findData(value)))
        return choice
    if setting.type in (int, float):
        number: QSpinBox | QDoubleSpinBox
        if setting.type is int:
            number = QSpinBox()
            number.setRange(int(setting.low or 0), int(setting.high or 999))
            number.setValue(int(value))
        else:
            number = QDoubleSpinBox()
            number.setRange(setting.low or 0.0, setting.high or 99.0)
            number.setSingleStep(0.1)
            number.setValue(float(value))
        return number
    if setting.name.endswith("_font"):
        return _fonts(setting.name, str(value))
    return QLineEdit(str(value))


def _fonts(name: str, value: str) -> QComboBox:
    script = QFontDatabase.WritingSystem.Arabic if name == "arabic_font" else (
        QFontDatabase.WritingSystem.Latin
    )  # fmt: skip
    box = QComboBox()
    box.addItem(QCoreApplication.translate("settings", "The one that ships"), "")
    for family in QFontDatabase.families(script):
        box.addItem(family, family)
    box.setCurrentIndex(max(0, box.findData(value)))
    return box


def _value(field: QWidget) -> Value:
    if isinstance(field, QCheckBox):
        return field.isChecked()
    if isinstance(field, QComboBox):
        return field.currentData()
    if isinstance(field, QSpinBox | QDoubleSpinBox):
        return field.value()
    assert isinstance(field, QLineEdit)
    return field.text()
