/// By which colours numbers are shown: colours at even distances, between which others lie.
public struct ColorMap: Sendable, Equatable {
    /// Its name, as matplotlib has it.
    public var name: String

    /// From dark violet over green to yellow; even steps look even, to colour-blind readers too.
    public static let viridis = ColorMap(name: "viridis")
}
