internal import Interpreter

extension Builtins {
    /// Functions about views, bytes and bits.
    static let memory: [Builtin] = [
        written(
            "as_strided", .reshape, in: "_numpy_layout", path: "lib.stride_tricks.as_strided",
            [
                .tensor("x", "the tensor"), .value("shape", default: nil, "the lengths of the axes"),
                .value("strides", default: nil, "the step along each axis, in bytes"),
                .truth("subok", default: false, "for NumPy"),
                .truth("writeable", default: true, "whether the view can be written"),
            ],
            "A view with steps of one's own along its axes.",
            example: """
                x = arange(5)
                np.lib.stride_tricks.as_strided(x, (3, 3), (8, 8))
                #> [[0 1 2]
                #>  [1 2 3]
                #>  [2 3 4]]
                """, related: "np.lib.stride_tricks.sliding_window_view reshape",
            differs: "A view beyond the memory of the tensor is refused."),
        written(
            "sliding_window_view", .reshape, in: "_numpy_layout", path: "lib.stride_tricks.sliding_window_view",
            [
                .tensor("x", "the tensor"), .value("window_shape", "the lengths of the window"),
                .value("axis", default: nil, "along which axes"), .star, .truth("subok", default: false, "for NumPy"),
                .truth("writeable", default: false, "whether the view can be written"),
            ],
            "All windows of a tensor, as a view.",
            example: """
                x = arange(5)
                np.lib.stride_tricks.sliding_window_view(x, 3)
                #> [[0 1 2]
                #>  [1 2 3]
                #>  [2 3 4]]
                """, related: "np.lib.stride_tricks.as_strided np.convolve"),
        written(
            "frombuffer", .make, in: "_numpy_layout",
            [
                .value("buffer", "bytes"), .dtype(default: .source("float")),
                .integer("count", default: -1, "how many; all by default"),
                .integer("offset", default: 0, "how many bytes to pass over"), .star,
                .value("like", default: nil, "for NumPy"),
            ],
            "A tensor of the numbers whose bytes these are.",
            example: #"""
                np.frombuffer(b'\x01\x02\x03', dtype=np.uint8)
                #> [1 2 3]
                """#, related: "tensor.tobytes np.fromfile"),
        written(
            "fromfile", .make, in: "_numpy_layout",
            [
                .value("file", "the path of a file"), .dtype(default: .source("float")),
                .integer("count", default: -1, "how many; all by default"),
                .text("sep", default: "", "the text between numbers; without it, bytes"),
                .integer("offset", default: 0, "how many bytes to pass over"), .star,
                .value("like", default: nil, "for NumPy"),
            ],
            "A tensor of the numbers in a file of bytes, or of text.",
            example: """
                arange(3).tofile('t.bin')
                np.fromfile('t.bin', dtype=int)
                #> [0 1 2]
                """, related: "tensor.tofile np.frombuffer load"),
        written(
            "fromstring", .make, in: "_numpy_layout",
            [
                .text("string", "the text"), .dtype(default: .source("float")),
                .integer("count", default: -1, "how many; all by default"), .star,
                .text("sep", default: .needed, "the text between them"), .value("like", default: nil, "for NumPy"),
            ],
            "A tensor of the numbers in a text.",
            example: """
                np.fromstring('1, 2, 3', dtype=int, sep=',')
                #> [1 2 3]
                """, related: "np.fromfile array"),
        written(
            "packbits", .reduce, in: "_numpy_layout",
            [
                .tensor("a", "truths, or numbers that are 0 or not"), .slash,
                .axis("axis", default: nil, "along which axis"), .text("bitorder", default: "big", "big or little"),
            ],
            "Truths as the bits of bytes.",
            example: """
                np.packbits([1, 0, 1, 0, 0, 0, 0, 1])
                #> [161]
                """, related: "np.unpackbits"),
        written(
            "unpackbits", .reduce, in: "_numpy_layout",
            [
                .tensor("a", "bytes, a tensor of uint8"), .slash, .axis("axis", default: nil, "along which axis"),
                .value("count", default: nil, "how many bits"), .text("bitorder", default: "big", "big or little"),
            ],
            "The bits of bytes.",
            example: """
                np.unpackbits(array([7], dtype=np.uint8))
                #> [0 0 0 0 0 1 1 1]
                """, related: "np.packbits"),
    ]
}
