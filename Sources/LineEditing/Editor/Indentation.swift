internal import Syntax

/// Which blanks a new line begins with.
enum Indentation {
    /// How far blocks are indented.
    static let width = 4

    /// The blanks of the line that follows a text: as many as its last line has, four more after one that opens a block,
    /// four fewer after one that ends it.
    static func blanks(after text: some Collection<Unicode.Scalar>) -> String {
        let lines = Array(text).split(separator: "\n", omittingEmptySubsequences: false)
        var unfinished = UnfinishedText()
        for line in lines { unfinished.take(line.string) }
        let line = lines.last ?? []
        let own = line.prefix { $0 == " " || $0 == "\t" }.string
        if unfinished.isEnclosed { return own }
        if unfinished.opensBlock { return own + String(repeating: " ", count: width) }
        let word = line.dropFirst(own.unicodeScalars.count).prefix { ("a"..."z").contains($0) }.string
        guard Keyword(rawValue: word)?.leavesBlock == true else { return own }
        return String(own.dropLast(own.hasSuffix("\t") ? 1 : width))
    }
}
