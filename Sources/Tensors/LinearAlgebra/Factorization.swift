internal import COpenBLAS
internal import Kernels
internal import Platform

/// A stack of matrices in float64, row-major.
struct MatrixStack {
    /// The lengths of the axes before the last two.
    let outer: [Int]
    /// The number of rows of each matrix.
    let rows: Int
    /// The number of columns of each matrix.
    let columns: Int
    /// The elements.
    let elements: NDArray<Double>
    /// Whether results are rounded to float32, as in NumPy.
    let isSingle: Bool
    /// Whether each element is two numbers, the parts of a complex one.
    let isComplex: Bool

    /// The matrices in the last two axes.
    ///
    /// - Throws: ``TensorError/noMatrix(function:_:takesStacks:)``, ``TensorError/outOfMemory(bytes:)``.
    init(_ tensor: Tensor, function: String) throws(TensorError) {
        guard tensor.rank >= 2 else { throw .noMatrix(function: function, tensor.shape, takesStacks: true) }
        try [Double].checkRoom(for: tensor.count)
        let lengths = Array(tensor.shape.dimensions)
        outer = Array(lengths.dropLast(2))
        rows = lengths[lengths.count - 2]
        columns = lengths[lengths.count - 1]
        isComplex = tensor.dtype.isComplex
        elements = isComplex ? try Self.pairs(tensor) : try tensor.asFloat64().contiguous()
        isSingle = tensor.dtype == .float32 || tensor.dtype == .complex64
    }

    /// Square matrices in the last two axes.
    ///
    /// - Throws: ``TensorError/noMatrix(function:_:takesStacks:)``, ``TensorError/notSquare(function:_:)``.
    init(square tensor: Tensor, function: String) throws(TensorError) {
        try self.init(tensor, function: function)
        guard rows == columns else { throw .notSquare(function: function, tensor.shape) }
    }

    /// The parts of complex numbers, interleaved.
    static func pairs(_ tensor: Tensor) throws(TensorError) -> NDArray<Double> {
        var flags: FloatingPointFlags = []
        let numbers = try Complex<Double>.array(tensor, flags: &flags).contiguous()
        let shape = try Shape(Array(numbers.shape.dimensions) + [2]).validated(dtype: .float64)
        return NDArray(
            buffer: numbers.buffer, shape: shape, strides: shape.contiguousStrides, offset: 2 * numbers.offset)
    }

    /// The number of matrices.
    var count: Int { outer.reduce(1, *) }

    /// The shape of the tensor.
    var shape: Shape { Shape(outer + [rows, columns]) }

    /// The smaller of `rows` and `columns`.
    var smaller: Int { min(rows, columns) }

    /// The task of one LAPACK operation on each matrix.
    func task(_ operation: COBOperation) -> COBTask {
        COBTask(
            operation: operation, has_vectors: false, is_full: false, is_upper: false, count: count, rows: rows,
            columns: columns, sides: -1, cutoff: 0)
    }
}

/// A LAPACK call with its own memory.
///
/// LAPACK can't be interrupted. A call that may take longer than a user who pressed Ctrl-C should wait runs on its
/// own thread, which shares only that memory. On Ctrl-C the thread is abandoned and keeps the memory until it ends.
final class Factorization {
    /// More work than this may take over 20 milliseconds on a slow machine.
    private static let mostWorkInLine = 1e8
    /// The interval between two checks for Ctrl-C, in milliseconds.
    private static let wait: CInt = 10

    private let call: OpaquePointer
    private let isSingle: Bool
    /// The number of matrices without a result.
    private(set) var failures = 0

    /// Runs a task.
    ///
    /// - Parameter right: the right sides of systems of equations, row-major, as many as the task specifies.
    /// - Throws: ``TensorError/outOfMemory(bytes:)``, ``TensorError/tooLargeForLAPACK(function:_:)``,
    ///   ``TensorError/interrupted``.
    init(
        _ task: COBTask, of stack: MatrixStack, right: NDArray<Double>? = nil, isSingle: Bool? = nil, function: String
    ) throws(TensorError) {
        let bytes = cob_room(task)
        guard bytes > 0 else { throw .tooLargeForLAPACK(function: function, stack.shape) }
        guard bytes <= MemoryLimit.current.bytes, FreeMemory.hasRoom(for: bytes + cob_own_room()),
            let call = cob_begin(task)
        else { throw .outOfMemory(bytes: bytes) }
        self.call = call
        self.isSingle = isSingle ?? stack.isSingle
        let places = cob_places(call)
        Self.fill(places.matrix, with: stack.elements)
        if let right { Self.fill(places.right, with: right) }
        if Interruption.isRequested { throw .interrupted }
        try Self.run(call, work: cob_work(task))
        failures = cob_failures(call)
    }

    deinit { cob_end(call) }

    private static func fill(_ target: UnsafeMutablePointer<Double>?, with array: NDArray<Double>) {
        guard let target else { return }
        array.withUnsafeElements { source in
            _ = Interruption.forEachPiece(of: array.count) { piece in
                (target + piece.lowerBound).initialize(from: source + piece.lowerBound, count: piece.count)
            }
        }
    }

    private static func run(_ call: OpaquePointer, work: Double) throws(TensorError) {
        if work < mostWorkInLine { return cob_run(call) }
        // An abandoned call may still be running; a second one would double the memory and processor load.
        while cob_abandoned_runs() {
            if Interruption.isDue() { throw .interrupted }
            usleep(UInt32(wait) * 1000)
        }
        guard cob_run_aside(call) else { return cob_run(call) }
        while !cob_wait(call, wait) {
            if Interruption.isDue() { throw .interrupted }
        }
    }

    /// The rank found by least squares.
    var rank: Int { cob_rank(call) }

    /// The first result.
    func first(_ shape: Shape) throws(TensorError) -> Tensor { try tensor(cob_places(call).first, shape) }

    /// The second result.
    func second(_ shape: Shape) throws(TensorError) -> Tensor { try tensor(cob_places(call).second, shape) }

    /// The third result.
    func third(_ shape: Shape) throws(TensorError) -> Tensor { try tensor(cob_places(call).third, shape) }

    /// The first result, complex.
    func complexFirst(_ shape: Shape) throws(TensorError) -> Tensor {
        try complexTensor(cob_places(call).first, shape)
    }

    /// The third result, complex.
    func complexThird(_ shape: Shape) throws(TensorError) -> Tensor {
        try complexTensor(cob_places(call).third, shape)
    }

    private func complexTensor(_ place: UnsafeMutablePointer<Double>?, _ shape: Shape) throws(TensorError) -> Tensor {
        let count = shape.count
        let array = try NDArray<Complex<Double>>(shape: shape) { output in
            guard let place else { return }
            Interruption.forEachPiece(of: count) { piece in
                for index in piece {
                    (output + index).initialize(to: Complex(place[2 * index], place[2 * index + 1]))
                }
            }
        }
        var flags = FloatingPointFlags()
        let numbers = Complex<Double>.tensor(array)
        return isSingle ? try numbers.converted(to: .complex64, flags: &flags) : numbers
    }

    /// The smallest number of the second result.
    func leastOfSecond(count: Int) -> Double {
        UnsafeBufferPointer(start: cob_places(call).second, count: count).polled().reduce(.infinity) { min($0, $1) }
    }

    /// Whether every number of the second result is 0.
    func secondIsZero(count: Int) -> Bool {
        UnsafeBufferPointer(start: cob_places(call).second, count: count).polled().allSatisfy { $0 == 0 }
    }

    private func tensor(_ place: UnsafeMutablePointer<Double>?, _ shape: Shape) throws(TensorError) -> Tensor {
        let count = shape.count
        let array = try NDArray<Double>(shape: shape) { output in
            guard let place else { return }
            Interruption.forEachPiece(of: count) { piece in
                (output + piece.lowerBound).initialize(from: place + piece.lowerBound, count: piece.count)
            }
        }
        var flags = FloatingPointFlags()
        return isSingle ? Tensor.float64(array).withType(.float32, flags: &flags) : .float64(array)
    }
}
