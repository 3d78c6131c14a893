/// Names and what they stand for; two copies share nearly all of it even when one of them is changed.
///
/// Every checkpoint is a copy, and the next cell changes the original: a dictionary would then be copied whole. Here the
/// elements stand in short chunks, so that a new value for a known name copies one chunk and the list of them, and only
/// a new name copies the index.
public struct NameTable<Element> {
    /// The place of each name's element.
    private var places: [String: Int] = [:]
    private var chunks: [[Element?]] = []
    /// Places whose names were taken out.
    private var vacant: [Int] = []
    private var end = 0

    private static var chunkLength: Int { 32 }

    /// An empty table.
    public init() {}

    /// How many names there are.
    public var count: Int { places.count }

    /// Whether there are none.
    public var isEmpty: Bool { places.isEmpty }

    /// The names, in no order.
    public var keys: Dictionary<String, Int>.Keys { places.keys }

    /// The elements, in no order.
    public var values: some Sequence<Element> { chunks.lazy.joined().compactMap(\.self) }

    /// What a name stands for; nil if it isn't there. Setting it to nil takes the name out.
    public subscript(name: String) -> Element? {
        get { places[name].flatMap { chunks[$0 / Self.chunkLength][$0 % Self.chunkLength] } }
        set {
            if let newValue {
                updateValue(newValue, forKey: name)
            } else if let place = places.removeValue(forKey: name) {
                chunks[place / Self.chunkLength][place % Self.chunkLength] = nil
                vacant.append(place)
            }
        }
    }

    /// Has a name stand for something; gives what it stood for before.
    @discardableResult
    public mutating func updateValue(_ element: Element, forKey name: String) -> Element? {
        if let place = places[name] {
            let (chunk, index) = (place / Self.chunkLength, place % Self.chunkLength)
            defer { chunks[chunk][index] = element }
            return chunks[chunk][index]
        }
        let place = vacant.popLast() ?? end
        if place == end {
            end += 1
            if place / Self.chunkLength == chunks.count { chunks.append([]) }
            chunks[place / Self.chunkLength].append(element)
        } else {
            chunks[place / Self.chunkLength][place % Self.chunkLength] = element
        }
        places[name] = place
        return nil
    }

    /// A dictionary of the same names, with what is made of their elements.
    public func mapValues<Result>(_ transform: (Element) throws -> Result) rethrows -> [String: Result] {
        var result: [String: Result] = [:]
        for (name, element) in self { result[name] = try transform(element) }
        return result
    }
}

extension NameTable: Sequence {
    /// The names with their elements, in no order.
    public func makeIterator() -> AnyIterator<(key: String, value: Element)> {
        var names = places.makeIterator()
        return AnyIterator {
            while let (name, place) = names.next() {
                if let element = chunks[place / Self.chunkLength][place % Self.chunkLength] { return (name, element) }
            }
            return nil
        }
    }
}

extension NameTable: Sendable where Element: Sendable {}

extension NameTable: Equatable where Element: Equatable {
    /// Whether two tables have the same names for the same things.
    public static func == (first: Self, second: Self) -> Bool {
        first.count == second.count && first.keys.allSatisfy { first[$0] == second[$0] }
    }
}
