internal import Kernels

/// A small new array of floats or ints, the result of an operation: its buffer, row-major without gaps, and the
/// lengths of its axes.
public struct SmallResult {
    private let buffer: Buffer
    private let isInteger: Bool
    private let rank: Int
    private let rows: Int
    private let columns: Int

    /// Allocates the buffer; nil if memory runs out.
    @inline(__always)
    init?(rank: Int, rows: Int, columns: Int, isInteger: Bool = false) {
        // Both take eight bytes.
        guard let buffer = try? Buffer.make(byteCount: rows * columns * MemoryLayout<Double>.stride) else { return nil }
        (self.buffer, self.isInteger) = (buffer, isInteger)
        (self.rank, self.rows, self.columns) = (rank, rows, columns)
    }

    /// The floats; valid while the result is retained.
    @inline(__always) var floats: UnsafeMutablePointer<Double> {
        buffer.start.assumingMemoryBound(to: Double.self)
    }

    /// The ints; valid while the result is retained.
    @inline(__always) var integers: UnsafeMutablePointer<Int> {
        buffer.start.assumingMemoryBound(to: Int.self)
    }

    /// Whether every float is finite.
    var isFinite: Bool { Self.areFinite(floats, count: rows * columns) }

    @inline(__always)
    static func areFinite(_ numbers: UnsafePointer<Double>, count: Int) -> Bool {
        // Only infinities and nans have all exponent bits set.
        let exponent = Double.infinity.bitPattern
        var isFinite = true
        for index in 0..<count where numbers[index].bitPattern & exponent == exponent { isFinite = false }
        return isFinite
    }

    /// The result as a tensor.
    public var tensor: Tensor { isInteger ? .int64(array()) : .float64(array()) }

    /// The float or int of a 0-d result; nil if it has axes.
    public var scalar: Scalar? {
        rank > 0 ? nil : isInteger ? .int64(integers.pointee) : .float64(floats.pointee)
    }

    private func array<Element>() -> NDArray<Element> {
        switch rank {
        case 0: NDArray(buffer: buffer, shape: [], strides: AxisValues(), offset: 0)
        case 1: NDArray(buffer: buffer, shape: Shape(AxisValues(columns)), strides: AxisValues(1), offset: 0)
        default:
            NDArray(
                buffer: buffer, shape: Shape(AxisValues(rows, columns)), strides: AxisValues(columns, 1), offset: 0)
        }
    }

    /// The result as a small array; nil if it isn't small.
    public var small: SmallArray? {
        rows * columns <= SmallArray.limit
            ? SmallArray(
                newNumbers: buffer, isInteger ? .int64 : .float64, rank: rank, rows: rows, columns: columns) : nil
    }
}

/// Sums along the first axis or of all elements, for arrays that need no choice of layout.
extension SmallArray {
    /// The sum of all elements (float64, `np.sum`); nil unless they are floats laid out like a new array's, and nil
    /// if the sum isn't finite, so that the general code finds the warnings.
    public var sum: Double? {
        guard isNew, dtype == .float64 else { return nil }
        let sum = 0.0 + Summation.pairwise(elements(as: Double.self), stride: 1, count: count)
        return sum.isFinite ? sum : nil
    }

    /// The sums along the first of two axes, each divided by `divisor`; shape (columns,), or (1, columns) with
    /// `keepsAxis`. nil as for ``sum``.
    public func columnSums(keepsAxis: Bool, dividedBy divisor: Double? = nil) -> SmallResult? {
        guard isNew, rank == 2, dtype == .float64,
            let sums = SmallResult(rank: keepsAxis ? 2 : 1, rows: 1, columns: columns)
        else { return nil }
        Summation.columns(elements(as: Double.self), rows: rows, columns: columns, into: sums.floats)
        guard sums.isFinite else { return nil }
        if let divisor { for column in 0..<columns { sums.floats[column] /= divisor } }
        return sums
    }

    /// The number of rows, the length of the first of two axes.
    public var rowCount: Int { rows }
}

/// An operand of an operation on few numbers: an array of floats or ints, or a number.
public struct SmallOperand {
    fileprivate let array: SmallArray?
    /// The number, as a float and as an int.
    fileprivate let number: (float: Double, integer: Int)
    /// Whether all numbers are ints.
    fileprivate let isInteger: Bool
    /// Whether the elements are no longer needed, so that the result may overwrite them.
    fileprivate let isFree: Bool

    /// An array of float64 or int64; nil for other types.
    public init?(_ array: SmallArray, isFree: Bool) {
        guard array.dtype == .float64 || array.dtype == .int64 else { return nil }
        (self.array, number, isInteger, self.isFree) = (array, (0, 0), array.dtype == .int64, isFree)
    }

    /// A float.
    public init(_ number: Double) { (array, self.number, isInteger, isFree) = (nil, (number, 0), false, false) }

    /// An int; next to floats it counts as a float.
    public init(_ number: Int) {
        (array, self.number, isInteger, isFree) = (nil, (Double(number), number), true, false)
    }

    /// The array's elements, or the given number.
    @inline(__always)
    fileprivate func elements<Element>(or number: UnsafePointer<Element>) -> UnsafePointer<Element> {
        array.map { UnsafePointer($0.elements(as: Element.self)) } ?? number
    }
}

/// The result of an operation on few numbers.
public enum SmallOutcome {
    /// A new array.
    case new(SmallResult)
    /// The results replaced the elements of the left or the right operand.
    case inLeft, inRight

    /// The most results that may replace an operand that is still being read: they are buffered until all are
    /// computed and the floats are known to be finite.
    private static let mostAside = 128

    /// `left op right`, at least one of them an array.
    ///
    /// - Parameter mustBeInLeft: whether only a result in the left operand's place is of use.
    /// - Returns: nil if NumPy's iterator might choose another layout, for unsupported operations, for an array of
    ///   ints next to floats, and if a result isn't finite, so that the general code finds the warnings. The operands
    ///   are then unchanged.
    public static func of(
        _ operation: BinaryOperation, _ left: SmallOperand, _ right: SmallOperand, mustBeInLeft: Bool = false
    ) -> SmallOutcome? {
        let isInteger = left.isInteger && right.isInteger
        // The general code converts arrays of ints to floats.
        if !isInteger, left.array?.dtype == .int64 || right.array?.dtype == .int64 { return nil }
        guard let loop = loop(left, right), loop.rank > 0 else { return nil }
        let place = place(left, right, loop, isInteger: isInteger)
        if mustBeInLeft, place != .left { return nil }
        return isInteger
            ? ofIntegers(operation, left, right, loop, place) : ofFloats(operation, left, right, loop, place)
    }

    private static func ofFloats(
        _ operation: BinaryOperation, _ left: SmallOperand, _ right: SmallOperand, _ loop: SmallLoop, _ place: Place?
    ) -> SmallOutcome? {
        var (first, second) = (left.number.float, right.number.float)
        return withUnsafePointer(to: &first) { first in
            withUnsafePointer(to: &second) { second in
                let (first, second) = (left.elements(or: first), right.elements(or: second))
                guard let place else {
                    guard let result = loop.result(), loop.fill(result.floats, operation, first, second),
                        result.isFinite
                    else { return nil }
                    return .new(result)
                }
                guard let target = (place == .left ? left.array : right.array)?.elements(as: Double.self) else {
                    return nil
                }
                return withUnsafeTemporaryAllocation(of: Double.self, capacity: mostAside) { aside in
                    guard let aside = aside.baseAddress, loop.fill(aside, operation, first, second),
                        SmallResult.areFinite(aside, count: loop.count)
                    else { return nil }
                    target.update(from: aside, count: loop.count)
                    return place == .left ? .inLeft : .inRight
                }
            }
        }
    }

    private static func ofIntegers(
        _ operation: BinaryOperation, _ left: SmallOperand, _ right: SmallOperand, _ loop: SmallLoop, _ place: Place?
    ) -> SmallOutcome? {
        var (first, second) = (left.number.integer, right.number.integer)
        return withUnsafePointer(to: &first) { first in
            withUnsafePointer(to: &second) { second in
                let (first, second) = (left.elements(or: first), right.elements(or: second))
                guard let place else {
                    guard let result = loop.result(isInteger: true),
                        loop.fill(result.integers, operation, first, second)
                    else { return nil }
                    return .new(result)
                }
                guard let target = (place == .left ? left.array : right.array)?.elements(as: Int.self),
                    loop.fill(target, operation, first, second)
                else { return nil }
                return place == .left ? .inLeft : .inRight
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

    /// The operand whose elements the results may replace. Ints are written directly, so they must not overlap the
    /// other operand.
    private static func place(
        _ left: SmallOperand, _ right: SmallOperand, _ loop: SmallLoop, isInteger: Bool
    ) -> Place? {
        if isInteger {
            if let left = left.array, let right = right.array, left.sharesBuffer(with: right) { return nil }
        } else if loop.count > mostAside {
            return nil
        }
        if left.isFree, let array = left.array, loop.gives(array) { return .left }
        if right.isFree, let array = right.array, loop.gives(array) { return .right }
        return nil
    }
}

extension SmallLoop {
    /// The number of results.
    var count: Int { lengths.rows * lengths.columns }

    /// Allocates the results; nil if memory runs out.
    @inline(__always)
    func result(isInteger: Bool = false) -> SmallResult? {
        SmallResult(rank: rank, rows: lengths.rows, columns: lengths.columns, isInteger: isInteger)
    }

    /// Whether the results have the array's shape and layout.
    func gives(_ array: SmallArray) -> Bool {
        array.isNew && array.rank == rank && rank > 0 && array.rows == lengths.rows && array.columns == lengths.columns
    }

    /// Writes the results of an operation from floats to floats; returns false for any other operation.
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
            // NumPy squares when the exponent is the number 2.
            guard isNumberOnRight, right.pointee == 2 else { return false }
            fill(output, left, right) { base, _ in base * base }
        default: return false
        }
        return true
    }

    /// Writes the results of an operation from ints to ints that raises no flags; returns false for any other
    /// operation.
    func fill(
        _ output: UnsafeMutablePointer<Int>, _ operation: BinaryOperation, _ left: UnsafePointer<Int>,
        _ right: UnsafePointer<Int>
    ) -> Bool {
        switch operation {
        case .add: fill(output, left, right) { $0 &+ $1 }
        case .subtract: fill(output, left, right) { $0 &- $1 }
        case .multiply: fill(output, left, right) { $0 &* $1 }
        case .bitwiseAnd: fill(output, left, right) { $0 & $1 }
        case .bitwiseOr: fill(output, left, right) { $0 | $1 }
        case .bitwiseXor: fill(output, left, right) { $0 ^ $1 }
        case .floorDivide where isNumberOnRight && right.pointee > 0:
            fill(output, left, right) { Arithmetic.floorDivide($0, $1) }
        case .remainder where isNumberOnRight && right.pointee > 0:
            fill(output, left, right) { Arithmetic.remainder($0, $1) }
        default: return false
        }
        return true
    }
}
