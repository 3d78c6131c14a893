internal import Interpreter
internal import Tensors

extension Builtins {
    /// The parts of complex numbers, and predicates about them.
    static let complexParts: [Builtin] = [
        part(
            "real", door: .numpy, "The real parts; of real numbers the numbers themselves.",
            example: """
                np.real(array([1 + 2j, 3]))
                #> [1. 3.]
                """, related: "np.imag np.conj np.abs np.angle"
        ) { (value, tensor) in
            if let parts = tensor.parts(imaginary: false) { return value.derivedResult(parts) }
            return value.isScalarOfNumPy ? value : Arguments.itself(value, or: tensor)
        },
        part(
            "imag", door: .numpy, "The imaginary parts; of real numbers zeros.",
            example: """
                np.imag(array([1 + 2j, 3]))
                #> [2. 0.]
                """, related: "np.real np.conj np.abs np.angle"
        ) { (value, tensor) throws(TensorError) in
            if let parts = tensor.parts(imaginary: true) { return value.derivedResult(parts) }
            let zeros = try Tensor.zeros(like: tensor)
            return value.isScalarOfNumPy ? .result(zeros) : .array(ArrayObject(zeros))
        },
        part(
            "conj", door: .numpy, aliases: ["conjugate"], parameters: [.tensor("x", "the numbers"), .slash, .out],
            "The numbers with the signs of their imaginary parts turned.",
            example: """
                np.conj(array([1 + 2j, 3]))
                #> [1.-2.j 3.-0.j]
                """, related: "np.real np.imag complex.conjugate"
        ) { (_, tensor) throws(TensorError) in
            // NumPy has loops from int8 upwards, and none for bool.
            var flags: FloatingPointFlags = []
            let numbers = tensor.dtype == .bool ? try tensor.converted(to: .int8, flags: &flags) : tensor
            return .result(try numbers.conjugated())
        },
        Builtin(
            "angle", .elementwise, door: .numpy, traits: [.takesEveryType, .takesComplex],
            [
                .tensor("z", "the numbers"), .truth("deg", default: false, "whether the angles are in degrees"),
            ],
            "The angles of the points in the plane, from -pi to pi.",
            example: """
                np.angle(array([1, 1j, -1]), deg=True)
                #> [  0.  90. 180.]
                """, related: "np.abs np.real np.imag cmath.phase arctan2"
        ) { (machine, arguments) throws(EvaluationError) in
            let z = try arguments.tensor(0)
            let isInDegrees = try arguments.bool("deg")
            return try machine.result(of: arguments) { (flags) throws(TensorError) in
                let real = z.parts(imaginary: false) ?? z
                let imaginary = if let parts = z.parts(imaginary: true) { parts } else { try Tensor.zeros(like: z) }
                let angles = try Tensor.binary(.arctan2, imaginary, real, flags: &flags)
                if !isInDegrees { return angles }
                let factor = Tensor(Scalar.float64(180 / Double.pi).converted(to: angles.dtype, flags: &flags))
                return try Tensor.binary(.multiply, angles, factor, flags: &flags)
            }
        },
        question(
            "iscomplex", "Whether each number has an imaginary part that isn't 0.",
            example: """
                np.iscomplex(array([1 + 1j, 1 + 0j, 2]))
                #> [ True False False]
                """, related: "np.isreal np.iscomplexobj np.imag"
        ) { (imaginary, flags) throws(TensorError) in
            try Tensor.binary(.notEqual, imaginary, Tensor(.float64(0)), flags: &flags)
        },
        question(
            "isreal", "Whether each number has no imaginary part but 0.",
            example: """
                np.isreal(array([1 + 1j, 1 + 0j, 2]))
                #> [False  True  True]
                """, related: "np.iscomplex np.isrealobj np.real"
        ) { (imaginary, flags) throws(TensorError) in
            try Tensor.binary(.equal, imaginary, Tensor(.float64(0)), flags: &flags)
        },
        typeQuestion(
            "iscomplexobj", "Whether the elements are of a complex type.",
            example: """
                np.iscomplexobj(array([1, 1j])[:1])
                #> True
                """, related: "np.iscomplex np.isrealobj"
        ) { $0 },
        typeQuestion(
            "isrealobj", "Whether the elements are of no complex type.",
            example: """
                np.isrealobj(array([1, 1j])[:1])
                #> False
                """, related: "np.isreal np.iscomplexobj"
        ) { !$0 },
    ]

    private static func part(
        _ name: String, door: Builtin.Door, aliases: [String] = [],
        parameters: [Parameter] = [.tensor("val", "the numbers")], _ summary: String, example: String, related: String,
        _ body: @escaping @Sendable (Value, Tensor) throws(TensorError) -> Value
    ) -> Builtin {
        Builtin(
            name, .elementwise, door: door, aliases: aliases, traits: [.takesEveryType, .takesComplex],
            parameters, summary, example: example, related: related
        ) { (_, arguments) throws(EvaluationError) in
            let value = arguments.value(0)
            if name == "real" || name == "imag", let part = value.pythonPart(isImaginary: name == "imag") {
                return part
            }
            let tensor = try arguments.tensor(0)
            return try arguments.carryOut { () throws(TensorError) in try body(value, tensor) }
        }
    }

    private static func question(
        _ name: String, _ summary: String, example: String, related: String,
        _ body: @escaping @Sendable (Tensor, inout FloatingPointFlags) throws(TensorError) -> Tensor
    ) -> Builtin {
        Builtin(
            name, .elementwise, door: .numpy, traits: [.takesEveryType, .takesComplex], [.tensor("x", "the numbers")],
            summary, example: example, related: related
        ) { (machine, arguments) throws(EvaluationError) in
            // The imaginary part of a Python number is a Python number, and isreal returns a Python bool.
            if let part = arguments.value(0).pythonPart(isImaginary: true) {
                return name == "isreal" ? .bool(part.asDouble == 0) : .scalar(.bool(part.asDouble != 0))
            }
            let x = try arguments.tensor(0)
            return try machine.result(of: arguments) { (flags) throws(TensorError) in
                if let parts = x.parts(imaginary: true) { return try body(parts, &flags) }
                return try body(try Tensor.zeros(like: x), &flags)
            }
        }
    }

    private static func typeQuestion(
        _ name: String, _ summary: String, example: String, related: String,
        _ body: @escaping @Sendable (Bool) -> Bool
    ) -> Builtin {
        Builtin(
            name, .elementwise, door: .numpy, traits: [.takesEveryType, .takesComplex], gives: .other,
            [.value("x", "the numbers; all else is real")], summary, example: example, related: related
        ) { (_, arguments) throws(EvaluationError) in
            let value = arguments.value(0)
            if case .complex = value { return .bool(body(true)) }
            let tensor = try? value.asTensor(for: name, parameter: "x")
            return .bool(body(tensor?.dtype.isComplex ?? false))
        }
    }

    /// Methods of tensors.
    static let complexTensorMethods: [Builtin] = ["conj", "conjugate"].map { name in
        Builtin(
            name, .elementwise, door: .bare, traits: [.takesEveryType, .takesComplex], [.receiver],
            "The numbers with the signs of their imaginary parts turned.",
            example: """
                z = array([1 + 2j])
                z.\(name)()
                #> [1.-2.j]
                """, related: "np.conj np.real np.imag"
        ) { (_, arguments) throws(EvaluationError) in
            let tensor = try arguments.tensor(0)
            if !tensor.dtype.isComplex { return arguments.value(0) }
            return .result(try arguments.carryOut { () throws(TensorError) in try tensor.conjugated() })
        }
    }
}

extension Value {
    fileprivate var isScalarOfNumPy: Bool { if case .scalar = self { true } else { false } }

    /// A part of a Python number; nil for anything else.
    fileprivate func pythonPart(isImaginary: Bool) -> Value? {
        switch self {
        case .complex(let number): .float(isImaginary ? number.value.imaginary : number.value.real)
        case .float: isImaginary ? .float(0) : self
        case .bool(let truth): .int(truth && !isImaginary ? 1 : 0)
        case .int, .long: isImaginary ? .int(0) : self
        default: nil
        }
    }

    /// A view of an array's elements, or a scalar if there are no axes.
    fileprivate func derivedResult(_ tensor: Tensor) -> Value {
        if case .array(let array) = self { return .array(array.derived(tensor)) }
        return .result(tensor)
    }
}
