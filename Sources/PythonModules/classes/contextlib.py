"""What stands behind `with`."""
import functools
from abc import ABC as _ABC

class AbstractContextManager(_ABC):
    def __enter__(self): return self

    def __exit__(self, exc_type, exc_value, traceback): return None

class ContextDecorator:
    def _recreate_cm(self): return self

    def __call__(self, func):
        @functools.wraps(func)
        def inner(*args, **kwds):
            with self._recreate_cm(): return func(*args, **kwds)
        return inner

class _GeneratorContextManager(ContextDecorator):
    def __init__(self, func, args, kwds):
        self._made = (func, args, kwds)
        self.gen = func(*args, **kwds)

    def _recreate_cm(self): return self.__class__(*self._made)

    def __enter__(self):
        try: return next(self.gen)
        except StopIteration: pass
        raise RuntimeError("generator didn't yield")

    def __exit__(self, typ, value, traceback):
        if typ is None:
            try: next(self.gen)
            except StopIteration: return False
            raise RuntimeError("generator didn't stop")
        try: self.gen.throw(value)
        except StopIteration as stop: return stop is not value
        except BaseException as error:
            if error is value: return False
            raise
        raise RuntimeError("generator didn't stop after throw()")

def contextmanager(func):
    @functools.wraps(func)
    def helper(*args, **kwds): return _GeneratorContextManager(func, args, kwds)
    return helper

class closing(AbstractContextManager):
    def __init__(self, thing): self.thing = thing

    def __enter__(self): return self.thing

    def __exit__(self, *exc_info): self.thing.close()

class nullcontext(AbstractContextManager):
    def __init__(self, enter_result=None): self.enter_result = enter_result

    def __enter__(self): return self.enter_result

    def __exit__(self, *excinfo): pass

class suppress(AbstractContextManager):
    def __init__(self, *exceptions): self._exceptions = exceptions

    def __enter__(self): pass

    def __exit__(self, exctype, excinst, exctb): return exctype is not None and issubclass(exctype, self._exceptions)

class redirect_stdout(AbstractContextManager):
    def __init__(self, new_target): self._new_target, self._old_targets = new_target, []

    def __enter__(self):
        self._old_targets.append(_redirect(self._new_target))
        return self._new_target

    def __exit__(self, exctype, excinst, exctb): _redirect(self._old_targets.pop())

class ExitStack(AbstractContextManager):
    def __init__(self): self._ends = []

    def enter_context(self, cm):
        kind = type(cm)
        if not hasattr(kind, "__enter__") or not hasattr(kind, "__exit__"):
            raise TypeError(f"'{kind.__module__}.{kind.__qualname__}' object does not support the context manager protocol")
        result = cm.__enter__()
        self._ends.append(cm.__exit__)
        return result

    def push(self, exit):
        self._ends.append(exit.__exit__ if hasattr(exit, "__exit__") else exit)
        return exit

    def callback(self, callback, /, *args, **kwds):
        self._ends.append(lambda *details: callback(*args, **kwds) and None)
        return callback

    def pop_all(self):
        other = type(self)()
        other._ends, self._ends = self._ends, []
        return other

    def close(self): self.__exit__(None, None, None)

    def __exit__(self, *details):
        first, received = details, details[0] is not None
        suppressed, raised = False, None
        while self._ends:
            end = self._ends.pop()
            try:
                if end(*details):
                    suppressed, raised, details = True, None, (None, None, None)
            except BaseException as error:
                raised, details = error, (type(error), error, None)
        if raised is not None: raise raised
        return received and suppressed
