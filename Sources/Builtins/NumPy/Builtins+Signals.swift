internal import Interpreter

extension Builtins {
    /// Signal processing, histograms, and reductions that ignore nan.
    static let signals: [Builtin] = [
        written(
            "nanargmax", .reduce, in: "_numpy_statistics", output: .exact,
            [
                .tensor("a", "the tensor"), .axis("axis", default: nil, "along which axis"),
                .value("out", default: nil, "where the result goes"), .star,
                .truth("keepdims", default: false, "whether the axis stays, of length 1"),
            ],
            "The place of the largest element that isn't nan.",
            example: """
                np.nanargmax([1.0, nan, 3.0])
                #> 2
                """, related: "argmax nanmax np.nanargmin"),
        written(
            "nanargmin", .reduce, in: "_numpy_statistics", output: .exact,
            [
                .tensor("a", "the tensor"), .axis("axis", default: nil, "along which axis"),
                .value("out", default: nil, "where the result goes"), .star,
                .truth("keepdims", default: false, "whether the axis stays, of length 1"),
            ],
            "The place of the smallest element that isn't nan.",
            example: """
                np.nanargmin([nan, 2.0, 1.0])
                #> 2
                """, related: "argmin nanmin np.nanargmax"),
        written(
            "nancumsum", .reduce, in: "_numpy_statistics", output: .exact,
            [
                .tensor("a", "the tensor"), .axis("axis", default: nil, "along which axis"), .dtype(default: nil),
                .value("out", default: nil, "where the result goes"),
            ],
            "The sums up to each element, nan as 0.",
            example: """
                np.nancumsum([1.0, nan, 3.0])
                #> [1. 1. 4.]
                """, related: "cumsum nansum np.nancumprod"),
        written(
            "nancumprod", .reduce, in: "_numpy_statistics", output: .exact,
            [
                .tensor("a", "the tensor"), .axis("axis", default: nil, "along which axis"), .dtype(default: nil),
                .value("out", default: nil, "where the result goes"),
            ],
            "The products up to each element, nan as 1.",
            example: """
                np.nancumprod([2.0, nan, 3.0])
                #> [2. 2. 6.]
                """, related: "cumprod nanprod np.nancumsum"),
        written(
            "nanmedian", .reduce, in: "_numpy_statistics", output: .assigned,
            [
                .tensor("a", "the tensor"), .value("axis", default: nil, "along which axis, or axes"),
                .value("out", default: nil, "where the result goes"),
                .truth("overwrite_input", default: false, "for NumPy"),
                .truth("keepdims", default: false, "whether the axis stays, of length 1"),
            ],
            "The median of the elements that aren't nan.",
            example: """
                np.nanmedian([1.0, nan, 3.0, 8.0])
                #> 3.0
                """, related: "median nanmean np.nanpercentile"),
        written(
            "nanpercentile", .reduce, in: "_numpy_statistics", output: .assigned,
            [
                .tensor("a", "the tensor"), .value("q", "which share, of 100"),
                .value("axis", default: nil, "along which axis, or axes"),
                .value("out", default: nil, "where the result goes"),
                .truth("overwrite_input", default: false, "for NumPy"),
                .text("method", default: "linear", "how it is estimated"),
                .truth("keepdims", default: false, "whether the axis stays, of length 1"), .star,
                .value("weights", default: nil, "for NumPy; only None is taken"),
            ],
            "The percentile of the elements that aren't nan.",
            example: """
                np.nanpercentile([1.0, nan, 3.0, 5.0], 50)
                #> 3.0
                """, related: "percentile np.nanquantile np.nanmedian"),
        written(
            "nanquantile", .reduce, in: "_numpy_statistics", output: .assigned,
            [
                .tensor("a", "the tensor"), .value("q", "which share, of 1"),
                .value("axis", default: nil, "along which axis, or axes"),
                .value("out", default: nil, "where the result goes"),
                .truth("overwrite_input", default: false, "for NumPy"),
                .text("method", default: "linear", "how it is estimated"),
                .truth("keepdims", default: false, "whether the axis stays, of length 1"), .star,
                .value("weights", default: nil, "for NumPy; only None is taken"),
            ],
            "The quantile of the elements that aren't nan.",
            example: """
                np.nanquantile([1.0, nan, 3.0], 0.25)
                #> 1.5
                """, related: "quantile np.nanpercentile"),
        written(
            "histogram", .reduce, in: "_numpy_statistics", door: .both, gives: .tuple,
            [
                .tensor("a", "the numbers"),
                .value("bins", default: 10, "how many, their edges, or how they are chosen: 'auto'"),
                .value("range", default: nil, "from where to where"),
                .value("density", default: nil, "whether areas are given in place of counts"),
                .tensor("weights", default: nil, "how much each counts"),
            ],
            "How many elements fall into each bin, and the edges of the bins.",
            example: """
                counts, edges = histogram([1, 2, 2, 3, 5], bins=4)
                counts
                #> [1 2 1 1]
                edges
                #> [1. 2. 3. 4. 5.]
                """, related: "hist digitize bincount percentile np.histogram2d"),
        written(
            "histogram_bin_edges", .reduce, in: "_numpy_statistics",
            [
                .tensor("a", "the numbers"), .value("bins", default: 10, "how many, or their edges"),
                .value("range", default: nil, "from where to where"),
                .tensor("weights", default: nil, "how much each counts"),
            ],
            "The edges of the bins that a histogram has.",
            example: """
                np.histogram_bin_edges([0, 4, 8], bins=4)
                #> [0. 2. 4. 6. 8.]
                """, related: "histogram np.histogram2d"),
        written(
            "histogram2d", .reduce, in: "_numpy_statistics", gives: .tuple,
            [
                .value("x", "the first coordinates"), .value("y", "the second ones"),
                .value("bins", default: 10, "how many, or their edges"),
                .value("range", default: nil, "from where to where, for both"),
                .value("density", default: nil, "whether the whole is 1"),
                .value("weights", default: nil, "how much each point counts"),
            ],
            "How many points fall into each field of a plane, with the edges.",
            example: """
                H, xs, ys = np.histogram2d([0, 1, 1], [0, 1, 1], bins=2)
                H
                #> [[1. 0.]
                #>  [0. 2.]]
                """, related: "histogram np.histogramdd hist"),
        written(
            "histogramdd", .reduce, in: "_numpy_statistics", gives: .tuple,
            [
                .value("sample", "points, a row each"),
                .value("bins", default: 10, "how many, or their edges, for each axis"),
                .value("range", default: nil, "from where to where, for each axis"),
                .value("density", default: nil, "whether the whole is 1"),
                .value("weights", default: nil, "how much each point counts"),
            ],
            "How many points fall into each cell of a space, with the edges.",
            example: """
                H, edges = np.histogramdd(array([[0, 0], [1, 1]]), bins=2)
                H
                #> [[1. 0.]
                #>  [0. 1.]]
                """, related: "np.histogram2d histogram"),
        written(
            "convolve", .reduce, in: "_numpy_statistics",
            [.value("a", "a signal"), .value("v", "another"), .value("mode", default: "full", "full, same or valid")],
            "The convolution of two signals.",
            example: """
                np.convolve([1, 2, 3], [0, 1, 0.5])
                #> [0.  1.  2.5 4.  1.5]
                np.convolve([1, 2, 3, 4], ones(2) / 2, 'valid')
                #> [1.5 2.5 3.5]
                """, related: "np.correlate polyval"),
        written(
            "correlate", .reduce, in: "_numpy_statistics",
            [.value("a", "a signal"), .value("v", "another"), .value("mode", default: "valid", "valid, same or full")],
            "The correlation of two signals: sums of products as one moves along the other.",
            example: """
                np.correlate([1, 2, 3], [0, 1, 0.5])
                #> [3.5]
                """, related: "np.convolve corrcoef"),
        written(
            "ediff1d", .reduce, in: "_numpy_statistics",
            [
                .tensor("ary", "the numbers"), .value("to_end", default: nil, "the values after them"),
                .value("to_begin", default: nil, "the values before them"),
            ],
            "The differences of neighbours, in one axis.",
            example: """
                np.ediff1d([1, 4, 9], to_end=99)
                #> [ 3  5 99]
                """, related: "diff gradient"),
        written(
            "unwrap", .elementwise, in: "_numpy_statistics",
            [
                .tensor("p", "angles"),
                .value("discont", default: nil, "which jumps are taken back; half a period by default"),
                .axis("axis", default: -1, "along which axis"), .star,
                .value("period", default: 6.283185307179586, "the length of a turn"),
            ],
            "Angles without jumps of whole turns.",
            example: """
                np.unwrap([0, 90, 180, -90], period=360)
                #> [  0  90 180 270]
                """, related: "diff arctan2"),
        written(
            "sinc", .elementwise, in: "_numpy_statistics",
            [.tensor("x", "the numbers")],
            "sin(pi x) / (pi x) for each element.",
            example: """
                np.sinc([0, 0.5, 1.5])
                #> [ 1.          0.63661977 -0.21220659]
                """, related: "sin"),
        written(
            "bartlett", .make, in: "_numpy_statistics",
            [.number("M", "how many numbers")],
            "The window of Bartlett, a triangle.",
            example: """
                np.bartlett(5)
                #> [0.  0.5 1.  0.5 0. ]
                """, related: "np.hanning np.hamming np.blackman"),
        written(
            "blackman", .make, in: "_numpy_statistics",
            [.number("M", "how many numbers")],
            "The window of Blackman.",
            example: """
                np.blackman(5).round(2)
                #> [-0.    0.34  1.    0.34 -0.  ]
                """, related: "np.hanning np.hamming np.bartlett"),
        written(
            "hanning", .make, in: "_numpy_statistics",
            [.number("M", "how many numbers")],
            "The window of Hann, a raised cosine.",
            example: """
                np.hanning(5)
                #> [0.  0.5 1.  0.5 0. ]
                """, related: "np.hamming np.blackman np.bartlett"),
        written(
            "hamming", .make, in: "_numpy_statistics",
            [.number("M", "how many numbers")],
            "The window of Hamming, a raised cosine that stays above 0.",
            example: """
                np.hamming(5)
                #> [0.08 0.54 1.   0.54 0.08]
                """, related: "np.hanning np.blackman np.bartlett"),
        written(
            "kaiser", .make, in: "_numpy_statistics",
            [.number("M", "how many numbers"), .number("beta", "how narrow it is")],
            "The window of Kaiser.",
            example: """
                np.kaiser(5, 3).round(2)
                #> [0.2  0.73 1.   0.73 0.2 ]
                """, related: "np.hanning np.hamming np.i0"),
        written(
            "i0", .elementwise, in: "_numpy_statistics", takesComplex: false,
            [.tensor("x", "the numbers")],
            "The modified Bessel function of order 0 of each element.",
            example: """
                np.i0([0, 1, 10]).round(3)
                #> [1.000000e+00 1.266000e+00 2.815717e+03]
                """, related: "np.kaiser exp"),
        written(
            "setxor1d", .reduce, in: "_numpy_statistics",
            [
                .tensor("ar1", "the one"), .tensor("ar2", "the other"),
                .truth("assume_unique", default: false, "whether neither holds one twice"),
            ],
            "The numbers that only one of two tensors holds.",
            example: """
                np.setxor1d([1, 2, 3], [2, 3, 5])
                #> [1 5]
                """, related: "intersect1d union1d setdiff1d"),
        written(
            "cumulative_sum", .reduce, in: "_numpy_statistics", output: .exact,
            [
                .tensor("x", "the numbers"), .slash, .star, .axis("axis", default: nil, "along which axis"),
                .dtype(default: nil), .value("out", default: nil, "where the result goes"),
                .truth("include_initial", default: false, "whether 0 comes first"),
            ],
            "The sums up to each element.",
            example: """
                np.cumulative_sum([1, 2, 3], include_initial=True)
                #> [0 1 3 6]
                """, related: "cumsum np.cumulative_prod"),
        written(
            "cumulative_prod", .reduce, in: "_numpy_statistics", output: .exact,
            [
                .tensor("x", "the numbers"), .slash, .star, .axis("axis", default: nil, "along which axis"),
                .dtype(default: nil), .value("out", default: nil, "where the result goes"),
                .truth("include_initial", default: false, "whether 1 comes first"),
            ],
            "The products up to each element.",
            example: """
                np.cumulative_prod([1, 2, 3])
                #> [1 2 6]
                """, related: "cumprod np.cumulative_sum"),
    ]
}
