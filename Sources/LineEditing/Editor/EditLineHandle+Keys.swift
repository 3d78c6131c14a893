internal import CLibedit
internal import Platform

extension EditLineHandle {
    /// The keys that mean the same with emacs's keys and while text is typed with vi's.
    private static let typingKeys: [(key: String, command: String)] = [
        ("^J", "descent-enter"), ("^M", "descent-enter"), ("\\e^M", "descent-run"), ("\\e^J", "descent-run"),
        ("^O", "descent-newline"), ("^X^E", "descent-edit"), ("^D", "descent-leave"), ("^H", "descent-backspace"),
        ("\\177", "descent-backspace"),
        ("^I", "descent-complete"), ("^L", "descent-clear-screen"), ("^P", "descent-up"), ("^N", "descent-down"),
        ("^A", "descent-line-start"), ("^E", "descent-line-end"), ("^R", "descent-search-older"),
        ("^S", "descent-search-newer"), ("^U", "descent-cut-line-start"), ("^W", "descent-cut-blank-word"),
        ("^K", "descent-cut-line-end"), ("^Y", "descent-insert-cut"), ("\\037", "descent-undo"),
        ("^V", "descent-quote"),
    ]

    /// Those of emacs alone. Editing libedit's own settings while a cell is typed would show nothing.
    private static let emacsKeys: [(key: String, command: String)] = [
        ("\\e\\177", "descent-cut-word"), ("\\e^H", "descent-cut-word"), ("\\ep", "descent-prefix-older"),
        ("\\en", "descent-prefix-newer"), ("\\e<", "ed-move-to-beg"), ("\\e>", "ed-move-to-end"),
        ("^F", "descent-right"), ("\\ef", "descent-word-right"), ("\\eF", "descent-word-right"),
        ("\\ex", "ed-ignore"), ("\\eX", "ed-ignore"), ("\\e\\037", "descent-undo"),
    ]

    /// Those of vi's command mode. libedit's own key that repeats a change is left out: it repeats the keys without asking
    /// for them, and `$` in an empty text then takes its cursor where it must not be (`ViKeys` has one).
    private static let viKeys: [(key: String, command: String)] = [
        ("^J", "descent-enter"), ("^M", "descent-enter"), ("\\e^M", "descent-run"), ("\\e^J", "descent-run"),
        ("^X^E", "descent-edit"), ("^D", "descent-leave"), ("^L", "descent-clear-screen"),
        ("j", "descent-down"), ("k", "descent-up"), ("^N", "descent-down"), ("^P", "descent-up"),
        ("/", "descent-search-older"), ("?", "descent-search-newer"), ("^R", "descent-search-older"),
        ("K", "descent-prefix-older"), ("J", "descent-prefix-newer"), ("u", "descent-undo"),
        (".", "ed-ignore"), ("v", "descent-edit"), (":", "ed-ignore"), ("@", "ed-ignore"),
    ]

    /// Those that nobody can change.
    private static let fixedKeys: [(key: String, command: String)] = [
        ("^C", "descent-interrupt"), ("^Z", "descent-suspend"), ("\\201", "descent-paste"),
    ]

    /// Gives the editor its keys: emacs's and ours, then what the user's settings say.
    ///
    /// The terminal sends Ctrl-C and Ctrl-Z as characters while a cell is edited: a cell dropped by a key binding needs no
    /// signal handler and can't race with the read.
    ///
    /// - Returns: whether libedit took them all.
    func setKeys() -> Bool {
        guard clibedit_set_emacs_keys(editor) == 0, bindOwnKeys(hasViKeys: false) else { return false }
        // The outcome says only whether there was a file, and whether libedit liked its last line.
        let hasSettings = el_source(editor, nil) == 0
        state.hasViKeys = clibedit_has_vi_keys(editor) != 0
        if state.hasViKeys {
            // Changing to vi's keys has cleared every binding; what the user binds comes after ours again.
            guard bindOwnKeys(hasViKeys: true) else { return false }
            bindUsersKeys()
        }
        if hasSettings || state.hasViKeys { mirrorHistory() }
        for (key, command) in Self.fixedKeys where !bind(key, command, alsoAlternative: true) { return false }
        return clibedit_take_all_keys(editor) >= 0
    }

    private func bindOwnKeys(hasViKeys: Bool) -> Bool {
        for (sequence, command) in KeySequences.commands {
            guard bind("\\e\(sequence)", command, alsoAlternative: hasViKeys) else { return false }
        }
        for (key, command) in Self.typingKeys where !bind(key, command) { return false }
        for (key, command) in hasViKeys ? [] : Self.emacsKeys where !bind(key, command) { return false }
        guard hasViKeys else { return true }
        for (key, command) in Self.viKeys where !bindAlternative(key, command) { return false }
        for (key, command) in ViKeys.commands where !bindAlternative("\\\(String(key, radix: 8))", command) {
            return false
        }
        return bind("\\202", "vi-command-mode") && bindAlternative("\\202", "ed-ignore")
    }

    private func bind(_ key: String, _ command: String, alsoAlternative: Bool = false) -> Bool {
        let isBound = WideText(key).lend { key in
            WideText(command).lend { clibedit_bind(editor, key, $0) == 0 }
        }
        guard isBound else { return false }
        return !alsoAlternative || bindAlternative(key, command)
    }

    private func bindAlternative(_ key: String, _ command: String) -> Bool {
        WideText(key).lend { key in
            WideText(command).lend { clibedit_bind_alternative(editor, key, $0) == 0 }
        }
    }

    /// Carries out the lines of the user's settings once more, but for those that choose between emacs's and vi's keys.
    private func bindUsersKeys() {
        for line in SettingsFile.lines() {
            guard let tokenizer = tok_winit(nil) else { return }
            defer { tok_wend(tokenizer) }
            var count: CInt = 0
            var words: UnsafeMutablePointer<UnsafePointer<wchar_t>?>?
            let outcome = WideText(line).lend { tok_wstr(tokenizer, $0, &count, &words) }
            guard outcome == 0, count > 1 else { continue }
            _ = el_wparse(editor, count, words)
        }
    }
}

/// The user's settings for every program that uses libedit.
enum SettingsFile {
    /// Its lines that bind keys and don't choose between emacs's and vi's.
    static func lines() -> [String] {
        let home = getenv("HOME").map { String(cString: $0) + "/.editrc" }
        guard let path = getenv("EDITRC").map({ String(cString: $0) }) ?? home, let file = fopen(path, "r") else {
            return []
        }
        defer { fclose(file) }
        var lines: [String] = []
        var buffer = [CChar](repeating: 0, count: 4096)
        while fgets(&buffer, CInt(buffer.count), file) != nil, lines.count < 10_000 {
            let bytes = buffer.prefix { $0 != 0 && $0 != 10 }.map { UInt8(bitPattern: $0) }
            let line = String(decoding: bytes, as: UTF8.self)
            let words = line.split { $0 == " " || $0 == "\t" }
            guard let first = words.first, first == "bind" || first.hasSuffix(":bind"),
                !words.contains("-v"), !words.contains("-e")
            else { continue }
            lines.append(line)
        }
        return lines
    }
}
