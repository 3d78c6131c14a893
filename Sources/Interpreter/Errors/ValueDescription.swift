internal import Tensors

/// What messages say of a value. Errors hold this in the value's place, since they outlive it: it keeps no elements and
/// no more than the beginning of a long string, so that one is cheap to make.
package struct ValueDescription: Sendable, Equatable {
    /// What the advice beside a message depends on, besides the type.
    package enum Detail: Sendable, Equatable {
        case none
        case int(Int)
        case float(Double)
        case function(name: String, signature: String)
        case module(Namespace)
        /// The name of the class, if it is one.
        case typeName(String)
        /// The name of the type that Python has for the elements of an array, or for one of NumPy's scalars.
        case elements(String)
    }

    /// What messages call it: `a list of 3`, `the int 5`.
    package let kindText: String
    /// Its type.
    package let type: PythonType
    /// The name of its class, as Python's messages have it.
    package let typeName: String
    /// More of a number, function or module.
    package let detail: Detail

    /// Describes a value.
    package init(_ value: Value) {
        value.absent?.read()
        kindText = value.kindText
        // Of an object that is a list, advice and words are those for lists.
        type = value.plain.type
        typeName = value.typeName
        detail =
            switch value {
            case .int(let number): .int(number)
            case .float(let number): .float(number)
            case .function(let function): .function(name: function.code.name, signature: function.shownSignature)
            case .builtin(let builtin): .function(name: builtin.name, signature: builtin.shownSignature)
            case .namespace(let namespace): .module(namespace)
            case .classObject(let type): .typeName(type.name)
            case .type(let type): .typeName(type.name)
            case .array(let array) where array.tensor.count > 0 && !array.dtype.isText:
                .elements(Self.pythonName(array.dtype))
            case .scalar(let scalar) where !scalar.dtype.isText: .elements(Self.pythonName(scalar.dtype))
            default: .none
            }
    }

    /// The type of Python's for the elements of an array.
    private static func pythonName(_ dtype: DType) -> String {
        switch dtype.kind {
        case .boolean: "bool"
        case .signed, .unsigned: "int"
        default: "float"
        }
    }

    /// Whether it is a number of Python's or NumPy's.
    var isNumber: Bool {
        switch type {
        case .int, .float, .complex, .bool: true
        case _ where type.dtype != nil: true
        default: false
        }
    }

    /// Whether it is a list or a tuple.
    var isContainer: Bool { type == .list || type == .tuple }

    /// How it is called, if it is a function.
    var signature: String? { if case .function(_, let signature) = detail { signature } else { nil } }

    /// What to do where another value was meant: a function's result, or anything but `None`.
    var resultNotes: [String] {
        if type == .none { return ["a function without `return` gives None"] }
        return signature.map { ["call it: \($0)"] } ?? []
    }
}
