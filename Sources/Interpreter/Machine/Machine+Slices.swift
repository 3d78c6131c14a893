internal import Compiler
internal import Integers
internal import Kernels
internal import Rendering
internal import Syntax
internal import Tensors

extension Machine {
    /// The index of `getItems`, `getSlice` and similar: a tuple or a slice.
    func index(_ i: Instruction, from first: Int, ofSlice sliceOpcode: Opcode) throws(Failure) -> Value {
        if i.opcode == sliceOpcode {
            var takesLabels = false
            if case .instance = registers[Int(sliceOpcode == .getSlice ? i.b : i.a)] { takesLabels = true }
            return try slice(from: first, hasStep: i.flags.contains(.hasStep), takesLabels: takesLabels)
        }
        // Of an augmented assignment they are read again.
        let r = registers
        return .tuple(TupleObject((first..<first + Int(i.flags.rawValue)).map { r[$0] }))
    }

    /// The slice whose bounds lie in registers behind each other.
    ///
    /// - Parameter takesLabels: whether bounds may be no whole numbers, of which the slice is for a class to read.
    func slice(from first: Int, hasStep: Bool, takesLabels: Bool) throws(Failure) -> Value {
        let step = hasStep ? try bound(first + 2, number: 2) : nil
        if step == 0 {
            throw failure(
                .invalidArgument(
                    function: "slice", "a slice's step can't be 0", hint: nil,
                    python: .value("slice step cannot be zero")), sliceExpression?.range)
        }
        let registers = registers
        if takesLabels, let labels = labels(from: first) { return .slice(Slice(step: step, labels: labels)) }
        let isClamped = registers[first].isLong || registers[first + 1].isLong || hasStep && registers[first + 2].isLong
        return .slice(
            Slice(
                lower: try bound(first, number: 0), upper: try bound(first + 1, number: 1), step: step,
                isClamped: isClamped))
    }

    /// The bounds in registers as labels; nil where they are whole numbers, or one is no label.
    private func labels(from first: Int) -> Slice.Labels? {
        var bounds: [Slice.Label?] = []
        for value in [registers[first], registers[first + 1]] {
            if case .none = value {
                bounds.append(nil)
                continue
            }
            guard let label = Slice.Label(value) else { return nil }
            bounds.append(label)
        }
        let labels = Slice.Labels(lower: bounds[0], upper: bounds[1])
        return labels.other == nil ? nil : labels
    }

    private func bound(_ register: Int, number: Int) throws(Failure) -> Int? {
        let value = registers[register]
        if case .none = value { return nil }
        if let index = value.asIndex { return index }
        if case .long(let index) = value { return index.isNegative ? .min : .max }
        var place: SourceRange?
        if case .slice(let lower, let upper, let step)? = sliceExpression?.kind {
            place = [lower, upper, step][number]?.range
        }
        throw failure(.indices(.notInteger(ValueDescription(value), in: ValueDescription(.slice(Slice())))), place)
    }

    /// The expression of the slice: the node itself, or the contents of its brackets.
    private var sliceExpression: Expression? {
        if case .subscript(_, let index)? = expression?.kind { index } else { expression }
    }

    // MARK: - Lists, without a slice object

    /// The positions in a list for the bounds in registers; nil if the bounds are not ints, or the list is long.
    private func places(from first: Int, hasStep: Bool, in list: ListObject) -> ResolvedSlice? {
        var bounds: (Int?, Int?, Int?)
        guard Self.read(registers[first], into: &bounds.0), Self.read(registers[first + 1], into: &bounds.1),
            !hasStep || Self.read(registers[first + 2], into: &bounds.2), list.count <= ListObject.short
        else { return nil }
        return try? ResolvedSlice(lower: bounds.0, upper: bounds.1, step: bounds.2, length: list.count)
    }

    @inline(__always)
    private static func read(_ value: Value, into bound: inout Int?) -> Bool {
        switch value {
        case .int(let number): bound = number
        case .none: break
        default: return false
        }
        return true
    }

    /// `R[a] = R[b][slice]` of a list; false in any other case.
    @inline(never)
    func getListSlice(_ i: Instruction) -> Bool {
        guard i.opcode == .getSlice, case .list(let list) = registers[Int(i.b)],
            let places = places(from: Int(i.c), hasStep: i.flags.contains(.hasStep), in: list)
        else { return false }
        (registers + Int(i.a)).put(.list(ListObject(list.items(at: places))))
        return true
    }

    /// `R[a][slice] = R[c]` with as many list items as the slice has positions; false in any other case.
    @inline(never)
    func setListSlice(_ i: Instruction) -> Bool {
        guard i.opcode == .setSlice, case .list(let list) = registers[Int(i.a)],
            case .list(let source) = registers[Int(i.c)],
            let places = places(from: Int(i.b), hasStep: i.flags.contains(.hasStep), in: list),
            places.count == source.count
        else { return false }
        if list.setFreely(source.items, from: places.start, step: places.step) { return true }
        for (offset, item) in source.items.enumerated() {
            list.set(item, at: places.start + offset * places.step)
        }
        return true
    }
}

extension ListObject {
    /// The items at positions inside the list.
    fileprivate func items(at places: ResolvedSlice) -> [Value] {
        if places.step == 1, places.count > 0 { return Array(items[places.start..<places.start + places.count]) }
        return (0..<places.count).map { items[places.start + $0 * places.step] }
    }
}

extension Slice {
    /// Refuses bounds that are no whole numbers, for what isn't a table.
    package func refuseLabels() throws(EvaluationError) {
        guard let label = labels?.other else { return }
        throw .indices(.notInteger(ValueDescription(label.value), in: ValueDescription(.slice(Slice()))))
    }

    /// The bounds inside a sequence of `count` items, as Python's `slice.indices`.
    func resolved(in count: Int) throws(EvaluationError) -> ResolvedSlice {
        try refuseLabels()
        do { return try ResolvedSlice(lower: lower, upper: upper, step: step, length: count) } catch {
            throw .tensor(error, operation: "slice", operands: [])
        }
    }

    package func positions(in count: Int) throws(EvaluationError) -> [Int] {
        let bounds = try resolved(in: count)
        return (0..<bounds.count).polled().map { bounds.start + $0 * bounds.step }
    }

    func applied(to range: IntegerRange) throws(EvaluationError) -> IntegerRange {
        let bounds = try resolved(in: range.count)
        func place(_ offset: Int) -> Int { range.start &+ offset &* range.step }
        let (step, overflows) = range.step.multipliedReportingOverflow(by: bounds.step)
        // Such a large step reaches only one position.
        let largest = (range.step < 0) == (bounds.step < 0) ? Int.max : -Int.max
        return IntegerRange(start: place(bounds.start), stop: place(bounds.stop), step: overflows ? largest : step)
    }

    private static func lengthMismatch(_ places: Int, _ values: Int) -> EvaluationError {
        .invalidArgument(
            function: "assignment",
            "\(Words.count(values, "value")) for the \(places) places of the slice",
            hint: "a slice with a step takes as many values as it has places",
            python: .value("attempt to assign sequence of size \(values) to extended slice of size \(places)"))
    }

    /// `items[slice] = values`: any number of values for step 1, otherwise as many as the slice has positions.
    func replace(in list: ListObject, with values: [Value]) throws(EvaluationError) {
        let bounds = try resolved(in: list.count)
        if bounds.step == 1 {
            return try list.replace(bounds.start..<bounds.start + bounds.count, with: values)
        }
        guard values.count == bounds.count else { throw Self.lengthMismatch(bounds.count, values.count) }
        try list.change { items in
            for (offset, value) in values.enumerated().polled(work: 16) {
                items[bounds.start + offset * bounds.step] = value
            }
        }
    }
}
