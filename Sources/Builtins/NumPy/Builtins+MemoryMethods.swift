internal import Interpreter
internal import Rendering
internal import Tensors

extension Builtins {
    /// Methods of tensors about their bytes.
    static let memoryMethods: [Builtin] = [
        memoryMethod(
            "tobytes", gives: .other, [.receiver, .text("order", default: "C", "C for row after row, F for columns")],
            "The bytes of the elements.",
            example: """
                len(arange(3).tobytes())
                #> 24
                """, related: "np.frombuffer tensor.tofile"),
        memoryMethod(
            "tofile", traits: .writesFiles, gives: .nothing,
            [
                .receiver, .path("fid", "the path of a file"),
                .text("sep", default: "", "the text between numbers; without it, bytes"),
                .text("format", default: "%s", "how numbers of text are written"),
            ], "Writes the bytes of the elements, or their text, into a file.",
            example: """
                arange(3).tofile('x.bin')
                np.fromfile('x.bin', dtype=int)
                #> [0 1 2]
                """, related: "np.fromfile tensor.tobytes save"),
        memoryMethod(
            "byteswap", [.receiver, .truth("inplace", default: false, "whether the tensor itself is changed")],
            "The elements with their bytes in the other order.",
            example: """
                array([1, 256], dtype=np.int16).byteswap()
                #> [256   1]
                """, related: "tensor.view tensor.tobytes"),
        memoryMethod(
            "argpartition",
            [
                .receiver, .value("kth", "which place, or places"),
                .value("axis", default: -1, "along which axis"),
                .text("kind", default: "introselect", "for NumPy"), .value("order", default: nil, "for NumPy"),
            ], "The order in which the element at kth is where sorting would put it.",
            example: """
                array([3, 1, 2]).argpartition(1)[1]
                #> 2
                """, related: "np.argpartition argsort"),
        memoryMethod(
            "partition", traits: .changesFirstArgument, gives: .nothing,
            [
                .receiver, .value("kth", "which place, or places"),
                .value("axis", default: -1, "along which axis"),
                .text("kind", default: "introselect", "for NumPy"), .value("order", default: nil, "for NumPy"),
            ], "Puts the element at kth where sorting would put it, smaller ones before it.",
            example: """
                x = array([3, 1, 2])
                x.partition(1)
                x[1]
                #> 2
                """, related: "np.partition tensor.sort"),
        memoryMethod(
            "choose",
            [
                .receiver, .value("choices", "the tensors"), .value("out", default: nil, "where the result goes"),
                .text("mode", default: "raise", "what becomes of others: raise, wrap or clip"),
            ], "Elements from several tensors, by which one is chosen at each place.",
            example: """
                array([0, 1]).choose([[1, 2], [3, 4]])
                #> [1 4]
                """, related: "np.choose where"),
        memoryMethod(
            "compress",
            [
                .receiver, .value("condition", "which"), .value("axis", default: nil, "along which axis"),
                .value("out", default: nil, "where the result goes"),
            ], "The slices that a condition picks.",
            example: """
                arange(4).compress([True, False, True])
                #> [0 2]
                """, related: "np.compress"),
        memoryMethod(
            "put", traits: .changesFirstArgument, gives: .nothing,
            [
                .receiver, .value("indices", "places of the elements in one axis"),
                .value("values", "what is put there"),
                .text("mode", default: "raise", "what becomes of others: raise, wrap or clip"),
            ], "Puts values at places.",
            example: """
                x = arange(4)
                x.put([0, 2], [9, 8])
                x
                #> [9 1 8 3]
                """, related: "np.put take"),
        memoryMethod(
            "setflags", gives: .nothing,
            [
                .receiver, .star, .value("write", default: nil, "whether the tensor can be written"),
                .value("align", default: nil, "for NumPy"), .value("uic", default: nil, "for NumPy"),
            ], "Says whether the tensor can be written.",
            example: """
                x = arange(3)
                x.setflags(write=False)
                x.flags.writeable
                #> False
                """, related: "tensor.view"),
    ]

    private static func memoryMethod(
        _ name: String, traits: Builtin.Traits = [], gives result: Builtin.Result = .tensor,
        _ parameters: @autoclosure @escaping @Sendable () -> [Parameter], _ summary: String, example: String,
        related: String
    ) -> Builtin {
        Builtin(
            name, .reshape, traits: traits, gives: result, parameters(), summary, example: example, related: related
        ) { (machine, arguments) throws(EvaluationError) in
            try judge(arguments)
            if name == "byteswap", arguments.value(0).isComplex {
                throw arguments.typeError("byteswap takes no complex numbers here")
            }
            return try machine.callBack(
                try machine.member(name, ofSourceModule: "_numpy_layout"), arguments: arguments.asGiven)
        }
    }

    /// The functions that modules written in Python need for memory layouts and for strings in arrays.
    static let memoryHelpers: [Builtin] = [
        helper("_flags", [.tensor("a", "a tensor")]) { (_, arguments) throws(EvaluationError) in
            let array = try arguments.array(0)
            return .tuple(
                TupleObject([
                    .bool(array.tensor.isRowContiguous), .bool(array.tensor.isColumnContiguous),
                    .bool(!array.isReadOnly && !array.tensor.repeatsElements),
                ]))
        },
        helper("_set_writeable", [.tensor("a", "a tensor"), .truth("value", "whether it can be written")]) {
            (_, arguments) throws(EvaluationError) in
            let array = try arguments.array(0)
            let isWritable = try arguments.bool("value")
            if isWritable, array.isReadOnly, array.base?.isReadOnly ?? false || array.tensor.repeatsElements {
                throw arguments.invalid("cannot set WRITEABLE flag to True of this array")
            }
            array.setReadOnly(!isWritable)
            return .none
        },
        helper(
            "_strided", [.tensor("a", "a tensor"), .value("shape", "the lengths"), .value("strides", "the steps")]
        ) { (_, arguments) throws(EvaluationError) in
            let array = try arguments.array(0)
            let lengths = try arguments.lengths(from: arguments.value(1))
            let steps = try arguments.lengths(from: arguments.value(2))
            guard let found = array.tensor.strided(Shape(lengths), byteStrides: steps) else { return .none }
            return .array(array.derived(found))
        },
        helper("_view", [.tensor("a", "a tensor"), .dtype(default: .needed)]) {
            (_, arguments) throws(EvaluationError) in
            let array = try arguments.array(0)
            guard let dtype = try arguments.dtype(), let found = array.tensor.reinterpreted(as: dtype) else {
                return .none
            }
            return .array(array.derived(found))
        },
        helper("_bytes", [.tensor("a", "a tensor")]) { (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            let bytes = try arguments.carryOut { () throws(TensorError) in try x.contiguous().rowBytes }
            return BytesClass.object(bytes)
        },
        helper("_from_bytes", [.value("bytes", "bytes"), .dtype(default: .needed)]) {
            (_, arguments) throws(EvaluationError) in
            let bytes = arguments.value(0).bytes ?? []
            let dtype = try arguments.dtype() ?? .float64
            let found = try arguments.carryOut { () throws(TensorError) in try Tensor(bytes: bytes, of: dtype) }
            guard let found else { throw arguments.invalid("the bytes are no \(dtype)") }
            return .array(ArrayObject(found))
        },
        helper(
            "_array_text",
            [
                .tensor("a", "a tensor"), .text("separator", "the text between elements"),
                .integer("prefix", "columns"),
                .value("options", "print options"),
            ]
        ) { (machine, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            guard case .dictionary(let table) = arguments.value(3) else { return .none }
            let options = machine.printOptions(table, of: x.dtype)
            if x.count == 0 { return .string("[]") }
            return .string(
                Text(
                    NumPyText.layout(
                        x, separator: try arguments.text("separator"), width: options.lineWidth,
                        prefixWidth: try arguments.int("prefix"), options)))
        },
    ]
}
