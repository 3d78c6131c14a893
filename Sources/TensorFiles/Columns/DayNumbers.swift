internal import Tensors

/// Dates in text as numbers of days since 1970-01-01.
public enum DayNumbers {
    /// The column as day numbers: int64, or float64 where some are missing or have a time of day; nil where a text is no date.
    ///
    /// Dates are `2024-03-01`, `2024/03/01`, `1.3.2024`, or `3/1/2024`: with the month in front, as in pandas, unless
    /// `dayFirst` says otherwise or a number above 12 shows it.
    public static func column(_ column: ColumnTable.Column, dayFirst: Bool) -> ColumnTable.Column? {
        guard let texts = column.values.texts else { return nil }
        var missing: [Bool] = Array(repeating: false, count: texts.count)
        if case .bool(let mask)? = column.missing { missing = mask.elements }
        let parts = zip(texts, missing).map { $1 ? nil : Parts($0) }
        for (part, isMissing) in zip(parts, missing) where part == nil && !isMissing { return nil }
        let known = parts.compactMap(\.self)
        let showsDay = known.contains { $0.isOpen && $0.first > 12 }
        let isDayFirst = dayFirst && !known.contains { $0.isOpen && $0.second > 12 } || showsDay
        var days: [Double] = []
        for part in parts {
            guard let part else {
                days.append(.nan)
                continue
            }
            guard let number = part.days(isDayFirst: isDayFirst) else { return nil }
            days.append(number)
        }
        var result = column
        result.missing = nil
        let isWhole = days.allSatisfy { $0.rounded() == $0 }
        result.values =
            isWhole
            ? .int64(NDArray(days.map { Int($0) }, shape: [days.count])) : .float64(NDArray(days, shape: [days.count]))
        return result
    }

    /// The numbers in a date.
    private struct Parts {
        var year: Int
        /// The month and the day, or the other way round where that is open.
        var first: Int
        var second: Int
        var isOpen: Bool
        /// The part of a day that has gone.
        var time = 0.0

        init?(_ text: String) {
            var rest = text[...]
            func number() -> (value: Int, length: Int)? {
                let digits = rest.prefix { "0"..."9" ~= $0 }
                guard 1...4 ~= digits.count, let value = Int(digits) else { return nil }
                rest.removeFirst(digits.count)
                return (value, digits.count)
            }
            guard let one = number(), let mark = rest.first, "-/.".contains(mark) else { return nil }
            rest.removeFirst()
            guard let two = number(), rest.first == mark else { return nil }
            rest.removeFirst()
            guard let three = number() else { return nil }
            if one.length == 4 {
                (year, first, second, isOpen) = (one.value, two.value, three.value, false)
            } else {
                guard three.length == 4 else { return nil }
                year = three.value
                // With points Germans write it, and with strokes the Dutch: the day comes first.
                (first, second, isOpen) = mark == "/" ? (one.value, two.value, true) : (two.value, one.value, false)
            }
            guard !rest.isEmpty else { return }
            guard let time = Self.time(rest) else { return nil }
            self.time = time
        }

        /// ` 12:30`, `T12:30:15.5`, `Z` behind it.
        private static func time(_ text: Substring) -> Double? {
            guard let start = text.first, start == " " || start == "T" else { return nil }
            var words = text.dropFirst()
            if words.last == "Z" { words.removeLast() }
            let parts = words.split(separator: ":", omittingEmptySubsequences: false)
            guard 2...3 ~= parts.count, let hours = Int(parts[0]), 0..<24 ~= hours, let minutes = Int(parts[1]),
                0..<60 ~= minutes, let seconds = parts.count == 3 ? Double(parts[2]) : 0, 0..<60 ~= seconds
            else { return nil }
            return (Double(hours) * 3600 + Double(minutes) * 60 + seconds) / 86400
        }

        /// Nil where there is no such day.
        func days(isDayFirst: Bool) -> Double? {
            let (month, day) = isOpen && isDayFirst ? (second, first) : (first, second)
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            guard year > 0, 1...12 ~= month, 1...lengths[month - 1] ~= day else { return nil }
            let before = year - 1
            let leaps = before / 4 - before / 100 + before / 400
            // 719162 days lie between 0001-01-01 and 1970-01-01.
            let number = before * 365 + leaps + lengths.prefix(month - 1).reduce(0, +) + day - 1 - 719_162
            return Double(number) + time
        }
    }
}
