import Testing

@testable import Rendering

@Suite("Ticks") struct AxisTicksTests {
    private static func axis(_ low: Double, _ high: Double, _ scale: Axis.Scale = .linear) -> Axis {
        Axis(over: Extent(of: [low, high]), scale)
    }

    /// An axis from, to, with so many ticks at the most, and its labels.
    static let cases: [(low: Double, high: Double, most: Int, labels: [String])] = [
        (0, 10, 6, ["0", "2", "4", "6", "8", "10"]),
        (0, 1, 3, ["0", "0.5", "1.0"]),
        (0.13, 0.87, 5, ["0.2", "0.4", "0.6", "0.8"]),
        (-1, 1, 5, ["-1.0", "-0.5", "0", "0.5", "1.0"]),
        (-1e300, 1e300, 5, ["-1e300", "-5e299", "0", "5e299", "1e300"]),
        (1, 2000, 5, ["500", "1000", "1500", "2000"]),
        (0, 1e7, 6, ["0", "2e6", "4e6", "6e6", "8e6", "1e7"]),
        (0.00807, 0.0081, 4, ["0.00807", "0.00808", "0.00809", "0.00810"]),
        (1e-9, 3e-9, 3, ["1e-9", "2e-9", "3e-9"]),
        (1_000_000, 1_000_001, 3, ["1000000.0", "1000000.5", "1000001.0"]),
    ]

    @Test("are round", arguments: cases.indices) func linear(index: Int) {
        let (low, high, most, labels) = Self.cases[index]
        let ticks = AxisTicks(Self.axis(low, high), most: most).ticks
        #expect(ticks.map(\.label) == labels)
        for tick in ticks { #expect(Double(tick.label) == tick.value) }
    }

    @Test("are powers of ten on a logarithmic axis") func powers() {
        func labels(_ low: Double, _ high: Double, _ most: Int) -> [String] {
            AxisTicks(Self.axis(low, high, .logarithmic), most: most).ticks.map(\.label)
        }
        #expect(labels(0.002, 5, 6) == ["0.01", "0.1", "1"])
        #expect(labels(1e-300, 1e300, 5).count >= 3)
        #expect(labels(1e-12, 1e-3, 4) == ["1e-10", "1e-5"])
        // Less than two powers: multiples, as on any axis.
        #expect(labels(2, 9, 5) == ["2", "4", "6", "8"])
    }

    @Test("count rows and columns") func counting() {
        func labels(_ count: Int, _ most: Int) -> [String] {
            AxisTicks(Self.axis(-0.5, Double(count) - 0.5), most: most, areWhole: true).ticks.map(\.label)
        }
        #expect(labels(5, 10) == ["0", "1", "2", "3", "4"])
        #expect(labels(100, 6) == ["0", "20", "40", "60", "80"])
        #expect(labels(1, 1) == ["0"] && labels(2, 9) == ["0", "1"])
    }

    @Test("that are given are those on the axis, and an axis may be turned around") func given() {
        var axis = Self.axis(0, 10)
        axis.ticks = [.init(-1, "a"), .init(5, "b"), .init(10, "c")]
        #expect(AxisTicks(axis, most: 2).ticks.map(\.label) == ["b", "c"])
        (axis.ticks, axis.start, axis.end) = (nil, 10, 0)
        #expect(AxisTicks(axis, most: 3).ticks.map(\.value) == [0, 5, 10])
        let scale = AxisScale(axis)
        #expect(scale.position(of: 10) == 0 && scale.position(of: 0) == 1 && scale.value(at: 0.25) == 7.5)
    }

    @Test("lie on the axis, two or more of them, whatever its range") func random() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2_000 {
            let (one, other) = (Double(bitPattern: generator.next()), Double(bitPattern: generator.next()))
            guard one.isFinite, other.isFinite else { continue }
            let axis = Self.axis(min(one, other), max(one, other))
            let scale = AxisScale(axis)
            let most = Int.random(in: 2...12, using: &generator)
            let ticks = AxisTicks(axis, most: most).ticks
            #expect(ticks.count >= 2 && ticks.count <= max(most, 11), "\(one) \(other) \(most): \(ticks.count)")
            for tick in ticks {
                let place = scale.position(of: tick.value)
                #expect(place >= -1e-9 && place <= 1 + 1e-9, "\(one) \(other): \(tick.label)")
            }
            #expect(Set(ticks.map(\.label)).count == ticks.count, "\(one) \(other): \(ticks.map(\.label))")
        }
    }
}
