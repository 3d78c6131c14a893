import Testing

@testable import Tensors

@Suite("Buffers") struct BufferTests {
    @Test("are aligned whatever their size", arguments: [0, 1, 8, 63, 64, 100, 4095, 4096, 4097, 1 << 20, 80 << 20])
    func areAligned(byteCount: Int) throws {
        let buffers = try (0..<5).map { _ in try Buffer.make(byteCount: byteCount) }
        for buffer in buffers {
            #expect(Int(bitPattern: buffer.start) % Buffer.alignment == 0)
            #expect(buffer.byteCount == byteCount)
            buffer.start.initializeMemory(as: UInt8.self, repeating: 0xFF, count: byteCount)
        }
        #expect(!buffers[0].isMapped)
        let zeros = try Buffer.make(byteCount: byteCount, zeroed: true)
        let bytes = UnsafeRawBufferPointer(start: zeros.start, count: byteCount)
        #expect(bytes.allSatisfy { $0 == 0 })
    }

    @Test func bearAStampAndChanges() throws {
        final class Log {}
        weak var held: Log?
        do {
            let buffer = try Buffer.make(byteCount: 8)
            #expect(buffer.stamp == 0 && buffer.changes == nil)
            let log = Log()
            held = log
            buffer.stamp = 7
            buffer.changes = log
            #expect(buffer.stamp == 7 && buffer.changes === held)
        }
        #expect(held == nil)
    }

    @Test func memoryThatIsNotThereIsAnError() {
        let bytes = 1 << 60
        #expect(throws: TensorError.outOfMemory(bytes: bytes)) { try Buffer.make(byteCount: bytes) }
        #expect(throws: TensorError.outOfMemory(bytes: bytes)) { try Buffer.make(byteCount: bytes, zeroed: true) }
        #expect(throws: TensorError.outOfMemory(bytes: .max)) { try Buffer.make(byteCount: .max) }
        #expect(throws: TensorError.outOfMemory(bytes: bytes)) { try NDArray<Double>(unset: [1 << 57]) }
        #expect(throws: TensorError.outOfMemory(bytes: bytes)) { try NDArray(repeating: 0.0, shape: [1 << 57]) }
        #expect(TensorError.outOfMemory(bytes: 80).message == "out of memory: there are no 80 bytes for a tensor")
        // A small view whose copy is beyond all memory.
        let broadcast = NDArray(copying: [1.5], shape: [1 << 57], strides: [0], offset: 0)
        #expect(throws: TensorError.outOfMemory(bytes: bytes)) { try broadcast.copyKeepingOrder() }
    }

    @Test func zerosAreZerosAndOtherValuesAreNot() throws {
        #expect(try NDArray(repeating: 0.0, shape: [3]).elements.map(\.sign) == [.plus, .plus, .plus])
        #expect(try NDArray(repeating: -0.0, shape: [3]).elements.map(\.sign) == [.minus, .minus, .minus])
        #expect(try NDArray(repeating: true, shape: [2]).elements == [true, true])
        let large = try NDArray(repeating: 0, shape: [1 << 20])
        #expect(large.elements.allSatisfy { $0 == 0 })
    }

    private static let matrix = Tensor.float64(NDArray((0..<24).map(Double.init), shape: [4, 6]))

    @Test func viewsShareTheBufferAndCopiesDont() throws {
        let x = Self.matrix
        let rows: [TensorIndex] = [.slice(lower: 1, upper: 3, step: nil)]
        let views = [
            x.transposed, try x.raveled(), try x.reshaped(to: [3, 8]), try x.indexed(by: rows), try x.diagonal(),
            try x.broadcast(to: [2, 4, 6]), try x.flipped(), try x.swappingAxes(0, 1), try x.contiguous(),
            try x.indexed(by: [.integer(2)]), try x.squeezed(), .float64(x.asFloat64()),
            try x.expandingDimensions(at: [0]), x.atLeast3D(),
        ]
        for view in views { #expect(view.buffer === x.buffer && view.sharesMemory(with: x)) }
        var flags: FloatingPointFlags = []
        let copies = [
            try x.flattened(), try x.copyKeepingOrder(), try x.copyInOrder(),
            try x.converted(to: .float64, flags: &flags),
            try x.converted(to: .int64, flags: &flags), try x.transposed.raveled(), try x.transposed.contiguous(),
            try x.transposed.reshaped(to: [3, 8]), try x.taking(NDArray([0, 1], shape: [2]), axis: 0),
            try x.indexed(by: [.integers(NDArray([0, 1], shape: [2]))]),
            try Tensor.binary(.add, x, Tensor(.float64(0)), flags: &flags),
            try Tensor.unary(.positive, x, flags: &flags),
            try x.sorted(), try Tensor.concatenate([x]), try x.rolled(by: 0, axis: 0), try x.tiled([1, 1]),
        ]
        for copy in copies { #expect(copy.buffer !== x.buffer && !copy.sharesMemory(with: x)) }
    }

    @Test func whatIsWrittenThroughAViewIsSeenInAll() throws {
        let x = try Self.matrix.copyInOrder()
        let column = try x.indexed(by: [.ellipsis, .integer(1)])
        try x.transposed.assign(Tensor(.float64(-1)), at: [.integer(1), .integer(2)])
        #expect(try column.element(at: [2]) == .float64(-1))
        try column.assign(Tensor(.int64(7)), at: [.ellipsis])
        #expect(try (0..<4).map { try x.element(at: [$0, 1]) } == Array(repeating: .float64(7), count: 4))
        // Backwards onto itself: what is written isn't read afterwards.
        let line = Tensor.int64(NDArray([0, 1, 2, 3, 4], shape: [5]))
        try line.assign(try line.flipped(), at: [.ellipsis])
        #expect(try #require(line.asExactInt64()).elements == [4, 3, 2, 1, 0])
    }

    // MARK: - Bytes

    /// The bytes that a view looks at, element by element.
    private static func bytes(_ tensor: Tensor) -> Set<Int> {
        let width = tensor.dtype.byteCount
        return Set(tensor.layout.addresses.flatMap { ($0 * width)..<(($0 + 1) * width) })
    }

    /// Random views of one buffer of 300 elements.
    private static func views(_ random: inout SystemRandomNumberGenerator) -> Tensor {
        let rank = Int.random(in: 0...3, using: &random)
        let lengths = (0..<rank).map { _ in Int.random(in: 0...4, using: &random) }
        let strides = (0..<rank).map { _ in Int.random(in: -12...12, using: &random) }
        let layout = Layout(shape: Shape(lengths), strides: AxisValues(strides), offset: 150)
        return Bool.random(using: &random) ? .bool(bools.view(layout)) : .float64(floats.view(layout))
    }

    private static let floats = NDArray([Double](repeating: 0, count: 300), shape: [300])
    private static let bools = NDArray<Bool>(buffer: floats.buffer, shape: [2400], strides: [1], offset: 0)

    @Test func extentsRunsAndSharingAreThoseOfTheElements() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<5000 {
            let (first, second) = (Self.views(&random), Self.views(&random))
            let (some, others) = (Self.bytes(first), Self.bytes(second))
            #expect(first.byteExtent.isEmpty == some.isEmpty)
            if let lowest = some.min(), let highest = some.max() { #expect(first.byteExtent == lowest..<highest + 1) }
            #expect(Set(first.byteRuns.flatMap { $0 }) == some, "\(first.layout)")
            #expect(
                first.sharesMemory(with: second) == !some.isDisjoint(with: others), "\(first.layout) \(second.layout)")
        }
    }

    @Test func runsAreAsLongAsTheyCanBe() throws {
        #expect(Array(Self.matrix.byteRuns) == [0..<192])
        #expect(Array(try Self.matrix.flipped().byteRuns) == [0..<192])
        let rows = try Self.matrix.indexed(by: [
            .slice(lower: 1, upper: nil, step: 2), .slice(lower: 2, upper: 5, step: nil),
        ])
        #expect(Array(rows.transposed.byteRuns) == [64..<88, 160..<184])
        #expect(Array(try Tensor(.float64(1)).broadcast(to: [100, 100]).byteRuns) == [0..<8])
        #expect(Array(Tensor.bool(NDArray([], shape: [0, 3])).byteRuns).isEmpty)
    }

    @Test func manyAxesTakeNoTime() {
        let floats = NDArray([Double](repeating: 0, count: 1 << 16), shape: [1 << 16])
        let strides = [7, 11, 13, 17, 19, 23, 29, 31]
        let layout = Layout(
            shape: Shape(strides.map { _ in 40 }), strides: AxisValues(strides.map { $0 * 2 }), offset: 0)
        let odd = Layout(shape: layout.shape, strides: layout.strides, offset: 1)
        // Even addresses and odd ones.
        #expect(!Tensor.float64(floats.view(layout)).sharesMemory(with: .float64(floats.view(odd))))
    }
}
