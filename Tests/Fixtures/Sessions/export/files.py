import csv
import gzip
import re

import numpy as np


def load(path, name=None, delimiter=None, header=None, comments="#", missing=None, usecols=None,
         skiprows=0, dtype=None, decimal=None, thousands=None, encoding=None, skipfooter=0):
    """A tensor from a .npy, .npz, .csv or .txt file; of a table that holds text too, a DataFrame."""
    if path.lower().endswith((".npy", ".npz")):
        value = np.load(path)
        value = value[name or value.files[0]] if path.lower().endswith(".npz") else value
        return value.astype({"f": float, "i": int, "u": int, "b": bool}[value.dtype.kind])
    if (decimal, thousands, encoding, skipfooter) == (None, None, None, 0) and not path.lower().endswith(".gz"):
        try:
            return load_numbers(path, delimiter, header, comments, missing, usecols, skiprows, dtype or float)
        except ValueError:
            if dtype is not None:
                raise
    import pandas as pd
    with open(path, encoding=encoding or "utf-8-sig") if not path.lower().endswith(".gz") else gzip.open(path, "rt") as file:
        text = file.read(1 << 18)
    # Who writes decimal commas puts something else between fields, and not always three digits behind them.
    marks = [(".", None), (".", ",")]
    if re.search(r'[;\t|]', text.partition("\n")[0]) and re.search(r',(\d{1,2}(?!\d)|\d{4})', text):
        marks = [(".", None), (",", None), (",", ".")]
    usecols = None if usecols is None else np.ravel(usecols).tolist()
    best = None
    # Those of them that make most columns numbers.
    for mark, group in marks if decimal is thousands is None else [(decimal or ".", thousands)]:
        table = pd.read_csv(path, sep=delimiter, decimal=mark, thousands=group, usecols=usecols, skiprows=skiprows,
                            skipfooter=skipfooter, encoding=encoding or "utf-8-sig", skipinitialspace=True,
                            header=None if header is False else 0, engine="python")
        numbers = table.select_dtypes("number").shape[1]
        if best is None or numbers > best.select_dtypes("number").shape[1]:
            best = table
    if best.select_dtypes("number").shape[1] < best.shape[1]:
        return best
    return best.fillna(np.nan if missing is None else missing).to_numpy(float).squeeze()


def load_numbers(path, delimiter, header, comments, missing, usecols, skiprows, dtype):
    """The numbers of a .csv or .txt file; names in the first row are passed over."""
    with open(path, encoding="utf-8-sig") as file:
        lines = [line.split(comments)[0].strip(" \r\n") for line in file.readlines()[skiprows:]]
    lines = [line for line in lines if line.strip()]

    def number(word):
        try:
            return float(word)
        except ValueError:
            return None

    def rows(lines, sign):
        if sign in (None, " "):
            lines, sign = [line.strip().replace("\t", " ") for line in lines], " "
        return [[word.strip() for word in row] for row in csv.reader(lines, delimiter=sign, skipinitialspace=True)]

    if delimiter is None and lines:
        shown = lines[1] if len(lines) > 1 else lines[0]
        delimiter = next((sign for sign in ";\t," if sign in shown), None)
        if delimiter is None and len(shown.split()) == 1:
            delimiter = next((sign for sign in ";\t," if sign in lines[0]), None)
        if delimiter == "\t" and any(len(part.split()) > 1 and None not in map(number, part.split())
                                     for part in shown.split("\t")):
            delimiter = None
    words = rows(lines, delimiter)
    gaps = ["", "NA", "N/A", "na", "n/a", "null", "NULL", "None", "?"]
    names = words[0]
    if header is None:
        header = (any(names) and not any(name.lstrip("+-")[:1].isdigit() or number(name) is not None for name in names)
                  and not all(name in gaps for name in names))
    if usecols is not None:
        usecols = [names.index(column) if isinstance(column, str) else column for column in np.ravel(usecols).tolist()]
    read = {bool: lambda word: int(word) != 0}.get(dtype, dtype)
    values = [[missing if missing is not None and word in gaps else read(word)
               for word in (row if usecols is None else [row[column] for column in usecols])]
              for row in words[bool(header):]]
    return np.array(values, dtype).squeeze()


# %% [1]
x = np.arange(6).reshape(3, 2) / 4
np.save("x.npy", x)
np.savez("both.npz", x=x, k=np.arange(2))
np.savetxt("x.csv", x, fmt="%s", delimiter=",")
np.savetxt("x.txt", x, fmt="%s")
print(load("x.npy"))
globals().update(np.load("both.npz"))
print(k)
print(load("x.csv"))
print(load("x.txt"))
y = load("both.npz", name="k")
print(y)
np.save("z.npy", x)
print(np.load("z.npy"))
