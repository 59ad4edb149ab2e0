"""Every refusal as a sentence that tells the person at the till what is wrong and what to do."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.formats import (
    date_text,
    money_text,
    quantity_text,
    rate_text,
    unit_price_text,
)
from jxc_desktop.domain.numbers import Money, Quantity, Rate, UnitPrice
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.domain.words import mark
from jxc_desktop.ui.language import _
from jxc_desktop.ui.permission_names import permission_name
from jxc_desktop.ui.safety_messages import SAFETY_SENTENCES
from jxc_desktop.ui.sync_messages import SYNC_SENTENCES

_SHOWN_MAX = 40
_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"

_AT_THE_COUNTER = {
    "basket_empty": mark("购物篮还是空的，先扫商品"),
    "basket_full": mark("一单最多 {limit} 行，请先收款，剩下的另开一单"),
    "line_unknown": mark("第 {number} 行已经不在了"),
    "label_amount_fixed": mark("“{name}”的金额由电子秤打印，不能改数量；请删掉重新称"),
    "note_too_long": mark("备注最多 {limit} 个字"),
    "quantity_zero": mark("“{name}”的数量不能是 0；不要了请按删除"),
    "quantity_negative": mark("“{name}”的数量不能是负数；退货请按退货键"),
    "quantity_too_large": mark("“{name}”的数量 {quantity} 太大了，是不是把条码扫进了数量？"),
    "quantity_not_whole": mark("“{name}”按{unit}卖，数量要是整数"),
    "price_negative": mark("价格不能是负数"),
    "price_too_large": mark("价格 {price} 太大了，请检查"),
    "amount_too_large": mark("金额太大了，请检查"),
    "discount_percent_range": mark("折扣要在 0% 到 100% 之间"),
    "discount_not_positive": mark("优惠金额要大于 0"),
    "discount_over_price": mark("优惠 {discount} 比商品的 {price} 还多"),
    "new_price_above_price": mark("新价格 {new_price} 不能高于原价 {price}"),
    "discount_on_return": mark("“{name}”是退货，不能再打折"),
    "rounding_up_not_allowed": mark("本店不允许向上抹零，不能多收顾客的钱"),
    "unknown_barcode": mark("没有找到条码 {code}"),
    "nothing_found": mark("没有找到“{text}”"),
    "return_over_sold": mark("“{name}”最多还能退 {left}"),
    "return_changed": mark("“{name}”刚刚又退过货，请重新扫小票"),
    "return_price_too_high": mark("退货价格不能高于售价 {price}"),
    "nothing_to_return": mark("这张小票的商品已经全部退完了"),
    "nothing_chosen": mark("请先选要退的商品"),
    "till_busy": mark("正在处理上一步，请稍等"),
    "scan_not_now": mark("现在不能扫商品，请先完成或关闭当前窗口"),
    "scan_while_paying": mark("已经收了一部分钱，请先收完或撤销再加商品"),
    "no_sale_yet": mark("还没有卖出过商品"),
    "no_line_marked": mark("请先选一行商品"),
    "rounded_already": mark("已经按设置抹到元了，不能再抹"),
}

_PAYING = {
    "nothing_to_pay": mark("已经收齐了，不用再收"),
    "tender_zero": mark("{method}的金额不能是 0"),
    "tender_sign": mark("{method}的金额方向不对"),
    "tender_over": mark("{method}不找零，最多收 {missing}"),
    "tender_too_large": mark("收款 {tendered} 太多了，是不是把条码扫进了金额？"),
    "tender_incomplete": mark("还差 {missing}"),
    "tender_other_total": mark("应收金额变成了 {total}，请重新收款"),
    "payment_unknown": mark("这笔收款已经撤销了"),
    "reference_needed": mark("{method}要填参考号"),
    "reference_too_long": mark("参考号最多 {limit} 个字"),
    "customer_needed": mark("请先选客户"),
    "deposit_too_small": mark("预存余额只有 {deposit}，不够 {wanted}"),
    "method_unfit": mark("{method}不能用在这里"),
    "repayment_over_debt": mark("客户只欠 {owed}，不能收 {wanted}"),
}

_SHIFT_AND_DRAWER = {
    "shift_not_open": mark("还没有开班，请先开班"),
    "shift_already_open": mark("{cashier}的第 {number} 班还没有交班"),
    "left_over_counted": mark("留下的 {left} 比点出的 {counted} 还多"),
    "cash_zero": mark("金额不能是 0"),
    "cash_negative": mark("金额不能是负数"),
    "cash_too_large": mark("金额 {amount} 太大了，请检查"),
    "cash_direction": mark("这个用途的存取方向不对"),
    "drawer_too_empty": mark("钱箱里只有 {drawer}，取不出 {wanted}"),
    "reason_needed": mark("请填写原因"),
    "count_negative": mark("张数不能是负数"),
    "count_too_large": mark("张数 {count} 太大了，请检查"),
    "denomination_unknown": mark("没有 {denomination} 这种面额"),
    "day_already_closed": mark("{day} 已经日结过了"),
    "day_not_begun": mark("{day} 还没有到，不能日结"),
    "earlier_day_open": mark("请先做 {day} 的日结"),
    "day_has_open_shift": mark("{cashier}的第 {number} 班还没有交班，不能日结"),
    "day_end_hour_range": mark("营业日切换时间要在 0 点到 {limit} 点之间"),
}

_RECEIPTS = {
    "receipt_unknown": mark("没有找到这张小票"),
    "receipt_number_damaged": mark("小票条码没有扫全，请再扫一次"),
    "void_of_void": mark("这张是作废单，不能再作废"),
    "void_too_late": mark("只能作废本机当天的小票；请改用退货"),
    "already_voided": mark("这张小票已经作废了"),
    "already_returned": mark("这张小票已经退过货，不能作废"),
    "receipt_takes_back": mark("这张是退货单或作废单，没有可退的商品"),
    "paper_not_saved": mark("PDF 没有存下来，文件夹写不进去：{folder}"),
    "held_basket_gone": mark("这一单已经被取走了"),
    "held_basket_unreadable": mark("这一单是新版本挂的，本机打不开"),
    "job_done": mark("这张单据已经打印或取消了"),
}

_PRODUCTS_AND_CODES = {
    "product_name_needed": mark("请填写商品名称"),
    "product_name_too_long": mark("商品名称最多 {limit} 个字"),
    "barcode_taken": mark("条码 {code} 已经是“{name}”的了"),
    "barcode_too_long": mark("条码最多 {limit} 位"),
    "barcode_too_short": mark("条码 {code} 太短了"),
    "barcode_not_digits": mark("条码 {code} 里有不是数字的字符"),
    "barcode_check_digit": mark("条码 {code} 的校验位不对，应为 {expected}，请再扫一次"),
    "scale_label_damaged": mark("电子秤标签没有扫全，请再扫一次"),
    "scale_label_empty": mark("电子秤标签上的重量或金额是 0，请重新称"),
    "scale_label_needs_price": mark("标签上只有金额，商品 {item} 还没有单价"),
    "scale_layout_wrong": mark("电子秤标签格式 {pattern} 不对"),
    "nothing_received": mark("进货单还是空的"),
    "received_line_unfit": mark("“{name}”的数量或金额不对"),
}

_TYPED_FIGURES = {
    "amount_not_a_number": mark("“{text}”不是数字"),
    "amount_too_precise": mark("“{text}”的小数太多了，最多 {decimals} 位"),
}

_STORE = {
    "disk_full": mark("磁盘满了，没有保存；请先清理磁盘再试"),
    "disk_failing": mark("磁盘读写出错，没有保存；请检查硬盘并尽快备份"),
    "database_read_only": mark("数据库是只读的，没有保存；请检查文件权限"),
    "database_busy": mark("数据库正被另一个程序占用，请稍后再试"),
    "database_damaged": mark("数据库损坏了，请用最近的备份恢复"),
    "database_unreadable": mark("数据库打不开：密钥不对，或者不是本程序的数据库"),
    "database_newer": mark("数据库是更新的版本写的，请先升级本程序"),
    "sqlite_too_old": mark("电脑上的 SQLite {found} 太旧，至少要 {needed}"),
    "database_cannot_open": mark("打不开数据库文件，请检查磁盘和权限"),
}

_PEOPLE_AND_SETTINGS = {
    "permission_missing": mark("没有“{permission}”的权限，请找人授权"),
    "approval_expired": mark("“{permission}”的授权已过期，请重新授权"),
    "approver_lacks_permission": mark("{name}也没有“{permission}”的权限"),
    "sign_in_wrong": mark("工号或密码不对"),
    "sign_in_wait": mark("错误次数太多，请等 {seconds} 秒再试"),
    "secret_too_long": mark("密码最多 {limit} 位"),
    "secret_unreadable": mark("密码里有不能用的字符"),
    "pin_too_short": mark("PIN 码至少 {minimum} 位"),
    "password_too_short": mark("密码至少 {minimum} 位"),
    "setting_unknown": mark("没有“{name}”这项设置"),
    "setting_invalid": mark("设置“{name}”不能是“{value}”"),
    "language_unknown": mark("没有这种语言：{language}"),
    "last_owner": mark("至少要留一位老板"),
    "person_number_unfit": mark("工号只能是字母和数字，最多 {limit} 位"),
    "person_number_taken": mark("工号 {number} 已经是{name}的了"),
    "person_name_needed": mark("请填写姓名"),
    "person_name_too_long": mark("姓名最多 {limit} 个字"),
    "person_unknown": mark("没有找到这位员工"),
    "person_above_own": mark("不能改权限比自己高的人"),
    "role_unknown": mark("没有这个角色"),
    "role_above_own": mark("角色“{name}”的权限比你自己的还高"),
    "shop_exists": mark("这台电脑上已经有店了"),
    "shop_name_needed": mark("请填写店名"),
    "text_too_long": mark("最多 {limit} 个字"),
    "time_zone_unknown": mark("没有这个时区：{name}"),
}

_MACHINE_AND_METHODS = {
    "setting_not_a_number": mark("“{text}”不是整数"),
    "setting_range": mark("要在 {minimum} 到 {maximum} 之间"),
    "printer_address_needed": mark("请填写打印机的 IP 地址"),
    "printer_line_needed": mark("请填写打印机的串口，如 COM3"),
    "printer_name_needed": mark("请填写 Windows 里的打印机名称"),
    "printer_file_needed": mark("请填写要写入的文件"),
    "port_range": mark("端口要在 1 到 {limit} 之间"),
    "scan_signs_unfit": mark("扫码枪前后缀最多 {limit} 个英文字符"),
    "method_name_needed": mark("请填写收款方式的名称"),
    "method_name_taken": mark("已经有“{name}”这种收款方式了"),
    "method_unknown": mark("没有找到这种收款方式"),
    "fee_range": mark("手续费率要在 0% 到 {limit} 之间"),
    "last_cash_method": mark("“{name}”是唯一的现金收款方式，不能停用"),
    "secrets_differ": mark("两次输入的密码不一样"),
    "role_name_needed": mark("请填写角色名称"),
    "role_name_taken": mark("已经有“{name}”这个角色了"),
}

SENTENCES = {
    **_AT_THE_COUNTER,
    **_PAYING,
    **_SHIFT_AND_DRAWER,
    **_RECEIPTS,
    **_PRODUCTS_AND_CODES,
    **_TYPED_FIGURES,
    **_STORE,
    **_PEOPLE_AND_SETTINGS,
    **_MACHINE_AND_METHODS,
    **SAFETY_SENTENCES,
    **SYNC_SENTENCES,
}


def refusal_text(refusal: Refusal) -> str:
    """The sentence for `refusal`, its figures written as the shop writes them.

    A code without a sentence is a bug that a test finds; the shop still learns the code.
    """
    sentence = SENTENCES.get(refusal.code)
    if sentence is None:
        return _("没有完成：{code}").format(code=refusal.code)
    return _(sentence).format_map(_Written(refusal.facts))


class _Written(dict[str, str]):
    """The facts as texts; a fact that this refusal does not carry is left blank."""

    def __init__(self, facts: Mapping[str, object]) -> None:
        super().__init__({name: fact_text(value) for name, value in facts.items()})

    def __missing__(self, key: str) -> str:
        return ""


def fact_text(value: object) -> str:
    """One fact as people read it."""
    match value:
        case Money():
            return money_text(value)
        case Quantity():
            return quantity_text(value)
        case UnitPrice():
            return unit_price_text(value, symbol=True)
        case Rate():
            return rate_text(value)
        case Permission():
            return permission_name(value)
        case date():
            return date_text(value)
        case _:
            return _harmless(str(value))


def _harmless(text: str) -> str:
    """Somebody's text within a sentence: short, on one line, and never turning the sentence round.

    What is pasted into a field may be Arabic or hold the signs that reverse the reading order.
    """
    shown = text if len(text) <= _SHOWN_MAX else text[: _SHOWN_MAX - 1] + "…"
    plain = "".join(sign for sign in shown if unicodedata.category(sign)[0] != "C")
    if any(unicodedata.bidirectional(sign) in {"R", "AL"} for sign in plain):
        return f"{_ISOLATE}{plain}{_POP_ISOLATE}"
    return plain
