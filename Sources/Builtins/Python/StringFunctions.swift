internal import Interpreter
internal import Kernels
internal import Syntax

/// The implementations of Python's string methods. After an interruption, their results are meaningless.
enum StringFunctions {
    /// The parts between separators; at most `limit` splits unless it is negative.
    static func split(_ text: Text, _ separator: Text, _ limit: Int) throws(EvaluationError) -> [Value] {
        var parts: [Value] = []
        defer { Release.keepForNow(parts) }
        try text.forEachPart(separatedBy: separator, limit: limit) { part in
            parts.append(.string(text.piece(part)))
        }
        return parts
    }

    /// The same, splitting at the last separators.
    static func splitFromEnd(_ text: Text, _ separator: Text, _ limit: Int) throws(EvaluationError) -> [Value] {
        if limit < 0 { return try endParts(text, separator, Int.max) }
        return try endParts(text, separator, limit)
    }

    private static func endParts(_ text: Text, _ separator: Text, _ limit: Int) throws(EvaluationError) -> [Value] {
        var parts: [Value] = []
        defer { Release.keepForNow(parts) }
        var rest = text
        var meter = WorkMeter()
        while parts.count < limit, let place = rest.lastPlace(of: separator) {
            if meter.shouldStop(after: rest.count) { throw .interrupted }
            parts.append(.string(rest[place + separator.count..<rest.count]))
            rest = rest[0..<place]
        }
        parts.append(.string(rest))
        return parts.reversed()
    }

    /// The words between runs of whitespace, splitting at the last ones.
    static func lastWords(_ text: Text, _ limit: Int) -> [Value] {
        if limit < 0 { return words(text, limit) }
        var words: [Value] = []
        var meter = WorkMeter()
        var rest = Substring(text.string).unicodeScalars
        func dropBlanks() {
            while let last = rest.last, last.isBlank, !meter.shouldStop(after: 4) { rest.removeLast() }
        }
        dropBlanks()
        while !rest.isEmpty, words.count < limit, !meter.shouldStop(after: 32) {
            let start = rest.lastIndex { $0.isBlank }.map(rest.index(after:)) ?? rest.startIndex
            words.append(.string(Text(String(rest[start...]))))
            rest = rest[..<start]
            dropBlanks()
        }
        if !rest.isEmpty { words.append(.string(Text(String(rest)))) }
        return words.reversed()
    }

    /// The words between runs of whitespace.
    static func words(_ text: Text, _ limit: Int) -> [Value] {
        var words: [Value] = []
        if text.isASCII, limit < 0 {
            text.forEachWord { word in
                words.append(.string(text.piece(word)))
                return true
            }
            return words
        }
        var meter = WorkMeter()
        func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.isBlank && !meter.shouldStop(after: 4) }
        func isInWord(_ scalar: Unicode.Scalar) -> Bool { !scalar.isBlank && !meter.shouldStop(after: 4) }
        var rest = Substring(text.string).unicodeScalars.drop(while: isBlank)
        while !rest.isEmpty, !meter.shouldStop(after: 32) {
            if limit >= 0, words.count == limit {
                words.append(.string(Text(String(rest))))
                return words
            }
            let word = rest.prefix(while: isInWord)
            words.append(.string(Text(String(word))))
            rest = rest[word.endIndex...].drop(while: isBlank)
        }
        return words
    }

    /// The lines, with or without their line endings.
    static func lines(_ text: String, keepsEnds: Bool) -> [Value] {
        var lines: [Value] = []
        let scalars = text.unicodeScalars
        var start = scalars.startIndex
        func take(upTo end: String.Index, before next: String.Index) {
            lines.append(.string(Text(String(text[start..<(keepsEnds ? next : end)]))))
            start = next
        }
        for place in scalars.indices.polled(work: 4) where place >= start && scalars[place].endsLine {
            var next = scalars.index(after: place)
            if scalars[place] == "\r", next < scalars.endIndex, scalars[next] == "\n" {
                next = scalars.index(after: next)
            }
            take(upTo: place, before: next)
        }
        if start < scalars.endIndex { take(upTo: scalars.endIndex, before: scalars.endIndex) }
        return lines
    }

    /// Joins strings with a separator.
    ///
    /// - Parameter refuse: makes the error for an item that isn't a string, of its place and itself.
    static func join(
        _ items: [Value], with separator: Text, refuse: (Int, Value) -> EvaluationError
    ) throws(EvaluationError) -> Text {
        var length = 0
        for (place, item) in items.enumerated().polled(work: 4) {
            guard case .string(let part) = item.plain else { throw refuse(place, item) }
            let (sum, overflow) = length.addingReportingOverflow(part.string.utf8.count + separator.string.utf8.count)
            length = overflow ? Int.max : sum
        }
        try Allowance.check(length, of: 1)
        var result = ""
        result.reserveCapacity(length)
        var count = 0
        for (place, item) in items.enumerated().polled(work: 8) {
            if Interruption.isRequested { break }
            guard case .string(let part) = item.plain else { continue }
            if place > 0 { result.append(interruptibly: separator.string) }
            result.append(interruptibly: part.string)
            count += part.count
        }
        return Text(result, count: count + separator.count * max(items.count - 1, 0))
    }

    /// Replaces a part with another text, at most `count` times unless it is negative.
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

    /// Inserts a text before each character and at the end, at most `count` times unless it is negative.
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

    // MARK: - Uppercase and lowercase

    static func lower(_ text: Text) -> Text {
        if text.firstPlace(of: "Σ") == nil { return mapped(text, { $0.lowercased() }, \.smallLetters) }
        return changed(text) { scalars, place, _ in small(scalars, place) }
    }

    static func upper(_ text: Text) -> Text { mapped(text, { $0.uppercased() }, \.capitals) }

    /// Maps a text: ASCII in one piece, other text code point by code point.
    private static func mapped(
        _ text: Text, _ plain: (Substring) -> String, _ each: (Unicode.Scalar) -> String
    ) -> Text {
        text.mapped { piece in
            if piece.utf8.allSatisfy({ $0 < 0x80 }) { return plain(piece) }
            return piece.unicodeScalars.reduce(into: "") { $0 += each($1) }
        }
    }

    static func title(_ text: Text) -> Text {
        changed(text) { scalars, place, isInWord in
            isInWord ? small(scalars, place) : scalars[place].titlecase
        }
    }

    static func capitalize(_ text: Text) -> Text {
        changed(text) { scalars, place, _ in
            place > 0 ? small(scalars, place) : scalars[place].titlecase
        }
    }

    static func swapCase(_ text: Text) -> Text {
        changed(text) { scalars, place, _ in
            let scalar = scalars[place]
            if scalar.isCapital, !scalar.isTitlecase { return small(scalars, place) }
            return scalar.isSmall ? scalar.capitals : String(scalar)
        }
    }

    /// Applies `change` to each code point; it is told whether a letter precedes.
    private static func changed(_ text: Text, _ change: ([Unicode.Scalar], Int, Bool) -> String) -> Text {
        let scalars = Array(text.string.unicodeScalars.polled(work: 4))
        var (result, isInWord) = ("", false)
        for place in scalars.indices.polled(work: 32) {
            result += change(scalars, place, isInWord)
            isInWord = scalars[place].properties.isCased
        }
        return Text(result)
    }

    /// The lowercase of a letter; a sigma at the end of a word has its own.
    private static func small(_ scalars: [Unicode.Scalar], _ place: Int) -> String {
        guard scalars[place] == "Σ" else { return scalars[place].smallLetters }
        func isLetter(_ scalar: Unicode.Scalar?) -> Bool { scalar?.properties.isCased ?? false }
        let before = scalars[..<place].last { !$0.properties.isCaseIgnorable }
        let after = scalars[(place + 1)...].first { !$0.properties.isCaseIgnorable }
        return isLetter(before) && !isLetter(after) ? "ς" : "σ"
    }
}

extension Unicode.Scalar {
    /// Whether Python's `splitlines` ends a line at this character.
    fileprivate var endsLine: Bool {
        switch value {
        case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }
}
