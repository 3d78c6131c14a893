internal import Interpreter

extension Builtins {
    /// Assertions: `numpy.testing`.
    static let testing: [Builtin] = [
        asked(
            "assert_equal",
            [
                .value("actual", "what there is"), .value("desired", "what there should be"), .errorMessage, .verbose,
                .star,
                .strict,
            ], "Fails unless two values are equal, item by item; nan is equal to nan.",
            "np.testing.assert_equal([1, 2], [1, 2])"),
        asked(
            "assert_array_equal",
            [
                .value("actual", "what there is"), .value("desired", "what there should be"), .errorMessage, .verbose,
                .star,
                .strict,
            ], "Fails unless two tensors have equal elements.",
            "np.testing.assert_array_equal(arange(2), [0, 1])"),
        asked(
            "assert_allclose",
            [
                .value("actual", "what there is"), .value("desired", "what there should be"),
                .number("rtol", default: 1e-07, "how far off, as a part of desired"),
                .number("atol", default: 0.0, "how far off"),
                .truth("equal_nan", default: true, "whether nan is close to nan"), .errorMessage, .verbose, .star,
                .strict,
            ], "Fails unless the elements of two tensors are close.",
            "np.testing.assert_allclose([0.1 + 0.2], [0.3])"),
        asked(
            "assert_almost_equal",
            [
                .value("actual", "what there is"), .value("desired", "what there should be"),
                .integer("decimal", default: 7, "how many decimals"), .errorMessage, .verbose,
            ], "Fails unless two numbers are equal to this many decimals.",
            "np.testing.assert_almost_equal(0.1 + 0.2, 0.3)"),
        asked(
            "assert_array_almost_equal",
            [
                .value("actual", "what there is"), .value("desired", "what there should be"),
                .integer("decimal", default: 6, "how many decimals"), .errorMessage, .verbose,
            ], "Fails unless the elements of two tensors are equal to this many decimals.",
            "np.testing.assert_array_almost_equal([0.1 + 0.2], [0.3])"),
        asked(
            "assert_array_less",
            [
                .value("x", "the smaller numbers"), .value("y", "the larger ones"), .errorMessage, .verbose, .star,
                .strict,
            ], "Fails unless each element of x is below that of y.",
            "np.testing.assert_array_less([1, 2], [2, 3])"),
        asked(
            "assert_", [.value("val", "any value"), .value("msg", default: "", "what is said")],
            "Fails unless a value is true.", "np.testing.assert_(1 < 2)"),
        asked(
            "assert_raises",
            [
                .rest("args", "a class or a tuple of them, and what is called with what; without that it is for with"),
                .names("kwargs", "its arguments by name"),
            ], "Fails unless a call, or the body of a with, raises an exception of a class.",
            "np.testing.assert_raises(ValueError, int, 'x')"),
    ]

    private static func asked(
        _ name: String, _ parameters: @autoclosure @escaping @Sendable () -> [Parameter], _ summary: String,
        _ example: String
    ) -> Builtin {
        written(
            name, .python, in: "_numpy_testing", path: "testing.\(name)", traits: .takesTexts, gives: .nothing,
            parameters(),
            summary, example: example + "\nprint('passed')\n#> passed",
            related: name == "assert_allclose" ? "isclose" : "np.testing.assert_allclose",
            differs: "The words of a failure may be others.")
    }
}

extension Parameter {
    fileprivate static let errorMessage = value("err_msg", default: "", "what else is said")
    fileprivate static let verbose = truth("verbose", default: true, "whether the values are shown")
    fileprivate static let strict = truth("strict", default: false, "whether shapes and types must be the same, too")
}
