"""Why something about a listing was refused: one class per reason."""

from collections.abc import Sequence

from wenfang.kernel.errors import ConflictError, InvalidInputError
from wenfang.press.fidelity import DOUBTS


class NotReadyError(ConflictError):
    code = "not_ready"
    message_en = (
        "This document cannot be published yet: its file is still being processed, or could not be."
    )
    message_zh = "文档还不能发布：文件仍在处理中，或者处理失败。"


class InfectedFileError(ConflictError):
    code = "infected"
    message_en = (
        "Malware was found in this file, so it cannot be sold. "
        "Clean your computer, then upload a clean copy."
    )
    message_zh = "这个文件中发现了病毒，不能出售。请先清理电脑，再上传干净的文件。"


class NotScannedError(ConflictError):
    code = "unscanned"
    message_en = (
        "This file has not been scanned for malware yet. It can be published in a moment; "
        "there is nothing you need to do."
    )
    message_zh = "这个文件还没有查毒，稍后即可发布，您无需做任何事。"


class NeedsConfirmationError(ConflictError):
    """The press doubts that the preview is faithful; ``doubts`` are keys of its ``DOUBTS``."""

    code = "needs_confirmation"
    message_en = (
        "Please look through the preview before buyers do. {reasons} If it shows what you wrote, "
        "confirm and it is published."
    )
    message_zh = "请先检查预览，再让买家看到。{reasons}如果预览与您的原稿一致，确认后即可发布。"

    def __init__(self, doubts: Sequence[str]) -> None:
        self.doubts = list(doubts)
        super().__init__(reasons="")

    def message(self, language: str) -> str:
        """The sentence with every doubt in it, in the reader's language."""
        told = [DOUBTS[key] for key in self.doubts if key in DOUBTS]
        if language.lower().startswith("zh"):
            return self.message_zh.format(reasons="".join(doubt.zh for doubt in told))
        return self.message_en.format(reasons=" ".join(doubt.en for doubt in told))


class NotOnSaleError(ConflictError):
    code = "not_on_sale"
    message_en = "This document is not on sale, so it cannot be withdrawn."
    message_zh = "这份文档不在售，无需下架。"


class NotInReviewError(ConflictError):
    code = "not_in_review"
    message_en = (
        "This document is not waiting for review any more: somebody has decided about it, or its "
        "author has taken it back. Nothing was changed."
    )
    message_zh = (
        "这份文档已不在待审核之列：可能已有人处理，或作者已经撤回。本次操作没有改变任何内容。"
    )


class ChangedInReviewError(ConflictError):
    code = "changed_in_review"
    message_en = (
        "The author has changed this document since you opened it. Please look at it again; "
        "nothing was decided."
    )
    message_zh = "您打开之后，作者又修改了这份文档。请重新查看，本次操作没有生效。"


class UnknownCategoryError(InvalidInputError):
    code = "unknown_category"
    field = "category"
    message_en = "There is no category {slug}."
    message_zh = "没有“{slug}”这个分类。"


class PriceOutOfRangeError(InvalidInputError):
    field = "price"
    message_en = "The price must be between ¥0 and ¥{highest}."
    message_zh = "价格应在 ¥0 到 ¥{highest} 之间。"


class ShelfTooDeepError(InvalidInputError):
    code = "shelf_too_deep"
    message_en = "Categories have two levels: a shelf can stand below one that stands below none."
    message_zh = "分类最多两级：只能放在没有上级的分类之下。"
