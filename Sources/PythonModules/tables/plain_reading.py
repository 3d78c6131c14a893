def _read_table(source, options):
    import csv, io
    text = source if options.get('is_text') else open(source).read()
    rows = [row for row in csv.reader(io.StringIO(text), delimiter=options.get('sep', ',')) if row]
    names, rows = rows[0], rows[1:]
    columns, missing = [], []
    for place, name in enumerate(names):
        fields = [row[place] for row in rows]
        gone = np.array([field in ('', 'NaN', 'nan', 'NA', 'N/A', 'null', 'None') for field in fields])
        column = None
        try:
            if not gone.any(): column = np.array([int(field) for field in fields])
        except ValueError: pass
        if column is None:
            try: column = np.array([nan if gone[i] else float(field) for i, field in enumerate(fields)])
            except ValueError: pass
        if column is None and set(fields) <= {'True', 'False'}: column = np.array([field == 'True' for field in fields])
        if column is None: column = np.array(['' if gone[i] else field for i, field in enumerate(fields)])
        columns.append(column)
        missing.append(gone if column.dtype.kind == 'U' and gone.any() else None)
    return names, columns, missing
