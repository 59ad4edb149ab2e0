"""Puts the screen of the people together."""

from __future__ import annotations

from jxc_desktop.ui.counter.doors import Doors
from jxc_desktop.ui.page_desk import doors_while_open
from jxc_desktop.ui.people.presenter import PeoplePresenter
from jxc_desktop.ui.people.roles_presenter import RolesPresenter
from jxc_desktop.ui.people.view import PeopleView


def people_page(doors: Doors) -> PeopleView:
    """The screen, read and shown."""
    view = PeopleView()
    doors = doors_while_open(doors, view)
    people = PeoplePresenter(doors, view)
    roles = RolesPresenter(doors, view)
    view.keep(people, roles)
    _connect_people(view, people)
    _connect_roles(view, roles)
    view.sections.section_shown.connect(
        lambda section: (people if section == "people" else roles).start()
    )
    people.start()
    roles.start()
    return view


def _connect_people(view: PeopleView, people: PeoplePresenter) -> None:
    page = view.people
    page.add_pressed.connect(people.add)
    page.open_pressed.connect(people.open)
    page.secret_pressed.connect(people.reset_secret)
    page.archive_pressed.connect(lambda row, archived: people.archive(row, archived=archived))


def _connect_roles(view: PeopleView, roles: RolesPresenter) -> None:
    page = view.roles
    page.chosen.connect(roles.choose)
    page.add_pressed.connect(roles.add)
    page.renamed.connect(roles.rename)
    page.ticked.connect(lambda permission, on: roles.tick(permission, on=on))
    page.discount_typed.connect(roles.limit_discount)
    page.save_pressed.connect(roles.save)
    page.revert_pressed.connect(roles.revert)
