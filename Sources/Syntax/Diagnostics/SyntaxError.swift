/// A syntax error with its source range. `SyntaxError+Wording.swift` has the messages.
public struct SyntaxError: Error, Sendable, Equatable {
    /// The errors, by family.
    public enum Kind: Sendable, Equatable {
        case character(CharacterMistake)
        case string(StringMistake)
        case number(NumberMistake)
        case bracket(BracketMistake)
        case layout(LayoutMistake)
        case expression(ExpressionMistake)
        case statement(StatementMistake)
        case pattern(PatternMistake)
        case command(CommandMistake)
        case leftOut(LeftOut)
        case module(ModuleMistake)
    }

    /// The kind of error.
    public var kind: Kind
    /// The source range.
    public var range: SourceRange
    /// Whether more input could fix it: the source ends inside an open bracket, string or block.
    public var isAtEnd: Bool

    /// Makes a syntax error.
    public init(_ kind: Kind, _ range: SourceRange, isAtEnd: Bool = false) {
        self.kind = kind
        self.range = range
        self.isAtEnd = isAtEnd
    }

    /// A character that has no meaning.
    public enum CharacterMistake: Sendable, Equatable {
        case unexpected(Unicode.Scalar)
        case curlyQuote
        /// A character that looks like an operator.
        case lookalike(String, meant: String)
        case invisible(Unicode.Scalar)
        case strayBackslash
        case blankAfterBackslash
        case backslashAtEnd
    }

    /// An error in a string.
    public enum StringMistake: Sendable, Equatable {
        case unterminated(quote: String)
        case unterminatedTriple(quote: String)
        case unknownPrefix(String)
        /// `\x`, `\u` or `\U` with too few digits.
        case incompleteEscape(String, digits: Int)
        /// `\N{…}`.
        case namedEscape
        case notACharacter(String)
        /// A string literal next to a bytes literal.
        case bytesAndText
        /// A non-ASCII character in a bytes literal.
        case bytesNotASCII
        case braceUnclosed
        case braceStray
        case emptyBraces
        case badConversion(String)
        case commentInBraces
        case bracesTooDeep
        /// Text after the expression in the braces.
        case afterExpression(String)
    }

    /// An error in a number.
    public enum NumberMistake: Sendable, Equatable {
        case leadingZeros(String)
        case malformed(String)
        case followedByName(number: String, name: String)
        case tooManyDigits(Int, most: Int)
    }

    /// An error in brackets.
    public enum BracketMistake: Sendable, Equatable {
        case unmatchedCloser(String)
        /// The line is nil if the closer is on the same line.
        case mismatched(opener: String, openerLine: Int?, closer: String)
        case unclosed(String)
    }

    /// An error in lines, blocks or indentation.
    public enum LayoutMistake: Sendable, Equatable {
        case mixedTabs, inconsistentDedent, unexpectedIndent
        case missingBlock(after: String)
        case missingColon(after: String)
        case blockOnOneLine(String)
        case tooDeep, tooLong
    }

    /// An error in an expression.
    public enum ExpressionMistake: Sendable, Equatable {
        case missingOperand(after: String)
        case missingValue(after: String)
        case missingExpression(before: String)
        /// Two operands without an operator between them.
        case adjacent(callForm: String?)
        case unexpected(String)
        case assignmentInCondition, assignmentInExpression
        case notNeedsParentheses, missingElse, emptyIndex
        case increment(String, name: String?)
        /// `&&` or `||`.
        case doubled(String, meant: String)
        case exclamation, question, tripleEquals(String), angleNotEqual
        case reversedComparison(String, meant: String)
        /// A keyword where an expression is expected.
        case keyword(String)
        case keywordAsName(String)
        case keywordArgumentNotName
        case positionalAfterKeyword
        case duplicateKeyword(String)
        case missingAttribute
        case generatorNotAlone
        /// `*x` outside a call and without other values.
        case starredAlone
        /// A dictionary key without a value.
        case missingValueOfKey
        /// `:=` outside parentheses.
        case walrusAlone
    }

    /// An error in a statement.
    public enum StatementMistake: Sendable, Equatable {
        case cannotAssign(to: String), cannotAugment(String), cannotDelete(String)
        case comparisonInsteadOfAssignment
        case returnOutside
        case yieldOutside, yieldInComprehension
        case outsideLoop(String)
        case strayBranch(String)
        case elseIf
        case branchAfterElse(String)
        case duplicateParameter(String)
        case nonDefaultAfterDefault(String)
        case badParameter(String)
        /// A second `*` among the targets.
        case secondStar
        case decoratorAlone
        /// A `try` without a clause after it, and a bare `except` before another clause.
        case tryAlone, bareExceptNotLast
        /// `except A, B`.
        case exceptNeedsParentheses
        case missingIn
        case missingName(after: String)
        case missingParameters(of: String)
        /// A line that ends in a colon but does not begin with a known word.
        case unknownOpener(String, suggestion: String?)
        /// `let x = 3`.
        case declaration(String, name: String)
    }

    /// An error in a `match` statement.
    public enum PatternMistake: Sendable, Equatable {
        /// Something other than `case` in the block.
        case missingCase
        case missing
        /// A pattern that is neither a literal nor a dotted name.
        case noLiteral
        case starredAlone, secondStar
        /// `as _`, `as a.b`, `**_`.
        case badTarget
        case restNotLast, badKey
        case repeatedKey(String)
        case positionalAfterNamed
        case repeatedAttribute(String)
        case repeatedName(String)
        case differentNames
        /// A capture or `_` that matches anything, with more cases or alternatives after it.
        case unreachable(String?)
    }

    /// An error in a call typed as words.
    public enum CommandMistake: Sendable, Equatable {
        case `operator`(String, callForm: String?)
        case comma(callForm: String?)
        case keyword(String, callForm: String?)
        case needsBlank(before: String)
        case blanksAroundEquals(String, value: String?)
        case missingValue(String)
        case notAnAtom(String)
        /// `--name`.
        case flag(String)
    }

    /// Python constructs that Descent does not support.
    public enum LeftOut: String, Sendable, CaseIterable {
        case async, await, exceptionGroup, metaclass
        case magic, shell, chevronPrint, typeAlias, typeParameters
    }

    /// An incomplete or misplaced import.
    public enum ModuleMistake: Sendable, Equatable {
        case missingName
        /// `from name` without anything to import.
        case missingImport(String)
        /// `from . import name`.
        case relative
        /// `from name import *` inside a function.
        case everythingInFunction(String)
    }
}
