internal import Tensors

/// The description of a value for messages. Errors hold it instead of the value, because they outlive it. It keeps no
/// elements and only the beginning of a long string, so it is cheap to make.
package struct ValueDescription: Sendable, Equatable {
    /// Details besides the type that affect a message's advice.
    package enum Detail: Sendable, Equatable {
        case none
        case int(Int)
        case float(Double)
        case function(name: String, signature: String)
        case module(Namespace)
        /// The name of the class, if it is one.
        case typeName(String)
        /// The Python type of an array's elements or of a NumPy scalar.
        case elements(String)
    }

    /// The phrase in messages: `a list of 3`, `the int 5`.
    package let kindText: String
    /// Its type.
    package let type: PythonType
    /// The name of its class in Python's messages.
    package let typeName: String
    /// Details of a number, function or module.
    package let detail: Detail

    /// Describes a value.
    package init(_ value: Value) {
        value.absent?.read()
        kindText = value.kindText
        // An object with the content of a list gets the messages for lists.
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

    /// The Python type of an array's elements.
    private static func pythonName(_ dtype: DType) -> String {
        switch dtype.kind {
        case .boolean: "bool"
        case .signed, .unsigned: "int"
        default: "float"
        }
    }

    /// The beginning of a string, with its quotation marks.
    var text: String? { type == .string ? kindText.split(separator: " ", maxSplits: 2).last.map(String.init) : nil }

    /// Whether it is a Python or NumPy number.
    var isNumber: Bool {
        switch type {
        case .int, .float, .complex, .bool: true
        case _ where type.dtype != nil: true
        default: false
        }
    }

    /// Whether it is a list or a tuple.
    var isContainer: Bool { type == .list || type == .tuple }

    /// The signature, if it is a function.
    var signature: String? { if case .function(_, let signature) = detail { signature } else { nil } }

    /// Advice if another value was probably meant: a function's result, or anything but `None`.
    var resultNotes: [String] {
        if type == .none { return ["a function without `return` gives None"] }
        return signature.map { ["call it: \($0)"] } ?? []
    }
}
