/// A set of names, by their numbers: a bit each, since every value of a long chain has one.
struct NameSet: Sendable {
    private var words: [UInt64] = []

    func contains(_ number: Int) -> Bool {
        number >> 6 < words.count && words[number >> 6] & (1 << UInt64(number & 63)) != 0
    }

    mutating func insert(_ number: Int) {
        if contains(number) { return }
        while words.count <= number >> 6 { words.append(0) }
        words[number >> 6] |= 1 << UInt64(number & 63)
    }

    /// Sets that add nothing share their storage.
    mutating func formUnion(_ other: NameSet) {
        if words.isEmpty { words = other.words }
        while words.count < other.words.count { words.append(0) }
        for (index, word) in other.words.enumerated() where words[index] | word != words[index] { words[index] |= word }
    }

    func isDisjoint(with other: NameSet) -> Bool {
        for index in 0..<min(words.count, other.words.count) where words[index] & other.words[index] != 0 {
            return false
        }
        return true
    }
}
