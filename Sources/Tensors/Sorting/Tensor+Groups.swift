internal import Kernels

/// Which of the distinct elements of a vector each element is, as `pandas.factorize` numbers them.
public struct ElementGroups: Sendable {
    /// For each element the number of its value, in the order in which values appear; all nans count as one value.
    public var codes: NDArray<Int>
    /// Where each value appears first.
    public var firstPlaces: NDArray<Int>
}

/// Sums of the groups of a vector.
public struct GroupSums: Sendable {
    /// What the elements of each group add up to.
    public var values: NDArray<Double>
    /// How many elements that are numbers each group has.
    public var counts: NDArray<Int>
}

extension Tensor {
    /// The distinct elements of a vector, found by their bits in a table of places.
    ///
    /// - Throws: ``TensorError/wrongRank(function:expected:_:)``, ``TensorError/outOfMemory(bytes:)``.
    public func elementGroups() throws(TensorError) -> ElementGroups {
        guard rank == 1 else { throw .wrongRank(function: "factorize", expected: "a 1-d tensor", shape) }
        switch self {
        case .float64(let array):
            let numbers = try array.listed()
            // Zeros of both signs are one value, and so are all nans.
            return try GroupTable.groups(of: numbers.count) { place in
                let number = numbers[place]
                return (number.isNaN ? Double.nan.bitPattern : number == 0 ? 0 : number.bitPattern, 0)
            }
        case .int64(let array):
            let numbers = try array.listed()
            return try GroupTable.groups(of: numbers.count, key: { (UInt64(bitPattern: Int64(numbers[$0])), 0) })
        case .other(let array) where array.dtype.isText:
            let texts = try array.typed(as: TextElement.self).listed()
            return try GroupTable.groups(of: texts.count, key: { texts[$0].bits })
        case .bool, .other:
            let numbers = try uniqueElements().inverse.listed()
            return try GroupTable.groups(of: numbers.count, key: { (UInt64(numbers[$0]), 0) })
        }
    }

    /// What the elements of each group add up to, nans left out, by Kahan's compensated summation.
    ///
    /// - Parameters:
    ///   - codes: The group of each element, below `count`; negative for those of none.
    /// - Throws: ``TensorError/shapeMismatch(operation:_:_:)`` for another number of codes, ``TensorError/outOfMemory(bytes:)``.
    public func groupSums(codes: NDArray<Int>, count: Int) throws(TensorError) -> GroupSums {
        var (sums, rests) = (try [Double](zeros: count), try [Double](zeros: count))
        let counts = try eachOfGroup(codes, count) { value, group, _ in
            let addend = value - rests[group]
            let sum = sums[group] + addend
            let rest = sum - sums[group] - addend
            // An infinite sum has no rest.
            rests[group] = rest.isNaN ? 0 : rest
            sums[group] = sum
        }
        return GroupSums(values: NDArray(sums, shape: Shape([count])), counts: counts)
    }

    /// The variance of each group, nans left out, by Welford's updates; nan where it has no degree of freedom.
    ///
    /// - Parameters:
    ///   - codes: The group of each element, below `count`; negative for those of none.
    ///   - ddof: What is taken off the number of elements.
    /// - Throws: ``TensorError/shapeMismatch(operation:_:_:)`` for another number of codes, ``TensorError/outOfMemory(bytes:)``.
    public func groupVariances(codes: NDArray<Int>, count: Int, ddof: Int) throws(TensorError) -> GroupSums {
        var (means, squares) = (try [Double](zeros: count), try [Double](zeros: count))
        let counts = try eachOfGroup(codes, count) { value, group, number in
            let mean = means[group]
            let next = mean + (value - mean) / Double(number)
            squares[group] += (value - next) * (value - mean)
            means[group] = next
        }
        let numbers = try counts.listed()
        for group in 0..<count {
            let freedom = numbers[group] - ddof
            squares[group] = freedom > 0 ? squares[group] / Double(freedom) : .nan
        }
        return GroupSums(values: NDArray(squares, shape: Shape([count])), counts: counts)
    }

    /// Walks the numbers of groups in order: each with its group, and the how manieth of it it is, from 1.
    private func eachOfGroup(
        _ codes: NDArray<Int>, _ count: Int, _ body: (Double, Int, Int) -> Void
    ) throws(TensorError) -> NDArray<Int> {
        guard codes.shape == shape, rank == 1 else {
            throw .invalidArgument(function: "groupby", "\(self.count) values have \(codes.count) groups")
        }
        var counts = [Int](repeating: 0, count: count)
        let (values, codes) = (try asFloat64().listed(), try codes.listed())
        Interruption.forEachPiece(of: values.count) { piece in
            for place in piece {
                let (value, group) = (values[place], codes[place])
                if group < 0 || group >= count || value.isNaN { continue }
                counts[group] += 1
                body(value, group, counts[group])
            }
        }
        return NDArray(counts, shape: Shape([count]))
    }
}

extension [Double] {
    fileprivate init(zeros count: Int) throws(TensorError) {
        try Self.checkRoom(for: count)
        self.init(repeating: 0, count: count)
    }
}

private enum GroupTable {
    /// Numbers the keys in the order in which they appear, by a table with open addresses.
    static func groups(of count: Int, key: (Int) -> (UInt64, UInt64)) throws(TensorError) -> ElementGroups {
        var codes = try [Int](count: count, interruptibly: { _ in 0 })
        var firsts: [Int] = []
        var table = [Int32](repeating: -1, count: 64)
        var keys: [(UInt64, UInt64)] = []
        Interruption.forEachPiece(of: count) { piece in
            for place in piece {
                let own = key(place)
                var slot = Self.slot(of: own, in: table.count)
                while table[slot] >= 0, keys[Int(table[slot])] != own { slot = (slot + 1) & (table.count - 1) }
                if table[slot] < 0 {
                    table[slot] = Int32(truncatingIfNeeded: keys.count)
                    firsts.append(place)
                    keys.append(own)
                    codes[place] = keys.count - 1
                    if 2 * keys.count > table.count { table = Self.table(of: keys, length: 4 * table.count) }
                } else {
                    codes[place] = Int(table[slot])
                }
            }
        }
        return ElementGroups(
            codes: NDArray(codes, shape: Shape([count])), firstPlaces: NDArray(firsts, shape: Shape([firsts.count])))
    }

    private static func table(of keys: [(UInt64, UInt64)], length: Int) -> [Int32] {
        var table = [Int32](repeating: -1, count: length)
        for (number, key) in keys.enumerated().polled() {
            var slot = slot(of: key, in: length)
            while table[slot] >= 0 { slot = (slot + 1) & (length - 1) }
            table[slot] = Int32(truncatingIfNeeded: number)
        }
        return table
    }

    /// Where a key is looked for first in a table whose length is a power of two.
    @inline(__always)
    private static func slot(of key: (UInt64, UInt64), in length: Int) -> Int {
        var mixed = (key.0 ^ (key.1 &* 0x9E37_79B9_7F4A_7C15)) &* 0xBF58_476D_1CE4_E5B9
        mixed ^= mixed >> 32
        return Int(truncatingIfNeeded: mixed & UInt64(length - 1))
    }
}
