/// The escape sequences that terminals send for their keys, and the command each is bound to.
enum KeySequences {
    /// The command of each sequence. What is not in here is swallowed whole.
    static let commands: [String: String] = {
        var commands: [String: String] = [:]
        let moves = [
            ("A", "descent-up"), ("B", "descent-down"), ("C", "ed-next-char"), ("D", "ed-prev-char"),
            ("H", "descent-line-start"), ("F", "descent-line-end"),
        ]
        let words = ["C": "em-next-word", "D": "ed-prev-word"]
        for (final, command) in moves {
            for introducer in ["[", "O"] { commands[introducer + final] = command }
            // 2 is Shift, 3 Alt, 5 Control, and so on; with any but Shift alone the arrows go by words.
            for modifier in 2...8 {
                commands["[1;\(modifier)\(final)"] = modifier == 2 ? command : words[final] ?? command
            }
        }
        // What rxvt, PuTTY and the Linux console send.
        commands.merge(["[1~": "descent-line-start", "[7~": "descent-line-start"]) { $1 }
        commands.merge(["[4~": "descent-line-end", "[8~": "descent-line-end"]) { $1 }
        commands.merge(["Oc": "em-next-word", "Od": "ed-prev-word", "[5C": "em-next-word"]) { $1 }
        commands.merge(["[5D": "ed-prev-word", "OM": "descent-enter"]) { $1 }
        commands.merge(["[3~": "descent-delete", "[3;3~": "em-delete-next-word"]) { $1 }
        commands.merge(["[3;5~": "em-delete-next-word"]) { $1 }
        for modifier in [2, 3, 5] {
            commands["[13;\(modifier)u"] = "descent-newline"
            commands["[27;\(modifier);13~"] = "descent-newline"
        }
        // Keys that do nothing unless the user's settings say so: Insert, Page Up and Down, F1 to F12.
        let idle =
            ["2", "5", "6", "11", "12", "13", "14", "15", "17", "18", "19", "20", "21", "23", "24"].map { "[\($0)~" }
            + ["OP", "OQ", "OR", "OS", "[[A", "[[B", "[[C", "[[D", "[[E", "[Z", "[a", "[b", "[c", "[d"]
            + (2...8).flatMap { modifier in ["[5;\(modifier)~", "[6;\(modifier)~", "[2;\(modifier)~"] }
        for sequence in idle { commands[sequence] = "ed-ignore" }
        return commands
    }()

    /// The sequence that begins a paste, and the bytes that end one.
    static let pasteStart = "[200~"
    static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)
}
