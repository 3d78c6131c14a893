package import Randomness
package import Rendering
package import Syntax
package import TensorFiles
package import Tensors

/// The errors of a running cell, as data. Each family is its own enum, whose messages are in the `EvaluationError+…`
/// file next to it, so no error can lack a message. An error holds no values, which belong to the workspace; a
/// `ValueDescription` holds what the message needs.
///
/// The enum is indirect because each function of the machine reserves space for errors in its frame: the smaller they
/// are, the deeper calls can nest.
package indirect enum EvaluationError: Error {
    case names(NameError)
    case calls(CallError)
    case arguments(ArgumentError, of: Callee)
    case values(ValueError)
    case indices(IndexError)
    case assignments(AssignmentError)
    case numbers(NumberError)
    case limits(LimitError)
    case tensor(TensorError, operation: String, operands: [Operand])
    case random(RandomError, function: String)
    case format(FormatError)
    case assertion(message: String?, comparison: String?)
    case classes(ClassError)
    /// The program raised an exception of a class; `notes` are those of `add_note`.
    case raised(type: String, message: String, notes: [String] = [])
    case interrupted
    /// `input()` was called, but the cell runs without anyone to answer.
    case noAnswer
    /// The program examined something unknown, because a line was left out.
    case absent(Absence)
    /// `python` is Python's form of the error, if known.
    case invalidArgument(function: String, String, hint: String?, python: PythonForm? = nil)
    /// A file cannot be read or written.
    case file(TensorFileError, path: String)
    /// A function requires equal shapes, because broadcasting would give a result of the wrong numbers.
    case lossShapes(y: Operand, prediction: Operand, weight: Operand?, function: String, result: String)
    /// A learning command finds no tensor with the name it uses by default.
    case missingOperand(String, function: String)

    /// An operand with its source text, for messages.
    package struct Operand {
        var name: String
        /// Its source range, from which the name is read if it is empty.
        var range: SourceRange?
        var shape: Shape
        /// For the first item of a list argument, the number of operands that come from the list.
        var itemCount = 1

        package init(name: String, range: SourceRange?, shape: Shape, itemCount: Int = 1) {
            self.name = name
            self.range = range
            self.shape = shape
            self.itemCount = itemCount
        }
    }

    /// The callee, for messages about its arguments.
    package struct Callee {
        var name: String
        /// Its signature; empty if unknown.
        var signature: String
        var isBuiltin: Bool
        /// Whether its first argument is the receiver before the dot.
        var hasReceiver: Bool
        /// Its name in Python's messages.
        var qualifiedName: String

        package init(
            name: String, signature: String, isBuiltin: Bool, hasReceiver: Bool = false, qualifiedName: String? = nil
        ) {
            self.name = name
            self.signature = signature
            self.isBuiltin = isBuiltin
            self.hasReceiver = hasReceiver
            self.qualifiedName = qualifiedName ?? name
        }
    }
}

/// Names that do not exist or have no value.
package enum NameError {
    case unknown(String)
    case unassigned(String, function: String)
    case unknownAttribute(String, of: ValueDescription)
    /// A name missing from a module, as an attribute or in `from … import`.
    case unknownInModule(String, Namespace, isImported: Bool)
    /// An `import` of a module that does not exist, by path.
    case noModule(String)
}

/// Calls that are not possible.
package enum CallError {
    case notCallable(ValueDescription)
    /// A call of a built-in's name that the user has rebound.
    case shadowedFunction(String, ValueDescription)
    /// A call of an attribute: `x.shape()`.
    case attributeNotCallable(String, ValueDescription)
    /// A command's keyword and its value as two words, `lr 0.1`, with the corrected command.
    case keywordWithoutSign(String, rewritten: String)
    /// A `save` with its path after the values, with the corrected command.
    case pathComesFirst(function: String, rewritten: String)
}

/// Values that an operator or loop does not accept.
package enum ValueError {
    case unsupportedOperands(operator: String, ValueDescription, ValueDescription)
    case unsupportedOperand(operator: String, ValueDescription)
    case cannotCompare(operator: String, ValueDescription, ValueDescription)
    case notIterable(ValueDescription)
    /// The right operand of `in` has no items.
    case noContainer(ValueDescription)
    /// A mutable key or set item.
    case unhashable(PythonType, name: String)
    /// The container of a running iteration changed its size or keys.
    case changedWhileWalked(String)
    /// An item for a dictionary that is not a pair: it has another length, or none.
    case noPair(number: Int, length: Int?)
    /// `next` of an exhausted iterator.
    case stopIteration
    /// A generator that requests its own next value.
    case generatorRunning
    /// A value sent to a generator that has not reached a `yield`.
    case sentTooEarly
    /// The operand of `**` in a dictionary display is not a mapping.
    case noMapping(ValueDescription)
}

/// Invalid indices.
package enum IndexError {
    case notIndexable(ValueDescription)
    case notInteger(ValueDescription, in: ValueDescription)
    /// `use` is the intended operation, unless it is a read.
    case outOfRange(Int, count: Int, kind: String, use: Use? = nil)
    /// The use of an index.
    package enum Use { case assignment, pop }

    /// A key missing from a dictionary, as text, with notes about the existing keys.
    case missingKey(String, notes: [String])
    /// A name that no column of a matrix has; the names that they have.
    case noColumn(String, among: [String])
    /// An item that a set hasn't.
    case missingItem(String)
}

/// Targets that accept no value, or not this one.
package enum AssignmentError {
    case cannotAssignItem(ValueDescription)
    case cannotDeleteItem(ValueDescription)
    case cannotAssignAttribute(String, of: ValueDescription)
    /// The number of items is unknown for an iterator that may be infinite; a starred target takes any number more.
    case unpackMismatch(expected: Int, got: Int?, hasStar: Bool = false)
    /// A value without items on the right of `a, b = …`.
    case cannotUnpack(ValueDescription, count: Int)
    /// `x += …` whose result has another shape or dtype than `x`.
    case changesInPlace(InPlaceChange, name: String, rewritten: String)
}

/// What an in-place operation would have changed.
package enum InPlaceChange: Sendable {
    case type(DType, to: DType, function: String)
    case shape(Shape, to: Shape)
}

/// Numeric operations without a result, each with its text, and ambiguous truth values.
package enum NumberError {
    case zeroDivision(String)
    /// An int beyond the range of floats where a float is needed.
    case tooLargeForFloat
    /// A quotient of ints beyond the range of floats.
    case quotientTooLarge
    /// A shift by more bits than can be counted.
    case shiftTooLarge
    /// An int beyond 64 bits, which NumPy's integers cannot hold.
    case beyondInt64(String)
    /// An int that a dtype cannot hold.
    case outOfBounds(String, DType)
    /// A float that int64 cannot represent.
    case noInteger(Double)
    /// An int beyond 64 bits as a count. Python has different messages for repetition and for arguments.
    case tooLargeForIndex(String), tooLargeForSize(String)
    /// A bound beyond 64 bits in a slice that a program receives as an object.
    case tooLargeForSlice
    /// An int with more decimal digits than may be written.
    case tooManyDigits
    case floatOverflow(String)
    /// A math function whose result exceeds the range of floats, or of ints.
    case mathRange(String, message: String = "math range error")
    case ambiguousTruth(Shape)
}

/// Limits of Descent or of the machine.
package enum LimitError {
    /// More nested calls than the limit or the stack allows.
    case recursionTooDeep
    /// Nested lists, tuples or functions.
    case nestedTooDeep(limit: Int)
    /// Nested lists or tuples that would give too many axes.
    case tooManyAxes(limit: Int)
    case outOfMemory(bytes: Int, limit: Int)
    /// There is no memory for this many more bytes.
    case memoryUsedUp(bytes: Int)
}

/// Invalid classes and exceptions.
package enum ClassError {
    /// Bases without a consistent order.
    case noOrder([String])
    /// A base that is not a class to inherit from.
    case notABase(ValueDescription)
    /// `super()` outside a method.
    case noSuper
    /// A raised value that is not an exception.
    case notAnException(ValueDescription)
    /// The value after `except` is not an exception class.
    case notCatchable(ValueDescription)
    /// A bare `raise` while no exception is being handled.
    case nothingToRaise
    /// A special method returned a value of the wrong type.
    case wrongResult(method: String, expected: String, got: ValueDescription)
    /// An attribute that a class with `__slots__`, or a Python class, does not allow to be set.
    case noPlace(name: String, type: String)
    /// A property that cannot be read, set or deleted.
    case noAccess(name: String, type: String, what: String)
    /// Arguments for a class without `__init__`.
    case takesNoArguments(String)
    /// A change to a Python class, which is immutable.
    case isBuiltin(name: String, type: String)
    /// Bases whose objects have different content.
    case layoutConflict([String])
    /// An abstract class, with the methods that it lacks.
    case isAbstract(String, [String])
    /// A change to a field of a named tuple, which is immutable.
    case isField(name: String, type: String, isDeletion: Bool)
    /// `__slots__` of a class that inherits from a type without room for them.
    case slotsInTuple(String)
}

/// Errors in the arguments of a call.
package enum ArgumentError: Error {
    case missing([String], areKeywords: Bool = false)
    /// `least` is the number of required arguments, if others have defaults; `keywords` the number passed by keyword
    /// only.
    case tooMany(taken: Int, given: Int, least: Int? = nil, keywords: Int = 0)
    case unknownKeyword(String, known: [String])
    case givenTwice(String)
    indirect case wrongType(parameter: String, expected: String, got: ValueDescription)
}

/// An evaluation error with its location.
package struct Failure: Error {
    package var error: EvaluationError
    /// The range to underline.
    var range: SourceRange?
    /// The cell that `range` refers to.
    var cell: Cell
    /// The functions that were running, innermost first, unless it was the cell's own line.
    var calls: [String] = []
    /// The variables of those functions, for suggestions.
    var localNames: [String] = []
    /// The number of the program's exception object; 0 if there is none.
    var exception = 0
}
