internal import Syntax

extension Machine {
    /// The messages for invalid classes and exceptions.
    static func classWording(_ error: ClassError) -> Wording {
        switch error {
        case .noOrder(let names):
            Wording(
                message: "\(names.joined(separator: " and ")) can't be put in one order",
                notes: ["a class stands before those that it inherits from; give the bases in that order"])
        case .notABase(let value):
            Wording(
                message: "a class can't inherit from \(value.kindText)",
                notes: [
                    "its bases are classes of the program's, `object`, exceptions, or list, dict, tuple, set, frozenset, "
                        + "str, int and float"
                ])
        case .noSuper:
            Wording(
                message: "super() has no object here",
                notes: ["it stands in a method of a class, whose first parameter is the object"])
        case .notAnException(let value):
            Wording(
                message: "\(value.kindText) can't be raised",
                notes: ["an exception can: raise ValueError(\"what is wrong\")"])
        case .notCatchable(let value):
            Wording(
                message: "`except` doesn't take \(value.kindText)",
                notes: ["it takes a class of exceptions, or several in parentheses: except (ValueError, TypeError):"])
        case .nothingToRaise:
            Wording(
                message: "there is no exception to raise again",
                notes: ["`raise` alone stands in an `except`; else say what: raise ValueError(\"what is wrong\")"])
        case .wrongResult(let method, let expected, let got):
            Wording(message: "\(method) must give \(expected), and gave \(got.kindText)")
        case .noPlace(let name, let type):
            Wording(message: "a \(type) has no place for \(name)", notes: ["__slots__ of its class lists its names"])
        case .noAccess(let name, let type, let what):
            Wording(
                message: "\(name) of a \(type) can't be \(what)",
                notes: ["it is a property without a function for that"])
        case .takesNoArguments(let type):
            Wording(message: "\(type)() takes no arguments", notes: ["its class has no __init__ that takes some"])
        case .isBuiltin(let name, let type):
            Wording(message: "\(name) of \(type) can't be set", notes: ["Python's own classes never change"])
        case .layoutConflict(let names):
            Wording(
                message: "a class can't inherit from \(names.joined(separator: " and ")) at once",
                notes: ["an object would be two things; let it have one of them as an attribute"])
        case .isAbstract(let type, let names):
            Wording(
                message: "\(type) has no \(names.joined(separator: ", ")), and so no objects",
                notes: [
                    "its base asks for \(names.count == 1 ? "that method" : "these methods"): def \(names[0])(self, …):"
                ])
        case .isField(let name, let type, let isDeletion):
            Wording(
                message: "\(name) of a \(type) \(isDeletion ? "can't be deleted" : "can't be set")",
                notes: ["a named tuple never changes; ._replace(\(name)=…) makes another"])
        case .slotsInTuple(let type):
            Wording(message: "a class that inherits from \(type) has no room for names in __slots__")
        }
    }
}
