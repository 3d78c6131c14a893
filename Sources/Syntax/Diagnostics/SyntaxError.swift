/// A mistake of form, with the place where it stands. What is said of it stands in `SyntaxError+Wording.swift`.
public struct SyntaxError: Error, Sendable, Equatable {
    /// The mistakes, by family.
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

    /// Which mistake.
    public var kind: Kind
    /// Where it stands.
    public var range: SourceRange
    /// More input would mend it: the source ends in an open bracket, string or block.
    public var isAtEnd: Bool

    /// Makes a syntax error.
    public init(_ kind: Kind, _ range: SourceRange, isAtEnd: Bool = false) {
        self.kind = kind
        self.range = range
        self.isAtEnd = isAtEnd
    }

    /// A character that means nothing.
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

    /// A mistake in a string.
    public enum StringMistake: Sendable, Equatable {
        case unterminated(quote: String)
        case unterminatedTriple(quote: String)
        case unknownPrefix(String)
        /// `\x`, `\u` or `\U` with too few digits.
        case incompleteEscape(String, digits: Int)
        /// `\N{…}`.
        case namedEscape
        case notACharacter(String)
        /// Text and bytes side by side.
        case bytesAndText
        /// A character beyond ASCII in bytes.
        case bytesNotASCII
        case braceUnclosed
        case braceStray
        case emptyBraces
        case badConversion(String)
        case commentInBraces
        case bracesTooDeep
        /// Something follows the expression in the braces.
        case afterExpression(String)
    }

    /// A mistake in a number.
    public enum NumberMistake: Sendable, Equatable {
        case leadingZeros(String)
        case malformed(String)
        case followedByName(number: String, name: String)
        case tooManyDigits(Int, most: Int)
    }

    /// A mistake in brackets.
    public enum BracketMistake: Sendable, Equatable {
        case unmatchedCloser(String)
        /// The line is nil where it is the closer's own.
        case mismatched(opener: String, openerLine: Int?, closer: String)
        case unclosed(String)
    }

    /// A mistake in lines, blocks and depth.
    public enum LayoutMistake: Sendable, Equatable {
        case mixedTabs, inconsistentDedent, unexpectedIndent
        case missingBlock(after: String)
        case missingColon(after: String)
        case blockOnOneLine(String)
        case tooDeep, tooLong
    }

    /// A mistake in an expression.
    public enum ExpressionMistake: Sendable, Equatable {
        case missingOperand(after: String)
        case missingValue(after: String)
        case missingExpression(before: String)
        /// Two operands stand side by side.
        case adjacent(callForm: String?)
        case unexpected(String)
        case assignmentInCondition, assignmentInExpression
        case notNeedsParentheses, missingElse, emptyIndex
        case increment(String, name: String?)
        /// `&&` or `||`.
        case doubled(String, meant: String)
        case exclamation, question, tripleEquals(String), angleNotEqual
        case reversedComparison(String, meant: String)
        /// A keyword where an expression is awaited.
        case keyword(String)
        case keywordAsName(String)
        case keywordArgumentNotName
        case positionalAfterKeyword
        case duplicateKeyword(String)
        case missingAttribute
        case generatorNotAlone
        /// `*x` where there are no other values, and no call.
        case starredAlone
        /// A key of a dictionary without a value.
        case missingValueOfKey
        /// `:=` outside of parentheses.
        case walrusAlone
    }

    /// A mistake in a statement.
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
        /// A second `*` among targets.
        case secondStar
        case decoratorAlone
        /// A `try` that nothing follows, and an `except` without a class before another.
        case tryAlone, bareExceptNotLast
        /// `except A, B`.
        case exceptNeedsParentheses
        case missingIn
        case missingName(after: String)
        case missingParameters(of: String)
        /// A line that ends in a colon and begins with no known word.
        case unknownOpener(String, suggestion: String?)
        /// `let x = 3`.
        case declaration(String, name: String)
    }

    /// A mistake in a `match`.
    public enum PatternMistake: Sendable, Equatable {
        /// Something else than `case` stands in the block.
        case missingCase
        case missing
        /// What is neither a literal nor a dotted name is compared.
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
        /// A capture, or `_`, that fits whatever there is, and more follows.
        case unreachable(String?)
    }

    /// A mistake in a call typed as words.
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

    /// Python's constructs that Descent leaves out.
    public enum LeftOut: String, Sendable, CaseIterable {
        case async, await, exceptionGroup, metaclass
        case magic, shell, chevronPrint, typeAlias, typeParameters
    }

    /// An import that isn't whole, or stands where it can't.
    public enum ModuleMistake: Sendable, Equatable {
        case missingName
        /// `from name`, and nothing to import.
        case missingImport(String)
        /// `from . import name`.
        case relative
        /// `from name import *` in a function.
        case everythingInFunction(String)
    }
}
