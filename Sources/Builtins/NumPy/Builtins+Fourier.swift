internal import Interpreter
internal import Tensors

extension Builtins {
    /// `np.fft`: discrete Fourier transforms, implemented axis by axis in a module written in Python.
    static let fourier: [Builtin] = oneAxis + severalAxes + frequencies

    private static let oneAxis: [Builtin] = [
        transform(
            "fft", "The discrete Fourier transform along an axis.",
            example: """
                np.fft.fft([1, 0, 0, 0])
                #> [1.+0.j 1.+0.j 1.+0.j 1.+0.j]
                """, related: "np.fft.ifft np.fft.rfft np.fft.fft2 np.fft.fftfreq"),
        transform(
            "ifft", "The inverse of fft, divided by the length.",
            example: """
                np.fft.ifft(np.fft.fft([1, 2, 3, 4]))
                #> [1.+0.j 2.+0.j 3.+0.j 4.+0.j]
                """, related: "np.fft.fft np.fft.irfft"),
        transform(
            "rfft", "The first half of the transform of real numbers; the other half mirrors it.",
            example: """
                np.fft.rfft([1, 2, 3, 4])
                #> [10.+0.j -2.+2.j -2.+0.j]
                """, related: "np.fft.irfft np.fft.rfftfreq np.fft.fft", differs: realDigits),
        transform(
            "irfft", "The real numbers whose transform begins so: the inverse of rfft.",
            example: """
                np.fft.irfft([10, -2 + 2j, -2])
                #> [1. 2. 3. 4.]
                """, related: "np.fft.rfft np.fft.ifft", differs: realDigits),
        transform(
            "hfft", "The transform, real, of numbers of which the other half mirrors what is given.",
            example: """
                np.fft.hfft([1, 2, 3])
                #> [ 8. -2.  0. -2.]
                """, related: "np.fft.ihfft np.fft.irfft", differs: realDigits),
        transform(
            "ihfft", "The inverse of hfft.",
            example: """
                np.fft.ihfft([1, 2, 3, 4])
                #> [ 2.5-0.j  -0.5-0.5j -0.5-0.j ]
                """, related: "np.fft.hfft np.fft.rfft", differs: realDigits),
    ]

    private static let realDigits =
        "Of lengths with a prime factor above 5 the last digits may be others; both agree to 1e-12."

    private static func transform(
        _ name: String, _ summary: String, example: String, related: String, differs: String? = nil
    ) -> Builtin {
        written(
            name, .products, in: "_numpy_fourier", path: "fft." + name,
            [
                .tensor("a", "the numbers"), .value("n", default: nil, "how many numbers are transformed"),
                .integer("axis", default: -1, "along which axis"),
                .value("norm", default: nil, "what is divided by: 'backward', 'ortho' or 'forward'"),
                .value("out", default: nil, "where the result goes"),
            ], summary, example: example, related: related, differs: differs)
    }

    private static let severalAxes: [Builtin] = [
        several(
            "fft2", "The transform along two axes.", isOfTwo: true,
            example: """
                np.fft.fft2(np.eye(2))
                #> [[2.+0.j 0.+0.j]
                #>  [0.+0.j 2.+0.j]]
                """, related: "np.fft.ifft2 np.fft.fftn np.fft.fft"),
        several(
            "ifft2", "The inverse of fft2.", isOfTwo: true,
            example: """
                np.fft.ifft2(np.ones((2, 2)))
                #> [[1.+0.j 0.+0.j]
                #>  [0.+0.j 0.+0.j]]
                """, related: "np.fft.fft2"),
        several(
            "fftn", "The transform along several axes, or along all.", isOfTwo: false,
            example: """
                np.fft.fftn(np.ones((2, 2)))
                #> [[4.+0.j 0.+0.j]
                #>  [0.+0.j 0.+0.j]]
                """, related: "np.fft.ifftn np.fft.fft2"),
        several(
            "ifftn", "The inverse of fftn.", isOfTwo: false,
            example: """
                np.fft.ifftn(np.ones((2, 2)))
                #> [[1.+0.j 0.+0.j]
                #>  [0.+0.j 0.+0.j]]
                """, related: "np.fft.fftn"),
        several(
            "rfft2", "The transform of real numbers along two axes: half of the last one.", isOfTwo: true,
            example: """
                np.fft.rfft2(np.eye(2))
                #> [[2.+0.j 0.+0.j]
                #>  [0.+0.j 2.+0.j]]
                """, related: "np.fft.irfft2 np.fft.rfft", differs: realDigits),
        several(
            "irfft2", "The inverse of rfft2.", isOfTwo: true,
            example: """
                np.fft.irfft2(np.fft.rfft2(np.eye(2)))
                #> [[1. 0.]
                #>  [0. 1.]]
                """, related: "np.fft.rfft2", differs: realDigits),
        several(
            "rfftn", "The transform of real numbers along several axes: half of the last one.", isOfTwo: false,
            example: """
                np.fft.rfftn(np.ones((2, 2)))
                #> [[4.+0.j 0.+0.j]
                #>  [0.+0.j 0.+0.j]]
                """, related: "np.fft.irfftn np.fft.rfft2", differs: realDigits),
        several(
            "irfftn", "The inverse of rfftn.", isOfTwo: false,
            example: """
                np.fft.irfftn(np.fft.rfftn(np.ones((2, 2))))
                #> [[1. 1.]
                #>  [1. 1.]]
                """, related: "np.fft.rfftn", differs: realDigits),
    ]

    private static func several(
        _ name: String, _ summary: String, isOfTwo: Bool, example: String, related: String, differs: String? = nil
    ) -> Builtin {
        written(
            name, .products, in: "_numpy_fourier", path: "fft." + name,
            [
                .tensor("a", "the numbers"),
                .value("s", default: nil, "how many numbers are transformed along each axis"),
                .value(
                    "axes", default: nil,
                    isOfTwo ? "along which axes; the last two by default" : "along which axes; all by default"),
                .value("norm", default: nil, "what is divided by: 'backward', 'ortho' or 'forward'"),
                .value("out", default: nil, "where the result goes"),
            ], summary, example: example, related: related, differs: differs)
    }

    private static let frequencies: [Builtin] = [
        written(
            "fftfreq", .make, in: "_numpy_fourier", path: "fft.fftfreq",
            [
                .value("n", "how many numbers are transformed"), .value("d", default: 1.0, "their distance"),
                .value("device", default: nil, "for NumPy"),
            ], "The frequency of each number of a transform.",
            example: """
                np.fft.fftfreq(4, d=0.5)
                #> [ 0.   0.5 -1.  -0.5]
                """, related: "np.fft.rfftfreq np.fft.fft np.fft.fftshift"),
        written(
            "rfftfreq", .make, in: "_numpy_fourier", path: "fft.rfftfreq",
            [
                .value("n", "how many numbers are transformed"), .value("d", default: 1.0, "their distance"),
                .value("device", default: nil, "for NumPy"),
            ], "The frequency of each number of a transform of real ones.",
            example: """
                np.fft.rfftfreq(4, d=0.5)
                #> [0.  0.5 1. ]
                """, related: "np.fft.fftfreq np.fft.rfft"),
        written(
            "fftshift", .reshape, in: "_numpy_fourier", path: "fft.fftshift", traits: .copies,
            [.tensor("x", "the numbers"), .value("axes", default: nil, "along which axes, or all")],
            "The numbers shifted so that the frequency 0 is in the middle.",
            example: """
                np.fft.fftshift(np.fft.fftfreq(4))
                #> [-0.5  -0.25  0.    0.25]
                """, related: "np.fft.ifftshift roll"),
        written(
            "ifftshift", .reshape, in: "_numpy_fourier", path: "fft.ifftshift", traits: .copies,
            [.tensor("x", "the numbers"), .value("axes", default: nil, "along which axes, or all")],
            "The inverse of fftshift.",
            example: """
                np.fft.ifftshift(np.fft.fftshift(np.arange(5)))
                #> [0 1 2 3 4]
                """, related: "np.fft.fftshift roll"),
    ]

    /// The transform along one axis, for that module.
    static let fourierHelpers: [Builtin] = [
        helper(
            "_transform",
            [
                .tensor("a", "a tensor"), .text("kind", "which transform"), .integer("n", "a length"),
                .integer("axis", "an axis"), .number("factor", "what results are multiplied by"),
            ]
        ) { (_, arguments) throws(EvaluationError) in
            let tensor = try arguments.tensor(0)
            guard let kind = FourierKind(rawValue: try arguments.text("kind")) else { return .none }
            let (length, axis) = (try arguments.int("n"), try arguments.int("axis"))
            let scale = try arguments.double("factor")
            return .array(
                ArrayObject(
                    try arguments.carryOut { () throws(TensorError) in
                        try tensor.fourier(kind, length: length, axis: axis, scale: scale)
                    }))
        }
    ]
}
