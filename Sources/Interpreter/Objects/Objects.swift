internal import Kernels
package import Randomness
public import Tensors

/// A Python tuple.
public final class TupleObject {
    /// Its items.
    public private(set) var items: [Value]
    private var holdsObjects: Bool?

    /// Whether an item is something that changes, or holds such; looked for once.
    var mayChange: Bool {
        if let holdsObjects { return holdsObjects }
        let found = items.polled(work: 2).contains(where: \.mayChange)
        if !Interruption.isRequested { holdsObjects = found }
        return found
    }

    /// A tuple of these items.
    public init(_ items: [Value]) { self.items = items }

    deinit { Release.later(&items) }

    /// The number of its items.
    public var count: Int { items.count }

    /// Puts others in the places of its two items; nobody else may hold it.
    func refill(_ first: Value, _ second: Value) {
        items[0] = first
        items[1] = second
        holdsObjects = nil
    }
}

extension TupleObject: RandomAccessCollection {
    /// The place of the first item.
    public var startIndex: Int { 0 }
    /// The place behind the last item.
    public var endIndex: Int { items.count }
    /// The item at a place.
    public subscript(place: Int) -> Value { items[place] }
}

extension ListObject: RandomAccessCollection {
    /// The place of the first item.
    public var startIndex: Int { 0 }
    /// The place behind the last item.
    public var endIndex: Int { items.count }
    /// The item at a place.
    public subscript(place: Int) -> Value { items[place] }
}

/// A NumPy array: a layout over a buffer, which views of it share.
public final class ArrayObject {
    /// Its element type, layout and buffer.
    public private(set) var tensor: Tensor {
        didSet { small = SmallArray(tensor) }
    }
    /// The same as plain numbers, if it is small.
    package private(set) final var small: SmallArray?
    /// The array whose buffer it is a view of; nil if it is no view.
    public private(set) var base: ArrayObject?
    /// Whether nothing can be written to it by this view.
    package final var isReadOnly = false
    /// The names of its columns, if it is a matrix whose columns have some.
    public private(set) var columnNames: ColumnNames?

    /// An array over a tensor's buffer.
    public init(_ tensor: Tensor, base: ArrayObject? = nil) {
        self.tensor = tensor
        self.base = base
        small = SmallArray(tensor)
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
    }

    /// A view of another array's buffer.
    package convenience init(_ tensor: Tensor, viewOf array: ArrayObject) {
        self.init(tensor)
        setBase(of: array)
    }

    /// Makes it a view of another array's buffer.
    func setBase(of array: ArrayObject) {
        base = array.base ?? array
        if array.isReadOnly { isReadOnly = true }
    }

    /// Lets nothing be written by this view, or lets it again; `undo` takes it back.
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

    /// A view of an array without a name, as NumPy gives where it shapes a copy.
    package convenience init(shaped tensor: Tensor) { self.init(tensor, viewOf: ArrayObject(tensor)) }

    /// What an operation on it gives: a view of it where both share the buffer.
    package func derived(_ tensor: Tensor) -> ArrayObject {
        guard tensor.buffer === self.tensor.buffer else { return ArrayObject(tensor) }
        let view = ArrayObject(tensor, viewOf: self)
        if let columnNames { view.setColumnNames(columnNames.seen(by: tensor, of: self.tensor)) }
        return view
    }

    /// What a function gives that changes nothing where nothing needs a change: the array itself then, as in NumPy.
    package func itself(or tensor: Tensor) -> ArrayObject {
        tensor.isSameView(as: self.tensor) ? self : derived(tensor)
    }

    /// As ``derived(_:)``, but a number where there are no axes.
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

/// The stream of a generator of NumPy's: what `default_rng` gives, or a `RandomState`.
package enum NumPyStream: Sendable, Equatable {
    case generator(RandomGenerator)
    case legacy(LegacyRandomState)

    /// All of the state, as words.
    package var stateWords: [UInt64] {
        switch self {
        case .generator(let generator): generator.words.stateWords
        case .legacy(let state): state.stateWords
        }
    }

    /// Whether it is a `RandomState`.
    package var isLegacy: Bool { if case .legacy = self { true } else { false } }
}

/// A generator that `np.random.default_rng` made.
public final class GeneratorObject: Object {
    private var stream: NumPyStream

    package init(_ stream: NumPyStream) { self.stream = stream }

    /// Its stream as it stands.
    package var state: NumPyStream { stream }

    /// Draws from it.
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

    /// Begins another stream.
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
