"""How typeset Markdown looks: a Chinese book page, calm and with room between the lines."""

from wenfang.press.typeset.document import face, paragraph_style, sized

HEADING_POINTS = {1: 22, 2: 17, 3: 14, 4: 12.5, 5: 11.5, 6: 11}
INDENTS = range(1, 7)


def _heading(level: int, points: float) -> str:
    space = round(points * 0.9, 1)
    alignment = ' fo:text-align="center"' if level == 1 else ""
    return paragraph_style(
        f"h{level}",
        f'fo:margin-top="{space}pt" fo:margin-bottom="{round(space / 2, 1)}pt" '
        f'fo:line-height="130%" fo:keep-with-next="always"{alignment}',
        f"{face('sans')} {sized(points, bold=True)}",
    )


def _list(name: str, kind: str, mark: str) -> str:
    levels = "".join(
        f'<text:list-level-style-{kind} text:level="{level}" {mark}>'
        '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
        '<style:list-level-label-alignment text:label-followed-by="listtab" '
        f'fo:margin-left="{0.75 * level}cm" fo:text-indent="-0.6cm"/>'
        f"</style:list-level-properties></text:list-level-style-{kind}>"
        for level in INDENTS
    )
    return f'<text:list-style style:name="{name}">{levels}</text:list-style>'


def _span(name: str, properties: str) -> str:
    return (
        f'<style:style style:name="{name}" style:family="text">'
        f"<style:text-properties {properties}/></style:style>"
    )


STYLES = "".join(
    [
        paragraph_style(
            "Standard", 'fo:line-height="165%"', f"{face('serif')} {sized(11)}", parent=""
        ),
        paragraph_style("body", 'fo:margin-bottom="6pt" fo:text-align="justify"', sized(11)),
        paragraph_style("item", 'fo:margin-bottom="2pt"', sized(11)),
        paragraph_style(
            "quote",
            'fo:margin-left="0.9cm" fo:margin-bottom="6pt" fo:padding-left="0.3cm" '
            'fo:border-left="2pt solid #b8b8b8"',
            f'{face("kai")} {sized(11)} fo:color="#444444"',
        ),
        paragraph_style(
            "code",
            'fo:line-height="130%" fo:background-color="#f4f4f4" fo:padding="0.12cm"',
            f"{face('mono')} {sized(9)}",
        ),
        paragraph_style(
            "rule", 'fo:border-bottom="0.6pt solid #b8b8b8" fo:margin-bottom="10pt"', sized(4)
        ),
        paragraph_style("gap", 'fo:line-height="100%"', sized(5)),
        paragraph_style("td", 'fo:line-height="135%"', sized(10)),
        paragraph_style("th", 'fo:line-height="135%"', f"{face('sans')} {sized(10, bold=True)}"),
        *(_heading(level, points) for level, points in HEADING_POINTS.items()),
        _list("bullets", "bullet", 'text:bullet-char="•"'),
        _list("numbers", "number", 'style:num-format="1" style:num-suffix="."'),
    ]
)

AUTOMATIC = "".join(
    [
        _span("strong", 'fo:font-weight="bold" style:font-weight-asian="bold"'),
        _span("em", 'fo:font-style="italic" style:font-name-asian="楷体"'),
        _span("strike", 'style:text-line-through-style="solid"'),
        _span("codeword", f'{face("mono")} fo:background-color="#f4f4f4"'),
        '<style:style style:name="grid" style:family="table"><style:table-properties '
        'style:width="16.2cm" table:align="margins"/></style:style>',
        '<style:style style:name="cell" style:family="table-cell"><style:table-cell-properties '
        'fo:border="0.5pt solid #999999" fo:padding="0.12cm"/></style:style>',
    ]
)
