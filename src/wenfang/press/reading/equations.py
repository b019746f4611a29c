"""Which embedded objects are equations: the only ones that the office may open."""

import io

import olefile

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Equation Editor 2 and 3, and MathType from its fourth version on.
_CLASSES = {
    "0002CE02-0000-0000-C000-000000000046",
    "0002CE03-0000-0000-C000-000000000046",
    "00021700-0000-0000-C000-000000000046",
}
_EQUATION = "Equation Native"


def is_equation(content: bytes) -> bool:
    """Whether an OLE object is an equation and nothing that another reader would claim.

    Besides the equation itself there may be only streams that describe an object; their names
    begin with a control character.
    """
    if not content.startswith(OLE_MAGIC):
        return False
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as ole:
            paths = ole.listdir(streams=True, storages=True)
            class_id = str(ole.root.clsid if ole.root else "")
    except Exception:  # noqa: BLE001 - whatever a broken object makes its reader say
        return False
    others = {"/".join(path) for path in paths} - {_EQUATION}
    return (
        [_EQUATION] in paths
        and class_id.upper() in _CLASSES
        and all(name[:1] < " " for name in others)
    )
