"""Documents whose macros run by themselves and write a file."""

from collections.abc import Callable

from tests.hostile.open_links import flat, package
from tests.hostile.packages import before_last, with_parts

LISTENER = (
    '<office:event-listeners><script:event-listener script:language="ooo:script" '
    'script:event-name="dom:load" xlink:type="simple" xlink:href="vnd.sun.star.script:'
    'Standard.Module1.Main?language=Basic&amp;location=document"/></office:event-listeners>'
)
_BODIES = {
    "odt": "<text:p>x</text:p>",
    "ods": '<table:table table:name="t"><table:table-row><table:table-cell/></table:table-row>'
    "</table:table>",
}


def basic(targets: str) -> str:
    """A program that writes files, by their paths with a colon between, and ends the office."""
    lines = ["Sub Main", "On Error Resume Next"]
    for target in targets.split(":"):
        lines += ["number = FreeFile", f'Open "{target}" For Output As #number']
        lines += ['Print #number, "planted"', "Close #number"]
    return "\n".join([*lines, "StarDesktop.terminate", "End Sub"]).replace('"', "&quot;")


def flat_with_macro(kind: str) -> Callable[[str], bytes]:
    def make(targets: str) -> bytes:
        head = (
            '<office:scripts><office:script script:language="ooo:Basic"><ooo:libraries '
            'xmlns:ooo="http://openoffice.org/2004/office"><ooo:library-embedded '
            'ooo:name="Standard"><ooo:module ooo:name="Module1"><ooo:source-code>'
            f"{basic(targets)}</ooo:source-code></ooo:module></ooo:library-embedded>"
            f"</ooo:libraries></office:script>{LISTENER}</office:scripts>"
        )
        return flat(kind, _BODIES[kind], head=head)

    return make


def package_with_macro(kind: str) -> Callable[[str], bytes]:
    def make(targets: str) -> bytes:
        space = 'xmlns:{0}="http://openoffice.org/2000/{0}"'
        script, library = space.format("script"), space.format("library")
        listed = (
            f'<library:libraries {library} xmlns:xlink="http://www.w3.org/1999/xlink">'
            '<library:library library:name="Standard" library:link="false"/></library:libraries>'
        )
        modules = (
            f'<library:library {library} library:name="Standard" library:readonly="false" '
            'library:passwordprotected="false"><library:element library:name="Module1"/>'
            "</library:library>"
        )
        module = (
            f'<script:module {script} script:name="Module1" script:language="StarBasic">'
            f"{basic(targets)}</script:module>"
        )
        parts = {
            "Basic/script-lc.xml": listed.encode(),
            "Basic/Standard/script-lb.xml": modules.encode(),
            "Basic/Standard/Module1.xml": module.encode(),
        }
        made = package(kind, _BODIES[kind], parts=parts)
        head = f"<office:scripts>{LISTENER}</office:scripts>"
        return with_parts(made, {"content.xml": before_last("<office:automatic-styles>", head)})

    return make


MACROS: dict[str, Callable[[str], bytes]] = {
    "macro.fodt": flat_with_macro("odt"),
    "macro.fods": flat_with_macro("ods"),
    "macro.odt": package_with_macro("odt"),
    "macro.ods": package_with_macro("ods"),
}
