"""What was left out of the copy that is converted: how many of each kind, and what to say of it."""

from collections import Counter
from dataclasses import dataclass, field

EMBEDDED, CONTROLS, MACROS = "embedded_objects", "controls", "macros"
LINKED, CHUNKS = "linked_content", "chunks"
WARNING_OF = {
    LINKED: "linked_content_removed",
    MACROS: "macros_removed",
    CONTROLS: "active_content_removed",
    EMBEDDED: "embedded_objects_removed",
    CHUNKS: "embedded_objects_removed",
}


@dataclass(slots=True)
class Dropped:
    """Counts while a document is sanitised."""

    counts: Counter[str] = field(default_factory=Counter)

    def note(self, kind: str) -> None:
        """One more of a kind."""
        self.counts[kind] += 1

    def warnings(self) -> list[str]:
        """Each warning once, in the order of the table above."""
        said = (warning for kind, warning in WARNING_OF.items() if self.counts[kind])
        return list(dict.fromkeys(said))
