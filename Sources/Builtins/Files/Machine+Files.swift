internal import Files
internal import Interpreter
internal import Kernels
internal import Platform
internal import Rendering
internal import Syntax
internal import TensorFiles
internal import Tensors

extension Machine {
    /// The file to open for a path that is read.
    func fileToRead(_ path: String) throws(EvaluationError) -> String {
        if let loss = workspace.loss(ofFile: path) { throw loss }
        do { return try options.files.pathToRead(path) } catch { throw .file(.file(error), path: path) }
    }

    /// The file to write for a path that a command is given, which may replace any file only where `replace=` says so.
    func fileToWrite(_ path: String, _ arguments: Arguments) throws(EvaluationError) -> String {
        try fileToWrite(path, replacing: try arguments.bool("replace") ? .notLoaded : options.replacement)
    }

    /// The file to write for a path that a function of NumPy's is given: it replaces what is there.
    func fileToReplace(_ path: String) throws(EvaluationError) -> String {
        if options.files.hasLoaded(path) {
            warn(
                "\(FilePath.shown(path)) is replaced, which this session has loaded: a replay would load the new one",
                range: currentCallRange)
        }
        return try fileToWrite(path, replacing: .any)
    }

    private func fileToWrite(
        _ path: String, replacing rule: FileScope.Replacement
    ) throws(EvaluationError) -> String {
        do {
            let file = try options.files.pathToWrite(path, replacing: rule)
            workspace.noteWriting(of: path)
            return file
        } catch {
            throw .file(.file(error), path: path)
        }
    }

    /// Carries out work on a file; its error names the path.
    func onFile<Result>(
        _ path: String, _ work: () throws(TensorFileError) -> Result
    ) throws(EvaluationError) -> Result {
        do { return try work() } catch {
            if case .interrupted = error { throw .interrupted }
            throw .file(error, path: path)
        }
    }

    /// A watch that stops at Ctrl-C and tells how far the work has come, 20 times a second at most.
    func watch(_ activity: String) -> TransferWatch {
        guard options.reportsProgress else { return TransferWatch(isInterrupted: { Interruption.isRequested }) }
        let receive = receive
        var last = MonotonicTime.nanoseconds
        return TransferWatch(isInterrupted: { Interruption.isRequested }) { done, total in
            let now = MonotonicTime.nanoseconds
            guard now &- last >= 50_000_000 else { return }
            last = now
            receive(.progress(Progress(activity, done: done, of: total, unit: .bytes)))
        }
    }

    /// Says so where the numbers in a file have fewer digits than they will be shown with.
    func mentionNarrowFloats(_ loaded: LoadedTensor, _ name: String) {
        guard loaded.storedType.hasPrefix("float"), loaded.storedType != "float64" else { return }
        note("\(name) holds \(loaded.storedType); its numbers are float64 here")
    }
}

extension Arguments {
    /// A path.
    func path(_ name: String) throws(EvaluationError) -> String {
        if let path = try pathOfObject(name) { return path }
        guard let path = try string(name) else {
            throw wrongType(name, expected: "a path in quotation marks", got: self[name] ?? .none)
        }
        return path
    }

    /// What an object such as `pathlib.Path` says of itself; nil for any other argument.
    private func pathOfObject(_ name: String) throws(EvaluationError) -> String? {
        guard case .instance(let instance)? = self[name], instance.type.lookUp("__fspath__") != nil,
            let machine = Machine.running
        else { return nil }
        let method = try machine.attribute("__fspath__", of: .instance(instance))
        guard case .string(let path) = try machine.callBack(method, []) else { return nil }
        return path.string
    }

    // MARK: - How a table is read

    /// `delimiter=`; nil if it was not given or is `None`.
    func delimiter(path: String) throws(EvaluationError) -> UInt8? {
        guard let text = try string("delimiter") else { return nil }
        let bytes = Array(text.utf8)
        // What numbers, quotation marks and line ends are made of can't separate them.
        guard bytes.count == 1, bytes[0] < 127, bytes[0] >= 32 || bytes[0] == 9,
            !"+-.\"0123456789".utf8.contains(bytes[0]), !Character(UnicodeScalar(bytes[0])).isLetter
        else { throw .file(.table(.invalidDelimiter(text)), path: path) }
        return bytes[0]
    }

    /// `delimiter=` as NumPy takes it: any character of ASCII.
    func numpyDelimiter(path: String) throws(EvaluationError) -> UInt8? {
        guard let text = try string("delimiter") else { return nil }
        if function == "genfromtxt", text.isEmpty { return nil }
        let bytes = Array(text.utf8)
        guard text.unicodeScalars.count == 1 else {
            if function == "genfromtxt" { throw .file(.table(.invalidDelimiter(text)), path: path) }
            throw typeError(
                "Text reading control character must be a single unicode character or None; but got: "
                    + PythonText.repr(text))
        }
        guard bytes.count == 1, bytes[0] < 127, bytes[0] != 10, bytes[0] != 13, bytes[0] >= 32 || bytes[0] == 9 else {
            throw .file(.table(.invalidDelimiter(text)), path: path)
        }
        return bytes[0]
    }

    /// `quotechar=`: a character of ASCII, or none.
    func quote() throws(EvaluationError) -> UInt8? {
        guard let text = try string("quotechar") else { return nil }
        let bytes = Array(text.utf8)
        guard text.unicodeScalars.count == 1 else {
            throw typeError(
                "Text reading control character must be a single unicode character or None; but got: "
                    + PythonText.repr(text))
        }
        guard bytes.count == 1, 33..<127 ~= bytes[0] else {
            throw invalid("quotechar= takes a character of ASCII, got \(PythonText.repr(text))")
        }
        return bytes[0]
    }

    /// Refuses marks that can't be told apart, as NumPy does.
    func checkMarks(_ options: TableOptions) throws(EvaluationError) {
        guard case .loadtxt(let quote) = options.dialect else {
            if options.comments.contains("") { throw invalid("empty separator") }
            if case .list? = self["comments"] { throw typeError("must be str or None, not list") }
            if case .tuple? = self["comments"] { throw typeError("must be str or None, not tuple") }
            return
        }
        if options.comments.contains("") {
            throw invalid("comments cannot be an empty string. Use comments=None to disable comments.")
        }
        let isPlain = options.comments.count <= 1 && options.comments.allSatisfy { $0.unicodeScalars.count == 1 }
        if quote != nil, !isPlain {
            throw invalid(
                "when multiple comments or a multi-character comment is given, quotes are not supported.  "
                    + "In this case quotechar must be set to None.")
        }
        var marks = isPlain ? options.comments.map { ("comment", $0) } : []
        if let quote { marks.append(("quotechar", String(UnicodeScalar(quote)))) }
        if case .character(let delimiter) = options.delimiter {
            marks.append(("delimiter", String(UnicodeScalar(delimiter))))
        }
        for (place, mark) in marks.enumerated() {
            guard let other = marks[..<place].first(where: { $0.1 == mark.1 }) else { continue }
            throw typeError("The values for control characters '\(other.0)' and '\(mark.0)' are incompatible")
        }
        // Blanks stand between fields then.
        for (name, mark) in marks where mark == " " && options.delimiter == .blanks {
            throw typeError("The values for control characters 'delimiter' and '\(name)' are incompatible")
        }
    }

    /// `encoding=`: UTF-8 unless it says so.
    func encoding() throws(EvaluationError) -> TableEncoding {
        guard let name = try string("encoding") else { return .utf8 }
        switch name.lowercased().replacing("_", with: "-") {
        case "utf-8", "utf8", "bytes", "ascii", "us-ascii": return .utf8
        case "utf-8-sig": return .utf8WithMark
        case "latin1", "latin-1", "iso-8859-1", "iso8859-1": return .latin1
        default:
            throw invalid(
                "encoding=\(PythonText.repr(name)) is not there", hint: "it is \"utf-8\", \"utf-8-sig\" or \"latin1\"",
                python: PythonForm("LookupError", "unknown encoding: \(name)"))
        }
    }

    /// `missing_values=`: words between commas for all columns, or a list with one for each.
    func missingWords() throws(EvaluationError) -> TableOptions.MissingWords {
        guard isGiven("missing_values"), let value = self["missing_values"] else { return .init() }
        switch value {
        case .string(let text):
            let words = text.string.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            return .init(everywhere: Set(words))
        case .list, .tuple: return .init(byColumn: (value.sequence ?? []).map(\.text))
        default: throw wrongType("missing_values", expected: "a string or a list of them", got: value)
        }
    }

    /// `comments=`: a text, a list of texts, or `None` for no comments.
    func comments() throws(EvaluationError) -> [String] {
        switch self["comments"] {
        case nil: return ["#"]
        case .some(.none): return []
        case .string(let text)?: return [text.string]
        case .list?, .tuple?:
            return try (self["comments"]?.sequence ?? []).map { (item) throws(EvaluationError) in
                guard case .string(let text) = item else {
                    throw wrongType("comments", expected: "strings", got: item)
                }
                return text.string
            }
        case .some(let value): throw wrongType("comments", expected: "a string", got: value)
        }
    }

    /// `usecols=`: a column or several, by place or by name.
    func columns() throws(EvaluationError) -> [TableOptions.Column]? {
        guard isGiven("usecols"), let value = self["usecols"] else { return nil }
        func column(_ value: Value) throws(EvaluationError) -> TableOptions.Column {
            if let index = value.asIndex { return .index(index) }
            if case .string(let name) = value { return .name(name.string) }
            throw wrongType("usecols", expected: "whole numbers or names", got: value)
        }
        switch value {
        case .list, .tuple, .range, .array:
            guard value.shape != [] else { return [try column(value)] }
            let items = try value.items()
            guard !items.isEmpty else { throw invalid("usecols= names no column") }
            return try items.map(column)
        default: return [try column(value)]
        }
    }

    /// `mmap_mode=`: whether NumPy would map the file. Modes that write to the file are refused.
    func isMapped() throws(EvaluationError) -> Bool {
        guard let mode = try string("mmap_mode") else { return false }
        switch mode {
        case "r", "c": return true
        case "r+", "w+":
            throw invalid(
                "mmap_mode=\"\(mode)\" would change the file where undo can't restore it",
                hint: "mmap_mode=\"c\" keeps changes in memory; `save` writes them to a file")
        default:
            throw invalid(
                "mmap_mode is \"r\" or \"c\", got \(PythonText.repr(mode))",
                hint: "both map the file, and changes stay in memory")
        }
    }

    /// A number of lines or rows, not below zero.
    func lineCount(_ name: String) throws(EvaluationError) -> Int? {
        guard let count = try optionalInt(name) else { return nil }
        guard count >= 0 else { throw invalid("\(name)= can't be negative: \(count)") }
        return count
    }
}
