import Testing

@testable import LineEditing

@Suite
struct PromptMarkingTests {
    @Test(arguments: [
        ("In [1]: ", "In [1]: "),
        ("", ""),
        ("\u{1B}[1mIn\u{1B}[0m: ", "\u{1}\u{1B}[1m\u{1}In\u{1}\u{1B}[0m\u{1}: "),
        // Neighbours share their marks, whatever kind they are.
        ("\u{1B}[1m\u{1B}]0;a title\u{7}\u{1B}7x", "\u{1}\u{1B}[1m\u{1B}]0;a title\u{7}\u{1B}7\u{1}x"),
        ("\u{1B}]8;;http://x\u{1B}\\x", "\u{1}\u{1B}]8;;http://x\u{1B}\\\u{1}x"),
        // Sequences at the end need a visible character after them.
        ("\u{1B}[1mIn: \u{1B}[0m", "\u{1}\u{1B}[1m\u{1}In:\u{1}\u{1B}[0m\u{1} "),
        ("\u{1B}[1m>\u{1B}[0m", "\u{1}\u{1B}[1m\u{1B}[0m\u{1}>"),
        // Nothing visible at all, marks of the caller's, and sequences that end too soon.
        ("\u{1B}[1m", ""),
        ("a\u{1}b", "ab"),
        ("a\u{1B}[12", "\u{1}\u{1B}[12\u{1}a"),
        ("a\u{1B}", "\u{1}\u{1B}\u{1}a"),
        ("\u{1B}[38;5;1m日\u{1B}[0m ", "\u{1}\u{1B}[38;5;1m\u{1}日\u{1}\u{1B}[0m\u{1} "),
    ])
    func marks(prompt: String, marked: String) {
        #expect(PromptMarking.marked(prompt) == marked)
    }
}
