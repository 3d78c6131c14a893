internal import CObjects
internal import Kernels
package import Randomness
public import Tensors

/// A Python tuple.
public final class TupleObject {
    /// Its items.
    public private(set) var items: [Value]
    private var holdsObjects: Bool?

    /// Whether an item is mutable or contains something mutable; cached.
    var mayChange: Bool {
        if let holdsObjects { return holdsObjects }
        let found = items.polled(work: 2).contains(where: \.mayChange)
        if !Interruption.isRequested { holdsObjects = found }
        return found
    }

    /// Makes a tuple of these items.
    public init(_ items: [Value]) { self.items = items }

    deinit { Release.later(&items) }

    /// The number of items.
    public var count: Int { items.count }

    /// Replaces its two items. Nothing else may hold the tuple.
    func refill(_ first: Value, _ second: Value) {
        items[0] = first
        items[1] = second
        holdsObjects = nil
    }
}

extension TupleObject: RandomAccessCollection {
    /// The first position.
    public var startIndex: Int { 0 }
    /// The position after the last item.
    public var endIndex: Int { items.count }
    /// The item at a position.
    public subscript(place: Int) -> Value { items[place] }
}

extension ListObject: RandomAccessCollection {
    /// The first position.
    public var startIndex: Int { 0 }
    /// The position after the last item.
    public var endIndex: Int { items.count }
    /// The item at a position.
    public subscript(place: Int) -> Value { items[place] }
}

/// A NumPy array: a layout over a buffer, which its views share.
public final class ArrayObject {
    /// The dtype, layout and buffer.
    public private(set) var tensor: Tensor {
        didSet {
            small = SmallArray(tensor)
            quick = QuickArray(small)
        }
    }
    /// The same array as a vector or matrix of plain numbers, if it is small.
    package private(set) final var small: SmallArray?
    /// The same array in two words, if it is laid out like a new one.
    package private(set) final var quick: QuickArray
    /// The array that owns the buffer; nil if this one is not a view.
    public private(set) var base: ArrayObject?
    /// Whether writing through this view is prohibited.
    package final var isReadOnly = false
    /// The names of its columns, if it is a matrix whose columns have some.
    public private(set) var columnNames: ColumnNames?

    /// Makes an array over a tensor's buffer.
    public init(_ tensor: Tensor, base: ArrayObject? = nil) {
        self.tensor = tensor
        self.base = base
        small = SmallArray(tensor)
        quick = QuickArray(small)
    }

    /// An array of elements of its own, whose columns have names or none.
    package convenience init(_ tensor: Tensor, columnNames: ColumnNames?) {
        self.init(tensor)
        self.columnNames = columnNames
    }

    /// An array of numbers that an operation has just made.
    package init(_ result: SmallResult) {
        tensor = result.tensor
        base = nil
        small = result.small
        quick = QuickArray(small)
    }

    /// Whether nothing but one reference to it knows the array, which is quick and has all of its buffer.
    ///
    /// Such an array may be given new elements instead of being freed.
    final var isLone: Bool {
        let address = UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque())
        guard quick.isWhole, is_held_once(address), let small, is_held_once(small.bufferAddress) else { return false }
        return base == nil && !isReadOnly && columnNames == nil
    }

    /// Makes an array that is to get new elements one that the running cell made.
    final func renew() { tensor.buffer.stamp = running_stamp() }

    /// Makes a view of another array's buffer.
    package convenience init(_ tensor: Tensor, viewOf array: ArrayObject) {
        self.init(tensor)
        setBase(of: array)
    }

    /// Turns it into a view of another array's buffer.
    func setBase(of array: ArrayObject) {
        base = array.base ?? array
        if array.isReadOnly { isReadOnly = true }
    }

    /// Prohibits or allows writing through this view. The change is logged.
    package func setReadOnly(_ isReadOnly: Bool) {
        CellLog.running?.keep(LayoutChange(self), formerStamp: 0)
        self.isReadOnly = isReadOnly
    }

    /// Names the columns of an array that nobody else has seen yet.
    package func setColumnNames(_ names: ColumnNames?) { columnNames = names }

    /// Gives it another shape over the same elements, as `x.shape = …` does.
    func setLayout(_ layout: Tensor) {
        CellLog.running?.keep(LayoutChange(self), formerStamp: 0)
        tensor = layout
        columnNames = nil
    }

    private final class LayoutChange: Change {
        private let array: ArrayObject
        private var tensor: Tensor
        private var isReadOnly: Bool
        private var columnNames: ColumnNames?

        init(_ array: ArrayObject) {
            (self.array, tensor, isReadOnly) = (array, array.tensor, array.isReadOnly)
            columnNames = array.columnNames
        }

        override var object: AnyObject? { array }
        override func exchange(keepingOther: Bool) {
            swap(&array.tensor, &tensor)
            swap(&array.isReadOnly, &isReadOnly)
            swap(&array.columnNames, &columnNames)
        }
    }

    /// A view of an unnamed array, as NumPy returns after reshaping a copy.
    package convenience init(shaped tensor: Tensor) { self.init(tensor, viewOf: ArrayObject(tensor)) }

    /// The result of an operation on it: a view if it shares the buffer.
    package func derived(_ tensor: Tensor) -> ArrayObject {
        guard tensor.buffer === self.tensor.buffer else { return ArrayObject(tensor) }
        let view = ArrayObject(tensor, viewOf: self)
        if let columnNames { view.setColumnNames(columnNames.seen(by: tensor, of: self.tensor)) }
        return view
    }

    /// The result of a function that returns the array itself if nothing changes, as in NumPy.
    package func itself(or tensor: Tensor) -> ArrayObject {
        tensor.isSameView(as: self.tensor) ? self : derived(tensor)
    }

    /// As ``derived(_:)``, but a scalar if there are no axes.
    func derivedResult(_ tensor: Tensor) -> Value {
        if tensor.rank == 0, let element = tensor.scalarValue { return .element(element) }
        return .array(derived(tensor))
    }

    /// The lengths of the axes.
    public var shape: Shape { tensor.shape }
    /// The number of axes.
    public var rank: Int { tensor.rank }
    /// The number of elements.
    public var count: Int { tensor.count }
    /// The element type.
    public var dtype: DType { tensor.dtype }
    /// The bytes of its elements.
    var byteCount: Int { count * dtype.byteCount }
}

/// The stream of a NumPy generator: of a `default_rng` or a `RandomState`.
package enum NumPyStream: Sendable, Equatable {
    case generator(RandomGenerator)
    case legacy(LegacyRandomState)

    /// The whole state as 64-bit words.
    package var stateWords: [UInt64] {
        switch self {
        case .generator(let generator): generator.words.stateWords
        case .legacy(let state): state.stateWords
        }
    }

    /// Whether it is a `RandomState`.
    package var isLegacy: Bool { if case .legacy = self { true } else { false } }
}

/// A NumPy random generator, such as the result of `np.random.default_rng`.
public final class GeneratorObject: Object {
    private var stream: NumPyStream

    package init(_ stream: NumPyStream) { self.stream = stream }

    /// The present state of its stream.
    package var state: NumPyStream { stream }

    /// Draws from it.
    ///
    /// - Throws: what the body throws.
    package func draw<Result, Failure: Error>(
        _ body: (inout any RandomStream) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        willChange()
        var drawn: any RandomStream =
            switch stream {
            case .generator(let generator): generator
            case .legacy(let state): state
            }
        defer {
            if let generator = drawn as? RandomGenerator { stream = .generator(generator) }
            if let state = drawn as? LegacyRandomState { stream = .legacy(state) }
        }
        return try body(&drawn)
    }

    /// Replaces its stream.
    package func replace(with stream: NumPyStream) {
        willChange()
        self.stream = stream
    }

    override func change() -> Change { GeneratorChange(self, stream) }

    private final class GeneratorChange: Change {
        private let generator: GeneratorObject
        private var state: NumPyStream

        init(_ generator: GeneratorObject, _ state: NumPyStream) {
            self.generator = generator
            self.state = state
        }

        override var object: AnyObject? { generator }
        override var bytes: Int { MemoryLayout<NumPyStream>.size + 2500 }

        override func exchange(keepingOther: Bool) {
            swap(&generator.stamp, &stamp)
            swap(&generator.stream, &state)
        }
    }
}
