internal import Files
internal import Interpreter
internal import Rendering
internal import Syntax
internal import TensorFiles
internal import Tensors

extension Builtins {
    /// What reads and writes files.
    static let files: [Builtin] = loading + saving + numpyLoading + numpySaving

    private static let loading: [Builtin] = [
        Builtin(
            "load", .make, door: .bare, traits: .essential, python: .load,
            [
                .path("path", "the file, in quotes if its name holds blanks"),
                .text("name", default: nil, "which tensor of a .npz"),
                .text(
                    "delimiter", default: nil,
                    "what stands between the columns of a table: \",\", \";\", \"\\t\" or \" \"; what its rows show unless given"
                ),
                .truth(
                    "header", default: nil,
                    "True if the first row of a table holds names, False if it holds numbers; what it shows unless given"
                ),
                .comments,
                .number(
                    "missing", default: nil,
                    "the number for fields that are empty or say NA; nan unless given"),
                .value("usecols", default: nil, "which columns, by place or name"), .skiprows, .floatType,
                .text(
                    "decimal", default: nil,
                    "the mark in front of fractions, such as \",\"; what the numbers show unless given"),
                .text("thousands", default: nil, "the mark between thousands, where the numbers don't show it"),
                .text("encoding", default: nil, "of text that isn't UTF-8: \"latin-1\", \"cp1252\" or \"utf-16\""),
                .integer("skipfooter", default: 0, "how many rows at the end aren't looked at"),
                .truth(
                    "mmap", default: false,
                    "True leaves the numbers of a .npy in the file, and reads them when they are looked at: float64 or int64, and more of them than memory holds if need be. The file must stay as it is meanwhile; what is assigned goes to a copy in memory"
                ),
            ],
            "Read a file: a tensor from .npy or .npz, from a table such as .csv a matrix of its numbers, or a table where it "
                + "holds text too; of a .npz alone, set every name in it.",
            example: """
                save table.csv array([[1.5, 2.0], [3.0, 4.0]])
                data = load table.csv
                data
                #> [[1.5 2. ]
                #>  [3.  4. ]]
                save x.npy data
                x = load("x.npy", mmap=True)
                x.sum()
                #> 10.5
                """, related: "save loadtxt np.load savez savetxt np.save"
        ) { (machine, arguments) throws(EvaluationError) in
            let path = try arguments.path("path")
            let file = try machine.fileToRead(path)
            let format = try machine.format(of: file, named: path)
            let isMapped = try arguments.bool("mmap")
            if isMapped, format != .npy { throw .file(.notMappable(.format(format)), path: path) }
            if format == .csv || format == .txt {
                guard !arguments.isGiven("name") else { throw arguments.invalid("name= is for .npz archives") }
                return try machine.loadTable(path, file, arguments)
            }
            for name in Self.tableOptions {
                guard arguments[name] == nil else {
                    throw arguments.invalid("\(name)= is for tables, .csv and .txt")
                }
            }
            if format == .npz { return try machine.loadArchive(path, file, arguments) }
            guard !arguments.isGiven("name") else { throw arguments.invalid("name= is for .npz archives") }
            return .array(ArrayObject(try machine.loadArray(path, file, isMapped: isMapped)))
        }
    ]

    /// What only tables of text take.
    private static let tableOptions = [
        "delimiter", "header", "comments", "missing", "usecols", "skiprows", "dtype", "decimal", "thousands",
        "encoding",
        "skipfooter",
    ]

    private static let numpyLoading: [Builtin] = [
        Builtin(
            "load", .make, door: .numpy,
            [
                .path("file", "the file"),
                .text(
                    "mmap_mode", default: nil, "\"r\" or \"c\" leaves the numbers in the file, as load's mmap=True does"
                ),
                .truth("allow_pickle", default: false, "for NumPy; Python objects are neither read nor written here"),
                .truth("fix_imports", default: true, "for NumPy; it changes nothing here"),
                .text("encoding", default: "ASCII", "for NumPy; text is UTF-8 here"),
            ], "Read a tensor from a .npy file; of a .npz it gives an object that reads them by their names.",
            example: """
                save w.npy array([0.5, -1.0])
                w = np.load("w.npy")
                w
                #> [ 0.5 -1. ]
                """, related: "np.save load save loadtxt"
        ) { (machine, arguments) throws(EvaluationError) in
            let path = try arguments.path("file")
            let file = try machine.fileToRead(path)
            let isMapped = try arguments.isMapped()
            let format = try machine.format(of: file, named: path)
            if isMapped, format != .npy { throw .file(.notMappable(.format(format)), path: path) }
            guard format == .npz else {
                return .array(ArrayObject(try machine.loadArray(path, file, isMapped: isMapped)))
            }
            let names = try machine.onFile(path) { () throws(TensorFileError) in try NumPyArchive(path: file).names }
            return try machine.callBack(
                try machine.member("NpzFile", ofSourceModule: "_numpy_archives"),
                [.string(Text(path)), .list(ListObject(names.map { .string(Text($0)) }))])
        },
        Builtin(
            "loadtxt", .make,
            [
                .fname, .floatType, .comments, .delimiter, .converters, .skiprows, .columns, .unpack, .ndmin, .encoding,
                .rowCount, .star, .text("quotechar", default: nil, "what stands around fields that hold the delimiter"),
            ], "Read a table of numbers, blanks between them unless delimiter= says otherwise.",
            example: """
                save t.csv array([[1.5, 2], [3, 4]])
                loadtxt("t.csv", delimiter=",", usecols=1)
                #> [2. 4.]
                """, related: "genfromtxt savetxt load save np.load"
        ) { (machine, arguments) throws(EvaluationError) in
            var options = TableOptions()
            options.dialect = .loadtxt(quote: try arguments.quote())
            options.skippedLines = try arguments.lineCount("skiprows") ?? 0
            options.dtype = try arguments.dtype() ?? .float64
            options.rowLimit = try arguments.lineCount("max_rows")
            return try machine.loadText(options, arguments)
        },
        Builtin(
            "genfromtxt", .make,
            [
                .fname, .floatType, .comments, .delimiter,
                .integer("skip_header", default: 0, "how many lines to pass over"), .star, .converters,
                .value("missing_values", default: nil, "what stands for a missing number"),
                .number("filling_values", default: nil, "the number for missing ones"), .columns,
                .value("names", default: nil, "for NumPy; only None is taken"), .unpack, .ndmin, .encoding, .rowCount,
            ],
            "Read a table of numbers; what is no number becomes nan, or filling_values; dtype=None finds their type.",
            example: """
                np.savetxt("t.csv", array([[1, nan]]), delimiter=",", fmt="%.1f")
                genfromtxt("t.csv", delimiter=",")
                #> [ 1. nan]
                """, related: "loadtxt savetxt"
        ) { (machine, arguments) throws(EvaluationError) in
            guard !arguments.isGiven("names") else {
                throw arguments.invalid(
                    "names= would make records, and tensors hold numbers",
                    hint: "skip_header=1 passes over the names; load takes usecols=[\"name\"]")
            }
            var options = TableOptions()
            options.dialect = .genfromtxt
            options.skippedLines = try arguments.lineCount("skip_header") ?? 0
            if case .some(.none) = arguments["dtype"] {
                options.dtype = nil
            } else {
                options.dtype = try arguments.dtype() ?? .float64
            }
            options.missingWords = try arguments.missingWords()
            options.gaps = .anyText(arguments.isGiven("filling_values") ? try arguments.double("filling_values") : nil)
            if let count = try arguments.optionalInt("max_rows") {
                guard count > 0 else { throw arguments.invalid("'max_rows' must be at least 1.") }
                options.rowLimit = count
            }
            return try machine.loadText(options, arguments)
        },
    ]
}

// MARK: - Reading

extension Machine {
    private static let tableEndings = [".tsv", ".tab", ".dat", ".data", ".psv", ".gz"]

    /// The format of a file: what its first bytes show where they are NumPy's, else what its ending says.
    fileprivate func format(of file: String, named path: String) throws(EvaluationError) -> TensorFileFormat {
        let ending = TensorFileFormat(path: path)
        if ending == .csv || ending == .txt { return ending ?? .csv }
        // Other names of tables, packed or not.
        if Self.tableEndings.contains(where: { path.lowercased().hasSuffix($0) }) { return .csv }
        if let shown = try onFile(path, { () throws(TensorFileError) in try TensorFileFormat.shown(byFile: file) }) {
            return shown
        }
        guard let ending else {
            throw .invalidArgument(
                function: "load", "the ending of \(FilePath.shown(path)) tells no format",
                hint: "files of tensors end in .npy, .npz, .csv, .tsv or .txt; "
                    + "np.loadtxt reads a table under any name")
        }
        return ending
    }

    fileprivate func loadArray(
        _ path: String, _ file: String, isMapped: Bool
    ) throws(EvaluationError) -> Tensor {
        if isMapped {
            let name = FilePath.shown(path)
            return try onFile(path) { () throws(TensorFileError) in try NumPyFile.map(path: file, named: name).tensor }
        }
        let watch = watch("load \(path)")
        let loaded = try onFile(path) { () throws(TensorFileError) in try NumPyFile.read(path: file, watch: watch) }
        mentionNarrowFloats(loaded, FilePath.shown(path))
        return loaded.tensor
    }

    /// One tensor of an archive, or as a whole statement every name in it.
    fileprivate func loadArchive(
        _ path: String, _ file: String, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        let watch = watch("load \(path)")
        let archive = try onFile(path) { () throws(TensorFileError) in try NumPyArchive(path: file, watch: watch) }
        if let name = try arguments.string("name") {
            let loaded = try onFile(path) { () throws(TensorFileError) in try archive.tensors([name]) }
            for tensor in loaded { mentionNarrowFloats(tensor, name) }
            return loaded.first.map { .array(ArrayObject($0.tensor)) } ?? .none
        }
        guard !archive.names.isEmpty else { throw .file(.archive(.empty), path: path) }
        guard isWholeStatement else {
            guard archive.names.count == 1 else { throw .file(.archive(.several(archive.names)), path: path) }
            let loaded = try onFile(path) { () throws(TensorFileError) in try archive.tensors(archive.names) }
            for tensor in loaded { mentionNarrowFloats(tensor, archive.names[0]) }
            return loaded.first.map { .array(ArrayObject($0.tensor)) } ?? .none
        }
        for name in archive.names where !canBeAssigned(name) {
            throw arguments.invalid(
                "\(PythonText.repr(name)) in \(FilePath.shown(path)) can't be a name here, so none was set",
                hint: "load(\"\(path)\", name=\"\(name)\") gives it, to be set under another")
        }
        try setAll(of: archive, path)
        if !archive.others.isEmpty {
            note(
                "\(FilePath.shown(path)): left out what is no tensor: "
                    + archive.others.prefix(5).map { PythonText.repr($0) }.joined(separator: ", "))
        }
        return .none
    }

    /// Sets the names of an archive to its tensors; those of types that Descent doesn't have are left out, and told.
    private func setAll(of archive: NumPyArchive, _ path: String) throws(EvaluationError) {
        let readable = try onFile(path) { () throws(TensorFileError) in try archive.readableNames() }
        let loaded = try onFile(path) { () throws(TensorFileError) in try archive.tensors(readable.names) }
        for (name, tensor) in zip(readable.names, loaded) {
            setGlobal(name.asIdentifier, to: .array(ArrayObject(tensor.tensor)))
            mentionNarrowFloats(tensor, name)
        }
        note(zip(readable.names, loaded).map { "\($0) \($1.tensor.shape)" }.joined(separator: "  "))
        guard !readable.others.isEmpty else { return }
        let told = readable.others.prefix(5).map { "\($0.name), \($0.error.message)" }.joined(separator: "; ")
        let rest = readable.others.count > 5 ? " and \(readable.others.count - 5) more" : ""
        note("\(FilePath.shown(path)): left out \(told)\(rest)")
    }

    /// Whether a name can stand on the left of `=`: an identifier that is no keyword.
    private func canBeAssigned(_ name: String) -> Bool {
        let name = name.asIdentifier
        guard name.isIdentifier, let statement = (try? Parser(commands: table.commands).parse("\(name) = 0"))?.first,
            case .assignment(let targets, _) = statement.kind, case .name(name)? = targets.first?.kind
        else { return false }
        return true
    }

    /// A table as NumPy's functions read it.
    fileprivate func loadText(_ given: TableOptions, _ arguments: Arguments) throws(EvaluationError) -> Value {
        let memory = try textInMemory(arguments)
        let path = memory == nil ? try arguments.path("fname") : "the text"
        guard !arguments.isGiven("converters") else {
            throw arguments.invalid("converters= is not there", hint: "load takes missing= and usecols=")
        }
        var options = given
        options.header = .absent
        options.delimiter = try arguments.numpyDelimiter(path: path).map { .character($0) } ?? .blanks
        options.comments = try arguments.comments()
        try arguments.checkMarks(options)
        options.encoding = try arguments.encoding()
        options.columns = try arguments.columns()
        let axes = try arguments.int("ndmin")
        guard 0...2 ~= axes else { throw arguments.invalid("Illegal value of ndmin keyword: \(axes)") }
        let unpacks = try arguments.bool("unpack")
        let watch = watch("\(arguments.function) \(path)")
        let table: Table
        if let memory {
            table = try onFile(path) { () throws(TensorFileError) in
                try TableFile.read(text: memory, options, watch: watch)
            }
        } else {
            let file = try fileToRead(path)
            table = try onFile(path) { () throws(TensorFileError) in
                try TableFile.read(path: file, options, watch: watch)
            }
        }
        if table.tensor.count == 0 { warn("\(FilePath.shown(path)) holds no numbers", range: currentCallRange) }
        let tensor = table.squeezed(keeping: axes)
        guard unpacks, tensor.rank > 1 else { return .array(ArrayObject(tensor)) }
        return try arguments.tensorValue { () throws(TensorError) in try tensor.transposed(axes: [1, 0]) }
    }

    /// The bytes that `fname` holds if it is no path: what an open file gives, or the lines of a list.
    private func textInMemory(_ arguments: Arguments) throws(EvaluationError) -> [UInt8]? {
        let given = arguments["fname"] ?? .none
        if case .instance(let instance) = given, instance.type.lookUp("read") != nil {
            let read = try callBack(try attribute("read", of: given), [])
            return read.bytes ?? Array(read.text.utf8)
        }
        guard case .list(let lines) = given else { return nil }
        return Array(lines.items.map(\.text).joined(separator: "\n").utf8)
    }
}
