extension Formatting {
    /// The values for a template, with objects converted to numbers by their methods where a number is needed.
    static func withNumbersOfObjects(_ value: Value, _ template: String) throws(EvaluationError) -> Value {
        switch value {
        case .instance(let instance) where instance.content.map(\.isNumber) ?? true:
            guard let letter = conversions(of: Array(template.utf8)).first?.letter else { return value }
            return try number(of: value, letter)
        case .tuple(let tuple) where tuple.items.contains(where: \.isInstance):
            var items = tuple.items
            for (place, letter) in conversions(of: Array(template.utf8)) where items.indices.contains(place) {
                items[place] = try number(of: items[place], letter)
            }
            return .tuple(TupleObject(items))
        default: return value
        }
    }

    private static func number(of value: Value, _ letter: UInt8) throws(EvaluationError) -> Value {
        guard case .instance(let instance) = value else { return value }
        let methods: [Text]
        switch letter {
        case UInt8(ascii: "d"), UInt8(ascii: "i"), UInt8(ascii: "u"): methods = ["__int__", "__index__"]
        case UInt8(ascii: "x"), UInt8(ascii: "X"), UInt8(ascii: "o"), UInt8(ascii: "c"): methods = ["__index__"]
        case UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "f"), UInt8(ascii: "F"), UInt8(ascii: "g"),
            UInt8(ascii: "G"):
            methods = ["__float__", "__index__"]
        default: return value
        }
        if let content = instance.content { return content.isNumber ? content : value }
        for method in methods { if let number = try Special.call(method, of: instance) { return number } }
        return value
    }

    /// The letters of a template's conversions, with the indices of their values; a `*` also takes a value.
    static func conversions(of template: [UInt8]) -> [(place: Int, letter: UInt8)] {
        var (found, place, offset) = ([(Int, UInt8)](), 0, 0)
        while offset < template.count {
            defer { offset += 1 }
            guard template[offset] == UInt8(ascii: "%") else { continue }
            offset += 1
            while offset < template.count, "#0- +.123456789*hlL".utf8.contains(template[offset]) {
                if template[offset] == UInt8(ascii: "*") { place += 1 }
                offset += 1
            }
            guard offset < template.count, template[offset] != UInt8(ascii: "%") else { continue }
            found.append((place, template[offset]))
            place += 1
        }
        return found
    }
}
