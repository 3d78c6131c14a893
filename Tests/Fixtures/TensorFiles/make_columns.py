"""Writes columns.json: files of named columns as they come, and what pandas reads from them.

    python3 make_columns.py        (with pandas 3)

Each case has the bytes of a file, the options that pandas needs, and the columns that it then gives. Those whose options are
`automatic` are read without any by Descent, which finds them in the file. Floats are read with `float_precision="round_trip"`:
pandas' usual reader may miss the last digit.
"""

import base64
import gzip
import io
import json
import pathlib
import random
import warnings

import numpy as np
import pandas as pd

warnings.simplefilter("ignore")
HERE = pathlib.Path(__file__).resolve().parent
CASES = []


def cell(value):
    """A value as the test compares it: floats by their bits."""
    if isinstance(value, (float, np.floating)):
        return "nan" if np.isnan(value) else str(np.float64(value).view(np.uint64))
    if isinstance(value, (bool, np.bool_)):
        return "True" if value else "False"
    return str(value)


def kind(column):
    if column.dtype.kind == "O" and any(isinstance(value, bool) for value in column):
        return "truth texts"
    return {"i": "int64", "u": "uint64", "f": "float64", "b": "bool"}.get(column.dtype.kind, "text")


def case(name, text, automatic=False, encoding="utf-8", packed=False, **options):
    data = text if isinstance(text, bytes) else text.encode(encoding)
    if packed:
        data = gzip.compress(data, mtime=0)
    given = dict(options)
    if encoding != "utf-8":
        given["encoding"] = encoding
    if packed:
        given["compression"] = "gzip"
    fixed = {} if given.get("engine") == "python" else {"float_precision": "round_trip"}
    entry = {"name": name, "data": base64.b64encode(data).decode(), "automatic": automatic,
             "options": {key: value for key, value in given.items() if key not in ("engine", "compression")}}
    try:
        table = pd.read_csv(io.BytesIO(data), **given, **fixed)
    except Exception as error:
        entry["fails"] = type(error).__name__
        CASES.append(entry)
        return
    if list(table.index) != list(range(len(table))):
        table = pd.concat(
            [table.index.to_frame(index=False).set_axis([f"<{i}>" for i in range(table.index.nlevels)], axis=1),
             table.reset_index(drop=True)], axis=1)
    entry["columns"] = []
    for label in range(table.shape[1]):
        column = table.iloc[:, label]
        what = kind(column)
        texts = what in ("text", "truth texts")
        gone = [bool(pd.isna(value)) for value in column]
        entry["columns"].append({
            "name": str(table.columns[label]), "kind": what,
            "values": ["" if texts and missing else cell(value) for value, missing in zip(column, gone)],
            "missing": gone if texts and any(gone) else None})
    CASES.append(entry)


def penguins(sep=",", decimal=".", missing="", rows=40):
    """A table like that of Palmer's penguins."""
    draw = random.Random(3)
    lines = [sep.join(["species", "island", "bill_length_mm", "body_mass_g", "sex", "year"])]
    for _ in range(rows):
        length = f"{draw.uniform(33, 60):.1f}".replace(".", decimal)
        lines.append(sep.join([
            draw.choice(["Adelie", "Gentoo", "Chinstrap"]), draw.choice(["Torgersen", "Biscoe", "Dream"]),
            missing if draw.random() < .1 else length, missing if draw.random() < .1 else str(draw.randrange(2700, 6300, 25)),
            missing if draw.random() < .1 else draw.choice(["male", "female"]), str(draw.choice([2007, 2008, 2009]))]))
    return "\n".join(lines) + "\n"


def plain():
    case("ints", "a,b\n1,2\n3,4\n")
    case("floats", "x,y\n1.5,2\n-3e10,.5\n1e400,-0\n")
    case("digits that decide", "x\n0.1000000000000000055511151231257827\n9007199254740993\n1.7976931348623157e308\n5e-324\n123456789012345678.5\n")
    case("text", "name,age\nAnn,31\nBob,42\n")
    case("truth", "a,b,c\nTrue,false,TRUE\nFalse,true,tRuE\n")
    case("truth with a gap", "a,b\nTrue,1\n,2\nfalse,3\n")
    case("truth and numbers", "a,b\nTrue,1\n1,0\n")
    case("mixed", "a\n1\nx\n2.5\n")
    case("large", "a\n18446744073709551615\n1\n")
    case("large and negative", "a\n18446744073709551615\n-1\n")
    case("large and a fraction", "a\n9223372036854775808\n1.5\n")
    case("too large and a fraction", "a\n18446744073709551616\n1.5\n")
    case("largest int", "a\n9223372036854775807\n-9223372036854775808\n")
    case("zeros in front", "a\n0001\n007\n")
    case("infinite", "a\ninf\n-Infinity\n+INF\n")
    case("no numbers", "a\n1e\n.\n-\n+\n1_000\n0x10\n1.2.3\n--5\n5-\n")
    case("blanks in numbers", "a,b\n 1,2 \n\t3, 4\n")
    case("blanks in text", "a , b\n1, x\n2, y \n")
    case("no end of line", "a,b\n1,2\n3,4")
    case("carriage returns", "a,b\r1,2\r3,4\r")
    case("both", "a,b\r\n1,x\r\n3,y\r\n")
    case("mark", b"\xef\xbb\xbfa,b\n1,2\n")
    case("empty", "")
    case("blank", "\n\n")
    case("names alone", "a,b\n")
    case("one column", "a\n1\n2\n")
    case("long texts", "a,b\n" + "".join(f"{'x' * n},{'é' * (n // 2)}\n" for n in range(10, 22)))
    case("other scripts", "имя,値\nАнна,日本語\nÉloïse,🙂🙂\n")
    case("wide", ",".join(f"c{i}" for i in range(120)) + "\n" + ",".join(str(i) for i in range(120)) + "\n")
    case("long", "a,b\n" + "".join(f"{i},{i / 7!r}\n" for i in range(200)))
    case("int becomes float late", "a,b\n" + "".join(f"{i},x{i}\n" for i in range(60)) + "0.5,y\n")
    case("int becomes text late", "a,b\n" + "".join(f"{i},x{i}\n" for i in range(60)) + "late,y\n")
    case("gap late", "a,b\n" + "".join(f"{i},True\n" for i in range(60)) + ",\n")


def gaps():
    for word in ["", "NA", "N/A", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN",
                 "<NA>", "NULL", "NaN", "None", "n/a", "nan", "null"]:
        case(f"missing {word or 'nothing'}", f"a,b,c\n1,x,1.5\n{word},{word},{word}\n")
    case("quoted gaps", 'a,b\n"",1\n"NA",2\nx,3\n')
    case("all missing", "a,b\n1,\n2,NA\n")
    case("gap with a blank", "a,b\n1,NA \n2, \n")
    case("own words", "a,b\n1,-999\n2,3\n", na_values=[-999])
    case("own words as floats", "a,b\n1,-999.0\n2,3\n", na_values=[-999])
    case("own words of a column", "a,b\n-,-\nx,5\n", na_values={"b": ["-"]})
    case("no usual words", "a,b\n1,nan\n2,NA\n", keep_default_na=False)
    case("no words at all", "a,b\n1,\n2,3\n", na_filter=False)
    case("short rows", "a,b,c\n1,2\n3\n4,5,6\n")
    case("commas alone", "a,b\n1,2\n,\n3,4\n")


def quotes():
    case("quotes", 'a,b\n"x, y",2\n"z",3\n')
    case("quotes in quotes", 'a,b\n"x ""y""",2\n"""",3\n')
    case("line breaks in quotes", 'a,b\n"x\ny",2\n"u\r\n\r\nv",3\n')
    case("quotes inside", 'a,b\nx"y"z,2\n5" pipe,3\n')
    case("behind quotes", 'a,b\n"p"q,3\n"p" ,4\n')
    case("quoted numbers", 'a,b\n"1","2.5"\n"3"," 4 "\n')
    case("open quote", 'a,b\n"x,2\ny,3\n')
    case("other quotes", "a,b\n'x, y',2\n", quotechar="'")
    case("no quotes", 'a,b\n"x,2\n', quoting=3)
    case("blanks before quotes", 'a,b\n1, "x, y"\n2,   z\n', skipinitialspace=True)
    case("many line breaks", "a,b\n" + "".join(f'"{i}\n{i}\n",{i}\n' for i in range(40)))
    case("odd quotes in many rows", "a,b\n" + "".join(f'{i}" pipe,{i}\n' for i in range(41)))


def forms():
    case("semicolons", "a;b\n1;2\n3;x\n", sep=";")
    case("tabs", "a\tb\n1\t\n\t2\n", sep="\t")
    case("bars", "a|b\n1|x\n", sep="|")
    case("blanks", "a b\n 1   2 \n3\t4\n", sep=r"\s+")
    case("decimal comma", "a;b\n1,5;x\n-2,25;y\n", sep=";", decimal=",")
    case("thousands", 'a,b\n"1,234",2\n"12,345,678",3\n', thousands=",")
    case("thousands and a gap", 'a,b\n"1,234",2\n,3\n', thousands=",")
    case("both marks", "a;b\n1.234,5;2\n397.531,50;3\n", sep=";", decimal=",", thousands=".")
    case("comments", "a,b\n1,2 # x\n# y\n3,4\n", comment="#")
    case("skipped lines", "title\n\na,b\n1,2\n", skiprows=2)
    case("skipped numbers", "a,b\n1,2\n3,4\n5,6\n", skiprows=[1, 3])
    case("third line names", "x\ny\na,b\n1,2\n", header=2)
    case("no names", "1,x\n2,y\n", header=None)
    case("own names", "1,2\n3,4\n", header=None, names=["p", "q"])
    case("other names", "a,b\n1,2\n3,4\n", header=0, names=["p", "q"])
    case("more names", "1,2\n3,4,5\n", header=None, names=["p", "q", "r"])
    case("footer", "a,b\n1,2\n3,4\nTotal\n", skipfooter=1, engine="python")
    case("some rows", "a,b\n1,2\n\n3,4\nx,6\n", nrows=2)
    case("blank lines", "\n\na,b\n\n1,2\n  \n3,4\n\n")
    case("blank lines are rows", "a,b\n\n1,2\n", skip_blank_lines=False)
    case("same names", "a,a,,b,a.1\n1,2,3,4,5\n")
    case("names that are there", "a,a,a.1,a.1\n1,2,3,4\n")
    case("no names but commas", ",,\n1,2,3\n")
    case("one name less", "a,b\n1,2,3\n4,5,6\n")
    case("comma at the ends", "a,b\n1,2,\n3,4,\n", index_col=False)
    case("too long", "a,b\n1,2\n4,5,6\n")
    case("too long for those", "a,b,c\n1,2,3\n4,5,6,7\n", usecols=["a", "c"])
    case("some columns", "a,b,c\n1,2,3\n", usecols=[2, 0])
    case("no such column", "a,b\n1,2\n", usecols=["z"])
    case("as text", "a,b\n01,2\n3,4\n", dtype="str")
    case("one as text", "zip,n\n01234,1\n00099,2\n", dtype={"zip": "str"})
    case("one as float", "a,b\n1,2\n3,4\n", dtype={"a": "float"})
    case("own truth", "a\nyes\nno\n", true_values=["yes"], false_values=["no"])
    case("Latin-1", "name,preis\nMüller,5\nGroße,7\n", encoding="latin-1")
    case("Windows", "name,preis\n“Müller”,5\n€uro,7\n", encoding="cp1252")
    case("UTF-16", "name,n\nMüller,5\n日本,7\n", encoding="utf-16")
    case("no UTF-8", b"a,b\n\xfc,1\n")
    case("gzip", "a,b\n1,x\n2,y\n", packed=True)


def found():
    case("penguins", penguins(missing="NA"), automatic=True)
    case("penguins in German", penguins(";", ","), automatic=True, sep=";", decimal=",")
    case("penguins with tabs", penguins("\t"), automatic=True, sep="\t")
    case("penguins with bars", penguins("|"), automatic=True, sep="|")
    case("German money", "Konto;Betrag\nMiete;397.531,50\nLohn;-1.200,00\n", automatic=True, sep=";", decimal=",", thousands=".")
    case("American money", 'city,people\nBoston,"642,841"\nAustin,"1,010,000"\n', automatic=True, thousands=",")
    case("German dates", "Tag;Betrag\n12.05.2021;1.234,50\n13.05.2021;2.000,00\n", automatic=True, sep=";", decimal=",",
         thousands=".", dtype={"Tag": "str"})
    case("lists", 'names;people;lists\nx;1,234,567;"1,2,3"\ny;22,000;"4,5"\n', automatic=True, sep=";", thousands=",",
         dtype={"lists": "str"})
    case("French", "ville;prix\nParis;1,5\nLyon;2,25\n", automatic=True, encoding="utf-8", sep=";", decimal=",")
    case("a title", "Sales of 2024\n\nname,n\nx,1\ny,2\nz,3\n", automatic=True, skiprows=2)
    case("question marks", "age,job\n39,clerk\n?,cook\n50,?\n", automatic=True, na_values={"age": ["?"]})
    case("columns with blanks", "name n\nx 1\ny 2\n", automatic=True, sep=r"\s+")
    case("no names, found", "1,x\n2,y\n", automatic=True, header=None)
    case("text alone", "name\nJohn Smith\nMary Jones\n", automatic=True)
    case("genres", "title,genres\nToy Story,Animation|Comedy\nHeat,Action\nJumanji,Adventure|Children|Fantasy\n", automatic=True)
    case("dates", "day,n\n2024-03-01,1\n2024-03-02,2\n", automatic=True)
    case("phones", "name,phone\nAnn,555-1234\nBob,555-9876\n", automatic=True)
    case("commas at the ends, found", "a,b\n1,x,\n3,y,\n", automatic=True, index_col=False)
    case("packed", penguins(), automatic=True, packed=True)
    case("blanks behind commas", "name, n\nx, 1\ny, 2\n", automatic=True, skipinitialspace=True)


def main():
    plain()
    gaps()
    quotes()
    forms()
    found()
    text = "[\n" + ",\n".join(json.dumps(case, ensure_ascii=True) for case in CASES) + "\n]\n"
    (HERE / "columns.json").write_text(text)
    print(len(CASES), "cases")


if __name__ == "__main__":
    main()
