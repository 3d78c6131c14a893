internal import Rendering
internal import Syntax

/// Python's `bytes` and `bytearray`: classes whose objects hold bytes.
package enum BytesClass {
    private struct Classes: @unchecked Sendable {
        let bytes = ClassObject(
            builtin: "bytes", [BuiltinClasses.object], layout: .bytes, hasAttributes: false,
            common(isChangeable: false) + [special("__hash__") { .int(hash(of: $0.bytes)) }])
        let bytearray = ClassObject(
            builtin: "bytearray", [BuiltinClasses.object], layout: .bytes, hasAttributes: false,
            common(isChangeable: true) + changes + [("__hash__", .none)])
    }

    private static let classes = Classes()

    /// The classes `bytes` and `bytearray`.
    package static var bytes: ClassObject { classes.bytes }
    package static var bytearray: ClassObject { classes.bytearray }

    /// Makes a `bytes` object.
    package static func object(_ bytes: [UInt8]) -> Value {
        .instance(InstanceObject(Self.bytes, number: 0, storage: .bytes(ByteBuffer(bytes))))
    }

    private static func common(isChangeable: Bool) -> [(Text, Value)] {
        making(isChangeable: isChangeable) + items + operators + searching + cutting + casing + padding
    }

    // MARK: - Helpers for methods

    /// A call of a method: the object with its bytes, and the arguments.
    struct Call {
        let machine: Machine
        let instance: InstanceObject
        let buffer: ByteBuffer
        let arguments: Arguments

        var bytes: [UInt8] { buffer.bytes }
        var isChangeable: Bool { instance.type.isSubclass(of: BytesClass.bytearray) }

        /// An object of the receiver's class.
        func made(_ bytes: [UInt8]) -> Value {
            isChangeable
                ? .instance(machine.newInstance(of: BytesClass.bytearray, storage: .bytes(ByteBuffer(bytes))))
                : BytesClass.object(bytes)
        }

        func made(_ parts: [[UInt8]]) -> [Value] { parts.map { made($0) } }

        /// The bytes of a bytes-like argument.
        func bytes(at place: Int) throws(EvaluationError) -> [UInt8] {
            let value = arguments.value(place)
            guard let bytes = value.bytes else {
                throw arguments.typeError("a bytes-like object is required, not '\(value.typeName)'")
            }
            return bytes
        }
    }

    static func method(
        _ name: String, _ parameters: [Parameter] = [], byKeyword: Bool = false,
        _ body: @escaping @Sendable (Call) throws(EvaluationError) -> Value
    ) -> (Text, Value) {
        let traits: Builtin.Traits = byKeyword ? .takesObject : [.takesObject, .placesOnly]
        let entry = Builtin(
            name, .python, door: .bare, traits: traits, [.receiver] + parameters, "A method of bytes."
        ) { (machine, arguments) throws(EvaluationError) in
            guard case .instance(let instance) = arguments.value(0), let buffer = instance.byteBuffer else {
                throw arguments.wrongType("self", expected: "bytes", got: arguments.value(0))
            }
            try Allowance.check(items: buffer.bytes.count / 8)
            return try body(Call(machine: machine, instance: instance, buffer: buffer, arguments: arguments))
        }
        return (Text(name), .builtin(entry))
    }

    /// The object and the operands of a special method.
    struct Operands {
        let machine: Machine
        let instance: InstanceObject
        let buffer: ByteBuffer
        let others: [Value]

        var bytes: [UInt8] { buffer.bytes }
        var isChangeable: Bool { instance.type.isSubclass(of: BytesClass.bytearray) }

        func made(_ bytes: [UInt8]) -> Value {
            isChangeable
                ? .instance(machine.newInstance(of: BytesClass.bytearray, storage: .bytes(ByteBuffer(bytes))))
                : BytesClass.object(bytes)
        }
    }

    static func special(
        _ name: String, _ count: Int = 0, _ body: @escaping @Sendable (Operands) throws(EvaluationError) -> Value
    ) -> (Text, Value) {
        let entry = Builtin(special: name, counts: count...count, traits: .takesObject) {
            (machine, value, others) throws(EvaluationError) in
            guard case .instance(let instance) = value, let buffer = instance.byteBuffer else { return .notImplemented }
            return try body(Operands(machine: machine, instance: instance, buffer: buffer, others: others))
        }
        return (Text(name), .builtin(entry))
    }

    /// An error of a Python class, with Python's message.
    static func error(_ type: String, _ words: String) -> EvaluationError {
        .invalidArgument(function: "bytes", words, hint: nil, python: PythonForm(type, words))
    }

    static func hash(of bytes: [UInt8]) -> Int { bytes.withUnsafeBytes { Hashing.hash($0) } }

    /// Converts a number to a byte.
    static func byte(_ value: Value, words: String = "byte must be in range(0, 256)") throws(EvaluationError) -> UInt8 {
        guard let number = try value.wholeNumber() else {
            if value.isLong { throw error("ValueError", words) }
            throw error("TypeError", "'\(value.typeName)' object cannot be interpreted as an integer")
        }
        guard let byte = UInt8(exactly: number) else { throw error("ValueError", words) }
        return byte
    }
}

extension InstanceObject {
    /// The bytes of a `bytes` or `bytearray` object; nil for any other object.
    package var byteBuffer: ByteBuffer? { if case .bytes(let buffer)? = storage { buffer } else { nil } }
}

extension Value {
    /// The bytes of a `bytes` or `bytearray`; nil for anything else.
    package var bytes: [UInt8]? {
        if case .instance(let instance) = self { instance.byteBuffer?.bytes } else { nil }
    }
}
