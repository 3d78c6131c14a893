internal import CKernels
internal import Tensors

// What nobody has said of a file, and its beginning shows.
extension ColumnReading {
    /// How many records are looked at for what stands between fields.
    private static let looked = 100

    /// What stands between fields; nil for blanks.
    ///
    /// Of the marks that give most records the same number of fields, the first one's too, the first in this order, unless
    /// a later one alone gives no texts; a comma where the records have one field each.
    func sniffedDelimiter(_ start: UnsafePointer<UInt8>) -> UInt8? {
        var best: (delimiter: UInt8?, score: Double) = (UInt8(ascii: ","), 0.5)
        native.setColumns([options.missingWords + Self.usualGaps])
        for candidate in [UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: ","), 0] {
            native.setDialect(options, delimiter: candidate)
            let records = ColumnSample(native, from: start, width: 1 << 16, most: Self.looked).records
            let counts = records.map(\.count)
            guard let usual = Self.usual(counts), usual > 1 else { continue }
            var score = Double(counts.count { $0 == usual }) / Double(counts.count)
            // Names have as many fields as rows, or one fewer where rows begin with a number of their own.
            if let first = counts.first, first != usual, first != usual - 1 { score -= 0.3 }
            if candidate == 0, score < 1 { continue }
            if holdsNoTexts(records) { score += 0.2 }
            if score > best.score + 0.1 { best = (candidate == 0 ? nil : candidate, score) }
        }
        return best.delimiter
    }

    /// Whether no field is a text; the first record's may be names where others follow.
    private func holdsNoTexts(_ records: [[[UInt8]]]) -> Bool {
        records.dropFirst(records.count > 1 ? 1 : 0).joined().allSatisfy {
            ColumnSample.bits(of: $0, native, 0) & UInt32(CK_SEEN_TEXT) == 0
        }
    }

    /// The most frequent number.
    private static func usual(_ counts: [Int]) -> Int? {
        var times: [Int: Int] = [:]
        for count in counts { times[count, default: 0] += 1 }
        return times.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
    }

    /// Passes over lines in front of the table: records of one field where nearly all have several.
    mutating func passPreamble(_ position: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) {
        let counts = ColumnSample(native, from: position, width: 1 << 16, most: Self.looked).records.map(\.count)
        guard let usual = Self.usual(counts), usual > 1, 2 * counts.filter({ $0 == usual }).count > counts.count else {
            return
        }
        let passed = counts.prefix { $0 == 1 }.count
        guard passed > 0, passed < counts.count, counts[passed] == usual else { return }
        var place: UnsafePointer<UInt8>? = position
        var rest = passed
        while rest > 0, let start = place, start < end { if native.record(&place) != nil { rest -= 1 } }
        let lines = native.line(of: place ?? position) - native.line(of: position)
        position = place ?? position
        remarks.append(.preamble(lines: lines))
    }

    /// Finds marks in numbers and words for missing ones, and says of texts what they seem to be.
    mutating func findTheRest(_ sample: inout ColumnSample, _ names: [String?]) {
        findMarks(&sample, names)
        findMissingWords(&sample, names)
        for index in names.indices where sample.seen[index] & UInt32(CK_SEEN_TEXT) != 0 {
            let texts = sample.texts(native, column: index)
            guard let first = texts.first else { continue }
            let hasNumbers = sample.seen[index] & FieldBits.numbers != 0
            if texts.allSatisfy({ Self.hasUnit($0.text) }), !hasNumbers {
                remarks.append(.unit(column: names[index] ?? "", example: first.text))
            } else if hasNumbers, 2 * texts.count <= sample.records.count {
                let line = sample.starts[first.row].map { native.line(of: $0) } ?? 0
                remarks.append(
                    .stray(column: names[index] ?? "", row: first.row + 1, line: line, text: first.text))
            }
        }
    }

    private mutating func findMarks(_ sample: inout ColumnSample, _ names: [String?]) {
        guard options.decimal == UInt8(ascii: "."), options.thousands == nil else { return }
        let texts = names.indices.filter { sample.seen[$0] & UInt32(CK_SEEN_TEXT) != 0 }
        guard !texts.isEmpty else { return }
        let numbers = names.indices.filter { sample.seen[$0] & UInt32(CK_SEEN_NUMBER) != 0 }
        let points = sample.records.flatMap { record in
            numbers.compactMap { index in
                index < record.count && record[index].contains(UInt8(ascii: "."))
                    ? String(decoding: record[index], as: UTF8.self) : nil
            }
        }
        let delimiter = native.table.pointee.dialect.delimiter
        let finding = NumberMarks.found(
            in: texts.map { ($0, sample.texts(native, column: $0).map(\.text)) }, numbers: points,
            delimiter: delimiter == 0 ? nil : delimiter)
        switch finding {
        case .none: break
        case .ambiguous(let column, let example, let mark):
            remarks.append(.ambiguousMarks(column: names[column] ?? "", example: example, mark: mark))
        case .found(let decimal, let thousands, let example):
            (options.decimal, options.thousands) = (decimal, thousands)
            // The marks may stand in dates and lists, too, which aren't numbers for that.
            for index in texts where !NumberMarks.areNumbers(sample.texts(native, column: index).map(\.text)) {
                if let name = names[index] { options.kindsByName[name] = .text }
            }
            native.setDialect(options, delimiter: delimiter)
            sample.classify(native)
            remarks.append(.marks(decimal: decimal, thousands: thousands, example: example))
        }
    }

    /// Words that often say that a number is missing; in columns of text they are text.
    private static let usualGaps: Set<String> = [
        "?", "-", "--", ".", "*", "n.a.", "N.A.", "na", "missing", "nil", "NIL",
    ]

    private mutating func findMissingWords(_ sample: inout ColumnSample, _ names: [String?]) {
        var found: [String: [String]] = [:]
        let isOfNumbers = sample.seen.map { $0 & FieldBits.numbers != 0 }
        // A column that holds such words alone has gaps alone if a column of numbers has gaps of that word. A question
        // mark is no text in any table.
        let order = names.indices.filter { isOfNumbers[$0] } + names.indices.filter { !isOfNumbers[$0] }
        for index in order {
            guard sample.seen[index] & UInt32(CK_SEEN_TEXT) != 0, let name = names[index] else { continue }
            let words = Set(sample.texts(native, column: index).map(\.text))
            guard words.count <= 2,
                words.isSubset(of: isOfNumbers[index] ? Self.usualGaps : Set(found.keys).union(["?"]))
            else {
                continue
            }
            for word in words { found[word, default: []].append(name) }
            options.missingWordsByName[name, default: []] += words.sorted()
        }
        guard !found.isEmpty else { return }
        native.setColumns(
            names.map { options.missingWords + ($0.flatMap { options.missingWordsByName[$0] } ?? []) })
        sample.classify(native)
        for (word, columns) in found.sorted(by: { $0.key < $1.key }) {
            remarks.append(.missingWord(word, columns: columns))
        }
    }

    /// Whether a text is a number with a currency or a percent sign beside it.
    private static func hasUnit(_ text: String) -> Bool {
        let signs: Set<Character> = ["$", "€", "£", "¥", "%", "₹"]
        let rest = text.filter { !signs.contains($0) }
        guard rest.count < text.count, let first = text.first, let last = text.last,
            signs.contains(first) || signs.contains(last) || first == "-"
        else { return false }
        let digits = rest.filter { !$0.isWhitespace && $0 != "," && $0 != "'" }
        return Double(digits) != nil
    }
}
