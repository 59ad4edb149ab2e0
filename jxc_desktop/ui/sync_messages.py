"""What is told about the tie to the server: what went wrong, and what a person can do about it."""

from __future__ import annotations

from jxc_desktop.domain.words import mark

NETWORK_SENTENCES = {
    "network_unreachable": mark("连不上服务器：请看网线、无线网和路由器，再看服务器有没有开"),
    "network_timeout": mark("服务器没有回音：网络很慢或者断断续续，程序会自己再试"),
    "network_tls": mark(
        "服务器的证书不对：先看电脑的日期和时间准不准；时间没错就可能是换了服务器，请找管服务器的人"
    ),
    "network_captive": mark(
        "上网被登录页面或代理挡住了：请打开浏览器登录网络，或者让网管放行服务器地址"
    ),
    "network_server_fault": mark("服务器自己出了错：程序会再试；一直这样请找管服务器的人"),
    "network_busy": mark("服务器正忙，让这台终端过一会儿再来，程序会自己再试"),
    "network_token_unknown": mark(
        "服务器不认识这台终端：可能连到了别的服务器，或者服务器是从备份恢复的；请找管服务器的人"
    ),
    "network_revoked": mark("这台终端被停用了，不再和公司交换数据；要继续用请老板重新邀请"),
    "network_too_old": mark("服务器比本程序新：销售照常上传，别处的改动收不到；请升级本程序"),
    "network_unreadable": mark("收到的回答看不懂：可能连到了别的程序，请核对服务器地址"),
    "network_no_progress": mark("连得上服务器，可是一分钟没有进展，程序已经重新连接"),
}
"""By `network_` and the kind of trouble (`domain.sync_facts.NetworkTroubleKind`)."""

SYNC_SENTENCES = {
    **NETWORK_SENTENCES,
    "server_exists": mark("{folder} 里已经有服务器了；要另建一台，请用 --folder 指定别的文件夹"),
    "server_not_set_up": mark("{folder} 里还没有服务器，请先运行 ./jxc server init"),
    "server_settings_unreadable": mark("{folder} 里的 server.json 看不懂：{why}"),
    "postgres_missing": mark("这里没有 PostgreSQL，请先运行：{command}"),
    "postgres_refused": mark("PostgreSQL 不肯建库：{why}；也可以用 --database 指定已有的库"),
    "join_line_unfit": mark("看不懂这个地址，要像 192.168.1.10:8765 或 jxc://… 一整行"),
    "join_code_wrong": mark(
        "邀请码不对、过期了，或者已经用过；请老板在“同步 → 邀请新终端”里重新生成一个"
    ),
    "join_certificate_wrong": mark(
        "这个地址上的服务器和邀请码对不上：请核对地址，也可能有人冒充服务器，先不要继续"
    ),
    "join_other_terminal": mark(
        "邀请码是给另一台终端的（{terminal} 号）；请老板重新邀请，并勾选“已经在单机收银”"
    ),
    "join_terminal_taken": mark("公司里已经有同号的终端，这家店不能带着旧账加入；请找管服务器的人"),
    "joined_already": mark("这家店已经属于另一家公司了，不能再加入"),
    "leaving_with_backlog": mark("还有 {count} 张单据没有上传，先联网传完再断开"),
    "demo_stays_alone": mark("这是演示店，里面的销售都是编的，不能连接服务器"),
    "join_address_needed": mark("请填写服务器地址"),
    "join_code_needed": mark("请填写邀请码"),
    "terminal_name_needed": mark("请给新终端起个名字，比如“2 号收银台”"),
    "exception_unknown": mark("这件事已经不在列表里了，请刷新"),
    "store_name_needed": mark("请填写新门店的名称"),
}
