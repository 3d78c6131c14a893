/// Locates elements in the printed text of arrays and lists.
enum ArrayPlace {
    /// The indices of a token within the brackets around it; nil if it is in no brackets, or isn't an element.
    static func indices(of place: Int, in tokens: [NumberText.Token]) -> [Int]? {
        guard tokens.indices.contains(place), tokens[place].isElement else { return nil }
        var levels: [Level] = []
        var previous = ""
        for token in tokens[..<place] {
            switch token.text {
            case "[": levels.append(Level())
            // A tuple in a list, or `array(` and the like, which adds no level.
            case "(": if !levels.isEmpty { levels.append(Level(isCall: NumberText.isWord(previous))) }
            case "]", ")":
                _ = levels.popLast()
                if !levels.isEmpty { levels[levels.count - 1].passItem() }
            case ".": if !levels.isEmpty { levels[levels.count - 1].passDot() }
            // The words of a text can't be told apart from its items.
            case "'", "\"": return nil
            default: if token.isElement, !levels.isEmpty { levels[levels.count - 1].passItem() }
            }
            previous = token.text
        }
        guard !levels.isEmpty else { return nil }
        // The number of items that a `...` stands for is unknown, but the number that follow it is known.
        for depth in levels.indices where levels[depth].isCut {
            levels[depth].index = -1 - itemsAfter(place, in: tokens, levelsOut: levels.count - 1 - depth)
        }
        return levels.filter { !$0.isCall }.map(\.index)
    }

    /// The number of items that follow a token in the bracket `levelsOut` levels outside the innermost one around it.
    private static func itemsAfter(_ place: Int, in tokens: [NumberText.Token], levelsOut: Int) -> Int {
        var (depth, count) = (0, 0)
        for token in tokens[(place + 1)...] {
            switch token.text {
            case "[", "(":
                if depth == -levelsOut { count += 1 }
                depth += 1
            case "]", ")":
                depth -= 1
                if depth < -levelsOut { return count }
            default: if token.isElement, depth == -levelsOut { count += 1 }
            }
        }
        return count
    }

    private struct Level {
        var index = 0
        var isCut = false
        let isCall: Bool
        private var dots = 0

        init(isCall: Bool = false) { self.isCall = isCall }

        mutating func passItem() {
            index += 1
            dots = 0
        }

        mutating func passDot() {
            dots += 1
            if dots == 3 { isCut = true }
        }
    }
}

extension NumberText.Token {
    /// The number as written.
    var text: String {
        switch self {
        case .number(_, let text, _), .other(let text, _): text
        }
    }

    /// Whether it can be an element of an array.
    fileprivate var isElement: Bool {
        switch self {
        case .number: true
        case .other(let text, _): text == "True" || text == "False" || text == "None"
        }
    }
}
