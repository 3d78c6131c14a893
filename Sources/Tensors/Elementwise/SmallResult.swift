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
        // Only infinities and nans have all exponent bits set; a one added to them reaches the sign.
        let (exponent, one) = (Double.infinity.bitPattern, UInt64(1) << 52)
        var bits: UInt64 = 0
        for index in 0..<count { bits |= (numbers[index].bitPattern & exponent) &+ one }
        return bits >> 63 == 0
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

    /// An array of float64 or int64; nil for other types.
    public init?(_ array: SmallArray) {
        guard array.dtype == .float64 || array.dtype == .int64 else { return nil }
        (self.array, number, isInteger) = (array, (0, 0), array.dtype == .int64)
    }

    /// A float.
    public init(_ number: Double) { (array, self.number, isInteger) = (nil, (number, 0), false) }

    /// An int; next to floats it counts as a float.
    public init(_ number: Int) { (array, self.number, isInteger) = (nil, (Double(number), number), true) }

    /// The array's elements, or the given number.
    @inline(__always)
    fileprivate func elements<Element>(or number: UnsafePointer<Element>) -> UnsafePointer<Element> {
        array.map { UnsafePointer($0.elements(as: Element.self)) } ?? number
    }
}

/// `left op right` for operands of any layout, at least one of them an array.
public struct SmallOperation {
    private let operation: BinaryOperation
    private let left: SmallOperand
    private let right: SmallOperand
    private let loop: SmallLoop
    /// The form of the result, which is laid out like a new array.
    public let form: QuickArray.Form

    /// - Returns: nil if NumPy's iterator might choose another layout, and for an array of ints next to floats.
    public init?(_ operation: BinaryOperation, _ left: SmallOperand, _ right: SmallOperand) {
        let isInteger = left.isInteger && right.isInteger
        // The general code converts arrays of ints to floats.
        if !isInteger, left.array?.dtype == .int64 || right.array?.dtype == .int64 { return nil }
        guard let loop = Self.loop(left, right), loop.rank > 0 else { return nil }
        (self.operation, self.left, self.right, self.loop) = (operation, left, right, loop)
        form = QuickArray.Form(
            rank: loop.rank, rows: loop.lengths.rows, columns: loop.lengths.columns, isInteger: isInteger)
    }

    private static func loop(_ left: SmallOperand, _ right: SmallOperand) -> SmallLoop? {
        switch (left.array, right.array) {
        case (let left?, let right?): SmallLoop(left, right)
        case (let left?, nil): SmallLoop(left, numberOnRight: true)
        case (nil, let right?): SmallLoop(right, numberOnRight: false)
        case (nil, nil): nil
        }
    }

    /// Writes the result to the elements of an array of its form, which no operand has.
    ///
    /// - Returns: false for unsupported operations, and if a result isn't finite, so that the general code finds the
    ///   warnings. The written elements are then worth nothing.
    public func run(into start: UnsafeMutableRawPointer) -> Bool {
        if form.isInteger {
            return withUnsafePointer(to: left.number.integer) { first in
                withUnsafePointer(to: right.number.integer) { second in
                    loop.fill(
                        start.assumingMemoryBound(to: Int.self), operation, left.elements(or: first),
                        right.elements(or: second))
                }
            }
        }
        let output = start.assumingMemoryBound(to: Double.self)
        return withUnsafePointer(to: left.number.float) { first in
            withUnsafePointer(to: right.number.float) { second in
                loop.fill(output, operation, left.elements(or: first), right.elements(or: second))
                    && SmallResult.areFinite(output, count: form.count)
            }
        }
    }
}

extension SmallLoop {
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
