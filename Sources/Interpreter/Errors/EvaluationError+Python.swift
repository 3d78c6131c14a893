internal import Files
internal import Randomness
internal import Rendering
internal import TensorFiles
internal import Tensors

/// The Python form of an error: the exception's class and its `str`.
package struct PythonForm: Sendable, Equatable {
    /// The name of the Python class.
    package var type: String
    /// The message.
    package var message: String

    /// Makes a form.
    package init(_ type: String, _ message: String) { (self.type, self.message) = (type, message) }

    /// A `ValueError`.
    package static func value(_ message: String) -> PythonForm { PythonForm("ValueError", message) }
}

/// The errors as a program sees them: with the class and message of CPython 3.11 or NumPy 2.4.
extension EvaluationError {
    /// The name of the class and the message; nil for an exception without arguments.
    var pythonForm: (type: String, message: String?) {
        switch self {
        case .names(let error): error.pythonForm
        case .calls(.notCallable(let value)), .calls(.shadowedFunction(_, let value)),
            .calls(.attributeNotCallable(_, let value)):
            ("TypeError", "'\(value.typeName)' object is not callable")
        case .calls(let error): ("TypeError", Machine.callWording(error).message)
        case .arguments(let error, let callee): ("TypeError", error.pythonMessage(of: callee))
        case .values(let error): error.pythonForm
        case .indices(let error): error.pythonForm
        case .assignments(let error): error.pythonForm
        case .numbers(let error): error.pythonForm
        case .limits(.recursionTooDeep): ("RecursionError", "maximum recursion depth exceeded")
        case .limits(.nestedTooDeep(let limit)):
            (
                "RecursionError",
                "lists, tuples or functions within each other go too deep: more than \(limit) levels"
            )
        case .limits(.tooManyAxes):
            (
                "ValueError",
                "setting an array element with a sequence. The requested array would exceed the maximum number of "
                    + "dimension of 64."
            )
        case .limits: ("MemoryError", nil)
        case .tensor(let error, let operation, _): error.pythonForm(operation)
        case .random(.rangeNotFinite, _): ("OverflowError", "Range exceeds valid bounds")
        case .random(let error, let function): ("ValueError", error.pythonMessage(of: function))
        case .format(let error) where error.kind == .memoryError: ("MemoryError", nil)
        case .format(let error): (error.kind.rawValue, error.description)
        case .assertion(let message, _): ("AssertionError", message)
        case .classes(let error): error.pythonForm
        case .raised(let type, let message, _): (type, message)
        case .interrupted: ("KeyboardInterrupt", nil)
        case .noAnswer: ("SystemExit", "input() has no recorded answer")
        case .absent(let absence): ("SystemExit", absence.wording.message)
        case .invalidArgument(_, let message, _, let python):
            (python?.type ?? "ValueError", python?.message ?? message)
        case .file(let error, let path): Self.fileForm(error, path)
        case .lossShapes(let y, let prediction, _, let function, _):
            (
                "ValueError",
                "\(function) needs equal shapes: \(y.name) is \(y.shape), \(prediction.name) is \(prediction.shape)"
            )
        case .missingOperand(let name, let function):
            ("ValueError", "\(function) needs \(name), and there is no \(name)")
        }
    }

    /// Whether Python would raise an error too, as far as known. Some errors are due to limits of Descent.
    var isPythonsOwn: Bool {
        switch self {
        case .names(.unknown), .names(.unassigned), .calls(.notCallable), .calls(.attributeNotCallable), .values,
            .indices, .assignments(.unpackMismatch), .assignments(.cannotUnpack), .numbers(.zeroDivision),
            .numbers(.ambiguousTruth), .numbers(.mathRange), .numbers(.floatOverflow), .assertion, .raised, .format,
            .limits(.recursionTooDeep), .file, .classes(.nothingToRaise), .classes(.notAnException):
            true
        case .tensor(let error, _, _): if case .unsupportedTypes = error { false } else { true }
        case .arguments(let error, let callee): if case .unknownKeyword = error { !callee.isBuiltin } else { true }
        case .invalidArgument(_, _, _, let python): python != nil
        case .names, .calls, .assignments, .numbers, .limits, .classes, .random, .absent, .interrupted, .noAnswer,
            .lossShapes, .missingOperand:
            false
        }
    }

    private static func fileForm(_ error: TensorFileError, _ path: String) -> (type: String, message: String?) {
        if case .table(let error) = error, let form = error.pythonForm { return form }
        guard case .file(let error) = error else { return ("ValueError", "\(path): \(error.message)") }
        let quoted = PythonText.repr(path)
        return switch error {
        case .missing, .missingFolder: ("FileNotFoundError", "[Errno 2] No such file or directory: \(quoted)")
        case .isFolder: ("IsADirectoryError", "[Errno 21] Is a directory: \(quoted)")
        case .notPermitted: ("PermissionError", "[Errno 13] Permission denied: \(quoted)")
        case .alreadyThere: ("FileExistsError", "[Errno 17] File exists: \(quoted)")
        case .notUTF8: ("ValueError", "\(path): \(error.message)")
        case .tooLarge, .notRegular, .becameShorter, .loaded, .system: ("OSError", "\(error.message): \(quoted)")
        }
    }
}

extension NameError {
    fileprivate var pythonForm: (type: String, message: String?) {
        switch self {
        case .unknown(let name): ("NameError", "name '\(name)' is not defined")
        case .unassigned(let name, _):
            ("UnboundLocalError", "cannot access local variable '\(name)' where it is not associated with a value")
        case .unknownAttribute(let name, let value): ("AttributeError", value.hasNo(name))
        case .unknownInModule(let name, let module, isImported: true):
            ("ImportError", "cannot import name '\(name)' from '\(module.modulePath)'")
        case .unknownInModule(let name, let module, isImported: false):
            ("AttributeError", "module '\(module.modulePath)' has no attribute '\(name)'")
        case .noModule(let path): ("ModuleNotFoundError", "No module named '\(path)'")
        }
    }
}

extension ValueDescription {
    /// `type 'bool'` for a type, and the usual phrase for other values.
    fileprivate var nameOfType: String { if case .typeName(let name) = detail { "type '\(name)'" } else { kindText } }

    /// Whether it is an array or NumPy scalar.
    fileprivate var isNumPys: Bool { if case .elements = detail { true } else { false } }

    /// The type of an array's elements, which NumPy's operators handle one by one; for other values the value's own
    /// type.
    fileprivate var elementName: String { if case .elements(let name) = detail { name } else { typeName } }

    fileprivate func hasNo(_ name: String) -> String {
        if case .typeName(let type) = detail { return "type object '\(type)' has no attribute '\(name)'" }
        return "'\(typeName)' object has no attribute '\(name)'"
    }
}

extension ArgumentError {
    fileprivate func pythonMessage(of callee: EvaluationError.Callee) -> String {
        let name = callee.qualifiedName
        switch self {
        case .missing(let names, let areKeywords):
            let quoted = names.map { "'\($0)'" }
            let list =
                quoted.count < 3
                ? quoted.joined(separator: " and ")
                : quoted.dropLast().joined(separator: ", ") + ", and " + (quoted.last ?? "")
            let kind = areKeywords ? "keyword-only" : "positional"
            return "\(name)() missing \(names.count) required \(kind) argument\(names.count == 1 ? "" : "s"): \(list)"
        case .tooMany(let taken, let given, let least, let keywords):
            let takes = least.map { "from \($0) to \(taken)" } ?? "\(taken)"
            let plural = least != nil || taken != 1 ? "s" : ""
            var given = "\(given) \(keywords == 0 ? "" : "positional argument\(given == 1 ? "" : "s") ")"
            if keywords > 0 { given += "(and \(keywords) keyword-only argument\(keywords == 1 ? "" : "s")) " }
            let was = given == "1 " ? "was" : "were"
            return "\(name)() takes \(takes) positional argument\(plural) but \(given)\(was) given"
        case .unknownKeyword(let keyword, _) where name == "print":
            return "'\(keyword)' is an invalid keyword argument for print()"
        case .unknownKeyword(let keyword, _): return "\(name)() got an unexpected keyword argument '\(keyword)'"
        case .givenTwice(let keyword): return "\(name)() got multiple values for argument '\(keyword)'"
        case .wrongType("self", let expected, let got):
            let words = ["dictionary": "dict", "string": "str"]
            let type = String(expected.split(separator: " ").last ?? "")
            return
                "descriptor '\(name)' for '\(words[type] ?? type)' objects doesn't apply to a '\(got.typeName)' object"
        case .wrongType(let parameter, let expected, let got):
            if let words = Self.words(of: name, parameter, expected, got) { return words }
            return "\(name)() takes \(expected)\(parameter.isEmpty ? "" : " for \(parameter)"), got \(got.typeName)"
        }
    }
}

extension ValueError {
    fileprivate var pythonForm: (type: String, message: String?) {
        switch self {
        case .unsupportedOperands(let operation, let left, let right):
            ("TypeError", Self.operands(operation, left, right))
        case .unsupportedOperand(let operation, let value):
            ("TypeError", "bad operand type for unary \(operation): '\(value.typeName)'")
        case .cannotCompare(let operation, let left, let right):
            (
                "TypeError",
                Self.comparison(operation, left, right)
            )
        case .notIterable(let value) where value.typeName == "numpy.ndarray":
            ("TypeError", "iteration over a 0-d array")
        case .notIterable(let value): ("TypeError", "'\(value.typeName)' object is not iterable")
        case .noContainer(let value): ("TypeError", "argument of type '\(value.typeName)' is not iterable")
        case .unhashable(_, let name): ("TypeError", "unhashable type: '\(name)'")
        case .changedWhileWalked(let words): ("RuntimeError", words)
        case .noPair(let number, nil):
            ("TypeError", "cannot convert dictionary update sequence element #\(number) to a sequence")
        case .noPair(let number, let length?):
            ("ValueError", "dictionary update sequence element #\(number) has length \(length); 2 is required")
        case .stopIteration: ("StopIteration", nil)
        case .generatorRunning: ("ValueError", "generator already executing")
        case .sentTooEarly: ("TypeError", "can't send non-None value to a just-started generator")
        case .noMapping(let value): ("TypeError", "'\(value.typeName)' object is not a mapping")
        }
    }

    /// The message for values that cannot be ordered. NumPy asks each array element first, whichever side it is on.
    private static func comparison(_ operation: String, _ left: ValueDescription, _ right: ValueDescription) -> String {
        let mirrored = ["<": ">", ">": "<", "<=": ">=", ">=": "<="]
        if case .elements(let type) = right.detail, right.isNumPys, !left.isNumPys, let mirror = mirrored[operation] {
            return "'\(mirror)' not supported between instances of '\(type)' and '\(left.typeName)'"
        }
        return "'\(operation)' not supported between instances of '\(left.elementName)' and '\(right.elementName)'"
    }

    private static func operands(_ operation: String, _ left: ValueDescription, _ right: ValueDescription) -> String {
        if operation == "in" {
            return right.type == .string
                ? "'in <string>' requires string as left operand, not \(left.typeName)"
                : "argument of type '\(right.typeName)' is not iterable"
        }
        if operation == "+", [.string, .list, .tuple].contains(left.type) {
            let name = left.type.name
            return "can only concatenate \(name) (not \"\(right.typeName)\") to \(name)"
        }
        if operation == "*" {
            let sequences: [PythonType] = [.string, .list, .tuple]
            if sequences.contains(left.type) { return "can't multiply sequence by non-int of type '\(right.typeName)'" }
            if sequences.contains(right.type) { return "can't multiply sequence by non-int of type '\(left.typeName)'" }
        }
        let shown = operation == "**" ? "** or pow()" : operation
        return "unsupported operand type(s) for \(shown): '\(left.elementName)' and '\(right.elementName)'"
    }
}

extension IndexError {
    fileprivate var pythonForm: (type: String, message: String?) {
        switch self {
        case .notIndexable(let value): ("TypeError", "'\(value.typeName)' object is not subscriptable")
        case .notInteger(_, let value) where value.type == .slice:
            ("TypeError", "slice indices must be integers or None or have an __index__ method")
        case .notInteger(let index, let value) where index.type == .int && value.type != .tensor:
            // Only an int beyond 64 bits is not a valid index.
            (
                "IndexError",
                value.type == .range
                    ? "range object index out of range" : "cannot fit 'int' into an index-sized integer"
            )
        case .notInteger(let index, let value) where value.type == .tensor:
            (
                "IndexError",
                index.type == .string || index.type == .float || index.type == .int
                    ? "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays "
                        + "are valid indices" : "arrays used as indices must be of integer (or boolean) type"
            )
        case .notInteger(let index, let value) where value.type == .string:
            ("TypeError", "string indices must be integers, not '\(index.typeName)'")
        case .notInteger(let index, let value):
            ("TypeError", "\(value.typeName) indices must be integers or slices, not \(index.typeName)")
        case .outOfRange(_, 0, _, .pop): ("IndexError", "pop from empty list")
        case .outOfRange(_, _, _, .pop): ("IndexError", "pop index out of range")
        case .outOfRange(_, _, let kind, .assignment): ("IndexError", "\(kind) assignment index out of range")
        case .outOfRange(_, _, "range", nil): ("IndexError", "range object index out of range")
        case .outOfRange(_, _, let kind, nil): ("IndexError", "\(kind) index out of range")
        case .missingKey(let key, _), .missingItem(let key): ("KeyError", key)
        case .noColumn(let name, _): ("KeyError", PythonText.repr(name))
        }
    }
}

extension AssignmentError {
    fileprivate var pythonForm: (type: String, message: String?) {
        switch self {
        case .cannotAssignItem(let value): ("TypeError", "'\(value.typeName)' object does not support item assignment")
        case .cannotDeleteItem(let value): ("TypeError", "'\(value.typeName)' object doesn't support item deletion")
        case .cannotAssignAttribute(let name, let value): ("AttributeError", value.hasNo(name))
        case .unpackMismatch(let expected, let got?, let hasStar) where got < expected:
            (
                "ValueError",
                "not enough values to unpack (expected \(hasStar ? "at least " : "")\(expected), got \(got))"
            )
        case .unpackMismatch(let expected, _, _): ("ValueError", "too many values to unpack (expected \(expected))")
        case .cannotUnpack(let value, _): ("TypeError", "cannot unpack non-iterable \(value.typeName) object")
        case .changesInPlace(.type(let before, let after, let function), _, _):
            (
                "UFuncTypeError",
                "Cannot cast ufunc '\(function)' output from dtype('\(after)') to dtype('\(before)') with casting rule 'same_kind'"
            )
        case .changesInPlace(.shape(let before, let after), _, _):
            (
                "ValueError",
                "non-broadcastable output operand with shape \(before.withoutBlanks) doesn't match the broadcast shape "
                    + after.withoutBlanks
            )
        }
    }
}

extension NumberError {
    /// The class and the message.
    var pythonForm: (type: String, message: String?) {
        switch self {
        case .zeroDivision(let operation): ("ZeroDivisionError", Self.division(operation))
        case .tooLargeForFloat: ("OverflowError", "int too large to convert to float")
        case .quotientTooLarge: ("OverflowError", "integer division result too large for a float")
        case .shiftTooLarge: ("OverflowError", "too many digits in integer")
        case .outOfBounds(let number, let dtype):
            ("OverflowError", "Python integer \(number) out of bounds for \(dtype)")
        case .beyondInt64: ("OverflowError", "Python int too large to convert to C long")
        case .noInteger(let value) where value.isNaN: ("ValueError", "cannot convert float NaN to integer")
        case .noInteger(let value) where value.isInfinite:
            ("OverflowError", "cannot convert float infinity to integer")
        case .noInteger: ("OverflowError", "Python int too large to convert to C long")
        case .tooLargeForIndex: ("OverflowError", "cannot fit 'int' into an index-sized integer")
        case .tooLargeForSize: ("OverflowError", "Python int too large to convert to C ssize_t")
        case .tooLargeForSlice: ("OverflowError", "a bound of this slice has more than 64 bits")
        case .tooManyDigits: ("ValueError", PythonNumber.tooManyDigits)
        case .floatOverflow: ("OverflowError", "(34, 'Numerical result out of range')")
        case .mathRange(_, let message): ("OverflowError", message)
        case .ambiguousTruth(let shape) where shape.count == 0:
            (
                "ValueError",
                "The truth value of an empty array is ambiguous. Use `array.size > 0` to check that an array is not empty."
            )
        case .ambiguousTruth:
            (
                "ValueError",
                "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()"
            )
        }
    }

    /// CPython's message for a division, given the text of its operands.
    private static func division(_ operation: String) -> String {
        if operation.hasPrefix("0 to") { return "0.0 cannot be raised to a negative power" }
        // An operand too long to be written takes more words.
        let words = operation.split(separator: " ")
        guard words.count >= 3, operation.contains(where: \.isNumber) else { return "division by zero" }
        let isFloat = words.count == 3 && words[0].contains(where: { ".en".contains($0) })
        return switch words[words.count - 2] {
        case "//": isFloat ? "float floor division by zero" : "integer division or modulo by zero"
        case "%": isFloat ? "float modulo" : "integer modulo by zero"
        default: isFloat ? "float division by zero" : "division by zero"
        }
    }
}

extension ClassError {
    fileprivate var pythonForm: (type: String, message: String?) {
        switch self {
        case .noOrder(let names):
            (
                "TypeError",
                "Cannot create a consistent method resolution\norder (MRO) for bases \(names.joined(separator: ", "))"
            )
        case .notABase(let value):
            ("TypeError", "\(value.nameOfType) is not an acceptable base type")
        case .layoutConflict: ("TypeError", "multiple bases have instance lay-out conflict")
        case .isAbstract(let type, let names):
            (
                "TypeError",
                "Can't instantiate abstract class \(type) with abstract method\(names.count == 1 ? "" : "s") "
                    + names.joined(separator: ", ")
            )
        case .isField(_, _, let isDeletion):
            ("AttributeError", isDeletion ? "can't delete attribute" : "can't set attribute")
        case .slotsInTuple(let type): ("TypeError", "nonempty __slots__ not supported for subtype of '\(type)'")
        case .noSuper: ("RuntimeError", "super(): no arguments")
        case .notAnException: ("TypeError", "exceptions must derive from BaseException")
        case .notCatchable:
            ("TypeError", "catching classes that do not inherit from BaseException is not allowed")
        case .nothingToRaise: ("RuntimeError", "No active exception to reraise")
        case .wrongResult(let method, let expected, let got):
            switch method {
            case "__init__()": ("TypeError", "__init__() should return None, not '\(got.typeName)'")
            case "__str__", "__repr__": ("TypeError", "\(method) returned non-string (type \(got.typeName))")
            case "__bool__": ("TypeError", "__bool__ should return bool, returned \(got.typeName)")
            case "__len__": ("TypeError", "'\(got.typeName)' object cannot be interpreted as an integer")
            case "__iter__": ("TypeError", "iter() returned non-iterator of type '\(got.typeName)'")
            case "__hash__": ("TypeError", "__hash__ method should return an integer")
            case "__int__", "__index__": ("TypeError", "\(method) returned non-int (type \(got.typeName))")
            case "__float__":
                ("TypeError", "__float__ returned non-float (type \(got.typeName))")
            default: ("TypeError", "\(method) must return \(expected), not \(got.typeName)")
            }
        case .noPlace(let name, let type): ("AttributeError", "'\(type)' object has no attribute '\(name)'")
        case .noAccess(let name, let type, let what):
            (
                "AttributeError",
                "property '\(name)' of '\(type)' object has no "
                    + (what == "read" ? "getter" : what == "set" ? "setter" : "deleter")
            )
        case .takesNoArguments(let type): ("TypeError", "\(type)() takes no arguments")
        case .isBuiltin(let name, let type):
            ("TypeError", "cannot set '\(name)' attribute of immutable type '\(type)'")
        }
    }
}
