/// Which blanks a new line begins with.
enum Indentation {
    /// How far blocks are indented.
    static let width = 4

    private static let enders: Set<String> = ["return", "break", "continue", "pass", "raise"]

    /// The blanks of the line that follows a text: as many as its last line has, four more after one that opens a block,
    /// four fewer after one that ends it.
    static func blanks(after text: some Collection<Unicode.Scalar>) -> String {
        let scan = Scan(text)
        let line = lastLine(of: text)
        let own = line.prefix { $0 == " " || $0 == "\t" }.string
        if scan.isInside { return own }
        if scan.opensBlock { return own + String(repeating: " ", count: width) }
        let word = line.dropFirst(own.unicodeScalars.count).prefix { ("a"..."z").contains($0) }.string
        guard enders.contains(word) else { return own }
        return String(own.dropLast(own.hasSuffix("\t") ? 1 : width))
    }

    private static func lastLine(of text: some Collection<Unicode.Scalar>) -> [Unicode.Scalar] {
        var line: [Unicode.Scalar] = []
        for scalar in text {
            if scalar == "\n" { line.removeAll() } else { line.append(scalar) }
        }
        return line
    }

    /// Where the end of a text stands, by Python's brackets, strings and comments.
    private struct Scan {
        private var depth = 0
        /// The quotes of the string that is open.
        private var quotes: [Unicode.Scalar] = []
        /// The last character that is neither blank nor comment.
        private var last: Unicode.Scalar?

        /// Whether a bracket or a string in triple quotes is open.
        var isInside: Bool { depth > 0 || quotes.count == 3 }
        var opensBlock: Bool { last == ":" }

        init(_ text: some Collection<Unicode.Scalar>) {
            let text = Array(text)
            var index = 0
            while index < text.count { index += take(text[index...]) }
        }

        /// Takes what comes next; gives how many characters that is.
        private mutating func take(_ rest: ArraySlice<Unicode.Scalar>) -> Int {
            guard let scalar = rest.first else { return 1 }
            if !quotes.isEmpty { return takeString(scalar, rest) }
            switch scalar {
            case "\"", "'":
                let isTriple = rest.starts(with: [scalar, scalar, scalar])
                quotes = Array(repeating: scalar, count: isTriple ? 3 : 1)
                last = scalar
                return quotes.count
            case "#": return rest.prefix { $0 != "\n" }.count
            case "(", "[", "{": depth += 1
            case ")", "]", "}": depth = max(0, depth - 1)
            case "\n": if depth == 0 { last = nil }
            default: break
            }
            if !scalar.properties.isWhitespace { last = scalar }
            return 1
        }

        private mutating func takeString(_ scalar: Unicode.Scalar, _ rest: ArraySlice<Unicode.Scalar>) -> Int {
            if scalar == "\\" { return 2 }
            if scalar == "\n", quotes.count == 1 {
                quotes = []
                last = nil
                return 1
            }
            guard rest.starts(with: quotes) else { return 1 }
            defer { quotes = [] }
            return quotes.count
        }
    }
}
