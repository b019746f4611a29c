"""Movement in decks: entrance effects that a click starts, and transitions between slides."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element

_SLIDE = "http://schemas.openxmlformats.org/presentationml/2006/main"
_NS = f'xmlns:p="{_SLIDE}"'
_STAGGER = 60

# PowerPoint's own numbers for an entrance, and the filter or path that draws it.
_PRESETS = {"fade": (10, 0), "wipe": (22, 8), "fly": (2, 4), "zoom": (23, 16), "split": (16, 21)}
_FILTERS = {"fade": "fade", "wipe": "wipe(left)", "split": "barn(inVertical)"}
_TRANSITIONS = {
    "fade": "<p:fade/>",
    "push": '<p:push dir="l"/>',
    "wipe": '<p:wipe dir="r"/>',
    "cover": '<p:cover dir="l"/>',
    "circle": "<p:circle/>",
    "split": '<p:split orient="vert" dir="out"/>',
}


@dataclass(frozen=True, slots=True)
class Entrance:
    """One shape that comes in; effect is fade, wipe, fly, zoom or split."""

    shape_id: int
    effect: str
    has_text: bool = True


class Timeline:
    """Collects what enters with each click and writes it as PowerPoint's ``p:timing``."""

    def __init__(self) -> None:
        self.steps: list[list[Entrance]] = []
        self._last_id = 2

    def on_click(self, *entrances: Entrance) -> None:
        """Everything in one step enters together, one short beat after the other."""
        self.steps.append(list(entrances))

    def xml(self) -> _Element:
        steps = "".join(self._step(step) for step in self.steps)
        builds = "".join(
            f'<p:bldP spid="{entrance.shape_id}" grpId="0" animBg="1"/>'
            for step in self.steps
            for entrance in step
            if entrance.has_text
        )
        slide = "<p:tgtEl><p:sldTgt/></p:tgtEl>"
        return etree.fromstring(
            f'<p:timing {_NS}><p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never"'
            ' nodeType="tmRoot"><p:childTnLst><p:seq concurrent="1" nextAc="seek">'
            '<p:cTn id="2" dur="indefinite" nodeType="mainSeq">'
            f"<p:childTnLst>{steps}</p:childTnLst></p:cTn>"
            f'<p:prevCondLst><p:cond evt="onPrev" delay="0">{slide}</p:cond></p:prevCondLst>'
            f'<p:nextCondLst><p:cond evt="onNext" delay="0">{slide}</p:cond></p:nextCondLst>'
            "</p:seq></p:childTnLst></p:cTn></p:par></p:tnLst>"
            + (f"<p:bldLst>{builds}</p:bldLst>" if builds else "")
            + "</p:timing>"
        )

    def _step(self, step: Sequence[Entrance]) -> str:
        effects = "".join(self._effect(entrance, place) for place, entrance in enumerate(step))
        inner = self._time("0", effects)
        return self._time("indefinite", inner)

    def _time(self, delay: str, children: str) -> str:
        return (
            f'<p:par><p:cTn id="{self._next_id()}" fill="hold"><p:stCondLst>'
            f'<p:cond delay="{delay}"/></p:stCondLst><p:childTnLst>{children}'
            "</p:childTnLst></p:cTn></p:par>"
        )

    def _effect(self, entrance: Entrance, place: int) -> str:
        preset, subtype = _PRESETS[entrance.effect]
        trigger = "withEffect" if place else "clickEffect"
        return (
            f'<p:par><p:cTn id="{self._next_id()}" presetID="{preset}" presetClass="entr"'
            f' presetSubtype="{subtype}" fill="hold" grpId="0" nodeType="{trigger}">'
            f'<p:stCondLst><p:cond delay="{place * _STAGGER}"/></p:stCondLst><p:childTnLst>'
            f"{self._visible(entrance)}{self._drawing(entrance)}"
            "</p:childTnLst></p:cTn></p:par>"
        )

    def _visible(self, entrance: Entrance) -> str:
        return (
            f'<p:set><p:cBhvr><p:cTn id="{self._next_id()}" dur="1" fill="hold"><p:stCondLst>'
            f'<p:cond delay="0"/></p:stCondLst></p:cTn>{_target(entrance)}<p:attrNameLst>'
            "<p:attrName>style.visibility</p:attrName></p:attrNameLst></p:cBhvr>"
            '<p:to><p:strVal val="visible"/></p:to></p:set>'
        )

    def _drawing(self, entrance: Entrance) -> str:
        if entrance.effect == "fly":
            return self._animate(entrance, "ppt_x", "#ppt_x", "#ppt_x") + self._animate(
                entrance, "ppt_y", "1+#ppt_h/2", "#ppt_y"
            )
        if entrance.effect == "zoom":
            return self._animate(entrance, "ppt_w", "0", "#ppt_w") + self._animate(
                entrance, "ppt_h", "0", "#ppt_h"
            )
        return (
            f'<p:animEffect transition="in" filter="{_FILTERS[entrance.effect]}"><p:cBhvr>'
            f'<p:cTn id="{self._next_id()}" dur="500"/>{_target(entrance)}</p:cBhvr>'
            "</p:animEffect>"
        )

    def _animate(self, entrance: Entrance, name: str, start: str, end: str) -> str:
        values = "".join(
            f'<p:tav tm="{moment}"><p:val><p:strVal val="{value}"/></p:val></p:tav>'
            for moment, value in ((0, start), (100000, end))
        )
        return (
            '<p:anim calcmode="lin" valueType="num"><p:cBhvr additive="base">'
            f'<p:cTn id="{self._next_id()}" dur="500" fill="hold"/>{_target(entrance)}'
            f"<p:attrNameLst><p:attrName>{name}</p:attrName></p:attrNameLst></p:cBhvr>"
            f"<p:tavLst>{values}</p:tavLst></p:anim>"
        )

    def _next_id(self) -> int:
        self._last_id += 1
        return self._last_id


def transition(name: str) -> _Element:
    """The way a slide replaces the one before it: fade push wipe cover circle split."""
    return etree.fromstring(f'<p:transition {_NS} spd="med">{_TRANSITIONS[name]}</p:transition>')


def _target(entrance: Entrance) -> str:
    return f'<p:tgtEl><p:spTgt spid="{entrance.shape_id}"/></p:tgtEl>'
