internal import Rendering

extension FormatError {
    /// What is wrong, in simple words, and what to do. `description` is Python's own message.
    var wording: Wording {
        switch self {
        case .specification(let error): Self.wording(of: error)
        case .percent(let error): Self.wording(of: error)
        case .template(let error): Self.wording(of: error)
        }
    }

    private static func wording(of error: FormatSpecificationError) -> Wording {
        switch error {
        case .invalidSpecification(let text, let typeName):
            Wording(
                message: "'\(text)' is no format for \(kind(typeName))",
                notes: ["a format is made of alignment, sign, width, grouping, precision and code: >10, +.3f, ,d"])
        case .tooManyDigits: Wording(message: "a number in the format is too large")
        case .missingPrecision:
            Wording(message: "digits are missing behind the point of the format", notes: [".3f shows three decimals"])
        case .commaAndUnderscore: Wording(message: "a format groups digits by , or by _, not by both")
        case .groupingNotAllowed(let grouping, let code):
            Wording(message: "the format code \(code) doesn't go with \(grouping)")
        case .unknownCode(let code, let typeName):
            Wording(
                message: "the format code \(code) isn't for \(kind(typeName))", notes: codes(for: typeName))
        case .notAllowed(let words): Wording(message: simplified(words))
        case .precisionTooBig: Wording(message: "the precision of the format is too large")
        case .widthTooLong, .widthTooBig: Wording(message: "the width of the format is too large")
        case .characterOutOfRange:
            Wording(message: "no character has this number", notes: ["characters are numbered from 0 to 1114111"])
        case .tooLargeForCharacter:
            Wording(message: "no character has this number", notes: ["characters are numbered from 0 to 1114111"])
        case .tooLargeForFloat:
            Wording(
                message: "the int is larger than the largest float, 1.8e308", notes: ["the format d writes it as it is"]
            )
        case .tooManyDigitsForText: Machine.numberWording(.tooManyDigits)
        case .unsupportedSpecification(let typeName):
            Wording(message: "\(kind(typeName)) takes no format", notes: remedy(for: typeName))
        }
    }

    private static func wording(of error: PercentFormatError) -> Wording {
        switch error {
        case .notEnoughArguments:
            Wording(
                message: "the template has more fields than there are values",
                notes: ["give a tuple with a value for each field: \"%s and %s\" % (a, b)"])
        case .notAllArgumentsConverted:
            Wording(
                message: "the template has fewer fields than there are values",
                notes: ["each value needs its %; a tuple gives several values, % (t,) gives it as one"])
        case .incompleteFormat:
            Wording(message: "the template ends inside a field", notes: ["a percent sign of its own is written %%"])
        case .mappingRequired:
            Wording(message: "fields with names need a dictionary", notes: ["write an f-string: f\"{name}\""])
        case .missingKey(let key): Wording(message: "there is no key \(Value.string(Text(key)).briefText)")
        case .starWantsInteger: Wording(message: "a * in the template takes a whole number")
        case .tooLargeForStar, .tooLargeForStarredPrecision:
            Wording(message: "the width or precision of the format is too large")
        case .unsupportedCharacter(let code, _):
            Wording(
                message: "there is no format %\(code)",
                notes: ["there are %d, %f, %e, %g, %s, %r, %x, %o and %c; a percent sign of its own is written %%"])
        case .realNumberRequired(let code, let typeName):
            Wording(message: "%\(code) takes a number, not \(kind(typeName))", notes: ["%s takes any value"])
        case .integerRequired(let code, let typeName):
            Wording(
                message: "%\(code) takes a whole number, not \(kind(typeName))",
                notes: ["int(value) makes a whole number"])
        case .floatRequired(let typeName):
            Wording(
                message: "%f, %e and %g take a number, not \(kind(typeName))",
                notes: ["%s takes any value; float(text) makes a number of text"])
        case .arrayIsNoNumber:
            Wording(
                message: "a tensor isn't a single number",
                notes: ["%s takes any value; x[0, 0] or x.mean() gives a number"])
        case .characterRequired: Wording(message: "%c takes one character or its number")
        case .notANumberToInteger: Wording(message: "nan is no whole number", notes: ["%f and %g show it"])
        case .infinityToInteger: Wording(message: "inf is no whole number", notes: ["%f and %g show it"])
        }
    }

    private static func wording(of error: StringTemplateError) -> Wording {
        switch error {
        case .singleOpeningBrace:
            Wording(message: "a } is missing in the template", notes: ["a brace of its own is written {{"])
        case .singleClosingBrace:
            Wording(message: "the template has a } without its {", notes: ["a brace of its own is written }}"])
        case .missingClosingBrace, .unmatchedBrace: Wording(message: "a } is missing in the template")
        case .braceInFieldName:
            Wording(message: "a { stands inside a field's name", notes: ["close the field first: {a}"])
        case .missingConversion:
            Wording(message: "a letter is missing behind the !", notes: ["there are !r, !s and !a"])
        case .colonExpected:
            Wording(message: "only one letter stands behind a !", notes: ["then : and the format: {!r:>10}"])
        case .unknownConversion(let code):
            Wording(message: "there is no conversion !\(code)", notes: ["there are !r, !s and !a"])
        case .recursionExceeded: Wording(message: "formats lie too deep within each other")
        case .emptyAttribute: Wording(message: "a name is missing behind the . of a field")
        case .missingBracket: Wording(message: "a ] is missing in the template")
        case .dotOrBracketExpected: Wording(message: "only . or [ may follow a ] in a field")
        case .automaticAfterManual, .manualAfterAutomatic:
            Wording(message: "fields with and without numbers can't be mixed", notes: ["number all of them, or none"])
        case .positionOutOfRange(let position):
            Wording(
                message: "format got no value for field \(position)",
                notes: ["fields are counted from 0; give a value for each"])
        case .unknownName(let name):
            Wording(message: "format got no \(name)", notes: ["give it by its name: .format(\(name)=…)"])
        }
    }

    private static func kind(_ typeName: String) -> String {
        switch typeName {
        case "str": "text"
        case "int": "an int"
        case "NoneType": "None"
        case "numpy.ndarray": "a tensor"
        case "numpy.float64": "a float"
        case "numpy.int64": "an int"
        case "function", "builtin_function_or_method": "a function"
        default: "a \(typeName)"
        }
    }

    private static func codes(for typeName: String) -> [String] {
        switch typeName {
        case "str": ["text takes the code s or none; float(text) makes a number of it"]
        case "float", "numpy.float64": ["floats take f, e, g and %; int(value) makes a whole number"]
        default: ["ints take d, x, o, b and c, and the codes of floats: f, e, g and %"]
        }
    }

    private static func remedy(for typeName: String) -> [String] {
        switch typeName {
        case "numpy.ndarray": ["np.round(x, 3) rounds its elements; f\"{x[0, 0]:.3f}\" formats one"]
        case "list", "tuple", "range": ["format its items: [f\"{v:.2f}\" for v in values]"]
        case "NoneType": ["a function without `return` gives None"]
        default: ["str(value) makes text of it"]
        }
    }

    /// Python's message in Descent's style, such as `Sign not allowed in string format specifier`.
    private static func simplified(_ words: String) -> String {
        let text = words.replacingWords("format specifier", with: "format").replacingWords("string", with: "text")
        return (text.first?.lowercased() ?? "") + text.dropFirst()
    }
}

extension String {
    fileprivate func replacingWords(_ words: String, with others: String) -> String {
        guard let range = firstRange(of: words) else { return self }
        return String(self[..<range.lowerBound]) + others + self[range.upperBound...]
    }
}
