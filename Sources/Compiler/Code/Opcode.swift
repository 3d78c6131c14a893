/// The operation of an instruction. `Sources/Compiler/README.md` has a table of all opcodes.
public enum Opcode: UInt8, Sendable, CaseIterable {
    // Values
    case integer, constant, none, bool, move, clear
    case loadGlobal, storeGlobal, deleteGlobal
    case checkLocal, deleteLocal
    case copyCaptures, makeCell, loadCell, storeCell, deleteCell

    // Operators, in the order of `BinaryOperator`
    case add, subtract, multiply, divide, floorDivide, remainder, power, matrixMultiply
    case bitwiseAnd, bitwiseOr, bitwiseXor, leftShift, rightShift
    case addInteger, subtractInteger, multiplyInteger, divideInteger, floorDivideInteger, remainderInteger
    case powerInteger
    case negative, positive, invert, not
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    case contains, identical

    // Jumps
    case jump, jumpTruth, jumpNone
    case jumpEqual, jumpNotEqual, jumpLess, jumpLessOrEqual, jumpGreater, jumpGreaterOrEqual
    case jumpEqualInteger, jumpNotEqualInteger, jumpLessInteger, jumpLessOrEqualInteger, jumpGreaterInteger
    case jumpGreaterOrEqualInteger
    case forPrepare, forNext
    case matchSequence, matchMapping, matchObject

    // Elements and attributes
    case getItem, getItemInteger, getItems, getSlice
    case setItem, setItemInteger, setItems, setSlice
    case deleteItem, makeSlice
    case getAttribute, setAttribute, deleteAttribute

    // Building
    case makeTuple, makeList, append, appendItems, extend, listToTuple, unpack, unpackStarred
    case makeDictionary, makeSet, updateDictionary, addToSet, updateSet
    case format, joinStrings, makeFunction
    case importModule, importMember, importAll

    // Calls
    case call, callArguments, spread, loadMethod, callMethod, callMethodArguments, callSource, named
    case returnValue, returnNone, leaveSource
    case makeGenerator, yield, delegate, iterate

    // Exceptions
    case enterTry, enterHandler, leaveHandler, jumpNoMatch, raise, exceptionParts

    // Classes
    case makeClass, loadClassName

    // Statements
    case statement, show, failAssertion
}

extension Opcode {
    /// The meaning of one operand field of an instruction.
    public enum Operand: Sendable {
        /// Not used.
        case unused
        /// A register that the instruction writes.
        case target
        /// A register that the instruction reads.
        case source
        /// The first of several consecutive registers; the opcode determines how many.
        case sources, targets
        /// A register that the instruction reads, or ``Instruction/noRegister``.
        case optional
        /// A number from -32,768 to 32,767.
        case integer
        /// A nonnegative number.
        case count
        /// An index into one of the code's tables.
        case name, site, shape, nested
        /// A jump distance, counted from the next instruction.
        case offset
        /// `b` and `c` combined: a number, a jump distance, or an index into the constants.
        case wideInteger, wideOffset, wideConstant
    }

    /// The meanings of the fields `a`, `b` and `c`.
    public var operands: [Operand] {
        switch self {
        case .integer: [.target, .wideInteger]
        case .constant: [.target, .wideConstant]
        case .none, .bool, .makeCell, .listToTuple, .spread, .iterate, .enterTry: [.target]
        case .move, .named, .negative, .positive, .invert, .not: [.target, .source]
        case .clear, .copyCaptures: [.targets, .count]
        case .loadGlobal, .importModule: [.target, .name]
        case .storeGlobal, .checkLocal, .deleteLocal, .deleteCell: [.source, .name]
        case .deleteGlobal: [.unused, .name]
        case .loadCell, .importMember, .loadClassName: [.target, .source, .name]
        case .storeCell, .deleteItem, .append, .extend, .updateDictionary, .addToSet, .updateSet, .enterHandler:
            [.source, .source]
        case .add, .subtract, .multiply, .divide, .floorDivide, .remainder, .power, .matrixMultiply, .bitwiseAnd,
            .bitwiseOr, .bitwiseXor, .leftShift, .rightShift, .equal, .notEqual, .less, .lessOrEqual, .greater,
            .greaterOrEqual, .contains, .identical, .getItem:
            [.target, .source, .source]
        case .addInteger, .subtractInteger, .multiplyInteger, .divideInteger, .floorDivideInteger, .remainderInteger,
            .powerInteger, .getItemInteger:
            [.target, .source, .integer]
        case .jump: [.unused, .wideOffset]
        case .jumpTruth, .jumpNone: [.source, .unused, .offset]
        case .jumpEqual, .jumpNotEqual, .jumpLess, .jumpLessOrEqual, .jumpGreater, .jumpGreaterOrEqual, .jumpNoMatch:
            [.source, .source, .offset]
        case .jumpEqualInteger, .jumpNotEqualInteger, .jumpLessInteger, .jumpLessOrEqualInteger, .jumpGreaterInteger,
            .jumpGreaterOrEqualInteger:
            [.source, .integer, .offset]
        case .forPrepare: [.targets]
        case .matchSequence: [.source, .integer, .offset]
        case .matchMapping: [.source, .sources, .offset]
        case .matchObject: [.sources, .shape, .offset]
        case .forNext, .delegate: [.targets, .target, .offset]
        case .getItems, .getSlice: [.target, .source, .sources]
        case .setItem: [.source, .source, .source]
        case .setItemInteger: [.source, .integer, .source]
        case .setItems, .setSlice: [.source, .sources, .source]
        case .makeSlice: [.target, .sources]
        case .getAttribute: [.target, .source, .site]
        case .setAttribute: [.source, .source, .site]
        case .deleteAttribute: [.source, .unused, .site]
        case .makeTuple, .makeList, .makeDictionary, .makeSet, .joinStrings: [.target, .sources, .count]
        case .appendItems: [.source, .sources, .count]
        case .unpack, .unpackStarred: [.targets, .source, .count]
        case .format: [.target, .source, .optional]
        case .makeFunction, .makeClass: [.target, .nested, .sources]
        case .call, .callMethod: [.sources, .count, .target]
        case .callArguments, .callMethodArguments: [.sources, .shape, .target]
        case .loadMethod: [.targets, .source, .site]
        case .callSource: [.sources, .unused, .target]
        case .importAll, .returnValue, .leaveSource, .leaveHandler, .show: [.source]
        case .raise: [.optional, .optional]
        case .exceptionParts: [.targets, .source]
        case .returnNone, .statement, .makeGenerator: []
        case .yield: [.source, .optional, .count]
        case .failAssertion: [.optional, .optional, .optional]
        }
    }

    /// Whether the instruction can continue somewhere other than at the next instruction.
    public var jumps: Bool { operands.contains(.offset) || operands.contains(.wideOffset) }
}

extension Opcode.Operand: Equatable {}
