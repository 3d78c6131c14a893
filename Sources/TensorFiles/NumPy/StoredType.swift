internal import Tensors

/// The type of the elements in a `.npy` file.
struct StoredType: Equatable {
    enum Kind: Equatable { case bool, signed, unsigned, float, complex, text }

    let kind: Kind
    /// The bytes of an element.
    let width: Int
    /// Whether elements are big-endian.
    let isBigEndian: Bool

    init(_ kind: Kind, width: Int, isBigEndian: Bool = false) {
        self.kind = kind
        self.width = width
        self.isBigEndian = isBigEndian
    }

    /// The type in which tensors of an element type are stored.
    init(_ dtype: DType) {
        switch dtype.kind {
        case .floating: self.init(.float, width: dtype.byteCount)
        case .complex: self.init(.complex, width: dtype.byteCount)
        case .signed: self.init(.signed, width: dtype.byteCount)
        case .unsigned: self.init(.unsigned, width: dtype.byteCount)
        case .boolean: self.init(.bool, width: 1)
        case .text: self.init(.text, width: dtype.itemSize)
        }
    }

    /// Other spellings accepted by `np.dtype`: full names, and single letters.
    private static let names: [String: String] = [
        "float64": "f8", "float": "f8", "double": "f8", "float32": "f4", "single": "f4", "float16": "f2", "half": "f2",
        "int64": "i8", "int": "i8", "int_": "i8", "intp": "i8", "long": "i8", "longlong": "i8", "int32": "i4",
        "intc": "i4", "int16": "i2", "short": "i2", "int8": "i1", "byte": "i1", "uint64": "u8", "uint": "u8",
        "uintp": "u8", "ulong": "u8", "ulonglong": "u8", "uint32": "u4", "uintc": "u4", "uint16": "u2", "ushort": "u2",
        "uint8": "u1", "ubyte": "u1", "bool": "b1", "bool_": "b1", "complex64": "c8", "csingle": "c8",
        "complex128": "c16",
        "complex": "c16", "cdouble": "c16",
    ]
    private static let letters: [String: String] = [
        "d": "f8", "f": "f4", "e": "f2", "l": "i8", "q": "i8", "i": "i4", "h": "i2", "b": "i1", "L": "u8", "Q": "u8",
        "I": "u4", "H": "u2", "B": "u1", "?": "b1", "F": "c8", "D": "c16",
    ]

    /// Parses NumPy's type string: `<f8`, `>i4`, `|b1`, `float64`, `<d`.
    init(_ description: String) throws(NumPyFormatError) {
        var text = (Self.names[description] ?? description)[...]
        var order: Character = "="
        if let first = text.first, "<>|=".contains(first) {
            order = first
            text = text.dropFirst()
        }
        if let code = Self.letters[String(text)] { text = code[...] }
        guard let code = text.first else {
            throw .unsupportedType(description: description, name: "elements of an unknown type")
        }
        if code == "O" { throw .pythonObjects }
        let width = Int(text.dropFirst())
        let isBigEndian = order == ">"
        switch (code, width) {
        case ("b", 1?): self.init(.bool, width: 1)
        case ("i", .some(let width)) where [1, 2, 4, 8].contains(width):
            self.init(.signed, width: width, isBigEndian: isBigEndian)
        case ("u", .some(let width)) where [1, 2, 4, 8].contains(width):
            self.init(.unsigned, width: width, isBigEndian: isBigEndian)
        case ("f", .some(let width)) where [2, 4, 8].contains(width):
            self.init(.float, width: width, isBigEndian: isBigEndian)
        case ("U", .some(let count)) where 1...DType.widestText ~= count:
            self.init(.text, width: 4 * count, isBigEndian: isBigEndian)
        case ("c", .some(let width)) where [8, 16].contains(width):
            self.init(.complex, width: width, isBigEndian: isBigEndian)
        default:
            throw .unsupportedType(description: description, name: Self.foreignName(code, text.dropFirst(), width))
        }
    }

    /// NumPy's name of a type that Descent doesn't support.
    private static func foreignName(_ code: Character, _ rest: Substring, _ width: Int?) -> String {
        switch code {
        case "c": width.map { "complex\(8 &* $0)" } ?? "complex numbers"
        case "f": width.map { "float\(8 &* $0)" } ?? "floats of an unknown size"
        case "S", "a": "byte strings"
        case "U": "text"
        case "M": "datetime64\(rest.dropFirst())"
        case "m": "timedelta64\(rest.dropFirst())"
        case "V": "raw bytes"
        default: "elements of an unknown type"
        }
    }

    /// NumPy's type string.
    var description: String {
        let order = width == 1 ? "|" : isBigEndian ? ">" : "<"
        let code =
            switch kind {
            case .bool: "b"
            case .signed: "i"
            case .unsigned: "u"
            case .float: "f"
            case .text: "U"
            case .complex: "c"
            }
        return "\(order)\(code)\(kind == .text ? width / 4 : width)"
    }

    /// NumPy's name of the type.
    var name: String {
        switch kind {
        case .bool: "bool"
        case .signed: "int\(8 * width)"
        case .unsigned: "uint\(8 * width)"
        case .float: "float\(8 * width)"
        case .text: "str\(8 * width)"
        case .complex: "complex\(8 * width)"
        }
    }

    /// The element type of the resulting tensor: the same, except float64 for float16.
    var dtype: DType { kind == .text ? .text(width: width / 4) : DType(named: name) ?? .float64 }
}
