internal import Files
internal import Interpreter
internal import Platform
internal import PythonModules
internal import TensorFiles

extension Builtins {
    /// A module written in Python (`Sources/PythonModules`) by its name; nil if there is none.
    @Sendable static func sourceModule(_ name: String) -> SourceModule? {
        let helpers: [Builtin]
        switch name {
        case "posixpath", "_io", "os": helpers = fileHelpers
        case "warnings": helpers = WarningsModule.helpers
        case "contextlib": helpers = [redirection]
        case "_stdio": helpers = SysModule.helpers
        case "_random": helpers = [RandomStreams.drawn]
        case "datetime": helpers = [localTime, universalTime]
        case "_pyplot": helpers = MatplotlibModule.helpers
        case "_gradients": helpers = gradientHelpers
        case PandasModule.name: helpers = PandasModule.helpers + tableHelpers
        case _ where name.hasPrefix("_numpy"): helpers = writtenHelpers
        default: helpers = []
        }
        guard python_module_source(name) != nil else { return nil }
        return SourceModule(
            python_module_source(name).map { String(cString: $0) } ?? "", helpers: helpers, isQuiet: name == "_pyplot")
    }

    /// `open`, implemented by the module of text files.
    static let opening: [Builtin] = [
        Builtin(
            "open", .python, door: .bare,
            [
                .value("file", "the path of a file"),
                .value(
                    "mode", default: "r",
                    "r to read it, w to replace it, a to append to it, x to create it; rb and wb: as bytes"),
                .integer("buffering", default: -1, "for Python; what is written is in the file at once"),
                .value("encoding", default: nil, "for Python; text is UTF-8 here"),
                .value("errors", default: nil, "for Python; only strict is taken"),
                .value("newline", default: nil, "which ends of lines there are; any are read as \\n by default"),
            ], "A text file, to read or to write; `with` closes it.",
            example: #"""
                with open('notes.txt', 'w') as file: file.write('first\nsecond\n');
                with open('notes.txt') as file:
                    for line in file: print(line.strip())
                #> first
                #> second
                """#, related: "load save loadtxt print",
            differs: "There are no files that are read and written at once. What a cell writes is "
                + "there for others once the cell has succeeded."
        ) { (machine, arguments) throws(EvaluationError) in
            let function = try machine.member("open", ofSourceModule: "_io")
            return try machine.callBack(
                function,
                [
                    arguments.value(0), arguments[1] ?? .string("r"), arguments[2] ?? .int(-1), arguments[3] ?? .none,
                    arguments[4] ?? .none,
                    arguments[5] ?? .none,
                ])
        }
    ]

    // MARK: - Helpers of the modules

    /// A function that only modules written in Python can see.
    static func helper(
        _ name: String, _ parameters: [Parameter], traits: Builtin.Traits = [],
        _ implementation: @escaping Builtin.Implementation
    ) -> Builtin {
        Builtin(
            name, .python, door: .bare, traits: traits.union(.placesOnly), parameters, "For a module of Python's.",
            implementation)
    }

    private static let fileHelpers: [Builtin] = [
        helper("_kind_of_file", [.text("path", "a path")]) { (machine, arguments) throws(EvaluationError) in
            switch machine.options.files.kind(of: try arguments.text("path")) {
            case .nothing: .string("")
            case .file: .string("file")
            case .folder: .string("folder")
            }
        },
        helper("_size_of_file", [.text("path", "a path")]) { (machine, arguments) throws(EvaluationError) in
            let path = try arguments.text("path")
            let file = try machine.fileToRead(path)
            return .int(try machine.onTextFile(path) { () throws(FileError) in try FileReader(path: file).count })
        },
        helper("_read_text", [.text("path", "a path")]) { (machine, arguments) throws(EvaluationError) in
            let path = try arguments.text("path")
            let file = try machine.fileToRead(path)
            let text = try machine.onTextFile(path) { () throws(FileError) in
                let bytes = try TextFile.bytes(path: file)
                return try TextFile.text(of: bytes[...])
            }
            return .string(Text(text))
        },
        helper(
            "_write_text",
            [.text("path", "a path"), .text("text", "what is written"), .truth("adds", "whether it is added")],
            traits: .writesFiles
        ) { (machine, arguments) throws(EvaluationError) in
            try machine.write(
                Array(try arguments.text("text").utf8), to: try arguments.text("path"),
                adding: try arguments.bool("adds"))
            return .none
        },
        helper("_read_bytes", [.text("path", "a path")]) { (machine, arguments) throws(EvaluationError) in
            let path = try arguments.text("path")
            let file = try machine.fileToRead(path)
            return BytesClass.object(
                try machine.onTextFile(path) { () throws(FileError) in try TextFile.bytes(path: file) })
        },
        helper(
            "_write_bytes",
            [.text("path", "a path"), .value("data", "what is written"), .truth("adds", "whether it is added")],
            traits: .writesFiles
        ) { (machine, arguments) throws(EvaluationError) in
            try machine.write(
                arguments.value(1).bytes ?? [], to: try arguments.text("path"), adding: try arguments.bool("adds"))
            return .none
        },
        helper("_names_in", [.text("path", "a path")]) { (machine, arguments) throws(EvaluationError) in
            // The files there aren't part of the session.
            machine.readsClock = true
            let names = machine.options.files.names(in: try arguments.text("path"))
            return .list(ListObject(names.map { .string(Text($0)) }))
        },
        helper("_working_folder", []) { (machine, _) in
            machine.readsClock = true
            return .string(Text(FileScope.workingFolder))
        },
        helper("_count_bytes", [.text("text", "a text")]) { (_, arguments) throws(EvaluationError) in
            .int(try arguments.text("text").utf8.count)
        },
    ]

    /// Redirects printed text to an object, and returns the previous target; None stands for the output.
    private static let redirection = helper("_redirect", [.value("target", "what is written to")]) {
        (machine, arguments) in
        let before = machine.redirected ?? .none
        machine.redirected = arguments.value(0).isNone ? nil : arguments.value(0)
        return before
    }

    /// The local date and time of the wall clock; values computed from them are marked.
    private static let localTime = clock("_local_time") { localtime_r($0, $1) }
    private static let universalTime = clock("_utc_time") { gmtime_r($0, $1) }

    private static func clock(
        _ name: String,
        _ split: @escaping @Sendable (UnsafePointer<time_t>, UnsafeMutablePointer<tm>) -> UnsafeMutablePointer<tm>?
    ) -> Builtin {
        helper(name, []) { (machine, _) in
            machine.readsClock = true
            var now = timespec()
            clock_gettime(CLOCK_REALTIME, &now)
            var (seconds, parts) = (now.tv_sec, tm())
            _ = split(&seconds, &parts)
            return .tuple(TupleObject(fields(of: parts, nanoseconds: Int(now.tv_nsec)).map { .int($0) }))
        }
    }

    private static func fields(of parts: tm, nanoseconds: Int) -> [Int] {
        [
            Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday), Int(parts.tm_hour),
            Int(parts.tm_min), Int(parts.tm_sec), nanoseconds / 1000,
        ]
    }
}

extension Machine {
    /// A member of a module written in Python.
    func member(_ name: String, ofSourceModule module: String) throws(EvaluationError) -> Value {
        let found: Value?
        do throws(Failure) { found = try sourceModule(module) } catch {
            pendingFailure = error
            throw error.error
        }
        guard let found else { throw .names(.noModule(module)) }
        return try attribute(name, of: found)
    }

    /// Runs an operation on a text file; errors name the path.
    fileprivate func onTextFile<Result>(
        _ path: String, _ work: () throws(FileError) -> Result
    ) throws(EvaluationError) -> Result {
        do { return try work() } catch { throw .file(.file(error), path: path) }
    }

    /// Writes a file or appends to it; the file is committed at the end of the cell.
    fileprivate func write(_ added: [UInt8], to path: String, adding: Bool) throws(EvaluationError) {
        let present = adding ? try fileToRead(path) : ""
        let file = try fileToReplace(path)
        var before: [UInt8] = []
        if adding, present != file {
            // The first append in this cell begins with the existing content.
            before = try onTextFile(path) { () throws(FileError) in try TextFile.bytes(path: present) }
        }
        let bytes = before + added
        let isNew = !adding || present != file
        try onTextFile(path) { () throws(FileError) in try TextFile.write(bytes, to: file, anew: isNew) }
    }
}
