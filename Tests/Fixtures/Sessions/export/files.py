import csv

import numpy as np


def load(path, name=None, delimiter=None, header=None, comments="#", missing=None, usecols=None,
         skiprows=0, dtype=float):
    """A tensor from a .npy, .npz, .csv or .txt file; a table with texts is one of pandas."""
    if not path.lower().endswith((".csv", ".txt")):
        value = np.load(path)
        value = value[name or value.files[0]] if path.lower().endswith(".npz") else value
        return value.astype({"f": float, "i": int, "u": int, "b": bool}[value.dtype.kind])
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
    try:
        values = [[missing if missing is not None and word in gaps else read(word)
                   for word in (row if usecols is None else [row[column] for column in usecols])]
                  for row in words[bool(header):]]
    except ValueError:
        import pandas
        return pandas.read_csv(path, sep=delimiter, skiprows=skiprows, usecols=usecols)
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
