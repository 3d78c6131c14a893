import Foundation
import Randomness
import Testing

/// Whether draws of a million are compared, too: in release builds, or when `DESCENT_ALL_DRAWS` is set.
let comparesLongDraws: Bool = {
    #if DEBUG
        ProcessInfo.processInfo.environment["DESCENT_ALL_DRAWS"] != nil
    #else
        true
    #endif
}()

/// Whether the draws of a million of a seed are compared: those of all seeds, or where `FUZZ_SEED` is the day's, of one in
/// five, others each day.
private func isSampled(_ number: Int) -> Bool {
    guard let day = ProcessInfo.processInfo.environment["FUZZ_SEED"].flatMap(Int.init) else { return true }
    return number % 5 == day % 5
}

/// Compares one kind of draw with the fixture, from a new state for each count.
func check(_ streams: Streams, make: (String) throws -> some NumberStream) throws {
    #expect(streams.streams.count >= 20)
    for (number, stream) in streams.streams.enumerated() {
        for (count, digest) in zip(streams.counts, stream.digests)
        where count <= 10_000 || comparesLongDraws && isSampled(number) {
            var state = try make(stream.seed)
            let drawn = try streams.draw(count, from: &state)
            #expect(drawn.digest == digest, "seed \(stream.seed), \(count) draws")
            let first = drawn.first(stream.first.count)
            guard count == streams.counts[0] else { continue }
            if case .reals = drawn {
                #expect(first.map(Double.init) == stream.first.map(Double.init), "seed \(stream.seed)")
            } else {
                #expect(first == stream.first, "seed \(stream.seed)")
            }
        }
    }
}

/// Runs the steps of a program on one state; a copy made before a step draws the same again.
func check(_ program: Program, make: (String) throws -> some NumberStream) throws {
    #expect(program.steps.count >= 100)
    var state = try make(program.seed)
    for (number, step) in program.steps.enumerated() {
        var copy = state
        let drawn = try step.draw(step.count, from: &state)
        #expect(drawn.digest == step.digest, "step \(number), \(step.draw.kind) \(step.draw.arguments) \(step.count)")
        let again = try step.draw(step.count, from: &copy)
        #expect(again.digest == step.digest)
        #expect(copy == state)
    }
}

/// Compares the first and the 1,000th number of each seed.
func check(seeding: [[String]], make: (String) throws -> some NumberStream) throws {
    #expect(seeding.count >= 60)
    for row in seeding {
        var state = try make(row[0])
        let drawn = state.random(count: 1000)
        #expect(drawn[0] == Double(row[1]) && drawn[999] == Double(row[2]), "seed \(row[0])")
    }
}
