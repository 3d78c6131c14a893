"""Writes the files that Tests/TensorFilesTests reads, and what NumPy reads from them.

    python3 make_files.py

good/ and arrays.json: files with the elements NumPy finds in them; views/: views as np.save writes them;
bad/: files that must be refused; tables/: tables that load takes or refuses; tables.json: texts of tables with what np.loadtxt and np.genfromtxt make of them.
"""

import gzip
import io
import json
import pathlib
import struct
import warnings
import zipfile

import numpy as np

warnings.simplefilter("ignore")
HERE = pathlib.Path(__file__).resolve().parent
GOOD, BAD, VIEWS, TABLES = HERE / "good", HERE / "bad", HERE / "views", HERE / "tables"


def words(array):
    """The elements in C order as text: floats as the bits of a float64, so that nothing is lost; complex numbers as two."""
    flat = np.asarray(array).ravel(order="C")
    if flat.dtype.kind == "c":
        flat = flat.astype("<c16").view("<f8")
    if flat.dtype.kind == "f":
        return [str(bits) for bits in flat.astype("<f8").view("<u8").tolist()]
    return [str(int(value)) for value in flat.tolist()]


def entry(name, array, member=None):
    dtype = "float64" if array.dtype.name == "float16" else array.dtype.name
    return {
        "file": name, "member": member, "stored": array.dtype.name, "dtype": dtype,
        "shape": list(array.shape), "isFortran": bool(array.flags.f_contiguous and not array.flags.c_contiguous),
        "values": words(array),
    }


def npy(array, version=(1, 0)):
    out = io.BytesIO()
    np.lib.format.write_array(out, array, version=version, allow_pickle=True)
    return out.getvalue()


def raw(header, data=b"", major=1, minor=0, length=None):
    """A file with a header of our own."""
    text = header.encode("latin-1")
    size = len(text) if length is None else length
    return b"\x93NUMPY" + bytes([major, minor]) + size.to_bytes(2 if major == 1 else 4, "little") + text + data


def good_arrays():
    yield "float64", np.array([0.0, -0.0, 1.5, np.inf, -np.inf, np.nan, 5e-324, 1.7976931348623157e308])
    yield "float64-big", np.array([[1.5, -2.25], [1e300, 3]]).astype(">f8")
    yield "float32", np.array([0.1, -0.0, np.inf, np.nan, 1e-45, 3.4028235e38], "f4")
    yield "float32-big", np.array([[0.1, 7], [2, -3]], ">f4")
    yield "float16", np.array([0.1, -0.0, np.inf, np.nan, 6e-8, 65504, 6.1e-5, -1], "f2")
    yield "float16-big", np.array([0.1, 2, -1024], ">f2")
    for width in (8, 16):
        for order, suffix in (("<", ""), (">", "-big")):
            numbers = np.array([[1.5 - 2j, complex(np.nan, np.inf)], [complex(-0.0, 5e-324), 1e30j]])
            yield f"complex{8 * width}{suffix}", numbers.astype(f"{order}c{width}")
    yield "complex-fortran", np.asfortranarray(np.arange(6).reshape(2, 3) * (1 - 2j))
    for kind in "iu":
        for width in (1, 2, 4, 8):
            limits = np.iinfo(f"{kind}{width}")
            largest = min(limits.max, 2**63 - 1)
            for order, suffix in (("<", ""), (">", "-big")):
                if width > 1 or not suffix:
                    name = f"{'u' if kind == 'u' else ''}int{8 * width}{suffix}"
                    yield name, np.array([0, 1, 7, limits.min, largest], f"{order}{kind}{width}")
    yield "bool", np.array([[True, False, True], [False, False, True]])
    yield "scalar", np.float64(2.5)
    yield "scalar-int", np.array(-7)
    yield "empty", np.zeros(0)
    yield "empty-wide", np.zeros((3, 0, 2), dtype=int)
    yield "uint64-large", np.array([[1, 2], [3, 2**63]], "u8")
    yield "uint64-large-fortran", np.asfortranarray(np.array([[1, 2], [2**64 - 1, 3]], ">u8"))
    yield "one", np.ones((1, 1, 1))
    yield "fortran", np.asfortranarray(np.arange(24.0).reshape(2, 3, 4))
    yield "fortran-int", np.asfortranarray(np.arange(6).reshape(2, 3))
    yield "fortran-bool", np.asfortranarray(np.arange(6).reshape(3, 2) % 2 == 0)
    yield "fortran-big", np.asfortranarray(np.arange(6.0).reshape(2, 3)).astype(">f4", order="F")
    yield "column", np.arange(5.0).reshape(5, 1)
    yield "row", np.arange(5.0).reshape(1, 5)
    yield "axes-32", np.ones((1,) * 31 + (2,))


def write_good():
    entries = []
    for name, array in good_arrays():
        (GOOD / f"{name}.npy").write_bytes(npy(np.asanyarray(array)))
        entries.append(entry(f"{name}.npy", np.load(GOOD / f"{name}.npy")))
    for major in (2, 3):
        (GOOD / f"version-{major}.npy").write_bytes(npy(np.arange(3.0), (major, 0)))
    headers = {
        "keys-in-another-order": "{\"shape\" : (2 , ),'descr':'<i8',\n'fortran_order':False}\n",
        "python-2": "{'descr': '<i8', 'fortran_order': False, 'shape': (2L,), }\n",
        "python-2-unicode": "{u'descr': u'<i8', u'fortran_order': False, u'shape': (2,), }\n",
        "no-order-name": "{'descr': 'int64', 'fortran_order': False, 'shape': (2,), }\n",
        "no-order-other-name": "{'descr': 'longlong', 'fortran_order': False, 'shape': (2,), }\n",
        "no-order-letter": "{'descr': '<q', 'fortran_order': False, 'shape': (2,), }\n",
        "no-order-float": "{'descr': 'float64', 'fortran_order': False, 'shape': (2,), }\n",
        "native-order": "{'descr': '=i8', 'fortran_order': False, 'shape': (2,), }\n",
        "no-order": "{'descr': 'i8', 'fortran_order': False, 'shape': (2,), }\n",
        "padded": " " * 900 + "{'descr': '<i8', 'fortran_order': False, 'shape': (2,), }" + " " * 900 + "\n",
    }
    for name, header in headers.items():
        (GOOD / f"{name}.npy").write_bytes(raw(header, struct.pack("<2q", 5, -6)))
    (GOOD / "trailing.npy").write_bytes(npy(np.arange(3)) + b"more")
    (GOOD / "bool-bytes.npy").write_bytes(npy(np.zeros(4, bool))[:-4] + bytes([0, 1, 2, 255]))
    for name in [*headers, "version-2", "version-3", "trailing", "bool-bytes"]:
        array = np.load(GOOD / f"{name}.npy")
        entries.append(entry(f"{name}.npy", array != 0 if name == "bool-bytes" else array))
    write_archives(entries)
    (HERE / "arrays.json").write_text(json.dumps(entries, indent=0).replace(",\n\"", ", \"") + "\n")


def write_archives(entries):
    members = {
        "x": np.arange(6.0).reshape(2, 3), "y": np.array([1, -2, 3]), "mask": np.array([True, False]),
        "f": np.asfortranarray(np.arange(6.0).reshape(2, 3)), "s": np.array(0.5), "small": np.array([0.1], "f4"),
    }
    np.savez(GOOD / "stored.npz", **members)
    np.savez_compressed(GOOD / "deflated.npz", **members, zeros=np.zeros((50, 40)))
    np.savez(GOOD / "positional.npz", np.arange(2), np.eye(2))
    with zipfile.ZipFile(GOOD / "zip64.npz", "w") as archive:
        with archive.open(zipfile.ZipInfo("x.npy"), "w", force_zip64=True) as member:
            member.write(npy(members["x"]))
    with zipfile.ZipFile(GOOD / "no-ending.npz", "w") as archive:
        archive.writestr(zipfile.ZipInfo("a"), npy(members["x"]))
        archive.writestr(zipfile.ZipInfo("b.npy"), npy(members["y"]))
        archive.writestr(zipfile.ZipInfo("notes.txt"), b"no array")
    np.savez(GOOD / "foreign-member.npz", w=np.arange(2.0), days=np.array(["2020-01-01"], "M8[D]"))
    for name in ("stored", "deflated", "positional", "zip64"):
        with np.load(GOOD / f"{name}.npz") as archive:
            for member in archive.files:
                entries.append(entry(f"{name}.npz", archive[member], member))
    entries += [entry("no-ending.npz", members[key], name) for name, key in (("a", "x"), ("b", "y"))]


def write_views():
    base = np.arange(24.0).reshape(2, 3, 4)
    views = {
        "transposed": base.T, "reversed": base[::-1], "stepped": base[:, :, ::2], "swapped": base.transpose(1, 0, 2),
        "broadcast": np.broadcast_to(np.arange(3.0), (2, 3)), "matrix-transposed": base[0].T, "slice": base[1],
        "column-of": base[0][:, 1], "mask-transposed": (base[0] > 5).T, "ints-transposed": base[0].astype(int).T,
        "flipped-columns": base[0].T[::-1],
    }
    for name, view in views.items():
        np.save(VIEWS / f"{name}.npy", view)


def write_bad():
    plain = npy(np.arange(4.0))
    structured = np.zeros(2, dtype=[("a", "<f8"), ("b", "<i4")])
    arrays = {
        "clongdouble": np.zeros(2, np.clongdouble), "structured": structured,
        "bytes": np.array([b"ab"]), "text": np.array(["ab"]), "datetime": np.array(["2020-01-01"], "M8[D]"),
        "timedelta": np.array([3], "m8[s]"), "object": np.array([1, "a"], dtype=object), "void": np.zeros(2, "V4"),
        "longdouble": np.zeros(2, np.longdouble),
    }
    files = {f"{name}.npy": npy(array) for name, array in arrays.items()}
    header = "{'descr': '<f8', 'fortran_order': False, 'shape': %s, }\n"
    files |= {
        "empty.npy": b"", "magic-cut.npy": plain[:5], "version-cut.npy": plain[:7], "length-cut.npy": plain[:9],
        "header-cut.npy": plain[:60], "data-cut.npy": plain[:-3], "data-missing.npy": plain[:128],
        "version-9.npy": raw(header % "(2,)", major=9), "text.npy": b"1,2\n3,4\n", "hdf5.npy": b"\x89HDF\r\n\x1a\n" * 4,
        "pickle.npy": b"\x80\x04\x95\x00\x00\x00\x00\x00\x00\x00\x00.", "gzip.npy": b"\x1f\x8b\x08\x00\x00\x00\x00\x00",
        "noise.npy": bytes(range(200, 230)),
        "huge.npy": raw(header % "(1000000000, 1000000000)"), "overflow.npy": raw(header % "(4294967296, 4294967296)"),
        "digits.npy": raw(header % "(99999999999999999999,)"), "negative.npy": raw(header % "(-2,)"),
        "shape-list.npy": raw(header % "[2]"), "shape-int.npy": raw(header % "(2)"), "shape-true.npy": raw(header % "(True,)"),
        "axes-65.npy": raw(header % ("(" + "1, " * 65 + ")")), "header-long.npy": raw("", major=2, length=2**31),
        "no-shape.npy": raw("{'descr': '<f8', 'fortran_order': False}"),
        "twice.npy": raw("{'descr': '<f8', 'descr': '<i8', 'fortran_order': False, 'shape': ()}"),
        "unknown-key.npy": raw("{'descr': '<f8', 'fortran_order': False, 'shape': (), 'more': 1}"),
        "order-zero.npy": raw("{'descr': '<f8', 'fortran_order': 0, 'shape': ()}"),
        "code.npy": raw("__import__('os').system('true')"), "after.npy": raw(header % "(2,)" + "x"),
        "unclosed.npy": raw("{'descr': '<f8', 'fortran_order': False, 'shape': ()"),
        "unclosed-string.npy": raw("{'descr"), "type-unknown.npy": raw("{'descr': '<q3', 'fortran_order': False, 'shape': ()}"),
    }
    files |= bad_archives()
    for name, data in files.items():
        (BAD / name).write_bytes(data)


def bad_archives():
    def archive(members, method=zipfile.ZIP_STORED):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", method) as target:
            for name, data in members:
                info = zipfile.ZipInfo(name)
                info.compress_type = method
                target.writestr(info, data)
        return out.getvalue()

    x = npy(np.arange(4.0))
    stored = archive([("x.npy", x)])
    place = stored.index(x)
    flipped = bytearray(stored)
    flipped[place + len(x) - 3] ^= 0x10
    deflated = archive([("x.npy", npy(np.zeros(5000)))], zipfile.ZIP_DEFLATED)
    damaged = bytearray(deflated)
    damaged[40:60] = b"\xff" * 20
    central = stored.index(b"PK\x01\x02")
    encrypted = bytearray(stored)
    encrypted[central + 8] |= 1
    method = bytearray(stored)
    method[central + 10] = 12
    longer = archive([("x.npy", x + b"more")])
    # A bomb: the directory and the local header both claim 2 GiB more than there are.
    lying = bytearray(deflated)
    at = deflated.index(b"PK\x01\x02")
    lying[at + 24:at + 28] = lying[22:26] = struct.pack("<I", 0x7FFFFFFF)
    bomb = archive([("x.npy", raw("{'descr': '<f8', 'fortran_order': False, 'shape': (100000000000,), }\n", b"\0" * 4096))],
                   zipfile.ZIP_DEFLATED)
    out = {
        "nothing.npz": b"", "text.npz": b"no archive\n", "npy.npz": x, "cut.npz": stored[:-30], "flipped.npz": bytes(flipped),
        "deflate.npz": bytes(damaged), "encrypted.npz": bytes(encrypted), "bzip2.npz": bytes(method),
        "longer.npz": longer, "lying.npz": bytes(lying), "bomb.npz": bomb, "no-entries.npz": archive([]),
        "only-text.npz": archive([("readme.txt", b"hello")]), "member-cut.npz": archive([("x.npy", x[:-8])]),
        "member-complex.npz": archive([("z.npy", npy(np.zeros(2, np.clongdouble)))]),
    }
    twice = archive([("x.npy", x), ("y.npy", x)]).replace(b"y.npy", b"x.npy")
    out["twice.npz"] = twice
    return out


def write_table_files():
    files = {
        "gap.csv": "height,weight\n1.5,60\n1.7,\n", "text.csv": "1,2\n3,x\n", "ragged.csv": "1,2,3\n4,5\n",
        "decimal-comma.csv": "1,5;2\n3,5;4\n", "comments.txt": "# nothing\n\n# here\n", "fractions.csv": "1,2.5\n",
        "open-quote.csv": "name,n\n\"Ann,1\nBob,2\n",
        "people.csv": "\ufeffname,height,weight\r\nAda,1.62,\r\n\"Bell, Jo\",1.8,NA\r\n",
    }
    for name, text in files.items():
        (TABLES / name).write_bytes(text.encode())
    (TABLES / "latin.csv").write_bytes("name,n\nMüller,1\n".encode("latin-1"))
    (TABLES / "cut.csv.gz").write_bytes(gzip.compress(b"a,b\n1,2\n3,4\n", mtime=0)[:20])


def tables():
    """(text, function, keywords) of tables."""
    cases = [
        ("1 2\n3 4\n", {}), ("1\n2\n", {}), ("1 2 3\n", {}), ("5\n", {}), ("1,2\n3,4\n", {"delimiter": ","}),
        ("1, 2\n3,\n", {"delimiter": ","}), ("1.0 2\n", {"dtype": "int"}), ("1 -2\n+3 4\n", {"dtype": "int"}),
        ("1 0 2\n", {"dtype": "bool"}), ("0x10\n", {}), ("1_0\n", {}), ("nan inf -Infinity +INF NaN -nan\n", {}),
        ("1e5 .5 5. +3 1E-3 00012 1e+05\n", {}), ("1e\n", {}), ("1d5\n", {}), ("infin\n", {}), ("nan(3)\n", {}), (".\n", {}),
        ("- 1\n", {}), ("1-2\n", {}), ("--1\n", {}), ("1.2.3\n", {}), ("1e5.0\n", {}), ("e5\n", {}),
        ("1 2 # c\n#x\n\n   \n3 4", {}), ("1 2\r\n3 4\r\n", {}), ("1 2\n3 4 5\n", {}),
        ("1 2\n3 4 5\n", {"usecols": [0, 1]}), ("1 2 3\n4 5 6\n", {"usecols": [1]}),
        ("1 2 3\n4 5 6\n", {"usecols": [-1, 0]}), ("1 2\n3 4\n", {"usecols": [5]}), ("a b\n1 2\n", {"skiprows": 1}),
        ("#c\n\na b\n1 2\n", {"skiprows": 3}), ("1 2 x\n3 4 y\n", {"usecols": [0, 1]}),
        ("1;2\n3;4\n", {"delimiter": ";"}), ("1\t2\n3\t4\n", {"delimiter": "\t"}), ("1\t2\n3\t \n", {"delimiter": "\t"}),
        ("  1 ,  2  \n", {"delimiter": ","}), ("1 2\n", {"delimiter": " "}), ("1  2\n", {"delimiter": " "}),
        ("9223372036854775807 -9223372036854775808\n", {"dtype": "int"}), ("9223372036854775808\n", {"dtype": "int"}),
        ("1 2 % c\n% x\n3 4\n", {"comments": "%"}), ("1 2 // c\n3 4\n", {"comments": "//"}),
        ("0.1 0.2 0.30000000000000004 1.7976931348623157e308 4.9e-324 2.2250738585072011e-308\n", {}),
        ("9007199254740993 9007199254740992.5 123456789012345678901234567890 1e400 -1e400 1e-400\n", {}),
        ("0.1000000000000000055511151231257827021181583404541015625 8.41e21 9.5e-27 1e23 8.5e-22\n", {}),
        ("3.141592653589793115997963468544185161590576171875e+00 -0.0 0e0 0.000000000000000000001\n", {}),
        ("1 2\n3 4\n5 6\n", {"max_rows": 2}),
    ]
    r = np.random.default_rng(1)
    values = r.integers(0, 2**64, 300, dtype="u8").view("f8")
    values = np.where(np.isfinite(values), values, 0.5).reshape(60, 5)
    for form in ("%.18e", "%.17g", "%r", "%.3f", "%.9e"):
        text = "\n".join(" ".join((form % float(v)) if form != "%r" else repr(float(v)) for v in row) for row in values)
        cases.append((text[:60000] + "\n", {}))
    for text, keywords in cases:
        yield text, "loadtxt", keywords
    for text, keywords in [
        ("1,2\n3,4\n", {}), ("a,b\n1,2\n", {}), ("a,b\n1,2\n", {"skip_header": 1}), ("1,,3\n4,5,\n", {}),
        ("1,,3\n", {"filling_values": 0}), ("1,x,3\n", {"filling_values": 0}), ("1,2\n3\n", {}),
        ("1,2\n3,4\n5,6", {"usecols": [1]}), ("1,N/A\n", {"filling_values": 7}), ("1,2 # x\n#a\n3,4", {}),
        ("5", {}), ("5\n6", {}), ("1,2\n\n3,4\n", {}), ("1,2\n3,4", {"max_rows": 1}),
    ]:
        yield text, "genfromtxt", {"delimiter": ",", **keywords}


def write_tables():
    cases = []
    for text, function, keywords in tables():
        case = {"text": text, "function": function, **keywords}
        called = {**keywords, **({"dtype": {"int": int, "bool": bool}[keywords["dtype"]]} if "dtype" in keywords else {})}
        if "usecols" in called:
            called["usecols"] = tuple(called["usecols"])
        try:
            array = getattr(np, function)(io.StringIO(text), **called)
            case |= {"shape": list(array.shape), "values": words(array)}
        except ValueError:
            case["fails"] = True
        cases.append(case)
    (HERE / "tables.json").write_text("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")


if __name__ == "__main__":
    for folder in (GOOD, BAD, VIEWS, TABLES):
        folder.mkdir(exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
    write_good()
    write_views()
    write_bad()
    write_table_files()
    write_tables()
