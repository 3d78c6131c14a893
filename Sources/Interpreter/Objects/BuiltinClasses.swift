/// Python's own classes that programs can inherit from: `object`, the exceptions, and built-in types.
///
/// They are immutable, so all threads can share them.
package enum BuiltinClasses {
    /// The exceptions with their base classes, in Python's order, bases first.
    private static let bases: KeyValuePairs<String, String> = [
        "BaseException": "object",
        "Exception": "BaseException",
        "KeyboardInterrupt": "BaseException",
        "SystemExit": "BaseException",
        "GeneratorExit": "BaseException",
        "StopAsyncIteration": "Exception",
        "StopIteration": "Exception",
        "ArithmeticError": "Exception",
        "FloatingPointError": "ArithmeticError",
        "OverflowError": "ArithmeticError",
        "ZeroDivisionError": "ArithmeticError",
        "AssertionError": "Exception",
        "AttributeError": "Exception",
        "BufferError": "Exception",
        "EOFError": "Exception",
        "ImportError": "Exception",
        "ModuleNotFoundError": "ImportError",
        "LookupError": "Exception",
        "IndexError": "LookupError",
        "KeyError": "LookupError",
        "MemoryError": "Exception",
        "NameError": "Exception",
        "UnboundLocalError": "NameError",
        "OSError": "Exception",
        "BlockingIOError": "OSError",
        "ChildProcessError": "OSError",
        "ConnectionError": "OSError",
        "BrokenPipeError": "ConnectionError",
        "ConnectionAbortedError": "ConnectionError",
        "ConnectionRefusedError": "ConnectionError",
        "ConnectionResetError": "ConnectionError",
        "FileExistsError": "OSError",
        "FileNotFoundError": "OSError",
        "InterruptedError": "OSError",
        "IsADirectoryError": "OSError",
        "NotADirectoryError": "OSError",
        "PermissionError": "OSError",
        "ProcessLookupError": "OSError",
        "TimeoutError": "OSError",
        "ReferenceError": "Exception",
        "RuntimeError": "Exception",
        "NotImplementedError": "RuntimeError",
        "RecursionError": "RuntimeError",
        "SyntaxError": "Exception",
        "IndentationError": "SyntaxError",
        "TabError": "IndentationError",
        "SystemError": "Exception",
        "TypeError": "Exception",
        "ValueError": "Exception",
        "UnicodeError": "ValueError",
        "UnicodeDecodeError": "UnicodeError",
        "UnicodeEncodeError": "UnicodeError",
        "Warning": "Exception",
        "BytesWarning": "Warning",
        "DeprecationWarning": "Warning",
        "EncodingWarning": "Warning",
        "FutureWarning": "Warning",
        "ImportWarning": "Warning",
        "PendingDeprecationWarning": "Warning",
        "ResourceWarning": "Warning",
        "RuntimeWarning": "Warning",
        "SyntaxWarning": "Warning",
        "UnicodeWarning": "Warning",
        "UserWarning": "Warning",
        "LinAlgError": "ValueError",
        "AxisError": "ValueError IndexError",
        "ComplexWarning": "RuntimeWarning",
        "UFuncTypeError": "TypeError",
        "StatisticsError": "ValueError",
        "FrozenInstanceError": "AttributeError",
    ]

    private struct Classes: @unchecked Sendable {
        var byName: [String: ClassObject] = [:]
        var byType: [PythonType: ClassObject] = [:]
        init() {
            let object = ClassObject(builtin: "object", [])
            byName["object"] = object
            byName["module"] = ClassObject(builtin: "module", [object])
            for (type, layout, receiver) in BuiltinClasses.types {
                byType[type] = ClassObject(
                    builtin: type.name, [object], native: type, receiver: receiver, layout: layout,
                    NativeMethods.all(of: type))
            }
            for (name, bases) in BuiltinClasses.bases {
                let bases = bases.split(separator: " ").compactMap { byName[String($0)] }
                byName[name] = ClassObject(builtin: name, bases)
            }
        }
    }

    /// The types that a class can inherit from, with the content of its objects.
    private static let types: [(PythonType, ClassObject.Layout, BuiltinTable.Receiver?)] = [
        (.list, .list, .list), (.dictionary, .dictionary, .dict), (.tuple, .tuple, .tuple), (.set, .set, .set),
        (.frozenset, .frozenset, .frozenset), (.string, .string, .string), (.int, .int, nil), (.float, .float, nil),
        (.complex, .complex, .complex),
    ]

    private static let classes = Classes()

    /// The class that represents a built-in type as a base class; nil if nothing can inherit from it.
    package static func of(_ type: PythonType) -> ClassObject? { classes.byType[type] }

    /// The class of `dict`.
    package static var dictionary: ClassObject { of(.dictionary) ?? object }

    /// The class of `tuple`.
    package static var tuple: ClassObject { of(.tuple) ?? object }

    /// The class with a name.
    package static func named(_ name: String) -> ClassObject? { classes.byName[name] }

    /// The names of Python's built-in exceptions, without those of modules.
    package static var exceptionNames: [String] {
        // Listed without creating the classes.
        bases.map(\.key).filter {
            ![
                "LinAlgError", "AxisError", "ComplexWarning", "UFuncTypeError", "StatisticsError",
                "FrozenInstanceError",
            ].contains($0)
        }
    }

    /// `object`, the root of all classes.
    package static var object: ClassObject { known("object") }

    /// The class of modules written in Python.
    static var module: ClassObject { known("module") }

    /// `BaseException`, the base of all exceptions.
    package static var baseException: ClassObject { known("BaseException") }

    private static func known(_ name: String) -> ClassObject {
        guard let found = classes.byName[name] else { preconditionFailure("the table has it") }
        return found
    }
}
