internal import Integers
internal import Interpreter
internal import Kernels
internal import Rendering
internal import Syntax
internal import Tensors

/// The implementations of Python's built-ins that take more than a few lines.
enum PythonFunctions {
    /// The line that `print` writes for a few short strings, numbers and bools; nil for other values.
    static func plainLine(_ values: UnsafeBufferPointer<Value>) -> String? {
        guard values.count <= 64 else { return nil }
        var size = 1
        for value in values {
            switch value {
            case .string(let text) where text.count <= 1 << 12: size += text.byteCount + 1
            case .int, .float, .scalar(.float64), .scalar(.int64), .bool, .scalar(.bool), .none:
                size += ByteLine.mostForNumber + 1
            default: return nil
            }
        }
        return String(unsafeUninitializedCapacity: size) { buffer in
            guard let start = buffer.baseAddress else { return 0 }
            var line = ByteLine(start)
            for (place, value) in values.enumerated() {
                if place > 0 { line.append(UInt8(ascii: " ")) }
                switch value {
                case .string(let text): line.append(text.string)
                case .int(let number), .scalar(.int64(let number)): line.append(number)
                case .float(let number), .scalar(.float64(let number)): line.append(number)
                case .bool(let truth), .scalar(.bool(let truth)): line.append(truth ? "True" : "False")
                default: line.append("None")
                }
            }
            line.append(UInt8(ascii: "\n"))
            return line.count
        }
    }

    static func round(_ machine: Machine, _ arguments: Arguments) throws(EvaluationError) -> Value {
        let digits = try arguments.optionalInt("ndigits")
        if let own = try arguments.special("__round__", digits.map { [.int($0)] } ?? []) { return own }
        switch arguments.value(0).plain {
        case .int, .long, .bool:
            return Value(rounded(arguments.value(0).asInteger ?? .short(0), digits: digits ?? 0))
        case .float(let value), .scalar(.float64(let value)):
            let isNumPy = if case .scalar = arguments.value(0) { true } else { false }
            if let digits {
                guard !isNumPy else { break }
                return .float(PythonNumber.round(value, digits: digits))
            }
            let whole = value.rounded(.toNearestOrEven)
            guard whole.isFinite else {
                throw arguments.invalid(
                    "\(Value.float(value).text) can't be rounded to an integer",
                    python: notAnInteger(value))
            }
            return Value(Integer(exactly: whole))
        case .scalar(.int64(let value)) where digits == nil: return .int(value)
        case .complex, .scalar(.other(.complex, _)):
            throw arguments.typeError("type \(arguments.value(0).typeName) doesn't define __round__ method")
        case .array, .scalar: break
        default: throw arguments.wrongType("number", expected: "a number", got: arguments.value(0))
        }
        let tensor = try arguments.tensor(0)
        var flags: FloatingPointFlags = []
        return .result(
            try arguments.carryOut { () throws(TensorError) in
                try Tensor.round(tensor, decimals: digits ?? 0, flags: &flags)
            })
    }

    /// Writes the texts of values to a file object, each in a separate call, as Python does.
    static func print(
        _ values: [Value], _ separator: String, _ end: String, to file: Value, _ machine: Machine
    ) throws(EvaluationError) {
        let write = try machine.attribute("write", of: file)
        for (place, value) in values.enumerated().polled(work: 64) {
            if place > 0 { _ = try machine.callBack(write, [.string(Text(separator))]) }
            let text = value.text
            try machine.failIfPending()
            _ = try machine.callBack(write, [.string(Text(text))])
        }
        _ = try machine.callBack(write, [.string(Text(end))])
    }

    /// An integer rounded to tens, hundreds and so on, half to even; unchanged if `digits` isn't negative.
    private static func rounded(_ value: Integer, digits: Int) -> Integer {
        guard digits < 0 else { return value }
        // A decimal digit has at least three bits.
        guard digits > -(value.bitWidth / 3 + 2) else { return .short(0) }
        let unit = Integer.short(10).power(-digits)
        let (quotient, remainder) = value.divided(by: unit)
        let twice = remainder + remainder
        // Round to the nearest multiple, and to the even one in a tie.
        let isDown = twice == unit ? (quotient & .short(1)).isZero : twice < unit
        return isDown ? value - remainder : value - remainder + unit
    }

    /// Whether an item has this truth value.
    static func holds(_ truth: Bool, _ arguments: Arguments) throws(EvaluationError) -> Bool {
        var meter = WorkMeter()
        var items = try ValueIterator(arguments.value(0))
        while let item = try items.next() {
            if meter.shouldStop(after: 64) { throw .interrupted }
            if try item.isTrue() == truth { return true }
        }
        return false
    }

    // MARK: - Fast paths for a few simple values

    /// The maximum number of items that are processed without checking for Ctrl-C.
    private static let fewItems = 10_000

    /// The items of a short list or tuple; nil for others, or if comparing them may call methods of user classes.
    static func few(_ items: Value) -> [Value]? {
        let found: [Value]? =
            switch items {
            case .list(let list) where list.count <= fewItems: list.items
            case .tuple(let tuple) where tuple.count <= fewItems: tuple.items
            default: nil
            }
        return found?.contains(where: \.mayCompareItself) == true ? nil : found
    }

    /// The items of a short list or range; nil for anything else.
    static func shortItems(_ value: Value) -> [Value]? {
        switch value {
        case .list(let list) where list.count <= fewItems: list.items
        case .range(let range) where range.count <= 1 << 10: (0..<range.count).map { .int(range[$0]) }
        default: nil
        }
    }

    /// A set of the items of a short list, if all are Python numbers.
    static func setOfNumbers(_ value: Value) -> Value? {
        guard case .list = value, let items = few(value) else { return nil }
        for item in items {
            switch item {
            case .bool, .int, .float: continue
            default: return nil
            }
        }
        return (try? SetObject(of: value)).map { .set($0) }
    }

    /// The sum of a short list of ints; nil for others, or if an intermediate sum exceeds 64 bits.
    static func sum(_ items: Value) -> Value? {
        guard let items = few(items), !items.isEmpty else { return nil }
        var total = 0
        for item in items {
            guard case .int(let number) = item else { return nil }
            let (sum, overflows) = total.addingReportingOverflow(number)
            if overflows { return nil }
            total = sum
        }
        return .int(total)
    }

    /// The minimum or maximum of a short list of ints, or of floats; nil for others.
    static func extreme(
        _ items: Value, _ comesBefore: (Int, Int) -> Bool, _ floatComesBefore: (Double, Double) -> Bool
    ) -> Value? {
        guard let items = few(items), let first = items.first else { return nil }
        switch first {
        case .int(var best):
            for item in items {
                guard case .int(let number) = item else { return nil }
                if comesBefore(number, best) { best = number }
            }
            return .int(best)
        case .float(var best):
            for item in items {
                guard case .float(let number) = item else { return nil }
                if floatComesBefore(number, best) { best = number }
            }
            return .float(best)
        default: return nil
        }
    }

    /// Whether an item of a short list of bools has this truth value; nil for others.
    static func holds(_ truth: Bool, _ items: Value) -> Bool? {
        guard let items = few(items) else { return nil }
        for item in items {
            guard case .bool(let item) = item else { return nil }
            if item == truth { return true }
        }
        return false
    }

    // MARK: - Order

    /// `min` and `max`: of the arguments, or of the items of a single argument.
    static func extreme(
        _ machine: Machine, _ arguments: Arguments, _ wanted: Value.Ordering
    ) throws(EvaluationError) -> Value {
        if arguments.rest.count > 1, arguments["default"] != nil {
            throw arguments.invalid("default= is for one list, and there are \(arguments.rest.count) values")
        }
        let values = arguments.rest.map(\.value)
        var items = try ValueIterator(values.count == 1 ? values[0] : .tuple(TupleObject(values)))
        guard var best = try items.next() else {
            if let fallback = arguments["default"] { return fallback }
            if values.isEmpty { throw arguments.typeError("\(arguments.function) expected at least 1 argument, got 0") }
            throw arguments.invalid(
                "there are no items to choose from", python: .value("\(arguments.function)() arg is an empty sequence"))
        }
        var bestKey = try key(arguments["key"], of: best, machine)
        var meter = WorkMeter()
        while let item = try items.next() {
            if meter.shouldStop(after: 64) { throw .interrupted }
            let itemKey = try key(arguments["key"], of: item, machine)
            if try ordering(itemKey, bestKey) == wanted { (best, bestKey) = (item, itemKey) }
        }
        return best
    }

    private static func key(
        _ function: Value?, of item: Value, _ machine: Machine
    ) throws(EvaluationError) -> Value {
        switch function {
        case nil, .some(.none): return item
        case .some(let function): return try machine.callBack(function, [item])
        }
    }

    private static func ordering(_ left: Value, _ right: Value) throws(EvaluationError) -> Value.Ordering {
        if let ordering = try left.ordering(to: right) { return ordering }
        let isLess = try Operators.compare(left, .less, right).isTrue()
        return isLess ? .less : .greater
    }

    /// The items in order; the sort is stable.
    static func sorted(
        _ items: [Value], key function: Value?, isReversed: Bool, _ machine: Machine
    ) throws(EvaluationError) -> [Value] {
        var keys = items
        defer { Release.keepForNow((items, keys)) }
        if let function, !function.isNone {
            keys = []
            try Allowance.checkRoom(items.count * MemoryLayout<Value>.stride)
            keys.reserveCapacity(items.count)
            for item in items.polled(work: 64) { keys.append(try machine.callBack(function, [item])) }
        }
        if Interruption.isRequested { throw .interrupted }
        let order = try order(of: keys, isReversed: isReversed)
        return try [Value](count: order.count, interruptibly: { items[order[$0]] })
    }

    /// The indices of keys in sorted order; has fast paths for keys that are all ints, or all strings.
    private static func order(of keys: [Value], isReversed: Bool) throws(EvaluationError) -> [Int] {
        if let numbers = try all(keys, { if case .int(let number) = $0 { number } else { nil } }) {
            return try order(of: numbers.count) { isReversed ? numbers[$0] > numbers[$1] : numbers[$0] < numbers[$1] }
        }
        if let texts = try all(keys, { if case .string(let text) = $0 { text } else { nil } }) {
            defer { Release.keepForNow(texts) }
            return try order(of: texts.count) { isReversed ? texts[$0] > texts[$1] : texts[$0] < texts[$1] }
        }
        let wanted: Value.Ordering = isReversed ? .greater : .less
        return try order(of: keys.count) { (first, second) throws(EvaluationError) in
            try ordering(keys[first], keys[second]) == wanted
        }
    }

    /// The contents of keys, if all have content of the kind; otherwise nil.
    private static func all<Content>(
        _ keys: [Value], _ content: (Value) -> Content?
    ) throws(EvaluationError) -> [Content]? {
        guard let first = keys.first, content(first) != nil else { return nil }
        try Allowance.checkRoom(keys.count * MemoryLayout<Content>.stride)
        var contents: [Content] = []
        contents.reserveCapacity(keys.count)
        for key in keys.polled() {
            guard let content = content(key) else { return nil }
            contents.append(content)
        }
        return contents.count == keys.count ? contents : nil
    }

    /// The indices in sorted order: a stable merge sort, whose comparison may throw.
    @inline(__always)
    private static func order(
        of count: Int, _ comesBefore: (Int, Int) throws(EvaluationError) -> Bool
    ) throws(EvaluationError) -> [Int] {
        try Allowance.checkRoom(2 * count * MemoryLayout<Int>.stride)
        var (source, target): ([Int], [Int]) = ([], [])
        source.reserveCapacity(count)
        target.reserveCapacity(count)
        for place in (0..<count).polled() {
            source.append(place)
            target.append(0)
        }
        if Interruption.isRequested { throw .interrupted }
        var meter = WorkMeter()
        var width = 1
        while width < count {
            for start in stride(from: 0, to: count, by: 2 * width) {
                let (middle, end) = (min(start + width, count), min(start + 2 * width, count))
                var (left, right) = (start, middle)
                for place in start..<end {
                    if meter.shouldStop(after: 64) { throw .interrupted }
                    var takesRight = left == middle
                    if !takesRight, right < end {
                        takesRight = try comesBefore(source[right], source[left])
                    }
                    target[place] = source[takesRight ? right : left]
                    if takesRight { right += 1 } else { left += 1 }
                }
            }
            swap(&source, &target)
            width *= 2
        }
        return source
    }

    /// Python's exception for a float that isn't an integer.
    static func notAnInteger(_ number: Double) -> PythonForm? {
        if number.isNaN { return .value("cannot convert float NaN to integer") }
        return number.isInfinite ? PythonForm("OverflowError", "cannot convert float infinity to integer") : nil
    }
}
