internal import Platform

/// G. Marsaglia, W. W. Tsang, "The Ziggurat Method for Generating Random Variables" (2000), using the bits of a word
/// like NumPy's `Generator`.
extension ZigguratTables {
    /// A number of the standard normal distribution: 8 bits of a word select the layer, one the sign and 52 the
    /// position.
    @inline(__always)
    func drawNormal(from words: inout some RandomWords) -> Double {
        while true {
            let word = words.next64()
            let layer = Int(word & 0xff)
            let place = (word >> 9) & 0x000f_ffff_ffff_ffff
            let distance = Double(place) * widths[layer]
            let number = (word >> 8) & 1 == 1 ? -distance : distance
            if place < bounds[layer] { return number }
            if layer == 0 {
                let beyond = normalTail(from: &words)
                return (place >> 8) & 1 == 1 ? -beyond : beyond
            }
            if height(in: layer, from: &words) < exp(-0.5 * number * number) { return number }
        }
    }

    /// A number of the exponential distribution with mean 1: 8 bits of a word select the layer and 53 the position.
    @inline(__always)
    func drawExponential(from words: inout some RandomWords) -> Double {
        while true {
            let word = words.next64() >> 3
            let layer = Int(word & 0xff)
            let place = word >> 8
            let number = Double(place) * widths[layer]
            if place < bounds[layer] { return number }
            if layer == 0 { return reach - log1p(-words.nextDouble()) }
            if height(in: layer, from: &words) < exp(-number) { return number }
        }
    }

    /// A number in the tail beyond the layers (G. Marsaglia, 1964).
    private func normalTail(from words: inout some RandomWords) -> Double {
        let inverseReach = 1 / reach
        while true {
            let beyond = -inverseReach * log1p(-words.nextDouble())
            let bound = -log1p(-words.nextDouble())
            if bound + bound > beyond * beyond { return reach + beyond }
        }
    }

    /// A random height between the two edges of a layer.
    private func height(in layer: Int, from words: inout some RandomWords) -> Double {
        (heights[layer - 1] - heights[layer]) * words.nextDouble() + heights[layer]
    }
}
