public import Interpreter
public import Sessions

/// The options of an export.
public struct ExportOptions: Sendable {
    /// The array library that its code uses.
    public var engine: ExportEngine
    /// The tags of cells to leave out.
    public var without: [String]

    /// Makes options.
    public init(engine: ExportEngine = .numpy, without: [String] = []) {
        (self.engine, self.without) = (engine, without)
    }

    /// The bytes of the exported file for a session.
    ///
    /// - Parameters:
    ///   - path: the path of the exported file, whose extension selects the format.
    ///   - interpreter: an interpreter with an empty workspace, in which the session is replayed.
    /// - Throws: ``ExportError`` if a cell fails, or can't be exported.
    public func bytes(
        of file: SessionFile, for path: String, with interpreter: Interpreter
    ) throws(ExportError) -> [UInt8] {
        switch ExportFormat(path: path) {
        case .page: return Array(try SessionPage(interpreter, without: without).html(of: file).utf8)
        case .notebook: return try exporter(interpreter).program(of: file).notebookBytes()
        case .code, nil: return Array(try exporter(interpreter).program(of: file).text.utf8)
        }
    }

    /// The number of the session's cells that an export includes.
    public func cellCount(of file: SessionFile) -> Int {
        SessionSection.sections(of: file).sections
            .count { $0.cell != nil && !$0.title.tags.contains(where: without.contains) }
    }

    private func exporter(_ interpreter: Interpreter) -> PythonExporter {
        PythonExporter(interpreter, engine: engine, without: without)
    }
}

/// The format of an export.
public enum ExportFormat: Sendable {
    /// Python source.
    case code
    /// A Jupyter notebook.
    case notebook
    /// An HTML page.
    case page

    /// The format for a path's extension.
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
