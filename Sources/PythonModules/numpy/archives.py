# Archives of arrays, as returned by numpy.load.


class _Members:
    def __init__(self, archive):
        self._archive = archive

    def __getattr__(self, name):
        try:
            return self._archive[name]
        except KeyError:
            raise AttributeError(name) from None

    def __dir__(self):
        return list(self._archive.files)


class NpzFile:
    def __init__(self, path, names):
        self._path, self.files, self._closed = path, names, False
        self.f = _Members(self)

    def __getitem__(self, key):
        name = key[:-4] if key not in self.files and key.endswith('.npy') else key
        if name not in self.files:
            raise KeyError(f'{key} is not a file in the archive')
        if self._closed:
            raise AttributeError("'NoneType' object has no attribute 'open'")
        return _archive_member(self._path, name)

    def __contains__(self, key):
        return key in self.files or isinstance(key, str) and key.endswith('.npy') and key[:-4] in self.files

    def __iter__(self):
        return iter(self.files)

    def __len__(self):
        return len(self.files)

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        self.close()

    def close(self):
        self._closed = True

    def keys(self):
        return list(self.files)

    def values(self):
        return [self[name] for name in self.files]

    def items(self):
        return [(name, self[name]) for name in self.files]

    def get(self, key, default=None, /):
        return self[key] if key in self else default

    def __repr__(self):
        names = ', '.join(self.files[:5]) + ('...' if len(self.files) > 5 else '')
        return f'NpzFile {self._path!r} with keys: {names}'


