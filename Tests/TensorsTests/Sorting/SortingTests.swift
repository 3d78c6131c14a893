import Tensors
import Testing

@Suite struct SortingTests {
    /// Floats written as the hex digits of their bits.
    static func floats(_ text: String) -> [Double] {
        text.split(separator: ",").map { $0 == "nan" ? .nan : Double(bitPattern: UInt64($0, radix: 16) ?? 0) }
    }

    /// Equal to the bit, but that any nan is like another.
    static func same(_ left: [Double], _ right: [Double]) -> Bool {
        left.count == right.count
            && zip(left, right).allSatisfy { $0.bitPattern == $1.bitPattern || ($0.isNaN && $1.isNaN) }
    }

    @Test func sortingAndSearchingGiveNumPysResults() throws {
        let lines = try ViewText.lines("sorting.txt")
        #expect(lines.count == 150)
        for line in lines {
            let fields = ViewText.fields(line, "/")
            let array = NDArray(Self.floats(fields[1]), shape: Shape(ViewText.integers(fields[0])))
            let view = try Tensor.float64(array).transposed(axes: ViewText.integers(fields[2]))
            let axis = try #require(Int(fields[3]))
            let sorted = try view.sorted(axis: axis)
            #expect(Self.same(sorted.asFloat64().elements, Self.floats(fields[4])), "\(line)")
            if view.count > 0 {
                let lengths = view.shape.dimensions
                let written = zip(ViewText.integers(fields[5]), lengths).map { $1 == 1 ? 0 : $0 }
                #expect(zip(sorted.strides, lengths).map { $1 == 1 ? 0 : $0 } == written, "\(line)")
            }
            #expect(try view.sortingIndices(axis: axis).elements == ViewText.integers(fields[6]), "\(line)")
            try Self.checkSearching(view, axis: axis, fields, line)
        }
    }

    static func checkSearching(_ view: Tensor, axis: Int, _ fields: [String], _ line: String) throws {
        let unique = try view.uniqueElements()
        #expect(same(unique.values.asFloat64().elements, floats(fields[7])), "\(line)")
        #expect(unique.firstPlaces.elements == ViewText.integers(fields[8]), "\(line)")
        #expect(unique.inverse.elements == ViewText.integers(fields[9]), "\(line)")
        #expect(unique.inverse.shape == view.shape)
        #expect(unique.counts.elements == ViewText.integers(fields[10]), "\(line)")
        let flat = try view.sorted(axis: nil)
        let values = floats(fields[11])
        let probes = Tensor.float64(NDArray(values, shape: [values.count]))
        #expect(try flat.insertionPlaces(of: probes).elements == ViewText.integers(fields[12]), "\(line)")
        #expect(
            try flat.insertionPlaces(of: probes, afterEqual: true).elements == ViewText.integers(fields[13]), "\(line)")
        let normalized = axis < 0 ? axis + view.rank : axis
        if view.shape[normalized] > 0 {
            let parts = floats(fields[14])
            let quantiles = try view.quantiles(.float64(NDArray(parts, shape: [parts.count])), axis: axis)
            #expect(same(quantiles.asFloat64().elements, floats(fields[15])), "\(line)")
        }
        let places = ViewText.fields(fields[16], ";").map { ViewText.integers($0) }
        let nonzero = try view.nonzero()
        #expect(nonzero.map(\.elements) == places, "\(line)")
        #expect(nonzero.allSatisfy { $0.count == 0 || $0.strides == [view.rank] })
        #expect(try view.isMember(of: probes).elements.map { $0 ? 1 : 0 } == ViewText.integers(fields[17]), "\(line)")
    }

    @Test func integersAndBoolsSortAndCount() throws {
        let whole = Tensor.int64(NDArray([3, Int.max, -1, Int.max - 1, 3], shape: [5]))
        guard case .int64(let sorted) = try whole.sorted() else { return }
        #expect(sorted.elements == [-1, 3, 3, Int.max - 1, Int.max])
        #expect(try whole.sortingIndices().elements == [2, 0, 4, 3, 1])
        let mask = Tensor.bool(NDArray([true, false, true, false], shape: [2, 2]))
        #expect(try mask.sorted(axis: nil).asFloat64().elements == [0, 0, 1, 1])
        #expect(try mask.flatNonzero().elements == [0, 2])
        #expect(try mask.nonzeroIndices().elements == [0, 0, 1, 0])
        #expect(try mask.countNonzero(axes: [0]).asFloat64().elements == [2, 0])
        let counts = try Tensor.int64(NDArray([0, 2, 2], shape: [3])).binCounts(minimumLength: 4)
        #expect(counts.asFloat64().elements == [1, 0, 2, 0])
        let weights = Tensor.float64(NDArray([0.5, 1, 2], shape: [3]))
        #expect(
            try Tensor.int64(NDArray([0, 2, 2], shape: [3])).binCounts(weights: weights).asFloat64().elements
                == [0.5, 0, 3])
        #expect(throws: TensorError.self) { try whole.binCounts() }
        #expect(throws: TensorError.axisOutOfRange(axis: 1, rank: 1)) { try whole.sorted(axis: 1) }
        #expect(throws: TensorError.self) { try Tensor(.int64(1)).nonzero() }
        #expect(throws: TensorError.emptyReduction("quantile")) {
            try Tensor.zeros([0]).quantiles(Tensor(.float64(0.5)))
        }
    }

    @Test func closeness() throws {
        let x = Tensor.float64(NDArray([1, .nan, .infinity, -.infinity, 1], shape: [5]))
        let y = Tensor.float64(NDArray([1 + 1e-6, .nan, .infinity, .infinity, 1.1], shape: [5]))
        #expect(try Tensor.isClose(x, y).elements == [true, false, true, false, false])
        #expect(try Tensor.isClose(x, y, equalNaN: true).elements == [true, true, true, false, false])
        #expect(try Tensor.isClose(.ones([2, 1]), .ones([3])).elements == Array(repeating: true, count: 6))
        #expect(!Tensor.areEqual(try .ones([2, 1]), try .ones([2])))
        #expect(Tensor.areEqual(try .ones([2]), try .ones([2], dtype: .bool)))
        #expect(!Tensor.areEqual(x, x))
        #expect(Tensor.areEqual(x, x, equalNaN: true))
        let large = Tensor.int64(NDArray([Int.max], shape: [1]))
        #expect(!Tensor.areEqual(large, .int64(NDArray([Int.max - 1], shape: [1]))))
        #expect(throws: TensorError.cannotBroadcast([[2], [3]])) { try Tensor.isClose(.ones([2]), .ones([3])) }
    }
}
