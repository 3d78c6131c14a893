import Rendering
import Tensors
import Testing

@Suite struct NumPyTextTests {
    @Test func generatedArrays() throws {
        let digests = try Fixtures.parts("arrays.txt").digests
        #expect(digests.count == 4000)
        for (number, expected) in digests.enumerated() {
            let tensor = ArrayCase.tensor(number)
            var digest = Digest()
            digest.add(NumPyText.string(tensor))
            digest.add("\n")
            digest.add(NumPyText.representation(tensor))
            #expect(
                digest.text == expected,
                """
                make_arrays.py \(number) shows what NumPy prints; here:
                \(tensor.dtype)\n\(tensor.shape)
                \(NumPyText.string(tensor))\n\(NumPyText.representation(tensor))
                """)
        }
    }

    @Test(arguments: try Fixtures.parts("arrays.txt").readable)
    func readableArray(line: String) throws {
        let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        let tensor = try ArrayCase.tensor(dtype: parts[0], shape: parts[1], values: parts[2])
        #expect(NumPyText.string(tensor) == Fixtures.unescaped(parts[3]))
        #expect(NumPyText.representation(tensor) == Fixtures.unescaped(parts[4]))
    }

    @Test func scalars() {
        #expect(NumPyText.scalar(.float64(0.3)) == "0.3")
        #expect(NumPyText.scalar(.float64(1e16)) == "1e+16")
        #expect(NumPyText.scalar(.int64(-5)) == "-5")
        #expect(NumPyText.scalar(.bool(true)) == "True")
        #expect(NumPyText.scalarRepresentation(.float64(0.3)) == "np.float64(0.3)")
        #expect(NumPyText.scalarRepresentation(.float64(.nan)) == "np.float64(nan)")
        #expect(NumPyText.scalarRepresentation(.int64(5)) == "np.int64(5)")
        #expect(NumPyText.scalarRepresentation(.bool(true)) == "np.True_")
        #expect(NumPyText.scalarRepresentation(.bool(false)) == "np.False_")
    }

    /// A million elements of which 36 are shown: formatting them all would take seconds in a debug build.
    @Test func hidesWithoutFormatting() {
        let array = NDArray([Double](repeating: 1.25, count: 1_000_000), shape: [1000, 1000])
        let clock = ContinuousClock()
        var text = ""
        let time = clock.measure { text = NumPyText.string(.float64(array)) }
        #expect(text.hasPrefix("[[1.25 1.25 1.25 ... 1.25 1.25 1.25]\n"))
        #expect(time < .milliseconds(200))
    }
}
