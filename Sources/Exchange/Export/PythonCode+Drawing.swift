extension PythonCode {
    static let figures = #"""
        def empty_figure(x, y, log=False):
            """A figure and its axes, which say what they measure."""
            import matplotlib.pyplot as plt
            figure, axes = plt.subplots(figsize=(6.4, 4), layout="constrained")
            axes.set_prop_cycle(color=["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#808080", "#6A4C93"])
            axes.set(xlabel=x, ylabel=y, yscale="log" if log else "linear")
            return figure, axes


        def finish_figure(figure, to=None):
            """Show a figure, or write it to a file."""
            import matplotlib.pyplot as plt
            if to is None:
                plt.show()
            else:
                figure.savefig(to)
            plt.close(figure)


        def show_figures():
            """Show the figures that a cell leaves open."""
            import matplotlib.pyplot as plt
            plt.show()
            plt.close("all")
        """#

    static let plot = #"""
        def plot(*values, x=None, fit=None, log=False, to=None, place="index", label=""):
            """Draw values as lines, as points where x doesn't rise, or with the line that was fitted to them.

            Each is a pair of its name and itself; what may follow is its first place, or its places.
            """
            vectors = [vector for value in values for vector in vectors_of(*value)]
            if x is not None:
                place, places = x[0], np.asarray(x[1], dtype=float).ravel()
                is_line = fit is None and bool((places[:-1] <= places[1:]).all())
                vectors = [(name, vector, places) for name, vector, _ in vectors]
            else:
                is_line = fit is None
                same = len({each[0] for _, _, each in vectors}) == 1
                vectors = [(name, vector, each if same else np.arange(len(vector))) for name, vector, each in vectors]
            known = lambda arrays: any(np.isfinite(np.asarray(array, dtype=float)).any() for array in arrays)
            heights = [vector for _, vector, _ in vectors] + ([fit[1]] if fit else [])
            if not known(heights) or not known(places for _, _, places in vectors):
                return  # there is nothing to draw
            count = len(vectors) + (fit is not None)
            figure, axes = empty_figure(place, vectors[0][0] if count == 1 else label, log)
            for number, (name, vector, places) in enumerate(vectors):
                if is_line:
                    axes.plot(places, vector, ["-", "--", ":", "-."][number % 4], label=name)
                else:
                    size = 3 if len(vector) > 500 else 12 if len(vector) > 100 else 20
                    axes.scatter(places, vector, s=size, label=name)
            if fit is not None:
                name, vector = fit[0], np.asarray(fit[1], dtype=float).ravel()
                order = np.argsort(places, kind="stable")
                order = order[~np.isnan(places[order])]
                axes.plot(places[order], vector[order], color="#D55E00", label=name)
            if count > 1:
                axes.legend()
            finish_figure(figure, to)


        def vectors_of(name, value, first=0, names=None):
            """The vectors of a value, with their names and places: a matrix has its rows, a list its vectors."""
            if isinstance(value, (list, tuple)) and value and all(
                    isinstance(part, (np.ndarray, list, tuple)) and np.size(part) == max(np.shape(part), default=0)
                    for part in value):
                vectors = [np.asarray(part, dtype=float).ravel() for part in value]
                names = names or [f"{name}[{place}]" for place in range(len(vectors))]
                return [(own, vector, np.arange(len(vector))) for own, vector in zip(names, vectors)]
            value = np.asarray(value, dtype=float)
            is_one = value.ndim < 2 or 1 in value.shape
            if np.ndim(first) == 0:
                first = np.arange(value.size if is_one else value.shape[1]) + first
            elif value.ndim != 1:
                first = np.arange(value.shape[-1])
            if is_one:
                return [(name, value.ravel(), first)]
            return [(f"{name}[{place}]", row, first) for place, row in enumerate(value)]
        """#

    static let points = #"""
        def scatter(x, y, c=None, s=None, label=None, to=None):
            """Draw points; x, y and c are pairs of a name and values."""
            across, up = (np.asarray(value, dtype=float).ravel() for _, value in (x, y))
            if not np.isfinite(across).any() or not np.isfinite(up).any():
                return  # there is nothing to draw
            figure, axes = empty_figure(x[0], y[0])
            if s is None:
                s = 3 if len(across) > 500 else 12 if len(across) > 100 else 20
            else:
                s = np.asarray(s, dtype=float).ravel()
            if c is None or isinstance(c[1], str):
                axes.scatter(across, up, s, c=None if c is None else c[1], label=label)
            else:
                points = axes.scatter(across, up, s, c=np.asarray(c[1], dtype=float).ravel(), cmap="viridis", label=label)
                figure.colorbar(points, label=c[0])
            if label:
                axes.legend()
            finish_figure(figure, to)
        """#

    static let histogram = #"""
        def hist(values, bins=10, range=None, log=False, to=None):
            """Draw how many numbers fall into each bin; the values are a pair of their name and themselves."""
            figure, axes = empty_figure(values[0], "count")
            numbers = np.asarray(values[1], dtype=float).ravel()
            axes.hist(numbers[np.isfinite(numbers)], bins, range, log=log)
            finish_figure(figure, to)
        """#

    static let matrix = #"""
        def heat(values, log=False, to=None):
            """Draw a matrix as shaded cells; the values are a pair of their name and themselves."""
            cells = np.atleast_2d(np.asarray(values[1], dtype=float))
            if not np.isfinite(cells).any():
                return  # there is nothing to draw
            figure, axes = empty_figure("", values[0])
            aspect = "equal" if max(cells.shape) <= 8 * min(cells.shape) else "auto"
            figure.colorbar(axes.imshow(cells, cmap="cividis", norm="log" if log else None, aspect=aspect))
            finish_figure(figure, to)
        """#
}

extension PythonCode {
    static let surface = #"""
        def surface(first, second, x, y, w, b, to=None):
            """Draw the loss over two elements of w and b, and the way that train took.

            Each is a name, whether it is an element of b, and its place there.
            """
            x, y, w, b = (np.asarray(value, dtype=float) for value in (x, y, w, b))
            here = x @ w + b

            def number(element):
                value = (w, b)[element[1]]
                return np.arange(value.size).reshape(value.shape)[element[2]].item()

            def change(element):
                moved = [w.copy(), b.copy()]
                moved[element[1]].flat[number(element)] += 1
                return (x @ moved[0] + moved[1] - here).ravel()

            residual, one, two = (np.reshape(y, here.shape) - here).ravel(), change(first), change(second)
            mean = lambda left, right: float(left @ right) / max(len(residual), 1)
            lowest, a, c, m = mean(residual, residual), mean(one, one), mean(two, two), mean(one, two)
            p, q = mean(residual, one), mean(residual, two)

            def loss(u, v):
                linear, square = -2 * (u * p + v * q), a * u * u + 2 * m * u * v + c * v * v
                value = lowest + linear + square
                return np.where(value > 1e-13 * (lowest + abs(linear) + square), value, 0)

            present = [float((w, b)[element[1]].flat[number(element)]) for element in (first, second)]
            least = None
            if a * c - m * m > 1e-12 * a * c:
                least = [present[0] + (p * c - q * m) / (a * c - m * m), present[1] + (q * a - p * m) / (a * c - m * m)]
            way = []
            data, states = getattr(train, "way", ((), []))
            if states and all(np.array_equal(old, new) for old, new in zip(data, (x, y))) and np.array_equal(
                    states[-1][0], w) and np.array_equal(states[-1][1], b):
                way = [[float(state[element[1]].flat[number(element)]) for element in (first, second)] for state in states]

            def limits(axis, curvature):
                places = [present[axis], *([least[axis]] if least else []), *(place[axis] for place in way)]
                tiny = np.finfo(float).tiny
                reach = (max(lowest, tiny) / max(curvature, tiny)) ** 0.5
                room = max((max(places) - min(places)) * 0.25, min(reach, max(abs(present[axis]), 1)) * 0.5,
                           abs(present[axis]) * 1e-6)
                return min(places) - room, max(places) + room

            across, up = limits(0, a), limits(1, c)
            u, v = np.meshgrid(np.linspace(*across, 120), np.linspace(*up, 64))
            values = loss(u - present[0], v - present[1])
            positive = values[values > 0]
            log = positive.size > 0 and positive.max() / positive.min() > 20
            figure, axes = empty_figure(first[0], second[0])
            figure.colorbar(axes.pcolormesh(u, v, values, cmap="cividis", norm="log" if log else None))
            if way:
                axes.plot(*zip(*way), color="#D55E00", marker="o", markersize=5, linewidth=1.2, label="the way")
            if least:
                axes.scatter(*least, color="#D55E00", marker="X", edgecolor="white", s=90, label="least")
            axes.scatter(*present, color="#D55E00", marker="h", edgecolor="white", s=90, label="here")
            axes.legend()
            finish_figure(figure, to)
        """#

    /// `train` that keeps the weights of some epochs, for ``surface``.
    static let trainOnItsWay =
        train
        .replacing("    for epoch in range(", with: "    states = [(w, b)]\n    for epoch in range(")
        .replacing(
            "        if every and (epoch == 1",
            with: "        if ends or epoch == epochs or not epoch & (epoch - 1):\n            states.append((w, b))\n"
                + "        if every and (epoch == 1"
        )
        .replacing(
            "y_hat, w, b = before\n", with: "y_hat, w, b = before\n    else:\n        train.way = (x, y), states\n")
}
