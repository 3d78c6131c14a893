/// A small array of floats or ints that is laid out like a new array: its type and shape in one word, and where its
/// elements begin.
///
/// Loops of notebooks with few rows spend their time on such arrays. Two shapes are compared at once, and no layout is
/// looked at.
///
/// The owner must keep the array alive, and with it the buffer.
public struct QuickArray {

    /// The type, the number of axes and their lengths.
    public struct Form: Equatable, Sendable {
        /// From the lowest bit on: 16 bits of columns, 16 bits of rows, 2 bits of the number of axes, one for ints,
        /// and one that is set for all forms but ``none``.
        fileprivate let bits: UInt64

        /// The form of arrays that aren't quick.
        @inline(__always) public static var none: Form { Form(bits: 0) }

        private init(bits: UInt64) { self.bits = bits }

        @inline(__always)
        init(rank: Int, rows: Int, columns: Int, isInteger: Bool) {
            bits =
                UInt64(truncatingIfNeeded: columns | rows << 16 | rank << 32) | (isInteger ? 1 << 34 : 0) | 1 << 35
        }

        /// The length of the first of two axes; a vector is one row.
        public var rows: Int { Int(truncatingIfNeeded: bits >> 16 & 0xffff) }
        /// The length of the last axis.
        public var columns: Int { Int(truncatingIfNeeded: bits & 0xffff) }
        /// The number of axes.
        public var rank: Int { Int(truncatingIfNeeded: bits >> 32 & 3) }
        /// Whether the elements are ints.
        public var isInteger: Bool { bits >> 34 & 1 == 1 }
        /// The number of elements.
        public var count: Int { rows * columns }
        /// A number below 8 that spreads forms over a table (multiplicative hashing by the golden ratio).
        @inline(__always) public var place: Int { Int(truncatingIfNeeded: (bits &* 0x9E37_79B9_7F4A_7C15) >> 61) }

        /// A new array of this form, whose elements are yet to be written; nil if memory runs out.
        public func make() -> SmallResult? {
            SmallResult(rank: rank, rows: rows, columns: columns, isInteger: isInteger)
        }

        /// The form of both broadcast; nil if they don't.
        @inline(__always)
        fileprivate func broadcast(_ other: Form) -> Form? {
            if self == other { return self }
            guard rows == other.rows || rows == 1 || other.rows == 1,
                columns == other.columns || columns == 1 || other.columns == 1
            else { return nil }
            let (rows, columns) = (max(rows, other.rows), max(columns, other.columns))
            guard rows * columns <= SmallArray.limit else { return nil }
            return Form(rank: max(rank, other.rank), rows: rows, columns: columns, isInteger: isInteger)
        }
    }

    /// The type and shape; ``Form/none`` if the array isn't quick.
    public let form: Form
    /// Whether the array has all of its buffer.
    public let isWhole: Bool
    private let buffer: Unmanaged<Buffer>?
    private let offset: Int

    /// The first element. Undoing a cell may move elements; they stay while one runs.
    ///
    /// - Precondition: the form isn't ``Form/none``.
    @inline(__always) public var start: UnsafeMutableRawPointer {
        buffer.unsafelyUnwrapped._withUnsafeGuaranteedRef { $0.start } + offset
    }

    /// An array as far as it is quick: nil, another layout or many elements give the form `none`.
    @inline(__always)
    public init(_ small: SmallArray?) {
        guard let small, small.rank > 0, small.isNew, small.dtype == .float64 || small.dtype == .int64 else {
            (form, isWhole, buffer, offset) = (.none, false, nil, 0)
            return
        }
        form = Form(
            rank: small.rank, rows: small.rows, columns: small.columns, isInteger: small.dtype == .int64)
        (isWhole, buffer, offset) = (small.hasWholeBuffer, small.buffer, small.offset * MemoryLayout<Double>.stride)
    }
}

/// An operand of an operation on few numbers: a quick array, or a number.
public struct QuickOperand {
    fileprivate let start: UnsafeMutableRawPointer?
    /// The number, as a float and as an int.
    fileprivate let float: Double
    fileprivate let integer: Int
    /// The form of the array.
    fileprivate let form: QuickArray.Form
    private let isInteger: Bool

    /// A quick array.
    @inline(__always)
    public init(_ array: QuickArray) {
        (start, float, integer, form, isInteger) = (array.start, 0, 0, array.form, array.form.isInteger)
    }

    /// A float.
    @inline(__always)
    public init(_ number: Double) { (start, float, integer, form, isInteger) = (nil, number, 0, .none, false) }

    /// An int; next to floats it counts as a float.
    @inline(__always)
    public init(_ number: Int) { (start, float, integer, form, isInteger) = (nil, Double(number), number, .none, true) }

    /// The form of the result of an operation with another operand; nil if NumPy converts an array first, or the shapes
    /// don't broadcast.
    @inline(__always)
    public func form(with other: QuickOperand) -> QuickArray.Form? {
        if start == nil { return other.form.isInteger && !isInteger ? nil : other.form }
        if other.start == nil { return form.isInteger && !other.isInteger ? nil : form }
        return form.isInteger == other.form.isInteger ? form.broadcast(other.form) : nil
    }
}

/// Operations on quick arrays.
public enum QuickArithmetic {
    /// Writes `left op right` to the elements of an array of the result's form.
    ///
    /// - Returns: false for other operations, and if a float isn't finite or an int operation raises flags: the general
    ///   code finds the warnings. The written elements are then worth nothing.
    public static func combine(
        _ operation: BinaryOperation, _ left: QuickOperand, _ right: QuickOperand, into start: UnsafeMutableRawPointer,
        _ form: QuickArray.Form
    ) -> Bool {
        if form.isInteger { return Loop(left, right, form).combine(operation, start.assumingMemoryBound(to: Int.self)) }
        let output = start.assumingMemoryBound(to: Double.self)
        return Loop(left, right, form).combine(operation, output)
            && SmallResult.areFinite(output, count: form.count)
    }

    private struct Loop {
        let left: QuickOperand
        let right: QuickOperand
        let form: QuickArray.Form

        @inline(__always)
        init(_ left: QuickOperand, _ right: QuickOperand, _ form: QuickArray.Form) {
            (self.left, self.right, self.form) = (left, right, form)
        }

        @inline(__always)
        func combine(_ operation: BinaryOperation, _ output: UnsafeMutablePointer<Double>) -> Bool {
            switch operation {
            case .add: fill(output, left.float, right.float) { $0 + $1 }
            case .subtract: fill(output, left.float, right.float) { $0 - $1 }
            case .multiply: fill(output, left.float, right.float) { $0 * $1 }
            case .divide: fill(output, left.float, right.float) { $0 / $1 }
            case .power:
                // NumPy squares when the exponent is the number 2.
                guard right.start == nil, right.float == 2 else { return false }
                fill(output, left.float, right.float) { base, _ in base * base }
            default: return false
            }
            return true
        }

        @inline(__always)
        func combine(_ operation: BinaryOperation, _ output: UnsafeMutablePointer<Int>) -> Bool {
            switch operation {
            case .add: fill(output, left.integer, right.integer) { $0 &+ $1 }
            case .subtract: fill(output, left.integer, right.integer) { $0 &- $1 }
            case .multiply: fill(output, left.integer, right.integer) { $0 &* $1 }
            case .bitwiseAnd: fill(output, left.integer, right.integer) { $0 & $1 }
            case .bitwiseOr: fill(output, left.integer, right.integer) { $0 | $1 }
            case .bitwiseXor: fill(output, left.integer, right.integer) { $0 ^ $1 }
            case .floorDivide where right.start == nil && right.integer > 0:
                fill(output, left.integer, right.integer) { Arithmetic.floorDivide($0, $1) }
            case .remainder where right.start == nil && right.integer > 0:
                fill(output, left.integer, right.integer) { Arithmetic.remainder($0, $1) }
            default: return false
            }
            return true
        }

        /// Writes the values of `operation`; the numbers stand in for operands without elements.
        @inline(__always)
        private func fill<Element>(
            _ output: UnsafeMutablePointer<Element>, _ leftNumber: Element, _ rightNumber: Element,
            _ operation: (Element, Element) -> Element
        ) {
            guard let first = left.start?.assumingMemoryBound(to: Element.self) else {
                guard let second = right.start?.assumingMemoryBound(to: Element.self) else { return }
                for index in 0..<form.count { output[index] = operation(leftNumber, second[index]) }
                return
            }
            guard let second = right.start?.assumingMemoryBound(to: Element.self) else {
                for index in 0..<form.count { output[index] = operation(first[index], rightNumber) }
                return
            }
            if left.form == right.form {
                for index in 0..<form.count { output[index] = operation(first[index], second[index]) }
                return
            }
            broadcast(output, first, second, operation)
        }

        /// An axis of length 1 is repeated.
        @inline(__always)
        private func broadcast<Element>(
            _ output: UnsafeMutablePointer<Element>, _ first: UnsafeMutablePointer<Element>,
            _ second: UnsafeMutablePointer<Element>, _ operation: (Element, Element) -> Element
        ) {
            let columns = form.columns
            let (leftStep, rightStep) = (left.form.columns == 1 ? 0 : 1, right.form.columns == 1 ? 0 : 1)
            let (leftRow, rightRow) = (
                left.form.rows == 1 ? 0 : left.form.columns, right.form.rows == 1 ? 0 : right.form.columns
            )
            for row in 0..<form.rows {
                let (first, second) = (first + row * leftRow, second + row * rightRow)
                let output = output + row * columns
                for column in 0..<columns {
                    output[column] = operation(first[column * leftStep], second[column * rightStep])
                }
            }
        }
    }
}
