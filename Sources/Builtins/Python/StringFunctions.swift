internal import Interpreter
internal import Kernels

/// What Python's string methods do, on strings; what they give once evaluation should stop is of no use.
enum StringFunctions {
    /// The parts between separators; at most `limit` cuts if it isn't negative.
    static func split(_ text: Text, _ separator: Text, limit: Int) throws(EvaluationError) -> [Value] {
        var parts: [Value] = []
        defer { Release.keepForNow(parts) }
        try text.forEachPart(separatedBy: separator, limit: limit) { part in
            parts.append(.string(Text(String(text.part(part)))))
        }
        return parts
    }

    /// The words between runs of blanks.
    static func words(_ text: String, limit: Int) -> [Value] {
        var words: [Value] = []
        var meter = WorkMeter()
        func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.isBlank && !meter.shouldStop(after: 4) }
        func isInWord(_ scalar: Unicode.Scalar) -> Bool { !scalar.isBlank && !meter.shouldStop(after: 4) }
        var rest = Substring(text).unicodeScalars.drop(while: isBlank)
        while !rest.isEmpty, !meter.shouldStop(after: 32) {
            if limit >= 0, words.count == limit {
                while let last = rest.last, isBlank(last) { rest.removeLast() }
                words.append(.string(Text(String(rest))))
                return words
            }
            let word = rest.prefix(while: isInWord)
            words.append(.string(Text(String(word))))
            rest = rest[word.endIndex...].drop(while: isBlank)
        }
        return words
    }

    /// The lines, without their ends.
    static func lines(_ text: String) -> [Value] {
        var lines: [Value] = []
        var line = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars.polled(work: 4) {
            defer { previous = scalar }
            if scalar == "\n", previous == "\r" { continue }
            if scalar == "\n" || scalar == "\r" {
                lines.append(.string(Text(String(line))))
                line = .init()
            } else {
                line.append(scalar)
            }
        }
        if !line.isEmpty { lines.append(.string(Text(String(line)))) }
        return lines
    }

    /// Strings with another between them.
    ///
    /// - Returns: nil if one is no string; `refuse` is called with it.
    static func join(
        _ items: [Value], with separator: Text, refuse: (Value) -> EvaluationError
    ) throws(EvaluationError) -> Text {
        var length = 0
        for item in items.polled(work: 4) {
            guard case .string(let part) = item else { throw refuse(item) }
            let (sum, overflow) = length.addingReportingOverflow(part.string.utf8.count + separator.string.utf8.count)
            length = overflow ? Int.max : sum
        }
        try Allowance.check(length, of: 1)
        var result = ""
        result.reserveCapacity(length)
        for (place, item) in items.enumerated().polled(work: 8) {
            if Interruption.isRequested { break }
            if place > 0 { result.append(interruptibly: separator.string) }
            if case .string(let part) = item { result.append(interruptibly: part.string) }
        }
        return Text(result)
    }

    /// A text with another in place of a part, `count` times at most if that isn't negative.
    static func replace(_ text: Text, _ old: Text, by new: Text, count: Int) throws(EvaluationError) -> Text {
        if old.isEmpty { return try interleave(text, with: new, count: count) }
        if new.string.utf8.count > old.string.utf8.count, count != 0 {
            var places = 0
            try text.forEachPart(separatedBy: old, limit: count) { _ in places += 1 }
            try check(text, adding: new, times: places)
        }
        var result = ""
        try text.forEachPart(separatedBy: old, limit: count) { part in
            if part.lowerBound > 0 { result.append(interruptibly: new.string) }
            result += text.part(part)
        }
        return Text(result)
    }

    /// A text with another before each of its characters and at its end, `count` times at most if that isn't negative.
    private static func interleave(_ text: Text, with new: Text, count: Int) throws(EvaluationError) -> Text {
        let limit = count < 0 ? Int.max : count
        try check(text, adding: new, times: min(limit, text.count + 1))
        var result = ""
        for (place, scalar) in text.string.unicodeScalars.enumerated().polled(work: 8) {
            if place < limit { result += new.string }
            result.unicodeScalars.append(scalar)
        }
        if text.count < limit { result += new.string }
        return Text(result)
    }

    private static func check(_ text: Text, adding new: Text, times: Int) throws(EvaluationError) {
        let added = times.multipliedReportingOverflow(by: new.string.utf8.count)
        try Allowance.check(text.string.utf8.count, plus: added.overflow ? Int.max : added.partialValue)
    }

    static func title(_ text: String) -> String {
        var result = ""
        var isInWord = false
        for character in text.polled(work: 32) {
            result += isInWord ? character.lowercased() : character.uppercased()
            isInWord = character.isLetter
        }
        return result
    }

    static func swapCase(_ text: String) -> String {
        var result = ""
        for character in text.polled(work: 32) {
            result += character.isUppercase ? character.lowercased() : character.uppercased()
        }
        return result
    }
}

extension Unicode.Scalar {
    /// Whether Python's strings count it as a blank.
    var isBlank: Bool {
        isASCII ? value == 32 || (9...13).contains(value) || (28...31).contains(value) : properties.isWhitespace
    }
}
