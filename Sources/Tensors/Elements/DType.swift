/// The element types of tensors, under NumPy's names.
public enum DType: Sendable, Hashable, CustomStringConvertible {
    case bool, int8, int16, int32, int64, uint8, uint16, uint32, uint64, float32, float64
    case complex64, complex128
    /// Texts of at most this many code points; 0 while the width is unknown. Two bytes, so that types containing a
    /// dtype stay small.
    case text(UInt16)

    /// Texts of at most `width` code points; 0 while the width is unknown.
    ///
    /// - Precondition: `width` is at most ``widestText``.
    public static func text(width: Int) -> DType { .text(UInt16(width)) }

    /// The most code points in a text of an array.
    public static let widestText = Int(UInt16.max)

    /// The numeric types.
    public static let numbers: [DType] = [
        .bool, .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64, .float32, .float64,
        .complex64, .complex128,
    ]

    /// NumPy's kinds of types, in promotion order.
    public enum Kind: Int, Sendable, Comparable {
        case boolean, unsigned, signed, floating, complex, text

        /// Whether `left` promotes to `right`.
        public static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
    }

    /// NumPy's name of the type (`str(dtype)`): `float64`, `<U5`.
    public var description: String {
        switch self {
        case .text(let width): width == 0 ? "<U" : "<U\(width)"
        default: name
        }
    }

    /// NumPy's name of the type (`dtype.name`): `float64`; for texts the size in bits, as in `str160`.
    public var name: String {
        switch self {
        case .bool: "bool"
        case .int8: "int8"
        case .int16: "int16"
        case .int32: "int32"
        case .int64: "int64"
        case .uint8: "uint8"
        case .uint16: "uint16"
        case .uint32: "uint32"
        case .uint64: "uint64"
        case .float32: "float32"
        case .float64: "float64"
        case .complex64: "complex64"
        case .complex128: "complex128"
        case .text(let width): width == 0 ? "str" : "str\(32 * Int(width))"
        }
    }

    /// Whether its elements are texts.
    public var isText: Bool { kind == .text }

    /// The kind of its elements.
    public var kind: Kind {
        switch self {
        case .bool: .boolean
        case .int8, .int16, .int32, .int64: .signed
        case .uint8, .uint16, .uint32, .uint64: .unsigned
        case .float32, .float64: .floating
        case .text: .text
        case .complex64, .complex128: .complex
        }
    }

    /// The bytes per element as NumPy reports them (`itemsize`): texts count four per code point.
    public var itemSize: Int {
        if case .text(let width) = self { 4 * Int(width) } else { byteCount }
    }

    /// The bytes an element takes in a buffer.
    public var byteCount: Int {
        switch self {
        case .bool, .int8, .uint8: 1
        case .int16, .uint16: 2
        case .int32, .uint32, .float32: 4
        case .int64, .uint64, .float64, .complex64: 8
        case .complex128: 16
        case .text: MemoryLayout<TextElement>.stride
        }
    }

    /// Whether it is one of the three most common types: float64, int64 and bool.
    public var isUsual: Bool { self == .float64 || self == .int64 || self == .bool }

    /// Whether it is an integer type; as for `np.integer`, bool isn't.
    public var isInteger: Bool { kind == .signed || kind == .unsigned }

    /// The type to which both promote (`np.promote_types`).
    public func promoted(with other: DType) -> DType {
        if self == other { return self }
        if isText || other.isText { return .text(width: max(textWidth, other.textWidth)) }
        let isLess = kind < other.kind || kind == other.kind && byteCount < other.byteCount
        let (less, more) = isLess ? (self, other) : (other, self)
        switch (less.kind, more.kind) {
        case (.boolean, _), (.unsigned, .unsigned), (.signed, .signed), (.floating, .floating),
            (.complex, .complex):
            return more
        case (.floating, .complex): return less == .float32 ? more : .complex128
        case (_, .complex): return less.byteCount <= 2 ? more : .complex128
        case (.unsigned, .signed):
            if less.byteCount < more.byteCount { return more }
            switch less {
            case .uint8: return .int16
            case .uint16: return .int32
            case .uint32: return .int64
            default: return .float64
            }
        // A float32 represents all 16-bit ints.
        default: return less.byteCount <= 2 ? more : .float64
        }
    }

    /// The most code points in the text of an element, as NumPy counts them.
    public var textWidth: Int {
        switch self {
        case .bool: 5
        case .int8: 4
        case .int16: 6
        case .int32: 11
        case .int64: 21
        case .uint8: 3
        case .uint16: 5
        case .uint32: 10
        case .uint64: 20
        case .float32, .float64: 32
        case .complex64, .complex128: 64
        case .text(let width): Int(width)
        }
    }

    /// The type in which NumPy computes a float function (`np.sqrt`, `np.sin`) of this type.
    ///
    /// - Throws: ``TensorError/unsupportedTypes(operation:_:hint:)`` for bools and 8-bit ints, for which NumPy uses
    ///   float16, and for texts.
    func floating(for function: String) throws(TensorError) -> DType { try floating(with: self, for: function) }

    /// The same for two operands: the narrowest float that represents both.
    func floating(with other: DType, for function: String) throws(TensorError) -> DType {
        let kinds = self == other ? [self] : [self, other]
        if isComplex || other.isComplex { return promoted(with: other) }
        if isText || other.isText { throw .unsupportedTypes(operation: function, kinds, hint: "these are texts") }
        switch max(floatBytes, other.floatBytes) {
        case 8: return .float64
        case 4: return .float32
        default:
            throw .unsupportedTypes(
                operation: function, kinds,
                hint: "NumPy gives float16, which Descent hasn't got; make it a wider number first: x.astype(float)")
        }
    }

    /// The bytes of NumPy's narrowest float that represents all of its numbers.
    private var floatBytes: Int {
        switch self {
        case .bool, .int8, .uint8: 2
        case .int16, .uint16, .float32: 4
        default: 8
        }
    }

    /// The type in which sums and products are computed: 64-bit ints for narrower ones.
    public var summing: DType {
        switch kind {
        case .boolean, .signed: .int64
        case .unsigned: .uint64
        case .floating, .complex, .text: self
        }
    }
}

extension DType {
    /// NumPy's other names for the types: letters, letters with a number of bytes, and C's names.
    private static let names: [String: DType] = {
        var names: [String: DType] = [
            "float": .float64, "f8": .float64, "d": .float64, "double": .float64, "f4": .float32, "f": .float32,
            "single": .float32, "int": .int64, "i8": .int64, "l": .int64, "q": .int64, "intp": .int64, "int_": .int64,
            "long": .int64, "longlong": .int64, "i4": .int32, "i": .int32, "intc": .int32, "i2": .int16, "h": .int16,
            "short": .int16, "i1": .int8, "b": .int8, "byte": .int8, "u8": .uint64, "L": .uint64, "Q": .uint64,
            "uint": .uint64, "uintp": .uint64, "ulong": .uint64, "ulonglong": .uint64, "u4": .uint32, "I": .uint32,
            "uintc": .uint32, "u2": .uint16, "H": .uint16, "ushort": .uint16, "u1": .uint8, "B": .uint8,
            "ubyte": .uint8,
            "complex": .complex128, "c16": .complex128, "D": .complex128, "cdouble": .complex128, "c8": .complex64,
            "F": .complex64, "csingle": .complex64, "?": .bool, "b1": .bool, "bool_": .bool,
        ]
        for dtype in numbers { names[dtype.name] = dtype }
        for name in ["str", "str_", "U"] { names[name] = .text(0) }
        return names
    }()

    /// The type with this name, in the spellings of `np.dtype`: `float32`, `f4`, `<i8`, `|u1`; nil for other texts,
    /// and for big-endian types.
    public init?(named name: String) {
        let isOrdered =
            name.count >= 2 && "<=|".contains(name.prefix(1)) && "ifubUc".contains(name.dropFirst().prefix(1))
        let plain = isOrdered ? String(name.dropFirst()) : name
        if let dtype = Self.names[plain] {
            self = dtype
            return
        }
        guard plain.hasPrefix("U"), plain.dropFirst().allSatisfy(\.isASCII), let width = UInt16(plain.dropFirst())
        else { return nil }
        self = .text(width)
    }
}
