// All messages about syntax errors are in this file. A message says what is wrong; a label, shown under the source,
// says what to write instead; a note gives more information.

/// The message of an error.
struct Wording {
    var message: String
    var label: String?
    var notes: [String]

    init(_ message: String, _ label: String? = nil, _ notes: String...) {
        self.message = message
        self.label = label
        self.notes = notes
    }
}

extension SyntaxError {
    /// The error as a message with its range. The caller adds the source.
    public var diagnostic: Diagnostic {
        let wording = kind.wording
        return Diagnostic(.error, wording.message, range: range, label: wording.label, notes: wording.notes)
    }
}

extension SyntaxError.Kind {
    fileprivate var wording: Wording {
        switch self {
        case .character(let mistake): mistake.wording
        case .string(let mistake): mistake.wording
        case .number(let mistake): mistake.wording
        case .bracket(let mistake): mistake.wording
        case .layout(let mistake): mistake.wording
        case .expression(let mistake): mistake.wording
        case .statement(let mistake): mistake.wording
        case .command(let mistake): mistake.wording
        case .pattern(let mistake): mistake.wording
        case .leftOut(let construct): construct.wording
        case .module(let mistake): mistake.wording
        }
    }
}

/// A code point as `U+00A0`.
private func codePoint(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}

extension SyntaxError.CharacterMistake {
    fileprivate var wording: Wording {
        switch self {
        case .unexpected("$"): Wording("`$` means nothing here", "names have no `$` before them")
        case .unexpected("`"):
            Wording(
                "a backtick means nothing here", "quote text with ' or \"", "`repr(x)` gives a value as it is written.")
        case .unexpected(let scalar): Wording("the character `\(scalar)` (\(codePoint(scalar))) means nothing here")
        case .curlyQuote:
            Wording(
                "a curly quote begins no string", "write ' or \"", "Word processors and web pages put curly quotes in.")
        case .lookalike(let text, let meant): Wording("`\(text)` is no operator", "write `\(meant)`")
        case .invisible(let scalar):
            Wording(
                "an invisible character (\(codePoint(scalar))) stands here", "delete it, or write a plain blank",
                "Such characters come along when text is copied from a page.")
        case .strayBackslash:
            Wording(
                "a backslash stands only at the end of a line, where it joins the next one", nil,
                "Outside strings it means nothing; a path is written in quotes.")
        case .blankAfterBackslash: Wording("blanks follow the backslash that should end the line", "delete the blanks")
        case .backslashAtEnd: Wording("a backslash joins the next line, and there is none", "delete it, or go on below")
        }
    }
}

extension SyntaxError.StringMistake {
    fileprivate var wording: Wording {
        switch self {
        case .unterminated(let quote):
            Wording(
                "this string is never closed", "needs \(quote) at its end",
                "A string over several lines begins and ends with three quotes.")
        case .unterminatedTriple(let quote):
            Wording("this string is never closed", "opened here; needs \(quote) at its end")
        case .unknownPrefix(let prefix):
            Wording(
                "no string has the prefix `\(prefix)`", "write f, r, or nothing",
                "f\"…\" fills in values; r\"…\" keeps \\.")
        case .incompleteEscape(let escape, let digits):
            Wording(
                "`\(escape)` needs \(digits) hexadecimal digits", nil,
                "For a backslash itself write \\\\, or a raw string: r\"…\".")
        case .namedEscape:
            Wording(
                "Descent knows no characters by name (`\\N{…}`)", "write the character itself, or \\u and four digits")
        case .bytesAndText: Wording("text and bytes can't stand side by side as one", "write both with b, or neither")
        case .bytesNotASCII:
            Wording("bytes are written in ASCII's characters", "write \\x and two digits, or 'text'.encode()")
        case .notACharacter(let escape): Wording("`\(escape)` is no character")
        case .braceUnclosed:
            Wording("this `{` is never closed in the f-string", "needs `}`", "For a brace itself write `{{`.")
        case .braceStray: Wording("a single `}` stands in the f-string", "for a brace itself write `}}`")
        case .emptyBraces: Wording("the braces of the f-string are empty", "write a value between them, or `{{}}`")
        case .badConversion(let text):
            Wording(
                "there is no conversion `!\(text)`", "write !r, !s or !a", "A format stands after a colon: {x:.3f}.")
        case .commentInBraces: Wording("no comment can stand in the braces of an f-string")
        case .bracesTooDeep: Wording("the f-string is nested too deeply", "give the inner value a name first")
        case .afterExpression(let text):
            Wording("`\(text)` can't follow the value in the braces", nil, "A format stands after a colon: {x:.3f}.")
        }
    }
}

extension SyntaxError.NumberMistake {
    fileprivate var wording: Wording {
        switch self {
        case .leadingZeros(let text):
            Wording("no number begins with 0", "write \(text)", "Octal numbers begin with 0o.")
        case .malformed(let text): Wording("`\(text)` is no number")
        case .followedByName(let number, "l"), .followedByName(let number, "L"):
            Wording("`\(number)L` is Python 2", "write \(number)")
        case .followedByName(let number, let name):
            Wording(
                "a number and a name stand together", "write \(number) * \(name)", "A name doesn't begin with a digit.")
        case .tooManyDigits(let count, let most):
            Wording(
                "this number has \(count) digits, and no more than \(most) are read",
                "write it in base 16, 0x…, which takes any number of digits")
        }
    }
}

extension SyntaxError.BracketMistake {
    fileprivate var wording: Wording {
        switch self {
        case .unmatchedCloser(let closer): Wording("nothing is open that `\(closer)` could close", "delete it")
        case .mismatched(let opener, let line?, let closer):
            Wording("`\(closer)` can't close the `\(opener)` of line \(line)")
        case .mismatched(let opener, nil, let closer): Wording("`\(closer)` can't close `\(opener)`")
        case .unclosed(let opener): Wording("`\(opener)` is never closed", "opened here")
        }
    }
}

extension SyntaxError.LayoutMistake {
    fileprivate var wording: Wording {
        switch self {
        case .mixedTabs:
            Wording("tabs and blanks are mixed in the indentation", "indent with blanks only")
        case .inconsistentDedent:
            Wording("the indentation fits no line above", "begin the line where an open block begins")
        case .unexpectedIndent:
            Wording("this line is indented, and no block is open", "begin it where the line above begins")
        case .missingBlock(let word):
            Wording("`\(word)` needs a block", "indent what belongs to it", "A block that does nothing is `pass`.")
        case .missingColon("lambda"): Wording("`lambda` needs a colon", "lambda x: x + 1")
        case .missingColon(let word): Wording("`\(word)` needs a colon at the end of its line", "write `:` here")
        case .blockOnOneLine(let word):
            Wording("`\(word)` can't stand on the line of another block", "write it on a line of its own, indented")
        case .tooDeep:
            Wording(
                "this is nested too deeply", "give an inner part a name first",
                "The limit is 200 levels, 100 of blocks.")
        case .tooLong:
            Wording(
                "the expression is too long", "give a part a name first",
                "At most 1000 operators can stand in a row; `sum` adds a list.")
        }
    }
}

extension SyntaxError.ExpressionMistake {
    fileprivate var wording: Wording {
        switch self {
        case .missingOperand(let word): Wording("something is missing after `\(word)`", "write a value after it")
        case .missingValue(let word): Wording("there is no value after `\(word)`", "write a value here")
        case .missingExpression(let what): Wording("a value is missing before \(what)")
        case .adjacent(let form?):
            Wording(
                "an operator or a comma is missing here", "write \(form)",
                "A call typed as words is a whole statement or the whole right side of `=`.")
        case .adjacent(nil): Wording("an operator or a comma is missing before this")
        case .unexpected(let what): Wording("\(what) can't stand here")
        case .assignmentInCondition: Wording("a condition compares with `==`", "write `==`")
        case .assignmentInExpression:
            Wording("`=` can't stand inside an expression", "to compare, write `==`")
        case .notNeedsParentheses: Wording("`not` needs parentheses after an operator", "write (not …)")
        case .missingElse: Wording("this `if` needs an `else`", "a if condition else b")
        case .emptyIndex: Wording("the brackets are empty", "write an index", "All elements are x[:].")
        case .increment(let symbol, let name):
            Wording(
                "there is no `\(symbol)`",
                "write \(name ?? "x") \(symbol == "++" ? "+=" : "-=") 1")
        case .doubled(let symbol, let meant):
            Wording(
                "there is no `\(symbol)`", "write `\(meant)`",
                "For tensors write `\(symbol.prefix(1))` between comparisons in parentheses.")
        case .exclamation:
            Wording("`!` means nothing here", "write `not`", "Different is `!=`; for tensors, not is `~`.")
        case .question:
            Wording(
                "`?` stands only before or after a name, for help", nil, "A choice is written: a if condition else b.")
        case .tripleEquals(let symbol): Wording("there is no `\(symbol)`", "write `\(symbol.dropLast())`")
        case .angleNotEqual: Wording("there is no `<>`", "write `!=`")
        case .reversedComparison(let symbol, let meant): Wording("there is no `\(symbol)`", "write `\(meant)`")
        case .keyword(let word): Wording("`\(word)` can't stand here")
        case .keywordAsName(let word):
            Wording("`\(word)` is a word of the language and can't be a name", "write another name, such as `\(word)_`")
        case .keywordArgumentNotName:
            Wording("only a name can stand before `=` in a call", "to compare, write `==`")
        case .positionalAfterKeyword:
            Wording("a value without a name stands after a named one", "write it before the named ones")
        case .duplicateKeyword(let name): Wording("`\(name)=` is given twice", "delete one")
        case .missingAttribute: Wording("a name is missing after `.`", nil, "For example x.shape or x.T.")
        case .generatorNotAlone:
            Wording("values made by `for` must be the only argument", "write them in parentheses: (… for …)")
        case .missingValueOfKey: Wording("a key of a dictionary needs its value", "write key: value")
        case .starredAlone:
            Wording("`*` stands among other values or arguments", "write [*x], or (*x,)")
        case .walrusAlone: Wording("`:=` stands in parentheses", "write (x := …), or x = … on a line of its own")
        }
    }
}

extension SyntaxError.StatementMistake {
    fileprivate var wording: Wording {
        switch self {
        case .cannotAssign(let what): Wording("\(what) can't be assigned to", nil, "On the left of `=` stands a name.")
        case .comparisonInsteadOfAssignment: Wording("a comparison can't be assigned to", "one `=` too many?")
        case .cannotAugment(let what): Wording("\(what) can't be changed in place", nil, "On the left stands a name.")
        case .cannotDelete(let what): Wording("\(what) can't be deleted", "write a name")
        case .yieldOutside:
            Wording("`yield` stands outside a function", nil, "A function that yields gives its values one by one.")
        case .yieldInComprehension: Wording("`yield` can't stand in a comprehension", "write a loop: for … in …:")
        case .returnOutside: Wording("`return` stands outside a function", nil, "A line that is a value shows it.")
        case .outsideLoop(let word): Wording("`\(word)` stands outside a loop")
        case .strayBranch(let word):
            word == "except" || word == "finally"
                ? Wording("there is no `try` that this `\(word)` belongs to", nil, "It begins where its `try` begins.")
                : Wording("there is no `if` that this `\(word)` belongs to", nil, "It begins where its `if` begins.")
        case .elseIf: Wording("`else if` is one word", "write `elif`")
        case .branchAfterElse(let word): Wording("`\(word)` can't follow `else`", nil, "`else` comes last, once.")
        case .duplicateParameter(let name): Wording("two parameters are named `\(name)`", "write another name")
        case .nonDefaultAfterDefault(let name):
            Wording("`\(name)` has no default, and a parameter before it has one", "write \(name)=… or move it forward")
        case .badParameter(let text):
            Wording("a parameter is a name", "`\(text)` is none", "For example def f(x, rate=0.01):")
        case .secondStar: Wording("only one of several targets takes what is left over", "leave the second `*` out")
        case .decoratorAlone: Wording("`@` stands before a function or class", "write def on the next line")
        case .tryAlone:
            Wording("`try` needs an `except` or a `finally`", nil, "They stand below it, where `try` begins.")
        case .bareExceptNotLast: Wording("an `except` without a class stands last", "write except Exception:")
        case .exceptNeedsParentheses:
            Wording("several classes need parentheses", "write except (A, B):")
        case .missingIn: Wording("`for` needs `in`", "for i in range(10):")
        case .missingName(let word): Wording("a name is missing after `\(word)`")
        case .missingParameters(let name): Wording("`\(name)` needs its parameters", "write def \(name)():")
        case .unknownOpener(let word, let suggestion?):
            Wording("no block begins with `\(word)`", "did you mean `\(suggestion)`?")
        case .unknownOpener(let word, nil):
            Wording(
                "no block begins with `\(word)`", nil, "Blocks begin with if, for, while, def, class, try and with.")
        case .declaration(let word, let name):
            Wording("names need no `\(word)` before them", "write \(name) = …")
        }
    }
}

extension SyntaxError.CommandMistake {
    fileprivate var wording: Wording {
        let rule = "Words of a command stand apart by blanks; what needs more is written as a call."
        switch self {
        case .operator("=", nil):
            return Wording("`=` can't stand between the words of a command", "name=value has no blanks", rule)
        case .operator(let symbol, let form):
            return Wording(
                "`\(symbol)` can't stand between the words of a command", form.map { "write \($0)" }, rule)
        case .comma(let form):
            return Wording("no comma stands between the words of a command", form.map { "write \($0)" }, rule)
        case .keyword(let word, let form):
            return Wording(
                "`\(word)` can't stand between the words of a command", form.map { "write \($0)" }, rule)
        case .needsBlank(let text): return Wording("a blank is missing before `\(text)`", "write a blank here")
        case .blanksAroundEquals(let name, let value):
            return Wording("no blanks stand around the `=` of a command", "write \(name)=\(value ?? "…")")
        case .missingValue(let name): return Wording("there is no value after `\(name)=`", "write \(name)=…")
        case .flag(let name): return Wording("there are no options with `--`", "write \(name)=…", rule)
        case .notAnAtom(let text): return Wording("`\(text)` is no word of a command", nil, rule)
        }
    }
}

extension SyntaxError.ModuleMistake {
    fileprivate var wording: Wording {
        switch self {
        case .missingName: Wording("a module's name is missing", "write import numpy as np")
        case .missingImport(let module):
            Wording(
                "`import` is missing", "write from \(module) import name", "`import \(module)` takes the module whole.")
        case .relative:
            Wording(
                "there is no package around a session", "write the module's name", "For example from math import sqrt.")
        case .everythingInFunction(let module):
            Wording(
                "`import *` stands outside of functions only", "write the names",
                "Or import \(module) here, and write \(module).name.")
        }
    }
}
