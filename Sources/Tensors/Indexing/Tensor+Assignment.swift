internal import Kernels

extension Tensor {
    /// `x[…] = value`: the value is broadcast to the place and converted to this tensor's element type.
    ///
    /// In place if no other tensor shares the storage; else the part of the storage that this view spans is copied
    /// first. Nothing changes on error.
    ///
    /// - Parameter flags: gains `invalid` when a float that int64 can't hold was converted.
    /// - Throws: ``TensorError/cannotAssign(value:target:)``, and what ``indexed(by:)`` throws.
    public mutating func assign(
        _ value: Tensor, at indices: [TensorIndex], flags: inout FloatingPointFlags
    ) throws(TensorError) {
        if let places = Self.integers(indices), places.count == rank {
            // NumPy makes a number only of a scalar, not even of an array of shape (1,); a truth value it makes of both.
            guard value.rank == 0 || (dtype == .bool && value.count == 1) else {
                _ = try writableLayout.address(of: places)
                throw .cannotAssign(value: value.shape, target: [])
            }
            return try assign(value.scalar(atAddress: value.offset), at: places, flags: &flags)
        }
        try checkCopy()
        let plan = try IndexPlan(writableLayout, indices)
        let value = try Self.fitting(value, plan)
        if plan.shape.count == 0 { return }
        switch dtype {
        case .float64:
            let source = value.asFloat64()
            mutateFloat64 { $0.replace(plan, with: source) }
        case .int64:
            let source = value.asInt64(flags: &flags)
            mutateInt64 { $0.replace(plan, with: source) }
        case .bool:
            let source = value.asBool()
            mutateBool { $0.replace(plan, with: source) }
        }
    }

    /// `x[…] = value` without regard to floats that int64 can't hold.
    ///
    /// - Throws: as ``assign(_:at:flags:)``.
    public mutating func assign(_ value: Tensor, at indices: [TensorIndex]) throws(TensorError) {
        var flags = FloatingPointFlags()
        try assign(value, at: indices, flags: &flags)
    }

    /// Sets one element, in constant time unless the storage is shared.
    ///
    /// - Throws: ``TensorError/indexOutOfRange(index:axis:length:)``, ``TensorError/tooManyIndices(rank:given:)``.
    public mutating func assign(
        _ value: Scalar, at indices: [Int], flags: inout FloatingPointFlags
    ) throws(TensorError) {
        let address = try writableLayout.address(of: indices)
        try checkCopy()
        switch dtype {
        case .float64:
            mutateFloat64 { $0.storage[address] = value.doubleValue }
        case .int64:
            let element = value.int64Value(flags: &flags)
            mutateInt64 { $0.storage[address] = element }
        case .bool:
            mutateBool { $0.storage[address] = value.isTrue }
        }
    }

    /// Whether the elements lie in a mapped file.
    public var isMapped: Bool {
        switch self {
        case .float64(let array): array.storage.isMapped
        case .int64(let array): array.storage.isMapped
        case .bool(let array): array.storage.isMapped
        }
    }

    /// Makes sure that there is memory for the copy that is changed in place of a mapped file.
    private func checkCopy() throws(TensorError) {
        guard isMapped else { return }
        let bytes = layout.span.count.multipliedReportingOverflow(by: dtype.byteCount)
        if bytes.overflow || bytes.partialValue > MemoryLimit.current.bytes { throw .tooLarge(shape) }
    }

    /// The layout as ``NDArray/makeWritable()`` will make it.
    private var writableLayout: Layout {
        switch self {
        case .float64(let array): array.layout.writable(storageCount: array.storage.count)
        case .int64(let array): array.layout.writable(storageCount: array.storage.count)
        case .bool(let array): array.layout.writable(storageCount: array.storage.count)
        }
    }

    /// The places, if all indices are integers.
    private static func integers(_ indices: [TensorIndex]) -> [Int]? {
        var result: [Int] = []
        for index in indices {
            guard case .integer(let place) = index else { return nil }
            result.append(place)
        }
        return result
    }

    /// The value as it broadcasts to the place, with axes of length 1 in front of the place's left out.
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

    /// What stands in for a tensor while its array is being changed, so that the storage has one owner.
    private static let placeholder = Tensor.bool(NDArray(storage: [], shape: [0], strides: [1], offset: 0))

    private mutating func mutateFloat64(_ body: (inout NDArray<Double>) -> Void) {
        guard case .float64(var array) = self else { return }
        self = Self.placeholder
        array.makeWritable()
        body(&array)
        self = .float64(array)
    }

    private mutating func mutateInt64(_ body: (inout NDArray<Int>) -> Void) {
        guard case .int64(var array) = self else { return }
        self = Self.placeholder
        array.makeWritable()
        body(&array)
        self = .int64(array)
    }

    private mutating func mutateBool(_ body: (inout NDArray<Bool>) -> Void) {
        guard case .bool(var array) = self else { return }
        self = Self.placeholder
        array.makeWritable()
        body(&array)
        self = .bool(array)
    }
}

extension Scalar {
    /// Whether it is not 0; nan is true, as in Python.
    var isTrue: Bool {
        switch self {
        case .float64(let value): value != 0
        case .int64(let value): value != 0
        case .bool(let value): value
        }
    }

    /// As int64: floats are cut toward 0; what doesn't fit gives the least number and raises `invalid`.
    func int64Value(flags: inout FloatingPointFlags) -> Int {
        switch self {
        case .int64(let value): return value
        case .bool(let value): return value ? 1 : 0
        case .float64(let value):
            if let whole = Int(truncating: value) { return whole }
            flags.insert(.invalid)
            return .min
        }
    }
}

extension NDArray {
    /// Makes the storage hold what the view spans and nothing else, each element in a place of its own.
    fileprivate mutating func makeWritable() {
        let layout = layout
        if layout.repeatsElements {
            self = compact()
            return
        }
        let span = layout.span
        if span.count < storage.count || storage.isMapped {
            let source = storage
            storage = .array([Element](count: span.count, interruptibly: { source[span.lowerBound + $0] }))
            offset -= span.lowerBound
        }
    }

    /// Writes `source`, which has the plan's shape, to the places that the plan names.
    fileprivate mutating func replace(_ plan: IndexPlan, with source: NDArray) {
        guard let advanced = plan.advancedShape else {
            storage.withUnsafeMutableBufferPointer { buffer in
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
        let values = source.view(source.layout.permuted(order)).elements
        let inner = plan.view.addresses
        let steps = plan.steps(axes: axes)
        // Places made while the request stood may be unfinished.
        if Interruption.isRequested { return }
        var place = 0
        var meter = WorkMeter()
        storage.withUnsafeMutableBufferPointer { elements in
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
