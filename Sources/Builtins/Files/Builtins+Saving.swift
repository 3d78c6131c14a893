internal import Files
internal import Interpreter
internal import Rendering
internal import Syntax
internal import TensorFiles
internal import Tensors

extension Builtins {
    static let saving: [Builtin] = [
        Builtin(
            "save", .make, door: .bare,
            traits: [.essential, .writesFiles, .takesEveryType, .takesTexts, .takesComplex],
            gives: .nothing, python: .save,
            [
                .path(
                    "path",
                    "the file; its ending says how it is written: .npy and .npz exactly, .csv and .txt as a table"),
                .rest("values", "the tensors: one, or for a .npz as many as there are, each under its name"),
                .replacing, .names("names", "tensors under other names, for a .npz"),
            ], "Write a tensor to a .npy, .csv or .txt file, or several with their names to a .npz.",
            example: """
                x = arange(4.0).reshape(2, 2)
                y = x @ array([[1.0], [2.0]])
                save lesson.npz x y
                load("lesson.npz", name="y")
                #> [[2.]
                #>  [8.]]
                """, related: "load savez savetxt record extract export"
        ) { (machine, arguments) throws(EvaluationError) in
            try machine.save(arguments)
            return .none
        }
    ]

    static let numpySaving: [Builtin] = [
        Builtin(
            "save", .make, door: .numpy, traits: [.writesFiles, .takesEveryType, .takesTexts, .takesComplex],
            gives: .nothing,
            [
                .path("file", "the file"), .arr,
                .truth("allow_pickle", default: true, "for NumPy; Python objects are neither read nor written here"),
            ], "Write a tensor to a .npy file.",
            example: """
                np.save("w.npy", array([0.5, -1.0]))
                load w.npy
                #> [ 0.5 -1. ]
                """, related: "np.load load"
        ) { (machine, arguments) throws(EvaluationError) in
            try machine.checkOrder(arguments)
            let path = try arguments.path("file", ending: ".npy")
            try machine.saveArray(try arguments.tensor(1), path, to: try machine.fileToReplace(path))
            return .none
        },
        archiving(
            "savez", traits: [.writesFiles, .takesEveryType, .takesTexts, .takesComplex],
            "Write tensors to a .npz archive, by keyword or as arr_0, arr_1 and so on.",
            example: """
                np.savez("model.npz", w=ones((2, 1)), b=zeros((1, 1)))
                w = load("model.npz", name="w")
                w
                #> [[1.]
                #>  [1.]]
                """, related: "savez_compressed load save savetxt", compressed: false
        ),
        archiving(
            "savez_compressed", traits: [.writesFiles, .takesEveryType, .takesTexts, .takesComplex],
            "Write tensors to a compressed .npz archive, as savez does.",
            example: """
                np.savez_compressed("zeros.npz", x=zeros((1000, 10)))
                x = load("zeros.npz", name="x")
                x.shape
                #> (1000, 10)
                """, related: "savez load", compressed: true
        ),
        Builtin(
            "savetxt", .make, traits: [.writesFiles, .takesEveryType, .takesTexts],
            gives: .nothing,
            [
                .fname, .tensor("X", "a vector or matrix"),
                .text("fmt", default: "%.18e", "how each number is written"),
                .text("delimiter", default: " ", "the text between the columns"),
                .text("newline", default: "\n", "what ends a line"),
                .text("header", default: "", "the text before the numbers"),
                .text("footer", default: "", "the text after the numbers"),
                .text("comments", default: "# ", "the prefix of header and footer"), .encoding,
            ], "Write a table of numbers in a format of your own; save x.csv x writes the fewest digits.",
            example: """
                np.savetxt("t.txt", array([[1, 2], [3, 4]]), fmt="%d")
                load t.txt
                #> [[1. 2.]
                #>  [3. 4.]]
                """, related: "save load savez loadtxt genfromtxt"
        ) { (machine, arguments) throws(EvaluationError) in
            // What is written is UTF-8, which ASCII is in each encoding.
            let encoding = try arguments.encoding()
            let texts = ["header", "footer", "comments", "delimiter"].map { arguments[$0]?.text ?? "" }
            guard encoding == .utf8 || encoding == .latin1 && texts.allSatisfy({ $0.utf8.allSatisfy { $0 < 128 } })
            else {
                throw arguments.invalid("it writes UTF-8", hint: "leave encoding= out")
            }
            try machine.saveText(arguments)
            return .none
        },
    ]

    private static func archiving(
        _ name: String, traits: Builtin.Traits = [], _ summary: String, example: String, related: String = "",
        compressed: Bool
    ) -> Builtin {
        Builtin(
            name, .make, traits: traits, gives: .nothing,
            [
                .path("file", "the file; .npz is added where it lacks an ending"),
                .rest("args", "the tensors", of: .tensor),
                .truth("allow_pickle", default: true, "for NumPy; Python objects are not written here"),
                .names("names", "tensors under names"),
            ], summary, example: example, related: related
        ) { (machine, arguments) throws(EvaluationError) in
            let path = try arguments.path("file", ending: ".npz")
            var members: [(name: String, tensor: Tensor)] = []
            for (index, argument) in arguments.rest.enumerated() {
                let tensor = try argument.value.asTensor(for: arguments.function, parameter: "args")
                members.append(("arr_\(index)", tensor))
            }
            for (name, value) in arguments.extraKeywords {
                members.append((name, try value.asTensor(for: arguments.function, parameter: name)))
            }
            try machine.saveArchive(
                members, path, to: try machine.fileToReplace(path), compressed: compressed)
            return .none
        }
    }
}

extension Arguments {
    /// A path that gets an ending where it lacks it, as NumPy gives it.
    fileprivate func path(_ name: String, ending: String) throws(EvaluationError) -> String {
        let path = try path(name)
        return path.hasSuffix(ending) ? path : path + ending
    }
}

// MARK: - Writing

extension Machine {
    fileprivate func save(_ arguments: Arguments) throws(EvaluationError) {
        try checkOrder(arguments)
        let path = try arguments.path("path")
        if path.lowercased().hasSuffix(".session") { return try saveSession(path, arguments) }
        guard let format = TensorFileFormat(path: path) else { throw unknownEnding(path, arguments) }
        if try saveTable(path, format, arguments) { return }
        var members: [(name: String, tensor: Tensor)] = []
        for argument in arguments.rest {
            let name = text(of: argument.range)?.asIdentifier ?? ""
            guard format != .npz || name.isIdentifier else {
                throw arguments.invalid(
                    "\(name.isEmpty ? "a value" : "`\(name)`") has no name to be kept under",
                    hint: "give it one: save(\"\(path)\", w=\(name.isEmpty ? "…" : name))")
            }
            members.append((name, try argument.value.asTensor(for: "save", parameter: "values")))
        }
        for (name, value) in arguments.extraKeywords {
            members.append((name, try value.asTensor(for: "save", parameter: name)))
        }
        guard let first = members.first else { throw .arguments(.missing(["values"]), of: arguments.callee) }
        if format == .npz {
            return try saveArchive(members, path, to: try fileToWrite(path, arguments), compressed: false)
        }
        guard members.count == 1 else {
            throw arguments.invalid(
                "a .\(format.rawValue) file holds one tensor, and \(members.count) are given",
                hint: "a .npz keeps several with their names")
        }
        if format != .npy, first.tensor.dtype.isComplex {
            throw arguments.invalid(
                "a table has no complex numbers", hint: "a .npy file keeps them: save \(path.dropLast(3))npy")
        }
        let file = try fileToWrite(path, arguments)
        if format == .npy { return try saveArray(first.tensor, path, to: file) }
        let watch = watch("save \(path)")
        try onFile(path) { () throws(TensorFileError) in
            try TableFile.write(first.tensor, to: file, delimiter: format == .csv ? "," : " ", watch: watch)
        }
    }

    /// Writes a table with names of columns, if one is given; false if none is.
    private func saveTable(
        _ path: String, _ format: TensorFileFormat, _ arguments: Arguments
    ) throws(EvaluationError) -> Bool {
        let values = arguments.rest.map(\.value) + arguments.extraKeywords.map(\.value)
        guard let table = values.first(where: { $0.isTable }) else { return false }
        guard format == .csv || format == .txt, values.count == 1 else {
            throw arguments.invalid(
                "a table with names of columns goes into a .csv file of its own",
                hint: format == .npz
                    ? "np.savez(\(PythonText.repr(path)), a=t.a.to_numpy()) keeps columns of it"
                    : "write save t.csv t; t.to_numpy() gives its numbers")
        }
        let text = try callBack(
            try member("text_of_table", ofSourceModule: PandasModule.name),
            [table, .string(format == .csv ? "," : "\t")])
        let file = try fileToWrite(path, arguments)
        do throws(FileError) { try TextFile.write(Array((text.text).utf8), to: file, anew: true) } catch {
            throw .file(.file(error), path: path)
        }
        return true
    }

    /// Tells `save(x, "x.npy")`, the wrong way round.
    fileprivate func checkOrder(_ arguments: Arguments) throws(EvaluationError) {
        let other = arguments.function == "save" ? arguments.rest.first?.value ?? arguments["arr"] : nil
        guard case .array? = arguments["path"] ?? arguments["file"], case .string(let path)? = other else { return }
        let callee = (currentCallRange.flatMap { text(of: $0) } ?? "save").prefix { $0 != "(" }
        throw .calls(.pathComesFirst(function: "save", rewritten: "\(callee)(\(PythonText.repr(path.string)), …)"))
    }

    /// `save lesson.session`: the cells that made the present workspace.
    private func saveSession(_ path: String, _ arguments: Arguments) throws(EvaluationError) {
        guard arguments.extraKeywords.isEmpty else {
            throw arguments.invalid(
                "a session is saved as it is", hint: "write save \(path), or replace=True to replace a file")
        }
        guard arguments.rest.isEmpty else {
            throw arguments.invalid(
                "a session holds cells, not values alone",
                hint: "write save \(path); a .npz keeps tensors with their names")
        }
        try ask(.save(path: path, replaces: try arguments.bool("replace")), arguments)
    }

    private func unknownEnding(_ path: String, _ arguments: Arguments) -> EvaluationError {
        if workspace.value(path) != nil || localValue(path) != nil {
            return arguments.invalid("the path comes first", hint: "save \(path).npy \(path)")
        }
        return arguments.invalid(
            "the ending of \(FilePath.shown(path)) names no format",
            hint: ".npy holds one tensor, .npz several, .csv and .txt a table of numbers")
    }

    fileprivate func saveArray(_ tensor: Tensor, _ path: String, to file: String) throws(EvaluationError) {
        let watch = watch("save \(path)")
        try onFile(path) { () throws(TensorFileError) in try NumPyFile.write(tensor, to: file, watch: watch) }
    }

    fileprivate func saveArchive(
        _ members: [(name: String, tensor: Tensor)], _ path: String, to file: String, compressed: Bool
    ) throws(EvaluationError) {
        let watch = watch("save \(path)")
        try onFile(path) { () throws(TensorFileError) in
            try NumPyArchive.write(members, to: file, compressed: compressed, watch: watch)
        }
    }

    /// `np.savetxt`: each row through a `%` format.
    fileprivate func saveText(_ arguments: Arguments) throws(EvaluationError) {
        let path = try arguments.path("fname")
        let tensor = try arguments.tensor(1)
        guard 1...2 ~= tensor.rank else {
            throw arguments.invalid("X has one or two axes, not the shape \(tensor.shape)")
        }
        let format = try rowFormat(arguments, columnCount: tensor.rank == 2 ? tensor.shape[1] : 1)
        let newline = try arguments.text("newline")
        let mark = try arguments.text("comments")
        func comment(_ name: String) throws(EvaluationError) -> String {
            guard let text = try arguments.string(name), !text.isEmpty else { return "" }
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            return lines.map { mark + $0 }.joined(separator: "\n") + newline
        }
        let (before, after) = (try comment("header"), try comment("footer"))
        let file = try fileToReplace(path)
        var mistake: EvaluationError?
        let watch = watch("savetxt \(path)")
        do throws(TensorFileError) {
            try TableFile.write(tensor, to: file, before: before, after: after, newline: newline, watch: watch) { row in
                do throws(EvaluationError) {
                    return try Formatting.percent(format, .tuple(TupleObject(row.map { .scalar($0) })))
                } catch {
                    mistake = error
                    return nil
                }
            }
        } catch {
            if let mistake { throw mistake }
            if case .interrupted = error { throw .interrupted }
            throw .file(error, path: path)
        }
    }

    /// The format of a row: one for all its numbers, one for each in a list, or one for the whole row.
    private func rowFormat(_ arguments: Arguments, columnCount: Int) throws(EvaluationError) -> String {
        let delimiter = try arguments.text("delimiter")
        var formats: [String] = []
        switch arguments["fmt"] {
        case nil: formats = ["%.18e"]
        case .string(let text)?: formats = [text.string]
        case .list?, .tuple?:
            for item in arguments["fmt"]?.sequence ?? [] {
                guard case .string(let text) = item else {
                    throw arguments.wrongType("fmt", expected: "strings", got: item)
                }
                formats.append(text.string)
            }
            guard formats.count == columnCount else {
                throw arguments.invalid("fmt has \(formats.count) formats for \(columnCount) columns")
            }
            return formats.joined(separator: delimiter)
        case .some(let value): throw arguments.wrongType("fmt", expected: "a string", got: value)
        }
        let count = formats[0].count { $0 == "%" }
        if count == 1 {
            try Allowance.check(columnCount, of: formats[0].utf8.count + delimiter.utf8.count)
            return Array(repeating: formats[0], count: columnCount).joined(separator: delimiter)
        }
        guard count == columnCount else {
            throw arguments.invalid("fmt holds \(count) formats for \(columnCount) columns")
        }
        return formats[0]
    }
}
