internal import Interpreter

/// The classes of `collections.abc`.
enum AbstractClasses {
    static func isInstance(_ value: Value, of wanted: ClassObject) -> Bool? { nil }
    static func isSubclass(_ type: ClassObject, of wanted: ClassObject) -> Bool? { nil }
    static func isSubclass(_ type: PythonType, of wanted: ClassObject) -> Bool { false }
}
