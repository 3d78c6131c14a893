import Testing

@testable import Kernels

@Suite struct LargeCapacityTests {
    private struct Stopped: Error {}

    @Test(arguments: [0, 1, 1000, 3_000_000]) func holdsWhatItsClosureSet(count: Int) {
        let numbers = [Double](largeCapacity: count) { buffer, initialized in
            #expect(buffer.count >= count)
            for index in 0..<count { buffer.initializeElement(at: index, to: Double(index)) }
            initialized = count
        }
        #expect(numbers == (0..<count).map(Double.init))
    }

    @Test func passesOnWhatItsClosureThrows() {
        #expect(throws: Stopped.self) {
            try [Int](largeCapacity: 1 << 20) { _, _ throws(Stopped) in throw Stopped() }
        }
    }
}
