internal import CLibedit

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A prompt at which the user edits lines: emacs keys, or vi's if `~/.editrc` says so, and a history in memory.
///
/// The terminal is in the mode for editing only while a line is read. There should be one editor at a time, since the
/// signals it follows during a read belong to the whole process.
public struct LineEditor: ~Copyable {
    private let handle: EditLineHandle

    /// Sets up the editor on standard input and output, with the settings of `~/.editrc` (or the file `EDITRC` names).
    ///
    /// Takes the character set from the environment (`LC_ALL`, `LC_CTYPE`, `LANG`), for the whole process.
    ///
    /// - Parameter programName: the name that lines of `~/.editrc` may be limited to, as in `descent:bind -v`.
    /// - Throws: `EditorError` when libedit can't be set up.
    public init(programName: String) throws(EditorError) {
        guard let input = clibedit_standard_input(), let output = clibedit_standard_output(),
            let errors = clibedit_standard_error()
        else { throw .noEditor }
        try self.init(programName: programName, input: input, output: output, errors: errors)
    }

    /// Sets up the editor on other streams, which must outlive it.
    init(
        programName: String, input: UnsafeMutablePointer<FILE>, output: UnsafeMutablePointer<FILE>,
        errors: UnsafeMutablePointer<FILE>
    ) throws(EditorError) {
        Self.setCharacterSet()
        handle = try EditLineHandle.open(programName: programName, input: input, output: output, errors: errors)
    }

    /// Takes the character set from the environment. Where that says nothing (a bare container), the text is UTF-8 all the
    /// same: the plain "C" locale would refuse every letter outside ASCII.
    private static func setCharacterSet() {
        let isSet = setlocale(LC_CTYPE, "") != nil
        if !isSet || String(cString: nl_langinfo(nl_item(CODESET))) == asciiCharacterSet {
            _ = setlocale(LC_CTYPE, "C.UTF-8") ?? setlocale(LC_CTYPE, "UTF-8")
        }
    }

    #if canImport(Glibc)
        private static let asciiCharacterSet = "ANSI_X3.4-1968"
    #else
        private static let asciiCharacterSet = "US-ASCII"
    #endif

    /// Reads one line.
    ///
    /// - Parameters:
    ///   - prompt: what stands before the line. Escape sequences in it take no columns.
    ///   - rightPrompt: what stands at the right edge of the line, as long as there is room.
    /// - Returns: the line; or `.interrupted` after Ctrl-C, `.endOfFile` after Ctrl-D on an empty line. A line that the
    ///   user took from the history may hold newlines. The cursor is at the start of a row after a line and after Ctrl-C;
    ///   after Ctrl-D it is still behind the prompt.
    public mutating func readLine(prompt: String, rightPrompt: String? = nil) -> Input {
        handle.state.prompt = WideText(PromptMarking.marked(prompt))
        handle.state.rightPrompt = WideText(PromptMarking.marked(rightPrompt ?? ""))
        return handle.readLine()
    }

    /// Reads a cell: a line, and more of them as long as the text so far is not whole.
    ///
    /// - Parameters:
    ///   - prompt: what stands before the first line.
    ///   - continuationPrompt: what stands before each further line.
    ///   - rightPrompt: what stands at the right edge of the first line.
    ///   - needsMore: whether the text so far, its lines joined by newlines, asks for another line.
    /// - Returns: the cell without its last newline. Ctrl-C on any line drops the whole cell (`.interrupted`). Ctrl-D on the
    ///   empty first line is `.endOfFile`; on an empty further line it ends the cell as it stands, whole or not.
    public mutating func readCell(
        prompt: String, continuationPrompt: String, rightPrompt: String? = nil, needsMore: (String) -> Bool
    ) -> Input {
        let first = readLine(prompt: prompt, rightPrompt: rightPrompt)
        guard case .line(var cell) = first else { return first }
        while needsMore(cell) {
            switch readLine(prompt: continuationPrompt) {
            case .line(let line): cell += "\n" + line
            case .interrupted: return .interrupted
            case .endOfFile: return .line(cell)
            }
        }
        return .line(cell)
    }

    /// Adds a cell to the history, as one entry even if it has several lines.
    ///
    /// It lasts as long as the editor; an empty cell is not kept.
    public mutating func addHistory(_ cell: String) {
        guard !cell.isEmpty else { return }
        handle.addHistory(cell)
    }
}
