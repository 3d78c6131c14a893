public import Tensors

extension PythonNumber {
    /// Python's `complex(text)`: `1+2j`, `-j`, `(3.5e2)`, `nan-infj`, with optional blanks and parentheses; nil where
    /// Python raises "complex() arg is a malformed string".
    public static func complex(from text: String) -> Complex<Double>? {
        var scalars = Array(text.unicodeScalars)[...]
        func trim() {
            scalars = scalars.drop { $0.properties.isWhitespace }
            while scalars.last?.properties.isWhitespace == true { scalars.removeLast() }
        }
        trim()
        if scalars.first == "(" {
            guard scalars.last == ")" else { return nil }
            scalars = scalars.dropFirst().dropLast()
            trim()
        }
        guard !scalars.isEmpty, !scalars.contains(where: \.properties.isWhitespace) else { return nil }
        guard scalars.last == "j" || scalars.last == "J" else {
            return float(from: string(scalars)).map { Complex($0, 0) }
        }
        scalars.removeLast()
        // The sign before the last part, excluding an exponent's.
        let split = scalars.indices.last { place in
            guard place > scalars.startIndex, scalars[place] == "+" || scalars[place] == "-" else { return false }
            return scalars[place - 1] != "e" && scalars[place - 1] != "E"
        }
        guard let split else { return imaginary(scalars).map { Complex(0, $0) } }
        guard let real = float(from: string(scalars[..<split])), let imaginary = imaginary(scalars[split...]) else {
            return nil
        }
        return Complex(real, imaginary)
    }

    /// The number before a `j`; a sign alone means 1.
    private static func imaginary(_ part: ArraySlice<Unicode.Scalar>) -> Double? {
        switch string(part) {
        case "", "+": 1
        case "-": -1
        case let text: float(from: text)
        }
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars))
    }
}
