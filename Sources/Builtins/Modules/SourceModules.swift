internal import Files
internal import Interpreter
internal import Platform
internal import PythonModules
internal import TensorFiles

extension Builtins {
    /// A module of Python's that is written in Python (`Sources/PythonModules`); nil if there is none of the name.
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

    /// `open`, which the module of text files carries out.
    static let opening: [Builtin] = [
        Builtin(
            "open", .python, door: .bare,
            [
                .value("file", "the path of a file"),
                .value(
                    "mode", default: "r",
                    "r to read it, w to write it anew, a to add to it, x to make it; rb and wb: as bytes"),
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

    // MARK: - What the modules need

    /// A function that a module written in Python sees, and nobody else.
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
            // What lies there is no part of the session.
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

    /// Has what is printed go to an object from now on, and gives what it went to; None is the output.
    private static let redirection = helper("_redirect", [.value("target", "what is written to")]) {
        (machine, arguments) in
        let before = machine.redirected ?? .none
        machine.redirected = arguments.value(0).isNone ? nil : arguments.value(0)
        return before
    }

    /// The date and time of day by the clock on the wall, which mark what they go into.
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
    /// A member of a module that is written in Python.
    func member(_ name: String, ofSourceModule module: String) throws(EvaluationError) -> Value {
        let found: Value?
        do throws(Failure) { found = try sourceModule(module) } catch {
            pendingFailure = error
            throw error.error
        }
        guard let found else { throw .names(.noModule(module)) }
        return try attribute(name, of: found)
    }

    /// Carries out work on a text file; its error names the path.
    fileprivate func onTextFile<Result>(
        _ path: String, _ work: () throws(FileError) -> Result
    ) throws(EvaluationError) -> Result {
        do { return try work() } catch { throw .file(.file(error), path: path) }
    }

    /// Writes a file anew, or adds to it: to the file that waits for the cell's end.
    fileprivate func write(_ added: [UInt8], to path: String, adding: Bool) throws(EvaluationError) {
        let present = adding ? try fileToRead(path) : ""
        let file = try fileToReplace(path)
        var before: [UInt8] = []
        if adding, present != file {
            // The first addition of this cell begins with what was there.
            before = try onTextFile(path) { () throws(FileError) in try TextFile.bytes(path: present) }
        }
        let bytes = before + added
        let isNew = !adding || present != file
        try onTextFile(path) { () throws(FileError) in try TextFile.write(bytes, to: file, anew: isNew) }
    }
}
