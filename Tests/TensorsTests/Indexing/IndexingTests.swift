import Tensors
import Testing

@Suite struct IndexingTests {
    /// `outcome`, or E for an error.
    static func result(_ body: () throws -> Tensor) -> String {
        do { return ViewText.outcome(try body()) } catch { return "E" }
    }

    @Test func randomIndicesGiveNumPysShapesStridesAndElements() throws {
        let lines = try ViewText.lines("indexing.txt")
        #expect(lines.count == 3000)
        for line in lines {
            let fields = ViewText.fields(line, "/")
            let tensor = try ViewText.view(fields[0])
            let indices = ViewText.indices(fields[1])
            let result = Self.result { try tensor.indexed(by: indices) }
            #expect(result == fields[2], "\(line)")
        }
    }

    @Test func randomAssignmentsLeaveNumPysElements() throws {
        let lines = try ViewText.lines("assignment.txt")
        #expect(lines.count == 2000)
        for line in lines {
            let fields = ViewText.fields(line, "/")
            let view = try ViewText.view(fields[0])
            var tensor = fields[1] == "f" ? Tensor.float64(view.asFloat64()) : view
            if fields[1] == "b" {
                let divisible = view.asFloat64().elements.map { Int($0) % 3 == 0 }
                tensor = .bool(NDArray(divisible, shape: view.shape))
            }
            let before = tensor
            let shared = ViewText.checksum(before, factor: fields[1] == "f" ? 4 : 1)
            let indices = ViewText.indices(fields[2])
            let result: String
            do {
                tensor = try tensor.copyKeepingOrder()
                try tensor.assign(try Self.value(fields[3]), at: indices)
                let checksum = ViewText.checksum(tensor, factor: fields[1] == "f" ? 4 : 1)
                result = "\(ViewText.numbers(Array(tensor.shape.dimensions)))|\(checksum)"
            } catch {
                result = "E"
                #expect(ViewText.checksum(tensor, factor: fields[1] == "f" ? 4 : 1) == shared, "\(line)")
            }
            #expect(result == fields[4], "\(line)")
            #expect(ViewText.checksum(before, factor: fields[1] == "f" ? 4 : 1) == shared, "\(line)")
        }
    }

    /// The value to assign; where the index itself is wrong there is none.
    static func value(_ text: String) throws -> Tensor {
        if text.isEmpty { return Tensor(.int64(0)) }
        let parts = ViewText.fields(text.dropFirst(2), "=")
        let shape = Shape(ViewText.integers(parts[0]))
        let values = ViewText.integers(parts[1])
        switch text.first {
        case "f": return .float64(NDArray(values.map { Double($0) / 4 }, shape: shape))
        case "b": return .bool(NDArray(values.map { $0 > 0 }, shape: shape))
        default: return .int64(NDArray(values, shape: shape))
        }
    }

    static let matrix = Tensor.int64(NDArray(Array(0..<6), shape: [2, 3]))

    @Test func errorsCarryWhatIsWrong() {
        let matrix = Self.matrix
        func thrown(_ indices: [TensorIndex]) -> TensorError? {
            do throws(TensorError) {
                _ = try matrix.indexed(by: indices)
                return nil
            } catch {
                return error
            }
        }
        #expect(thrown([.integer(2)]) == .indexOutOfRange(index: 2, axis: 0, length: 2))
        #expect(thrown([.all, .integer(-4)]) == .indexOutOfRange(index: -4, axis: 1, length: 3))
        let wrong = TensorIndex.integers(NDArray([0, 5], shape: [2]))
        #expect(thrown([.ellipsis, wrong]) == .indexOutOfRange(index: 5, axis: 1, length: 3))
        #expect(thrown([.integer(0), .integer(0), .integer(0)]) == .tooManyIndices(rank: 2, given: 3))
        let mask = NDArray([true, false, true], shape: [3])
        #expect(thrown([.mask(mask)]) == .maskMismatch(mask: [3], shape: [2, 3]))
        let two = TensorIndex.integers(NDArray([0, 1], shape: [2]))
        let three = TensorIndex.integers(NDArray([0, 1, 2], shape: [3]))
        #expect(thrown([two, three]) == .cannotBroadcast([[2], [3]]))
        let target = matrix
        let value = Tensor.int64(NDArray([1, 2], shape: [2]))
        #expect(throws: TensorError.cannotAssign(value: [2], target: [2, 3])) {
            try target.assign(value, at: [.ellipsis])
        }
    }

    @Test func floatsIntoIntegersAreCutAndFlagged() throws {
        let tensor = try Self.matrix.copyInOrder()
        var flags = FloatingPointFlags()
        try tensor.assign(Tensor(.float64(-1.9)), at: [.integer(0), .integer(0)], flags: &flags)
        #expect(try tensor.element(at: [0, 0]) == .int64(-1))
        #expect(flags.isEmpty)
        try tensor.assign(Tensor(.float64(.nan)), at: [.integer(1)], flags: &flags)
        #expect(try tensor.element(at: [-1, -1]) == .int64(.min))
        #expect(flags == .invalid)
        #expect(try Self.matrix.element(at: [0, 0]) == .int64(0))
    }

    @Test func assignmentFromItselfReadsTheOldElements() throws {
        let tensor = Tensor.int64(NDArray(Array(0..<6), shape: [6]))
        let shifted = try tensor.indexed(by: [.slice(lower: nil, upper: -1, step: nil)])
        try tensor.assign(shifted, at: [.slice(lower: 1, upper: nil, step: nil)])
        #expect(tensor.asFloat64().elements == [0, 0, 1, 2, 3, 4])
    }

    @Test func singleElementsAreSetInConstantTime() throws {
        let tensor = Tensor.float64(try NDArray(repeating: 0, shape: [1_000_000]))
        let clock = ContinuousClock()
        let time = try clock.measure {
            for index in 0..<100_000 { try tensor.assign(Tensor(.float64(1)), at: [.integer(index * 7)]) }
        }
        // A copy of the million elements each time would take minutes.
        #expect(time < .seconds(10))
        #expect(tensor.asFloat64().elements.reduce(0, +) == 100_000)
    }

    @Test func rowsAndFlatElements() throws {
        let transposed = Self.matrix.transposed
        #expect(try transposed.row(-1).asFloat64().elements == [2, 5])
        #expect(try (0..<6).map { try transposed.element(atFlatIndex: $0).doubleValue } == [0, 3, 1, 4, 2, 5])
        #expect(throws: TensorError.indexOutOfRange(index: 3, axis: 0, length: 3)) { try transposed.row(3) }
        #expect(throws: TensorError.tooManyIndices(rank: 0, given: 1)) { try Tensor(.bool(true)).row(0) }
        let taken = try Self.matrix.taking(NDArray([2, 0, -1, 1], shape: [2, 2]), axis: 1)
        #expect(taken.shape == [2, 2, 2])
        #expect(taken.asFloat64().elements == [2, 0, 2, 1, 5, 3, 5, 4])
    }

    @Test func hugeBoundsAndStepsAreClamped() throws {
        for step in [Int.max, Int.min, 1 << 62] {
            let tensor = try Self.matrix.indexed(by: [.slice(lower: nil, upper: nil, step: step)])
            #expect(tensor.shape == [1, 3])
            #expect(try tensor.row(0).asFloat64().elements == (step > 0 ? [0, 1, 2] : [3, 4, 5]))
        }
        let all = try Self.matrix.indexed(by: [.slice(lower: .min, upper: .max, step: nil)])
        #expect(all.shape == [2, 3])
    }
}
