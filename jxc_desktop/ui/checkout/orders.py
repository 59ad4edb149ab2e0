"""What concerns the whole sale: its customer, giving it up, a product made for it, the last one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from jxc_desktop.commands.create_product import CreateProduct, create_product
from jxc_desktop.commands.drawer import OpenDrawer, open_drawer
from jxc_desktop.commands.print_jobs import ReprintReceipt, reprint_receipt
from jxc_desktop.commands.till_trace import CancelOrder, cancel_order
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.queries.find_customer import (
    CustomerRow,
    basket_customer,
    find_member,
    search_customers,
)
from jxc_desktop.queries.list_categories import CategoryRow, list_categories
from jxc_desktop.queries.list_receipts import find_newest_receipt
from jxc_desktop.ui.approval.presenter import ApprovalPresenter, Errand
from jxc_desktop.ui.counter.screen import CounterScreen, ReasonQuestion
from jxc_desktop.ui.language import _

if TYPE_CHECKING:
    from jxc_desktop.domain.ids import CategoryId, CustomerId, DocumentKey
    from jxc_desktop.domain.numbers import UnitPrice
    from jxc_desktop.domain.sellable import SellableItem
    from jxc_desktop.ui.counter.basket_in_hand import BasketInHand
    from jxc_desktop.ui.counter.doors import Doors

FOUND_MAX = 20


@dataclass(frozen=True, slots=True)
class NewProduct:
    """A product as the cashier knows it: what stands on it, and what it costs."""

    name: str
    price: UnitPrice
    unit_name: str
    category: CategoryId | None
    weighed: bool = False


@dataclass(frozen=True, slots=True)
class ProductQuestion:
    """What an unknown barcode is; `categories` are those that it can be put into."""

    barcode: str
    categories: tuple[CategoryRow, ...]


class OrderScreen(CounterScreen, Protocol):
    """Asks for a customer and for a new product."""

    def ask_customer(
        self, searched: Callable[[str], object], chosen: Callable[[CustomerId | None], object]
    ) -> None: ...

    def show_customers(self, found: Sequence[CustomerRow]) -> None: ...

    def ask_product(
        self, question: ProductQuestion, answer: Callable[[NewProduct], object]
    ) -> None: ...

    def show_problem(self, refusal: Refusal) -> None:
        """The open question cannot be answered so."""
        ...

    def close_question(self) -> None: ...


class OrderPresenter:
    """Asks, hands in, and puts what came back into the basket."""

    def __init__(
        self,
        doors: Doors,
        in_hand: BasketInHand,
        approvals: ApprovalPresenter,
        screen: OrderScreen,
    ) -> None:
        self._doors = doors
        self._in_hand = in_hand
        self._approvals = approvals
        self._screen = screen
        self._last_sale: DocumentKey | None = None

    def choose_customer(self) -> None:
        """Ask whose basket it is."""
        self._screen.ask_customer(self._search, self.name_customer)
        self._search("")

    def name_customer(self, customer: CustomerId | None) -> None:
        """The basket is this customer's, or nobody's again; member prices follow."""
        named = None
        if customer is not None:
            named = self._doors.look_up(lambda session: basket_customer(session, customer))
        self._in_hand.put(self._in_hand.basket.with_customer(named))

    def find_member(self, code: str) -> bool:
        """Whether `code` is a member's number or phone, who then is the customer."""
        member = self._doors.look_up(lambda session: find_member(session, code))
        if member is None:
            return False
        self.name_customer(member.customer)
        self._screen.show_notice(_("会员：{name}").format(name=member.name))
        return True

    def offer_product(self, barcode: str, put: Callable[[SellableItem], object]) -> None:
        """Make the unknown barcode a product, and `put` it into the basket."""
        question = ProductQuestion(barcode, self._doors.look_up(list_categories))

        def answered(product: NewProduct) -> None:
            def made(item: SellableItem) -> None:
                self._screen.close_question()
                self._screen.show_notice(_("已新建“{name}”").format(name=item.name))
                put(item)

            def make(grants: tuple[int, ...]) -> CreateProduct:
                return CreateProduct(
                    self._doors.cashier.person,
                    product.name,
                    product.price,
                    barcode,
                    product.unit_name,
                    product.category,
                    product.weighed,
                    grants,
                )

            self._approvals.run(Errand(create_product, make, made, self._screen.show_problem))

        self._screen.ask_product(question, answered)

    def cancel(self) -> None:
        """Throw the whole basket away, for a reason that stays on record."""
        if self._in_hand.basket.is_empty:
            self._screen.show_refusal(Refusal("basket_empty"))
            return
        question = ReasonQuestion(
            title=_("整单取消"),
            text=_("这一单的商品全部不要了，取消会留下记录。"),
            reasons=(_("顾客不要了"), _("扫错了"), _("钱没带够"), _("测试")),
            action=_("取消这一单"),
            dangerous=True,
        )
        self._screen.ask_reason(question, self._cancel_for)

    def open_drawer(self) -> None:
        """Open the drawer without a sale."""
        question = ReasonQuestion(
            title=_("打开钱箱"),
            text=_("没有收款时开钱箱会留下记录。"),
            reasons=(_("换零钱"), _("核对现金"), _("找错钱了")),
            action=_("打开钱箱"),
        )
        self._screen.ask_reason(question, self._open_drawer_for)

    def remember_sale(self, sale: DocumentKey) -> None:
        """This sale is the last one now."""
        self._last_sale = sale

    def reprint_last(self) -> None:
        """Print a copy of the last receipt of this till."""
        sale = self._last_sale or self._newest_receipt()
        if sale is None:
            self._screen.show_refusal(Refusal("no_sale_yet"))
            return
        self.reprint(sale)

    def reprint(self, sale: DocumentKey) -> None:
        """Print a copy of the receipt, marked 补打."""

        def make(grants: tuple[int, ...]) -> ReprintReceipt:
            return ReprintReceipt(sale, self._doors.cashier.person, grants)

        def queued(_key: DocumentKey) -> None:
            self._screen.show_notice(_("小票已送去补打"))

        self._approvals.run(Errand(reprint_receipt, make, queued, self._screen.show_refusal))

    def _search(self, text: str) -> None:
        self._doors.desk.ask(
            lambda session: search_customers(session, text, FOUND_MAX), self._screen.show_customers
        )

    def _cancel_for(self, reason: str) -> None:
        basket, grants = self._in_hand.basket, self._in_hand.grants

        def make(given: tuple[int, ...]) -> CancelOrder:
            return CancelOrder(self._doors.cashier.person, basket, reason, given)

        def cancelled(_key: DocumentKey) -> None:
            self._in_hand.begin()
            self._screen.show_notice(_("这一单已取消"))

        def refused(refusal: Refusal) -> None:
            self._in_hand.come_back()
            self._screen.show_refusal(refusal)

        if self._in_hand.send_off():
            self._approvals.run(Errand(cancel_order, make, cancelled, refused), grants)

    def _open_drawer_for(self, reason: str) -> None:
        def make(grants: tuple[int, ...]) -> OpenDrawer:
            return OpenDrawer(self._doors.cashier.person, reason, grants)

        def opened(_key: DocumentKey) -> None:
            self._screen.show_notice(_("钱箱已打开"))

        self._approvals.run(Errand(open_drawer, make, opened, self._screen.show_refusal))

    def _newest_receipt(self) -> DocumentKey | None:
        return self._doors.look_up(find_newest_receipt)
