internal import Kernels

/// Numbers that a reduction takes into one element of its result (`outputStep` 0), or into one each, in NumPy's order:
/// places and steps are counted in elements from the operand's first one and from the beginning of the result's memory.
public struct ReductionStretch: Equatable, Sendable {
    /// Where the result's first element lies, and the step to the next.
    public let output, outputStep: Int
    /// Where the first number lies, and the step to the next.
    public let input, inputStep: Int
    /// How many numbers there are.
    public let count: Int
    /// Whether these elements of the result haven't been reached before.
    public let isFirst: Bool

    /// A stretch of numbers.
    public init(output: Int, outputStep: Int, input: Int, inputStep: Int, count: Int, isFirst: Bool) {
        (self.output, self.outputStep, self.input, self.inputStep) = (output, outputStep, input, inputStep)
        (self.count, self.isFirst) = (count, isFirst)
    }
}

extension Tensor {
    /// The order in which `np.sum`, `np.max` and the like take the elements in; nil where they are copied first, or the
    /// axes are wrong.
    public func reductionStretches(axes: [Int]?, keepingDimensions: Bool) -> [ReductionStretch]? {
        let array = asFloat64()
        guard let layout = try? reductionLayout(axes, keepingDimensions), array.count > 0 else { return nil }
        var rows: [(UnsafeMutablePointer<Double>, UnsafePointer<Double>, ReductionRow<Double, Double>)] = []
        let result = try? ReductionLoops<Double, Double>.reduce(array, layout, initial: 0, isConverted: false) { row in
            rows.append((row.output, row.input, row))
        }
        guard let result else { return nil }
        let stretches = result.withUnsafeBuffer { output in
            array.withUnsafeElements { input in
                rows.compactMap { row -> ReductionStretch? in
                    guard let start = output.baseAddress else { return nil }
                    return ReductionStretch(
                        output: UnsafePointer(row.0) - start, outputStep: row.2.outputStep, input: row.1 - input,
                        inputStep: row.2.inputStep, count: row.2.count, isFirst: row.2.isFirst)
                }
            }
        }
        let whole = array.buffer.byteCount / MemoryLayout<Double>.stride
        let isInside = stretches.allSatisfy { (-array.offset..<whole - array.offset).contains($0.input) }
        return isInside && stretches.count == rows.count ? stretches : nil
    }

    /// Takes numbers in by maximum or minimum, as `np.max` and `np.min` of float64 do, which decides which of equal zeros
    /// stays.
    ///
    /// - Precondition: the stretch's numbers can be read from `input`, and its results written from `output`, on.
    public static func select(
        _ stretch: ReductionStretch, from input: UnsafePointer<Double>, into output: UnsafeMutablePointer<Double>,
        takesGreatest: Bool
    ) {
        let row = ReductionRow(
            output: output, outputStep: stretch.outputStep, input: input, inputStep: stretch.inputStep,
            count: stretch.count, isFirst: stretch.isFirst)
        if takesGreatest {
            row.select { Arithmetic.maximum($0, $1) }
        } else {
            row.select { Arithmetic.minimum($0, $1) }
        }
    }
}
