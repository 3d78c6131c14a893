import Tensors
import Testing

@Suite struct CreationTests {
    @Test func rangesAreNumPysToTheLastBit() throws {
        let lines = try ViewText.lines("ranges.txt")
        #expect(lines.count > 600)
        for line in lines {
            let fields = ViewText.fields(line, "/")
            switch fields[0] {
            case "arange":
                let bounds = SortingTests.floats(fields[1])
                let result = try Tensor.arange(from: bounds[0], to: bounds[1], by: bounds[2])
                #expect(SortingTests.same(result.asFloat64().elements, SortingTests.floats(fields[2])), "\(line)")
            case "linspace":
                let bounds = SortingTests.floats(fields[1])
                let counts = ViewText.integers(fields[2])
                let result = try Tensor.linspace(
                    from: bounds[0], to: bounds[1], count: counts[0], includingStop: counts[1] == 1)
                #expect(SortingTests.same(result.asFloat64().elements, SortingTests.floats(fields[3])), "\(line)")
            case "integers":
                let bounds = ViewText.integers(fields[1])
                let result = try Tensor.arange(from: bounds[0], to: bounds[1], by: bounds[2])
                #expect(result.dtype == .int64)
                #expect(result.asFloat64().elements.map { Int($0) } == ViewText.integers(fields[2]), "\(line)")
            default:
                let sizes = ViewText.integers(fields[1])
                let result = try Tensor.eye(sizes[0], columns: sizes[1], offset: sizes[2])
                #expect(result.asFloat64().elements.map { Int($0) } == ViewText.integers(fields[2]), "\(line)")
            }
        }
    }

    @Test func sizesAreCheckedBeforeAnythingIsAllocated() {
        #expect(throws: TensorError.tooLarge([1_000_000_000, 1_000_000_000])) {
            try Tensor.zeros([1_000_000_000, 1_000_000_000])
        }
        #expect(throws: TensorError.tooLarge([1 << 40])) { try Tensor.ones([1 << 40]) }
        #expect(throws: TensorError.negativeLength(-1)) { try Tensor.zeros([2, -1]) }
        #expect(throws: TensorError.negativeLength(-3)) { try Tensor.eye(-3) }
        #expect(throws: TensorError.tooLarge([Int.max])) { try Tensor.arange(from: .min, to: .max) }
        #expect(throws: TensorError.self) { try Tensor.arange(from: 0, to: 1e300, by: 1e-300) }
        #expect(throws: TensorError.self) { try Tensor.arange(from: 0, to: 1, by: 0) as Tensor }
        #expect(throws: TensorError.self) { try Tensor.arange(from: 0, to: .nan, by: 1) }
        #expect(throws: TensorError.self) { try Tensor.linspace(from: 0, to: 1, count: -1) }
        #expect(throws: TensorError.self) { try Tensor.linspace(from: 0, to: 1, count: .max) }
    }

    @Test func likenessKeepsTheLayout() throws {
        let view = try Tensor.arange(to: 24).reshaped(to: [2, 3, 4]).transposed(axes: [2, 0, 1])
        let zeros = try Tensor.zeros(like: view)
        #expect(zeros.dtype == .int64)
        #expect(zeros.strides == view.strides)
        #expect(try Tensor.ones(like: view, dtype: .float64).asFloat64().elements == [Double](repeating: 1, count: 24))
        #expect(try Tensor.full(like: view, .bool(true)).dtype == .bool)
    }

    static func list(_ numbers: Int...) -> NestedList { .list(numbers.map { .scalar(.int64($0)) }) }

    @Test func nestedListsBecomeTensors() throws {
        let matrix = try Tensor.array(.list([Self.list(1, 2), Self.list(3, 4)]))
        #expect(matrix.shape == [2, 2])
        #expect(matrix.dtype == .int64)
        let mixed = try Tensor.array(.list([.scalar(.bool(true)), .scalar(.int64(2)), .scalar(.float64(0.5))]))
        #expect(mixed.asFloat64().elements == [1, 2, 0.5])
        #expect(mixed.dtype == .float64)
        let stacked = try Tensor.array(.list([.tensor(matrix.transposed), .list([Self.list(5, 6), Self.list(7, 8)])]))
        #expect(stacked.shape == [2, 2, 2])
        #expect(stacked.asFloat64().elements == [1, 3, 2, 4, 5, 6, 7, 8])
        let empty = try Tensor.array(.list([.list([]), .list([])]))
        #expect(empty.shape == [2, 0])
        #expect(empty.dtype == .float64)
        #expect(try Tensor.array(.scalar(.int64(3))).shape == [])
        var flags = FloatingPointFlags()
        let cut = try Tensor.array(
            .list([.scalar(.float64(-1.7)), .scalar(.float64(.infinity))]), dtype: .int64, flags: &flags)
        #expect(try cut.element(at: [0]) == .int64(-1))
        #expect(flags == .invalid)
    }

    @Test func raggedAndBottomlessListsAreRefused() {
        #expect(throws: TensorError.ragged([2])) { try Tensor.array(.list([Self.list(1, 2), Self.list(3)])) }
        #expect(throws: TensorError.ragged([2])) { try Tensor.array(.list([.scalar(.int64(1)), Self.list(2)])) }
        #expect(throws: TensorError.ragged([2])) {
            try Tensor.array(.list([.tensor(.ones([2])), .tensor(.ones([3]))]))
        }
        var deep = NestedList.scalar(.int64(1))
        for _ in 0..<10_000 { deep = .list([deep]) }
        #expect(throws: TensorError.self) { try Tensor.array(deep) }
    }
}
