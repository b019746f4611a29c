"""What rules need to know of WordprocessingML: one part's tree, and styles with inheritance."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

# Styles may name each other in a circle.
DEEPEST_STYLE = 20


@dataclass(slots=True)
class Known:
    """What the parts read so far say: styles, the default ones, settings, endnotes."""

    styles: dict[str, etree._Element] = field(default_factory=dict)
    default_style: str = ""
    default_paragraph: etree._Element | None = None
    default_run: etree._Element | None = None
    settings: dict[str, str] = field(default_factory=dict)
    endnote_properties: etree._Element | None = None
    endnotes: etree._Element | None = None


@dataclass(slots=True)
class Part:
    """One part of the document; ``changed`` is to be set by whoever changes its tree."""

    name: str
    root: etree._Element
    known: Known
    changed: bool = False

    @property
    def namespace(self) -> str:
        return str(etree.QName(self.root).namespace or "")

    def tag(self, name: str) -> str:
        return f"{{{self.namespace}}}{name}"

    def all(self, name: str) -> Iterator[etree._Element]:
        """Every element of this name, however deep."""
        return self.root.iter(self.tag(name))

    def child(self, element: etree._Element | None, *names: str) -> etree._Element | None:
        """The first child of a name, and of that one its first of the next name, and so on."""
        for name in names:
            element = None if element is None else element.find(self.tag(name))
        return element

    def value(self, element: etree._Element | None, name: str = "val") -> str | None:
        return None if element is None else element.get(self.tag(name))

    def text_height(self, section: etree._Element) -> int:
        """Between a section's margins, in twips; negative margins only keep the header in place."""
        return self._between(section, "h", "top", "bottom")

    def text_width(self, section: etree._Element) -> int:
        """Between a section's margins, in twips."""
        return self._between(section, "w", "left", "right")

    def _between(self, section: etree._Element, size: str, *sides: str) -> int:
        margins = self.child(section, "pgMar")
        taken = sum(abs(number(self.value(margins, side))) for side in sides)
        return number(self.value(self.child(section, "pgSz"), size)) - taken

    def learn(self) -> None:
        """Remember what later parts will be judged by."""
        if self.name == "word/styles.xml":
            self._learn_styles()
        elif self.name == "word/settings.xml":
            self.known.endnote_properties = self.child(self.root, "endnotePr")
            for child in self.root.iterchildren(etree.Element):
                self.known.settings[etree.QName(child).localname] = self.value(child) or ""

    def _learn_styles(self) -> None:
        known = self.known
        known.default_paragraph = self.child(self.root, "docDefaults", "pPrDefault", "pPr")
        known.default_run = self.child(self.root, "docDefaults", "rPrDefault", "rPr")
        for style in self.root.iterchildren(self.tag("style")):
            style_id = self.value(style, "styleId") or ""
            known.styles[style_id] = style
            is_default = self.value(style, "default") in ("1", "true", "on")
            if is_default and self.value(style, "type") == "paragraph":
                known.default_style = style_id

    def inherited(self, properties: etree._Element | None) -> Iterator[etree._Element]:
        """A paragraph's or style's properties, nearest first: its own, then of each style."""
        if properties is not None:
            yield properties
        yield from self._of_style(self._paragraph_style(properties), "pPr")
        if self.known.default_paragraph is not None:
            yield self.known.default_paragraph

    def run_property(self, run: etree._Element, name: str) -> etree._Element | None:
        """A property in force for a run: its own, of its style, of its paragraph's style."""
        own = self.child(run, "rPr")
        paragraph = next(run.iterancestors(self.tag("p")), None)
        levels = [
            own,
            *self._of_style(self.value(self.child(own, "rStyle")), "rPr"),
            *self._of_style(self._paragraph_style(self.child(paragraph, "pPr")), "rPr"),
            self.known.default_run,
        ]
        found = (self.child(level, name) for level in levels)
        return next((one for one in found if one is not None), None)

    def _paragraph_style(self, properties: etree._Element | None) -> str:
        style_id = self.value(self.child(properties, "pStyle")) or ""
        return style_id if style_id in self.known.styles else self.known.default_style

    def _of_style(self, style_id: str | None, kind: str) -> Iterator[etree._Element]:
        """A style's properties of one kind, then those of each style that it is based on."""
        for _ in range(DEEPEST_STYLE):
            style = self.known.styles.get(style_id or "")
            if style is None:
                break
            own = self.child(style, kind)
            if own is not None:
                yield own
            style_id = self.value(self.child(style, "basedOn"))


def number(text: str | None) -> int:
    """A length as a whole number; 0 when it is missing or none."""
    try:
        return round(float(text or 0))
    except (ValueError, OverflowError):
        return 0
