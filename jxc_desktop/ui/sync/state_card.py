"""How the tie stands, in large words: the state, what it means, what went wrong and what to do."""

from __future__ import annotations

from datetime import tzinfo

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QProgressBar, QWidget

from jxc_desktop.domain.sync_facts import SyncNews, SyncState
from jxc_desktop.ui.language import _
from jxc_desktop.ui.sync.sync_words import (
    FactLine,
    fact_lines,
    state_icon,
    state_sentence,
    state_title,
    state_tone,
    warnings_of,
)
from jxc_desktop.ui.theme.icons import paint_icon
from jxc_desktop.ui.theme.in_use import colour
from jxc_desktop.ui.theme.tokens import Radius, Space
from jxc_desktop.ui.widgets.labels import TONE_GROUNDS, TONE_INKS, TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.painting import paint_ground
from jxc_desktop.ui.widgets.panels import Card, empty
from jxc_desktop.ui.widgets.picking import TickBox
from jxc_desktop.ui.widgets.touch_button import TouchButton, Variant

_PLATE, _ICON = 52, 28


class _Plate(QWidget):
    """The drawing of the state on its coloured ground."""

    def __init__(self) -> None:
        super().__init__()
        self._icon, self._tone = "", Tone.MUTED
        self.setFixedSize(_PLATE, _PLATE)

    def show_plate(self, icon: str, tone: Tone) -> None:
        self._icon, self._tone = icon, tone
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_ground(painter, self.rect(), Radius.CARD, colour(TONE_GROUNDS[self._tone]))
        edge = (_PLATE - _ICON) // 2
        ink = colour(TONE_INKS[self._tone])
        paint_icon(painter, self._icon, ink, QRect(edge, edge, _ICON, _ICON))


class StateCard(Card):
    """Reports `now_pressed`, `pause_pressed`, `resume_pressed` and `connect_pressed`."""

    now_pressed = Signal()
    pause_pressed = Signal()
    resume_pressed = Signal()
    connect_pressed = Signal()
    copies_ticked = Signal(bool)
    """Whether neighbours shall keep copies."""

    def __init__(self, zone: tzinfo) -> None:
        super().__init__()
        self._zone = zone
        self._plate = _Plate()
        self._title = TextLabel("", TextRole.FIGURE)
        self._sentence = TextLabel("", TextRole.BODY, Tone.MUTED).wrapped()
        self._warning = TextLabel("", TextRole.BODY, Tone.DANGER).wrapped()
        self._loading = TextLabel("", TextRole.BODY, Tone.ACCENT).wrapped()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(Space.LARGE)
        self._facts.setVerticalSpacing(Space.SMALL)
        self._facts.setColumnStretch(1, 1)
        self._lines: tuple[FactLine, ...] = ()
        head = QHBoxLayout()
        head.setSpacing(Space.MEDIUM)
        head.addWidget(self._plate, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        self.body.addLayout(head)
        for label in (self._sentence, self._warning, self._loading, self._bar):
            self.body.addWidget(label)
        self.body.addLayout(self._facts)
        self.body.addStretch(1)
        self._copies = TickBox(_("同一家店的收银台互相留一份没上传的单据"))
        self._copies.clicked.connect(self.copies_ticked)
        self._copies.hide()
        self.body.addWidget(self._copies)
        self.body.addLayout(self._buttons())
        self._warning.hide()
        self._loading.hide()
        self._bar.hide()

    def show_news(self, news: SyncNews) -> None:
        """How the tie stands now."""
        tone = state_tone(news.state)
        self._plate.show_plate(state_icon(news.state), tone)
        self._title.show_text(state_title(news.state), tone)
        self._sentence.show_text(state_sentence(news.state))
        warnings = warnings_of(news)
        loud = Tone.DANGER if news.state is SyncState.STOPPED else Tone.WARNING
        self._warning.show_text("\n".join(warnings), loud)
        self._warning.setVisible(bool(warnings))
        self._show_loading(news.loaded_percent)
        alone, paused = news.state is SyncState.ALONE, news.state is SyncState.PAUSED
        self._show_facts(() if alone else fact_lines(news, self._zone))
        self._now.setVisible(not alone and not paused)
        self._now.setEnabled(news.state is not SyncState.WORKING)
        self._pause.setVisible(not alone and not paused)
        self._resume.setVisible(paused)
        self._connect.setVisible(alone)

    def show_copies(self, *, tied: bool, on: bool) -> None:
        """Whether neighbours keep copies; nobody does for a shop that stands alone."""
        self._copies.setVisible(tied)
        self._copies.setChecked(on)

    def _show_loading(self, percent: int | None) -> None:
        self._loading.setVisible(percent is not None)
        self._bar.setVisible(percent is not None)
        if percent is not None:
            text = _("以前的单据正在下载 {percent}%：现在就可以收银，旧小票和报表稍后才全")
            self._loading.show_text(text.format(percent=percent))
            self._bar.setValue(percent)

    def _show_facts(self, lines: tuple[FactLine, ...]) -> None:
        if lines == self._lines:
            return
        self._lines = lines
        empty(self._facts)
        for at, line in enumerate(lines):
            self._facts.addWidget(TextLabel(line.name, TextRole.BODY, Tone.MUTED), at, 0)
            value = TextLabel(line.value, TextRole.BODY, line.tone)
            value.setAccessibleName(f"{line.name} {line.value}")
            self._facts.addWidget(value, at, 1)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        self._now = TouchButton(
            _("立即同步"), icon="refresh-cw", variant=Variant.PRIMARY, shortcut="F5"
        )
        self._pause = TouchButton(_("暂停联网"), icon="pause", shortcut="F6")
        self._resume = TouchButton(
            _("恢复联网"), icon="play", variant=Variant.PRIMARY, shortcut="F6"
        )
        self._connect = TouchButton(
            _("连接到服务器"), icon="cloud", variant=Variant.PRIMARY, shortcut="F7"
        )
        for button, pressed in (
            (self._now, self.now_pressed),
            (self._pause, self.pause_pressed),
            (self._resume, self.resume_pressed),
            (self._connect, self.connect_pressed),
        ):
            button.clicked.connect(lambda _on, pressed=pressed: pressed.emit())
            button.hide()
            row.addWidget(button)
        row.addStretch(1)
        return row
