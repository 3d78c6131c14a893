internal import Interpreter
internal import Tensors

extension Builtins {
    /// `np.fft`: discrete Fourier transforms.
    static let fourier: [Builtin] = transforms + realTransforms + grids

    private static let accuracy = "It agrees with NumPy's to about 1e-14 in proportion to the largest number, and isn't NumPy's to the last bit."

    private static let length = Parameter.integer("n", default: nil, "how many numbers are taken; zeros stand for what is missing")
    private static let norm = Parameter.value("norm", default: nil, "which way is divided: backward (the default), ortho or forward")

    private static func entry(
        _ name: String, _ parameters: [Parameter], _ summary: String, example: String, related: String,
        _ body: @escaping @Sendable (Tensor, FourierScale, Arguments) throws(EvaluationError) -> Tensor
    ) -> Builtin {
        Builtin(
            name, .products, door: .numpy, path: "fft." + name, traits: .takesComplex,
            [.tensor("a", "the numbers")] + parameters + [norm], summary, example: example, related: related,
            differs: accuracy
        ) { (_, arguments) throws(EvaluationError) in
            .array(ArrayObject(try body(try arguments.tensor(0), try scale(arguments), arguments)))
        }
    }

    private static func scale(_ arguments: Arguments) throws(EvaluationError) -> FourierScale {
        guard let name = try arguments.string("norm") else { return .backward }
        if let scale = FourierScale(rawValue: name) { return scale }
        let words = "Invalid norm value \(name); should be \"backward\", \"ortho\" or \"forward\"."
        throw arguments.invalid(words, python: .value(words))
    }

    private static let transforms: [Builtin] = [
        one("fft", isInverse: false, "The discrete Fourier transform along an axis.",
            example: """
                np.fft.fft([1, 0, 0, 0])
                #> [1.+0.j 1.+0.j 1.+0.j 1.+0.j]
                """, related: "np.fft.ifft np.fft.rfft np.fft.fftfreq"),
        one("ifft", isInverse: true, "The numbers whose discrete Fourier transform along an axis is given.",
            example: """
                np.fft.ifft([4, 0, 0, 0])
                #> [1.+0.j 1.+0.j 1.+0.j 1.+0.j]
                """, related: "np.fft.fft np.fft.irfft"),
        several("fft2", isInverse: false, axes: "(-2, -1)", "The discrete Fourier transform along two axes.",
            example: """
                np.fft.fft2(ones(2, 2))
                #> [[4.+0.j 0.+0.j]
                #>  [0.+0.j 0.+0.j]]
                """, related: "np.fft.ifft2 np.fft.fftn"),
        several("ifft2", isInverse: true, axes: "(-2, -1)", "The inverse of fft2.",
            example: """
                np.fft.ifft2(ones(2, 2))
                #> [[1.+0.j 0.+0.j]
                #>  [0.+0.j 0.+0.j]]
                """, related: "np.fft.fft2 np.fft.ifftn"),
        several("fftn", isInverse: false, axes: nil, "The discrete Fourier transform along several axes.",
            example: """
                np.fft.fftn(ones(2, 2))
                #> [[4.+0.j 0.+0.j]
                #>  [0.+0.j 0.+0.j]]
                """, related: "np.fft.ifftn np.fft.fft2"),
        several("ifftn", isInverse: true, axes: nil, "The inverse of fftn.",
            example: """
                np.fft.ifftn(ones(2, 2))
                #> [[1.+0.j 0.+0.j]
                #>  [0.+0.j 0.+0.j]]
                """, related: "np.fft.fftn np.fft.ifft2"),
    ]

    private static let axis = Parameter.integer("axis", default: -1, "along which axis")

    private static func one(
        _ name: String, isInverse: Bool, _ summary: String, example: String, related: String
    ) -> Builtin {
        entry(name, [length, axis], summary, example: example, related: related) {
            (tensor, scale, arguments) throws(EvaluationError) in
            let (length, axis) = (try arguments.optionalInt("n"), try arguments.int("axis"))
            return try arguments.carryOut { () throws(TensorError) in
                try tensor.fourier(length: length, axis: axis, scale: scale, isInverse: isInverse)
            }
        }
    }

    private static func several(
        _ name: String, isInverse: Bool, axes: String?, _ summary: String, example: String, related: String
    ) -> Builtin {
        entry(
            name,
            [
                .value("s", default: nil, "how many numbers are taken along each axis"),
                .value("axes", default: axes.map { .source($0) } ?? nil, "along which axes"),
            ], summary, example: example, related: related
        ) { (tensor, scale, arguments) throws(EvaluationError) in
            let lengths = try arguments.axes("s")
            let last = try arguments.axes("axes")
            let count = lengths?.count ?? tensor.rank
            let chosen = last ?? (axes == nil ? Array(-count..<0) : [-2, -1])
            if let lengths, lengths.count != chosen.count {
                throw arguments.invalid(
                    "Shape and axes have different lengths.", python: .value("Shape and axes have different lengths."))
            }
            var result = tensor
            for (place, axis) in chosen.enumerated().reversed() {
                let length = lengths.map { $0[place] }
                result = try arguments.carryOut { () throws(TensorError) in
                    try result.fourier(
                        length: length == -1 ? nil : length, axis: axis, scale: scale, isInverse: isInverse)
                }
            }
            return result
        }
    }

    private static let realTransforms: [Builtin] = [
        entry("rfft", [length, axis], "The first half of the transform of real numbers; the rest is its mirror image.",
            example: """
                np.fft.rfft([1, 0, 0, 0])
                #> [1.+0.j 1.+0.j 1.+0.j]
                """, related: "np.fft.irfft np.fft.fft np.fft.rfftfreq") {
            (tensor, scale, arguments) throws(EvaluationError) in
            if tensor.dtype.isComplex { throw arguments.typeError("ufunc 'rfft_n_even' did not contain a loop with signature matching types") }
            let (length, axis) = (try arguments.optionalInt("n"), try arguments.int("axis"))
            return try arguments.carryOut { () throws(TensorError) in
                try tensor.realFourier(length: length, axis: axis, scale: scale)
            }
        },
        entry("irfft", [length, axis], "The real numbers whose transform begins so; n says how many, an even number else.",
            example: """
                np.fft.irfft([1, 1, 1])
                #> [1. 0. 0. 0.]
                """, related: "np.fft.rfft np.fft.ifft") {
            (tensor, scale, arguments) throws(EvaluationError) in
            let (length, axis) = (try arguments.optionalInt("n"), try arguments.int("axis"))
            return try arguments.carryOut { () throws(TensorError) in
                try tensor.inverseRealFourier(length: length, axis: axis, scale: scale)
            }
        },
    ]

    private static let grids: [Builtin] = [
        grid("fftfreq", "The frequencies of the numbers that fft gives.",
            example: """
                np.fft.fftfreq(4, 0.5)
                #> [ 0.   0.5 -1.  -0.5]
                """, related: "np.fft.rfftfreq np.fft.fftshift np.fft.fft") { n in
            Array(0..<(n - 1) / 2 + 1) + Array(-(n / 2)..<0)
        },
        grid("rfftfreq", "The frequencies of the numbers that rfft gives.",
            example: """
                np.fft.rfftfreq(4, 0.5)
                #> [0.  0.5 1. ]
                """, related: "np.fft.fftfreq np.fft.rfft") { n in Array(0..<n / 2 + 1) },
        shift("fftshift", "The frequency 0 in the middle.", isInverse: false,
            example: """
                np.fft.fftshift(np.fft.fftfreq(4, 0.25))
                #> [-2. -1.  0.  1.]
                """, related: "np.fft.ifftshift np.fft.fftfreq roll"),
        shift("ifftshift", "The inverse of fftshift.", isInverse: true,
            example: """
                np.fft.ifftshift([-2, -1, 0, 1])
                #> [ 0  1 -2 -1]
                """, related: "np.fft.fftshift roll"),
    ]

    private static func grid(
        _ name: String, _ summary: String, example: String, related: String, _ places: @escaping @Sendable (Int) -> [Int]
    ) -> Builtin {
        Builtin(
            name, .make, door: .numpy, path: "fft." + name,
            [.integer("n", "how many numbers are transformed"), .number("d", default: 1.0, "how far they lie apart")],
            summary, example: example, related: related
        ) { (_, arguments) throws(EvaluationError) in
            let (n, d) = (try arguments.int("n"), try arguments.double("d"))
            if n < 1 {
                if n == 0 { throw arguments.invalid("n is 0", python: PythonForm("ZeroDivisionError", "float division by zero")) }
                throw arguments.invalid("there are \(n) numbers", python: .value("negative dimensions are not allowed"))
            }
            _ = try arguments.carryOut { () throws(TensorError) in try Shape([n]).validated() }
            if d == 0 { throw .numbers(.zeroDivision("1.0 / (\(n) * d)")) }
            let step = 1 / (Double(n) * d)
            let numbers = places(n).map { Double($0) * step }
            return .array(ArrayObject(.float64(NDArray(numbers, shape: [numbers.count]))))
        }
    }

    private static func shift(
        _ name: String, _ summary: String, isInverse: Bool, example: String, related: String
    ) -> Builtin {
        Builtin(
            name, .reshape, door: .numpy, path: "fft." + name, traits: .copies,
            [.tensor("x", "the numbers"), .value("axes", default: nil, "along which axes, or all")], summary,
            example: example, related: related
        ) { (_, arguments) throws(EvaluationError) in
            let axes = try arguments.axes()
            let tensor = try arguments.tensor(0)
            let chosen = try arguments.axes("axes") ?? axes ?? Array(0..<tensor.rank)
            return .array(
                ArrayObject(
                    try arguments.carryOut { () throws(TensorError) in
                        var result = tensor
                        for axis in chosen {
                            let length = tensor.shape[try tensor.shape.normalizedAxis(axis)]
                            let half = length / 2
                            result = try result.rolled(by: isInverse ? -half : half, axis: axis)
                        }
                        return result
                    }))
        }
    }
}
