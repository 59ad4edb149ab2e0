"""A panel over the window for a decision that is due; what is beneath waits, dimmed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from jxc_desktop.ui.language import _
from jxc_desktop.ui.theme.in_use import colour
from jxc_desktop.ui.theme.tokens import Radius, Space
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole
from jxc_desktop.ui.widgets.painting import paint_ground
from jxc_desktop.ui.widgets.toast import Toast
from jxc_desktop.ui.widgets.touch_button import TouchButton, Variant

_MARGIN = Space.WIDE


class _Panel(QWidget):
    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_ground(QPainter(self), self.rect(), Radius.CARD, colour("surface"), colour("line"))


class Sheet(QWidget):
    """Put the question into `body`, the answers into `add_action`; `open` shows it over a window.

    Escape, or the cross, reports `dismissed` and closes it. Nothing is pressed by Enter, so that
    a scan in this moment decides nothing.
    """

    dismissed = Signal()
    closed = Signal()

    def __init__(self, title: str, *, width: int = 520) -> None:
        super().__init__()
        self._width = width
        self._beneath: list[QWidget] = []
        self._focus_before: QWidget | None = None
        self.setAccessibleName(title)
        # Not by a click: a number pad on the sheet types into the field that has the keyboard.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hide()
        self._panel = _Panel(self)
        self.body = QVBoxLayout()
        self.body.setSpacing(Space.MEDIUM)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(Space.SMALL)
        head = QHBoxLayout()
        head.addWidget(TextLabel(title, TextRole.TITLE).wrapped(), 1)
        cross = TouchButton("", icon="x", variant=Variant.PLAIN)
        cross.setAccessibleName(_("关闭"))
        cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        cross.clicked.connect(self.dismiss)
        head.addWidget(cross, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self._panel)
        layout.setContentsMargins(_MARGIN, Space.LARGE, Space.LARGE, _MARGIN)
        layout.setSpacing(Space.LARGE)
        layout.addLayout(head)
        layout.addLayout(self.body, 1)
        layout.addLayout(self._actions)

    def add_text(self, text: str) -> None:
        """Add a sentence to the body."""
        self.body.addWidget(TextLabel(text).wrapped())

    def add_action(
        self,
        title: str,
        act: Callable[[], object],
        *,
        variant: Variant = Variant.QUIET,
        icon: str = "",
        shortcut: str = "",
    ) -> TouchButton:
        """Add an answer; pressing it runs `act`, which closes the sheet if it wants to."""
        button = TouchButton(title, icon=icon, variant=variant, shortcut=shortcut)
        button.clicked.connect(lambda _checked: act())
        if self._actions.isEmpty():
            self._actions.addStretch(1)
        self._actions.addWidget(button)
        return button

    def open(self, over: QWidget, *, focus: QWidget | None = None) -> None:
        """Show the sheet over the window of `over`; the keyboard goes to `focus`."""
        window = over.window()
        self._focus_before = QApplication.focusWidget()
        self.setParent(window)
        self._hold_what_is_beneath(window)
        window.installEventFilter(self)
        self.show()
        self.raise_()
        self._fit()
        (focus or self).setFocus(Qt.FocusReason.PopupFocusReason)

    def dismiss(self) -> None:
        """Close without a decision, and say so."""
        self.dismissed.emit()
        self.close_sheet()

    def close_sheet(self) -> None:
        """Close the sheet and give the keyboard back to where it was."""
        if not self._beneath and not self.isVisible():
            return
        self.window().removeEventFilter(self)
        self.hide()
        self._let_go()
        self.closed.emit()
        self.deleteLater()

    def lies_over(self, widget: QWidget) -> bool:
        """Whether `widget` waits for this sheet."""
        return widget in self._beneath

    def take_over(self, beneath: list[QWidget], focus: QWidget | None) -> None:
        """A sheet below closed first: what waited for it now waits for this one."""
        self._beneath = [*self._beneath, *beneath]
        self._focus_before = focus

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parent() and event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._fit)
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Whatever nobody in the sheet wanted ends here: the screen beneath is not asked.
        event.accept()
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), colour("shade"))

    def _hold_what_is_beneath(self, window: QWidget) -> None:
        """Switch off everything beneath: no key, shortcut or finger reaches it meanwhile."""
        options = Qt.FindChildOption.FindDirectChildrenOnly
        for widget in window.findChildren(QWidget, options=options):
            if widget is self or isinstance(widget, Toast) or widget.isWindow():
                continue
            if not widget.testAttribute(Qt.WidgetAttribute.WA_ForceDisabled):
                widget.setProperty("under_sheet", True)
                widget.setEnabled(False)
                self._beneath.append(widget)

    def _let_go(self) -> None:
        """Give back what was beneath, or leave it to the sheet that still lies over this one."""
        upper = self._sheet_above()
        if upper is not None:
            upper.take_over(self._beneath, self._focus_before)
        else:
            for widget in filter(isValid, self._beneath):
                widget.setProperty("under_sheet", None)
                widget.setEnabled(True)
            if self._focus_before is not None and isValid(self._focus_before):
                self._focus_before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._beneath = []
        self._focus_before = None

    def _sheet_above(self) -> Sheet | None:
        options = Qt.FindChildOption.FindDirectChildrenOnly
        sheets = self.window().findChildren(Sheet, options=options)
        return next((sheet for sheet in sheets if sheet.lies_over(self)), None)

    def _fit(self) -> None:
        window = self.parentWidget()
        if window is None:
            return
        self.setGeometry(window.rect())
        width = min(self._width, self.width() - 2 * Space.LARGE)
        layout = self._panel.layout()
        assert layout is not None
        wanted = layout.totalSizeHint().height()
        if layout.hasHeightForWidth():
            wanted = max(layout.totalHeightForWidth(width), layout.totalMinimumSize().height())
        height = min(wanted, self.height() - 2 * Space.LARGE)
        self._panel.setGeometry(
            (self.width() - width) // 2,
            max(Space.LARGE, (self.height() - height) // 3),
            width,
            height,
        )
