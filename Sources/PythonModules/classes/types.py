"""Names of built-in types that have none, and plain objects."""
class SimpleNamespace:
    def __init__(self, /, **kwargs): self.__dict__.update(kwargs)

    def __repr__(self):
        name = "namespace" if type(self) is SimpleNamespace else type(self).__name__
        return f"{name}({', '.join(f'{k}={v!r}' for k, v in self.__dict__.items())})"

    def __eq__(self, other):
        return self.__dict__ == other.__dict__ if isinstance(other, SimpleNamespace) else NotImplemented

def _generator(): yield

class _Class:
    def method(self): pass

FunctionType = LambdaType = type(_generator)
GeneratorType = type(_generator())
MethodType = type(_Class().method)
BuiltinFunctionType = BuiltinMethodType = type(len)
NoneType, EllipsisType, NotImplementedType = type(None), type(...), type(NotImplemented)
