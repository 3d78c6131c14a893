/// The order of additions in the dot product of two vectors (OpenBLAS's `ddot` for Haswell, as NumPy calls it).
public enum DotProduct {
    /// The dot product of two vectors of `count` numbers.
    ///
    /// - Both strides 1: sixteen fused chains, `A[t]` over every 16th product; `B[q][u] = A[4q+u] + A[4q+u+2]`,
    ///   `C[u] = (B[0][u] + B[1][u]) + (B[2][u] + B[3][u])`, then `C[0] + C[1]`; the last `count % 16` products are
    ///   rounded and added one by one.
    /// - Other positive strides: for each four rounded products m, `s1 += m0 + m2` and `s2 += m1 + m3`; the last
    ///   `count % 4` are added to `s1` one by one; the result is `s1 + s2`.
    /// - A stride of 0 or less: rounded products, added one by one (NumPy's own loop).
    ///
    /// - Precondition: `count` numbers can be read from both at their strides.
    public static func dot(
        _ left: UnsafePointer<Double>, stride leftStride: Int, _ right: UnsafePointer<Double>, stride rightStride: Int,
        count: Int
    ) -> Double {
        if leftStride == 1 && rightStride == 1 { return 0.0 + together(left, right, count) }
        let (left, right) = (Vector(elements: left, stride: leftStride), Vector(elements: right, stride: rightStride))
        if leftStride <= 0 || rightStride <= 0 {
            var sum = 0.0
            Interruption.forEachPiece(of: count) { piece in
                for index in piece { sum += left[index] * right[index] }
            }
            return sum
        }
        return 0.0 + apart(left, right, count)
    }

    private static func together(_ left: UnsafePointer<Double>, _ right: UnsafePointer<Double>, _ count: Int) -> Double
    {
        let whole = count - count % 16
        var chains = SIMD16<Double>()
        Interruption.forEachPiece(of: whole) { piece in
            var index = piece.lowerBound
            while index < piece.upperBound {
                for lane in 0..<16 {
                    chains[lane] = chains[lane].addingProduct(left[index + lane], right[index + lane])
                }
                index += 16
            }
        }
        var sums = (0.0, 0.0)
        sums.0 =
            ((chains[0] + chains[2]) + (chains[4] + chains[6])) + ((chains[8] + chains[10]) + (chains[12] + chains[14]))
        sums.1 =
            ((chains[1] + chains[3]) + (chains[5] + chains[7])) + ((chains[9] + chains[11]) + (chains[13] + chains[15]))
        var sum = sums.0 + sums.1
        for rest in whole..<count { sum += left[rest] * right[rest] }
        return sum
    }

    private static func apart(_ left: Vector, _ right: Vector, _ count: Int) -> Double {
        let whole = count - count % 4
        var sums = (0.0, 0.0)
        Interruption.forEachPiece(of: whole) { piece in
            for index in stride(from: piece.lowerBound, to: piece.upperBound, by: 4) {
                sums.0 += left[index] * right[index] + left[index + 2] * right[index + 2]
                sums.1 += left[index + 1] * right[index + 1] + left[index + 3] * right[index + 3]
            }
        }
        for rest in whole..<count { sums.0 += left[rest] * right[rest] }
        return sums.0 + sums.1
    }
}
