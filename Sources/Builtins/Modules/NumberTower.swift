internal import Interpreter

/// Which types count as the classes of the module `numbers`.
enum NumberTower {
    /// Its classes, from the widest to the narrowest.
    private static let names = ["Number", "Complex", "Real", "Rational", "Integral"]

    /// Whether a value counts as one of a class; nil if that is none of these.
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

    /// The same of the values of a built-in type.
    static func isSubclass(_ type: PythonType, of wanted: ClassObject) -> Bool {
        guard wanted.module == "numbers", let place = names.firstIndex(of: wanted.name) else { return false }
        return place <= depth(of: type)
    }

    /// How many of the classes a type counts as, less one.
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
