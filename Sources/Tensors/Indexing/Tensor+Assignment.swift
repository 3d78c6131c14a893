internal import Kernels

extension Tensor {
    /// `x[…] = value`: broadcasts the value to the indexed elements and converts it to this tensor's element type.
    ///
    /// Writes to the buffer and so changes every tensor over it. On error nothing changes.
    ///
    /// - Parameter flags: gains `invalid` when a float doesn't fit in an int.
    /// - Throws: ``TensorError/cannotAssign(value:target:)``, ``TensorError/outOfMemory(bytes:)``,
    ///   ``TensorError/unsupportedTypes(operation:_:hint:)`` for texts among numbers or numbers among texts, and the
    ///   errors of ``indexed(by:)``.
    public func assign(
        _ value: Tensor, at indices: [TensorIndex], flags: inout FloatingPointFlags
    ) throws(TensorError) {
        if let places = Self.integers(indices), places.count == rank {
            // NumPy converts only scalars to numbers, not even arrays of shape (1,); to bools it converts both.
            guard value.rank == 0 || (dtype == .bool && value.count == 1) else {
                _ = try layout.address(of: places)
                throw .cannotAssign(value: value.shape, target: [])
            }
            return try assign(value.scalar(atAddress: value.offset), at: places, flags: &flags)
        }
        let plan = try IndexPlan(layout, indices)
        var value = try Self.fitting(try fittingTexts(value), plan)
        if plan.shape.count == 0 { return }
        if plan.isSoleMask, rank > 0, case .mask(let mask)? = indices.first,
            value.sharesMemory(with: self) || Tensor.bool(mask).sharesMemory(with: self)
        {
            return overwrite(masked: mask, with: value, flags: &flags)
        }
        if value.sharesMemory(with: self) {
            if plan.advancedShape == nil, value.overwrites(plan.view) { return }
            // The value may overlap the target.
            value = try value.copyKeepingOrder()
        }
        flags.formUnion(try apply(Replacing(plan: plan, value: value)))
    }

    /// `x[…] = value`, ignoring floats that don't fit in an int.
    ///
    /// - Throws: the errors of ``assign(_:at:flags:)``.
    public func assign(_ value: Tensor, at indices: [TensorIndex]) throws(TensorError) {
        var flags = FloatingPointFlags()
        try assign(value, at: indices, flags: &flags)
    }

    /// Sets one element, visible to every tensor over the buffer.
    ///
    /// - Throws: ``TensorError/indexOutOfRange(index:axis:length:)``, ``TensorError/tooManyIndices(rank:given:)``,
    ///   ``TensorError/invalidArgument(function:_:)`` for too few indices,
    ///   ``TensorError/unsupportedTypes(operation:_:hint:)`` for texts among numbers or numbers among texts.
    public func assign(_ value: Scalar, at indices: [Int], flags: inout FloatingPointFlags) throws(TensorError) {
        let address = try layout.address(of: indices)
        let value = try fittingText(value)
        switch self {
        case .float64(let array): array[address: address] = value.doubleValue
        case .int64(let array): array[address: address] = value.int64Value(flags: &flags)
        case .bool(let array): array[address: address] = value.isTrue
        case .other(let array):
            flags.formUnion(array.dtype.apply(SettingElement(array: array, address: address, number: value.number)))
        }
    }

    /// Texts truncated to this tensor's width; other values unchanged.
    ///
    /// - Throws: ``TensorError/unsupportedTypes(operation:_:hint:)`` for texts among numbers, and numbers among texts.
    private func fittingTexts(_ value: Tensor) throws(TensorError) -> Tensor {
        guard dtype.isText || value.dtype.isText else { return value }
        guard dtype.isText, value.dtype.isText else { throw unlikeText(value.dtype) }
        return value.dtype.textWidth > dtype.textWidth ? try value.cut(toTextWidth: dtype.textWidth) : value
    }

    private func fittingText(_ value: Scalar) throws(TensorError) -> Scalar {
        guard dtype.isText || value.dtype.isText else { return value }
        guard dtype.isText, case .other(.text(let text), _) = value else { throw unlikeText(value.dtype) }
        return .other(TextElement(text).prefix(dtype.textWidth).number, dtype)
    }

    private func unlikeText(_ type: DType) -> TensorError {
        .unsupportedTypes(operation: "assignment", [dtype, type], hint: "both hold texts, or both numbers")
    }

    /// Whether the elements are in a mapped file.
    public var isMapped: Bool { buffer.isMapped }

    /// The indices, if all are integers.
    private static func integers(_ indices: [TensorIndex]) -> [Int]? {
        var result: [Int] = []
        for index in indices {
            guard case .integer(let place) = index else { return nil }
            result.append(place)
        }
        return result
    }

    /// The value, reduced to the rank of the target by dropping leading axes of length 1.
    private static func fitting(_ value: Tensor, _ plan: IndexPlan) throws(TensorError) -> Tensor {
        let target = plan.shape
        if plan.isSoleMask {
            guard value.rank <= 1, value.count == 1 || value.count == target.count else {
                throw .cannotAssign(value: value.shape, target: target)
            }
        }
        var layout = value.layout
        while layout.shape.rank > target.rank && layout.shape[0] == 1 { layout = layout.removing(axis: 0) }
        do {
            return try value.view(layout).broadcast(to: target)
        } catch {
            throw .cannotAssign(value: value.shape, target: target)
        }
    }

    /// Copies a vector to another one in the same buffer as NumPy does: from one end to the other without a copy, so
    /// that an element may be read after it was overwritten.
    ///
    /// - Returns: false where NumPy makes a copy: for vectors of opposite direction and for matrices.
    private func overwrites(_ target: Layout) -> Bool {
        guard rank == 1, target.shape.rank == 1, strides[0].signum() * target.strides[0].signum() >= 0 else {
            return false
        }
        apply(Overwriting(target: target))
        return true
    }

    /// Writes a vector to the true elements of a mask when one of the two shares memory with this tensor.
    private func overwrite(masked mask: NDArray<Bool>, with value: Tensor, flags: inout FloatingPointFlags) {
        flags.formUnion(apply(OverwritingMasked(mask: mask, value: value)))
    }
}

private struct Replacing: ArrayFunction {
    let plan: IndexPlan
    let value: Tensor

    func apply<Element: TensorElement>(_ array: NDArray<Element>) throws(TensorError) -> FloatingPointFlags {
        var flags: FloatingPointFlags = []
        try array.replace(plan, with: Element.array(value, flags: &flags))
        return flags
    }
}

private struct SettingElement: ElementFunction {
    let array: OtherArray
    let address: Int
    let number: ElementNumber

    func apply<Element: TensorElement>(_ type: Element.Type) -> FloatingPointFlags {
        var isInvalid = false
        array.typed(as: type)[address: address] = Element(number, isInvalid: &isInvalid)
        return isInvalid ? .invalid : []
    }
}

private struct Overwriting: ArrayFunction {
    typealias Failure = Never
    let target: Layout

    func apply<Element: TensorElement>(_ array: NDArray<Element>) { array.overwrite(target) }
}

private struct OverwritingMasked: ArrayFunction {
    typealias Failure = Never
    let mask: NDArray<Bool>
    let value: Tensor

    func apply<Element: TensorElement>(_ array: NDArray<Element>) -> FloatingPointFlags {
        var flags: FloatingPointFlags = []
        array.overwrite(masked: mask, with: Element.array(value, flags: &flags))
        return flags
    }
}

extension Scalar {
    /// Whether it isn't 0; nan is true, as in Python.
    var isTrue: Bool { number.isTrue }

    /// As int64: floats are truncated toward 0; values out of range become the least int and raise `invalid`.
    func int64Value(flags: inout FloatingPointFlags) -> Int {
        if case .int64(let value) = self { return value }
        var isInvalid = false
        let value = Int(number, isInvalid: &isInvalid)
        if isInvalid { flags.insert(.invalid) }
        return value
    }
}

extension NDArray {
    /// Copies its elements to a vector in the same buffer: by ascending address, or descending if the target begins
    /// inside the source.
    fileprivate func overwrite(_ target: Layout) {
        let count = shape[0]
        var (from, to) = ((start: offset, step: strides[0]), (start: target.offset, step: target.strides[0]))
        func turn() {
            from = (from.start + (count - 1) * from.step, -from.step)
            to = (to.start + (count - 1) * to.step, -to.step)
        }
        if to.step < 0 { turn() }
        if from.start < to.start, from.start + count * from.step > to.start { turn() }
        withUnsafeMutableBuffer { elements in
            _ = Interruption.forEachPiece(of: count) { piece in
                for index in piece {
                    elements[to.start + index * to.step] = elements[from.start + index * from.step]
                }
            }
        }
    }

    /// Writes a vector to the true elements of a mask as NumPy does: run by run in C order without a copy, so that an
    /// element of the source or the mask may be read after it was overwritten.
    fileprivate func overwrite(masked mask: NDArray<Bool>, with source: NDArray) {
        let nest = LoopNest(shape: shape, strides: [strides, mask.strides])
        let (step, maskStep) = (nest.innerStride(0), nest.innerStride(1))
        let sourceStep = source.count == 1 ? 0 : source.strides[0]
        var (run, taken, seen) = ((start: 0, count: 0), 0, 0)
        func writeRun(_ to: UnsafeMutablePointer<Element>, _ from: UnsafePointer<Element>) {
            // A mask that is being overwritten may gain true elements and exhaust the source.
            let count = sourceStep == 0 ? run.count : min(run.count, source.count - taken)
            let (to, from) = (to + run.start, from + taken * sourceStep)
            if step == 1, sourceStep == 1 {
                to.update(from: from, count: count)
            } else {
                Interruption.forEachPiece(of: count) { piece in
                    for index in piece { to[index * step] = from[index * sourceStep] }
                }
            }
            (run.count, taken) = (0, taken + count)
        }
        withUnsafeMutableBuffer { elements in
            guard let target = elements.baseAddress.map({ $0 + offset }) else { return }
            source.withUnsafeElements { values in
                mask.withUnsafeElements { mask in
                    nest.forEachRow { offsets, length in
                        for index in 0..<length {
                            let place = offsets[1] + index * maskStep
                            if !mask[place], run.count > 0 { writeRun(target, values) }
                            // Writing the run may have changed the mask.
                            guard mask[place] else { continue }
                            if run.count == 0 { run.start = offsets[0] + index * step }
                            run.count += 1
                        }
                        seen += length
                        // Long rows come in pieces, and runs may span them.
                        if seen % nest.innerLength == 0 { writeRun(target, values) }
                    }
                }
            }
        }
    }

    /// Writes `source`, which has the plan's shape, to the elements that the plan selects.
    fileprivate func replace(_ plan: IndexPlan, with source: NDArray) throws(TensorError) {
        guard let advanced = plan.advancedShape else {
            withUnsafeMutableBuffer { buffer in
                guard let base = buffer.baseAddress else { return }
                source.write(to: base + plan.view.offset, strides: plan.view.strides)
            }
            return
        }
        let axes = Array(advanced.dimensions.indices)
        let viewAxes = Array(plan.view.shape.dimensions.indices)
        // Index arrays' axes first, then the view's: the order of the addresses below.
        var order = [Int](repeating: 0, count: source.rank)
        for (axis, position) in plan.resultAxes(axes, viewAxes).enumerated() { order[position] = axis }
        let values = try source.view(source.layout.permuted(order)).flat()
        let inner = plan.view.addresses
        let steps = try plan.steps(axes: axes)
        // Steps computed after a stop request may be unfinished.
        if Interruption.isRequested { return }
        var place = 0
        var meter = WorkMeter()
        withUnsafeMutableBuffer { elements in
            for step in steps {
                for address in inner {
                    if meter.shouldStop(after: 1) { return }
                    elements[address + step] = values[place]
                    place += 1
                }
            }
        }
    }
}
