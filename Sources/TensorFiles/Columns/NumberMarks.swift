/// Finds from the texts of columns which marks stand in their numbers, where that can be told.
struct NumberMarks {
    /// What a file's texts say.
    enum Finding: Equatable {
        case none
        case found(decimal: UInt8, thousands: UInt8?, example: String)
        /// The mark stands before three digits everywhere: it parts thousands, or is the decimal mark.
        case ambiguous(column: Int, example: String, mark: UInt8)
    }

    /// The form of a number with marks: what stands before each group of digits.
    struct Form {
        /// The marks in order, and the lengths of the groups of digits, one more than marks.
        var marks: [UInt8] = []
        var lengths: [Int] = [0]
        private let beginsWithZero: Bool

        /// Nil for a text that is no number with points, commas or blanks in it.
        init?(_ text: String) {
            var bytes = Array(text.utf8)[...]
            if let first = bytes.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") { bytes.removeFirst() }
            beginsWithZero = bytes.first == 48
            for byte in bytes {
                switch byte {
                case 48...57: lengths[lengths.count - 1] += 1
                case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: " "), UInt8(ascii: "'"):
                    marks.append(byte)
                    lengths.append(0)
                default: return nil
                }
            }
            guard lengths[0] > 0, !lengths.dropFirst().contains(0) else { return nil }
        }

        /// Whether the groups between the first and `end` have three digits each.
        func hasThousands(upTo end: Int) -> Bool { lengths[0] <= 3 && lengths[1...end].allSatisfy { $0 == 3 } }

        /// What the marks can be: the decimal mark, and that between thousands.
        var meaning: (decimal: UInt8?, thousands: UInt8?, isSure: Bool)? {
            guard let last = marks.last else { return (nil, nil, true) }
            let rest = marks.dropLast()
            if let first = rest.first {
                guard rest.allSatisfy({ $0 == first }) else { return nil }
                if first == last { return hasThousands(upTo: marks.count) ? (nil, first, true) : nil }
                guard last != UInt8(ascii: " "), last != UInt8(ascii: "'"), hasThousands(upTo: marks.count - 1) else {
                    return nil
                }
                return (last, first, true)
            }
            let isThousands = hasThousands(upTo: 1) && !beginsWithZero
            if last == UInt8(ascii: " ") || last == UInt8(ascii: "'") { return isThousands ? (nil, last, true) : nil }
            return isThousands ? (nil, nil, false) : (last, nil, true)
        }
    }

    /// - Parameters:
    ///   - columns: the texts of each column that has any; those that aren't all numbers with marks don't count.
    ///   - numbers: the texts of columns of numbers with a point in them, where the point would be the decimal mark.
    ///   - delimiter: what stands between fields: where a comma does, one in a number parts thousands.
    static func found(
        in columns: [(index: Int, texts: [String])], numbers: [String], delimiter: UInt8?
    ) -> Finding {
        var (decimal, thousands): (UInt8?, UInt8?)
        var example: String?
        var unsure: (index: Int, text: String, mark: UInt8)?
        for column in columns where !column.texts.isEmpty {
            guard areNumbers(column.texts) else { continue }
            for text in column.texts {
                guard let form = Form(text), let meaning = form.meaning else { continue }
                if !meaning.isSure {
                    if unsure == nil { unsure = (column.index, text, form.marks[0]) }
                    continue
                }
                if let other = decimal, let mark = meaning.decimal, mark != other { return .none }
                if let other = thousands, let mark = meaning.thousands, mark != other { return .none }
                if let mark = meaning.decimal { (decimal, example) = (mark, example ?? text) }
                if let mark = meaning.thousands { (thousands, example) = (mark, example ?? text) }
            }
        }
        if let decimal, decimal == thousands { return .none }
        let comma = UInt8(ascii: ",")
        if let unsure, unsure.mark != decimal, unsure.mark != thousands {
            // The other mark is known: this one is what is left.
            if decimal != nil {
                thousands = unsure.mark
            } else if unsure.mark == comma, delimiter == comma {
                // Who writes decimal commas puts something else between fields.
                (thousands, example) = (comma, example ?? unsure.text)
            } else {
                return .ambiguous(column: unsure.index, example: unsure.text, mark: unsure.mark)
            }
        }
        guard let example else { return .none }
        let point = UInt8(ascii: ".")
        if decimal == comma || thousands == point, !numbers.isEmpty {
            guard numbers.allSatisfy(hasPointsAtThousands), (thousands ?? point) == point else { return .none }
            thousands = point
        }
        return .found(decimal: decimal ?? (thousands == point ? comma : point), thousands: thousands, example: example)
    }

    /// Whether all texts of a column are numbers with marks.
    static func areNumbers(_ texts: [String]) -> Bool { texts.allSatisfy { Form($0)?.meaning != nil } }

    private static func hasPointsAtThousands(_ text: String) -> Bool {
        guard let form = Form(text) else { return false }
        return form.marks.allSatisfy { $0 == UInt8(ascii: ".") } && form.hasThousands(upTo: form.marks.count)
    }
}
