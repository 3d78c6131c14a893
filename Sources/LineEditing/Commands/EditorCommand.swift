internal import CLibedit
internal import Platform

/// A command of ours that keys can be bound to, in `~/.editrc` too.
struct EditorCommand: Sendable {
    typealias Function = @convention(c) (OpaquePointer?, wint_t) -> UInt8

    let name: String
    let help: String
    let function: Function

    /// All of them.
    static let all: [EditorCommand] = [
        EditorCommand(
            name: "descent-enter",
            help: "End the cell if it is whole and the cursor is in its last line; else begin a new line"
        ) { editor, _ in run(editor) { $1.enter($0) } },
        EditorCommand(name: "descent-run", help: "End the cell, wherever the cursor is") { editor, _ in
            run(editor) { $1.accept($0) }
        },
        EditorCommand(name: "descent-edit", help: "Edit the cell in the editor that VISUAL or EDITOR names") {
            editor, _ in run(editor) { $1.edit($0) }
        },
        EditorCommand(name: "descent-newline", help: "Begin a new line") { editor, _ in
            run(editor) { $1.insertNewline($0) }
        },
        EditorCommand(name: "descent-interrupt", help: "Drop the cell") { editor, _ in
            run(editor) { $1.interrupt($0) }
        },
        EditorCommand(name: "descent-suspend", help: "Stop and leave to the shell") { editor, _ in
            run(editor) { $1.suspend($0, wholeJob: true) }
        },
        EditorCommand(name: "descent-leave", help: "Leave if the cell is empty; else delete the next character") {
            editor, _ in run(editor) { $1.leave($0) }
        },
        EditorCommand(name: "descent-up", help: "Go to the line above, or to the cell before") { editor, _ in
            run(editor) { $1.moveUp($0) }
        },
        EditorCommand(name: "descent-down", help: "Go to the line below, or to the cell after") { editor, _ in
            run(editor) { $1.moveDown($0) }
        },
        EditorCommand(name: "descent-line-start", help: "Go to the start of the line") { editor, _ in
            run(editor) { buffer, _ in buffer.move(to: buffer.edited.lineStart) }
        },
        EditorCommand(name: "descent-line-end", help: "Go to the end of the line, or take what is suggested") {
            editor, _ in run(editor) { $1.moveToLineEnd($0) }
        },
        EditorCommand(name: "descent-right", help: "Go to the next character, or take what is suggested") {
            editor, _ in run(editor) { $1.moveRight($0) }
        },
        EditorCommand(name: "descent-word-right", help: "Go behind the next word, or take a word that is suggested") {
            editor, _ in run(editor) { $1.moveWordRight($0) }
        },
        EditorCommand(name: "descent-backspace", help: "Delete the character before, or a step of indentation") {
            editor, _ in run(editor) { $1.deleteBackward($0) }
        },
        EditorCommand(name: "descent-delete", help: "Delete the next character") { editor, _ in
            run(editor) { $1.deleteForward($0) }
        },
        EditorCommand(name: "descent-cut-line-end", help: "Cut to the end of the line") { editor, _ in
            run(editor) { $1.cutToLineEnd($0) }
        },
        EditorCommand(name: "descent-cut-line-start", help: "Cut to the start of the line") { editor, _ in
            run(editor) { buffer, state in state.cut(buffer.edited.lineStart..<buffer.cursor, buffer) }
        },
        EditorCommand(name: "descent-cut-blank-word", help: "Cut to the blank before the cursor") { editor, _ in
            run(editor) { $1.cutWord($0, blanksOnly: true) }
        },
        EditorCommand(name: "descent-cut-word", help: "Cut to the start of the word") { editor, _ in
            run(editor) { $1.cutWord($0, blanksOnly: false) }
        },
        EditorCommand(name: "descent-insert-cut", help: "Insert what was cut last") { editor, _ in
            run(editor) { buffer, state in buffer.insert(state.cut) }
        },
        EditorCommand(name: "descent-undo", help: "Take back the last change") { editor, _ in
            run(editor) { buffer, state in
                if let text = state.undo.back() { buffer.set(text.scalars, cursor: text.cursor) }
            }
        },
        EditorCommand(name: "descent-complete", help: "Complete the word before the cursor, or indent") { editor, _ in
            run(editor) { $1.complete($0) }
        },
        EditorCommand(name: "descent-complete-back", help: "Choose the one before in the list of completions") {
            editor, _ in run(editor) { $1.choose($0, step: -1) }
        },
        EditorCommand(name: "descent-search-older", help: "Search the cells of before") { editor, _ in
            run(editor) { $1.searchHistory($0, step: -1) }
        },
        EditorCommand(name: "descent-search-newer", help: "Search the cells of before, forwards") { editor, _ in
            run(editor) { $1.searchHistory($0, step: 1) }
        },
        EditorCommand(name: "descent-prefix-older", help: "Go to the cell before that begins like this one") {
            editor, _ in run(editor) { $1.moveToPrefix($0, step: -1) }
        },
        EditorCommand(name: "descent-prefix-newer", help: "Go to the cell after that begins like this one") {
            editor, _ in run(editor) { $1.moveToPrefix($0, step: 1) }
        },
        EditorCommand(name: "descent-clear-screen", help: "Clear the screen") { editor, _ in
            run(editor) { _, state in state.clearScreen() }
        },
        EditorCommand(name: "descent-quote", help: "Insert the next character, a tab too, as it is") { editor, _ in
            run(editor) { $1.quote($0) }
        },
        EditorCommand(name: "descent-vi-line-start", help: "Go to the start of the line") { editor, _ in
            run(editor) { buffer, _ in buffer.move(to: buffer.edited.lineStart) }
        },
        EditorCommand(name: "descent-vi-line-end", help: "Go to the last character of the line") { editor, _ in
            run(editor) { buffer, _ in buffer.move(to: max(buffer.edited.lineStart, buffer.edited.lineEnd - 1)) }
        },
        EditorCommand(name: "descent-vi-first-letter", help: "Go to the first letter of the line") { editor, _ in
            run(editor) { buffer, _ in buffer.move(to: buffer.edited.firstLetter) }
        },
        EditorCommand(name: "descent-vi-delete-line", help: "Cut the line") { editor, _ in
            run(editor) { $1.viDeleteLine($0) }
        },
        EditorCommand(name: "descent-vi-delete-to-end", help: "Cut to the end of the line") { editor, _ in
            run(editor) { buffer, state in state.viDelete(buffer) { $0.lineEnd } }
        },
        EditorCommand(name: "descent-vi-delete-to-start", help: "Cut to the start of the line") { editor, _ in
            run(editor) { buffer, state in state.viDelete(buffer) { $0.lineStart } }
        },
        EditorCommand(name: "descent-vi-delete-to-letter", help: "Cut to the first letter of the line") { editor, _ in
            run(editor) { buffer, state in state.viDelete(buffer) { $0.firstLetter } }
        },
        EditorCommand(name: "descent-vi-clear-line", help: "Cut the text of the line, not its indentation") {
            editor, _ in
            run(editor) { buffer, state in
                buffer.move(to: buffer.edited.firstLetter)
                state.viDelete(buffer) { $0.lineEnd }
            }
        },
        EditorCommand(name: "descent-vi-append", help: "Go behind the last character of the line") { editor, _ in
            run(editor) { buffer, _ in buffer.move(to: buffer.edited.lineEnd) }
        },
        EditorCommand(name: "descent-vi-insert", help: "Go before the first letter of the line") { editor, _ in
            run(editor) { buffer, _ in buffer.move(to: buffer.edited.firstLetter) }
        },
        EditorCommand(name: "descent-paste", help: "Insert what the terminal sent as pasted") { editor, _ in
            run(editor) { $1.insertPaste($0) }
        },
    ]

    /// Runs a command; libedit then goes on, or leaves the read when it has come to an outcome.
    private static func run(_ editor: OpaquePointer?, _ body: (EditBuffer, EditorState) -> Void) -> UInt8 {
        guard let editor, let state = EditorState.of(editor) else { return UInt8(CC_ERROR) }
        let buffer = EditBuffer(editor: editor)
        body(buffer, state)
        if state.outcome != nil { return UInt8(CC_EOF) }
        // libedit's own drawing, which nobody sees, goes through the whole text.
        return UInt8(state.insertsItself(into: buffer) ? CC_NORM : CC_REFRESH)
    }
}
