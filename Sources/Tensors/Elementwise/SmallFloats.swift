internal import Kernels

/// A small array of floats that an operation has just made: where its numbers lie, row after row without gaps, and the
/// lengths of its axes.
public struct SmallFloats {
    private let buffer: Buffer
    private let rank: Int
    private let rows: Int
    private let columns: Int

    /// Room for so many numbers; nil if there is no memory for them.
    @inline(__always)
    init?(rank: Int, rows: Int, columns: Int) {
        guard let buffer = try? Buffer.make(byteCount: rows * columns * MemoryLayout<Double>.stride) else { return nil }
        (self.buffer, self.rank, self.rows, self.columns) = (buffer, rank, rows, columns)
    }

    /// Where the numbers lie, as long as it is held.
    @inline(__always) var elements: UnsafeMutablePointer<Double> {
        buffer.start.assumingMemoryBound(to: Double.self)
    }

    /// Whether no number is infinite or nan.
    var isFinite: Bool { Self.areFinite(elements, count: rows * columns) }

    @inline(__always)
    static func areFinite(_ numbers: UnsafePointer<Double>, count: Int) -> Bool {
        // Of the exponent all bits are set in those alone.
        let exponent = Double.infinity.bitPattern
        var isFinite = true
        for index in 0..<count where numbers[index].bitPattern & exponent == exponent { isFinite = false }
        return isFinite
    }

    /// The same as a tensor.
    public var tensor: Tensor {
        switch rank {
        case 0: .float64(NDArray(buffer: buffer, shape: [], strides: AxisValues(), offset: 0))
        case 1:
            .float64(
                NDArray(buffer: buffer, shape: Shape(AxisValues(columns)), strides: AxisValues(1), offset: 0))
        default:
            .float64(
                NDArray(
                    buffer: buffer, shape: Shape(AxisValues(rows, columns)), strides: AxisValues(columns, 1),
                    offset: 0))
        }
    }

    /// The same as plain numbers; nil if it isn't small.
    public var small: SmallArray? {
        rows * columns <= SmallArray.limit
            ? SmallArray(newFloats: buffer, rank: rank, rows: rows, columns: columns) : nil
    }
}

/// What the sum of the numbers along an axis, or of all, is where nothing is to be chosen.
extension SmallArray {
    /// The sum of all elements; nil if they aren't floats that lie as those of a new array do, and where the general way has
    /// to find out what is to be warned of.
    public var sum: Double? {
        guard isNew, dtype == .float64 else { return nil }
        let sum = 0.0 + Summation.pairwise(elements(as: Double.self), stride: 1, count: count)
        return sum.isFinite ? sum : nil
    }

    /// The sums along the first of two axes, each divided by a number; nil as for ``sum``.
    public func columnSums(keepsAxis: Bool, dividedBy divisor: Double? = nil) -> SmallFloats? {
        guard isNew, rank == 2, dtype == .float64,
            let sums = SmallFloats(rank: keepsAxis ? 2 : 1, rows: 1, columns: columns)
        else { return nil }
        Summation.columns(elements(as: Double.self), rows: rows, columns: columns, into: sums.elements)
        guard sums.isFinite else { return nil }
        if let divisor { for column in 0..<columns { sums.elements[column] /= divisor } }
        return sums
    }

    /// The number of rows, the length of the first of two axes.
    public var rowCount: Int { rows }
}

/// An operand of an operation on few floats: an array of them, or a number.
public struct SmallOperand {
    fileprivate let array: SmallArray?
    fileprivate let number: Double
    /// Whether nobody will look at the elements any more, so that others may take their place.
    fileprivate let isFree: Bool

    /// An array of float64.
    public init?(_ array: SmallArray, isFree: Bool) {
        guard array.dtype == .float64 else { return nil }
        (self.array, number, self.isFree) = (array, 0, isFree)
    }

    /// A number.
    public init(_ number: Double) { (array, self.number, isFree) = (nil, number, false) }
}

/// What an operation on few floats gave.
public enum SmallOutcome {
    /// A new array.
    case new(SmallFloats)
    /// The results are in the place of the left or the right operand's elements.
    case inLeft, inRight

    /// So many results at most are put in the place of an operand: they are kept aside until it is known that all are finite.
    private static let mostInPlace = 128

    /// `left op right`, at least one of them an array.
    ///
    /// - Parameter mustBeInLeft: whether it is of use in the left operand's place alone.
    /// - Returns: nil where NumPy's iterator might choose another layout, for other operations, and where a result isn't
    ///   finite, so that the general way finds out what is to be warned of; the operands are then as they were.
    public static func of(
        _ operation: BinaryOperation, _ left: SmallOperand, _ right: SmallOperand, mustBeInLeft: Bool = false
    ) -> SmallOutcome? {
        guard let loop = loop(left, right) else { return nil }
        let place = place(left, right, loop)
        if mustBeInLeft, place != .left { return nil }
        var (first, second) = (left.number, right.number)
        return withUnsafePointer(to: &first) { first in
            withUnsafePointer(to: &second) { second in
                let first = left.array.map { UnsafePointer($0.elements(as: Double.self)) } ?? first
                let second = right.array.map { UnsafePointer($0.elements(as: Double.self)) } ?? second
                guard let place else { return new(operation, loop, first, second) }
                let target = (place == .left ? left.array : right.array)?.elements(as: Double.self)
                guard let target else { return nil }
                return replace(target, operation, loop, first, second)
                    ? place == .left ? .inLeft : .inRight : nil
            }
        }
    }

    private static func loop(_ left: SmallOperand, _ right: SmallOperand) -> SmallLoop? {
        switch (left.array, right.array) {
        case (let left?, let right?): SmallLoop(left, right)
        case (let left?, nil): SmallLoop(left, numberOnRight: true)
        case (nil, let right?): SmallLoop(right, numberOnRight: false)
        case (nil, nil): nil
        }
    }

    private enum Place { case left, right }

    /// The operand whose elements the results may replace.
    private static func place(_ left: SmallOperand, _ right: SmallOperand, _ loop: SmallLoop) -> Place? {
        if loop.count > mostInPlace { return nil }
        if left.isFree, let array = left.array, loop.gives(array) { return .left }
        if right.isFree, let array = right.array, loop.gives(array) { return .right }
        return nil
    }

    private static func new(
        _ operation: BinaryOperation, _ loop: SmallLoop, _ left: UnsafePointer<Double>, _ right: UnsafePointer<Double>
    ) -> SmallOutcome? {
        guard loop.rank > 0, let result = loop.floats(), loop.fill(result.elements, operation, left, right),
            result.isFinite
        else { return nil }
        return .new(result)
    }

    private static func replace(
        _ target: UnsafeMutablePointer<Double>, _ operation: BinaryOperation, _ loop: SmallLoop,
        _ left: UnsafePointer<Double>, _ right: UnsafePointer<Double>
    ) -> Bool {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: mostInPlace) { spare in
            guard let spare = spare.baseAddress, loop.fill(spare, operation, left, right),
                SmallFloats.areFinite(spare, count: loop.count)
            else { return false }
            target.update(from: spare, count: loop.count)
            return true
        }
    }
}

extension SmallLoop {
    /// The number of results.
    var count: Int { lengths.rows * lengths.columns }

    /// Room for the results; nil if there is no memory for it.
    @inline(__always)
    func floats() -> SmallFloats? { SmallFloats(rank: rank, rows: lengths.rows, columns: lengths.columns) }

    /// Whether the results lie as an array does.
    func gives(_ array: SmallArray) -> Bool {
        array.isNew && array.rank == rank && rank > 0 && array.rows == lengths.rows && array.columns == lengths.columns
    }

    /// Writes the results of an operation on floats that gives floats; false for another.
    func fill(
        _ output: UnsafeMutablePointer<Double>, _ operation: BinaryOperation, _ left: UnsafePointer<Double>,
        _ right: UnsafePointer<Double>
    ) -> Bool {
        switch operation {
        case .add: fill(output, left, right) { $0 + $1 }
        case .subtract: fill(output, left, right) { $0 - $1 }
        case .multiply: fill(output, left, right) { $0 * $1 }
        case .divide: fill(output, left, right) { $0 / $1 }
        case .power:
            // NumPy squares where the exponent is the number 2.
            guard isNumberOnRight, right.pointee == 2 else { return false }
            fill(output, left, right) { base, _ in base * base }
        default: return false
        }
        return true
    }
}
