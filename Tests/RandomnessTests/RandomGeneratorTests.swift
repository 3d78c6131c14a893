import Randomness
import Testing

@Suite("default_rng equals NumPy's bit for bit")
struct RandomGeneratorTests {
    private static func make(_ seed: String) throws -> RandomGenerator {
        try RandomGenerator(seed: try #require(UInt128(seed)))
    }

    @Test func `seed sequences`() throws {
        for row in try #require(Fixture.generator.get().sequences) {
            let seed = try #require(UInt128(row.seed))
            #expect(try SeedSequence(seed: seed).state(count: row.state.count) == row.state)
            // The type of the seed makes no difference.
            guard let narrow = Int(exactly: seed) else { continue }
            #expect(try SeedSequence(seed: narrow) == SeedSequence(seed: seed))
        }
    }

    @Test func `raw words`() throws {
        for row in try Fixture.generator.get().words {
            let expected = row.values(digits: 16)
            #expect(expected.count == 1000)
            var words = try Self.make(row.of).words
            #expect(expected.map { _ in words.next64() } == expected, "seed \(row.of)")
        }
    }

    @Test func `halves of words`() throws {
        var halves = try RandomGenerator(seed: 9).words
        var whole = halves
        let word = whole.next64()
        #expect(halves.next32() == UInt32(truncatingIfNeeded: word))
        #expect(halves != whole)
        // A 64-bit draw between leaves the waiting half alone.
        #expect(halves.next64() == whole.next64())
        #expect(halves.next32() == UInt32(truncatingIfNeeded: word >> 32))
        #expect(halves == whole)
    }

    @Test func `seeding by one integer`() throws {
        try check(seeding: Fixture.generator.get().seeding, make: Self.make)
    }

    @Test(arguments: try Fixture.generator.get().streams)
    func `long draws`(_ streams: Streams) throws {
        try check(streams, make: Self.make)
    }

    @Test(arguments: try Fixture.generator.get().programs)
    func `draws of many kinds`(_ program: Program) throws {
        try check(program, make: Self.make)
    }

    @Test func `single draws are those of a count`() throws {
        var single = try RandomGenerator(seed: 3)
        var several = single
        let reals = [single.random(), single.random()]
        #expect(reals == several.random(count: 2))
        let gaussians = (0..<2000).map { _ in single.standardNormal() }
        #expect(gaussians == several.standardNormal(count: 2000))
        #expect(single == several)
    }

    @Test func `counts below 1 draw nothing`() throws {
        let fresh = try RandomGenerator(seed: 5)
        var state = fresh
        #expect(state.random(count: 0).isEmpty && state.standardNormal(count: -1).isEmpty)
        #expect(state.permutation(count: 0).isEmpty && state.permutation(count: -4).isEmpty)
        #expect(try state.integers(from: 3, below: 3, count: 0).isEmpty)
        #expect(try state.choice(population: 0, count: 0).isEmpty)
        #expect(try state.choice(population: 4, count: 0, replacing: false).isEmpty)
        #expect(state == fresh)
    }
}
