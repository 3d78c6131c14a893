internal import Interpreter
internal import Tensors

extension Builtins {
    /// NumPy's scalar types, which convert to a scalar or a tensor.
    static let numberTypes: [Builtin] = [
        numberType(
            .float64, aliases: ["double"],
            .value("x", default: 0.0, "a number, a tensor, or text that reads as a number"),
            "x as NumPy's float64.",
            example: """
                np.float64(1) / 3
                #> 0.3333333333333333
                np.float64('0.25')
                #> 0.25
                """, related: "np.float32 np.int64 np.bool_ float"),
        numberType(
            .float32, aliases: ["single"],
            .value("x", default: 0.0, "a number, a tensor, or text that reads as a number"),
            "x as NumPy's float32, which has about 7 digits.",
            example: """
                np.float32(1) / 3
                #> 0.33333334
                """, related: "np.float64 tensor.astype"),
        numberType(
            .complex128, aliases: ["cdouble"],
            .value("x", default: 0, "a number, a tensor, or text that reads as a number"),
            "x as NumPy's complex128: two float64.",
            example: """
                np.complex128(1j) * 2
                #> 2j
                """, related: "complex np.complex64 np.real np.imag"),
        numberType(
            .complex64, aliases: ["csingle"],
            .value("x", default: 0, "a number, a tensor, or text that reads as a number"),
            "x as NumPy's complex64: two float32.",
            example: """
                np.complex64(1j) / 3
                #> 0.33333334j
                """, related: "complex np.complex128 np.float32"),
        numberType(
            .int64, aliases: ["int_", "intp", "long", "longlong"],
            .value("x", default: 0, "a number, a tensor, or text that reads as a number"), "x as NumPy's int64.",
            example: """
                np.int64(7.9)
                #> 7
                """, related: "int np.int32 np.float64 np.bool_"),
        numberType(
            .int32, aliases: ["intc"], integer, "x as NumPy's int32: -2,147,483,648 to 2,147,483,647.",
            example: """
                np.int32(7.9)
                #> 7
                """, related: "np.int64 np.int16 np.uint32"),
        numberType(
            .int16, aliases: ["short"], integer, "x as NumPy's int16: -32,768 to 32,767.",
            example: """
                np.int16(300) + 5
                #> 305
                """, related: "np.int32 np.int8 np.uint16"),
        numberType(
            .int8, aliases: ["byte"], integer, "x as NumPy's int8: -128 to 127.",
            example: """
                array([100, 27], dtype=np.int8) + np.int8(1)
                #> [101  28]
                """, related: "np.int16 np.uint8"),
        numberType(
            .uint64, aliases: ["uint", "uintp", "ulong", "ulonglong"], integer, "x as NumPy's uint64, without a sign.",
            example: """
                np.uint64(2 ** 64 - 1)
                #> 18446744073709551615
                """, related: "np.int64 np.uint32"),
        numberType(
            .uint32, aliases: ["uintc"], integer, "x as NumPy's uint32: 0 to 4,294,967,295.",
            example: """
                np.uint32(7)
                #> 7
                """, related: "np.uint64 np.uint16 np.int32"),
        numberType(
            .uint16, aliases: ["ushort"], integer, "x as NumPy's uint16: 0 to 65,535.",
            example: """
                np.uint16(7)
                #> 7
                """, related: "np.uint32 np.uint8 np.int16"),
        numberType(
            .uint8, aliases: ["ubyte"], integer, "x as NumPy's uint8: 0 to 255, as pictures have it.",
            example: """
                array([250, 10], dtype=np.uint8) + np.uint8(10)
                #> [ 4 20]
                """, related: "np.uint16 np.int8 tensor.astype"),
        numberType(
            .text(width: 0), named: "str_", aliases: [], .value("x", default: "", "any value"), "x as NumPy's text.",
            example: """
                np.str_(0.5)
                #> 0.5
                """, related: "str tensor.astype"),
        numberType(
            .bool, named: "bool_", aliases: [], .value("x", default: false, "a number or a tensor"),
            "x as NumPy's bool.",
            example: """
                np.bool_(3)
                #> True
                """, related: "bool np.float64 np.int64"),
    ]

    /// `np.dtype`.
    static let elementTypes: [Builtin] = [
        Builtin(
            "dtype", .python, door: .numpy, gives: .other,
            [.value("dtype", "a type, its name, or such as 'f4' and '<i8'"), .slash], "An element type.",
            example: """
                np.dtype('float32').itemsize
                #> 4
                array([1, 2]).dtype == np.dtype(int)
                #> True
                """, related: "tensor.astype np.float32 np.int32"
        ) { (_, arguments) throws(EvaluationError) in
            let value = arguments.value(0)
            if let dtype = value.asDType { return .dtype(dtype) }
            throw arguments.invalid(
                "\(value.briefText) is no element type that there is here",
                hint: "there are \(DType.numbers.map(\.name).joined(separator: ", ")) and str",
                python: PythonForm(
                    "TypeError",
                    value.type == .string
                        ? "data type \(value.representation) not understood"
                        : value.isTensor
                            ? "Cannot construct a dtype from an array"
                            : "Cannot interpret '\(value.representation)' as a data type"))
        }
    ]

    private static let integer = Parameter.value(
        "x", default: 0, "a number, a tensor, or text that reads as a whole number")

    private static func numberType(
        _ dtype: DType, named name: String? = nil, aliases: [String], _ x: Parameter, _ summary: String,
        example: String,
        related: String
    ) -> Builtin {
        Builtin(
            name ?? dtype.name, .python, door: .numpy, aliases: aliases, type: PythonType(dtype),
            gives: dtype.isText ? .text : .tensor,
            [x],
            summary, example: example, related: related
        ) { (machine, arguments) throws(EvaluationError) in
            try PythonFunctions.numpyType(dtype, arguments, machine)
        }
    }
}
