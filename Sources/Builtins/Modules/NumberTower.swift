internal import Interpreter

/// The types that count as instances of the classes in the module `numbers`.
enum NumberTower {
    /// Its classes, from the most general to the most specific.
    private static let names = ["Number", "Complex", "Real", "Rational", "Integral"]

    /// Whether a value counts as an instance of a class; nil if that isn't one of these classes.
    static func isInstance(_ value: Value, of wanted: ClassObject) -> Bool? {
        guard wanted.module == "numbers", names.contains(wanted.name) else { return nil }
        if case .instance(let instance) = value {
            if instance.type.isSubclass(of: wanted) { return true }
            if instance.type.module == "fractions" { return wanted.name != "Integral" }
            guard let base = instance.type.ancestors.lazy.compactMap(\.native).first else { return false }
            return isSubclass(base, of: wanted)
        }
        return isSubclass(value.type, of: wanted)
    }

    /// The same for the values of a built-in type.
    static func isSubclass(_ type: PythonType, of wanted: ClassObject) -> Bool {
        guard wanted.module == "numbers", let place = names.firstIndex(of: wanted.name) else { return false }
        return place <= depth(of: type)
    }

    /// The index of the most specific class that a type counts as; -1 for none.
    private static func depth(of type: PythonType) -> Int {
        switch type {
        case .bool, .int, .numpyInt8, .numpyInt16, .numpyInt32, .numpyInt64, .numpyUInt8, .numpyUInt16, .numpyUInt32,
            .numpyUInt64:
            4
        case .float, .numpyFloat32, .numpyFloat64: 2
        default: -1
        }
    }
}
