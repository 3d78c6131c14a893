/// The texts that were, to go back to. What was typed in one go, up to a blank, is one step.
struct UndoStack: Sendable {
    private var steps: [EditedText] = []
    private var last = EditedText(scalars: [], cursor: 0)
    private var isTyping = false

    /// How many steps are kept, and how many scalars they may have altogether.
    private static let mostSteps = 200
    private static let mostScalars = 4_000_000

    /// Notes the text as it is before the next key.
    mutating func note(_ text: EditedText) {
        let isSame =
            text.scalars.count == last.scalars.count
            && text.scalars.sharedStart(with: last.scalars) == last.scalars.count
        guard !isSame else {
            if text.cursor != last.cursor { isTyping = false }
            last.cursor = text.cursor
            return
        }
        let typed = Self.typed(from: last, to: text)
        if !(isTyping && typed != nil && typed != " " && typed != "\n") {
            steps.append(last)
            if steps.count > Self.mostSteps || steps.count * text.scalars.count > Self.mostScalars {
                steps.removeFirst()
            }
        }
        isTyping = typed != nil
        last = text
    }

    /// The text before the last change.
    mutating func back() -> EditedText? {
        guard let step = steps.popLast() else { return nil }
        last = step
        isTyping = false
        return step
    }

    /// The one character by which the second text is longer, if it was typed at the cursor.
    private static func typed(from old: EditedText, to new: EditedText) -> Unicode.Scalar? {
        guard new.scalars.count == old.scalars.count + 1, new.cursor == old.cursor + 1, new.cursor > 0,
            new.scalars.sharedStart(with: old.scalars) >= old.cursor
        else { return nil }
        return new.scalars[new.cursor - 1]
    }
}
