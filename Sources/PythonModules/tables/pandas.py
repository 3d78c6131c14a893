class DataFrame:
    """Named columns."""

    def __init__(self, names, columns, missing): self._names, self._columns, self._missing = names, columns, missing

    def __repr__(self): return '\n'.join(f'{name}: {column}' for name, column in zip(self._names, self._columns))


def table_of_columns(names, columns, missing): return DataFrame(names, columns, missing)
