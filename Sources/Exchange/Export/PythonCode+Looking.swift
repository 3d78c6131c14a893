extension PythonCode {
    static let show = #"""
        def show(name, value):
            """Print an array with its indices, below its name, shape and dtype."""
            value = np.asarray(value)
            size, units = value.nbytes, ["bytes", "kB", "MB", "GB", "TB", "PB", "EB"]
            while size >= (1000 if units[0] == "bytes" else 999.5) and len(units) > 1:
                size, units = size / 1000, units[1:]
            print(f"{name}  {value.shape} {value.dtype}, {size:.3g} {units[0]}" if units[0] != "bytes"
                  else f"{name}  {value.shape} {value.dtype}, {size} bytes")
            if value.size == 0:
                print("empty")
            elif value.ndim == 0:
                print(value)
            elif value.ndim == 1:
                rows = picked(len(value), 20, 5)
                shown = iter(words(value[[row for row in rows if row is not None]]))
                table([["…", ""] if row is None else [f"[{row}]", next(shown)] for row in rows], left=2)
            elif value.ndim == 2:
                show_matrix(value)
            else:
                outer = value.shape[:-2]
                for place in picked(int(np.prod(outer)), 6, 2):
                    if place is None:
                        print("…")
                        continue
                    index = np.unravel_index(place, outer)
                    print("[" + ", ".join(str(number) for number in index) + "]")
                    show_matrix(value[index])


        def show_matrix(matrix):
            """Print the rows and columns of a matrix with their numbers, as many columns as fit into 80."""
            rows = picked(len(matrix), 20, 5)
            labels = ["…" if row is None else f"[{row}]" for row in rows]
            kept = [row for row in rows if row is not None]
            column = lambda number: [f"[{number}]", *words(matrix[kept, number])]
            width = lambda cells: max(map(len, cells)) + 2
            count, label = matrix.shape[1], max(map(len, labels))
            left, right, taken = [], [], label + 3
            if count <= 80 // 3 + 1:
                left = [column(number) for number in range(count)]
                if label + sum(map(width, left)) > 80:
                    left = []
            while len(left) + len(right) < count:
                is_left = len(left) <= len(right)
                cells = column(len(left) if is_left else count - 1 - len(right))
                taken += width(cells)
                if taken > 80 and len(left) + len(right) >= 2:
                    break
                left, right = (left + [cells], right) if is_left else (left, [cells] + right)
            gap = [["…"] * (len(kept) + 1)] if len(left) + len(right) < count else []
            columns = [iter(cells) for cells in left + gap + right]
            lines = [["", *map(next, columns)]]
            for row, text in zip(rows, labels):
                lines.append([text, *map(next, columns)] if row is not None else [text] + [""] * len(columns))
            table(lines)
        """#

    static let stats = #"""
        def stats(*named, axis=None):
            """Print count, quartiles, mean and spread of each array, or of each line along an axis."""
            columns = []
            # A table has a column of statistics for each of its own.
            tables = [(name, value) for name, value in named if hasattr(value, "columns")]
            parts = {name: value.select_dtypes(["number", "bool"]).astype(float) for name, value in tables}
            named = [pair for name, value in named for pair in (parts[name].items() if name in parts else [(name, value)])]
            for name, value in named:
                value = np.asarray(value)
                if axis is None or value.ndim < 2:
                    columns.append([name, *statistics(value)])
                    continue
                lines = np.moveaxis(value, axis, -1)
                for number in picked(int(np.prod(lines.shape[:-1])), 12, 4):
                    if number is None:
                        columns.append(["…"] * 12)
                        continue
                    index = np.unravel_index(number, lines.shape[:-1])
                    places = [str(place) for place in index]
                    places.insert(axis % value.ndim, ":")
                    columns.append([f"{name}[{', '.join(places)}]", *statistics(lines[index])])
            titles = ["", "count", "nan", "inf", "zeros", "min", "25%", "median", "75%", "max", "mean", "std (ddof 0)"]
            first = True
            while columns:
                taken, count = len(titles[-1]), 0
                while count < len(columns):
                    taken += 2 + max(map(len, columns[count]))
                    if taken > 80 and count > 0:
                        break
                    count += 1
                if not first:
                    print()
                first = False
                table(list(zip(titles, *columns[:count])))
                columns = columns[count:]
            if any(np.isnan(np.asarray(value, dtype=float)).any() for _, value in named):
                print("nan are counted, and left out of min to std")


        def statistics(value):
            """The words of a column: counts, then what is left of the numbers without nan."""
            numbers = np.asarray(value, dtype=float)
            nan = np.isnan(numbers)
            kept = value[~nan] if nan.any() else value
            cells = [str(value.size), str(nan.sum()), str(np.isinf(numbers).sum()), str((numbers == 0).sum())]
            if kept.size == 0:
                cells += ["-"] * 7
            else:
                word = lambda number: (words([number])[0].strip() if isinstance(number, np.floating) else str(number))
                quartiles = np.percentile(np.asarray(kept, dtype=float), [25, 50, 75])
                cells += map(word, [kept.min(), *quartiles, kept.max(), kept.mean(), kept.std()])
            behind = [len(cell) - cell.find(".") if "." in cell else 0 for cell in cells]
            return [cell + " " * (max(behind) - own) for cell, own in zip(cells, behind)]
        """#
}
