import Randomness
import Testing

@Suite("RandomState equals NumPy's bit for bit")
struct LegacyRandomStateTests {
    private static func make(_ seed: String) throws -> LegacyRandomState {
        LegacyRandomState(seed: try #require(UInt32(seed)))
    }

    @Test func `raw words`() throws {
        for row in try Fixture.legacy.get().words {
            let expected = row.values(digits: 8)
            #expect(expected.count == 1000)
            var words = try Self.make(row.of).words
            #expect(expected.map { _ in UInt64(words.next32()) } == expected, "seed \(row.of)")
        }
    }

    @Test func `seeding by one integer`() throws {
        try check(seeding: Fixture.legacy.get().seeding, make: Self.make)
    }

    @Test func `seeding by a list`() throws {
        for row in try #require(Fixture.legacy.get().lists) {
            var state = try LegacyRandomState(seedWords: row.seed.compactMap { UInt32($0) })
            #expect(state.random(count: 700).last == Double(row.last))
        }
    }

    @Test(arguments: try Fixture.legacy.get().streams)
    func `long draws`(_ streams: Streams) throws {
        try check(streams, make: Self.make)
    }

    @Test(arguments: try Fixture.legacy.get().programs)
    func `draws of many kinds`(_ program: Program) throws {
        try check(program, make: Self.make)
    }

    @Test func `single draws are those of a count`() {
        var single = LegacyRandomState(seed: 3)
        var several = single
        let reals = [single.random(), single.random()]
        #expect(reals == several.random(count: 2))
        let gaussians = [single.standardNormal(), single.standardNormal(), single.standardNormal()]
        #expect(gaussians == several.standardNormal(count: 3))
        #expect(single == several)
    }

    @Test func `the second gaussian of a pair waits, and seeding forgets it`() {
        var state = LegacyRandomState(seed: 42)
        let pair = state.standardNormal(count: 2)
        state = LegacyRandomState(seed: 42)
        let first = state.standardNormal()
        #expect(state != LegacyRandomState(seed: 42))
        let between = state.random()
        #expect([first, state.standardNormal()] == pair)
        #expect(between != state.random())
        state = LegacyRandomState(seed: 42)
        #expect(state.standardNormal(count: 2) == pair)
    }

    @Test func `counts below 1 draw nothing`() throws {
        var state = LegacyRandomState(seed: 5)
        #expect(state.random(count: 0).isEmpty && state.standardNormal(count: -1).isEmpty)
        #expect(state.permutation(count: 0).isEmpty && state.permutation(count: -4).isEmpty)
        #expect(try state.integers(from: 3, below: 3, count: 0).isEmpty)
        #expect(try state.choice(population: 0, count: 0).isEmpty)
        #expect(try state.choice(population: 0, count: 0, replacing: false).isEmpty)
        #expect(state == LegacyRandomState(seed: 5))
        // As in NumPy, a choice of none without replacing draws the permutation all the same.
        #expect(try state.choice(population: 4, count: 0, replacing: false).isEmpty)
        #expect(state != LegacyRandomState(seed: 5))
    }
}
