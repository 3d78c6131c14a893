public import Interpreter
public import Sessions

/// What an export is to be.
public struct ExportOptions: Sendable {
    /// What its code runs on.
    public var engine: ExportEngine
    /// The tags of cells that are left out.
    public var without: [String]

    /// Makes options.
    public init(engine: ExportEngine = .numpy, without: [String] = []) {
        (self.engine, self.without) = (engine, without)
    }

    /// The bytes of a file for a session.
    ///
    /// - Parameters:
    ///   - path: the file, whose name tells the format.
    ///   - interpreter: has an empty workspace, in which the session is replayed.
    public func bytes(
        of file: SessionFile, for path: String, with interpreter: Interpreter
    ) throws(ExportError) -> [UInt8] {
        switch ExportFormat(path: path) {
        case .page: return Array(try SessionPage(interpreter, without: without).html(of: file).utf8)
        case .notebook: return try exporter(interpreter).program(of: file).notebookBytes()
        case .code, nil: return Array(try exporter(interpreter).program(of: file).text.utf8)
        }
    }

    /// How many cells of a session an export has.
    public func cellCount(of file: SessionFile) -> Int {
        SessionSection.sections(of: file).sections
            .count { $0.cell != nil && !$0.title.tags.contains(where: without.contains) }
    }

    private func exporter(_ interpreter: Interpreter) -> PythonExporter {
        PythonExporter(interpreter, engine: engine, without: without)
    }
}

/// What a session is written as.
public enum ExportFormat: Sendable {
    /// Python.
    case code
    /// A Jupyter notebook.
    case notebook
    /// A page of HTML.
    case page

    /// The format that a file's name tells.
    public init?(path: String) {
        let path = path.lowercased()
        if path.hasSuffix(".py") {
            self = .code
        } else if path.hasSuffix(".ipynb") {
            self = .notebook
        } else if path.hasSuffix(".html") {
            self = .page
        } else {
            return nil
        }
    }
}
