"""Enumerations."""
class auto:
    def __init__(self): pass

def _names_member(name, value):
    if name.startswith("_") or isinstance(value, (property, classmethod, staticmethod)): return False
    return not callable(value)

def _own(base): return getattr(base, "__dict__", ())

def _start(cls):
    """The class among those of an enumeration whose `__init__` makes a member, if one is the program's own."""
    for base in cls.__mro__:
        if base is Enum: return None
        if "__init__" in _own(base): return base.__dict__["__init__"]
    return None

class Enum:
    _member_map_, _member_names_, _start_ = {}, [], None

    def __init_subclass__(cls, **kwds):
        super().__init_subclass__(**kwds)
        for base in cls.__mro__[1:]:
            if base.__module__ != "enum" and "_member_names_" in _own(base) and base._member_names_: raise TypeError(f"<enum '{cls.__name__}'> cannot extend {base!r}")
        if "__new__" in cls.__dict__ and cls.__module__ != "enum":
            raise TypeError("Descent has no __new__ of an enumeration's own: write __init__")
        # A member is shown as a member, whatever other classes it inherits from.
        for name in ("__repr__", "__str__", "__format__"):
            for base in cls.__mro__:
                if base in (int, float, str): setattr(cls, name, Enum.__dict__[name])
                if base in (int, float, str) or name in _own(base): break
        given = [(name, value) for name, value in cls.__dict__.items() if _names_member(name, value)]
        if not given: return
        # Calling the class looks up a member; the constructor of members is kept, and no call of the class runs it.
        start = _start(cls)
        cls._member_map_, cls._member_names_, cls._start_ = {}, [], staticmethod(start) if start else None
        for base in cls.__mro__:
            if base is Enum: break
            if "__init__" in _own(base) and base.__module__ != "enum": del base.__init__
        for name, value in given: cls._add(name, value)
        cls.__new__ = staticmethod(Enum.__new__)

    @classmethod
    def _add(cls, name, value):
        if isinstance(value, auto):
            values = [member._value_ for member in cls._meta_iter_()]
            value = cls._generate_next_value_(name, 1, len(values), values)
        member = cls._known(value)
        if member is None:
            member = cls._made(value)
            member._name_ = name
            if "_value_" not in member.__dict__: member._value_ = value
            member._sort_order_ = len(cls._member_names_)
            if cls._start_ is not None: cls._start_(member, *(value if isinstance(value, tuple) else (value,)))
            cls._member_names_.append(name)
        setattr(cls, name, member)
        cls._member_map_[name] = member

    @classmethod
    def _made(cls, value):
        for base in cls.__mro__:
            if base in (int, float, str):
                member = base.__new__(cls, *(value if isinstance(value, tuple) else (value,)))
                if base is str and isinstance(value, tuple): member._value_ = str(*value)
                return member
        return object.__new__(cls)

    @classmethod
    def _known(cls, value):
        for name in cls._member_names_:
            member = cls._member_map_[name]
            if member._value_ == value: return member
        return None

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return max(last_values) + 1 if last_values else start

    @classmethod
    def _missing_(cls, value): return None

    @classmethod
    def _meta_iter_(cls): return iter([cls._member_map_[name] for name in cls._member_names_])

    @classmethod
    def _meta_len_(cls): return len(cls._member_names_)

    @classmethod
    def _meta_getitem_(cls, name): return cls._member_map_[name]

    @classmethod
    def _meta_contains_(cls, member):
        if not isinstance(member, Enum):
            raise TypeError(f"unsupported operand type(s) for 'in': '{type(member).__qualname__}' and 'EnumType'")
        return isinstance(member, cls)

    @classmethod
    def _meta_setattr_(cls, name):
        if name in cls._member_map_: raise AttributeError(f"cannot reassign member {name!r}")

    def __new__(cls, value, names=None):
        if names is not None: return _from_names(cls, value, names)
        if type(value) is cls: return value
        found = cls._known(value)
        if found is None: found = cls._missing_(value)
        if found is None: raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        return found

    @property
    def name(self): return self._name_

    @property
    def value(self): return self._value_

    def __repr__(self): return f"<{self.__class__.__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self): return f"{self.__class__.__name__}.{self._name_}"

    def __format__(self, spec): return format(str(self), spec)

    def __hash__(self): return hash(self._name_)

    def __eq__(self, other):
        # Members are only equal to themselves, except that numbers and strings compare as such.
        for base in type(self).__mro__:
            if base in (int, float, str): return base.__eq__(self, other)
        return self is other

    def __copy__(self): return self

    def __deepcopy__(self, memo): return self

class IntEnum(int, Enum):
    def __repr__(self): return Enum.__repr__(self)

    def __str__(self): return int.__repr__(self)

    def __format__(self, spec): return int.__format__(self, spec)

class StrEnum(str, Enum):
    def __repr__(self): return Enum.__repr__(self)

    def __str__(self): return str(self._value_)

    def __format__(self, spec): return str.__format__(self, spec)

    @staticmethod
    def _generate_next_value_(name, start, count, last_values): return name.lower()

def _from_names(base, name, names):
    if isinstance(names, str): names = names.replace(",", " ").split()
    if isinstance(names, dict): pairs = list(names.items())
    else:
        pairs = [item if isinstance(item, (tuple, list)) else (item, None) for item in names]
        if any(value is None for _, value in pairs): pairs = [(key, place + 1) for place, (key, _) in enumerate(pairs)]
    return type(name, (base,), dict(pairs))

def unique(enumeration):
    doubles = [(name, member.name) for name, member in enumeration._member_map_.items() if name != member.name]
    if doubles:
        details = ", ".join(f"{alias} -> {name}" for alias, name in doubles)
        raise ValueError(f"duplicate values found in {enumeration!r}: {details}")
    return enumeration

class Flag:
    def __init_subclass__(cls, **kwds): raise TypeError("Descent has no Flag: write ints, as READ, WRITE = 1, 2")

IntFlag = Flag
