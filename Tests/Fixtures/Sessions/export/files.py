import numpy as np


def load(path, name=None, delimiter=None, header=None, comments="#", missing=None, usecols=None,
         skiprows=0, dtype=float):
    """A tensor from a .npy, .npz, .csv or .txt file; names in the first row of a table are passed over."""
    if not path.lower().endswith((".csv", ".txt")):
        value = np.load(path)
        value = value[name or value.files[0]] if path.lower().endswith(".npz") else value
        return value.astype({"f": float, "i": int, "u": int, "b": bool}[value.dtype.kind])
    with open(path, encoding="utf-8-sig") as file:
        lines = [line.split(comments)[0].strip() for line in file.readlines()[skiprows:]]
    lines = [line for line in lines if line]
    if delimiter is None:
        delimiter = next((sign for sign in ";\t," if sign in lines[0]), None)
    names = [word.strip().strip('"') for word in lines[0].split(delimiter)]
    if header is None:
        header = not any(word.replace(".", "").lstrip("+-")[:1].isdigit() for word in names)
    if usecols is not None:
        usecols = [names.index(column) if isinstance(column, str) else column for column in np.ravel(usecols)]
    filling = np.nan if missing is None else missing
    return np.genfromtxt(lines[bool(header):], delimiter=delimiter, usecols=usecols, filling_values=filling,
                         dtype=dtype, missing_values="NA")


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
