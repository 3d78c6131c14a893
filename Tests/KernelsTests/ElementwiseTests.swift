import Kernels
import Testing

/// The loops over memory, beside plain formulas.
@Suite struct ElementwiseTests {
    static let special: [Double] = [0, -0.0, 1, -1.5, .infinity, -.infinity, .nan, 1e308, -1e308, 5e-324, 0.1]

    /// Numbers, now and then special ones.
    static func numbers(_ count: Int, seed: UInt64) -> [Double] {
        var state = seed
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            if state >> 60 == 0 { return special[Int(state >> 32) % special.count] }
            return Double(Int64(bitPattern: state) >> 11) / 1e9
        }
    }

    private static func same(_ left: some BinaryFloatingPoint, _ right: some BinaryFloatingPoint) -> Bool {
        left.isNaN && right.isNaN || Double(left) == Double(right) && left.sign == right.sign
    }

    @Test(arguments: ElementwiseArithmetic.Operation.allCases, [0, 1, 7, 2047, 2048, 5000, 300_000])
    func combinesAsTheFormulaDoes(operation: ElementwiseArithmetic.Operation, count: Int) {
        let (left, right) = (Self.numbers(max(count, 1), seed: 1), Self.numbers(max(count, 1), seed: 2))
        for (leftStep, rightStep) in [(1, 1), (1, 0), (0, 1)] {
            var output = [Double](repeating: 7, count: count)
            let outcome = output.withUnsafeMutableBufferPointer { output -> ElementwiseArithmetic.Outcome in
                guard let base = output.baseAddress else { return ElementwiseArithmetic.Outcome() }
                return ElementwiseArithmetic.combine(
                    operation, left, step: leftStep, right, step: rightStep, into: base, count: count)
            }
            let wanted = (0..<count).map {
                ElementwiseArithmetic.reference(operation, left[$0 * leftStep], right[$0 * rightStep])
            }
            #expect(zip(output, wanted).allSatisfy { Self.same($0, $1) })
            #expect(outcome.isFinite == wanted.allSatisfy(\.isFinite))
            let singles = (left.map(Float.init), right.map(Float.init))
            var small = [Float](repeating: 7, count: count)
            small.withUnsafeMutableBufferPointer { output in
                guard let base = output.baseAddress else { return }
                _ = ElementwiseArithmetic.combine(
                    operation, singles.0, step: leftStep, singles.1, step: rightStep, into: base, count: count)
            }
            #expect(
                small.indices.allSatisfy {
                    Self.same(
                        small[$0],
                        ElementwiseArithmetic.reference(operation, singles.0[$0 * leftStep], singles.1[$0 * rightStep]))
                })
        }
    }

    @Test func toldAreTheExceptionsOfIEEE754() {
        func outcome(_ operation: ElementwiseArithmetic.Operation, _ left: Double, _ right: Double) -> String {
            var output = [0.0]
            let outcome = ElementwiseArithmetic.combine(
                operation, [left], step: 1, [right], step: 1, into: &output, count: 1)
            return [
                outcome.isFinite ? "finite" : "", outcome.dividedByZero ? "zero" : "",
                outcome.overflowed ? "overflow" : "", outcome.wasInvalid ? "invalid" : "",
            ].filter { !$0.isEmpty }.joined(separator: " ")
        }
        #expect(outcome(.divide, 1, 0) == "zero")
        #expect(outcome(.divide, 0, 0) == "invalid")
        #expect(outcome(.multiply, 1e308, 10) == "overflow")
        #expect(outcome(.subtract, .infinity, .infinity) == "invalid")
        #expect(outcome(.add, .nan, 1) == "")
        #expect(outcome(.add, .infinity, 1) == "")
        #expect(outcome(.add, 1, 1) == "finite")
    }

    @Test(arguments: [2, 511, 512, 3000, 100_000]) func sortsAsAStableSortDoes(count: Int) {
        let floats = Self.numbers(count, seed: 3)
        func precedes(_ left: Double, _ right: Double) -> Bool { left < right || right.isNaN && !left.isNaN }
        let order = floats.indices.sorted {
            precedes(floats[$0], floats[$1]) || !precedes(floats[$1], floats[$0]) && $0 < $1
        }
        check(floats.map(\.bitPattern), .floatingPoint, order)
        let ints = floats.map { Int64($0.isFinite ? max(-1e6, min($0, 1e6)) : 0) % 1000 }
        let intOrder = ints.indices.sorted { (ints[$0], $0) < (ints[$1], $1) }
        check(ints, .signed, intOrder)
        check(ints.map { UInt32(truncatingIfNeeded: $0 + 1000) }, .unsigned, intOrder)
        let small = floats.map { Float($0) }
        let smallOrder = small.indices.sorted {
            precedes(Double(small[$0]), Double(small[$1]))
                || !precedes(Double(small[$1]), Double(small[$0])) && $0 < $1
        }
        check(small.map(\.bitPattern), .floatingPoint, smallOrder)
    }

    private func check<Bits: FixedWidthInteger>(_ elements: [Bits], _ key: RadixSort.Key, _ order: [Int]) {
        let sort = RadixSort(key: key, width: MemoryLayout<Bits>.size)
        let count = elements.count
        let bytes = max(sort.scratchBytes(sorting: count), sort.scratchBytes(ordering: count))
        let scratch = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 16)
        defer { scratch.deallocate() }
        var places = [Int](repeating: -1, count: count)
        #expect(sort.findOrder(of: elements, count: count, scratch: scratch, into: &places))
        #expect(places == order)
        var sorted = elements
        sorted.withUnsafeMutableBytes { bytes in
            guard let base = bytes.baseAddress else { return }
            sort.sort(base, count: count, scratch: scratch)
        }
        #expect(sorted == order.map { elements[$0] })
    }
}
