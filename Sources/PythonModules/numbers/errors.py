"""What NumPy does about errors of arithmetic."""
_modes = {"divide": "warn", "over": "warn", "under": "ignore", "invalid": "warn"}

def geterr(): return dict(_modes)

def seterr(all=None, divide=None, over=None, under=None, invalid=None):
    old = dict(_modes)
    asked = {"divide": divide, "over": over, "under": under, "invalid": invalid}
    for kind, mode in asked.items():
        if mode is None: mode = all
        if mode is None: continue
        if mode not in ("ignore", "warn", "raise", "call", "print", "log"):
            raise ValueError(f"invalid error mode: {mode!r}")
        if mode in ("call", "print", "log"):
            raise ValueError(f"Descent ignores errors of arithmetic, warns of them or raises them: not {mode!r}")
        asked[kind] = mode
        # Underflow isn't detected here.
        if kind == "under" and mode != "ignore" and all is None:
            raise ValueError("Descent takes no note of underflow: leave out under=")
    for kind, mode in asked.items():
        if mode is not None: _modes[kind] = mode
    return old

class errstate:
    def __init__(self, *, call=None, all=None, divide=None, over=None, under=None, invalid=None):
        if call is not None: raise ValueError("Descent calls nothing for errors of arithmetic: leave out call=")
        self._asked = (all, divide, over, under, invalid)

    def __enter__(self): self._kept = seterr(*self._asked)

    def __exit__(self, *exc_info): _modes.update(self._kept)

    def __call__(self, func):
        import functools
        @functools.wraps(func)
        def inner(*args, **kwargs):
            with errstate(all=self._asked[0], divide=self._asked[1], over=self._asked[2], under=self._asked[3],
                    invalid=self._asked[4]):
                return func(*args, **kwargs)
        return inner
