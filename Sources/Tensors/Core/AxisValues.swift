/// One integer per axis: a length or a stride.
///
/// Up to four values are stored inline, so a small array needs no allocation for its layout and copying it counts no
/// references.
public struct AxisValues: Sendable, Hashable {
    @usableFromInline static let capacity = 4

    /// The first four values; 0 past `fewCount`, and all 0 when `many` is used.
    @usableFromInline var few: (Int, Int, Int, Int)
    @usableFromInline var fewCount: Int
    /// All values, if there are more than four.
    @usableFromInline var many: [Int]?

    /// No axes.
    @inlinable public init() { (few, fewCount, many) = ((0, 0, 0, 0), 0, nil) }

    /// One axis.
    @inlinable public init(_ only: Int) { (few, fewCount, many) = ((only, 0, 0, 0), 1, nil) }

    /// Two axes.
    @inlinable public init(_ outer: Int, _ inner: Int) { (few, fewCount, many) = ((outer, inner, 0, 0), 2, nil) }

    /// The given values, outermost axis first.
    @inlinable public init(_ values: some Sequence<Int>) {
        self.init()
        for value in values { append(value) }
    }

    /// The same value for `count` axes.
    @inlinable public init(repeating value: Int, count: Int) {
        self.init()
        for _ in 0..<count { append(value) }
    }

    /// The number of axes.
    @inlinable public var count: Int { many?.count ?? fewCount }

    /// Appends a value for one more innermost axis.
    @inlinable public mutating func append(_ value: Int) {
        if many != nil {
            many?.append(value)
        } else if fewCount < Self.capacity {
            fewCount += 1
            self[fewCount - 1] = value
        } else {
            many = [few.0, few.1, few.2, few.3, value]
            (few, fewCount) = ((0, 0, 0, 0), 0)
        }
    }

    /// Whether all values are equal.
    @inlinable public static func == (left: AxisValues, right: AxisValues) -> Bool {
        left.fewCount == right.fewCount && left.few == right.few && left.many == right.many
    }

    /// Hashes the values.
    @inlinable public func hash(into hasher: inout Hasher) {
        hasher.combine(count)
        for value in self { hasher.combine(value) }
    }
}

extension AxisValues: RandomAccessCollection, MutableCollection, RangeReplaceableCollection {
    /// The outermost axis.
    @inlinable public var startIndex: Int { 0 }
    /// One past the innermost axis.
    @inlinable public var endIndex: Int { count }

    /// The value of an axis, counted from 0 at the outermost.
    @inlinable public subscript(axis: Int) -> Int {
        get {
            if let many { return many[axis] }
            precondition(axis >= 0 && axis < fewCount)
            return switch axis {
            case 0: few.0
            case 1: few.1
            case 2: few.2
            default: few.3
            }
        }
        set {
            if many != nil {
                many?[axis] = newValue
                return
            }
            precondition(axis >= 0 && axis < fewCount)
            switch axis {
            case 0: few.0 = newValue
            case 1: few.1 = newValue
            case 2: few.2 = newValue
            default: few.3 = newValue
            }
        }
    }

    /// Replaces the values of a range of axes.
    public mutating func replaceSubrange(_ axes: Range<Int>, with values: some Collection<Int>) {
        let (front, back) = (Array(self[..<axes.lowerBound]), Array(self[axes.upperBound...]))
        self = AxisValues(front + values + back)
    }
}

extension AxisValues: ExpressibleByArrayLiteral {
    /// The given values, outermost axis first.
    @inlinable public init(arrayLiteral values: Int...) { self.init(values) }
}
