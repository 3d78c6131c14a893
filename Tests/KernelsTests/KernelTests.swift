import Kernels
import Testing

@Suite struct KernelTests {
    @Test func productsAddInNumPysOrder() throws {
        let lines = try SeededArray.lines("products.txt")
        #expect(lines.count > 1500)
        var wrong: [String: [Substring]] = [:]
        var kernels: Set<MatrixProduct.Kernel> = []
        for line in lines {
            let texts = line[2].split(separator: " ")
            let left = SeededArray(texts[0])
            // NumPy sees that an operand is the other's transpose by its address.
            let isTransposed = texts[1] == texts[0] + (texts[0].hasSuffix(":") ? "t1,0" : "/t1,0")
            var right = isTransposed ? left : SeededArray(texts[1])
            if isTransposed { (right.shape, right.strides) = (right.shape.reversed(), right.strides.reversed()) }
            let (result, kernel) = Self.product(left, right, isDot: line[1] == "dot")
            kernels.insert(kernel)
            if SeededArray.digest(result) != line[3] { wrong[String(line[0]), default: []].append(line[2]) }
        }
        let shown = wrong.map { "\($0.key): \($0.value.count), as \($0.value.prefix(3))" }.joined(separator: "\n")
        #expect(wrong.isEmpty, "\(shown)")
        #expect(kernels == Set(MatrixProduct.Kernel.allCases))
    }

    private static func product(
        _ left: SeededArray, _ right: SeededArray, isDot: Bool
    ) -> (numbers: [Double], kernel: MatrixProduct.Kernel) {
        let rows = left.shape.count == 1 ? 1 : left.shape[0]
        let columns = right.shape.count == 1 ? 1 : right.shape[1]
        var result = [Double](repeating: .nan, count: rows * columns)
        var kernel = MatrixProduct.Kernel.plain
        left.numbers.withUnsafeBufferPointer { leftNumbers in
            right.numbers.withUnsafeBufferPointer { rightNumbers in
                result.withUnsafeMutableBufferPointer { output in
                    guard let a = leftNumbers.baseAddress, let c = output.baseAddress,
                        let b = rightNumbers.baseAddress
                    else { return }
                    let first = Matrix(
                        a + left.offset, rows: rows, columns: left.shape[left.shape.count - 1],
                        rowStride: left.shape.count == 1 ? 0 : left.strides[0],
                        columnStride: left.strides[left.shape.count - 1])
                    let second = Matrix(
                        b + right.offset, rows: right.shape[0], columns: columns, rowStride: right.strides[0],
                        columnStride: right.shape.count == 1 ? 0 : right.strides[1])
                    let target = MutableMatrix(c, rowStride: columns, columnStride: 1)
                    kernel =
                        isDot
                        ? MatrixProduct.dot(first, second, into: target)
                        : MatrixProduct.matmul(first, second, into: target)
                }
            }
        }
        return (result, kernel)
    }

    @Test func sumsAddInNumPysOrder() throws {
        let lines = try SeededArray.lines("sums.txt")
        #expect(lines.count > 200)
        for line in lines {
            let array = SeededArray(line[0])
            var sums = [Double](repeating: 0, count: line[1] == "0" ? array.shape[1] : 1)
            array.numbers.withUnsafeBufferPointer { buffer in
                sums.withUnsafeMutableBufferPointer { output in
                    guard let start = buffer.baseAddress, let target = output.baseAddress else { return }
                    if line[1] == "0" {
                        Summation.columns(start, rows: array.shape[0], columns: array.shape[1], into: target)
                    } else {
                        target[0] +=
                            Summation.pairwise(
                                start + array.offset, stride: array.strides[0], count: array.shape[0])
                    }
                }
            }
            #expect(SeededArray.digest(sums) == line[2], "\(line)")
        }
    }

    /// The notebook's loop: losses, weights and bias after some epochs of gradient descent.
    @Test func trainingGivesNumPysLossesAndWeights() throws {
        for line in try SeededArray.lines("training.txt") {
            let sizes = line[0].split(separator: " ").compactMap { Int($0) }
            let seeds = line[1].split(separator: " ")
            let (n, p, k) = (sizes[0], sizes[1], sizes[2])
            let shapes = ["\(n)x\(p)", "\(n)x\(k)", "\(p)x\(k)", "1x\(k)"]
            let arrays = zip(seeds, shapes).map { SeededArray("u:\($0):\($1):").numbers }
            let result = Self.train(n, p, k, epochs: sizes[3], arrays)
            #expect(SeededArray.digest(result) == line[2], "\(line)")
        }
    }

    private static func train(_ n: Int, _ p: Int, _ k: Int, epochs: Int, _ arrays: [[Double]]) -> [Double] {
        let (x, y) = (arrays[0], arrays[1])
        var (w, b, losses) = (arrays[2], arrays[3], [Double]())
        for _ in 0..<epochs {
            let product = multiply(x, n, p, p, 1, w, k, k, 1)
            let prediction = product.indices.map { product[$0] + b[$0 % k] }
            let squares = prediction.indices.map { (y[$0] - prediction[$0]) * (y[$0] - prediction[$0]) }
            let total = squares.withUnsafeBufferPointer { buffer in
                buffer.baseAddress.map { Summation.pairwise($0, stride: 1, count: buffer.count) } ?? 0
            }
            losses.append(total / Double(n * k))
            let residual = prediction.indices.map { prediction[$0] - y[$0] }
            let gradient = multiply(x, p, n, 1, p, residual, k, k, 1)
            let shares = residual.map { $0 / Double(n) }
            var sums = [Double](repeating: 0, count: k)
            shares.withUnsafeBufferPointer { buffer in
                sums.withUnsafeMutableBufferPointer { output in
                    guard let start = buffer.baseAddress, let target = output.baseAddress else { return }
                    Summation.columns(start, rows: n, columns: k, into: target)
                }
            }
            w = w.indices.map { w[$0] - 0.01 * (gradient[$0] / Double(n)) }
            b = b.indices.map { b[$0] - 0.01 * sums[$0] }
        }
        return losses + w + b
    }

    private static func multiply(
        _ a: [Double], _ m: Int, _ inner: Int, _ rowStride: Int, _ columnStride: Int, _ b: [Double], _ n: Int,
        _ rightRowStride: Int, _ rightColumnStride: Int
    ) -> [Double] {
        var result = [Double](repeating: .nan, count: m * n)
        a.withUnsafeBufferPointer { a in
            b.withUnsafeBufferPointer { b in
                result.withUnsafeMutableBufferPointer { c in
                    guard let a = a.baseAddress, let b = b.baseAddress, let c = c.baseAddress else { return }
                    MatrixProduct.matmul(
                        Matrix(a, rows: m, columns: inner, rowStride: rowStride, columnStride: columnStride),
                        Matrix(b, rows: inner, columns: n, rowStride: rightRowStride, columnStride: rightColumnStride),
                        into: MutableMatrix(c, rowStride: n, columnStride: 1))
                }
            }
        }
        return result
    }
}
