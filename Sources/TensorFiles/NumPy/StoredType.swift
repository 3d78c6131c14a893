internal import Tensors

/// The type of the elements in a `.npy` file.
struct StoredType: Equatable {
    enum Kind: Equatable { case bool, signed, unsigned, float }

    let kind: Kind
    /// The bytes of an element.
    let width: Int
    /// Whether the first byte of an element is its highest.
    let isBigEndian: Bool

    init(_ kind: Kind, width: Int, isBigEndian: Bool = false) {
        self.kind = kind
        self.width = width
        self.isBigEndian = isBigEndian
    }

    /// The type in which tensors of an element type are written.
    init(_ dtype: DType) {
        switch dtype {
        case .float64: self.init(.float, width: 8)
        case .int64: self.init(.signed, width: 8)
        case .bool: self.init(.bool, width: 1)
        }
    }

    /// Reads NumPy's text of a type: `<f8`, `>i4`, `|b1`.
    init(_ description: String) throws(NumPyFormatError) {
        var text = description[...]
        var order: Character = "="
        if let first = text.first, "<>|=".contains(first) {
            order = first
            text = text.dropFirst()
        }
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
        default:
            throw .unsupportedType(description: description, name: Self.foreignName(code, text.dropFirst(), width))
        }
    }

    /// What NumPy calls a type that Descent doesn't have.
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

    /// NumPy's text of the type.
    var description: String {
        let order = width == 1 ? "|" : isBigEndian ? ">" : "<"
        let code =
            switch kind {
            case .bool: "b"
            case .signed: "i"
            case .unsigned: "u"
            case .float: "f"
            }
        return "\(order)\(code)\(width)"
    }

    /// NumPy's name of the type.
    var name: String {
        switch kind {
        case .bool: "bool"
        case .signed: "int\(8 * width)"
        case .unsigned: "uint\(8 * width)"
        case .float: "float\(8 * width)"
        }
    }

    /// The element type of the tensor that it becomes.
    var dtype: DType {
        switch kind {
        case .bool: .bool
        case .signed, .unsigned: .int64
        case .float: .float64
        }
    }
}
