"""The style sheet for Qt's own widgets, written from the tokens; kit pieces paint themselves."""

from __future__ import annotations

from string import Template

from jxc_desktop.ui.theme.tokens import MEASURES, Density, FontSize, Palette, Radius, Space

_RULES = Template("""
QWidget { color: $ink; }
QToolTip { background: $ink; color: $surface; border: none; padding: ${small}px;
    font-size: ${font_small}px; }

QLabel { background: transparent; }
QLabel[role="caption"] { font-size: ${font_caption}px; color: $ink_muted; }
QLabel[role="small"] { font-size: ${font_small}px; }
QLabel[role="body"] { font-size: ${font_body}px; }
QLabel[role="large"] { font-size: ${font_large}px; }
QLabel[role="heading"] { font-size: ${font_large}px; font-weight: bold; }
QLabel[role="title"] { font-size: ${font_title}px; font-weight: bold; }
QLabel[role="figure"] { font-size: ${font_figure}px; font-weight: bold; }
QLabel[tone="muted"] { color: $ink_muted; }
QLabel[tone="accent"] { color: $accent_ink; }
QLabel[tone="success"] { color: $success; }
QLabel[tone="warning"] { color: $warning; }
QLabel[tone="danger"] { color: $danger; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
    background: $surface; color: $ink; border: 1px solid $line_strong; border-radius: ${control}px;
    padding: 0 11px; min-height: ${till_field}px; font-size: ${till_body}px;
    selection-background-color: $accent; selection-color: $on_accent;
    placeholder-text-color: $ink_muted; }
QPlainTextEdit, QTextEdit { padding: 7px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
    border: 2px solid $focus; padding: 0 10px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 6px; }
QLineEdit:read-only { background: $sunken; }
QLineEdit[wrong="true"] { border: 2px solid $danger; padding: 0 10px; }
QLineEdit[size="large"] { min-height: ${large_field}px; font-size: ${font_title}px; }
QWidget[density="desk"] QLineEdit, QWidget[density="desk"] QComboBox,
QWidget[density="desk"] QAbstractSpinBox {
    min-height: ${desk_field}px; font-size: ${desk_body}px; }
QWidget[density="desk"] QPlainTextEdit, QWidget[density="desk"] QTextEdit {
    font-size: ${desk_body}px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QComboBox::drop-down { border: none; width: 28px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $line_strong;
    selection-background-color: $accent_soft; selection-color: $ink; outline: none;
    padding: ${hair}px; }
QComboBox QAbstractItemView::item { min-height: ${till_field}px; padding: 0 ${small}px;
    border-radius: ${badge}px; }
QComboBox QAbstractItemView::item:selected { background: $accent_soft; color: $ink; }
QWidget[density="desk"] QComboBox QAbstractItemView::item { min-height: ${desk_field}px; }

QCheckBox, QRadioButton { font-size: ${till_body}px; spacing: ${small}px;
    min-height: ${till_control}px; border: 2px solid transparent; border-radius: ${control}px;
    padding: 0 ${small}px 0 ${hair}px; }
QWidget[density="desk"] QCheckBox, QWidget[density="desk"] QRadioButton {
    font-size: ${desk_body}px; min-height: ${desk_control}px; }
QCheckBox:focus, QRadioButton:focus { border-color: $focus; }
QRadioButton::indicator { width: 18px; height: 18px; border: 2px solid $line_strong;
    border-radius: 11px; background: $surface; }
QRadioButton::indicator:checked { border: 6px solid $accent; width: 10px; height: 10px; }

QScrollArea, QStackedWidget { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 14px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 14px; margin: 0; }
QScrollBar::handle { background: $line_strong; border-radius: 4px; margin: 3px;
    min-height: 40px; min-width: 40px; }
QScrollBar::handle:hover { background: $ink_muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QTableView { background: $surface; border: none; outline: none; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $ink_muted; border: none;
    border-bottom: 1px solid $line; padding: 0 ${medium}px; font-size: ${font_small}px; }
QTableCornerButton::section { background: $surface; border: none; }

QMenu { background: $surface; border: 1px solid $line; padding: ${hair}px; }
QMenu::item { padding: ${small}px ${wide}px; border-radius: ${badge}px; }
QMenu::item:selected { background: $accent_soft; }
QProgressBar { background: $sunken; border: 1px solid $line; border-radius: ${badge}px;
    min-height: 10px; max-height: 10px; text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: ${badge}px; }
""")
_BORDERS = 2


def style_sheet(palette: Palette) -> str:
    """Every rule, with the colours of `palette` and the sizes of the tokens."""
    till, desk = MEASURES[Density.TILL], MEASURES[Density.DESK]
    sizes = {
        "hair": Space.HAIR,
        "small": Space.SMALL,
        "medium": Space.MEDIUM,
        "wide": Space.WIDE,
        "badge": Radius.BADGE,
        "control": Radius.CONTROL,
        "font_caption": FontSize.CAPTION,
        "font_small": FontSize.SMALL,
        "font_body": FontSize.BODY,
        "font_large": FontSize.LARGE,
        "font_title": FontSize.TITLE,
        "font_figure": FontSize.FIGURE,
        "till_body": till.body,
        "desk_body": desk.body,
        "till_control": till.control - 2 * _BORDERS,
        "desk_control": desk.control - 2 * _BORDERS,
        "till_field": till.control - _BORDERS,
        "desk_field": desk.control - _BORDERS,
        "large_field": till.control + Space.SMALL,
    }
    colours = {role: getattr(palette, role) for role in palette.roles()}
    return _RULES.substitute(sizes, **colours)
