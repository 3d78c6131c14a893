internal import CLibedit

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

extension EditLineHandle {
    /// Gives the editor its keys: emacs's, then what the user's settings say, then Ctrl-C and Ctrl-Z.
    ///
    /// The terminal sends both as characters while a line is edited: a line dropped by a key binding needs no signal
    /// handler, no state outside the editor, and can't race with the read. Signals that come from elsewhere stay with
    /// libedit, which gives the terminal back before they act.
    ///
    /// - Returns: whether libedit took them all.
    borrowing func setKeys() -> Bool {
        guard clibedit_set_emacs_keys(editor) == 0,
            clibedit_add_interrupt(editor, interrupt) == 0,
            clibedit_add_suspend(editor, suspend) == 0,
            clibedit_bind_search(editor) == 0
        else { return false }
        // The outcome says only whether there was a file, and whether libedit liked its last line.
        _ = el_source(editor, nil)
        // Changing to vi's keys clears every binding, and vi has none for the incremental search.
        if clibedit_has_vi_keys(editor) != 0, clibedit_bind_search(editor) != 0 { return false }
        return clibedit_bind_interrupt(editor) == 0 && clibedit_bind_suspend(editor) == 0
            && clibedit_bind_redisplay(editor) == 0
            && clibedit_take_signal_keys(editor) >= 0 && clibedit_handle_signals(editor, 1) == 0
    }
}

/// Ctrl-C: ends the line as Enter would, which puts the cursor below it however many rows it takes, and says it is dropped.
private func interrupt(_ editor: OpaquePointer?, _ key: wint_t) -> UInt8 {
    EditorState.of(editor)?.isInterrupted = true
    var newline: [wchar_t] = [10, 0]
    el_wpush(editor, &newline)
    return UInt8(CC_NORM)
}

/// Ctrl-Z: stops the program as the terminal would have, and draws the line again once it goes on.
private func suspend(_ editor: OpaquePointer?, _ key: wint_t) -> UInt8 {
    _ = clibedit_prepare_terminal(editor, 0)
    // libedit's own handler for this signal acts only once a read, and the second Ctrl-Z of a line would miss it.
    let handler = signal(SIGTSTP, SIG_DFL)
    // The whole process group stops, as with any job; a group that no shell looks after is not stopped at all.
    kill(0, SIGTSTP)
    _ = signal(SIGTSTP, handler)
    _ = RedrawSignals.takeWentOn()
    _ = clibedit_prepare_terminal(editor, 1)
    _ = clibedit_refresh(editor)
    return UInt8(CC_NORM)
}
