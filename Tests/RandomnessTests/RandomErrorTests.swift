import Randomness
import Testing

@Suite("What random draws refuse, and how they say it")
struct RandomErrorTests {
    private func message(_ draw: () throws -> some Any) -> String {
        do {
            _ = try draw()
            return "no error"
        } catch let error as RandomError {
            return error.message
        } catch {
            return "another error: \(error)"
        }
    }

    @Test func `seeds`() throws {
        let range = "a seed is between 0 and 4294967295 (2**32 - 1), got "
        #expect(message { try LegacyRandomState(validating: -1) } == range + "-1")
        #expect(message { try LegacyRandomState(validating: 1 << 32) } == range + "4294967296")
        #expect(try LegacyRandomState(validating: 4_294_967_295) == LegacyRandomState(seed: .max))
        #expect(message { try LegacyRandomState(seedWords: []) } == "a list of seeds can't be empty")
        #expect(message { try RandomGenerator(seed: -3) } == "a seed isn't negative, got -3")
        #expect(message { try SeedSequence(seed: Int.min) } == "a seed isn't negative, got \(Int.min)")
    }

    /// What both generators refuse alike, on a state that a refusal must leave as it was.
    private func checkCommon(_ fresh: some NumberStream) {
        var state = fresh
        func expect(_ text: String, sourceLocation: SourceLocation = #_sourceLocation, _ draw: () throws -> some Any) {
            #expect(message(draw) == text, sourceLocation: sourceLocation)
            #expect(state == fresh, sourceLocation: sourceLocation)
        }
        expect("no integer is from 5 to below 5; low must be below high") {
            try state.integers(from: 5, below: 5, count: 1)
        }
        expect("no integer is from 0 to below 0; the upper bound must be at least 1") {
            try state.integers(from: 0, below: 0, count: 1)
        }
        expect("no integer is from 3 to 2; low must not be above high") {
            try state.integers(from: 3, through: 2, count: 1)
        }
        expect("the range from 0.0 to inf isn't finite") { try state.uniform(low: 0, high: .infinity, count: 1) }
        expect("the range from nan to 1.0 isn't finite") { try state.uniform(low: .nan, high: 1, count: 1) }
        let scale = "a standard deviation or scale isn't negative, got "
        expect(scale + "-1.0") { try state.normal(mean: 0, standardDeviation: -1, count: 0) }
        expect(scale + "-0.0") { try state.normal(mean: 0, standardDeviation: -0.0, count: 1) }
        expect(scale + "-2.5") { try state.exponential(scale: -2.5, count: 1) }
        let rate = "the mean of a Poisson distribution is between 0 and about 9.22e18, got "
        expect(rate + "-1.0") { try state.poisson(rate: -1, count: 1) }
        expect(rate + "nan") { try state.poisson(rate: .nan, count: 1) }
        expect(rate + "1e+30") { try state.poisson(rate: 1e30, count: 1) }
    }

    /// What `choice` refuses.
    private func checkChoice(_ fresh: some NumberStream) {
        func message(
            _ count: Int, from population: Int, replacing: Bool = true, _ probabilities: [Double]? = nil
        ) -> String {
            var state = fresh
            defer { #expect(state == fresh) }
            return self.message {
                try state.choice(
                    population: population, count: count, replacing: replacing, probabilities: probabilities)
            }
        }
        #expect(message(1, from: 0) == "nothing to choose from")
        #expect(message(1, from: -2) == "can't choose from -2 things")
        #expect(message(4, from: 3, replacing: false) == "can't choose 4 from 3 without replacement")
        #expect(message(1, from: 3, [0.5, 0.5]) == "2 probabilities for 3 things to choose from")
        #expect(message(1, from: 2, [0.5, .nan]) == "the probabilities contain nan, or sum to it")
        #expect(message(1, from: 2, [1.5, -0.5]) == "probabilities aren't negative, got -0.5 at index 1")
        #expect(message(1, from: 2, [0.5, 0.25]) == "the probabilities sum to 0.75, not to 1")
        #expect(message(0, from: 2, [0.5, 0.25]) == "the probabilities sum to 0.75, not to 1")
        #expect(message(1, from: 2, [.infinity, 0]) == "the probabilities sum to inf, not to 1")
        #expect(message(3, from: 2, replacing: false, [0.5, 0.5]) == "can't choose 3 from 2 without replacement")
        let few = "can't choose 2 without replacement when only 1 have a probability above 0"
        #expect(message(2, from: 2, replacing: false, [1, 0]) == few)
    }

    @Test func `draws of both generators`() throws {
        checkCommon(LegacyRandomState(seed: 1))
        checkCommon(try RandomGenerator(seed: 1))
        checkChoice(LegacyRandomState(seed: 1))
        checkChoice(try RandomGenerator(seed: 1))
    }

    @Test func `a range that goes downwards`() throws {
        var legacy = LegacyRandomState(seed: 0)
        // NumPy's digits: np.random.seed(0); np.random.uniform(3, 1, 2).
        #expect(try legacy.uniform(low: 3, high: 1, count: 2) == [1.9023729921453505, 1.569621267255161])
        var generator = try RandomGenerator(seed: 0)
        let text = "low must not be above high, got 3.0 and 1.0"
        #expect(message { try generator.uniform(low: 3, high: 1, count: 2) } == text)
    }

    @Test func `probabilities may miss 1 by a rounding`() throws {
        var state = LegacyRandomState(seed: 0)
        let exact = try state.choice(population: 2, count: 9, probabilities: [0.5, 0.5])
        state = LegacyRandomState(seed: 0)
        #expect(try state.choice(population: 2, count: 9, probabilities: [0.5, 0.5 + 1.4e-8]) == exact)
        #expect(throws: RandomError.probabilitySum(1.000000016)) {
            try state.choice(population: 2, count: 9, probabilities: [0.5, 0.500000016])
        }
    }
}
