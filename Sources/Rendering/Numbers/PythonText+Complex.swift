public import Tensors

extension PythonText {
    /// Python's `repr` (and `str`) of a complex number: `2j`, `(1+2j)`, `(-0-1e-05j)`.
    public static func repr(_ value: Complex<Double>) -> String {
        let imaginary = part(value.imaginary) + "j"
        if value.real == 0, value.real.sign == .plus { return imaginary }
        let hasSign = imaginary.hasPrefix("-")
        return "(\(part(value.real))\(hasSign ? "" : "+")\(imaginary))"
    }

    /// A float, without the point if it is an integer.
    static func part(_ value: Double) -> String {
        let text = repr(value)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}

extension FormatSpecification {
    /// Python's `format(value, specification)` for a complex number.
    ///
    /// - Throws: ``FormatError`` for flags that complex numbers don't allow, and for an unknown type code.
    func text(of value: Complex<Double>) throws(FormatError) -> String {
        switch code {
        case nil, "e", "E", "f", "F", "g", "G", "n": break
        default: throw .specification(.unknownCode(code ?? "g", typeName: "complex"))
        }
        if fill == "0" {
            throw .specification(.notAllowed("Zero padding is not allowed in complex format specifier"))
        }
        if alignment == .afterSign {
            throw .specification(.notAllowed("'=' alignment flag is not allowed in complex format specifier"))
        }
        var parts = self
        (parts.width, parts.alignment, parts.fill) = (nil, .left, " ")
        let hidesReal = code == nil && value.real == 0 && value.real.sign == .plus
        let real = hidesReal ? "" : try parts.text(of: value.real, typeName: "complex", pointZero: false)
        if !hidesReal { parts.sign = "+" }
        let imaginary = try parts.text(of: value.imaginary, typeName: "complex", pointZero: false)
        let number = real + imaginary + "j"
        let text = code == nil && !hidesReal ? "(\(number))" : number
        let padding = max(0, (width ?? 0) - text.utf8.count)
        let left = alignment == .right ? padding : alignment == .center ? padding / 2 : 0
        return filling(left) + text + filling(padding - left)
    }
}
