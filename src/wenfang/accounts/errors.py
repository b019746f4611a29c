"""What can go wrong with people and their tokens."""

from wenfang.kernel.errors import (
    ConflictError,
    InvalidInputError,
    NotFoundError,
    SignInRequiredError,
)


class BadTokenError(SignInRequiredError):
    code = "bad_token"
    message_en = "This access token is unknown or was revoked. Make a new one in your profile."
    message_zh = "访问令牌无效或已被撤销，请在个人资料页重新创建。"


class EmailTakenError(ConflictError):
    code = "email_taken"
    message_en = "There is already an account with the address {email}."
    message_zh = "邮箱 {email} 已经注册过账号。"


class UnknownRoleError(InvalidInputError):
    code = "unknown_role"
    message_en = "There is no role {role!r}; roles are author, moderator and operator."
    message_zh = "没有 {role!r} 这个角色；可选角色：author、moderator、operator。"


class UnknownUserError(NotFoundError):
    code = "unknown_user"
    message_en = "There is no account with the address {email}."
    message_zh = "没有邮箱为 {email} 的账号。"


class WeakPasswordError(InvalidInputError):
    code = "weak_password"
    message_en = "This password is too easy to guess: {reasons}"
    message_zh = "密码太容易被猜到：{reasons}"
