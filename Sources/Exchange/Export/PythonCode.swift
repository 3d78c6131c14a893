/// The Python of Descent's own functions, as exported code has it.
enum PythonCode {
    /// Picks NumPy's matrix kernels, before it is loaded.
    static let kernels = [
        "# The matrix kernels whose digits Descent prints; NumPy would take others on other machines.",
        "os.environ.setdefault(\"OPENBLAS_CORETYPE\", \"Haswell\")",
        "os.environ.setdefault(\"OPENBLAS_NUM_THREADS\", \"1\")",
    ]

    static let forward = #"""
        def forward(x, w, b):
            """The prediction of the linear model."""
            return x @ w + b
        """#

    static let loss = #"""
        def loss(y, y_hat):
            """The mean squared error."""
            return np.mean((y - y_hat) ** 2)
        """#

    static let backward = #"""
        def backward(y, y_hat, w, b, x, lr):
            """w and b after one step down the gradient (its factor 2 is left to the rate lr)."""
            residual = y_hat - y
            w_gradient = x.T @ residual / len(x)
            b_gradient = np.sum(residual / len(x), axis=0, keepdims=True)
            return w - lr * w_gradient, b - lr * b_gradient
        """#

    static let train = #"""
        def train(epochs, x, y, w, b, lr=0.01, every=None, tol=None, y_hat=None, forward=forward, loss=loss,
                  backward=backward):
            """Run epochs of gradient descent; give y_hat, w, b and the loss of each epoch.

            Where it diverges, y_hat, w and b are what they were. No array that is handed in is written to.
            """
            every = max(1, -(-epochs // 10)) if every is None else every
            before, losses = (y_hat, w, b), []
            x, y, w, b = (np.array(value) for value in (x, y, w, b))
            for epoch in range(1, epochs + 1):
                y_hat = forward(x, w, b)
                losses.append(float(loss(y, y_hat)))
                diverges = not np.isfinite(losses[-1]) or losses[-1] > 1e12 * losses[0] > 0
                if not diverges:
                    w, b = backward(y, y_hat, w, b, x, lr)
                ends = diverges or tol is not None and epoch > 1 and abs(losses[-2] - losses[-1]) < tol
                if every and (epoch == 1 or epoch % every == 0 or epoch == epochs or ends):
                    print("Epoch ", epoch, " : MSE Loss", losses[-1])
                if ends:
                    break
            if not losses or diverges:
                y_hat, w, b = before
            return y_hat, w, b, np.array(losses)
        """#

    static let trainRates = #"""
        def train_rates(rates, epochs, x, y, w, b, tol=None, **model):
            """Train with each rate from the same weights; give a row of losses for each, nan after its end."""
            losses, ends, drawn = np.full((len(rates), epochs), np.nan), [], []
            for row, rate in zip(losses, rates):
                own = train(epochs, x, y, w, b, rate, 0, tol, **model)[3]
                row[:len(own)] = own
                diverged = not np.isfinite(own[-1]) or own[-1] > 1e12 * own[0] > 0
                ends.append((np.inf if diverged else float(own[-1]), len(own)))
                most = max(own[0] * 10, 0)
                near = own[:np.argmin(np.append(own, np.nan) <= most) + 1]
                drawn.append((f"lr {rate}", np.where(np.isfinite(near), np.minimum(near, most), near), 1))
            least = min(last for last, _ in ends)
            for rate, (last, count) in zip(rates, ends):
                after = f"after {count} epoch{'' if count == 1 else 's'}"
                if last == np.inf:
                    print(f"lr {rate}  : diverged {after}")
                else:
                    print(f"lr {rate}  : MSE Loss {last} {after}{', the least' if last == least and len(rates) > 1 else ''}")
                    least = -np.inf if last == least else least
            known = np.concatenate([values[np.isfinite(values)] for _, values, _ in drawn[:8]])
            if known.size > 0:
                plot(*drawn[:8], log=bool(known.min() > 0 and known.max() / known.min() > 100), place="epoch", label="loss")
            return losses
        """#

    static let step = #"""
        def step(x, y, w, b, lr=0.01, train=train, **options):
            """One epoch: predict, print the loss, step w and b; give y_hat, w and b."""
            return train(1, x, y, w, b, lr, **options)[:3]
        """#

    static let shown = #"""
        def shown(value):
            """Print a value, unless it is None."""
            if value is not None:
                print(value)
        """#

    static let travel = #"""
        cell_states = {}
        array_types = np.ndarray,


        def remember(number, names):
            """Keep what cell [number] left: names, what they refer to, what is in that, and the random numbers."""
            values = {name: globals()[name] for name in names if name in globals()}
            contents, waiting = {}, list(values.values())
            while waiting:
                value = waiting.pop()
                if id(value) in contents:
                    continue
                content = None
                if isinstance(value, array_types):
                    base = getattr(value, "base", None)
                    if isinstance(base, np.ndarray):
                        waiting.append(base)  # what a view shows
                        content = value.shape, None
                    else:
                        content = value.shape, value.copy()
                elif isinstance(value, (list, tuple)):
                    content = list(value)
                    waiting += content
                elif isinstance(value, np.random.Generator):
                    content = value.bit_generator.state
                else:  # functions keep their defaults and the names around them, methods what they are of
                    waiting += getattr(value, "__defaults__", None) or ()
                    waiting += [cell.cell_contents for cell in getattr(value, "__closure__", None) or ()]
                    waiting += [value.__self__] if hasattr(value, "__self__") else []
                contents[id(value)] = value, content
            cell_states[number] = values, list(contents.values()), np.random.get_state()


        def go_to(number, without=()):
            """Go to what cell [number] left, without names that it didn't have: what it had holds what it held then."""
            values, contents, random = cell_states[number]
            for name in without:
                globals().pop(name, None)
            globals().update(values)
            for value, content in contents:
                if isinstance(value, array_types):
                    shape, elements = content
                    if value.shape != shape:
                        value.shape = shape
                    if elements is not None:
                        value[...] = elements
                elif isinstance(value, list):
                    value[:] = content
                elif isinstance(value, np.random.Generator):
                    value.bit_generator.state = content
            np.random.set_state(random)


        remember(0, [])
        """#

    static let load = #"""
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
        """#

    static let table = #"""
        def words(values):
            """Numbers as they stand below each other in a printed array."""
            text = np.array2string(np.reshape(values, (-1, 1)), threshold=sys.maxsize)
            return [line[2:].rstrip("]") for line in text.split("\n")]


        def table(rows, left=1):
            """Print rows of words in columns, the first ones flush left, the others flush right."""
            widths = [max(map(len, column)) for column in zip(*rows)]
            for row in rows:
                cells = [word.ljust(width) if place < left else word.rjust(width)
                         for place, (word, width) in enumerate(zip(row, widths))]
                print("  ".join(cells).rstrip())


        def picked(count, most, edge):
            """The indices that are shown of so many; None stands for those left out."""
            return list(range(count)) if count <= most else [*range(edge), None, *range(count - edge, count)]
        """#
}
