import Testing

@testable import Rendering

@Suite("Ticks") struct PlotTicksTests {
    private static func extent(_ low: Double, _ high: Double) -> PlotExtent { PlotExtent(of: [low, high]) }

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
        let ticks = PlotTicks(PlotScale(Self.extent(low, high)), most: most).ticks
        #expect(ticks.map(\.label) == labels)
        for tick in ticks { #expect(Double(tick.label) == tick.value) }
    }

    @Test("are powers of ten on a logarithmic axis") func powers() {
        func labels(_ low: Double, _ high: Double, _ most: Int) -> [String] {
            PlotTicks(PlotScale(Self.extent(low, high), isLogarithmic: true), most: most).ticks.map(\.label)
        }
        #expect(labels(0.002, 5, 6) == ["0.01", "0.1", "1"])
        #expect(labels(1e-300, 1e300, 5).count >= 3)
        #expect(labels(1e-12, 1e-3, 4) == ["1e-10", "1e-5"])
        // Less than two powers: multiples, as on any axis.
        #expect(labels(2, 9, 5) == ["2", "4", "6", "8"])
    }

    @Test("count rows and columns") func counting() {
        #expect(PlotTicks(counting: 5, most: 10).ticks.map(\.label) == ["0", "1", "2", "3", "4"])
        #expect(PlotTicks(counting: 100, most: 6).ticks.map(\.label) == ["0", "20", "40", "60", "80"])
        #expect(PlotTicks(counting: 1, most: 1).ticks.map(\.label) == ["0"])
    }

    @Test("lie on the axis, two or more of them, whatever its range") func random() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2_000 {
            let (one, other) = (Double(bitPattern: generator.next()), Double(bitPattern: generator.next()))
            guard one.isFinite, other.isFinite else { continue }
            let scale = PlotScale(Self.extent(min(one, other), max(one, other)))
            let most = Int.random(in: 2...12, using: &generator)
            let ticks = PlotTicks(scale, most: most).ticks
            #expect(ticks.count >= 2 && ticks.count <= max(most, 11), "\(one) \(other) \(most): \(ticks.count)")
            for tick in ticks {
                let place = scale.position(of: tick.value)
                #expect(place >= -1e-9 && place <= 1 + 1e-9, "\(one) \(other): \(tick.label)")
            }
            #expect(Set(ticks.map(\.label)).count == ticks.count, "\(one) \(other): \(ticks.map(\.label))")
        }
    }
}
