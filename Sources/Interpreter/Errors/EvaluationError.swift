package import Randomness
package import Rendering
package import Syntax
package import TensorFiles
package import Tensors

/// What can go wrong while a cell runs, as data. A kind of mistake is an enum of its own, and its words stand in the
/// `EvaluationError+…` beside it, so that a new mistake can't be without words. It holds no values, which belong to the
/// workspace: a `ValueDescription` says what the words need.
///
/// It is indirect, since each function of the machine has room for errors in its frame: the smaller they are, the
/// deeper calls can go.
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
    /// The program has raised an exception of a class.
    case raised(type: String, message: String)
    case interrupted
    /// `input()` asks, and the cell runs for nobody who could answer.
    case noAnswer
    /// The program looked at something that isn't known, since a line was left out.
    case absent(Absence)
    /// `python` is what Python says of it, where that is known.
    case invalidArgument(function: String, String, hint: String?, python: PythonForm? = nil)
    /// A file can't be read or written.
    case file(TensorFileError, path: String)
    /// A function takes equal shapes, since others would broadcast, and its result would be of the wrong numbers.
    case lossShapes(y: Operand, prediction: Operand, weight: Operand?, function: String, result: String)
    /// A command of learning finds no tensor of the name it takes by default.
    case missingOperand(String, function: String)

    /// A value with the text that named it in the source, for messages.
    package struct Operand {
        var name: String
        /// Where it stands, for the name to be read from the source when there is none.
        var range: SourceRange?
        var shape: Shape
        /// For the first item of a list that was given: how many operands come from it.
        var itemCount = 1

        package init(name: String, range: SourceRange?, shape: Shape, itemCount: Int = 1) {
            self.name = name
            self.range = range
            self.shape = shape
            self.itemCount = itemCount
        }
    }

    /// What was called, for messages about its arguments.
    package struct Callee {
        var name: String
        /// How it is called; empty where that isn't known.
        var signature: String
        var isBuiltin: Bool
        /// Whether the first of its arguments stands before the dot.
        var hasReceiver: Bool
        /// What Python's messages call it.
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

/// Names that don't exist or have no value.
package enum NameError {
    case unknown(String)
    case unassigned(String, function: String)
    case unknownAttribute(String, of: ValueDescription)
    /// A name that a module hasn't, as an attribute or behind `from … import`.
    case unknownInModule(String, Namespace, isImported: Bool)
    /// `import` of a module that there isn't, by its path.
    case noModule(String)
}

/// What is called can't be called, or not so.
package enum CallError {
    case notCallable(ValueDescription)
    /// A call of a built-in's name that the user has given another value.
    case shadowedFunction(String, ValueDescription)
    /// A call of an attribute: `x.shape()`.
    case attributeNotCallable(String, ValueDescription)
    /// A command's keyword and its value as two words, `lr 0.1`, and how the command is written.
    case keywordWithoutSign(String, rewritten: String)
    /// A `save` with its path behind the values, and how it is written.
    case pathComesFirst(function: String, rewritten: String)
}

/// Values that an operator or a loop doesn't take.
package enum ValueError {
    case unsupportedOperands(operator: String, ValueDescription, ValueDescription)
    case unsupportedOperand(operator: String, ValueDescription)
    case cannotCompare(operator: String, ValueDescription, ValueDescription)
    case notIterable(ValueDescription)
    /// What stands behind `in` and has no items.
    case noContainer(ValueDescription)
    /// A key, or an item of a set, that can change.
    case unhashable(PythonType, name: String)
    /// What is walked got another size meanwhile, or other keys.
    case changedWhileWalked(String)
    /// An item of what a dictionary is made of that is no pair: it has another length, or none.
    case noPair(number: Int, length: Int?)
    /// `next` of what has nothing left.
    case stopIteration
    /// A generator that is asked for its next value by itself.
    case generatorRunning
    /// A value sent to a generator that hasn't come to a `yield`.
    case sentTooEarly
    /// What `**` stands before in a dictionary.
    case noMapping(ValueDescription)
}

/// Indices that lead nowhere.
package enum IndexError {
    case notIndexable(ValueDescription)
    case notInteger(ValueDescription, in: ValueDescription)
    /// `use` is what was to be done, where that is no reading.
    case outOfRange(Int, count: Int, kind: String, use: Use? = nil)
    /// What an index is used for.
    package enum Use { case assignment, pop }

    /// A key that a dictionary hasn't, as text, and what to say of those that it has.
    case missingKey(String, notes: [String])
    /// A name that no column of a matrix has; the names that they have.
    case noColumn(String, among: [String])
    /// An item that a set hasn't.
    case missingItem(String)
}

/// Targets that take no value, or not this one.
package enum AssignmentError {
    case cannotAssignItem(ValueDescription)
    case cannotDeleteItem(ValueDescription)
    case cannotAssignAttribute(String, of: ValueDescription)
    /// How many there are isn't known of what can go on for ever.
    case unpackMismatch(expected: Int, got: Int?)
    /// A value without items on the right of `a, b = …`.
    case cannotUnpack(ValueDescription, count: Int)
    /// `x += …` whose result has another shape or element type than `x`.
    case changesInPlace(InPlaceChange, name: String, rewritten: String)
}

/// What an operation in place would have changed.
package enum InPlaceChange: Sendable {
    case type(DType, to: DType, function: String)
    case shape(Shape, to: Shape)
}

/// Operations on numbers, or truth, that have no result; each told by its text.
package enum NumberError {
    case zeroDivision(String)
    /// An int beyond all floats where a float is needed.
    case tooLargeForFloat
    /// A quotient of ints that is beyond all floats.
    case quotientTooLarge
    /// A shift by more bits than can be counted.
    case shiftTooLarge
    /// An int beyond 64 bits that NumPy's integers have no room for.
    case beyondInt64(String)
    /// An int that an element type can't hold.
    case outOfBounds(String, DType)
    /// A float that no int64 stands for.
    case noInteger(Double)
    /// An int beyond 64 bits where things are counted; Python has other words for what repeats than for arguments.
    case tooLargeForIndex(String), tooLargeForSize(String)
    /// A bound beyond 64 bits of a slice that a program is given as an object.
    case tooLargeForSlice
    /// An int of more decimal digits than are written.
    case tooManyDigits
    case floatOverflow(String)
    /// A function of numbers whose result is larger than floats, or a float's int than ints.
    case mathRange(String, message: String = "math range error")
    case ambiguousTruth(Shape)
}

/// More than is allowed, or than the machine holds.
package enum LimitError {
    /// More calls within each other than are allowed, or than the stack holds.
    case recursionTooDeep
    /// Lists, tuples or functions within each other.
    case nestedTooDeep(limit: Int)
    /// Lists or tuples within each other that would be more axes than there are.
    case tooManyAxes(limit: Int)
    case outOfMemory(bytes: Int, limit: Int)
    /// There is no room for so many bytes more, whatever they are for.
    case memoryUsedUp(bytes: Int)
}

/// Classes, and exceptions, that can't be what they are made to be.
package enum ClassError {
    /// Bases that can't be put in one order.
    case noOrder([String])
    /// What a class can't inherit from.
    case notABase(ValueDescription)
    /// `super()` outside of a method.
    case noSuper
    /// What is raised and is no exception.
    case notAnException(ValueDescription)
    /// What stands behind `except` and is no class of exceptions.
    case notCatchable(ValueDescription)
    /// `raise` alone where nothing is being handled.
    case nothingToRaise
    /// A special method that gave something of another type.
    case wrongResult(method: String, expected: String, got: ValueDescription)
    /// An attribute that a class with `__slots__`, or one of Python's, doesn't let be set.
    case noPlace(name: String, type: String)
    /// A property that can't be read, set or deleted.
    case noAccess(name: String, type: String, what: String)
    /// Arguments for a class without `__init__`.
    case takesNoArguments(String)
    /// A class of Python's, which never changes.
    case isBuiltin(name: String, type: String)
    /// Bases whose objects hold different things.
    case layoutConflict([String])
    /// A class without methods that it must have for it to have objects.
    case isAbstract(String, [String])
    /// A field of a named tuple, which never changes.
    case isField(name: String, type: String, isDeletion: Bool)
    /// Names in `__slots__` of a class that inherits from a type without room for them.
    case slotsInTuple(String)
}

/// What can be wrong with the arguments of a call.
package enum ArgumentError: Error {
    case missing([String], areKeywords: Bool = false)
    /// `least` is how many are needed, where others have defaults; `keywords` how many came by keyword only.
    case tooMany(taken: Int, given: Int, least: Int? = nil, keywords: Int = 0)
    case unknownKeyword(String, known: [String])
    case givenTwice(String)
    indirect case wrongType(parameter: String, expected: String, got: ValueDescription)
}

/// An evaluation error with the place where it arose.
package struct Failure: Error {
    package var error: EvaluationError
    /// What to underline.
    var range: SourceRange?
    /// The cell whose source `range` counts in.
    var cell: Cell
    /// The functions that were running, innermost first, when it isn't the cell's own line.
    var calls: [String] = []
    /// The names that those functions had, for suggestions.
    var localNames: [String] = []
    /// The number of the exception that the program has of it; 0 if there is none.
    var exception = 0
}
