"""Makes inputs that want to exhaust whoever reads them: `python3 benches/hostile/inputs.py FOLDER MEGABYTES`."""

import gzip
import io
import string
import sys
import zipfile
from pathlib import Path

HEADER = "Name,Email,Job title,Role,Countries/Regions,States/Provinces\n"
KEYS = '"name":"Ann","email":"ann@example.com","jobTitle":"CEO","role":"Partner sales","countries":"US","states":"",'
ROW = "Ann Lee,ann@example.com,CEO,Partner sales,{},{}\n"
SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
PARTS = {
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="List" sheetId="1" r:id="r1"/>'
    "</sheets></workbook>",
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
    'Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>'
    "</Relationships>",
}
LABELS = HEADER.strip().split(",")


def repeated(piece, size):
    """The piece as often as makes so many bytes."""
    return piece * (size // len(piece.encode()))


def cell(at, text):
    return f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'


def header_row():
    return '<row r="1">' + "".join(cell("ABCDEF"[at] + "1", label) for at, label in enumerate(LABELS)) + "</row>"


def workbook(sheet, **others):
    """An .xlsx: the sheet, and other parts by their names; a part is a text or pieces of it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        for name, part in (PARTS | {"xl/worksheets/sheet1.xml": sheet} | others).items():
            with archive.open(name, "w", force_zip64=True) as entry:
                for piece in [part] if isinstance(part, str) else part:
                    entry.write(piece.encode())
    return out.getvalue()


def sheet(*rows):
    return [SHEET, "<sheetData>", header_row(), *rows, "</sheetData></worksheet>"]


def pieces(piece, size):
    """A long text in pieces, since its like would not fit in memory."""
    many = piece * max(1, (1 << 20) // len(piece))
    return (many for _ in range(size // len(many)))


def texts(size):
    wide = ",".join(["x"] * 16000) + "\n"
    codes = ", ".join(["US", "CA", "FR", "DE", "GB", "NL", "BE", "ES", "IT", "PT"])
    names = "Atlantis / Germeny / Nordics / Korea / South Koreaa / "
    yield "rows.csv", HEADER + repeated(ROW.format("US", "US-WA"), size)
    yield "distinct-rows.csv", HEADER + "".join(
        f"Ann Lee,ann{at}@example.com,CEO,Partner sales,US,US-WA\n" for at in range(size // 58)
    )
    yield "wrong-rows.csv", HEADER + repeated("Ann,ann.example.com,=CEO,Sales,Germeny / Atlantis,Wash\n", size)
    yield "wide-rows.csv", HEADER.strip() + "," + ",".join(f"c{at}" for at in range(15994)) + "\n" + repeated(wide, size)
    yield "many-labels.csv", HEADER.strip() + "," + repeated("label,", size) + "\n" + ROW.format("US", "")
    yield "labels-at-the-limit.csv", HEADER.strip() + "," + ",".join(f"label {at}" for at in range(16000)) + "\n" + ROW.format("US", "")
    yield "one-cell.csv", HEADER + ROW.format("x" * size, "")
    yield "one-cell-at-the-limit.csv", HEADER + repeated(ROW.format("x" * (9 << 20), ""), max(size, 10 << 20))
    yield "open-quote.csv", HEADER + 'Ann,"' + repeated(ROW.format("US", ""), size)
    yield "open-quotes.csv", HEADER + repeated('"Ann,ann@example.com\n' + "x" * 4000 + "\n", size)
    yield "delimiters.csv", HEADER + "," * size
    yield "delimiter-rows.csv", HEADER + repeated("," * 5 + "\n", size)
    yield "newlines.csv", HEADER + "\n" * size
    yield "returns.csv", HEADER + "\r" * size
    yield "only-newlines.csv", "\n" * size
    yield "quotes.csv", HEADER + '"' * size
    yield "codes.csv", HEADER + ROW.format(f'"{repeated(codes + ", ", min(size, 9 << 20))}US"', "") * max(1, size // (9 << 20))
    yield "names.csv", HEADER + ROW.format(f'"{repeated(names, min(size, 9 << 20))}US"', "") * max(1, size // (9 << 20))
    # As JSON each of the findings has the whole cell: six hundred times the size of this.
    unknown = ",".join(f"{'w' * 45}{at:04}x" for at in range(590))
    yield "unknown-names.csv", HEADER + repeated(ROW.format(f'"{unknown}"', ""), min(size, 4 << 20))
    yield "words.csv", HEADER + ROW.format(f'"{repeated("x ", min(size, 9 << 20))}"', "") * max(1, size // (9 << 20))
    yield "states.csv", HEADER + ROW.format("US", f'"{repeated("Washingtonn, Oregano; ", min(size, 9 << 20))}"') * max(1, size // (9 << 20))
    yield "emails.csv", HEADER + f'Ann,"{repeated("a@b.c; ", min(size, 9 << 20))}",CEO,Partner sales,US,\n' * max(1, size // (9 << 20))
    yield "titles.csv", HEADER + f"{'é' * (4 << 20)},ann@example.com,CEO,{'Partner sale ' * (1 << 19)},US,\n" * max(1, size // (15 << 20))
    yield "unquoted-countries.csv", HEADER + repeated("Ann,ann@example.com,CEO,Partner sales" + ",US" * 5000 + "\n", size)
    yield "deep.json", '[{"name": ' + "[" * (size // 2) + "]" * (size // 2) + "}]"
    yield "deep-objects.json", '[{"name": ' + '{"a":' * (size // 6) + "1" + "}" * (size // 6) + "}]"
    yield "deep-list.json", "[" * size
    yield "many-keys.json", "[{" + KEYS + ",".join(f'"k{at}":"x"' for at in range(size // 12)) + "}]"
    yield "keys-at-the-limit.json", "[" + ",".join(
        ["{" + KEYS + ",".join(f'"k{(at * 7919) % 16000}":"x"' for at in range(16000)) + "}"] * max(1, size // 200_000)
    ) + "]"
    yield "growing-keys.ndjson", "".join(
        "{" + KEYS + '"k%d":"x"}\n' % (at * 16000 // (size // 128)) for at in range(size // 128)
    )
    yield "far-key.ndjson", "{" + KEYS + ",".join(f'"k{at}":"x"' for at in range(16000)) + "}\n" + repeated('{"k15999":"x"}\n', size)
    yield "long-array.json", '[{"countries": [' + '"US",' * (min(size, 9 << 20) // 5) + '"CA"]}]'
    yield "open-string.json", '[{"name": "' + "x" * size


def workbooks(size):
    blank = '<row r="2"><c r="A2" s="0"/></row>'
    strings = ['<sst uniqueCount="1">']
    yield "dimension.xlsx", workbook([SHEET, '<dimension ref="A1:XFD1048576"/><sheetData>', header_row(), "</sheetData></worksheet>"])
    yield "far-cell.xlsx", workbook(sheet(f'<row r="1048576">{cell("XFD1048576", "x")}</row>'))
    yield "far-cells.xlsx", workbook(sheet(*(f'<row r="{at}">{cell(f"XFD{at}", "x")}</row>' for at in range(2, min(1_000_000, size // 60)))))
    yield "blank-cells.xlsx", workbook(sheet(*pieces(blank, 40 * size)))
    yield "space.xlsx", workbook(sheet(*pieces(" ", 40 * size)))
    yield "one-cell.xlsx", workbook(sheet("<row r='2'><c r='A2' t='inlineStr'><is><t>", *pieces("xyz abc ", 20 * size), "</t></is></c></row>"))
    yield "comment.xlsx", workbook([SHEET, "<!-- ", *pieces("<a><b>", 20 * size), " --><sheetData/></worksheet>"])
    yield "bomb.xlsx", workbook(sheet(*pieces(" ", min(1000 * size, 5 << 30))))
    yield "shared-bomb.xlsx", workbook(sheet(), **{"xl/sharedStrings.xml": [*strings, *pieces("<si><t>a</t></si>", 40 * size), "</sst>"]})
    yield "shared-count.xlsx", workbook(sheet(), **{"xl/sharedStrings.xml": '<sst uniqueCount="99999999999"></sst>'})
    yield "shared-at-the-limit.xlsx", workbook(sheet(), **{"xl/sharedStrings.xml": [*strings, "<si><t>ab</t></si>" * 6_000_000, "</sst>"]})
    yield "shared-one.xlsx", workbook(sheet(), **{"xl/sharedStrings.xml": [*strings, "<si><t>", *pieces("abc def ", 250 << 20), "</t></si></sst>"]})
    yield "styles.xlsx", workbook(sheet(), **{"xl/styles.xml": ["<styleSheet><fonts><font><name val='", "x" * 100_000, "'/></font></fonts><cellXfs>", *pieces('<xf fontId="0"/>', 4 * size), "</cellXfs></styleSheet>"]})
    yield "sheets.xlsx", workbook(sheet(), **{"xl/workbook.xml": ["<workbook><sheets>", *pieces('<sheet name="a" sheetId="1" r:id="r1"/>', 10 * size), "</sheets></workbook>"]})
    merged = '<mergeCell ref="A1:XFD1048576"/>'
    rows = [f'<row r="{at}">{cell(f"B{at}", "x")}</row>' for at in range(2, min(1_000_000, size // 60))]
    yield "merged-cells.xlsx", workbook([*sheet(*rows)[:-1], "</sheetData><mergeCells>", *pieces(merged, 32 << 20), "</mergeCells></worksheet>"])
    letters = [a + b for a in string.ascii_uppercase for b in string.ascii_uppercase]
    columns = [f'<mergeCell ref="{at}2:{at}1048576"/>' for at in letters]
    anchors = "".join(cell(f"{at}2", "x" * 1000) for at in letters)
    later = [f'<row r="{at}">{cell(f"AAA{at}", "x")}</row>' for at in range(3, min(1_000_000, size // 60))]
    yield "merged-columns.xlsx", workbook([*sheet(f'<row r="2">{anchors}</row>', *later)[:-1], "</sheetData><mergeCells>", *columns, "</mergeCells></worksheet>"])
    links = pieces('<hyperlink ref="A1:A1048576" r:id="rId1"/>', 20 * size)
    yield "links.xlsx", workbook([*sheet(*rows)[:-1], "</sheetData><hyperlinks>", *links, "</hyperlinks></worksheet>"])
    yield "open-tag.xlsx", workbook([*sheet()[:-1], "</sheetData><mergeCells><mergeCell ref='", *pieces("A1:A2 hidden= vm=", 20 * size)])
    yield "hidden-rows.xlsx", workbook(sheet(*pieces('<row r="5" hidden="1"/><row r="3" hidden="1"/>', 20 * size)))
    entities = '<!DOCTYPE x [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 10)) + "]>"
    yield "laughs.xlsx", workbook([entities, *sheet(f'<row r="2">{cell("A2", "&a9;")}</row>')])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for at in range(size // 110):
            archive.writestr(zipfile.ZipInfo(f"xl/media/{at:x}"), b"")
        for name, part in (PARTS | {"xl/worksheets/sheet1.xml": "".join(sheet())}).items():
            archive.writestr(name, part)
    yield "parts.xlsx", out.getvalue()
    yield "repeated.ods", ods('<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="1024" '
        'office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>')
    yield "long.ods", ods(*pieces('<table:table-row><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>', 20 * size))
    yield "laughs.ods", ods(f'<table:table-row><table:table-cell office:value-type="string"><text:p>&a9;</text:p></table:table-cell></table:table-row>', before=entities)


def ods(*rows, before=""):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>')
        with archive.open("content.xml", "w") as entry:
            start = (
                before + '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
                'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
                '<office:body><office:spreadsheet><table:table table:name="List">'
            )
            for piece in [start, *rows, "</table:table></office:spreadsheet></office:body></office:document-content>"]:
                entry.write(piece.encode())
    return out.getvalue()


def page_row(*cells):
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def pages(size):
    """Web pages and XML that are read like workbooks."""
    start = f"<html><table>{page_row(*LABELS)}"
    row = page_row("Ann Lee", "ann@example.com", "CEO", "Partner sales", "US", "US-WA")
    yield "rows.xls", start + repeated(row, size) + "</table>"
    yield "wide.xls", "<html><table><tr>" + "<td>a" * (size // 5) + "</table>"
    yield "wide-rows.xls", start + repeated("<tr>" + "<td>a" * 16_000, size) + "</table>"
    yield "nested.xls", "<html>" + "<table><tr><td>" * (size // 15)
    yield "nested-elements.xls", "<html><table><tr><td>" + "<div>" * (size // 5) + "</table>"
    yield "covered.xls", "<html><table><tr>" + "<td rowspan=65534>" * 16_383 + "<tr><td>a" * (size // 9) + "</table>"
    yield "tables.xls", "<html>" + "<table><tr><td>a</table>b" * (size // 25)
    yield "attributes.xls", "<html><table " + "a=b " * (size // 4) + "><tr><td>a</table>"
    yield "one-cell.xls", "<html><table><tr><td>" + "x y " * (size // 4) + "</table>"
    yield "no-end.xls", "<html><table><tr><td>" + "&amp;" * (size // 5)
    workbook = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
    worksheet = '<Worksheet Name="{}"><Table>'
    far = '<Row Index="1048576"><Cell><Data>a</Data></Cell></Row></Table></Worksheet>'
    yield "nested.xml", workbook + "<a>" * (size // 3)
    yield "far-cells.xml", workbook + worksheet.format("a") + '<Row><Cell Index="16384"><Data>a</Data></Cell></Row>' * (size // 50)
    yield "sheets.xml", workbook + "".join(worksheet.format(at) + far for at in range(size // 110))
    yield "sheets-at-the-limit.xml", workbook + "".join(worksheet.format(at) + far for at in range(4096)) + "</Workbook>"


def archives(size):
    """Archives that unpack to much."""
    for name, piece in {"blank": "\n", "rows": "".join(ROW.format("US", "US-WA") for _ in range(1000))}.items():
        content = HEADER.encode() + repeated(piece, 40 * size).encode()
        yield f"{name}.csv.gz", gzip.compress(content, 9)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("list.csv", content)
        yield f"{name}.zip", out.getvalue()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for at in range(min(size // 110, 60_000)):
            archive.writestr(zipfile.ZipInfo(f"{at:x}.csv"), b"")
    yield "files.zip", out.getvalue()


def make(folder, megabytes):
    folder.mkdir(parents=True, exist_ok=True)
    size = megabytes << 20
    for made in (texts, workbooks, pages, archives):
        for name, content in made(size):
            (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
