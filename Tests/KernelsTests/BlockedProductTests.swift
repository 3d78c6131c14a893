import Testing

@testable import Kernels

/// The fast products against the plain ones, bit for bit: any shape, layout, number of threads and build of the loops.
@Suite(.serialized) struct BlockedProductTests {
    /// Numbers that show every difference of order.
    private struct Numbers {
        var state: UInt64

        mutating func next() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(Int64(bitPattern: state) >> 11) * 0x1p-40
        }

        mutating func below(_ limit: Int) -> Int {
            _ = next()
            return Int(state >> 33) % limit
        }
    }

    private static let ways: [(threads: Int, isPortable: Bool)] = [(1, false), (2, false), (7, false), (3, true)]

    private func inEveryWay(_ body: () -> [Double]) -> [[UInt64]] {
        defer {
            Threads.setLimit(0)
            KernelPath.takePortable(false)
        }
        return Self.ways.map { way in
            Threads.setLimit(way.threads)
            KernelPath.takePortable(way.isPortable)
            return body().map(\.bitPattern)
        }
    }

    private func product(
        _ rows: Int, _ columns: Int, _ body: (MutableMatrix) -> Void
    ) -> [Double] {
        var result = [Double](repeating: .nan, count: rows * columns)
        result.withUnsafeMutableBufferPointer { buffer in
            if let start = buffer.baseAddress { body(MutableMatrix(start, rowStride: columns, columnStride: 1)) }
        }
        return result
    }

    private func matrix(
        _ numbers: UnsafePointer<Double>, _ rows: Int, _ columns: Int, isTransposed: Bool
    ) -> Matrix {
        Matrix(
            numbers, rows: rows, columns: columns, rowStride: isTransposed ? 1 : columns,
            columnStride: isTransposed ? rows : 1)
    }

    @Test(arguments: 0..<60) func matricesTimesMatrices(round: Int) {
        var numbers = Numbers(state: UInt64(round))
        let (m, k) = (2 + numbers.below(90), 2 + numbers.below(round % 5 == 0 ? 900 : 80))
        let n = 2 + numbers.below(round % 7 == 0 ? 600 : 60)
        let left = (0..<m * k).map { _ in numbers.next() }
        let right = (0..<k * n).map { _ in numbers.next() }
        let (leftIsTransposed, rightIsTransposed) = (numbers.below(2) == 0, numbers.below(2) == 0)
        left.withUnsafeBufferPointer { left in
            right.withUnsafeBufferPointer { right in
                guard let left = left.baseAddress, let right = right.baseAddress else { return }
                let a = matrix(left, m, k, isTransposed: leftIsTransposed)
                let b = matrix(right, k, n, isTransposed: rightIsTransposed)
                let expected = product(m, n) { MatrixMatrix.general(a, b, into: $0) }.map(\.bitPattern)
                let symmetric = product(m, m) { MatrixMatrix.symmetric(a, into: $0) }.map(\.bitPattern)
                for result in inEveryWay({ product(m, n) { BlockedProducts.general(a, b, into: $0) } }) {
                    #expect(result == expected)
                }
                for result in inEveryWay({ product(m, m) { BlockedProducts.symmetric(a, into: $0) } }) {
                    #expect(result == symmetric)
                }
            }
        }
    }

    @Test(arguments: 0..<60) func matricesTimesVectors(round: Int) {
        var numbers = Numbers(state: UInt64(round + 1000))
        let rows = 2 + numbers.below(round % 3 == 0 ? 2000 : 40)
        let columns = 2 + numbers.below(round % 5 == 0 ? 3000 : 70)
        let gap = numbers.below(2) * 3
        let elements = (0..<rows * (columns + gap)).map { _ in numbers.next() }
        let vector = (0..<2 * (rows + columns)).map { _ in numbers.next() }
        let stride = 1 + numbers.below(2)
        elements.withUnsafeBufferPointer { elements in
            vector.withUnsafeBufferPointer { vector in
                guard let elements = elements.baseAddress, let start = vector.baseAddress else { return }
                let matrix = Matrix(
                    elements, rows: rows, columns: columns, rowStride: columns + gap, columnStride: 1)
                let vector = Vector(elements: start, stride: stride)
                let down = product(rows, 1) {
                    MatrixVector.rows(matrix, times: vector, into: $0.elements, stride: 1)
                }.map(\.bitPattern)
                let across = product(1, columns) {
                    MatrixVector.vector(vector, times: matrix, into: $0.elements, stride: 1)
                }.map(\.bitPattern)
                for result in inEveryWay({
                    product(rows, 1) { BlockedProducts.rows(matrix, times: vector, into: $0.elements, stride: 1) }
                }) { #expect(result == down) }
                for result in inEveryWay({
                    product(1, columns) { BlockedProducts.vector(vector, times: matrix, into: $0.elements, stride: 1) }
                }) { #expect(result == across) }
                let count = min(rows, columns)
                let expected = DotProduct.dot(elements, stride: 1, start, stride: 1, count: count)
                for result in inEveryWay({ [BlockedProducts.dot(elements, stride: 1, start, stride: 1, count: count)] })
                {
                    #expect(result == [expected.bitPattern])
                }
            }
        }
    }
}
