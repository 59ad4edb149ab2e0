"""What is told about keys, recovery codes and backups: what is wrong, and what still helps."""

from __future__ import annotations

from jxc_desktop.domain.words import mark

SAFETY_SENTENCES = {
    "shop_missing": mark("这里还没有店铺，请先打开程序建店"),
    "not_a_demo_folder": mark(
        "{folder} 里有别的文件，可能是真正的店铺，演示不会清空它；请换一个文件夹"
    ),
    "day_not_a_date": mark("日期“{text}”不对，请写成 2026-11-24 这样"),
    "paper_gone": mark("这张单据找不到了，打不出来"),
    "backup_missing": mark("没有找到备份文件 {path}"),
    "backup_unreadable": mark("备份 {path} 打不开：它是别的店的，或者不是备份文件"),
    "backup_damaged": mark("备份 {path} 已损坏，请换一个更早的备份"),
    "backup_empty": mark("备份 {path} 里没有店铺数据"),
    "backup_exists": mark("已经有名为 {path} 的备份，请换个名字"),
    "backup_differs": mark("备份 {path} 和账本对不上，没有保留，请再试一次"),
    "backup_failed": mark("备份没有成功，请检查备份磁盘是否接好、有没有空间"),
    "restore_failed": mark("恢复没有成功，原来的数据没有动"),
    "database_in_use": mark("收银程序还开着，请先退出再恢复"),
    "incarnations_used_up": mark("这台收银机恢复的次数太多了，请联系服务人员换一个新的收银机号"),
    "keys_missing": mark("找不到钥匙文件，请输入恢复码"),
    "key_file_damaged": mark("钥匙文件坏了，请输入恢复码"),
    "key_file_newer": mark("钥匙文件是更新版本的程序写的，请先更新程序"),
    "key_file_unreadable": mark("读不了钥匙文件，请检查磁盘和权限"),
    "keyring_unavailable": mark("电脑的钥匙串没有应答，请解锁后再试，或者输入恢复码"),
    "keyring_lost": mark("电脑的钥匙串里没有本店的钥匙了，请输入恢复码"),
    "passphrase_needed": mark("这台电脑没有可用的钥匙串，请设一个开店口令"),
    "passphrase_too_short": mark("开店口令至少 {minimum} 个字"),
    "passphrase_wrong": mark("开店口令不对"),
    "recovery_code_length": mark("恢复码应有 {needed} 个字符，现在是 {typed} 个"),
    "recovery_code_sign": mark("恢复码第 {group} 组里不会有“{sign}”"),
    "recovery_code_group": mark("恢复码第 {group} 组“{typed}”抄错了，请对着纸再看一遍"),
    "recovery_code_wrong": mark("恢复码前后对不上，是不是两张纸混在一起了？"),
    "recovery_code_newer": mark("这个恢复码是更新版本的程序打印的，请先更新程序"),
    "recovery_code_of_other_till": mark("这是另一台收银机的恢复码"),
}
