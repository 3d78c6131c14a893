/// The attribute names of Python's built-in types, as listed by `dir` in CPython 3.11.
enum TypeAttributes {
    /// The attributes of every object.
    static let ofObject = names(
        """
        __class__ __delattr__ __dir__ __doc__ __eq__ __format__ __ge__ __getattribute__ __getstate__ __gt__ __hash__ \
        __init__ __init_subclass__ __le__ __lt__ __ne__ __new__ __reduce__ __reduce_ex__ __repr__ __setattr__ \
        __sizeof__ __str__ __subclasshook__
        """)

    /// The additional attributes of exceptions.
    static let ofException = names(
        """
        __cause__ __context__ __dict__ __setstate__ __suppress_context__ __traceback__ add_note args with_traceback
        """)

    /// The additional attributes of objects of user-defined classes.
    static let ofInstance = names("__dict__ __module__ __weakref__")

    /// The attribute names of a type's values, in order; nil for types that CPython does not have.
    static func names(of type: PythonType) -> [String]? {
        if type == .ellipsis || type == .instance { return ofObject }
        return own[type].map { (ofObject + $0).sorted() }
    }

    /// Whether values of a type have an attribute.
    static func has(_ name: String, _ type: PythonType) -> Bool {
        ofObject.contains(name) || own[type]?.contains(name) == true
    }

    private static func names(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

    /// The additional attributes of each type.
    private static let own: [PythonType: [String]] = [
        .none: names("__bool__"),
        .bool: names(
            """
            __abs__ __add__ __and__ __bool__ __ceil__ __divmod__ __float__ __floor__ __floordiv__ __getnewargs__ \
            __index__ __int__ __invert__ __lshift__ __mod__ __mul__ __neg__ __or__ __pos__ __pow__ __radd__ __rand__ \
            __rdivmod__ __rfloordiv__ __rlshift__ __rmod__ __rmul__ __ror__ __round__ __rpow__ __rrshift__ \
            __rshift__ __rsub__ __rtruediv__ __rxor__ __sub__ __truediv__ __trunc__ __xor__ as_integer_ratio \
            bit_count bit_length conjugate denominator from_bytes imag numerator real to_bytes
            """),
        .int: names(
            """
            __abs__ __add__ __and__ __bool__ __ceil__ __divmod__ __float__ __floor__ __floordiv__ __getnewargs__ \
            __index__ __int__ __invert__ __lshift__ __mod__ __mul__ __neg__ __or__ __pos__ __pow__ __radd__ __rand__ \
            __rdivmod__ __rfloordiv__ __rlshift__ __rmod__ __rmul__ __ror__ __round__ __rpow__ __rrshift__ \
            __rshift__ __rsub__ __rtruediv__ __rxor__ __sub__ __truediv__ __trunc__ __xor__ as_integer_ratio \
            bit_count bit_length conjugate denominator from_bytes imag numerator real to_bytes
            """),
        .float: names(
            """
            __abs__ __add__ __bool__ __ceil__ __divmod__ __float__ __floor__ __floordiv__ __getformat__ \
            __getnewargs__ __int__ __mod__ __mul__ __neg__ __pos__ __pow__ __radd__ __rdivmod__ __rfloordiv__ \
            __rmod__ __rmul__ __round__ __rpow__ __rsub__ __rtruediv__ __sub__ __truediv__ __trunc__ \
            as_integer_ratio conjugate fromhex hex imag is_integer real
            """),
        .complex: names(
            """
            __abs__ __add__ __bool__ __complex__ __getnewargs__ __mul__ __neg__ __pos__ __pow__ __radd__ \
            __rmul__ __rpow__ __rsub__ __rtruediv__ __sub__ __truediv__ conjugate imag real
            """),
        .string: names(
            """
            __add__ __contains__ __getitem__ __getnewargs__ __iter__ __len__ __mod__ __mul__ __rmod__ __rmul__ \
            capitalize casefold center count encode endswith expandtabs find format format_map index isalnum isalpha \
            isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust \
            lower lstrip maketrans partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit \
            rstrip split splitlines startswith strip swapcase title translate upper zfill
            """),
        .tuple: names(
            """
            __add__ __class_getitem__ __contains__ __getitem__ __getnewargs__ __iter__ __len__ __mul__ __rmul__ \
            count index
            """),
        .list: names(
            """
            __add__ __class_getitem__ __contains__ __delitem__ __getitem__ __iadd__ __imul__ __iter__ __len__ \
            __mul__ __reversed__ __rmul__ __setitem__ append clear copy count extend index insert pop remove reverse \
            sort
            """),
        .range: names(
            """
            __bool__ __contains__ __getitem__ __iter__ __len__ __reversed__ count index start step stop
            """),
        .slice: names("indices start step stop"),
        .function: names(
            """
            __annotations__ __builtins__ __call__ __closure__ __code__ __defaults__ __dict__ __get__ __globals__ \
            __kwdefaults__ __module__ __name__ __qualname__
            """),
        .dictionary: names(
            """
            __class_getitem__ __contains__ __delitem__ __getitem__ __ior__ __iter__ __len__ __or__ __reversed__ \
            __ror__ __setitem__ clear copy fromkeys get items keys pop popitem setdefault update values
            """),
        .set: names(
            """
            __and__ __class_getitem__ __contains__ __iand__ __ior__ __isub__ __iter__ __ixor__ __len__ __or__ \
            __rand__ __ror__ __rsub__ __rxor__ __sub__ __xor__ add clear copy difference difference_update discard \
            intersection intersection_update isdisjoint issubset issuperset pop remove symmetric_difference \
            symmetric_difference_update union update
            """),
        .frozenset: names(
            """
            __and__ __class_getitem__ __contains__ __iter__ __len__ __or__ __rand__ __ror__ __rsub__ __rxor__ \
            __sub__ __xor__ copy difference intersection isdisjoint issubset issuperset symmetric_difference union
            """),
        .dictionaryKeys: names(
            """
            __and__ __contains__ __iter__ __len__ __or__ __rand__ __reversed__ __ror__ __rsub__ __rxor__ __sub__ \
            __xor__ isdisjoint mapping
            """),
        .dictionaryValues: names("__iter__ __len__ __reversed__ mapping"),
        .dictionaryItems: names(
            """
            __and__ __contains__ __iter__ __len__ __or__ __rand__ __reversed__ __ror__ __rsub__ __rxor__ __sub__ \
            __xor__ isdisjoint mapping
            """),
        .builtinFunction: names("__call__ __module__ __name__ __qualname__ __self__ __text_signature__"),
        .module: names("__annotations__ __dict__"),
        .type: names(
            """
            __abstractmethods__ __annotations__ __base__ __bases__ __basicsize__ __call__ __dict__ __dictoffset__ \
            __flags__ __instancecheck__ __itemsize__ __module__ __mro__ __name__ __or__ __prepare__ __qualname__ \
            __ror__ __subclasscheck__ __subclasses__ __text_signature__ __weakrefoffset__ mro
            """),
        .method: names("__call__ __func__ __self__"),
        .property: names(
            """
            __delete__ __get__ __isabstractmethod__ __set__ __set_name__ deleter fdel fget fset getter setter
            """),
        .staticMethod: names("__call__ __dict__ __func__ __get__ __isabstractmethod__ __wrapped__"),
        .classMethod: names("__dict__ __func__ __get__ __isabstractmethod__ __wrapped__"),
        .superObject: names("__get__ __self__ __self_class__ __thisclass__"),
        .suspendedFrame: names(
            """
            __del__ __iter__ __name__ __next__ __qualname__ close gi_code gi_frame gi_running gi_suspended \
            gi_yieldfrom send throw
            """),
        .listIterator: names("__iter__ __length_hint__ __next__ __setstate__"),
        .tupleIterator: names("__iter__ __length_hint__ __next__ __setstate__"),
        .rangeIterator: names("__iter__ __length_hint__ __next__ __setstate__"),
        .stringIterator: names("__iter__ __length_hint__ __next__ __setstate__"),
        .enumerate: names("__class_getitem__ __iter__ __next__"),
        .zip: names("__iter__ __next__ __setstate__"),
        .map: names("__iter__ __next__"),
        .filter: names("__iter__ __next__"),
        .reversed: names("__iter__ __length_hint__ __next__ __setstate__"),
    ]
}
