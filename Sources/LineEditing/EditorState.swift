internal import CLibedit

/// What libedit's callbacks need while a line is read; they find it through the editor's client data.
final class EditorState {
    /// The prompts of the line being read. libedit keeps pointers into them, so they live until the next line's.
    var prompt = WideText("")
    var rightPrompt = WideText("")
    /// Where the keys come from.
    let input: CInt
    /// Whether Ctrl-C ended the line.
    var isInterrupted = false

    init(input: CInt) {
        self.input = input
    }

    /// The state that the handle gave to `editor`.
    static func of(_ editor: OpaquePointer?) -> EditorState? {
        guard let data = clibedit_client_data(editor) else { return nil }
        return Unmanaged<EditorState>.fromOpaque(data).takeUnretainedValue()
    }
}
