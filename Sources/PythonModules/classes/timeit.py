"""How long calls take, by the clock."""
import time
default_timer = time.perf_counter
default_number, default_repeat = 1000000, 5

class Timer:
    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        for code in (stmt, setup):
            if isinstance(code, str) and code != "pass":
                raise ValueError("Descent times no source that is text: give timeit a function, as lambda: f(x)")
            if not isinstance(code, str) and not callable(code):
                raise ValueError(("stmt" if code is stmt else "setup") + " is neither a string nor callable")
        self._stmt, self._setup, self._timer = stmt, setup, timer

    def timeit(self, number=default_number):
        if callable(self._setup): self._setup()
        call = self._stmt if callable(self._stmt) else (lambda: None)
        start = self._timer()
        for _ in range(number): call()
        return self._timer() - start

    def repeat(self, repeat=default_repeat, number=default_number):
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        scale = 1
        while True:
            for step in 1, 2, 5:
                number = scale * step
                taken = self.timeit(number)
                if callback: callback(number, taken)
                if taken >= 0.2: return number, taken
            scale *= 10

def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).timeit(number)

def repeat(
    stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number, globals=None
):
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
