import Sessions
import Testing

@Suite("diff") struct WorkspaceDifferenceTests {
    @Test(
        "what differs, where most, and in ulps",
        arguments: [
            (
                "a = zeros((2, 3))", "a[1, 2] = -0.5; a[0, 0] = 0.25",
                "~ a  2 elements differ, the most at [1, 2]: |Δ| 0.5\n"
            ),
            (
                "a = ones(2)", "a[1] = 1.0000000000000002",
                "~ a  1 element differs, the most at [1]: |Δ| 2.220446049250313e-16, 1 ulp\n"
            ),
            ("a = ones(2)", "a[0] = nan", "~ a  1 element differs, the most at [0]: |Δ| nan\n"),
            ("a = array([nan, 1.0])", "a[0] = nan", "the same\n"),
            ("a = zeros(1)", "a[0] = -0.0", "~ a  1 element differs, the most at [0]: |Δ| 0.0, 0 ulps\n"),
            ("a = arange(3)", "a[2] = 9", "~ a  1 element differs, the most at [2]: |Δ| 7\n"),
            ("a = 1", "a = 1.0", "~ a  int 1 → float 1.0\n"),
            ("a = ones(2)", "a = ones(3)", "~ a  float64 (2,) → float64 (3,)\n"),
            ("a = ones(2)", "a = array([1, 1])", "~ a  float64 (2,) → int64 (2,)\n"),
            ("a = 1; b = 2", "c = 3; del b", "+ c\n- b\n"), ("a = 1", "seed 3", "~ the random state\n"),
            ("a = 1", "a = 1", "the same\n"), ("a = [1, 2]", "a.append(3)", "~ a  list of 2 → list of 3\n"),
            ("a = [1, 2, 3]", "a[1] = 5", "~ a  1 item differs: [1]\n"),
            ("a = [[1], [2], 3]", "a[0].append(2); a[2] = 3.0", "~ a  2 items differ: [0] and [2]\n"),
            ("a = (1, 2)", "a = (1, 3)", "~ a  1 item differs: [1]\n"),
            ("a = [0] * 9", "a[:] = [1] * 9", "~ a  9 items differ: [0], [1], [2], [3], [4], [5] and 3 more\n"),
        ])
    func table(_ first: String, _ second: String, _ expected: String) throws {
        var session = TypedSession(first, second)
        #expect(TravelText.table(of: try session.live.difference(1, 2)) == expected)
        #expect(TravelText.table(of: try session.live.difference(1, nil)) == expected)
        #expect(TravelText.table(of: try session.live.difference(2, 2)) == "the same\n")
    }
}
