internal import Interpreter

/// What Python's string methods do, on strings.
enum StringFunctions {
    /// The parts between separators; at most `limit` cuts if it isn't negative.
    static func split(_ text: String, _ separator: String, limit: Int) -> [String] {
        // One character's UTF-8 never stands inside another's, so bytes are enough to compare.
        let bytes = Array(text.utf8)
        let pattern = Array(separator.utf8)
        guard let head = pattern.first else { return [text] }
        var parts: [String] = []
        var (start, index) = (0, 0)
        while index + pattern.count <= bytes.count, limit < 0 || parts.count < limit {
            if bytes[index] == head, bytes[index..<(index + pattern.count)].elementsEqual(pattern) {
                parts.append(String(decoding: bytes[start..<index], as: UTF8.self))
                index += pattern.count
                start = index
            } else {
                index += 1
            }
        }
        parts.append(String(decoding: bytes[start...], as: UTF8.self))
        return parts
    }

    /// The words between runs of blanks.
    static func words(_ text: String, limit: Int) -> [String] {
        var words: [String] = []
        var rest = Substring(text).unicodeScalars.drop { $0.properties.isWhitespace }
        while !rest.isEmpty {
            if limit >= 0, words.count == limit {
                while let last = rest.last, last.properties.isWhitespace { rest.removeLast() }
                words.append(String(rest))
                return words
            }
            let word = rest.prefix { !$0.properties.isWhitespace }
            words.append(String(word))
            rest = rest.dropFirst(word.count).drop { $0.properties.isWhitespace }
        }
        return words
    }

    /// The lines, without their ends.
    static func lines(_ text: String) -> [String] {
        var lines: [String] = []
        var line = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            if scalar == "\n", previous == "\r" {
                previous = scalar
                continue
            }
            if scalar == "\n" || scalar == "\r" {
                lines.append(String(line))
                line = .init()
            } else {
                line.append(scalar)
            }
            previous = scalar
        }
        if !line.isEmpty { lines.append(String(line)) }
        return lines
    }

    static func replace(_ text: String, _ old: String, by new: String, count: Int) -> String {
        if old.isEmpty {
            let limit = count < 0 ? Int.max : count
            var result = ""
            var replaced = 0
            for scalar in text.unicodeScalars {
                if replaced < limit {
                    result += new
                    replaced += 1
                }
                result.unicodeScalars.append(scalar)
            }
            return replaced < limit ? result + new : result
        }
        return split(text, old, limit: count).joined(separator: new)
    }

    /// Where a part first stands, counted in characters.
    static func find(_ part: String, in text: String) -> Int? {
        if part.isEmpty { return 0 }
        let parts = split(text, part, limit: 1)
        return parts.count == 1 ? nil : parts[0].unicodeScalars.count
    }

    static func title(_ text: String) -> String {
        var result = ""
        var isInWord = false
        for character in text {
            result += isInWord ? character.lowercased() : character.uppercased()
            isInWord = character.isLetter
        }
        return result
    }

    static func swapCase(_ text: String) -> String {
        text.map { $0.isUppercase ? $0.lowercased() : $0.uppercased() }.joined()
    }
}
