"""Where readers and offices come from: started for a document, or before it arrives."""

import contextlib
import threading
from collections.abc import Iterable
from pathlib import Path

from wenfang.press import fontconfig, office
from wenfang.press.deadline import Deadline
from wenfang.press.derived_fonts import derived_fonts
from wenfang.press.folders import default_cache, lasting_folder, work_root
from wenfang.press.formats import family_of
from wenfang.press.model import Limits
from wenfang.press.office import Furniture, Office
from wenfang.press.reader import Reader
from wenfang.press.typefaces import USUAL_FAMILIES, StandIn, stand_ins

PREPARING_SECONDS = 60.0


class Rooms:
    """Starts a sandbox when one is asked for.

    ``cache`` may be deleted at any time. ``fonts`` is a folder with fonts of the operator's own,
    which count as installed.
    """

    def __init__(
        self, *, limits: Limits, cache: Path | None = None, fonts: Path | None = None
    ) -> None:
        self.limits = limits
        self._fonts = fonts
        self._cache = lasting_folder(cache or default_cache(), work_root())

    def reader(self) -> Reader:
        """A reader for one document; whoever takes it closes it."""
        return Reader(self.limits)

    def office(self, families: Iterable[str], *, squeezes: bool) -> Office:
        """An office for one document that names these families; whoever takes it closes it."""
        return Office(self._furniture(self.replaced(families), squeezes), self.limits)

    @property
    def installed(self) -> frozenset[str]:
        """Every family that is there, on the machine or in the operator's folder."""
        return fontconfig.installed_families() | fontconfig.families_in(self._fonts)

    def replaced(self, families: Iterable[str]) -> list[StandIn]:
        """Which installed families stand in for these and for those always mapped."""
        return stand_ins(dict.fromkeys([*families, *USUAL_FAMILIES]), self.installed)

    def _furniture(self, replaced: Iterable[StandIn], squeezes: bool) -> Furniture:
        deadline = Deadline(PREPARING_SECONDS)
        derived = derived_fonts(self._cache, squeezed=squeezes, own=self._fonts)
        return Furniture(
            profile=office.primed_profile(self._cache, limits=self.limits, deadline=deadline),
            font_configuration=fontconfig.configuration(replaced, derived),
            font_folders=(derived.folder, derived.index) if derived else (),
            squeezes=squeezes,
        )


class Standby(Rooms):
    """Keeps a reader and an office of each kind started; each serves one document and is gone.

    A sandbox dies with the thread that started it, so everything but ``close`` is to be called
    from the one thread that presses.
    """

    def __init__(
        self, *, limits: Limits, cache: Path | None = None, fonts: Path | None = None
    ) -> None:
        super().__init__(limits=limits, cache=cache, fonts=fonts)
        self._thread = threading.get_ident()
        self._readers: list[Reader] = []
        self._offices: dict[bool, Office] = {}
        self._prepared = set(self.replaced(()))

    def refill(self, *, squeezes: Iterable[bool] = (False, True)) -> None:
        """Start what is missing; they get ready by themselves while we go on."""
        self._forget_what_knows_other_fonts()
        if not self._readers:
            self._readers.append(super().reader())
        for kind in squeezes:
            if kind not in self._offices:
                self._offices[kind] = super().office((), squeezes=kind)

    def start_for(self, format_id: str) -> None:
        """Let the office start while the reader inspects a document of this format.

        Whether the document lets punctuation be squeezed is a guess that mostly holds.
        """
        family = family_of(format_id)
        if family is not None:
            self.refill(squeezes=[family.often_squeezes] if family.export else [])

    def _forget_what_knows_other_fonts(self) -> None:
        """An office reads what fonts there are when it starts, and never again."""
        prepared = set(self.replaced(()))
        if prepared != self._prepared:
            self.close()
            self._prepared = prepared

    def reader(self) -> Reader:
        """The one that is ready, or else a fresh one."""
        while self._readers and self._is_ours():
            ready = self._readers.pop()
            if ready.is_open:
                return ready
            ready.close()
        return super().reader()

    def office(self, families: Iterable[str], *, squeezes: bool) -> Office:
        """The one that is ready, if the fonts that it was prepared for are those needed."""
        families = list(families)
        if self._is_ours() and self._prepared.issuperset(self.replaced(families)):
            ready = self._offices.pop(squeezes, None)
            if ready is not None and ready.is_open:
                return ready
            if ready is not None:
                ready.close()
        return super().office(families, squeezes=squeezes)

    def _is_ours(self) -> bool:
        return threading.get_ident() == self._thread

    def close(self) -> None:
        """End what waits in vain."""
        with contextlib.ExitStack() as ending:
            for room in (*self._readers, *self._offices.values()):
                ending.callback(room.close)
        self._readers.clear()
        self._offices.clear()
