internal import Files
internal import Syntax
internal import TensorFiles
internal import Tensors

extension Builtins {
    /// What reads and writes files.
    static let files: [Builtin] = loading + saving + numpyLoading + numpySaving

    private static let loading: [Builtin] = [
        Builtin(
            "load(path, name=None, delimiter=None, header=None, comments='#', missing=None, usecols=None, skiprows=0, "
                + "dtype=float, mmap=False)", .make, door: .bare, traits: .rawFirstWord,
            "Read a tensor from a .npy, .npz, .csv or .txt file; of a .npz alone, set every name in it."
        ) { (evaluator, arguments) throws(EvaluationError) in
            let path = try arguments.path("path")
            let file = try evaluator.fileToRead(path)
            let format = try evaluator.format(of: file, named: path)
            let isMapped = try arguments.bool("mmap", default: false)
            if isMapped, format != .npy { throw .file(.notMappable(.format(format)), path: path) }
            if format == .csv || format == .txt {
                guard !arguments.isGiven("name") else { throw arguments.invalid("name= is for .npz archives") }
                return .tensor(try evaluator.loadTable(path, file, arguments))
            }
            for name in ["delimiter", "header", "comments", "missing", "usecols", "skiprows", "dtype"] {
                guard arguments[name] == nil else {
                    throw arguments.invalid("\(name)= is for tables, .csv and .txt")
                }
            }
            if format == .npz { return try evaluator.loadArchive(path, file, arguments) }
            guard !arguments.isGiven("name") else { throw arguments.invalid("name= is for .npz archives") }
            return .tensor(try evaluator.loadArray(path, file, isMapped: isMapped))
        }
    ]

    private static let numpyLoading: [Builtin] = [
        Builtin(
            "load(file, mmap_mode=None, allow_pickle=False, fix_imports=True, encoding='ASCII')", .make, door: .numpy,
            "Read a tensor from a .npy file; load(path, name=…) reads one of a .npz."
        ) { (evaluator, arguments) throws(EvaluationError) in
            let path = try arguments.path("file")
            let file = try evaluator.fileToRead(path)
            let isMapped = try arguments.isMapped()
            let format = try evaluator.format(of: file, named: path)
            if isMapped, format != .npy { throw .file(.notMappable(.format(format)), path: path) }
            guard format == .npz else { return .tensor(try evaluator.loadArray(path, file, isMapped: isMapped)) }
            let names = try evaluator.onFile(path) { () throws(TensorFileError) in try NumPyArchive(path: file).names }
            throw arguments.invalid(
                "\(FilePath.shown(path)) is an archive, and Descent has no dictionaries to hold one",
                hint: "load(\"\(path)\", name=\"\(names.first ?? "x")\") gives one of its tensors; "
                    + "`load \"\(path)\"` by itself in a cell sets them all")
        },
        Builtin(
            "loadtxt(fname, dtype=float, comments='#', delimiter=None, converters=None, skiprows=0, usecols=None, "
                + "unpack=False, ndmin=0, encoding=None, max_rows=None, quotechar=None)", .make, traits: .rawFirstWord,
            "Read a table of numbers, blanks between them unless delimiter= says otherwise."
        ) { (evaluator, arguments) throws(EvaluationError) in
            var options = TableOptions()
            options.skippedLines = try arguments.lineCount("skiprows") ?? 0
            return try evaluator.loadText(options, arguments)
        },
        Builtin(
            "genfromtxt(fname, dtype=float, comments='#', delimiter=None, skip_header=0, converters=None, "
                + "missing_values=None, filling_values=None, usecols=None, names=None, unpack=False, ndmin=0, "
                + "encoding=None, max_rows=None)", .make, traits: .rawFirstWord,
            "Read a table of numbers; what is no number becomes nan, or filling_values."
        ) { (evaluator, arguments) throws(EvaluationError) in
            guard try !arguments.bool("names", default: false) else {
                throw arguments.invalid(
                    "names= would make records, and tensors hold numbers",
                    hint: "skip_header=1 passes over the names; load takes usecols=[\"name\"]")
            }
            var options = TableOptions()
            options.skippedLines = try arguments.lineCount("skip_header") ?? 0
            let usual = try arguments.dtype() == .int64 ? -1.0 : .nan
            let filling = arguments.isGiven("filling_values") ? try arguments.double("filling_values") : usual
            options.gaps = .anyText(filling)
            return try evaluator.loadText(options, arguments)
        },
    ]
}

// MARK: - Reading

extension Evaluator {
    /// The format of a file: what its first bytes show where they are NumPy's, else what its ending says.
    fileprivate func format(of file: String, named path: String) throws(EvaluationError) -> TensorFileFormat {
        let ending = TensorFileFormat(path: path)
        if ending == .csv || ending == .txt { return ending ?? .csv }
        if let shown = try onFile(path, { () throws(TensorFileError) in try TensorFileFormat.shown(byFile: file) }) {
            return shown
        }
        guard let ending else {
            throw .invalidArgument(
                function: "load", "the ending of \(FilePath.shown(path)) tells no format",
                hint: "files of tensors end in .npy, .npz, .csv or .txt; "
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
    fileprivate mutating func loadArchive(
        _ path: String, _ file: String, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        let watch = watch("load \(path)")
        let archive = try onFile(path) { () throws(TensorFileError) in try NumPyArchive(path: file, watch: watch) }
        if let name = try arguments.string("name") {
            let loaded = try onFile(path) { () throws(TensorFileError) in try archive.tensors([name]) }
            for tensor in loaded { mentionNarrowFloats(tensor, name) }
            return loaded.first.map { .tensor($0.tensor) } ?? .none
        }
        guard !archive.names.isEmpty else { throw .file(.archive(.empty), path: path) }
        guard isWholeStatement else {
            guard archive.names.count == 1 else { throw .file(.archive(.several(archive.names)), path: path) }
            let loaded = try onFile(path) { () throws(TensorFileError) in try archive.tensors(archive.names) }
            for tensor in loaded { mentionNarrowFloats(tensor, archive.names[0]) }
            return loaded.first.map { .tensor($0.tensor) } ?? .none
        }
        for name in archive.names where !canBeAssigned(name) {
            throw arguments.invalid(
                "\(Value.string(name).representation) in \(FilePath.shown(path)) can't be a name here, so none was set",
                hint: "load(\"\(path)\", name=\"\(name)\") gives it, to be set under another")
        }
        let loaded = try onFile(path) { () throws(TensorFileError) in try archive.tensors(archive.names) }
        for (name, tensor) in zip(archive.names, loaded) {
            setGlobal(name, to: .tensor(tensor.tensor))
            mentionNarrowFloats(tensor, name)
        }
        note(zip(archive.names, loaded).map { "\($0) \($1.tensor.shape)" }.joined(separator: "  "))
        if !archive.others.isEmpty {
            note(
                "\(FilePath.shown(path)): left out what is no tensor: "
                    + archive.others.prefix(5).map { Value.string($0).representation }.joined(separator: ", "))
        }
        return .none
    }

    /// Whether a name can stand on the left of `=`: an identifier that is no keyword.
    private func canBeAssigned(_ name: String) -> Bool {
        guard name.isIdentifier, let statement = (try? Parser(commands: table.commands).parse("\(name) = 0"))?.first,
            case .assignment(let targets, _) = statement.kind, case .name(name)? = targets.first?.kind
        else { return false }
        return true
    }

    /// A table as `load` reads it.
    fileprivate func loadTable(
        _ path: String, _ file: String, _ arguments: Arguments
    ) throws(EvaluationError) -> Tensor {
        var options = TableOptions()
        if let delimiter = try arguments.delimiter(path: path) {
            options.delimiter = delimiter == 32 ? .blanks : .character(delimiter)
        }
        switch arguments["header"] {
        case nil, .some(.none): options.header = .automatic
        case .bool(let value)?: options.header = value ? .present : .absent
        case .some(let value): throw arguments.wrongType("header", expected: "True or False", got: value)
        }
        options.comments = try arguments.comments()
        if arguments.isGiven("missing") { options.gaps = .missing(try arguments.double("missing")) }
        options.columns = try arguments.columns()
        options.skippedLines = try arguments.lineCount("skiprows") ?? 0
        options.dtype = try arguments.dtype() ?? .float64
        let watch = watch("load \(path)")
        let table = try onFile(path) { () throws(TensorFileError) in
            let table = try TableFile.read(path: file, options, watch: watch)
            if table.tensor.count == 0 { throw .table(.empty) }
            return table
        }
        if let names = table.columnNames, let line = table.headerLine {
            let shown = names.prefix(12).map { $0.isIdentifier ? $0 : Value.string($0).representation }
            let rest = names.count > 12 ? " and \(names.count - 12) more" : ""
            note("\(FilePath.shown(path)): line \(line) names the columns \(shown.joined(separator: ", "))\(rest)")
        }
        return table.squeezed()
    }

    /// A table as NumPy's functions read it.
    fileprivate func loadText(_ given: TableOptions, _ arguments: Arguments) throws(EvaluationError) -> Value {
        let path = try arguments.path("fname")
        guard !arguments.isGiven("converters") else {
            throw arguments.invalid("converters= is not there", hint: "load takes missing= and usecols=")
        }
        var options = given
        options.header = .absent
        options.delimiter = try arguments.delimiter(path: path).map { .character($0) } ?? .blanks
        options.comments = try arguments.comments()
        options.columns = try arguments.columns()
        options.dtype = try arguments.dtype() ?? .float64
        options.rowLimit = try arguments.lineCount("max_rows")
        let axes = try arguments.int("ndmin", default: 0)
        guard 0...2 ~= axes else { throw arguments.invalid("ndmin is 0, 1 or 2, got \(axes)") }
        let unpacks = try arguments.bool("unpack", default: false)
        let file = try fileToRead(path)
        let watch = watch("\(arguments.function) \(path)")
        let table = try onFile(path) { () throws(TensorFileError) in
            try TableFile.read(path: file, options, watch: watch)
        }
        if table.tensor.count == 0 { warn("\(FilePath.shown(path)) holds no numbers", range: currentCallRange) }
        let tensor = table.squeezed(keeping: axes)
        guard unpacks, tensor.rank > 1 else { return .tensor(tensor) }
        return .tensor(try arguments.carryOut { () throws(TensorError) in try tensor.transposed(axes: [1, 0]) })
    }
}
