"""Why a site does not start, and what to do about it."""

from wenfang.kernel.errors import WenfangError


class CannotStartError(WenfangError):
    """The site refuses to start as it is configured; nothing was changed."""

    code = "cannot_start"
    exit_code = 2


class UnknownModeError(CannotStartError):
    code = "unknown_mode"
    message_en = "WENFANG_MODE is {mode!r}; it must be demo or site."
    message_zh = "WENFANG_MODE 的值是 {mode!r}，只能是 demo 或 site。"


class DemoBindError(CannotStartError):
    code = "demo_bind"
    message_en = (
        "A demo listens on 127.0.0.1 only, not on {address}. Unset WENFANG_BIND, "
        "or set WENFANG_MODE=site for a public site."
    )
    message_zh = (
        "演示模式只监听 127.0.0.1，不能监听 {address}。请去掉 WENFANG_BIND，"
        "或设置 WENFANG_MODE=site 运行正式站点。"
    )


class FolderMailRefusedError(CannotStartError):
    code = "folder_mail_refused"
    message_en = (
        "Site mode sends mail by SMTP and never into a folder. "
        "WENFANG_EMAIL_URL must begin with smtp:// ."
    )
    message_zh = "正式站点通过 SMTP 发送邮件，不写入文件夹。WENFANG_EMAIL_URL 必须以 smtp:// 开头。"


class AlreadyRunningError(CannotStartError):
    code = "already_running"
    message_en = (
        "Another Wenfang uses the data folder {folder}. Stop it, or give this one a folder "
        "of its own with WENFANG_DATA."
    )
    message_zh = (
        "数据文件夹 {folder} 正被另一个文坊使用。请先停止它，或用 WENFANG_DATA 另指定一个文件夹。"
    )


class PortTakenError(CannotStartError):
    code = "port_taken"
    message_en = "Port {port} of {address} is taken. Choose another one: PORT=8001 make run"
    message_zh = "{address} 的端口 {port} 已被占用，请换一个端口：PORT=8001 make run"


class StartFailedError(WenfangError):
    code = "start_failed"
    message_en = "The site did not answer within {seconds} seconds. Why is in {folder}."
    message_zh = "站点在 {seconds} 秒内没有响应，原因见日志文件夹 {folder}。"


class SupervisorGoneError(WenfangError):
    code = "supervisor_gone"
    message_en = "The supervisor ended by itself (status {status}). Why is in {folder}."
    message_zh = "守护进程意外退出（状态 {status}），原因见日志文件夹 {folder}。"
